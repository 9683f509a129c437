"""Neighbouring expressions that are one: "June 3" and "3 p.m.", "Monday" to "Thursday", "two days" after "Christmas", "the last
week" of "August"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from onrecord.reader.times.lexicon import unit_of, weekday_of
from onrecord.reader.times.points import Meaning, Point, as_date, later, of_date, point, shift, stretch, week_of, whole
from onrecord.reader.times.tokens import CODE
from onrecord.reader.times.widen import Found, over, point_of, qualified, widened
from onrecord.terms import PartOfTime, TimePrecision

_TO: Final = over("COMMA? (TO | UNTIL | THROUGH | HYPHEN | DASH) THE?")
_AND: Final = over("COMMA? AND THE?")
_OPENED: Final = over("(FROM | BETWEEN) THE?$")
_BESIDE: Final = over("(COMMA | OPEN | HYPHEN)? (ON | AT | OF | FROM)? (ABOUT | AFTER | BEFORE | BY)? THE?")
_OF: Final = over("(OF | IN | COMMA | ON | HYPHEN)? THE?")
_FROM: Final = over("(BEFORE | AFTER | FROM | SINCE) THE?")
_STARTING: Final = over("COMMA? STARTING (ON | FROM)? THE?")
_WIDEST: Final = 4
"""Tokens of the widest gap that any of these spans."""
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
"""Rules whose expressions may begin or end a range."""
_COARSER: Final[Sequence[TimePrecision]] = ("unknown", "minute", "part_of_day", "day", "week", "month", "year")


def joined(found: Sequence[Found], *, told: date | None) -> list[Found]:
    """The expressions with those joined that are one, in text order; ``told`` is the day of publication. Linear in their number."""
    whole_ones: list[Found] = []
    for item in found:
        here = widened(item, floor=whole_ones[-1].end if whole_ones else 0)
        while whole_ones and here.start - whole_ones[-1].end <= _WIDEST:
            both = _pair(whole_ones[-1], here, told)
            if both is None:
                break
            here = both
            whole_ones.pop()
        whole_ones.append(here)
    return [qualified(item) for item in whole_ones if item.rule not in ("operator", "hour")]


def _pair(left: Found, right: Found, told: date | None) -> Found | None:
    gap = right.match.tokens.kinds[left.end : right.start]
    left, right = _now_as_day(left, told), _now_as_day(right, told)
    for rule, join in _JOINS:
        meaning = join(left, right, gap)
        if meaning is not None:
            opened = _opening(left) if rule == "range" else None
            start = opened if opened is not None else left.start
            return Found(right.match, start, right.end, rule, meaning, left.dated or right.dated)
    return None


def _now_as_day(item: Found, told: date | None) -> Found:
    """ "Now" as an end of a range is the day of publication."""
    if item.meaning.vague != "present" or told is None:
        return item
    return item._replace(meaning=Meaning(told.isoformat(), None, "day"), rule="day", dated=True)


def _opening(item: Found) -> int | None:
    """Where "from" or "between" stands in front."""
    opened = _OPENED.search(item.match.tokens.kinds, max(0, item.start - 2), item.start)
    return opened.start() if opened else None


def at_hour(hour: Meaning, day: str | None, part: PartOfTime | None = None) -> Meaning:
    """A time of day, or a part of one, on a ``day`` in ISO 8601 (None where it is not known)."""
    part = hour.part or part
    if hour.clock is None:
        return Meaning(day[:10] if day else None, None, "part_of_day", part=part)
    if day is None:
        return hour._replace(part=part)
    first, _, last = hour.clock.partition("/")
    return Meaning(f"{day[:10]}T{first}", f"{day[:10]}T{last}" if last else None, "minute", part=part, clock=hour.clock)


def _clock_and_day(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "3 p.m. on Monday", "June 3 at noon", "the morning of April 19", "this evening at 7"."""
    if not _BESIDE.fullmatch(gap):
        return None
    for timed, other in ((left, right), (right, left)):
        hour, day = timed.meaning, other.meaning
        if day.precision not in ("day", "part_of_day") or day.clock or (timed.rule == "hour" and day.part is None):
            continue
        if hour.clock:
            if day.part and not {"ampm", "noon"} & timed.match.groups.keys():
                clock = "/".join(_in_part(clock, day.part) for clock in hour.clock.split("/"))
                hour = hour._replace(clock=clock)
            return at_hour(hour, day.date, day.part)
        parted = hour.precision == "part_of_day" and hour.part and not day.part
        if parted and (hour.date is None or timed is left):
            return at_hour(hour, day.date)
    return None


def _in_part(clock: str, part: PartOfTime) -> str:
    """The time of day in 24 hours: "7" of an evening is 19:00."""
    hour = int(clock[:2])
    late = hour < 12 and (part in ("afternoon", "evening") or (part == "night" and hour > 5))
    return f"{hour + 12 * late:02d}{clock[2:]}"


def _range(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "From Monday to Thursday", "between 2019 and 2021", "Jan. 22 to now"."""
    if left.rule not in _POINTS or right.rule not in _POINTS:
        return None
    opened = _opening(left)
    between = opened is not None and left.match.tokens.tokens[opened].value == "between"
    alike = left.rule == right.rule or left.meaning.precision == right.meaning.precision
    plain = gap[:1] in (CODE["THROUGH"], CODE["HYPHEN"])
    if not ((_TO.fullmatch(gap) and (opened is not None or alike or plain)) or (between and _AND.fullmatch(gap))):
        return None
    precision = max(left.meaning.precision, right.meaning.precision, key=_COARSER.index)
    first, last = point_of(left.meaning), point_of(right.meaning)
    if first is None or last is None:
        return Meaning(precision=precision)
    held = left.dated or "which" in left.match  # its year or week was told: the other follows it
    if held and first.first > last.first and not right.dated:
        moved = _a_week_or_year(last, first, 1, weekly=left.rule == "weekday")
        return stretch(first, moved, precision) if moved else None
    if not held and (right.dated or first.first > last.first):
        first = _a_week_or_year(first, last, -1, weekly=left.rule == "weekday") or first
    end = right.meaning.end or str(last)
    return Meaning(str(first), end, precision) if first.first <= last.last else None


def _a_week_or_year(at: Point, other: Point, step: int, *, weekly: bool) -> Point | None:
    """The same weekday, or the same day or month of a year, at or next to ``other`` on the side of ``step``."""
    if weekly:
        return shift(at, 7 * step, "D")
    beyond = (at.month or 0, at.day or 0) < (other.month or 0, other.day or 0)
    short = (at.month or 13) > (other.month or 12)
    return point(other.year + (beyond if step > 0 else -short), at.month, at.day)


def _length_from(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "Two days after Christmas", "three weeks from Tuesday", "three days starting Monday"."""
    starting = _STARTING.fullmatch(gap) is not None
    if left.rule != "duration" or right.rule not in _POINTS or not (starting or _FROM.fullmatch(gap)):
        return None
    count, letter = left.match.number("count"), unit_of(left.match.get("unit"))
    at = point_of(right.meaning)
    if at is None or count is None or count != int(count) or letter in "SMH":
        return None
    back = gap[:1] == CODE["BEFORE"]
    day = as_date(at) if at.day else None
    moved = later(day, -int(count) if back else int(count), letter) if day else None
    if starting:
        last = (moved - timedelta(days=1)).isoformat() if moved else None
        return Meaning(str(at), last, "day", duration=left.meaning.duration) if last else None
    return whole(of_date(moved) if moved else shift(at, -int(count) if back else int(count), letter))


def _part_of(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "October of that year", "Monday of next week", "next week on Tuesday"."""
    if not _OF.fullmatch(gap):
        return None
    inner, outer = (right, left) if right.rule == "weekday" else (left, right)
    at, around = point_of(inner.meaning), point_of(outer.meaning)
    if inner.dated or at is None or around is None or outer.rule not in ("unit", "year", "shifted"):
        return None
    if outer.meaning.precision == "week" and inner.rule == "weekday" and outer.meaning.part is None:
        day, monday = as_date(at), as_date(around)
        same = week_of(monday) + timedelta(days=day.weekday()) if day and monday else None
        return inner.meaning._replace(date=same.isoformat()) if same else None
    told = gap or outer.rule == "unit"
    if outer.meaning.precision == "year" and inner.rule in ("day", "month") and told and inner is left:
        return whole(point(around.year, at.month, at.day))
    return None


def _hour_of_each(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "3 p.m. each day", "Tuesdays at 9 a.m."."""
    if _BESIDE.fullmatch(gap):
        for hour, often in ((left.meaning, right.meaning), (right.meaning, left.meaning)):
            if hour.clock and hour.date is None and often.every and not often.clock:
                return often._replace(clock=hour.clock)
    return None


def _nth_of(left: Found, right: Found, gap: str) -> Meaning | None:
    """ "The first two months of 1939", "the last week of August", "the third Monday in January"."""
    m, first, last = left.match, point_of(right.meaning), point_of(Meaning(right.meaning.end))
    if left.rule != "operator" or first is None or last is None or first.year < 1 or not _OF.fullmatch(gap):
        return None
    nth = -1 if m.get("nth") in ("last", "past") else m.whole("nth")
    count = m.whole("count") or 1
    begin, end = date(*first.first), date(*last.last)
    if m.kind("unit") == "WEEKDAY":
        return _nth_weekday(begin, end, nth, weekday_of(m.get("unit"))) if "count" not in m else None
    letter = unit_of(m.get("unit"))
    if letter in "OY":
        at = shift(last if nth < 0 else Point(*first.first), 1 - count if nth < 0 else nth - 1, letter)
        to = shift(at, count - 1, letter) if at else None
        if at is None or to is None:
            return None
        return stretch(at, to, "month" if letter == "O" else "year")._replace(
            duration=f"P{count}{'M' if letter == 'O' else 'Y'}"
        )
    if letter == "D":
        day = later(end, 1 - count, "D") if nth < 0 else later(begin, nth - 1, "D")
        to_day = later(day, count - 1, "D") if day else None
        if day is None or to_day is None:
            return None
        return Meaning(
            day.isoformat(),
            to_day.isoformat() if count > 1 else None,
            "day",
            duration=f"P{count}D" if count > 1 else None,
        )
    if letter != "W":
        return None
    monday = _edge_week(begin, end, nth) + timedelta(weeks=nth - 1 if nth > 0 else 1 - count)
    sunday = monday + timedelta(days=7 * count - 1)
    return Meaning(monday.isoformat(), sunday.isoformat(), "week", duration=f"P{count}W")


def _edge_week(begin: date, end: date, nth: int) -> date:
    """The Monday of the first week of a period, or of its last: weeks belong to the period that holds their Thursday, as in ISO 8601."""
    monday = week_of(begin if nth > 0 else end)
    thursday = monday + timedelta(days=3)
    return monday + timedelta(days=7 * (thursday < begin) - 7 * (thursday > end))


def _nth_weekday(begin: date, end: date, nth: int, weekday: int) -> Meaning | None:
    if nth > 0:
        day = later(begin, (weekday - begin.weekday()) % 7 + 7 * (nth - 1), "D")
    else:
        day = later(end, -((end.weekday() - weekday) % 7), "D")
    return whole(of_date(day)) if day and begin <= day <= end else None


_JOINS: Final[Sequence[tuple[str, Callable[[Found, Found, str], Meaning | None]]]] = (
    ("part", _nth_of),
    ("day", _clock_and_day),
    ("range", _range),
    ("day", _length_from),
    ("day", _part_of),
    ("every", _hour_of_each),
)
"""The ways to join two neighbours, each with the rule that the two then count as; the first that applies is taken."""
