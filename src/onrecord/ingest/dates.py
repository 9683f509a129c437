"""Dates as news writes them: ISO 8601 in markup, prefixes and lines of their own in text, day folders in addresses.

A date is read only where day, month and year are all certain: 3/4/2026 is March in one country and April in another,
and a day without a year is left alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from onrecord.terms import DatePrecision, Published

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
"""A month's name or abbreviation, as a pattern to be compiled without regard to case."""

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
DATE = (
    rf"{_WEEKDAY}(?:"
    rf"(?P<iso>(?:1[6-9]|20)\d\d-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:1[6-9]|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH}),?\s+(?P<y2>(?:1[6-9]|20)\d\d)"
    rf"|(?P<d3>\d{{1,2}})\.\s?(?P<m3>\d{{1,2}})\.\s?(?P<y4>(?:1[6-9]|20)\d\d)"
    rf"|(?P<s1>\d{{1,2}})/(?P<s2>\d{{1,2}})/(?P<y3>(?:1[6-9]|20)\d\d)"
    rf")(?!\w)"
)
"""One date in running text, as a pattern with named groups for `text_date`; to be compiled without regard to case."""

_ZONE = r"(?:\s*\(?(?:[A-Z]{1,4}T|UTC|Z|local time)\)?)?"
TIME = (
    rf"(?:(?:\s*(?:,|at|\||@|-|–|—|·|•))?\s*\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?{_ZONE}"
    rf"|\s*(?:,|at)?\s*\d{{1,2}}\s*[ap]\.?m\.?{_ZONE})?"
)
"""An hour that may follow or precede a date."""

_ISO = re.compile(
    r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$",
    re.ASCII,
)
_SLASHED = re.compile(r"^((?:19|20)\d\d)[/.](\d\d)[/.](\d\d)(?!\d)")
_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[a-z]{3})(?:[/_-]?(0[1-9]|[12]\d|3[01]))(?!\d)"
    r"|/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)",
    re.ASCII,
)
_DATED = re.compile(DATE, re.IGNORECASE)
_FILLER = re.compile(
    rf"{TIME}|\b(?:first|last|originally|date|publication|published|posted|updated|modified|created|filed|issued|on|at|and|by"
    r"|time|edt|est|gmt|min|read|\d+)\b|\W",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified)\b[^\d]{0,30}$", re.IGNORECASE)
_MAX_DATE_LINE = 200  # characters; first and last date with hour and zone fit


class Dated(NamedTuple):
    """A date in ISO 8601, to its precision."""

    date: str
    precision: DatePrecision


def iso_date(value: str) -> Dated | None:
    """An ISO 8601 date, month, year or moment, kept in its own offset from UTC; None for anything else.

    >>> iso_date("2026-01-25T14:03:00.000-0600")
    Dated(date='2026-01-25T14:03:00-06:00', precision='minute')
    """
    found = _ISO.match(value.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if not _exists(year, month or "1", day or "1"):
        return None
    if month is None:
        return Dated(year, "year")
    if day is None:
        return Dated(f"{year}-{month}", "month")
    if hour is None:
        return Dated(f"{year}-{month}-{day}", "day")
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return None
    if zone and zone != "Z":
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    return Dated(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}", "minute")


def text_date(found: re.Match[str]) -> Dated | None:
    """The day that a match of `DATE` names; None where there is no such day, or where day and month cannot be told apart."""
    named = found.groupdict()
    if named["iso"]:
        return iso_date(named["iso"])
    if named["m1"] or named["m2"]:
        month = str(MONTHS[(named["m1"] or named["m2"]).rstrip(".").lower()])
        return _day(named["y1"] or named["y2"], month, named["d1"] or named["d2"])
    if named["d3"]:
        return _day(named["y4"], named["m3"], named["d3"])
    first, second = int(named["s1"]), int(named["s2"])
    if first == second or second > 12:
        return _day(named["y3"], named["s1"], named["s2"])
    return _day(named["y3"], named["s2"], named["s1"]) if first > 12 else None


def date_line(line: str) -> tuple[Dated | None] | None:
    """The publication date on a line that is nothing but dates and hours; None for any other line.

    ``(None,)`` where the line only says when the article was updated: that is not when it was published.
    """
    if len(line) > _MAX_DATE_LINE:
        return None
    found = list(_DATED.finditer(line))
    if not found or _FILLER.sub("", _DATED.sub("", line)):
        return None
    for one in found:
        if not _UPDATED.search(line[: one.start()]):
            return (text_date(one),)
    return (None,)


def loose_date(value: str) -> Dated | None:
    """A date from markup: ISO 8601, or the first date of a longer wording ("Sun, 25 Jan 2026 14:03:00 GMT")."""
    exact = iso_date(_SLASHED.sub(r"\1-\2-\3", value.strip()))
    found = None if exact else re.search(DATE, value[:200], re.IGNORECASE)
    return exact or (text_date(found) if found else None)


def address_date(url: str) -> Dated | None:
    """The day or month that an address holds as folders or digits: ``/2026/01/25/``, ``/2026/jan/25/``, ``-20260125``."""
    for found in _ADDRESS.finditer(url.lower()):
        y1, m1, d1, y2, m2, d2, y3, m3 = found.groups()
        if y3:
            return Dated(f"{y3}-{m3}", "month")
        year, month, day = (y1, m1, d1) if y1 else (y2, m2, d2)
        if month.isalpha():
            month = str(MONTHS.get(month, 0))
        if dated := _day(year, month, day):
            return dated
    return None


def given_date(value: str | date) -> Dated:
    """The date a caller gives: ISO 8601 or a `datetime.date`. Raises ValueError for anything else."""
    if isinstance(value, datetime):
        return Dated(value.isoformat(timespec="seconds"), "minute")
    if isinstance(value, date):
        return Dated(value.isoformat(), "day")
    dated = iso_date(value)
    if dated is None:
        raise ValueError(f"a date is ISO 8601, such as 2026-01-25 or 2026-01-25T14:03:00Z, not {value!r}")
    return dated


def local_day(published: Published, day: Dated | None, *, said: str) -> Published:
    """``published`` with the day where it was published, as ``day`` gives it.

    A moment in UTC may fall on the day before or after. Publishers' addresses and date lines go by their own clock, and so does "on
    Monday" in their articles. Unchanged if the moment's offset is known to be local, or the two are further apart.
    """
    if not day or day.precision == "year" or day.precision == "month" or not published.date.endswith(("Z", "+00:00")):
        return published
    told, local = date.fromisoformat(published.date[:10]), date.fromisoformat(day.date[:10])
    if abs((told - local).days) != 1:
        return published
    return Published(local.isoformat(), "day", published.basis, f"{published.why or published.basis}, {said}")


def _exists(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _day(year: str, month: str, day: str) -> Dated | None:
    if not _exists(year, month, day):
        return None
    return Dated(f"{year}-{int(month):02d}-{int(day):02d}", "day")
