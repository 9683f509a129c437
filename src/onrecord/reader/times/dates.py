"""What days, months, seasons, years and longer periods of the calendar mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.reader.numbers import read_number
from onrecord.reader.times.holidays import holiday
from onrecord.reader.times.lexicon import DECADES, PARTS, SEASONS, month_of, weekday_of
from onrecord.reader.times.points import Meaning, Point, as_date, of_date, point, season_of, stretch, week_of, whole
from onrecord.reader.times.sight import Match, Sight
from onrecord.terms import PartOfTime

BACK = ("last", "past", "previous", "preceding", "prior")
FORTH = ("next", "coming", "upcoming", "following", "subsequent", "ensuing")
_TERROR = frozenset("attack attacks terrorist terrorists terror hijackers hijackings commission".split())
"""Behind "Sept. 11" these show that the day of 2001 is meant."""
_YEAR_OPENERS = (
    "IN", "SINCE", "BY", "UNTIL", "FROM", "BETWEEN", "THROUGH", "DURING", "BEFORE", "AFTER", "EARLY", "LATE", "MID", "ABOUT", "TO",
    "HYPHEN", "OPEN", "OF", "EARLIER", "LATER",
)  # fmt: skip
_MONTH_OPENERS = (*_YEAR_OPENERS, "LAST", "NEXT", "THIS", "THAT", "AND", "OR", "EVERY", "COMMA", "FOR")


def year_of(m: Match, at: Sight) -> int | None:
    """The year that a rule's ``year`` part names: of four digits, of two ("'98": the nearest that is not ten years ahead), or BC."""
    words = m.get("year")
    if not words:
        return None
    if words.startswith("'"):
        latest = at.told.year + 10 if at.told else 2029
        return latest - (latest - int(words[1:])) % 100
    if words[0].isalpha():
        return _spelled(words.replace(" - ", " "))
    number, _, before = words.partition(" ")
    return 1 - int(number) if before else int(number)


def _spelled(words: str) -> int | None:
    """ "Nineteen eighty-six", "two thousand and fifteen", "eighteen hundred"."""
    if "thousand" in words or "hundred" in words:
        number = read_number(words)
        return int(number) if number else None
    first, _, rest = words.partition(" ")
    hundreds, years = read_number(first), read_number(rest)
    return int(hundreds * 100 + years) if hundreds and years else None


def figures(m: Match, at: Sight) -> Meaning | None:
    """2026-01-25, 1/25/2026, 25.1.2026, 2026-01. Day and month in figures are read as in the United States where both could be."""
    words = m.tokens.tokens[m.start].value
    numbers = [int(n) for n in re.findall(r"\d+", words)[:5]]
    if m.rule == "month":
        return whole(point(*numbers))
    if re.match(r"\d{4}", words):
        found = point(*numbers[:3])
        if found and len(numbers) == 5 and numbers[3] < 24 and numbers[4] < 60:
            clock = f"{numbers[3]:02d}:{numbers[4]:02d}"
            zone = re.search(r"(z|[+-]\d\d:\d\d)$", words)
            return Meaning(f"{found}T{clock}{zone[1].upper() if zone else ''}", None, "minute", clock=clock)
        return whole(found)
    first, second, year = numbers
    if year < 100:
        latest = at.told.year + 10 if at.told else 2029
        year = latest - (latest - year) % 100
    month_first = point(year, first, second) if "." not in words else None
    return whole(month_first or point(year, second, first))


def _nearest(month: int, day: int | None, at: Sight) -> Point | None:
    """The month or day without a year: nearest to publication on the side where the verb looks, or in the year last told."""
    if at.year is not None:
        return point(at.year, month, day)
    if at.told is None:
        return None
    points = [p for year in range(at.told.year - 8, at.told.year + 9) if (p := point(year, month, day))]
    today = of_date(at.told)
    if at.ahead > 0:
        points = [p for p in points if p.last >= today.first] or points
    if at.ahead < 0:
        points = [p for p in points if p.first <= today.first] or points
    told = at.told.toordinal()
    return min(points, key=lambda p: abs(date(*p.first).toordinal() - told), default=None)


def day_of_month(m: Match, at: Sight) -> Meaning | None:
    """ "Jan. 24", "24 January 2026", "Saturday, June 24", "the fourth of July"."""
    month, day = month_of(m.get("month")), m.number("day")
    if (
        day is None
        or not _is_month(m, at)
        or (
            m.get("day") == "second"
            and not m.after("OF")
            and "year" not in m
            and m.groups["day"] < m.groups["month"]
            and "of" not in _inner(m)
        )
    ):
        return None
    year = year_of(m, at)
    if (month, day) == (9, 11) and m.word_after() in _TERROR:
        year = 2001
    if year is not None:
        return whole(point(year, month, int(day)))
    if at.told is None and at.year is None:
        return Meaning(precision="day") if point(2024, month, int(day)) else None
    return whole(_nearest(month, int(day), at))


def _inner(m: Match) -> str:
    return " ".join(token.value for token in m.tokens.tokens[m.start : m.end])


def days_of_month(m: Match, at: Sight) -> Meaning | None:
    """ "June 3-5", "from 9 to 12 June 2020", "from April 27 to the third": a first day and a last."""
    month, day, last = month_of(m.get("month")), m.number("day"), m.number("last")
    if day is None or last is None or not _is_month(m, at):
        return None
    year = year_of(m, at)
    if year is None and at.told is None and at.year is None:
        return Meaning(precision="day") if point(2024, month, int(day)) else None
    first = point(year, month, int(day)) if year is not None else _nearest(month, int(day), at)
    if first is None:
        return None
    following = point(first.year, month, int(last)) if last > day else None
    if last <= day and m.groups["month"] < m.groups["day"]:
        following = point(first.year + month // 12, month % 12 + 1, int(last))
    return stretch(first, following, "day") if following else None


def listed_day(m: Match, at: Sight) -> Meaning | None:
    """The "18" of "18 and 19 June"."""
    return day_of_month(m, at)


def bare_day(m: Match, at: Sight) -> Meaning | None:
    """ "The 18th", of the month last told, or the nearest to publication; "Monday the 18th", of the month that has such a day."""
    day = m.number("day")
    if day is None or at.modifies:
        return None
    if m.tokens.tokens[m.start].value == "the" and not m.before(
        "ON", "BY", "UNTIL", "SINCE", "BEFORE", "AFTER", "OF", "TO", "FROM", "AND"
    ):
        return None
    weekday = None if m.tokens.tokens[m.start].value == "the" else weekday_of(m.tokens.tokens[m.start].value)
    if at.last and at.last.month and weekday is None:
        return whole(point(at.last.year, at.last.month, int(day)))
    if at.told is None:
        return Meaning(precision="day")
    months = [divmod(at.told.year * 12 + at.told.month - 1 + n, 12) for n in range(-12, 13)]
    days = [date(*p) for year, month in months if (p := point(year, month + 1, int(day))) and p.day]
    days = [d for d in days if weekday is None or d.weekday() == weekday]
    side = [d for d in days if (d >= at.told if at.ahead > 0 else d <= at.told if at.ahead < 0 else True)]
    return whole(of_date(min(side, key=lambda d: abs(d - at.told)))) if side and at.told else None


def _is_month(m: Match, at: Sight) -> bool:
    """Whether the month's name is none of a person ("April Orr") and no word of another kind ("May I", "March on")."""
    if at.named:
        return False
    written = m.written("month")
    return written[0].isupper() or written.lower() not in ("may", "march")


def month(m: Match, at: Sight) -> Meaning | None:
    """ "March 2024", "last March", "in May": a whole month, the nearest behind where no year is told and nothing looks ahead."""
    if not _is_month(m, at):
        return None
    number, year = month_of(m.get("month")), year_of(m, at)
    if year is not None:
        return whole(point(year, number))
    which = m.get("which").removeprefix("the ")
    if (
        not which
        and m.kind("month") in ("MAY", "SHORT_MONTH")
        and not m.before(*_MONTH_OPENERS)
        and not (m.after("HYPHEN", "TO", "THROUGH") and m.after("MONTH", "MAY", "SHORT_MONTH", at=2))
    ):
        return None
    if m.kind("month") == "MAY" and m.before("THE", "A"):
        return None
    if which.startswith(("that", "the same", "same")):
        return whole(point(at.last.year, number)) if at.last else Meaning(precision="month")
    if which.endswith(("previous", "preceding", "prior", "following")) and at.last:
        step = -1 if which not in FORTH else 1
        behind = (number < (at.last.month or 13)) if step < 0 else (number > (at.last.month or 0))
        return whole(point(at.last.year + (0 if behind else step), number))
    if at.year is not None and not which:
        return whole(point(at.year, number))
    if at.told is None:
        return Meaning(precision="month")
    if which == "this":
        return whole(point(at.told.year, number))
    near = at.present and 0 <= (number - at.told.month) % 12 <= 5 and not which
    if which.endswith("next") or near or (at.ahead > 0 and which not in BACK):
        return whole(
            point(at.told.year + (number < at.told.month or (which == "next" and number == at.told.month)), number)
        )
    last = which in BACK and number == at.told.month
    return whole(point(at.told.year - (number > at.told.month or last), number))


def season(m: Match, at: Sight) -> Meaning | None:
    """ "The summer of 2003", "last fall", "this spring": three months of the northern year."""
    name: PartOfTime = SEASONS[m.get("season")]
    year, which = year_of(m, at), m.get("which").removeprefix("the ")
    word = m.get("season")
    if year is None and not which:
        guarded = word in ("fall", "spring") and not (
            m.tokens.tokens[m.start].value == "the"
            and m.before("IN", "DURING", "BY", "SINCE", "UNTIL", "THROUGH", "OVER", "OF")
            and not m.after("OF")
        )
        if (
            at.counts
            or at.named
            or (guarded and not m.before("IN", "DURING", "SINCE", "UNTIL", "THIS"))
            or m.before("HYPHEN")
        ):
            return None
    if year is None:
        year = _season_year(name, which, at)
    months = season_of(name, year) if year is not None else None
    return stretch(*months, "month")._replace(part=name) if months else Meaning(precision="month", part=name)


def _season_year(name: PartOfTime, which: str, at: Sight) -> int | None:
    if at.year is not None and not which:
        return at.year
    if which.startswith(("that", "the same", "same")) or (
        which in ("following", "previous", "preceding") and not at.told
    ):
        return at.last.year if at.last else None
    if at.told is None:
        return None
    now = at.told.year * 12 + at.told.month
    starts = [
        y * 12 + {"spring": 3, "summer": 6, "fall": 9, "winter": 12}[name]
        for y in range(at.told.year - 2, at.told.year + 3)
    ]
    if which in FORTH or (which == "" and at.ahead > 0) or which == "this coming":
        ahead = [s for s in starts if (s > now if which in FORTH else s + 3 > now)]
        return (ahead[0] - 1) // 12
    if which.startswith("this") and which != "this past":
        near = min(starts, key=lambda s: (abs(s + 1 - now), s))
        return (near - 1) // 12
    behind = [s for s in starts if (s + 3 <= now if which else s <= now)]
    return (behind[-1] - 1) // 12


def quarter(m: Match, at: Sight) -> Meaning | None:
    """ "The first quarter of 2025", "Q3 2019", "the second half of last year": of the calendar year."""
    length = 6 if "half" in m or m.get("q").startswith("h") else 3
    n = int(m.get("q")[1:]) if "q" in m else 2 if m.get("half") == "latter" else int(m.number("nth") or 0)
    if not 1 <= n <= 12 // length:
        return None
    part: PartOfTime = ("H1", "H2")[n - 1] if length == 6 else ("Q1", "Q2", "Q3", "Q4")[n - 1]  # type: ignore[assignment]
    year, which = year_of(m, at), m.get("which").removeprefix("the ")
    if year is None and at.told is not None:
        year = at.told.year + (which in FORTH) - (which in BACK)
        if which.startswith(("that", "same", "the same")):
            year = at.last.year if at.last else None
    if year is None or "fiscal" in _inner(m):
        return Meaning(precision="month", part=part)
    first, last = point(year, (n - 1) * length + 1), point(year, n * length)
    return stretch(first, last, "month")._replace(part=part) if first and last else None


def a_holiday(m: Match, at: Sight) -> Meaning | None:
    """ "Christmas", "last Easter", "Labor Day weekend", "Thanksgiving 2019"."""
    name, year = m.get("holiday"), year_of(m, at)
    which = m.get("which").removeprefix("the ")
    unit = m.end - m.start > 1 and any(t.value in ("weekend", "week") for t in m.tokens.tokens[m.start : m.end])
    night: PartOfTime | None = "night" if m.get("part") == "night" or name.endswith("night") else None
    if year is None and at.told is None and at.year is None:
        return Meaning(precision="day")
    told = at.told
    if year is not None:
        day = holiday(name, year)
    elif at.year is not None or told is None:
        day = holiday(name, at.year or 1)
    else:
        days = [d for y in range(told.year - 1, told.year + 2) if (d := holiday(name, y))]
        if which in BACK or at.ahead < 0:
            days = [d for d in days if d < told or (d == told and not which)]
        elif which in FORTH or at.ahead > 0:
            days = [d for d in days if d > told or (d == told and not which)]
        day = min(days, key=lambda d: (abs((d - told).days), d), default=None)
    if day is None:
        return Meaning(precision="day")
    if unit:
        saturday = week_of(day - timedelta(days=1 if day.weekday() == 0 else 0)) + timedelta(days=5)
        return Meaning(saturday.isoformat(), max(saturday + timedelta(days=1), day).isoformat(), "week", part="weekend")
    return Meaning(day.isoformat(), None, "part_of_day" if night else "day", part=night)


def fiscal(m: Match, at: Sight) -> Meaning | None:
    """ "Fiscal 2027", "the last fiscal year": its year. When it begins and ends is its keeper's to say, so no last day is given."""
    year, which = year_of(m, at), m.get("which").removeprefix("the ")
    glued = re.search(r"\d+$", m.tokens.tokens[m.end - 1].value)
    if year is None and glued:
        year = int(glued[0]) + (2000 if int(glued[0]) < 100 else 0)
    if year is None and at.told is not None and which:
        year = at.told.year + (which in FORTH) - (which in BACK)
    return Meaning(str(Point(year)), None, "year") if year is not None else Meaning(precision="year")


def decade(m: Match, at: Sight) -> Meaning | None:
    """ "The 1990s", "the '90s", "the sixties". "The 1800s" are a century."""
    words = m.get("decade").replace("'", "").removesuffix("s")
    start = DECADES.get(m.get("decade")) if words.isalpha() else int(words)
    if start is None or (
        start < 100
        and not (m.tokens.tokens[m.start].value == "the" or m.before("EARLY", "LATE", "MID", "HYPHEN", "THE", "IN"))
    ):
        return None
    if start < 100:
        if m.before("POSS") or m.word_before() in ("his", "her", "their", "my", "your", "our"):
            return None  # an age: "in her sixties"
        latest = at.told.year if at.told else 2029
        start = latest - (latest - start) % 100
    if "bc" in m:
        last = 1 - start
        return stretch(Point(last - 9), Point(last), "year")
    length = 100 if start % 100 == 0 and start < 2000 else 10
    return stretch(Point(start), Point(start + length - 1), "year")


def century(m: Match, at: Sight) -> Meaning | None:
    """ "The 19th century": 1801 to 1900."""
    n = int(m.number("nth") or 0)
    if not 1 <= n <= 30:
        return None
    if "bc" in m:
        return stretch(Point(1 - 100 * n), Point(100 - 100 * n), "year")
    return stretch(Point(100 * n - 99), Point(100 * n), "year")


def year(m: Match, at: Sight) -> Meaning | None:
    """A year by itself, where nothing shows that the number counts something: "in 2015", "the 2016 election", "490 BC"."""
    number = year_of(m, at)
    spanned = m.before("MID", "EARLY", "LATE", at=2) or (m.before("YEAR", at=2) and not m.before("HYPHEN", at=3))
    if number is None or (m.before("HYPHEN") and not spanned):
        return None
    worded = m.end - m.start > 1
    opened = m.before(*_YEAR_OPENERS)
    if not worded and (m.after("PERCENT", "UNITS", "BC") or at.counts or m.word_after() in ("per", "$", "°", "/", "x")):
        return None
    if m.get("year").startswith("'"):
        return whole(point(number)) if opened or m.before("SEASON", "THE") else None
    if not worded and not opened:
        plain = 1600 <= number <= 2100 and (
            m.before("THE", "COMMA", "AND", "OR", "POSS") or not m.start or not m.word_before()[0].isalnum()
        )
        if not plain and not (m.before("SEASON") or 1700 <= number <= 2100 and not at.named):
            return None
    return whole(point(number))


def years(m: Match, at: Sight) -> Meaning | None:
    """ "1914-18", "2015-16": from one year to another."""
    first = int(m.get("year"))
    last = first - first % 100 + int(m.get("last"))
    return (
        stretch(Point(first), Point(last), "year")
        if first < last and not m.before("HYPHEN") and len(m.get("last")) == 2 and not at.counts
        else None
    )


def weekday(m: Match, at: Sight) -> Meaning | None:
    """ "Sunday", "last Sunday", "next Friday", "Saturday night": behind the day of publication, or ahead where the verb looks."""
    name, which = m.get("weekday"), m.get("which")
    if at.named or (m.kind("weekday") == "SHORT_DAY" and not (name.endswith(".") or which)):
        return None
    part: PartOfTime | None = None
    if "part" in m:
        part = PARTS[m.get("part")]
    precision = "part_of_day" if part else "day"
    day = _weekday(weekday_of(name), which, at)
    return Meaning(day.isoformat() if day else None, None, precision, part=part)  # type: ignore[arg-type]


def _weekday(number: int, which: str, at: Sight) -> date | None:
    anaphoric = which in ("the following", "the next", "the previous", "the preceding")
    which = which.removeprefix("the ")
    if which.startswith(("that", "same")) or (anaphoric and at.last and at.last.day):
        near = as_date(at.last) if at.last and at.last.day else None
        if near is None:
            return None
        if which in FORTH:
            return near + timedelta(days=(number - near.weekday() - 1) % 7 + 1)
        if which in BACK:
            return near - timedelta(days=(near.weekday() - number - 1) % 7 + 1)
        return week_of(near) + timedelta(days=number)
    told = at.told
    if told is None:
        return None
    if which in ("last", "previous", "preceding", "prior", "next", "following"):
        return week_of(told) + timedelta(days=number + (7 if which in FORTH else -7))
    back = (told.weekday() - number) % 7
    if which in ("past", "this past"):
        back = back or 7
    elif which.endswith("coming"):
        back -= 7
    elif at.ahead > 0 and back:
        back -= 7
    return told - timedelta(days=back)
