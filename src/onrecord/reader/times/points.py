"""Points and stretches of the calendar, as exact as they were told, and what they look like in ISO 8601.

A `Point` is a year, a month or a day. Years before 1 are counted as astronomers and ISO 8601 do: 490 BC is -489.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.terms import PartOfTime, TimeModifier, TimePrecision, VagueTime


class Point(NamedTuple):
    """A year, a month of it, or a day of that."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> tuple[int, int, int]:
        """Its first day, as year, month and day."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """Its last day."""
        month = self.month or 12
        return self.year, month, self.day or days_in(self.year, month)

    @property
    def precision(self) -> TimePrecision:
        """How exact it is."""
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        """ISO 8601: "2026", "2026-01", "-0489"."""
        return "-".join(
            [f"{self.year:05d}" if self.year < 0 else f"{self.year:04d}", *(f"{n:02d}" for n in self[1:] if n)]
        )


class Meaning(NamedTuple):
    """What an expression means: the fields of `onrecord.terms.Time` behind its words, in the same order."""

    date: str | None = None
    end: str | None = None
    precision: TimePrecision = "unknown"
    duration: str | None = None
    every: str | None = None
    part: PartOfTime | None = None
    modifier: TimeModifier | None = None
    clock: str | None = None
    vague: VagueTime | None = None


def days_in(year: int, month: int) -> int:
    """Days of a month, 1 to 12, in any year."""
    return monthrange(year % 400 + 2000, month)[1]  # the Gregorian calendar repeats after 400 years


def point(year: int, month: int | None = None, day: int | None = None) -> Point | None:
    """The point, None where the calendar has no such month or day, or the year has more than four digits."""
    if not -9999 <= year <= 9999 or (month and not 1 <= month <= 12):
        return None
    return None if day and (not month or not 1 <= day <= days_in(year, month)) else Point(year, month, day)


def of_date(day: date) -> Point:
    """A day."""
    return Point(day.year, day.month, day.day)


def as_date(at: Point) -> date | None:
    """The first day of a point, None before the year 1."""
    return date(*at.first) if at.year >= 1 else None


def shift(at: Point, count: int, unit: str) -> Point | None:
    """The point ``count`` units (`onrecord.reader.times.lexicon.UNITS`) later, to the exactness of what is shifted or of the
    unit, whichever is less: a year after 3 May 2020 is 2021, a day after 2020 is not known."""
    days = {"D": 1, "N": 1, "W": 7, "F": 14, "E": 7}.get(unit)
    if days:
        day = as_date(at) if at.day else None
        try:
            return of_date(day + timedelta(days=days * count)) if day else None
        except OverflowError:
            return None
    months = {"O": 1, "Q": 3, "Y": 12, "C": 120, "X": 1200}[unit] * count
    if unit in "OQ" and at.month is None:
        return None
    year, month = divmod(at.year * 12 + (at.month or 1) - 1 + months, 12)
    return point(year, month + 1 if unit in "OQ" else None)


def later(day: date, count: int, unit: str) -> date | None:
    """The day ``count`` units after ``day``: to the day, and to the month's last day where it has no such day."""
    days = {"D": 1, "N": 1, "W": 7, "F": 14, "E": 7}.get(unit)
    try:
        if days:
            return day + timedelta(days=days * count)
        year, month = divmod(
            day.year * 12 + day.month - 1 + {"O": 1, "Q": 3, "Y": 12, "C": 120, "X": 1200}[unit] * count, 12
        )
        return date(year, month + 1, min(day.day, days_in(year, month + 1)))
    except (OverflowError, ValueError):
        return None


def whole(at: Point | None, modifier: TimeModifier | None = None) -> Meaning | None:
    """A day, or a month or year from its first day to its last."""
    if at is None:
        return None
    return Meaning(str(at), None if at.day else str(Point(*at.last)), at.precision, modifier=modifier)


def stretch(first: Point, last: Point, precision: TimePrecision, modifier: TimeModifier | None = None) -> Meaning:
    """From the first day of one point to the last of another."""
    return Meaning(str(first), str(Point(*last.last)), precision, modifier=modifier)


def week_of(day: date) -> date:
    """The Monday of a day's week, as ISO 8601 counts weeks."""
    return day - timedelta(days=day.weekday())


def season_of(season: PartOfTime, year: int) -> tuple[Point, Point] | None:
    """First and last month of a season of the northern hemisphere, as meteorologists count: the winter of 2020 is December 2020
    to February 2021."""
    first = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}[season]
    start, end = point(year, first), point(year + (first == 12), (first + 1) % 12 + 1)
    return (start, end) if start and end else None
