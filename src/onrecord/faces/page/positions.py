"""The positions of a story on its page: where actors stand toward others, each shift as two statements side by side."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from onrecord import Point, Position, Shift
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.page.told import Told, say_so

SIDE_BY_SIDE: Final = 80
"""Columns from which two statements stand beside each other: with fewer, lines of either get too short to read."""
_CODES: Final = re.compile(r"\x1b\[[0-9]*m")


def positions(told: Told, ink: Ink, shown: Sequence[Position]) -> Iterator[str]:
    """The section: those that moved first, each shift with its two ends; then a line for every other point."""
    if not shown:
        return
    yield ink.strong("Positions")
    yield from ink.prose("from -10, conflict, to +10, cooperation, on PLOVER's scale", indent=2)
    for position in sorted(shown, key=lambda position: not position.shifts)[: told.most]:
        head, *rest = ink.prose(safe(f"{position.actor} toward {position.toward}"), indent=2, hang=2)
        yield "  " + ink.strong(head[2:])
        yield from rest
        for shift in position.shifts:
            yield from moved(position, shift, told, ink)
        ends = {end for shift in position.shifts for end in (shift.from_, shift.to)}
        for number, point in enumerate(position.points):
            if number not in ends:
                yield from _line(point, told, ink)
    yield from told.more(len(shown), "position", ink)


def moved(position: Position, shift: Shift, told: Told, ink: Ink) -> Iterator[str]:
    """One shift: which way, on whose say-so, whether the actor confirms it, and both statements."""
    before, after = position.points[shift.from_], position.points[shift.to]
    yield from ink.prose(safe(" · ".join(shifted(position, shift, told))), indent=4, hang=2)
    if ink.width < SIDE_BY_SIDE:
        yield from _end("before: ", before, told, ink, indent=6)
        yield from _end("after: ", after, told, ink, indent=6)
        return
    room = (ink.width - 6 - 3) // 2
    column = Ink(room, ink.colour)
    ends = (list(_end(name, point, told, column, indent=0)) for name, point in (("", before), ("", after)))
    for left, right in zip_longest(*ends, fillvalue=""):
        yield f"      {left}{' ' * (room - len(_CODES.sub('', left)))} │ {right}".rstrip()


def shifted(position: Position, shift: Shift, told: Told) -> tuple[str, str, str]:
    """A shift in words: which way and how far, on whose say-so, and whether the actor says so too."""
    before, after = position.points[shift.from_], position.points[shift.to]
    way = shift.direction.replace("_", " ")
    own = "says so too" if shift.confirmed_by_actor else f"has not said so in {told.read()}"
    far = f"shift {way}, {before.score:+.1f} to {after.score:+.1f}"
    return far, say_so(shift.according_to), f"{position.actor} {own}"


def _end(name: str, point: Point, told: Told, ink: Ink, *, indent: int) -> Iterator[str]:
    yield from ink.prose(safe(f"{name}{' · '.join(what(point))}"), indent=indent)
    yield from told.words(point.pointers, point.text, ink, indent=indent)
    for line in ink.prose(safe(f"{say_so(point.according_to)} · {told.sources(point.pointers)}"), indent=indent):
        yield ink.faint(line)


def what(point: Point) -> Iterator[str]:
    """The day of a point, its score and deed, and whether that is still to come."""
    yield day(point.date) if point.date else "date not known"
    yield f"{point.score:+.1f} {point.type.lower()}"
    if point.status != "actual":
        yield point.status


def _line(point: Point, told: Told, ink: Ink) -> Iterator[str]:
    words = f"“{textwrap.shorten(point.text, 120, placeholder=' …')}”"
    parts = (*what(point), words, say_so(point.according_to), told.sources(point.pointers))
    yield from ink.prose(safe(" · ".join(parts)), indent=4, hang=2)
