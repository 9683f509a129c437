"""What months, seasons, quarters, years and longer periods of the calendar mean."""

from __future__ import annotations

import re
from typing import Final

from onrecord.reader.numbers import read_number
from onrecord.reader.times.lexicon import DECADES, SEASONS, month_of
from onrecord.reader.times.points import Meaning, Point, point, season_of, stretch, whole
from onrecord.reader.times.sight import STEP, Match, Sight, Which
from onrecord.terms import PartOfTime

_YEAR_OPENERS: Final = (
    "IN", "SINCE", "BY", "UNTIL", "FROM", "BETWEEN", "THROUGH", "DURING", "BEFORE", "AFTER", "EARLY", "LATE", "MID", "ABOUT", "TO",
    "HYPHEN", "OPEN", "OF", "EARLIER", "LATER",
)  # fmt: skip
_MONTH_OPENERS: Final = (
    "IN", "SINCE", "BY", "UNTIL", "FROM", "BETWEEN", "THROUGH", "DURING", "BEFORE", "AFTER", "EARLY", "LATE", "MID", "OF", "OPEN",
)  # fmt: skip
"""What shows that "May" or "Mar" is a month; "to", "and" and a comma do where another month stands before them."""
_COUNTED: Final = frozenset(
    "people men women children troops police soldiers voters votes residents workers employees students patients deaths cases homes "
    "jobs seats miles feet pounds tons acres points dollars euros words pages members fans refugees migrants families cars".split()
)
"""What news counts by the thousand: "2015 people" is no year, "2015 levels" is."""
_QUARTERS: Final[tuple[PartOfTime, ...]] = ("Q1", "Q2", "Q3", "Q4")
_HALVES: Final[tuple[PartOfTime, ...]] = ("H1", "H2")
_LATEST: Final = 2029
"""The latest year that "'29" can be where no day of publication tells."""


def full_year(last_two: int, at: Sight) -> int:
    """The year of which the last two figures are given: the latest that is not more than ten years ahead."""
    latest = at.told.year + 10 if at.told else _LATEST
    return latest - (latest - last_two) % 100


def year_of(m: Match, at: Sight) -> int | None:
    """The year that a rule's ``year`` part names, None where it has none: "2019", "'98", "490 BC", "nineteen eighty-six"."""
    words = m.get("year")
    if not words:
        return None
    if words.startswith("'"):
        return full_year(int(words[1:]), at)
    if words[0].isalpha():
        return _spelled(words.replace(" - ", " "))
    number, _, before = words.partition(" ")
    return 1 - int(number) if before else int(number)


def _spelled(words: str) -> int | None:
    if "thousand" in words or "hundred" in words:
        number = read_number(words)
        return int(number) if number else None
    first, _, rest = words.partition(" ")
    hundreds, years = read_number(first), read_number(rest)
    return int(hundreds * 100 + years) if hundreds and years else None


def is_month(m: Match, at: Sight) -> bool:
    """Whether the month's name is none of a person ("April Orr") and no word of another kind ("march on")."""
    return not at.named and (m.kind("month") != "MAY" or m.capital("month"))


def month(m: Match, at: Sight) -> Meaning | None:
    """ "March 2024", "last March", "in May": a whole month, the nearest behind where no year is told and nothing looks ahead."""
    if not is_month(m, at):
        return None
    number, year, which = month_of(m.get("month")), year_of(m, at), m.which()
    if year is not None:
        return whole(point(year, number))
    if not which and m.kind("month") != "MONTH":
        labels = at.modifies and m.before("A", "THE", "POSS")  # "a March memo"
        paired = labels or (m.after("HYPHEN", "TO", "THROUGH") and m.after("MONTH", "MAY", "SHORT_MONTH", at=2))
        listed = m.before("AND", "OR", "COMMA", "TO", "HYPHEN") and m.before("MONTH", "MAY", "SHORT_MONTH", at=2)
        if not (m.before(*_MONTH_OPENERS) or paired or listed):
            return None
    if which == "same":
        return whole(point(at.last.year, number)) if at.last else Meaning(precision="month")
    if which in ("previous", "following") and at.last:
        month_told = at.last.month or (13 if which == "previous" else 0)
        within = number < month_told if which == "previous" else number > month_told
        return whole(point(at.last.year + (0 if within else STEP[which]), number))
    if at.year is not None and not which:
        return whole(point(at.year, number))
    if at.told is None:
        return Meaning(precision="month")
    told = at.told
    if which == "this":
        return whole(point(told.year, number))
    soon = not which and (number - told.month) % 12 <= 5
    ahead = STEP[which] > 0 or (not which and at.ahead > 0 and at.sure)
    if ahead or (soon and (at.present or at.ahead > 0)):
        return whole(point(told.year + (number < told.month or (which == "next" and number == told.month)), number))
    return whole(point(told.year - (number > told.month or (STEP[which] < 0 and number == told.month)), number))


def season(m: Match, at: Sight) -> Meaning | None:
    """ "The summer of 2003", "last fall", "this spring": three months of the northern year."""
    name, which = SEASONS[m.get("season")], m.which()
    year = year_of(m, at)
    if year is None and not which:
        led = m.before("IN", "DURING", "BY", "SINCE", "UNTIL", "THROUGH", "OVER", "OF") or m.word_before() == "spent"
        opened = led and not m.after("OF")
        doubtful = m.get("season") in ("fall", "spring") and not opened
        labels = at.modifies and m.words()[0] != "the"  # "a summer associate"
        if labels or at.counts or at.named or doubtful or m.before("HYPHEN"):
            return None
    if year is None:
        year = _season_year(name, which, at)
    months = season_of(name, year) if year is not None else None
    return stretch(*months, "month")._replace(part=name) if months else Meaning(precision="month", part=name)


def _season_year(name: PartOfTime, which: Which, at: Sight) -> int | None:
    if at.year is not None and which in ("", "next", "following"):
        return at.year + STEP[which]
    if which == "same":
        return at.last.year if at.last else None
    if at.told is None:
        return None
    now = at.told.year * 12 + at.told.month
    years = range(at.told.year - 2, at.told.year + 3)
    first = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}[name]
    if which == "this":
        return min(years, key=lambda y: (abs(y * 12 + first + 1 - now), y))
    if (STEP[which] or at.ahead) > 0:
        return next(y for y in years if (y * 12 + first > now if which else y * 12 + first + 3 > now))
    return next(y for y in reversed(years) if (y * 12 + first + 3 <= now if which else y * 12 + first <= now))


def quarter(m: Match, at: Sight) -> Meaning | None:
    """ "The first quarter of 2025", "Q3 2019", "the second half of last year": of the calendar year."""
    parts = _HALVES if "half" in m or m.get("q").startswith("h") else _QUARTERS
    n = int(m.get("q")[1:]) if "q" in m else 2 if m.get("half") == "latter" else m.whole("nth")
    if not 1 <= n <= len(parts):
        return None
    year, which = year_of(m, at), m.which()
    if year is None:
        seen = at.last.year if which == "same" and at.last else at.told.year if at.told and which != "same" else None
        year = seen + STEP[which] if seen is not None else None
    if year is None or m.has("FISCAL"):  # when a fiscal year begins is its keeper's to say
        return Meaning(precision="month", part=parts[n - 1])
    length = 12 // len(parts)
    first, last = point(year, (n - 1) * length + 1), point(year, n * length)
    return stretch(first, last, "month")._replace(part=parts[n - 1]) if first and last else None


def fiscal(m: Match, at: Sight) -> Meaning | None:
    """ "Fiscal 2027", "the last fiscal year": its year. When it begins and ends is its keeper's to say, so no last day is given."""
    year, which = year_of(m, at), m.which()
    glued = re.search(r"\d+$", m.words()[-1])
    if year is None and glued:
        year = int(glued[0]) if len(glued[0]) == 4 else full_year(int(glued[0]), at)
    if year is None and at.told is not None and which:
        year = at.told.year + STEP[which]
    return Meaning(str(Point(year)), None, "year") if year is not None else Meaning(precision="year")


def decade(m: Match, at: Sight) -> Meaning | None:
    """ "The 1990s", "the '90s", "the sixties". "The 1800s" are a century."""
    words = m.get("decade").replace("'", "").removesuffix("s")
    start = DECADES[m.get("decade")] if words.isalpha() else int(words)
    if start < 100:
        led = m.words()[0] == "the" or m.before("EARLY", "LATE", "MID", "HYPHEN", "THE", "IN")
        if not led or not (words.isalpha() or m.get("decade").startswith("'")):
            return None  # an age, "in her sixties"; a temperature, "in the 60s"
        start = full_year(start, at) // 10 * 10
    if 100 <= start < 1000 and "bc" not in m:
        return None
    if "bc" in m:
        return stretch(Point(-start - 8), Point(1 - start), "year")
    length = 100 if start % 100 == 0 and start < 2000 else 10
    return stretch(Point(start), Point(start + length - 1), "year")


def century(m: Match, at: Sight) -> Meaning | None:
    """ "The 19th century": 1801 to 1900."""
    n = m.whole("nth")
    if not 1 <= n <= 30:
        return None
    first = 1 - 100 * n if "bc" in m else 100 * n - 99
    return stretch(Point(first), Point(first + 99), "year")


def year(m: Match, at: Sight) -> Meaning | None:
    """A year by itself, where nothing shows that the number counts something: "in 2015", "the 2016 election", "490 BC"."""
    number = year_of(m, at)
    spanned = m.before("MID", "EARLY", "LATE", at=2) or (m.before("YEAR", at=2) and not m.before("HYPHEN", at=3))
    if number is None or (m.before("HYPHEN") and not spanned):
        return None
    opened = m.before(*_YEAR_OPENERS)
    if m.get("year").startswith("'"):
        return whole(point(number)) if opened or m.before("SEASON", "THE") else None
    if m.end - m.start == 1:
        if (
            (at.counts and (not 1900 <= number <= 2100 or m.word_after() in _COUNTED))
            or m.after("PERCENT", "UNITS", "BC")
            or m.word_after() in ("per", "$", "°", "/", "x")
        ):
            return None
        if not opened and (at.named or not 1700 <= number <= 2100) and not m.before("SEASON", "THE", "COMMA"):
            return None
    return whole(point(number))


def years(m: Match, at: Sight) -> Meaning | None:
    """ "1914-18", "2015-16": from one year to another; "499-493 BC"."""
    first = int(m.get("year"))
    if " b" in m.get("last"):
        last = int(m.get("last").partition(" ")[0])
        return stretch(Point(1 - first), Point(1 - last), "year") if first > last else None
    last = first - first % 100 + int(m.get("last"))
    if first >= last or m.before("HYPHEN") or len(m.get("last")) != 2 or at.counts:
        return None
    return stretch(Point(first), Point(last), "year")
