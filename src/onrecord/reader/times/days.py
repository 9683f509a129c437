"""What days mean: in figures, of a month, of the week, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from onrecord.reader.times.holidays import holiday
from onrecord.reader.times.lexicon import PARTS, month_of, weekday_of
from onrecord.reader.times.periods import full_year, is_month, year_of
from onrecord.reader.times.points import Meaning, Point, as_date, of_date, point, stretch, week_of, whole
from onrecord.reader.times.sight import STEP, Match, Sight, Which

_TERROR: Final = frozenset("attack attacks terrorist terrorists terror hijackers hijackings commission".split())
"""Behind "Sept. 11" these show that the day of 2001 is meant."""


_OTHER_SIDE: Final = {1: 330, -1: 120}
"""Days by which a date on the side where the verb does not look must be nearer to be taken. News leaves out the year of dates
near at hand, and "was set for Nov. 8" looks back at a day to come; "will" seldom speaks of a day gone by."""


def figures(m: Match, at: Sight) -> Meaning | None:
    """2026-01-25, 1/25/2026, 25.1.2026, 2026-01. Day and month in figures are read as in the United States where both could be."""
    words = m.get("figures")
    numbers = [int(n) for n in re.findall(r"\d+", words)[:5]]
    if len(numbers) == 2:
        year, second = numbers
        return stretch(Point(year), Point(year + 1), "year") if second == year % 100 + 1 else whole(point(*numbers))
    if re.match(r"\d{4}", words):
        found = point(*numbers[:3])
        if found and len(numbers) == 5 and numbers[3] < 24 and numbers[4] < 60:
            zone = re.search(r"(z|[+-]\d\d:\d\d)$", words)
            clock = f"{numbers[3]:02d}:{numbers[4]:02d}{zone[1].upper() if zone else ''}"
            return Meaning(f"{found}T{clock}", None, "minute", clock=clock)
        return whole(found)
    first, second, year = numbers
    year = full_year(year, at) if year < 100 else year
    return whole((point(year, first, second) if "." not in words else None) or point(year, second, first))


def _nearest(month: int, day: int, at: Sight) -> Point | None:
    """The day without a year: nearest to publication on the side where the verb looks, or in the year last told."""
    if at.year is not None:
        return point(at.year, month, day)
    if at.told is None:
        return None
    told, today = at.told, of_date(at.told)
    points = [p for year in range(told.year - 8, told.year + 9) if (p := point(year, month, day))]
    other_side = _OTHER_SIDE.get(at.ahead, 0) if at.sure else 0

    def cost(p: Point) -> int:
        looks = (p > today) - (p < today)
        return abs(date(*p.first).toordinal() - told.toordinal()) + other_side * (looks * at.ahead < 0)

    return min(points, key=cost, default=None)


def day_of_month(m: Match, at: Sight) -> Meaning | None:
    """ "Jan. 24", "24 January 2026", "Saturday, June 24", "the fourth of July"; the "18" of "18 and 19 June"."""
    month, day = month_of(m.get("month")), m.whole("day")
    ordered = m.kind("day") == "NTH_ONES" and m.groups["day"] < m.groups["month"] and not m.has("OF")
    if not is_month(m, at) or ordered:  # "the first May", "a second March" are no days
        return None
    year = 2001 if (month, day) == (9, 11) and m.word_after() in _TERROR else year_of(m, at)
    if year is not None:
        return whole(point(year, month, day))
    if at.told is None and at.year is None:
        return Meaning(precision="day") if point(2024, month, day) else None
    return whole(_nearest(month, day, at))


def days_of_month(m: Match, at: Sight) -> Meaning | None:
    """ "June 3-5", "from 9 to 12 June 2020", "from April 27 to the third": a first day and a last."""
    month, day, last = month_of(m.get("month")), m.whole("day"), m.whole("last")
    if not is_month(m, at):
        return None
    year = year_of(m, at)
    if year is None and at.told is None and at.year is None:
        return Meaning(precision="day") if point(2024, month, day) and point(2024, month, last) else None
    first = point(year, month, day) if year is not None else _nearest(month, day, at)
    if first is None:
        return None
    following = point(first.year, month, last) if last > day else None
    if last <= day and m.groups["month"] < m.groups["day"]:
        following = point(first.year + month // 12, month % 12 + 1, last)
    return stretch(first, following, "day") if following else None


def next_in_a_list(m: Match, at: Sight) -> Meaning | None:
    """The "5" of "May 4 and 5": a day of the month told last."""
    if at.modifies or m.after("PERCENT", "UNITS"):
        return None
    return whole(point(at.last.year, at.last.month, m.whole("day"))) if at.last else Meaning(precision="day")


def bare_day(m: Match, at: Sight) -> Meaning | None:
    """ "The 18th", of the month last told, or the nearest to publication; "Monday the 18th", of the month that has such a day."""
    day = m.whole("day")
    weekday = weekday_of(m.get("weekday")) if "weekday" in m else None
    led = m.before("ON", "BY", "UNTIL", "SINCE", "BEFORE", "AFTER", "OF", "TO", "FROM", "AND")
    if at.modifies or not (led or weekday is not None):
        return None
    if at.last and at.last.month and weekday is None:
        return whole(point(at.last.year, at.last.month, day))
    told = at.told
    if told is None:
        return Meaning(precision="day")
    months = [divmod(told.year * 12 + told.month - 1 + n, 12) for n in range(-12, 13)]
    days = [date(y, month + 1, day) for y, month in months if point(y, month + 1, day)]
    side = [
        d for d in days
        if (weekday is None or d.weekday() == weekday) and (d >= told if at.ahead > 0 else d <= told or at.ahead == 0)
    ]  # fmt: skip
    return whole(of_date(min(side, key=lambda d: abs(d - told)))) if side else None


def weekday(m: Match, at: Sight) -> Meaning | None:
    """ "Sunday", "last Sunday", "next Friday", "Saturday night": behind the day of publication, or ahead where the verb looks."""
    which = m.which()
    if at.named or (m.kind("weekday") == "SHORT_DAY" and not (m.get("weekday").endswith(".") or which)):
        return None
    part = PARTS.get(m.get("part"))
    day = _weekday(weekday_of(m.get("weekday")), which, at, article=m.get("which").startswith("the "))
    return Meaning(day.isoformat() if day else None, None, "part_of_day" if part else "day", part=part)


def _weekday(number: int, which: Which, at: Sight, *, article: bool) -> date | None:
    """ "Last" and "next" count by weeks, from Monday; "past" and "coming" are the nearest; "the following", "that" go by the time
    last told."""
    if which == "same" or (article and which in ("following", "next", "previous") and at.last and at.last.day):
        near = as_date(at.last) if at.last and at.last.day else None
        if near is None:
            return None
        if which == "same":
            return week_of(near) + timedelta(days=number)
        days = (number - near.weekday() - 1) % 7 + 1 if STEP[which] > 0 else -((near.weekday() - number - 1) % 7) - 1
        return near + timedelta(days=days)
    if at.told is None:
        return None
    if which in ("last", "previous", "next", "following"):
        return week_of(at.told) + timedelta(days=number + 7 * STEP[which])
    back = (at.told.weekday() - number) % 7
    if which == "past":
        back = back or 7
    elif which == "coming" or (at.ahead > 0 and back):
        back -= 7
    return at.told - timedelta(days=back)


def a_holiday(m: Match, at: Sight) -> Meaning | None:
    """ "Christmas", "last Easter", "Labor Day weekend", "Thanksgiving 2019", "Christmas night"."""
    name, year, which, told = m.get("holiday"), year_of(m, at), m.which(), at.told
    if year is None and at.counts and m.after("WORD") and m.word_after().isalpha():
        return None  # "Christmas trees"
    if year is None and told is None and at.year is None:
        return Meaning(precision="day")
    if year is not None or at.year is not None or told is None:
        day = holiday(name, year if year is not None else at.year or 1)
    else:
        looks = STEP[which] or at.ahead
        days = [d for y in range(told.year - 1, told.year + 2) if (d := holiday(name, y))]
        side = [d for d in days if (d == told and not which) or looks == 0 or (d < told if looks < 0 else d > told)]
        day = min(side, key=lambda d: (abs((d - told).days), d), default=None)
    if day is None:
        return Meaning(precision="day")
    if "unit" in m and m.get("unit") == "weekend":
        saturday = week_of(day - timedelta(days=day.weekday() == 0)) + timedelta(days=5)
        last = max(saturday + timedelta(days=1), day)
        return Meaning(saturday.isoformat(), last.isoformat(), "week", part="weekend")
    part = PARTS.get(m.get("part"))
    return Meaning(day.isoformat(), None, "part_of_day" if part else "day", part=part)
