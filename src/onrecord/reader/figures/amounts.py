"""One number with the currency in front of it and the unit behind it: "$4.2bn", "12.5%", "5-point", "37-year-old"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.reader.figures.units import CURRENCY_SIGNS, MEASURE, MONEY, measured
from onrecord.reader.numbers import VAGUE, match_number, read_number


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stands in ``text[start:end]``, with its sign, currency and unit words.

    ``scale`` is what the last word of the number is worth when that is a power of a thousand ("5 million"), else 1; ``vague``
    says that it is a plural which names no number ("thousands"), ``age`` that it is one ("37-year-old").
    """

    start: int
    end: int
    value: float
    scale: float
    unit: str | None
    raw: str
    vague: bool = False
    age: bool = False


_SIGN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(CURRENCY_SIGNS, key=len, reverse=True)))})\ ?$")
_APART = re.compile(r"\ m(?![\w.])")
_OPENING = re.compile(r"(?:US|AU?|CA?|NZ|HK)?[$£€¥]\ ?")
_MINUS = re.compile(r"(?<!\w)(?<!\bor )(?:minus|negative)\ $|(?<![^\s(])[-−]$", re.IGNORECASE)
_TAIL = re.compile(
    rf"""
    (?P<points>(?:\ ?%|[ -](?:percentage|percent|per\ cent))[ -]points?)(?!\w)
  | (?P<basis>[ -]basis[ -]points?)(?!\w)
  | (?P<percent>\ ?%|[ -](?:percents?|per\ cent|pct)(?!\w))
  | [ -](?P<bare>points?)(?!\w)
  | [ -](?P<of>square|cubic|metric|nautical)[ -](?P<size>{MEASURE})(?!\w)
  | [ -](?P<measure>{MEASURE}|pounds?)(?!\w)(?P<rate>\ (?:per|an)\ hour(?!\w))?
    (?P<degree>\ (?:fahrenheit|celsius)(?!\w))?(?P<age>[ -]olds?(?!\w)|\ of\ age(?!\w))?
  | \ (?-i:(?P<code>USD|EUR|GBP|JPY|CHF|AUD|CAD|CNY|INR))(?!\w)
  | [ -](?P<money>{MONEY})(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HALF_A = re.compile(rf"\ an?\ ({MEASURE})(?!\w)", re.IGNORECASE)
_ATTACHED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(kms?|kg|mm|cm|mph|kph|lbs?|ft|mg|[gmt]b|[mg]w)(?!\w)", re.IGNORECASE)
_LENGTH = re.compile(r"\ (?:high|tall|long|wide|deep|away|above|below|race|dash|sprint|final|freestyle|hurdles)(?!\w)")
_FRACTION = re.compile(
    r"(?:hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|(?:six|seven|eigh|nin|ten|hundred|thousand)ths?|/\d+)$"
)
_SCALE = re.compile(r"(?:thousand|million|billion|trillion|k|mn?|mln|mil|bn?|bln|tn?|trn)$", re.IGNORECASE)
_NOUN = re.compile(r"\ [a-z]{3}")


def amount_at(text: str, at: int, *, linked: bool = False) -> Amount | None:
    """The amount whose number begins at code point ``at``, or None where no number does.

    ``linked``: a number before it and a dash or "to" lead up to it; then ``at`` may also be where its currency sign stands.
    """
    if linked:
        opening = _OPENING.match(text, at)
        at = opening.end() if opening else at
    elif at and not _stands_free(text, at):
        if text[at - 1] != "." or (at > 1 and text[at - 2].isalnum()):
            return None
        at -= 1
    found = match_number(text, at)
    if found is None:
        return _attached(text, at)
    sign = _SIGN.search(text, max(0, at - 5), at)
    apart = _APART.match(text, found.end()) if sign and found[0][-1].isdigit() else None
    end = apart.end() if apart else found.end()
    raw = found[0].lower() + ("m" if apart else "")
    value = read_number(raw)
    if value is None:
        return None
    scaled = _SCALE.search(raw)
    if sign is not None:
        return Amount(sign.start(), end, value, _scale(scaled), CURRENCY_SIGNS[sign[0].strip()], raw)
    if scaled is not None and raw[scaled.start() - 1].isdigit() and scaled[0] in ("m", "b", "t"):
        if scaled[0] == "m" and _LENGTH.match(text, end):
            return Amount(at, end, value / 10**6, 1, "meters", raw)
        if scaled[0] != "m" or not _NOUN.match(text, end):
            return None  # metres, tonnes, millions: not told
    return _with_unit(text, at, end, value, raw, _scale(scaled))


def _with_unit(text: str, start: int, end: int, value: float, raw: str, scale: float) -> Amount:
    """The number in ``text[start:end]`` with the unit that follows it."""
    half = _HALF_A.match(text, end) if raw == "half" else None
    if half is not None:
        return Amount(start, half.end(), value, 1, measured(half[1].lower()), raw)
    if value < 1 and _FRACTION.search(raw):
        return Amount(start, end, value, 1, "share", raw)
    minus = _MINUS.search(text, max(0, start - 13), start)
    if minus is not None:
        start, value = minus.start(), -value
    vague = raw.split()[-1].split("-")[-1] in VAGUE or _is_some(text, start, raw)
    tail = _TAIL.match(text, end)
    if tail is None:
        return Amount(start, end, value, scale, None, raw, vague)
    unit = _unit(tail, scale)
    return Amount(start, tail.end(), value, scale, unit, raw, vague, bool(tail["age"]))


def _scale(word: re.Match[str] | None) -> float:
    if word is None:
        return 1
    return 10**3 if word[0] in ("thousand", "k") else {"m": 10**6, "b": 10**9}.get(word[0][0], 10**12)


def _stands_free(text: str, at: int) -> bool:
    """Whether nothing before ``at`` makes the number a piece of something longer: "F-16", "v.2", "3:16"."""
    before = text[at - 1]
    return not (
        before.isalnum()
        or before in "#@/:.,_&="
        or (before in "'’" and text[at].isdigit())
        or (before in "-–" and at > 1 and text[at - 2].isalnum())
    )


_SOME = re.compile(r"(?<!\w)(?:a\ few|couple\ of|few|several|many)\ $", re.IGNORECASE)


def _is_some(text: str, start: int, raw: str) -> bool:
    """ "several hundred", "a few thousand": the number names only the scale."""
    return raw in ("hundred", "thousand", "million", "billion", "dozen") and bool(
        _SOME.search(text, max(0, start - 12), start)
    )


def _unit(tail: re.Match[str], scale: float) -> str | None:
    if tail["points"]:
        return "percentage points"
    if tail["basis"]:
        return "basis points"
    if tail["percent"]:
        return "percent"
    if tail["bare"]:
        return "points"
    if tail["code"]:
        return CURRENCY_SIGNS[tail["code"]]
    if tail["size"]:
        return f"{tail['of'].lower()} {measured(tail['size'].lower())}"
    if tail["money"]:
        return measured(tail["money"].lower())
    noun = tail["measure"].lower()
    if noun in ("pound", "pounds") and scale >= 10**6:
        return "GBP"  # nothing else is told by the million pounds
    unit = measured(noun)
    if tail["degree"]:
        return f"{unit} {tail['degree'].strip().capitalize()}"
    return f"{unit} per hour" if tail["rate"] else unit


def _attached(text: str, at: int) -> Amount | None:
    found = _ATTACHED.match(text, at)
    value = read_number(found[1]) if found else None
    if found is None or value is None:
        return None
    return Amount(at, found.end(), value, 1, measured(found[2].lower()), found[1])
