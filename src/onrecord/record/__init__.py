"""The record: an append-only log of what was read and what people said of it, and indexes made from it.

One schema on SQLite (one file, no server) and PostgreSQL. `open_record` gives a `Record`, ``Record.view`` a `View` of
it as it stood at one entry. Each name is imported when it is first asked for: SQLAlchemy takes a third of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.opening import default_record, open_record
    from onrecord.record.record import Record
    from onrecord.record.values import Added, Alias, Fault, Features, Link, NamedRow
    from onrecord.record.view import View

__all__ = [
    "Added",
    "Alias",
    "Fault",
    "Features",
    "Link",
    "NamedRow",
    "Record",
    "View",
    "default_record",
    "open_record",
]

_HOME = {"Record": "record", "View": "view", "default_record": "opening", "open_record": "opening"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord.record' has no attribute {name!r}")
    value: object = getattr(import_module(f"onrecord.record.{_HOME.get(name, 'values')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
