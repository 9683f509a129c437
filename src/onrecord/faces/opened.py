"""The record of a command: opened, and said where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import onrecord
from onrecord.faces.screen import say

if TYPE_CHECKING:
    from onrecord import Record, View


@contextmanager
def opened(where: str | None, *, write: bool = False) -> Iterator[Record]:
    """The record at ``where`` (None: the user's own), named on standard error, and closed afterwards.

    Raises `onrecord.RecordError` where it cannot be used, before anything else is done.
    """
    record = onrecord.open_record(where, read_only=not write)
    try:
        say(f"record: {record.where}")
        yield record
    finally:
        record.close()


@contextmanager
def viewed(where: str | None, as_of: int | str | None = None) -> Iterator[View]:
    """The record at ``where`` as it stands, or stood at ``as_of``."""
    with opened(where) as record:
        yield record.view(as_of)
