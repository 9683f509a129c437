"""Time expressions and the dates they mean: "Sunday", "Jan. 24", "earlier this month", "the past year", "2026-01-25".

A first grammar, wide enough for when something was said. A date that hangs on the day of publication stays None without one;
nothing is taken for the day on which the program runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.reader.trees import Tree
from onrecord.terms import Published, Span, Time, TimePrecision

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    word: n
    for n, words in enumerate(
        "a/an/one/past/last two/couple three four five six seven eight nine ten eleven twelve".split(), start=1
    )
    for word in words.split("/")
}
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\ couple\ of)"
_PART = r"(?:morning|afternoon|evening|night)"
_EXPRESSION = re.compile(
    rf"""\b(?:
    (?P<iso>\d{{4}}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?
  | (?P<us_month>\d{{1,2}})/(?P<us_day>\d{{1,2}})/(?P<us_year>\d{{4}})
  | (?P<month>{_MONTH})\ (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|%|[.:,]\d|\ percent)(?:,?\ (?P<year>(?:19|20)\d\d))?
  | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<month2>{_MONTH})(?![a-z])(?:,?\ (?P<year2>(?:19|20)\d\d))?
  | (?P<month3>{_MONTH}),?\ (?:of\ )?(?P<year3>(?:19|20)\d\d)
  | (?<=\b[Ii]n\ )(?P<month4>{_MONTH})(?![a-z])
  | (?<=\b[Ss]ince\ )(?P<month5>{_MONTH})(?![a-z])
  | (?P<which>(?i:last|next|this))\ (?P<month6>{_MONTH})(?![a-z])
  | (?:(?P<which_day>(?i:last|next|this(?:\ past)?|early|late))\ )?(?P<weekday>(?i:{_DAY}))(?:\ (?P<part>{_PART}))?
  | (?P<near>(?i:yesterday|today|tonight|tomorrow))(?:\ {_PART})?
  | (?i:this)\ (?P<this_part>{_PART}) | (?P<last_night>(?i:last\ night))
  | (?:(?P<edge>(?i:earlier|later|early|late))\ )?(?P<rel>(?i:this|last|next))\ (?P<unit>(?i:week|weekend|month|year))
  | (?P<span>(?i:the\ (?:past|last))\ (?:(?P<count>{_NUMBER})\ )?(?P<span_unit>(?:day|week|month|year|decade)s?))
  | (?P<ago>{_NUMBER})\ (?P<ago_unit>(?:day|week|month|year)s?)\ (?i:ago|earlier)
  | (?<=\b[Ii]n\ )(?P<only_year>(?:19|20)\d\d)(?!\d|-|/|,\d|\ (?:people|votes|percent))
  | (?<=\b[Ss]ince\ )(?P<since_year>(?:19|20)\d\d)(?!\d|-|/|,\d)
  )(?!\w)""",
    re.VERBOSE,
)
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did", "has", "have"})
_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "wo", "shall", "would"})

_Meaning = tuple[str | None, str | None, TimePrecision]


def find_times(tree: Tree, *, published: Published | None) -> tuple[Time, ...]:
    """The time expressions of a text, in order, with the dates they mean as seen from ``published``.

    Weekdays and days of a month are looked for behind the day of publication, or ahead of it where the verb looks ahead.
    A day of publication known only to its month or year settles nothing that needs the day.
    """
    analysis = tree.analysis
    text = analysis.words.text
    starts = [span.start for span in analysis.words.spans]
    told = _day_of(published)
    found: list[Time] = []
    for match in _EXPRESSION.finditer(text):
        start, end = match.span("span") if match["span"] else match.span()
        word = bisect_right(starts, start) - 1
        if word < 0:
            continue
        ahead = _tense(tree, word)
        meaning = _meaning(match, told, ahead)
        if meaning is not None:
            found.append(Time(text[start:end], (Span(start, end),), *meaning))
    return tuple(found)


def _day_of(published: Published | None) -> date | None:
    if published is None or published.precision not in ("day", "minute"):
        return None
    day = _date(*published.date[:10].split("-"))
    # Room for "a decade ago" and "next year" on the calendar's edges.
    return day if day is not None and 200 < day.year < 9900 else None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _tense(tree: Tree, i: int) -> int:
    """Where the verb over word ``i`` looks: 1 ahead, -1 back, 0 cannot be told."""
    for above in tree.above(i):
        if tree.analysis.upos[above] not in ("VERB", "AUX") and not tree.children(above, "cop"):
            continue
        auxiliaries = {tree.word(j) for j in tree.children(above, "aux", "cop")}
        word = tree.word(above)
        if auxiliaries & _FUTURE_AUXILIARIES or any(tree.word(j) == "to" for j in tree.children(above, "mark")):
            return 0 if auxiliaries & {"have"} else 1
        if word.endswith("ing") and auxiliaries & {"is", "are", "'s", "'re", "am", "'m"}:
            return 1
        return -1 if auxiliaries & _PAST_AUXILIARIES or word.endswith("ed") or word in ("said", "told", "wrote") else 0
    return 0


def _meaning(m: re.Match[str], told: date | None, ahead: int) -> _Meaning | None:
    """What the expression means, None where it is none after all (a thirty-second of May)."""
    if m["iso"]:
        return _exact(_date(*m["iso"].split("-")))
    if m["us_year"]:
        return _exact(_date(m["us_year"], m["us_month"], m["us_day"]))
    name, day = m["month"] or m["month2"], m["day"] or m["day2"]
    if name:
        return _day_of_month(_month(name), int(day), m["year"] or m["year2"], told, ahead)
    if m["month3"]:
        return _whole_month(int(m["year3"]), _month(m["month3"]))
    name = m["month4"] or m["month5"] or m["month6"]
    if name:
        return _named_month(_month(name), (m["which"] or "").lower(), told, ahead)
    if m["weekday"]:
        return _weekday(m, told, ahead)
    if m["only_year"] or m["since_year"]:
        year = m["only_year"] or m["since_year"]
        return year, f"{year}-12-31" if m["only_year"] else None, "year"
    return _relative(m, told)


def _exact(day: date | None) -> _Meaning | None:
    return None if day is None else (day.isoformat(), None, "day")


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day_of_month(month: int, day: int, year: str | None, told: date | None, ahead: int) -> _Meaning | None:
    if year:
        return _exact(_date(year, month, day))
    if told is None:
        return (None, None, "day") if _date(2024, month, day) else None
    near = [d for y in (told.year - 1, told.year, told.year + 1) if (d := _date(y, month, day))]
    if ahead > 0:
        near = [d for d in near if d >= told] or near
    if ahead < 0:
        near = [d for d in near if d <= told] or near
    return _exact(min(near, key=lambda d: (abs((d - told).days), d), default=None))


def _whole_month(year: int, month: int) -> _Meaning:
    return f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}-{monthrange(year, month)[1]}", "month"


def _named_month(month: int, which: str, told: date | None, ahead: int) -> _Meaning:
    if told is None:
        return None, None, "month"
    if which == "next" or (ahead > 0 and which != "last"):
        return _whole_month(told.year + (month < told.month or (which == "next" and month == told.month)), month)
    return _whole_month(told.year - (month > told.month or (which == "last" and month == told.month)), month)


def _weekday(m: re.Match[str], told: date | None, ahead: int) -> _Meaning:
    precision: TimePrecision = "part_of_day" if m["part"] else "day"
    if told is None:
        return None, None, precision
    which = (m["which_day"] or "").lower()
    back = (told.weekday() - _DAYS.index(m["weekday"].lower())) % 7
    if which == "last" or which == "this past":
        back = back or 7
    elif which == "next" or ahead > 0:
        back = back - 7 if back or which == "next" else 0
    return (told - timedelta(days=back)).isoformat(), None, precision


def _relative(m: re.Match[str], told: date | None) -> _Meaning:
    near = (m["near"] or "").lower()
    if near or m["this_part"] or m["last_night"]:
        days = {"yesterday": -1, "tomorrow": 1}.get(near, -1 if m["last_night"] else 0)
        part = m["this_part"] or m["last_night"] or near == "tonight"
        day = told + timedelta(days=days) if told else None
        return day.isoformat() if day else None, None, "part_of_day" if part else "day"
    if m["span"]:
        return _stretch(_count(m["count"]), m["span_unit"].lower().rstrip("s"), told)
    if m["ago"]:
        return _ago(_count(m["ago"]), m["ago_unit"].lower().rstrip("s"), told)
    return _unit(m["rel"].lower(), m["unit"].lower(), (m["edge"] or "").lower(), told)


def _count(word: str | None) -> int:
    if not word:
        return 1
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower().removeprefix("a ").removesuffix(" of"), 1)


def _before(day: date, count: int, unit: str) -> date | None:
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(months, 12)
    return _date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year > 0 else None


_PRECISION: dict[str, TimePrecision] = {
    "day": "day", "week": "week", "weekend": "week", "month": "month", "year": "year", "decade": "year"
}  # fmt: skip


def _stretch(count: int, unit: str, told: date | None) -> _Meaning:
    start = _before(told, count, unit) if told else None
    return start.isoformat() if start else None, told.isoformat() if told and start else None, _PRECISION[unit]


def _ago(count: int, unit: str, told: date | None) -> _Meaning:
    at = _before(told, count, unit) if told else None
    digits = {"day": 10, "week": 10, "month": 7, "year": 4}[unit]
    return at.isoformat()[:digits] if at else None, None, _PRECISION[unit]


def _unit(which: str, unit: str, edge: str, told: date | None) -> _Meaning:
    precision = _PRECISION[unit]
    if told is None:
        return None, None, precision
    shift = {"last": -1, "this": 0, "next": 1}[which]
    limit: Callable[[date], str] = lambda last: min(last, told).isoformat() if edge == "earlier" else last.isoformat()  # noqa: E731
    if unit in ("week", "weekend"):
        monday = told - timedelta(days=told.weekday()) + timedelta(days=7 * shift)
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return first.isoformat(), limit(monday + timedelta(days=6)), precision
    if unit == "month":
        months = told.year * 12 + told.month - 1 + shift
        year, month = divmod(months, 12)
        return f"{year:04d}-{month + 1:02d}", limit(date(year, month + 1, monthrange(year, month + 1)[1])), precision
    return f"{told.year + shift:04d}", limit(date(told.year + shift, 12, 31)), precision
