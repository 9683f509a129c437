"""onrecord reads news and keeps the record of who said what.

The public names, nothing else. Each is imported when it is first asked for, so that ``import onrecord`` loads neither
numpy nor the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError, SpanMismatch, UnreadableSource
    from onrecord.faces.as_json import as_json
    from onrecord.ingest import article_from_bytes, articles_from_bytes, load_articles
    from onrecord.ingest.fetch.get import Fetcher
    from onrecord.ingest.fetch.log import default_log
    from onrecord.reader import Reader, load_reader
    from onrecord.terms import (
        Article,
        Channel,
        Entity,
        Event,
        Figure,
        Furniture,
        Located,
        Mention,
        Published,
        Quoted,
        Reading,
        Ref,
        Span,
        Statement,
        Time,
    )

__all__ = [
    "Article",
    "Channel",
    "Entity",
    "Event",
    "Fetcher",
    "Figure",
    "Furniture",
    "Located",
    "Mention",
    "OnrecordError",
    "Published",
    "Quoted",
    "Reader",
    "Reading",
    "Ref",
    "Span",
    "SpanMismatch",
    "Statement",
    "Time",
    "UnreadableSource",
    "article_from_bytes",
    "articles_from_bytes",
    "as_json",
    "default_log",
    "load_articles",
    "load_reader",
]

_HOME = {
    "OnrecordError": "onrecord.errors",
    "SpanMismatch": "onrecord.errors",
    "UnreadableSource": "onrecord.errors",
    "article_from_bytes": "onrecord.ingest",
    "articles_from_bytes": "onrecord.ingest",
    "load_articles": "onrecord.ingest",
    "Fetcher": "onrecord.ingest.fetch.get",
    "default_log": "onrecord.ingest.fetch.log",
    "Reader": "onrecord.reader",
    "load_reader": "onrecord.reader",
    "as_json": "onrecord.faces.as_json",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME.get(name, "onrecord.terms")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
