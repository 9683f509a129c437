"""The day of an article that tells none, where its story forces one. Rules: docs/explanation/stories.md.

A weekday in its first lines is the news day ("said Monday"); a day of a month that it tells as past ("on Jan. 24") and a dated report of
the same story settle which. Where the two do not meet within a week, or several days fit, it stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from onrecord.terms import Published, Reading

WEEK: Final = 7
"""Days within which a weekday is told by its name alone: beyond, newspapers give the date."""
_LEAD: Final = 3
"""Paragraphs that tell the news day, the headline apart."""
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY: Final = re.compile(
    r"(?<!last )(?<!next )(?<!every )\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?! next| last|s)"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)(?:\.|[a-z]{0,7})"
_DAY_OF_MONTH: Final = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<second>{_MONTH}))"
    r"(?![\w:]|,?\s+\d{4})"
)
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|due|scheduled|set|plans?|expected|until|by|before|next|upcoming)\b[^.]*$", re.IGNORECASE
)


def inferred(reading: Reading, others: Sequence[Reading]) -> Published | None:
    """The day of ``reading``'s article, forced by its own words and the dated articles of its story; None where nothing forces one.

    ``others`` are the other readings of the story. The day is the one of the weekday told in the lead that comes on or within a week
    after the last past day of a month it tells, and within a week of the nearest dated report.
    """
    article = reading.article
    if article.published is not None:
        return None
    weekdays = _lead_weekdays(reading)
    dated = sorted(
        (date.fromisoformat(other.article.published.date[:10]), other.article.id)
        for other in others
        if other.article.published
        and other.article.published.precision in ("day", "minute")
        and other.article.published.basis != "inferred"
    )
    if len(weekdays) != 1 or not dated:
        return None
    weekday = weekdays.pop()
    found: set[tuple[date, str, str]] = set()
    for month, number, words in _past_days(article.text):
        for near, _ in dated:
            anchor = _nearest(near, month, number)
            if anchor is None or abs((near - anchor).days) > WEEK:
                continue
            day = anchor + timedelta((weekday - anchor.weekday()) % WEEK)
            if abs((day - near).days) <= WEEK:
                found.add((day, words, near.isoformat()))
    if len({day for day, _, _ in found}) != 1:
        return None
    day = min(found)[0]
    words = min(words for _, words, _ in found)
    closest = min((abs((date.fromisoformat(told) - day).days), told) for _, _, told in found)[1]
    return Published(
        day.isoformat(),
        "day",
        "inferred",
        f"“{_DAYS[weekday]}” in its lead, after “{words}”; another report of the story is of "
        f"{_DAYS[date.fromisoformat(closest).weekday()]}, {closest}",
    )


def _lead_weekdays(reading: Reading) -> set[int]:
    """The weekdays told as past in the first paragraphs, 0 for Monday."""
    article = reading.article
    paragraphs = [part for part in article.text.split("\n\n") if part.strip() and part != article.title]
    found: set[int] = set()
    for paragraph in paragraphs[:_LEAD]:
        for match in _WEEKDAY.finditer(paragraph):
            if not _AHEAD.search(paragraph, 0, match.start()):
                found.add(next(i for i, name in enumerate(_DAYS) if name == match.group()))
        if found:
            break
    return found


def _past_days(text: str) -> list[tuple[int, int, str]]:
    """Days of a month told without a year and as past: month, day, the words."""
    return [
        (
            _MONTHS.index((match["month"] or match["second"]).lower()[:3]) + 1,
            int(match["day"] or match["first"]),
            match.group(),
        )
        for match in _DAY_OF_MONTH.finditer(text)
        if not _AHEAD.search(text, max(0, text.rfind("\n", 0, match.start())), match.start())
    ]


def _nearest(near: date, month: int, day: int) -> date | None:
    """The day of that month nearest to ``near``; None where the calendar has none."""
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs((one - near).days), default=None)
