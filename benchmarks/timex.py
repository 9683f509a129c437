"""The TIMEX3 value of a `Time`, as WikiWars writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from onrecord.terms import Time

PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "daytime": "DT", "spring": "SP", "summer": "SU", "fall": "FA",
    "winter": "WI", "Q1": "Q1", "Q2": "Q2", "Q3": "Q3", "Q4": "Q4", "H1": "H1", "H2": "H2",
}  # fmt: skip
_OFTEN = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}
"""What WikiWars writes for "daily" and the like."""
_VAGUE = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}


class Expression(NamedTuple):
    """A time expression of the corpus or of ours: half-open range of code points and TIMEX3 value."""

    start: int
    end: int
    value: str


def timex_value(time: Time) -> str:
    """The TIMEX3 value that a `Time` stands for, as WikiWars writes it; "null" where it has none."""
    if time.vague:
        return _VAGUE[time.vague]
    if time.every == "P1D" and time.part:
        return f"XXXX-XX-XXT{PARTS[time.part]}"
    if time.every:
        return time.every if time.text.startswith(("per", "a ")) else _OFTEN.get(time.every, time.every)
    if time.duration:
        return _timex_length(time.duration, time.text)
    if time.date is None:
        bare = f"XXXX-XX-XXT{time.clock.split('/')[0]}" if time.clock else "null"
        code = PARTS.get(time.part or "", "")
        if time.clock is None and code:
            return f"XXXX-{code}" if time.precision == "month" else f"XXXX-XX-XXT{code}"
        return bare
    return _timex_date(time)


def _timex_length(duration: str, text: str) -> str:
    """WikiWars counts decades and centuries (P2DE, P1CE) where ISO 8601 counts years."""
    years = re.fullmatch(r"P(\d+)Y", duration)
    if years and re.search(r"decade", text, re.IGNORECASE):
        return f"P{int(years[1]) // 10}DE"
    if years and re.search(r"centur", text, re.IGNORECASE):
        return f"P{int(years[1]) // 100}CE"
    return duration


def _timex_date(time: Time) -> str:
    assert time.date is not None
    value, end = time.date, time.end or ""
    part = PARTS.get(time.part or "")
    if part in ("SP", "SU", "FA", "WI", "Q1", "Q2", "Q3", "Q4", "H1", "H2"):
        return _era(value[:5] if value.startswith("-") else value[:4]) + f"-{part}"
    if time.precision == "part_of_day" and part:
        return f"{_era(value)}T{part}"
    if time.precision == "week" and end and len(value) == 10:
        year, week, _ = date.fromisoformat(value).isocalendar()
        return f"{year}-W{week:02d}"
    if time.precision == "year" and end and not value.startswith("-"):
        length = int(end[:4]) - int(value[:4]) + 1
        if length == 10 and value.endswith("0"):
            return value[:3]
        if length == 100:
            return f"{(int(value) - 1) // 100:02d}" if value.endswith("01") else value[:2]
    if time.precision == "year" and value.startswith("-") and end.startswith("-"):
        first, last = 1 - int(value[:5]), 1 - int(end[:5])
        if first - last in (9, 99):
            return f"BC{last // (first - last + 1):0{3 if first - last == 9 else 2}d}"
    return _era(value)


def _era(value: str) -> str:
    """A date with its year before 1 as WikiWars writes it: "-0489" is "BC0490"."""
    return f"BC{1 - int(value[:5]):04d}{value[5:]}" if value.startswith("-") else value


def expressions(times: Iterable[Time]) -> Iterator[Expression]:
    """Our times as WikiWars annotates them: a range as its two ends, each with its own value."""
    for time in times:
        ((start, end),) = time.spans
        ends = _ends(time)
        if ends:
            cut, first, last = ends
            yield Expression(start, start + cut[0], first)
            yield Expression(start + cut[1], end, last)
        else:
            yield Expression(start, end, timex_value(time))


_BETWEEN = re.compile(r"(?<=\w)\s*(?:,? (?:to|until|till|through|and)\b(?: the)?|[-–—~])\s*(?=\w)")


def _ends(time: Time) -> tuple[tuple[int, int], str, str] | None:
    if (
        time.date is None
        or time.end is None
        or time.duration
        or time.part
        or time.precision not in ("year", "month", "day")
    ):
        return None
    length = {"year": -6, "month": -3, "day": None}[time.precision]
    first, last = time.date, time.end[:length]
    if first == last or (time.precision == "year" and re.search(r"\d0'?s|ies\b|centur|decade", time.text)):
        return None
    cut = next(
        (
            m
            for m in _BETWEEN.finditer(time.text)
            if re.search(r"\w", time.text[: m.start()].removeprefix("from").removeprefix("between"))
        ),
        None,
    )
    return (cut.span(), _era(first), _era(last)) if cut else None
