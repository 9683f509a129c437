"""The words onrecord is built from. Each type's docstring is its entry in the glossary.

Everything here is a frozen value. Positions are half-open ``[start, end)`` ranges of Unicode code points of one
article's text; bytes, words and word pieces are internal to ``ingest`` and ``reader``. The JSON form of a `Reading`
is ``onrecord/reading/1``, that of a `Story` ``onrecord/story/1``; field names there and here are the same.
"""

from __future__ import annotations

from onrecord.terms.article import (
    Article,
    DateBasis,
    DatePrecision,
    Field,
    Furniture,
    Located,
    Published,
    Quoted,
    Span,
    quoted,
)
from onrecord.terms.kinds import (
    ACTS,
    EVENT_MODES,
    EVENT_TYPES,
    Act,
    Bound,
    ChannelType,
    EntityType,
    EventStatus,
    EventType,
    Form,
    Kind,
    Modality,
    PartOfTime,
    ResolvedBy,
    TimeModifier,
    TimePrecision,
    VagueTime,
)
from onrecord.terms.reading import Channel, Entity, Event, Figure, Mention, Reading, Ref, Statement, Time
from onrecord.terms.record import (
    VERDICTS,
    Alias,
    Correction,
    Deed,
    Difference,
    Dossier,
    Facets,
    Hit,
    Kept,
    Match,
    NamedEntity,
    Verdict,
)
from onrecord.terms.story import (
    ANSWERS,
    CHANGES,
    CLAIM_STATUSES,
    Answer,
    Change,
    ChangeKind,
    Claim,
    ClaimStatus,
    Demand,
    Direction,
    Headline,
    Moment,
    Point,
    Pointer,
    Position,
    Response,
    Shift,
    Stance,
    Story,
    StoryArticle,
    StoryFigure,
    StoryPerson,
    Term,
    Voice,
    Wording,
)

__all__ = [
    "ACTS", "ANSWERS", "CHANGES", "CLAIM_STATUSES", "EVENT_MODES", "EVENT_TYPES", "VERDICTS", "Act", "Alias", "Answer",
    "Article", "Bound", "Change", "ChangeKind", "Channel", "ChannelType", "Claim", "ClaimStatus", "Correction", "DateBasis",
    "DatePrecision", "Deed", "Demand", "Difference", "Direction", "Dossier", "Entity", "EntityType", "Event", "EventStatus",
    "EventType", "Facets", "Field", "Figure", "Form", "Furniture", "Headline", "Hit", "Kept", "Kind", "Located", "Match",
    "Mention", "Modality", "Moment", "NamedEntity", "PartOfTime", "Point", "Pointer", "Position", "Published", "Quoted", "Reading", "Ref",
    "ResolvedBy", "Response", "Shift", "Span", "Stance", "Statement", "Story", "StoryArticle", "StoryFigure", "StoryPerson",
    "Term", "Time", "TimeModifier", "TimePrecision", "VagueTime", "Verdict", "Voice", "Wording", "quoted",
]  # fmt: skip
