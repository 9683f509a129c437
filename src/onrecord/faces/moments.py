"""Times in words: the day an article came out, when something was said or done, and all time expressions of an article."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from onrecord import Reading, Time
from onrecord.faces.ink import Ink, safe

_MONTHS = "January February March April May June July August September October November December".split()
_MODIFIERS: dict[str, str] = {
    "start": "start of {}",
    "mid": "middle of {}",
    "end": "end of {}",
    "approx": "about {}",
    "before": "before {}",
    "after": "after {}",
    "on_or_before": "{} or before",
    "on_or_after": "{} or after",
}
"""How a modifier changes a date; *less_than* and *more_than* are said of lengths of time only."""
_YEAR_OR_MONTH = re.compile(r"(-?[0-9]{4})(?:-(0[1-9]|1[0-2]))?")


_DATE: Final = 40
"""Characters of a date at most: a longer text is none, and is not kept."""


def day(iso: str) -> str:
    """``2026-03-02T14:03:00Z`` as "2 March 2026, 14:03 UTC"; an ISO 8601 week or any other form as it is."""
    return _day(iso) if len(iso) <= _DATE else _day.__wrapped__(iso)


@lru_cache(maxsize=4_096)  # the days of ten years: a page tells each of its few a hundred times
def _day(iso: str) -> str:
    at, _, clock = iso.partition("T")
    era = " BC" if at.startswith("-") else ""
    parts = at.removeprefix("-").split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return iso
    words = [str(int(part)) for part in parts[2:]] + [
        _MONTHS[int(part) - 1] for part in parts[1:2] if 1 <= int(part) <= 12
    ]
    # ISO 8601 has a year 0, which is 1 BC.
    year = str(int(parts[0]) + 1) if era else parts[0]
    return (
        " ".join([*words, year])
        + era
        + (f", {clock[:5]}{' UTC' if clock.endswith('Z') else clock[8:]}" if clock else "")
    )


def when(time: Time) -> str:
    """The words of a time expression and the date they mean: "“Monday”: 2 March 2026".

    The words alone where they mean no date ("recently") or are the date ("2019").
    """
    words = " ".join(time.text.split())
    date = "" if _means_no_date(time) else _date(time)
    return f"“{words}”: {date}" if date and date != words else f"“{words}”"


def moments(reading: Reading, ink: Ink) -> Iterator[str]:
    """The section that lists the time expressions of an article in their order, each once; those that mean no date last."""
    if not reading.times:
        return
    yield ink.strong("Times")
    # Words that differ in their capitals only are one expression where they mean the same; the first way of writing stands.
    shown: dict[str, str] = {}
    times: Counter[str] = Counter()
    for time in reading.times:
        key = when(time).casefold()
        shown.setdefault(key, when(time))
        times[key] += 1
    dateless = {when(time).casefold() for time in reading.times if _means_no_date(time)}
    listed = {key: safe(f"{shown[key]} ({n} times)" if n > 1 else shown[key]) for key, n in times.items()}
    yield from ink.packed((words for key, words in listed.items() if key not in dateless), indent=2, hang=2)
    if dateless:
        first, *others = (words for key, words in listed.items() if key in dateless)
        yield from ink.packed([f"no date meant: {first}", *others], indent=2, hang=2)


def _means_no_date(time: Time) -> bool:
    """Whether it tells how long, how often or only roughly when; an expression whose date is not known means one."""
    return time.date is None and bool(time.duration or time.every or time.vague)


def _date(time: Time) -> str:
    if time.date is None:
        return f"{time.clock}, day not known" if time.clock else "date not known"
    date = stretch(time.date, time.end)
    if time.part and time.part.casefold() not in time.text.casefold():
        date += f", {time.part}"
    if time.clock and "T" not in time.date:
        date += f", {time.clock}"
    return _MODIFIERS.get(time.modifier, "{}").format(date) if time.modifier else date


def stretch(start: str, end: str | None) -> str:
    """From one date to another, with what both share said once: "2 to 8 March 2026", "2010 to 2019", "March 2026"."""
    if end is None or end in (start, _last_day(start)):
        return day(start)
    if "T" in f"{start}{end}":
        return f"{day(start)} to {day(end)}"
    if len(start) < len(end):
        # Whole years or months are told by the last of them; one that the end cuts short, by its first day.
        if end == _last_day(end[: len(start)]):
            end = end[: len(start)]
        else:
            start = f"{start}-01-01"[: len(end)]
    first, last = day(start).split(" "), day(end).split(" ")
    while 1 < len(first) == len(last[: len(first)]) and first[-1] == last[len(first) - 1]:
        first.pop()
    return f"{' '.join(first)} to {' '.join(last)}"


def _last_day(iso: str) -> str | None:
    """The last day of a year or month; None for anything else."""
    found = _YEAR_OR_MONTH.fullmatch(iso)
    if found is None:
        return None
    # The Gregorian calendar repeats after 400 years.
    return f"{iso}-{monthrange(int(found[1]) % 400 + 2000, int(found[2]))[1]}" if found[2] else f"{iso}-12-31"
