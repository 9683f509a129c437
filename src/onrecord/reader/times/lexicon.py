"""The words of time expressions: the kind of token that each is, and what it stands for.

A *kind* is the name by which `onrecord.reader.times.grammar` speaks of a token: ``MONTH``, ``UNIT``, ``PAST``. A word has one
kind; words that are something else more often than a time ("may", "sun", "second") have one only in the right form.
"""

from __future__ import annotations

from typing import Final

from onrecord.reader.numbers import CARDINALS
from onrecord.terms import PartOfTime, TimeModifier, VagueTime

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
    "second": "S", "sec": "S", "minute": "M", "min": "M", "hour": "H", "hr": "H", "day": "D", "night": "N", "week": "W", "workweek": "W",
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
    "since": "on_or_after", "starting": "on_or_after", "after": "after", "following": "after",
    "by": "on_or_before", "until": "on_or_before", "till": "on_or_before", "through": "on_or_before", "before": "before",
    "about": "approx", "around": "approx", "circa": "approx", "roughly": "approx", "approximately": "approx",
    "almost": "less_than", "nearly": "less_than", "under": "less_than", "over": "more_than",
}  # fmt: skip

ZONES: Final = {
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00",
    "pdt": "-07:00", "gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
}  # fmt: skip
"""Zones with one offset. "ET" and "Eastern time" change it twice a year: they are part of the words, not of the time."""

VAGUE: Final[dict[str, VagueTime]] = {
    "now": "present", "nowadays": "present", "currently": "present", "recently": "past", "lately": "past", "past": "past",
    "future": "future",
}  # fmt: skip

_KINDS: Final[dict[str, str]] = {
    "A": "a an", "THE": "the", "OF": "of", "IN": "in", "ON": "on", "AT": "at", "AND": "and", "OR": "or", "TO": "to",
    "FROM": "from", "BETWEEN": "between", "UNTIL": "until till", "THROUGH": "through", "SINCE": "since", "BY": "by",
    "FOR": "for", "DURING": "during throughout", "WITHIN": "within", "OVER": "over", "AFTER": "after",
    "BEFORE": "before", "WITH": "with", "PER": "per", "THAN": "than",
    "ABOUT": "around about circa ca nearly almost roughly approximately", "SOME": "some", "LAST": "last",
    "PAST": "past", "PREVIOUS": "previous preceding prior", "NEXT": "next", "COMING": "coming upcoming",
    "FOLLOWING": "following subsequent ensuing", "THIS": "this current", "THAT": "that", "SAME": "same",
    "RECENT": "recent", "EARLY": "early", "LATE": "late", "EARLIER": "earlier", "LATER": "later", "MID": "mid midway",
    "EDGE": "beginning start end close middle turn", "STARTING": "starting", "LATTER": "latter", "PORTION": "part",
    "ALL": "all whole entire", "REST": "rest remainder", "AGO": "ago", "YESTERDAY": "yesterday", "TODAY": "today",
    "TOMORROW": "tomorrow", "TONIGHT": "tonight tonite", "NOW": "now", "VAGUE": "nowadays currently recently lately",
    "FUTURE": "future", "PRESENT": "present", "EVERY": "every each", "OTHER": "other", "ONCE": "once twice",
    "FEW": "few several many", "COUPLE": "couple pair", "HALF": "half", "QUARTER": "quarter", "QUARTERS": "quarters",
    "ANOTHER": "another", "MORE": "more", "CENTURY": "century", "CENTURIES": "centuries",
    "FISCAL": "fiscal school academic", "CALENDAR": "calendar", "OLD": "old", "AGE": "age", "LONG": "long",
    "TIME": "time", "TIMES": "times", "BC": "bc b.c b.c. bce b.c.e. b.c.e", "AD": "ad a.d. a.d",
    "NOON": "noon midday midnight", "OCLOCK": "o'clock oclock", "HRS": "hrs", "UNITS": "hours", "NIGHT": "night",
    "NIGHTS": "nights", "OVERNIGHT": "overnight", "HUNDRED": "hundred", "THOUSAND": "thousand",
    "AMPM": "am pm a.m. p.m. a.m p.m", "ZONE": "et pt ct mt", "EASTERN": "eastern pacific central", "DATE": "date",
    "MOMENT": "moment", "THESE": "these those", "WORKING": "business working", "COMMA": ",", "HYPHEN": "- – ~",
    "DASH": "—", "OPEN": "(", "CLOSE": ")", "POSS": "'s", "PERCENT": "percent %",
}  # fmt: skip
"""The words of each kind that are not in the tables above."""


def _all_kinds() -> dict[str, str]:
    kinds = {word: kind for kind, words in _KINDS.items() for word in words.split()} | {"\n": "BREAK"}
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
    kinds |= dict.fromkeys(SEASONS, "SEASON")
    for unit in (
        "minute",
        "min",
        "hour",
        "hr",
        "day",
        "week",
        "workweek",
        "weekend",
        "fortnight",
        "month",
        "year",
        "decade",
    ):
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
