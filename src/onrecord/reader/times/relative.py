"""What expressions mean that hang on another time: on publication ("last week"), or on the time last told ("two days later")."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from onrecord.reader.times.lengths import PRECISION, duration_of, in_a_title
from onrecord.reader.times.lexicon import PARTS, unit_of
from onrecord.reader.times.points import Meaning, Point, as_date, later, of_date, point, shift, stretch, week_of, whole
from onrecord.reader.times.sight import STEP, Match, Sight
from onrecord.terms import PartOfTime, TimePrecision

_QUARTERS: Final[tuple[PartOfTime, ...]] = ("Q1", "Q2", "Q3", "Q4")
_DIGITS: Final = {"O": 7, "Q": 7, "Y": 4, "C": 4, "X": 4}
"""Figures of an ISO date that a point some months or years away is known to; a day for all other units."""
_GOES_ON: Final = frozenset({"he", "she", "it", "they", "we", "i", "in", "at", "on", "and", "but"})
"""Words that may follow "the day before" where it means the one before the time last told: anything else says before what."""


def near(m: Match, at: Sight) -> Meaning | None:
    """ "Yesterday", "tonight", "tomorrow morning"."""
    if in_a_title(m):
        return None
    word = m.get("near")
    part = PARTS.get(m.get("part") or word)
    return _of_day(_days_from(at.told, {"yesterday": -1, "tomorrow": 1}.get(word, 0)), part)


def _days_from(day: date | None, days: int) -> date | None:
    return later(day, days, "D") if day else None


def _of_day(day: date | None, part: PartOfTime | None) -> Meaning:
    return Meaning(day.isoformat() if day else None, None, "part_of_day" if part else "day", part=part)


def part(m: Match, at: Sight) -> Meaning | None:
    """ "This morning", "last night", "that evening", "the next morning"; "the morning", "one morning" have no day of their own."""
    name, which = PARTS[m.get("part")], m.which()
    if m.has("ONES") and m.words()[0] != "one":
        return None
    if m.get("which") == "the":
        led = m.before("IN", "DURING", "OF", "BY", "UNTIL", "EARLIER", "LATER", "THROUGH", "OVER")
        if not (led or m.after("AT", "ABOUT", "OF", "BEFORE", "AFTER")) or (
            m.kind("part") == "HOUR_NAME" and m.after("OF")
        ):
            return None
    day: date | None = None
    if which in ("this", "last", "past") or (which == "next" and not m.get("which").startswith("the")):
        day = _days_from(at.told, STEP[which])
    elif which and at.last and at.last.day:
        day = _days_from(as_date(at.last), STEP[which])
    return _of_day(day, name)


def early_hours(m: Match, at: Sight) -> Meaning | None:
    """ "The early hours" of a day."""
    return Meaning(precision="part_of_day", part="morning") if m.get("unit") == "hours" else None


def unit(m: Match, at: Sight) -> Meaning | None:
    """ "This week", "last month", "next year" as seen from publication; "that year", "the following day" from the time last told."""
    letter, which = unit_of(m.get("unit")), m.which()
    article = m.get("which").startswith("the ")
    if m.get("unit").endswith("s") or letter in "SMHN":
        return None
    if which in ("past", "last", "coming") and article and letter != "Q" and letter != "E":
        return from_publication(1, letter, STEP[which], at)
    told_last = (
        which in ("same", "following", "previous")
        or (which == "next" and article)
        or (which == "this" and letter == "D")
    )
    if told_last and at.last is not None:
        return period(at.last, letter, STEP[which]) or Meaning(precision=PRECISION[letter])
    lost = which in ("same", "following", "previous") and (article or which == "same")  # beside a time that is not told
    if lost or (letter == "D" and which in ("next", "this")) or at.told is None:
        return Meaning(precision=PRECISION[letter], part="weekend" if letter == "E" else None)
    just_past = letter == "E" and which == "this" and at.ahead < 0 and at.told.weekday() < 3
    found = period(of_date(at.told), letter, -1 if just_past else STEP[which])
    if found and found.date and letter == "W" and (m.has("WORKING") or m.get("unit") == "workweek"):
        return found._replace(end=(date.fromisoformat(found.date) + timedelta(days=4)).isoformat())
    return _so_far(found, m, at.told) if found else None


def _so_far(found: Meaning, m: Match, told: date) -> Meaning:
    """ "Earlier this month": the period as far as the day of publication."""
    earlier = m.before("EARLIER") or (m.before("IN") and m.before("EARLIER", at=2))
    return found._replace(end=told.isoformat()) if earlier and found.end and told.isoformat() < found.end else found


def period(at: Point, letter: str, step: int) -> Meaning | None:
    """The day, week, month, quarter, year, decade or century of a point, or one ``step`` beside it; None where it is not so exact."""
    if letter == "D":
        return whole(shift(at, step, "D"))
    if letter in "WEF":
        day = as_date(at) if at.day else None
        monday = later(week_of(day), step * (14 if letter == "F" else 7), "D") if day else None
        last = later(monday, 13 if letter == "F" else 6, "D") if monday else None
        first = later(monday, 5 if letter == "E" else 0, "D") if monday else None
        if first is None or last is None:
            return None
        return Meaning(first.isoformat(), last.isoformat(), "week", part="weekend" if letter == "E" else None)
    if letter == "O":
        found = shift(at, step, "O") if at.month else None
        return whole(point(found.year, found.month)) if found else None
    if letter == "Q":
        begin = shift(Point(at.year, (at.month - 1) // 3 * 3 + 1), step, "Q") if at.month else None
        end = shift(begin, 2, "O") if begin else None
        if begin is None or end is None:
            return None
        return stretch(begin, end, "month")._replace(part=_QUARTERS[((begin.month or 1) - 1) // 3])
    if letter == "Y":
        return whole(point(at.year + step))
    length, since = (10, 0) if letter == "C" else (100, 1)
    year = (at.year - since) // length * length + since + step * length
    return stretch(Point(year), Point(year + length - 1), "year")


def the_unit(m: Match, at: Sight) -> Meaning | None:
    """ "The weekend"; "the week", "the month", "the year" behind "the end of" or "earlier in": as told last, or of publication."""
    letter = unit_of(m.get("unit"))
    if m.after("OF", "BEFORE", "AFTER"):
        return None
    if letter == "E" and m.before("OVER", "ON", "IN", "FOR", "DURING", "THROUGH", "BY", "UNTIL", "OF"):
        ahead = at.told is not None and (at.ahead > 0 or at.told.weekday() >= 5)
        found = period(of_date(at.told), "E", 0 if ahead else -1) if at.told else None
        return found or Meaning(precision="week", part="weekend")
    edged = m.before("OF", "IN") and m.before(
        "EDGE", "REST", "LATTER", "PORTION", "EARLIER", "LATER", "EARLY", "LATE", "UNIT", "UNITS", "WEEKDAY", at=2
    )
    whole_of_it = m.before("FOR") and letter in "WOY" and not m.word_after()[:1].isalnum()  # "flat for the year"
    if not (edged or whole_of_it) or letter in "SMH":
        return None
    if at.last and (letter == "Y" or at.last.precision != "year"):
        return period(at.last, letter, 0)
    found = period(of_date(at.told), letter, 0) if at.told else None
    return _so_far(found, m, at.told) if found and at.told else Meaning(precision=PRECISION[letter])


def to_date(m: Match, at: Sight) -> Meaning | None:
    """ "The year to date"."""
    letter = unit_of(m.get("unit"))
    found = period(of_date(at.told), letter, 0) if at.told else None
    return found._replace(end=at.told.isoformat()) if found and at.told else Meaning(precision=PRECISION[letter])


def from_publication(count: float | None, letter: str, step: int, at: Sight) -> Meaning:
    """The stretch of some length that ends, or begins, on the day of publication."""
    length = duration_of(count, letter)
    edge = None
    if count is not None and at.told is not None and count == int(count) and letter not in "SMH":
        edge = later(at.told, step * int(count), letter)
    if edge is None or at.told is None:
        return Meaning(precision=PRECISION[letter], duration=length)
    first, last = sorted((at.told, edge))
    return Meaning(first.isoformat(), last.isoformat(), PRECISION[letter], duration=length)


def stretch_of_time(m: Match, at: Sight) -> Meaning | None:
    """ "The past two weeks", "the next 10 years", "the last two quarters", "recent months"."""
    letter, which = unit_of(m.get("unit")), m.which()
    if "count" not in m:
        return Meaning(duration=duration_of(None, letter)) if which not in ("last", "next") else None
    count = m.number("count")
    if letter == "Q" and at.told is not None and count:
        today, n = of_date(at.told), int(count)
        first = period(today, "Q", -n if STEP[which] < 0 else 1)
        last = period(today, "Q", -1 if STEP[which] < 0 else n)
        return Meaning(first.date, last.end, "month", duration=duration_of(count, letter)) if first and last else None
    if which in ("following", "previous", ""):
        return Meaning(duration=duration_of(count, letter))
    return from_publication(count, letter, STEP[which], at)


def within(m: Match, at: Sight) -> Meaning | None:
    """The "two weeks" of "within two weeks": from the day of publication where the verb looks ahead."""
    letter, count = unit_of(m.get("unit")), m.number("count")
    return from_publication(count, letter, 1, at) if at.ahead > 0 else Meaning(duration=duration_of(count, letter))


def shifted(m: Match, at: Sight) -> Meaning | None:
    """ "Three days ago", "two weeks from now", "a week later", "two years and a month earlier", "a day after tomorrow"."""
    letter, way, count = unit_of(m.get("unit")), m.get("way"), m.number("count")
    if letter in "SMH" and way not in ("ago", "from now"):
        return Meaning(duration=duration_of(count, letter))
    unknown = Meaning(precision=PRECISION[letter])
    if count is None or count != int(count) or letter in "SMH":
        return unknown
    beside = way in ("later", "earlier") or m.which("way") == "previous"
    sign = -1 if way in ("ago", "earlier") or m.which("way") == "previous" or way.startswith("before") else 1
    if beside:
        return whole(shift(at.last, sign * int(count), letter) if at.last else None) or unknown
    seen = _days_from(at.told, 1 if way.endswith("tomorrow") else -1 if way.endswith("yesterday") else 0)
    found = later(seen, sign * int(count), letter) if seen else None
    if found and "count2" in m:
        letter = unit_of(m.get("unit2"))
        found = later(found, sign * m.whole("count2"), letter)
    return Meaning(found.isoformat()[: _DIGITS.get(letter, 10)], None, PRECISION[letter]) if found else unknown


def ahead(m: Match, at: Sight) -> Meaning | None:
    """ "In two weeks": a point where the verb looks ahead, else how long something took."""
    letter, count = unit_of(m.get("unit")), m.number("count")
    looks = at.ahead > 0 or m.has("TIME")
    found = None
    if looks and at.told is not None and count is not None and count == int(count) and letter not in "SMH":
        found = later(at.told, int(count), letter)
    if found is None:
        return Meaning(duration=duration_of(count, letter))
    return Meaning(found.isoformat()[: _DIGITS.get(letter, 10)], None, PRECISION[letter])


def beside(m: Match, at: Sight) -> Meaning | None:
    """ "The day before", "the year after", "the night before": beside the time last told, unless what follows says beside what."""
    step = 1 if m.get("way") in ("after", "following") else -1
    letter, name = unit_of(m.get("unit") or "day"), PARTS.get(m.get("part"))
    if letter in "SMHN":
        return None
    precision: TimePrecision = "part_of_day" if name else PRECISION[letter]
    word = m.word_after()
    open_ended = not word[:1].isalnum() or word in _GOES_ON
    found = period(at.last, letter, step) if at.last and open_ended else None
    return found._replace(precision=precision, part=name) if found else Meaning(precision=precision, part=name)
