"""The axis of a chart: dates of any era in their order, long gaps drawn short and marked, and labels that do not run into each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final, Literal, NamedTuple

from onrecord.faces.moments import day

MOST_COLUMNS: Final = 24
"""Dates side by side on a chart; of more, each column is a month, a year or longer. At 24 a stack is 35 px from the next."""

_LONG: Final = 4.0
"""A gap is drawn so many times as long as the middle one at most; a longer one is cut, and marked so."""

_LETTER: Final = 5.9
"""Width of a letter of a label at 11 px, on average over digits and lower case, with a little to spare."""

_UNITS: Final = ("day", "month", "year", "decade", "century", "millennium")
_LENGTHS: Final[Mapping[str, int]] = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_DATE = re.compile(r"(-?)([0-9]{4,6})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})(?:-[1-7])?")


class Column(NamedTuple):
    """A date on an axis: ``at`` is its day counted from 1 March of the year 0, ``label`` what stands under it."""

    at: int
    label: str


class Tick(NamedTuple):
    """A label under an axis, and how it is set about ``x``."""

    x: float
    label: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where dates stand: ``places`` by column, ``undated`` for what has no date; ``breaks`` are the middles of gaps cut short."""

    places: Mapping[Column, float]
    undated: float
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]

    def at(self, column: Column | None) -> float:
        """Where it stands."""
        return self.undated if column is None else self.places[column]


def columns_of(dates: Sequence[str | None], *, most: int = MOST_COLUMNS) -> tuple[list[Column | None], str]:
    """The column of each of ``dates``, None for one that is not known or no date; and what a column is: *day*, *month* and so on.

    It is the shortest of which there are at most ``most``.
    """
    parsed = [_parts(one) for one in dates]
    for unit in _UNITS:
        columns = [one and _column(one, unit) for one in parsed]
        if len({one for one in columns if one}) <= most:
            break
    return columns, unit


def axis_of(columns: Sequence[Column], *, left: float, right: float, undated: bool) -> Axis:
    """An axis from ``left`` to ``right`` for ``columns``, ascending; ``undated``: room at its end for what has no date."""
    steps = [max(after.at - before.at, 1) for before, after in pairwise(columns)]
    longest = _LONG * median(steps) if steps else 0.0
    drawn = [min(step, longest) for step in steps]
    total = sum(drawn) + (max(median(drawn) if drawn else 1.0, sum(drawn) * 0.15) if undated and columns else 0.0)
    scale = (right - left) / total if total else 0.0
    places: dict[Column, float] = {}
    breaks = []
    x = left if total else (left + right) / 2
    for number, column in enumerate(columns):
        if number:
            if drawn[number - 1] < steps[number - 1]:
                breaks.append(round(x + drawn[number - 1] * scale / 2, 1))
            x += drawn[number - 1] * scale
        places[column] = round(x, 1)
    end = right if columns else (left + right) / 2
    named = [(places[column], column.label) for column in columns] + ([(end, "no date")] if undated else [])
    return Axis(places, end, _ticks(named, left=left, right=right), tuple(breaks))


def _ticks(named: Sequence[tuple[float, str]], *, left: float, right: float) -> tuple[Tick, ...]:
    """The first and the last label, and of those between as many as there is room for."""
    if not named:
        return ()
    middle = (left + right) / 2
    first, last = named[0], named[-1]
    if first == last:
        return (Tick(first[0], first[1], "middle" if abs(first[0] - middle) < 1 else "start"),)
    named = [first, *((x, _short(label, named[at][1])) for at, (x, label) in enumerate(named[1:]))]
    last = named[-1]
    ticks = [Tick(left - 8, first[1], "start")]
    reach = left - 8 + len(first[1]) * _LETTER + 8
    stop = right + 8 - len(last[1]) * _LETTER - 8
    for x, label in named[1:-1]:
        half = len(label) * _LETTER / 2
        if x - half >= reach and x + half <= stop:
            ticks.append(Tick(x, label, "middle"))
            reach = x + half + 8
    return (*ticks, Tick(right + 8, last[1], "end"))


def _short(label: str, before: str) -> str:
    """``label`` without the year that the one before it has too."""
    words, year = label.rpartition(" ")[::2]
    return words if words and year.isdigit() and before.endswith(f" {year}") else label


def _parts(iso: str | None) -> tuple[int, int, int, str] | None:
    """Year, month and day, the first of what is not told; and the date in words, no more exactly than it is told."""
    if iso is None:
        return None
    if week := _WEEK.fullmatch(iso):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return monday.year, monday.month, monday.day, f"week of {day(monday.isoformat())}"
    found = _DATE.fullmatch(iso)
    if not found:
        return None
    month, of_month = int(found[3] or 1), int(found[4] or 1)
    if not (1 <= month <= 12 and 1 <= of_month <= 31):
        return None
    return int(found[1] + found[2]), month, of_month, day(iso.partition("T")[0])


def _column(parts: tuple[int, int, int, str], unit: str) -> Column:
    year, month, of_month, words = parts
    if unit == "day":
        return Column(_day_number(year, month, of_month), words)
    if unit == "month":
        return Column(_day_number(year, month, 1), day(f"{_year(year)}-{month:02}"))
    length = _LENGTHS[unit]
    start = year // length * length
    label = day(_year(start))
    return Column(_day_number(start, 1, 1), label if length == 1 else f"from {label}")


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _day_number(year: int, month: int, of_month: int) -> int:
    """Days since 1 March of the year 0 in the Gregorian calendar, of any year: its months counted from March have 30.6 days."""
    year, month = (year - 1, month + 9) if month <= 2 else (year, month - 3)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + of_month - 1
