"""onrecord reads news and keeps the record of who said what.

The public names, nothing else. Each is imported when it is first asked for, so that ``import onrecord`` loads neither
numpy nor the model nor a database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.batch.keep_up import is_behind, keep_up
    from onrecord.errors import (
        BrokenExport,
        BusyRecord,
        NewerRecord,
        OnrecordError,
        ReadOnlyRecord,
        RecordError,
        RecordFull,
        RefusedCorrection,
        SpanMismatch,
        UnknownRow,
        UnreadableSource,
        UnsoundReading,
    )
    from onrecord.faces.as_json import as_json
    from onrecord.ingest import article_from_bytes, articles_from_bytes, load_articles
    from onrecord.ingest.fetch.get import Fetcher
    from onrecord.ingest.fetch.log import default_log
    from onrecord.ingest.revisions import Edit, Revision, SentenceChange, Stayed, revise
    from onrecord.reader import Reader, load_reader
    from onrecord.record import Added, Alias, Fault, Record, View, default_record, open_record
    from onrecord.record.query_terms import BadQuery
    from onrecord.record.search import cursor, search
    from onrecord.story.quotes import check
    from onrecord.story.stories import stories
    from onrecord.story.tell import all_stories, story_of
    from onrecord.story.who import near_names, who
    from onrecord.terms import (
        Article,
        Channel,
        Claim,
        Correction,
        Deed,
        Demand,
        Difference,
        Dossier,
        Entity,
        Event,
        Figure,
        Furniture,
        Headline,
        Hit,
        Kept,
        Located,
        Match,
        Mention,
        Moment,
        Point,
        Pointer,
        Position,
        Published,
        Quoted,
        Reading,
        Ref,
        Response,
        Shift,
        Span,
        Statement,
        Story,
        StoryArticle,
        StoryFigure,
        StoryPerson,
        Term,
        Time,
        Wording,
    )

__all__ = [
    "Added",
    "Alias",
    "Article",
    "BadQuery",
    "BrokenExport",
    "BusyRecord",
    "Channel",
    "Claim",
    "Correction",
    "Deed",
    "Demand",
    "Difference",
    "Dossier",
    "Edit",
    "Entity",
    "Event",
    "Fault",
    "Fetcher",
    "Figure",
    "Furniture",
    "Headline",
    "Hit",
    "Kept",
    "Located",
    "Match",
    "Mention",
    "Moment",
    "NewerRecord",
    "OnrecordError",
    "Point",
    "Pointer",
    "Position",
    "Published",
    "Quoted",
    "ReadOnlyRecord",
    "Reader",
    "Reading",
    "Record",
    "RecordError",
    "RecordFull",
    "Ref",
    "RefusedCorrection",
    "Response",
    "Revision",
    "SentenceChange",
    "Shift",
    "Span",
    "SpanMismatch",
    "Statement",
    "Stayed",
    "Story",
    "StoryArticle",
    "StoryFigure",
    "StoryPerson",
    "Term",
    "Time",
    "UnknownRow",
    "UnreadableSource",
    "UnsoundReading",
    "View",
    "Wording",
    "all_stories",
    "article_from_bytes",
    "articles_from_bytes",
    "as_json",
    "check",
    "cursor",
    "default_log",
    "default_record",
    "is_behind",
    "keep_up",
    "load_articles",
    "load_reader",
    "near_names",
    "open_record",
    "revise",
    "search",
    "stories",
    "story_of",
    "who",
]

_HOME = {
    "is_behind": "onrecord.batch.keep_up",
    "keep_up": "onrecord.batch.keep_up",
    "BrokenExport": "onrecord.errors",
    "BusyRecord": "onrecord.errors",
    "NewerRecord": "onrecord.errors",
    "OnrecordError": "onrecord.errors",
    "ReadOnlyRecord": "onrecord.errors",
    "RecordError": "onrecord.errors",
    "RecordFull": "onrecord.errors",
    "RefusedCorrection": "onrecord.errors",
    "SpanMismatch": "onrecord.errors",
    "UnknownRow": "onrecord.errors",
    "UnreadableSource": "onrecord.errors",
    "UnsoundReading": "onrecord.errors",
    "as_json": "onrecord.faces.as_json",
    "article_from_bytes": "onrecord.ingest",
    "articles_from_bytes": "onrecord.ingest",
    "load_articles": "onrecord.ingest",
    "Fetcher": "onrecord.ingest.fetch.get",
    "default_log": "onrecord.ingest.fetch.log",
    "Edit": "onrecord.ingest.revisions",
    "Revision": "onrecord.ingest.revisions",
    "SentenceChange": "onrecord.ingest.revisions",
    "Stayed": "onrecord.ingest.revisions",
    "revise": "onrecord.ingest.revisions",
    "Reader": "onrecord.reader",
    "load_reader": "onrecord.reader",
    "Added": "onrecord.record",
    "Alias": "onrecord.record",
    "Fault": "onrecord.record",
    "Record": "onrecord.record",
    "View": "onrecord.record",
    "default_record": "onrecord.record",
    "open_record": "onrecord.record",
    "BadQuery": "onrecord.record.query_terms",
    "cursor": "onrecord.record.search",
    "search": "onrecord.record.search",
    "check": "onrecord.story.quotes",
    "stories": "onrecord.story.stories",
    "all_stories": "onrecord.story.tell",
    "story_of": "onrecord.story.tell",
    "near_names": "onrecord.story.who",
    "who": "onrecord.story.who",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME.get(name, "onrecord.terms")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
