"""What expressions mean that hang on another time: on publication ("last week") or on the time last told ("two days later");
how long, how often, at what hour."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from onrecord.reader.numbers import CARDINALS, read_number
from onrecord.reader.times.dates import BACK, FORTH
from onrecord.reader.times.lexicon import PARTS, RECURRING, SEASONS, VAGUE, ZONES, month_of, unit_of, weekday_of
from onrecord.reader.times.points import (
    Meaning,
    Point,
    as_date,
    back_or_on,
    of_date,
    point,
    season_of,
    shift,
    stretch,
    week_of,
    whole,
)
from onrecord.reader.times.sight import Match, Sight
from onrecord.terms import PartOfTime, TimePrecision

_PRECISION: Final[dict[str, TimePrecision]] = {
    "S": "minute", "M": "minute", "H": "minute", "D": "day", "N": "day", "W": "week", "E": "week", "F": "week", "O": "month",
    "Q": "month", "Y": "year", "C": "year", "X": "year",
}  # fmt: skip
_ISO: Final = {
    "S": "PT{}S", "M": "PT{}M", "H": "PT{}H", "D": "P{}D", "N": "P{}D", "W": "P{}W", "E": "P{}W", "F": "P{}W", "O": "P{}M", "Q": "P{}M",
    "Y": "P{}Y", "C": "P{}Y", "X": "P{}Y",
}  # fmt: skip
_TIMES: Final = {"F": 2, "Q": 3, "C": 10, "X": 100}
_OWNERS: Final = frozenset("my your his her its our their whose".split())
_ANAPHORS: Final = ("that", "the same", "same", "this same", "that same")


def duration_of(count: float | None, unit: str) -> str:
    """ISO 8601 of a length, X for a number not told: 2, "W" is "P2W", None, "Y" is "PXY"."""
    if count is None:
        return _ISO[unit].format("X")
    return _ISO[unit].format(f"{count * _TIMES.get(unit, 1):g}")


def near(m: Match, at: Sight) -> Meaning | None:
    """ "Yesterday", "tonight", "tomorrow morning"."""
    if _in_a_title(m):
        return None
    word = m.get("near")
    part = PARTS.get(m.get("part") or word)
    day = _days_from(at.told, {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return Meaning(day.isoformat() if day else None, None, "part_of_day" if part else "day", part=part)


def _in_a_title(m: Match) -> bool:
    """Whether the first word has a capital that no sentence gives it: "the Tonight Show", "For Our Future"."""
    written = m.tokens.text[m.tokens.tokens[m.start].start : m.tokens.tokens[m.end - 1].end]
    return written[0].isupper() and m.word_before().isalpha()


def _days_from(day: date | None, days: int) -> date | None:
    return back_or_on(day, days, "D") if day else None


def part(m: Match, at: Sight) -> Meaning | None:
    """ "This morning", "last night", "that evening", "the next morning"; "the morning" by itself has no day."""
    name, which = PARTS[m.get("part")], m.get("which").removeprefix("the ")
    if m.tokens.tokens[m.start].value in CARDINALS and m.tokens.tokens[m.start].value != "one":
        return None
    day: date | None = None
    if which in ("this", "last", "past", "this past", "this coming"):
        day = _days_from(at.told, -1 if which in ("last", "past", "this past") and (name != "daytime") else 0)
    elif m.get("which") == "next":
        day = _days_from(at.told, 1)
    elif which and at.last and at.last.day:
        day = _days_from(as_date(at.last), (which in FORTH) - (which in BACK))
    elif not which and m.before("OF") and m.get("part") == "night":
        return None
    if m.kind("part") == "HOUR_NAME" and m.after("OF"):
        return None
    if (
        m.get("which") == "the"
        and not m.after("AT", "ABOUT")
        and not m.before("IN", "DURING", "OF", "BY", "UNTIL", "EARLIER", "LATER", "THROUGH", "OVER")
        and not m.after("OF", "BEFORE", "AFTER")
    ):
        return None
    return Meaning(day.isoformat() if day else None, None, "part_of_day", part=name)


def unit(m: Match, at: Sight) -> Meaning | None:
    """ "This week", "last month", "next year" as seen from publication; "that year", "the following day" from the time last told."""
    letter, rel = unit_of(m.get("unit")), m.get("rel")
    article, which = rel.startswith("the "), rel.removeprefix("the ")
    if m.get("unit").endswith("s") or letter in "SMHN":
        return None
    if which == "this" and letter == "D":
        return whole(at.last) if at.last and at.last.day else None
    if which in ("past", "last", "coming") and article and letter in "DWOYCXF":
        return _from_publication(1, letter, -1 if which in BACK else 1, at)
    anaphoric = (
        which in _ANAPHORS
        or which in ("following", "previous", "preceding", "subsequent", "ensuing", "prior")
        or (which == "next" and article)
    )
    if anaphoric and at.last is not None:
        step = (which in FORTH) - (which in BACK)
        return _period(at.last, letter, step) or Meaning(precision=_PRECISION[letter])
    if which == "next" and letter == "D" or which in _ANAPHORS:
        return Meaning(precision=_PRECISION[letter])
    if at.told is None:
        return Meaning(precision=_PRECISION[letter], part="weekend" if letter == "E" else None)
    step = (which in FORTH or which == "this coming") - (which in BACK or which == "this past")
    period = _period(of_date(at.told), letter, step)
    if period and period.date and m.get("kind") in ("working", "business") and letter == "W":
        return period._replace(end=(date.fromisoformat(period.date) + timedelta(days=4)).isoformat())
    return _so_far(period, m, at.told) if period else None


def _so_far(period: Meaning, m: Match, told: date) -> Meaning:
    """ "Earlier this month": the period as far as the day of publication."""
    today = told.isoformat()
    earlier = m.before("EARLIER") or (m.before("IN") and m.before("EARLIER", at=2))
    return period._replace(end=today) if earlier and period.end and today < period.end else period


def _period(at: Point, letter: str, step: int) -> Meaning | None:
    """The day, week, month, quarter, year, decade or century of a point, or one ``step`` beside it."""
    if letter == "D":
        return whole(shift(at, step, "D"))
    if letter in "WEF":
        day = as_date(at) if at.day else None
        if day is None:
            return None
        monday = back_or_on(week_of(day), step * (14 if letter == "F" else 7), "D")
        if monday is None:
            return None
        first = monday + timedelta(days=5) if letter == "E" else monday
        last = monday + timedelta(days=13 if letter == "F" else 6)
        return Meaning(first.isoformat(), last.isoformat(), "week", part="weekend" if letter == "E" else None)
    if letter == "O":
        found = shift(at, step, "O") if at.month else None
        return whole(point(found.year, found.month)) if found else None
    if letter == "Q":
        found = shift(Point(at.year, (at.month - 1) // 3 * 3 + 1), step, "Q") if at.month else None
        last = shift(found, 2, "O") if found else None
        parts: tuple[PartOfTime, ...] = ("Q1", "Q2", "Q3", "Q4")
        return (
            stretch(found, last, "month")._replace(part=parts[((found.month or 1) - 1) // 3])
            if found and last
            else None
        )
    if letter == "Y":
        return whole(point(at.year + step))
    length = 10 if letter == "C" else 100
    first_year = (at.year - (letter == "X")) // length * length + (letter == "X") + step * length
    return stretch(Point(first_year), Point(first_year + length - 1), "year")


def the_unit(m: Match, at: Sight) -> Meaning | None:
    """ "The week", "the end of the month", "the weekend": the one round publication, or round the time last told."""
    letter = unit_of(m.get("unit"))
    edged = m.before("OF", "IN") and m.before(
        "EDGE", "REST", "LATTER", "PORTION", "EARLIER", "LATER", "EARLY", "LATE", "UNIT", "UNITS", at=2
    )
    if (
        letter == "E"
        and m.before("OVER", "ON", "IN", "FOR", "DURING", "THROUGH", "BY", "UNTIL", "OF")
        and not m.after("OF", "BEFORE", "AFTER")
    ):
        day = of_date(at.told) if at.told else None
        ahead = at.told is not None and (at.ahead > 0 or at.told.weekday() >= 5)
        return (_period(day, "E", 0 if ahead else -1) if day else None) or Meaning(precision="week", part="weekend")
    if not edged or letter in "SMH" or m.after("OF"):
        return None
    seen = at.last if at.last and at.last.precision != "year" or at.last and letter == "Y" else None
    if seen is None and at.told is None:
        return Meaning(precision=_PRECISION[letter])
    period = _period(seen or of_date(at.told), letter, 0) if seen or at.told else None
    return _so_far(period, m, at.told) if period and at.told and not seen else period


def _from_publication(count: float | None, letter: str, step: int, at: Sight) -> Meaning:
    """The stretch of some length that ends, or begins, on the day of publication."""
    length = duration_of(count, letter)
    if count is None or at.told is None or count != int(count) or letter in "SMH":
        return Meaning(precision=_PRECISION[letter], duration=length)
    edge = back_or_on(at.told, step * int(count), letter)
    if edge is None:
        return Meaning(precision=_PRECISION[letter], duration=length)
    first, last = sorted((at.told, edge))
    return Meaning(first.isoformat(), last.isoformat(), _PRECISION[letter], duration=length)


def stretch_of_time(m: Match, at: Sight) -> Meaning | None:
    """ "The past two weeks", "the next 10 years", "recent months"."""
    letter, rel = unit_of(m.get("unit")), m.get("rel").removeprefix("the ")
    if "count" not in m:
        if rel in ("the", "these", "last", "next") or (m.get("rel") == "the"):
            return None
        return Meaning(precision="unknown", duration=duration_of(None, letter))
    count = m.number("count")
    if letter == "Q" and at.told is not None and count is not None and rel != "recent":
        this = _period(of_date(at.told), "Q", 0)
        n = int(count)
        first = _period(of_date(at.told), "Q", -n if rel in BACK else 1)
        last = _period(of_date(at.told), "Q", -1 if rel in BACK else n)
        if this and first and last:
            return Meaning(first.date, last.end, "month", duration=duration_of(count, letter))
    if rel in ("following", "subsequent", "ensuing", "previous", "preceding"):
        return Meaning(precision="unknown", duration=duration_of(count, letter))
    return _from_publication(count, letter, -1 if rel in BACK else 1, at)


def shifted(m: Match, at: Sight) -> Meaning | None:
    """ "Three days ago", "two weeks from now", "a week later", "two years and a month earlier"."""
    letter, way, count = unit_of(m.get("unit")), m.get("way"), m.number("count")
    precision = _PRECISION[letter]
    if letter in "SMH" and way not in ("ago", "from now"):
        return Meaning(precision="unknown", duration=duration_of(count, letter))
    ago = way in ("ago", "from now") or " " in way
    if ago:
        seen = at.told
        if way.endswith(("yesterday", "tomorrow")):
            seen = _days_from(seen, 1 if way.endswith("tomorrow") else -1)
        sign = -1 if way == "ago" or way.startswith("before") else 1
        if seen is None or count is None or count != int(count) or letter in "SMH":
            return Meaning(precision=precision)
        found = back_or_on(seen, sign * int(count), letter)
        if found and "count2" in m:
            found = back_or_on(found, sign * int(m.number("count2") or 0), unit_of(m.get("unit2")))
        digits = {"D": 10, "N": 10, "W": 10, "F": 10, "E": 10, "O": 7, "Q": 7}.get(
            unit_of(m.get("unit2")) if "unit2" in m else letter, 4
        )
        return Meaning(found.isoformat()[:digits] if found else None, None, precision)
    if at.last is None or count is None or count != int(count):
        return Meaning(precision=precision)
    sign = 1 if way == "later" else -1
    return whole(shift(at.last, sign * int(count), letter)) or Meaning(precision=precision)


def ahead(m: Match, at: Sight) -> Meaning | None:
    """ "In two weeks": a point where the verb looks ahead, else how long something took."""
    letter, count = unit_of(m.get("unit")), m.number("count")
    if (
        at.ahead <= 0
        and "time" not in m.tokens.tokens[m.end - 1].value
        or at.told is None
        or count is None
        or count != int(count)
        or letter in "SMH"
    ):
        return Meaning(precision="unknown", duration=duration_of(count, letter))
    found = back_or_on(at.told, int(count), letter)
    digits = {"O": 7, "Q": 7, "Y": 4, "C": 4, "X": 4}.get(letter, 10)
    return Meaning(found.isoformat()[:digits] if found else None, None, _PRECISION[letter])


def beside(m: Match, at: Sight) -> Meaning | None:
    """ "The day before", "the year after", "the night before": beside the time last told."""
    step = 1 if m.get("way") in ("after", "following") else -1
    letter = unit_of(m.get("unit")) if "unit" in m else "D"
    name = PARTS[m.get("part")] if "part" in m else None
    if letter in "SMHN":
        return None
    precision: TimePrecision = "part_of_day" if name else _PRECISION[letter]
    word = m.word_after()
    if (
        word[:1].isalnum()
        and word not in ("he", "she", "it", "they", "in", "at", "on", "and", "but")
        or at.last is None
    ):
        return Meaning(precision=precision, part=name)
    found = _period(at.last, letter, step)
    if found is None:
        return Meaning(precision=precision, part=name)
    return found._replace(precision=precision, part=name) if name else found


def every(m: Match, at: Sight) -> Meaning | None:
    """ "Every Monday", "daily", "once a year", "Tuesdays"."""
    if "every" in m:
        word = m.get("every")
        return Meaning(every=RECURRING[word]) if m.written("every")[0].islower() and not at.named else None
    if "weekday" in m:
        day = f"XXXX-WXX-{weekday_of(m.get('weekday')) + 1}"
        return Meaning(every=day, part=PARTS[m.get("part").removesuffix("s")] if "part" in m else None)
    if "part" in m:
        return Meaning(every="P1D", part=PARTS[m.get("part").removesuffix("s")])
    if "season" in m:
        return Meaning(every="P1Y", part=SEASONS[m.get("season")])
    if "month" in m:
        return Meaning(every=f"XXXX-{month_of(m.get('month')):02d}")
    letter = unit_of(m.get("unit"))
    other = any(token.value == "other" for token in m.tokens.tokens[m.start : m.end])
    return Meaning(
        every=duration_of(2 if other else m.number("count") or 1, letter), part="weekend" if letter == "E" else None
    )


def duration(m: Match, at: Sight) -> Meaning | None:
    """ "Two years", "a three-day visit", "several weeks": how long. An age is none, nor is "a day" of "$50 a day"."""
    letter, count = unit_of(m.get("unit")), m.number("count")
    words = m.get("count")
    if "half" in m and count is not None:
        count += 0.5
    if (
        letter == "N"
        and not m.get("unit").endswith("s")
        or "old" in m
        or words.startswith(("0", "1,"))
        or m.after("OLD")
    ):
        return None
    if words in ("a", "an", "few", "many", "half") or (letter in "SN" and words == "a"):
        framed = m.before(
            "FOR", "IN", "WITHIN", "OVER", "ABOUT", "AFTER", "THAN", "ONCE", "UNTIL", "BEFORE", "BY"
        ) or m.word_before() in (
            "under",
            "lasted",
            "lasting",
            "spent",
            "take",
            "took",
            "takes",
            "waited",
            "just",
            "only",
            "least",
            "most",
            "half",
            "barely",
            "quite",
        )
        if not framed and words in ("a", "an", "half"):
            return None
    if "count2" in m:
        return _two_lengths(count, letter, m)
    if at.ahead > 0 and m.before("WITHIN") and letter not in "SMHE":
        return _from_publication(count, letter, 1, at)
    return Meaning(duration=duration_of(count, letter))


def _two_lengths(count: float | None, letter: str, m: Match) -> Meaning | None:
    """ "Two years and three months": P2Y3M; None where the second unit is not the smaller."""
    first, second = duration_of(count, letter), duration_of(m.number("count2"), unit_of(m.get("unit2")))
    if "SMHDWOY".find(letter) <= "SMHDWOY".find(unit_of(m.get("unit2"))):
        return None
    joined = first + second.removeprefix("P") if "T" not in first else first + second.removeprefix("PT")
    return Meaning(duration=joined)


def whole_unit(m: Match, at: Sight) -> Meaning | None:
    """ "All week", "some days"."""
    letter = unit_of(m.get("unit"))
    return (
        Meaning(duration=duration_of(None if m.get("unit").endswith("s") else 1, letter))
        if letter not in "SM"
        else None
    )


def nothing(m: Match, at: Sight) -> Meaning | None:
    """What means something only with what stands behind it."""
    return Meaning()


def to_date(m: Match, at: Sight) -> Meaning | None:
    """ "The year to date"."""
    word = m.tokens.tokens[m.start + (m.tokens.tokens[m.start].value == "the")].value
    if word.endswith("s") or at.told is None:
        return None if word.endswith("s") else Meaning(precision=_PRECISION[unit_of(word)])
    period = _period(of_date(at.told), unit_of(word), 0)
    return period._replace(end=at.told.isoformat()) if period else None


def bare_units(m: Match, at: Sight) -> Meaning | None:
    """ "For years", "months of talks", "weeks-long": how long, with no number told."""
    framed = m.before("FOR", "OVER", "WITHIN", "IN", "AFTER", "DURING", "BEFORE") or m.after(
        "OF", "AGO", "LATER", "BEFORE", "EARLIER", "AFTER", "HYPHEN"
    )
    letter = unit_of(m.get("unit").split(" ")[0])
    if letter in "SMQE" or not framed or m.before("THE", "HYPHEN", "OF"):
        return None
    return Meaning(duration=duration_of(None, letter))


def clock(m: Match, at: Sight) -> Meaning | None:
    """ "5:34 a.m.", "3 p.m. EST", "noon", "17:30": the time of day; its day is joined to it where one stands beside it."""
    if "noon" in m:
        hour, minute = (0 if m.get("noon") == "midnight" else 12), 0
    else:
        words = m.get("hour")
        if (
            "ampm" not in m
            and "hrs" not in m
            and ":" in words
            and not m.before(
                "AT", "BY", "UNTIL", "FROM", "BETWEEN", "ABOUT", "SINCE", "AFTER", "BEFORE", "AND", "TO", "HYPHEN"
            )
        ):
            return None
        if not re.fullmatch(r"\d\d?(?:[:.]\d\d(?::\d\d)?)?", words):
            number = m.number("hour")
            hour, minute = int(number or 99), 0
        else:
            hour, minute = ([*map(int, re.split("[:.]", words)), 0])[:2]
        half = m.get("ampm")
        if "past" in m:
            past = m.get("past")
            minute = 30 if past == "half" else 15 if "quarter" in past else int(read_number(past.split(" ")[0]) or 99)
        if half:
            if not 1 <= hour <= 12 and half[0] in "ap":
                return None
            late = half[0] == "p" or "afternoon" in half or "evening" in half or ("night" in half and hour > 5)
            hour = hour % 12 + 12 * late if hour <= 12 else hour
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    zone = ZONES.get(m.get("zone"), "")
    told = f"{hour:02d}:{minute:02d}{zone}"
    if "first" in m:
        first_hour = m.get("first")
        start = [*map(int, first_hour.split(":")), 0] if first_hour[0].isdigit() else [int(m.number("first") or 0), 0]
        late = start[0] % 12 + 12 * (hour >= 12)
        opening = late if (late, start[1]) <= (hour, minute) and "half" not in m and start[0] <= 12 else start[0] % 24
        if "half" in m:
            opening = start[0] % 12 + 12 * (m.get("half")[0] == "p")
        told = f"{opening:02d}:{start[1]:02d}{zone}/{told}"
    return Meaning(precision="minute", clock=told)


def vague(m: Match, at: Sight) -> Meaning | None:
    """ "Now", "recently", "the future": where it points, with no date."""
    words = [token.value for token in m.tokens.tokens[m.start : m.end]]
    if words == ["to", "date"] and m.word_before() == "up":
        return None
    if _in_a_title(m) or (
        words == ["future"]
        and (m.before("POSS") or m.word_before() in _OWNERS or m.tokens.text[m.tokens.tokens[m.start].start] == "F")
    ):
        return None
    if (
        words == ["future"]
        and m.after("HYPHEN")
        or words[0] == "these"
        and words[1] != "days"
        or words[0] == "present"
        and words[-1] != "day"
    ):
        return None
    if words[-1] == "past" and m.after("MONTH") or words == ["the", "present"] and m.word_after().isalpha():
        return None
    known = VAGUE.get(words[0]) or ("past" if "past" in words else "future" if "future" in words else "present")
    return Meaning(vague=known)  # type: ignore[arg-type]
