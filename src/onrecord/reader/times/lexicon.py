"""The words of time expressions: the kind of token that each is, and what it stands for.

A *kind* is the name by which `onrecord.reader.times.grammar` speaks of a token: ``MONTH``, ``UNIT``, ``PAST``. A word has one
kind; words that are something else more often than a time ("may", "sun", "second") have one only in the right form.
"""

from __future__ import annotations

from typing import Final

from onrecord.reader.numbers import CARDINALS
from onrecord.terms import PartOfTime, TimeModifier

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NTH_ONES: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NTH_REST: Final = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip

ORDINALS: Final[dict[str, int]] = {word: n for n, word in enumerate((*_NTH_ONES, *_NTH_REST), start=1)} | {
    "twentieth": 20,
    "thirtieth": 30,
}

UNITS: Final[dict[str, str]] = {
    "second": "S", "sec": "S", "minute": "M", "min": "M", "hour": "H", "hr": "H", "day": "D", "night": "N", "week": "W",
    "weekend": "E", "fortnight": "F", "month": "O", "quarter": "Q", "year": "Y", "decade": "C", "century": "X", "centurie": "X",
}  # fmt: skip
"""Units without plural ending, each by a letter: S, M and H for time of day, N night, E weekend, F fortnight, O month, C decade,
X century; D, W, Q and Y for themselves."""

PARTS: Final[dict[str, PartOfTime]] = {
    "morning": "morning", "dawn": "morning", "daybreak": "morning", "sunrise": "morning", "afternoon": "afternoon",
    "evening": "evening", "dusk": "evening", "sunset": "evening", "night": "night", "overnight": "night",
    "nighttime": "night", "daytime": "daytime", "tonight": "night", "tonite": "night",
}  # fmt: skip
SEASONS: Final[dict[str, PartOfTime]] = {
    "spring": "spring", "springtime": "spring", "summer": "summer", "summertime": "summer", "autumn": "fall", "fall": "fall",
    "winter": "winter", "wintertime": "winter",
}  # fmt: skip
DECADES: Final = {f"{word[:-1]}ies": n for word, n in CARDINALS.items() if word.endswith("ty")}

RECURRING: Final = {
    "daily": "P1D", "everyday": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P3M", "semiannual": "P6M", "semiannually": "P6M", "yearly": "P1Y",
    "annual": "P1Y", "annually": "P1Y", "biannual": "P6M", "biennial": "P2Y", "hourly": "PT1H",
}  # fmt: skip

MODIFIERS: Final[dict[str, TimeModifier]] = {
    "early": "start", "earlier": "start", "beginning": "start", "start": "start", "late": "end", "later": "end", "end": "end",
    "close": "end", "latter": "end", "turn": "start", "mid": "mid", "middle": "mid", "midway": "mid",
    "since": "on_or_after", "starting": "on_or_after", "from": "on_or_after", "after": "after", "following": "after",
    "by": "on_or_before", "until": "on_or_before", "till": "on_or_before", "through": "on_or_before", "before": "before",
    "about": "approx", "around": "approx", "circa": "approx", "roughly": "approx", "approximately": "approx",
    "almost": "less_than", "nearly": "less_than", "under": "less_than", "over": "more_than",
}  # fmt: skip

ZONES: Final = {
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00",
    "pdt": "-07:00", "gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
}  # fmt: skip
"""Zones with one offset. "ET" and "Eastern time" change it twice a year: they are part of the words, not of the time."""

VAGUE: Final = {
    "now": "present", "nowadays": "present", "currently": "present", "recently": "past", "lately": "past",
}  # fmt: skip

_KINDS: Final[dict[str, str]] = {
    "a": "A", "an": "A", "the": "THE", "of": "OF", "in": "IN", "on": "ON", "at": "AT", "and": "AND", "or": "OR", "to": "TO",
    "from": "FROM", "between": "BETWEEN", "until": "UNTIL", "till": "UNTIL", "through": "THROUGH", "since": "SINCE", "by": "BY",
    "for": "FOR", "during": "DURING", "throughout": "DURING", "within": "WITHIN", "over": "OVER", "after": "AFTER", "before": "BEFORE",
    "with": "WITH", "per": "PER", "than": "THAN", "around": "ABOUT", "about": "ABOUT", "circa": "ABOUT", "ca": "ABOUT", "nearly": "ABOUT", "almost": "ABOUT",
    "roughly": "ABOUT", "approximately": "ABOUT", "some": "SOME",
    "last": "LAST", "past": "PAST", "previous": "PREVIOUS", "preceding": "PREVIOUS", "prior": "PREVIOUS", "next": "NEXT",
    "coming": "COMING", "upcoming": "COMING", "following": "FOLLOWING", "subsequent": "FOLLOWING", "ensuing": "FOLLOWING",
    "this": "THIS", "current": "THIS", "that": "THAT", "same": "SAME", "recent": "RECENT",
    "early": "EARLY", "late": "LATE", "earlier": "EARLIER", "later": "LATER", "mid": "MID", "midway": "MID",
    "beginning": "EDGE", "start": "EDGE", "end": "EDGE", "close": "EDGE", "middle": "EDGE", "turn": "EDGE", "starting": "STARTING", "latter": "LATTER",
    "part": "PORTION", "all": "ALL", "whole": "ALL", "entire": "ALL", "rest": "REST", "remainder": "REST", "ago": "AGO", "earliest": "X",
    "yesterday": "YESTERDAY", "today": "TODAY", "tomorrow": "TOMORROW", "tonight": "TONIGHT", "tonite": "TONIGHT", "now": "NOW",
    "nowadays": "VAGUE", "currently": "VAGUE", "recently": "VAGUE", "lately": "VAGUE", "future": "FUTURE", "present": "PRESENT",
    "every": "EVERY", "each": "EVERY", "other": "OTHER", "once": "ONCE", "twice": "ONCE", "few": "FEW", "several": "FEW", "many": "FEW",
    "couple": "COUPLE", "pair": "COUPLE", "half": "HALF", "quarter": "QUARTER", "quarters": "QUARTERS", "another": "ANOTHER", "more": "MORE",
    "century": "CENTURY", "centuries": "CENTURIES", "fiscal": "FISCAL", "school": "FISCAL", "academic": "FISCAL", "calendar": "CALENDAR",
    "old": "OLD", "age": "AGE", "long": "LONG", "time": "TIME", "times": "TIMES",
    "bc": "BC", "b.c": "BC", "b.c.": "BC", "bce": "BC", "b.c.e.": "BC", "b.c.e": "BC", "ad": "AD", "a.d.": "AD", "a.d": "AD",
    "noon": "NOON", "midday": "NOON", "midnight": "NOON", "o'clock": "OCLOCK", "oclock": "OCLOCK", "hrs": "HRS", "hours": "UNITS",
    "percent": "PERCENT", "%": "PERCENT", "per cent": "PERCENT", "night": "NIGHT", "nights": "NIGHTS", "overnight": "OVERNIGHT",
    "hundred": "HUNDRED", "thousand": "THOUSAND", "am": "AMPM", "pm": "AMPM", "a.m.": "AMPM", "p.m.": "AMPM", "a.m": "AMPM",
    "p.m": "AMPM", "et": "ZONE", "pt": "ZONE", "ct": "ZONE", "mt": "ZONE", "eastern": "EASTERN", "pacific": "EASTERN", "central": "EASTERN",
    "date": "DATE", "moment": "MOMENT", "these": "THESE", "those": "THESE", "business": "WORKING", "working": "WORKING",
    ",": "COMMA", "-": "HYPHEN", "–": "HYPHEN", "—": "DASH", "(": "OPEN", ")": "CLOSE", "'s": "POSS", "~": "HYPHEN", "\n": "BREAK",
}  # fmt: skip


def _all_kinds() -> dict[str, str]:
    kinds = dict(_KINDS)
    kinds |= dict.fromkeys(MONTHS, "MONTH") | dict.fromkeys(WEEKDAYS, "WEEKDAY")
    kinds |= {f"{day}s": "WEEKDAYS" for day in WEEKDAYS}
    kinds |= {word: "TENS" if word.endswith("ty") else "TEENS" for word, n in CARDINALS.items() if 10 <= n < 100}
    kinds |= dict.fromkeys(_ONES, "ONES") | dict.fromkeys(_NTH_ONES, "NTH_ONES")
    kinds |= dict.fromkeys((*_NTH_REST, "twentieth", "thirtieth"), "NTH")
    kinds |= (
        dict.fromkeys(DECADES, "DECADE_WORD") | dict.fromkeys(RECURRING, "RECURRING") | dict.fromkeys(ZONES, "ZONE")
    )
    kinds |= dict.fromkeys(("morning", "afternoon", "evening"), "PART")
    kinds |= dict.fromkeys(("mornings", "afternoons", "evenings"), "PARTS")
    kinds |= dict.fromkeys(("dawn", "dusk", "daybreak", "sunrise", "sunset", "nighttime", "daytime"), "HOUR_NAME")
    kinds |= dict.fromkeys(SEASONS, "SEASON") | dict.fromkeys((f"{season}s" for season in SEASONS), "X")
    for unit in ("minute", "min", "hour", "hr", "day", "week", "weekend", "fortnight", "month", "year", "decade"):
        kinds[unit] = "UNIT"
        kinds.setdefault(f"{unit}s", "UNITS")
    kinds["seconds"] = "UNITS"
    return kinds


KINDS: Final = _all_kinds()
"""The kind of each word, in lower case with a straight apostrophe."""

SHORT: Final[dict[str, str]] = (
    {month[:3]: "SHORT_MONTH" for month in MONTHS if month != "may"}
    | {"sept": "SHORT_MONTH"}
    | dict.fromkeys("mon tue tues wed thu thur thurs fri sat sun".split(), "SHORT_DAY")
)
"""Short forms of months and weekdays: with a full stop, or a capital and a date beside them."""


def month_of(word: str) -> int:
    """1 for "January", "Jan." or "jan"."""
    return next(n for n, month in enumerate(MONTHS, start=1) if month[:3] == word[:3].lower())


def weekday_of(word: str) -> int:
    """0 for "Monday", "Mon." or "Mondays"."""
    return next(n for n, day in enumerate(WEEKDAYS) if day[:3] == word[:3].lower())


def unit_of(word: str) -> str:
    """The letter of a unit (`UNITS`), singular or plural."""
    return UNITS[word.lower().removesuffix("s")]
