"""Times of a made-up text, seen from a Sunday."""

from __future__ import annotations

from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published, Time
from tests.reader.build import analysis_of, flat

SUNDAY = Published("2026-01-25", "day", "given")


def times(text: str, published: Published | None = SUNDAY) -> tuple[Time, ...]:
    """The times of ``text``, words apart by one blank, with no more parse than a root a sentence."""
    return find_times(tree_of(flat(text)), published=published)


def only(text: str, published: Published | None = SUNDAY) -> Time:
    """The one time of ``text``."""
    (time,) = times(text, published)
    return time


def parsed(table: str, published: Published | None = SUNDAY) -> tuple[Time, ...]:
    """The times of an analysis made by hand (`tests.reader.build.analysis_of`)."""
    return find_times(tree_of(analysis_of(table)), published=published)
