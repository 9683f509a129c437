"""Neighbouring expressions that are one: "June 3" and "3 p.m.", "from Monday" and "to Thursday", "two days" and "after Christmas"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from onrecord.reader.times.grammar import expression
from onrecord.reader.times.tokens import CODE
from onrecord.reader.times.lexicon import MODIFIERS, unit_of, weekday_of
from onrecord.reader.times.points import (
    Meaning,
    Point,
    as_date,
    back_or_on,
    of_date,
    point,
    shift,
    stretch,
    week_of,
    whole,
)
from onrecord.reader.times.sight import Match
from onrecord.terms import PartOfTime, TimePrecision


class Found(NamedTuple):
    """One expression: the tokens ``start`` to ``end``, the rule that fits them, what they mean, and whether the year was told."""

    match: Match
    start: int
    end: int
    rule: str
    meaning: Meaning
    dated: bool = False


def _over(pattern: str) -> re.Pattern[str]:
    return re.compile(expression(pattern))


_RANGE = _over("COMMA? (TO | UNTIL | THROUGH | HYPHEN | DASH) THE?")
_AND = _over("COMMA? AND THE?")
_BESIDE = _over("((COMMA | OPEN | HYPHEN)? (ON | AT | OF | FROM)? (ABOUT | AFTER | BEFORE | BY)? (THE)?)")
_OF = _over("(OF | IN | COMMA | IN THE | OF THE)?")
_ON = _over("HYPHEN | ON")
_STARTING = _over("COMMA? STARTING (ON | FROM)? THE?")
_FROM = _over("(BEFORE | AFTER | FROM | SINCE) THE?")
_WEEK = _over("(THE | THAT)? UNIT (OF | EDGE)  THE?")
_EDGE = _over(
    "(THE? VERY? (EDGE | LATTER PORTION?| EARLY PORTION | LATE PORTION | REST) OF | (EARLY | LATE | EARLIER | LATER | MID) (HYPHEN | IN)? | THE (EARLY | LATE | MID) HYPHEN?) THE?$".replace(
        "VERY?", ""
    )
)
_OF_THE = _over("(OF | IN) THE?")
_BETWEEN = _over("(FROM | BETWEEN) THE?$")
_PREPOSITION = _over("(SINCE | BY | UNTIL | BEFORE | AFTER | ABOUT | FROM) THE?$")
_POINTS: Final = frozenset(
    {
        "date",
        "day",
        "month",
        "year",
        "decade",
        "century",
        "season",
        "quarter",
        "holiday",
        "weekday",
        "deictic",
        "fiscal",
        "unit",
    }
)
_COARSE: Final[Sequence[TimePrecision]] = ("unknown", "minute", "part_of_day", "day", "week", "month", "year")


def joined(found: Sequence[Found], *, told: date | None) -> list[Found]:
    """The expressions with those joined that are one, in text order. Linear in their number."""
    whole_ones: list[Found] = []
    for item in found:
        here = _widened(item, whole_ones[-1].end if whole_ones else 0)
        while whole_ones:
            both = _pair(whole_ones[-1], here, told)
            if both is None:
                break
            here = both
            whole_ones.pop()
        whole_ones.append(here)
    return [_qualified(item) for item in whole_ones if item.rule not in ("operator", "hour")]


def _pair(left: Found, right: Found, told: date | None) -> Found | None:
    if right.start - left.end > 4 or right.start < left.end:
        return None
    gap = right.match.tokens.kinds[left.end : right.start]
    if left.rule == "operator":
        inside = _nth_of(left.match, right.meaning) if right.meaning.end and _OF_THE.fullmatch(gap) else None
        return Found(right.match, left.start, right.end, "part", inside, right.dated) if inside else None
    if right.rule == "operator":
        return None
    if right.meaning.vague == "present" and told:
        right = right._replace(meaning=Meaning(told.isoformat(), None, "day"), rule="day", dated=True)
    if left.meaning.vague == "present" and told:
        left = left._replace(meaning=Meaning(told.isoformat(), None, "day"), rule="day", dated=True)
    for join in (_clock_and_day, _range, _length_from, _part_of, _hour_of_each):
        meaning = join(left, right, gap)
        if meaning is not None:
            start = left.start
            if join is _range:
                opened = _BETWEEN.search(left.match.tokens.kinds, max(0, start - 2), start)
                start = opened.start() if opened else start
            rule = (
                "range"
                if join is _range
                else "day"
                if meaning.precision in ("day", "part_of_day", "minute")
                else right.rule
            )
            return Found(right.match, start, right.end, rule, meaning, left.dated or right.dated)
    return None


def _clock_and_day(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "3 p.m. on Monday", "June 3 at noon", "the morning of April 19"."""
    for hour, day in ((left.meaning, right.meaning), (right.meaning, left.meaning)):
        which_hour = left if hour is left.meaning else right
        if which_hour.rule == "hour" and day.part is None:
            continue
        if day.part and hour.clock and not {"ampm", "noon"} & which_hour.match.groups.keys():
            hour = hour._replace(clock="/".join(_in_part(clock, day.part) for clock in hour.clock.split("/")))
        timed = hour.clock is not None and (hour.date is None or len(hour.date) > 10)
        parted = (
            hour.part is not None and hour.precision == "part_of_day" and (hour.date is None or hour is left.meaning)
        )
        if (
            (timed or parted)
            and day.precision in ("day", "part_of_day")
            and not day.clock
            and _BESIDE.fullmatch(gap)
            and not day.every
        ):
            if parted and day.part:
                continue
            return at_hour(hour, day.date, day)
    return None


def _in_part(clock: str, part: PartOfTime) -> str:
    """The time of day in 24 hours: "7" of an evening is 19:00."""
    hour = int(clock[:2])
    late = hour < 12 and (part in ("afternoon", "evening") or (part == "night" and hour > 5))
    return f"{hour + 12 * late:02d}{clock[2:]}"


def at_hour(hour: Meaning, day: str | None, of: Meaning | None = None) -> Meaning:
    """A time of day, or part of one, on a ``day`` in ISO 8601 (None where it is not known)."""
    part = hour.part or (of.part if of else None)
    if hour.clock is None:
        return Meaning(day[:10] if day else None, None, "part_of_day", part=part)
    first, _, last = hour.clock.partition("/")
    if day is None:
        return hour._replace(part=part)
    return Meaning(f"{day[:10]}T{first}", f"{day[:10]}T{last}" if last else None, "minute", part=part, clock=hour.clock)


def point_of(meaning: Meaning) -> Point | None:
    """The point that a meaning begins with, None for a length or where nothing is known."""
    if meaning.date is None or meaning.duration is not None:
        return None
    match = re.match(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", meaning.date)
    return point(*(int(n) for n in match.groups() if n)) if match else None


def _range(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "From Monday to Thursday", "between 2019 and 2021", "Jan. 22 to now"."""
    tokens = left.match.tokens
    opened = _BETWEEN.search(tokens.kinds, max(0, left.start - 2), left.start)
    if left.rule not in _POINTS or (right.rule not in _POINTS and right.meaning.vague != "present"):
        return None
    between = opened and tokens.tokens[opened.start()].value == "between"
    alike = (
        opened
        or left.rule == right.rule
        or left.meaning.precision == right.meaning.precision
        or gap[:1] in (CODE["THROUGH"], CODE["HYPHEN"])
    )
    if not (_RANGE.fullmatch(gap) or (between and _AND.fullmatch(gap))) or not alike:
        return None
    precision = max(left.meaning.precision, right.meaning.precision, key=_COARSE.index)
    first, last = point_of(left.meaning), point_of(right.meaning)
    if first is None or last is None:
        return Meaning(precision=precision)
    end = right.meaning.end or str(last)
    week = left.rule == "weekday"
    held = left.dated or "which" in left.match
    if first > last and not right.dated and held:
        moved = (
            shift(last, 7, "D")
            if week
            else point(first.year + ((last.month or 0) < (first.month or 0)), last.month, last.day)
        )
        if moved is None:
            return None
        return stretch(first, moved, precision)
    if not held and (right.dated or first > last):
        moved = (
            shift(first, -7, "D")
            if week
            else point(last.year - ((first.month or 0) > (last.month or 12)), first.month, first.day)
        )
        first = moved or first
    return Meaning(str(first), end, precision) if first.first <= last.last else None


def _length_from(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "Two days after Christmas", "three weeks from Tuesday"."""
    starting = _STARTING.fullmatch(gap) is not None
    if (
        left.rule != "duration"
        or left.meaning.duration is None
        or right.rule not in _POINTS
        or not (starting or _FROM.fullmatch(gap))
    ):
        return None
    count, letter = left.match.number("count"), unit_of(left.match.get("unit"))
    at = point_of(right.meaning)
    if at is None or count is None or count != int(count) or letter in "SMH":
        return None
    back = left.match.tokens.tokens[left.end].value == "before"
    day = as_date(at) if at.day else None
    if day is not None and starting:
        end = back_or_on(day, int(count), letter)
        return (
            Meaning(str(at), str(of_date(date.fromordinal(end.toordinal() - 1))), "day", duration=left.meaning.duration)
            if end
            else None
        )
    if day is not None:
        moved = back_or_on(day, -int(count) if back else int(count), letter)
        return whole(of_date(moved)) if moved else None
    return None if starting else whole(shift(at, -int(count) if back else int(count), letter))


def _part_of(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "October of that year", "Monday of next week", "Labor Day of 1998"."""
    at = point_of(left.meaning) if left.meaning.date else None
    other = point_of(right.meaning)
    if (
        right.rule == "weekday"
        and left.rule == "unit"
        and left.meaning.precision == "week"
        and _OF.fullmatch(gap)
        or _ON.fullmatch(gap)
    ):
        left, right, at, other = right, left, other, at
    if (
        left.dated
        or other is None
        or right.rule not in ("unit", "year", "shifted")
        or not (_OF.fullmatch(gap) or _ON.fullmatch(gap))
    ):
        return None
    if (
        right.meaning.precision == "year"
        and left.rule in ("day", "month", "season", "holiday")
        and at is not None
        and (gap or right.rule == "unit")
    ):
        return whole(point(other.year, at.month, at.day)) if left.rule in ("day", "month") else None
    if right.meaning.precision == "week" and left.rule == "weekday" and at is not None:
        day, monday = as_date(at), as_date(other)
        if day and monday and right.meaning.part is None:
            return left.meaning._replace(
                date=str(of_date(date.fromordinal(week_of(monday).toordinal() + day.weekday())))
            )
    return None


def _hour_of_each(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "3 p.m. each day", "Tuesdays at 9 a.m."."""
    for hour, often in ((left.meaning, right.meaning), (right.meaning, left.meaning)):
        if hour.clock and hour.date is None and often.every and not often.clock and _BESIDE.fullmatch(gap):
            return often._replace(clock=hour.clock)
    return None


def _widened(item: Found, floor: int) -> Found:
    """The expression with what stands in front of it and belongs to it: "early", "the end of", "the last week of"."""
    kinds = item.match.tokens.kinds
    meaning, start = item.meaning, item.start
    if item.rule in ("duration", "every", "vague", "shifted", "clock"):
        return item
    edge = _EDGE.search(kinds, max(floor, start - 5), start)
    if edge:
        words = [token.value for token in item.match.tokens.tokens[edge.start() : edge.end()]]
        modifier = next((MODIFIERS[w] for w in words if w in MODIFIERS), None)
        return item._replace(start=edge.start(), meaning=meaning._replace(modifier=modifier))
    week = _WEEK.search(kinds, max(floor, start - 4), start)
    if week and week.end() == start and meaning.precision == "day":
        day = point_of(meaning)
        monday = week_of(d) if day and (d := as_date(day)) else None
        unit = item.match.tokens.tokens[week.start() + 1].value if week.end() - week.start() > 2 else ""
        if monday and "week" in (unit, item.match.tokens.tokens[week.start()].value):
            end = date.fromordinal(monday.toordinal() + 6)
            return item._replace(
                start=week.start(), rule="unit", meaning=Meaning(monday.isoformat(), end.isoformat(), "week")
            )
    return item


def _nth_of(m: Match, period: Meaning) -> Meaning | None:
    """ "The first two months of 1939", "the last week of August", "the third week of January"."""
    count = int(m.number("count") or 1)
    first, last = point_of(period), point_of(Meaning(period.end))
    if m.kind("unit") == "WEEKDAY":
        return _nth_weekday(m, first, last)
    letter = unit_of(m.get("unit"))
    if first is None or last is None or letter in "SMHNQ" or first.year < 1:
        return None
    nth = -1 if m.get("nth") in ("last", "past") else int(m.number("nth") or 0)
    if letter in "OY":
        at = shift(last if nth < 0 else Point(*first.first), (1 - count) if nth < 0 else nth - 1, letter)
        to = shift(at, count - 1, letter) if at else None
        found = (
            stretch(
                point(at.year, at.month) or at, point(to.year, to.month) or to, "month" if letter == "O" else "year"
            )
            if at and to
            else None
        )
    else:
        day = date(*(first.first if nth > 0 else last.last))
        size = 7 if letter in "WE" else 1
        if letter in "WE":  # the weeks, from Monday, that hold their Thursday in the period
            day = week_of(day)
            thursday = date.fromordinal(day.toordinal() + 3)
            if nth > 0 and thursday < date(*first.first):
                day = date.fromordinal(day.toordinal() + 7)
            if nth < 0 and thursday > date(*last.last):
                day = date.fromordinal(day.toordinal() - 7)
        start = date.fromordinal(day.toordinal() + size * (nth - 1 if nth > 0 else 1 - count))
        end = date.fromordinal(start.toordinal() + size * count - 1)
        found = Meaning(
            start.isoformat(), end.isoformat() if size * count > 1 else None, "week" if letter in "WE" else "day"
        )
    lasting = {"O": "M", "E": "W"}.get(letter, letter)
    return found._replace(duration=f"P{count}{lasting}" if letter != "D" or count > 1 else None) if found else None


def _nth_weekday(m: Match, first: Point | None, last: Point | None) -> Meaning | None:
    """ "The first Monday of November", "the last Friday in May"."""
    if first is None or last is None or first.year < 1 or "count" in m:
        return None
    weekday = weekday_of(m.get("unit"))
    if m.get("nth") == "last":
        end = date(*last.last)
        day = date.fromordinal(end.toordinal() - (end.weekday() - weekday) % 7)
    else:
        start = date(*first.first)
        day = date.fromordinal(
            start.toordinal() + (weekday - start.weekday()) % 7 + 7 * (int(m.number("nth") or 1) - 1)
        )
    return whole(of_date(day)) if date(*first.first) <= day <= date(*last.last) else None


def _qualified(item: Found) -> Found:
    """The expression with the modifier that the preposition in front of it gives: "since March", "by 2030"."""
    if item.meaning.modifier or item.rule in ("range", "every", "vague"):
        return item
    tokens = item.match.tokens
    before = _PREPOSITION.search(tokens.kinds, max(0, item.start - 2), item.start)
    modifier = (
        MODIFIERS[tokens.tokens[before.start()].value]
        if before and tokens.tokens[before.start()].value in MODIFIERS
        else None
    )
    if modifier is None or (item.meaning.duration and modifier not in ("approx", "less_than", "more_than")):
        return item
    open_ended = modifier in ("on_or_after", "after")
    return item._replace(
        meaning=item.meaning._replace(
            modifier=modifier, end=None if open_ended and not item.meaning.clock else item.meaning.end
        )
    )
