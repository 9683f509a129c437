"""Holidays whose date is fixed or can be reckoned, and days that news knows by name.

Dates of feasts that hang on the moon's sighting (Eid, Diwali, Lunar New Year) are not reckoned: their words stay undated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian reckoning (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The ``n``-th ``weekday`` (Monday is 0) of a month; counted from its end when ``n`` is negative."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (n + 1))


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _weekday(month: int, weekday: int, n: int, *, plus: int = 0) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, n) + timedelta(days=plus)


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


_DAYS: dict[str, Callable[[int], date] | None] = {
    "new year's eve": _fixed(12, 31), "new year's day": _fixed(1, 1), "new year day": _fixed(1, 1), "new year's": _fixed(1, 1),
    "martin luther king jr. day": _weekday(1, 0, 3), "martin luther king day": _weekday(1, 0, 3), "mlk day": _weekday(1, 0, 3),
    "australia day": _fixed(1, 26), "groundhog day": _fixed(2, 2), "valentine's day": _fixed(2, 14),
    "presidents' day": _weekday(2, 0, 3), "presidents day": _weekday(2, 0, 3), "president's day": _weekday(2, 0, 3),
    "international women's day": _fixed(3, 8), "st. patrick's day": _fixed(3, 17), "saint patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1), "april fool's day": _fixed(4, 1), "earth day": _fixed(4, 22), "anzac day": _fixed(4, 25),
    "shrove tuesday": _easter(-47), "mardi gras": _easter(-47), "ash wednesday": _easter(-46), "palm sunday": _easter(-7),
    "maundy thursday": _easter(-3), "good friday": _easter(-2), "holy saturday": _easter(-1), "easter sunday": _easter(0),
    "easter monday": _easter(1), "easter": _easter(0), "ascension day": _easter(39), "whit sunday": _easter(49),
    "pentecost": _easter(49), "whit monday": _easter(50),
    "may day": _fixed(5, 1), "international workers' day": _fixed(5, 1), "cinco de mayo": _fixed(5, 5),
    "mother's day": _weekday(5, 6, 2), "memorial day": _weekday(5, 0, -1), "juneteenth": _fixed(6, 19),
    "father's day": _weekday(6, 6, 3), "canada day": _fixed(7, 1), "independence day": _fixed(7, 4), "bastille day": _fixed(7, 14),
    "labor day": _weekday(9, 0, 1), "labour day": _weekday(9, 0, 1), "columbus day": _weekday(10, 0, 2),
    "indigenous peoples' day": _weekday(10, 0, 2), "halloween": _fixed(10, 31), "all saints' day": _fixed(11, 1),
    "guy fawkes night": _fixed(11, 5), "election day": _weekday(11, 0, 1, plus=1), "veterans day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11), "armistice day": _fixed(11, 11), "thanksgiving day": _weekday(11, 3, 4),
    "thanksgiving": _weekday(11, 3, 4), "black friday": _weekday(11, 3, 4, plus=1), "cyber monday": _weekday(11, 3, 4, plus=4),
    "giving tuesday": _weekday(11, 3, 4, plus=5), "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25), "boxing day": _fixed(12, 26),
    "d-day": lambda _: date(1944, 6, 6), "9/11": lambda _: date(2001, 9, 11), "pearl harbor day": _fixed(12, 7), "new year": _fixed(1, 1),
    "ramadan": None, "eid al-fitr": None, "eid al-adha": None, "eid": None, "yom kippur": None, "rosh hashanah": None,
    "hanukkah": None, "passover": None, "diwali": None, "lunar new year": None, "chinese new year": None,
}  # fmt: skip
"""US federal holidays are those of 5 U.S.C. 6103; Labour Day, Mother's and Father's Day and Thanksgiving are the US ones."""

HOLIDAY = re.compile(
    "(?:"
    + "|".join(re.escape(name).replace("'", "['’]?") for name in sorted(_DAYS, key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
"""A holiday's name. Whether its capitals are there is for the caller to see: "easter" and "new year" need none."""

_PLAIN = {name.replace("'", ""): day for name, day in _DAYS.items()}


def holiday(name: str, year: int) -> date | None:
    """The day in ``year`` of the holiday that `HOLIDAY` matched, None where it cannot be reckoned (or not in that year)."""
    reckon = _PLAIN[name.lower().replace("'", "").replace("’", "")]
    return reckon(year) if reckon and 1 <= year <= 9999 else None
