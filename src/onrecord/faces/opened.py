"""The record of a command: opened, and said where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import onrecord
from onrecord import RecordError
from onrecord.faces.screen import say

if TYPE_CHECKING:
    from onrecord import Record, View


@contextmanager
def opened(where: str | None, *, write: bool = False, patience: float | None = None) -> Iterator[Record]:
    """The record at ``where`` (None: the user's own), named on standard error, and closed afterwards.

    ``patience``: the seconds that one question to it may take.
    Raises `onrecord.RecordError` where it cannot be used, before anything else is done.
    """
    record = onrecord.open_record(where, read_only=not write, patience=patience)
    try:
        say(f"record: {record.where}")
        yield record
    finally:
        record.close()


@contextmanager
def viewed(where: str | None, as_of: int | str | None = None, *, stories: bool = False) -> Iterator[View]:
    """The record at ``where`` as it stands, or stood at ``as_of``; with ``stories``, those of its articles brought up to date first.

    They are behind where a run of ``add`` was ended between two steps. A record that cannot be written is read as it is, which is said.
    """
    with opened(where) as record:
        if stories and onrecord.is_behind(record):
            _catch_up(where)
        yield record.view(as_of)


def _catch_up(where: str | None) -> None:
    try:
        with onrecord.open_record(where) as record:
            onrecord.keep_up(record)
    except RecordError:
        say(
            "articles added last are not in their stories yet, and the record cannot be written to bring them up to date"
        )
