"""English numbers as news writes them, in digits and in words, and what they are worth: "150,000", "4.2bn", "twenty-one
thousand", "two and a half", "a dozen", "two-thirds", "tens of thousands".

One grammar for the whole reader: figures and times both build on `NUMBER`. Ordinals, years and dates are for them to tell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

_ONES = {w: n for n, w in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = {
    w: n
    for n, w in enumerate("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10)
}
_TENS = {w: n * 10 for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_SUFFIXES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
"""What may follow the digits at once: "$4.2bn"."""
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SIGNS = {
    "½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_LONGEST = 12
"""Digits of the longest run, with no commas, that is read as a number: what is longer is a telephone or an account."""

CARDINALS: Mapping[str, int] = {"zero": 0} | _ONES | _TEENS | _TENS | _SCALES
"""The words that a number in words is made of, and what each is worth by itself."""

VAGUE: Mapping[str, int] = {"dozens": 12, "scores": 20} | {f"{w}s": n for w, n in _SCALES.items() if w != "dozen"}
"""Plurals that stand for an unnamed number of what they name, and that: "thousands" is 1,000 at the least."""


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_GAP = r"[\ \u00a0\u2011-]"
_SCALE = rf"(?:{_any(_SCALES)})"
_SAY = "said|say|think|believe|want|were|are|have"
_BELOW_100 = rf"(?:(?:{_any(_TENS)})(?:{_GAP}(?:{_any(_ONES)}))?|{_any(_TEENS)}|{_any(_ONES)})(?!\w)"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|an?){_GAP})?hundred(?:{_GAP}(?:and{_GAP})?{_BELOW_100})?|{_BELOW_100})(?!\w)"
_DIGITS = r"(?>(?>\d{1,3}(?:[,\u2009\u202f]\d{3})++|\d++)(?:\.\d++)?|\.\d++)"
_HALF = rf"(?:{_GAP}and{_GAP}an?{_GAP}(?:half|quarter|third)|{_GAP}[1-9]/[1-9]\d?|[{_any(_SIGNS).replace('|', '')}])"

NUMBER = rf"""(?:
    (?:(?:tens|hundreds){_GAP}of{_GAP})?(?:hundreds|thousands|millions|billions|trillions)
  | dozens | scores(?=\ of\b)
  | (?:an?{_GAP})?(?:half|quarter){_GAP}(?:(?:an?|of{_GAP}an?){_GAP})?{_SCALE}
  | (?:an?|one){_GAP}(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?!\w|-(?!of\b))(?=\ (?:of|the|more|less|{_SAY})\b)
  | one-(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)(?!-)
  | (?:{_any(_ONES)}|\d){_GAP}(?:thirds|quarters(?=\ of\b)|fourths|fifths|sixths|sevenths|eighths|ninths|tenths)
  | three-quarters
  | {_DIGITS}(?:{_HALF})?(?:{_GAP}?{_SCALE}|\ ?(?:mn|mln|bn|bln|tn|trn)|[kmbt]|mil)?(?!\w)(?![.,:/]?\d)
  | [1-9]/[1-9]\d?(?=\ of\b|[ -](?:inch|mile|cup|acre|century)) | [{_any(_SIGNS).replace("|", "")}]
  | (?:{_BELOW_1000}|an?)(?:{_HALF})?{_GAP}{_SCALE}
    (?:(?:{_GAP}and)?{_GAP}{_BELOW_1000}{_GAP}{_SCALE}){{0,4}}(?:{_HALF}|(?:{_GAP}and)?{_GAP}{_BELOW_1000})?
  | {_BELOW_1000}{_HALF}?
  | half(?=\ (?:an?|of|the|its|their|his|her|our|all|as|or|{_SAY})\b) | zero
)(?!\w)"""
"""A number in digits or words, as the source of a pattern for ``re.VERBOSE | re.IGNORECASE``; no groups. What it matches,
`read_number` reads. "a third", "half" and "scores" count only where what follows shows that they are numbers."""

_NUMBER = re.compile(NUMBER, re.VERBOSE | re.IGNORECASE)
_TOKEN = re.compile(rf"[1-9]/[1-9]\d?|[\d.,\u2009\u202f]*\d|[^\W\d]+|[{_any(_SIGNS).replace('|', '')}]")
_PART_SIGNS = {"half": "½", "third": "⅓", "quarter": "¼"}
_SEPARATORS = {ord(c): None for c in ",\u2009\u202f"}
_AND_A_HALF = re.compile(rf"{_GAP}and{_GAP}an?{_GAP}(half|quarter|third)\b", re.VERBOSE)
_ONE = Fraction(1)
_JOINTS = frozenset({"and", "of"})
_FULL = _ONES | _TEENS | _TENS | {"zero": 0}


def match_number(text: str, at: int) -> re.Match[str] | None:
    """The number that begins at code point ``at`` of ``text``, or None."""
    return _NUMBER.match(text, at)


def read_number(words: str) -> float | None:
    """What a number is worth: "1.2 million" is 1200000.0, "two and a half" 2.5, "thousands" 1000.0.

    None for what is no number as a whole, and for one that no float holds to the unit: of more digits than can be counted.
    """
    exact = _exact(words.lower())
    if exact is None or abs(exact) > 10**30:
        return None
    value = float(exact)
    return value if math.isfinite(value) and (exact.denominator > 1 or int(value) == exact) else None


def _exact(words: str) -> Fraction | None:
    if len(words) > 160:
        return None
    tokens = _TOKEN.findall(_AND_A_HALF.sub(lambda m: " " + _PART_SIGNS[m[1]], words))
    if tokens and tokens[-1] in VAGUE:
        return Fraction(VAGUE[tokens[-1]] * {"tens": 10, "hundreds": 100}.get(tokens[0] if tokens[1:] else "", 1))
    return _sum(tokens) if not _JOINTS.issuperset(tokens) else None


def _sum(tokens: list[str]) -> Fraction | None:
    """Groups of up to a thousand, each times the scale behind it, added up."""
    total, group = Fraction(0), Fraction(0)
    scale = 1
    for token in tokens:
        if token[0] in "0123456789.":
            amount = _amount(token)
            if amount is None or (group and "/" not in token):
                return None
            group += amount
        elif token in _SIGNS:
            if group or not total:
                group += _SIGNS[token]
            else:
                total += _SIGNS[token] * scale
        elif token in _PARTS or token[:-1] in _PARTS:
            group = Fraction(group or _ONE, _PARTS.get(token) or _PARTS[token[:-1]])
        elif token in ("a", "an"):
            group = group or _ONE
        elif token in _FULL:
            group += _FULL[token]
        elif token == "hundred":
            group = (group or _ONE) * 100
        elif token in _SCALES or token in _SUFFIXES:
            scale = _SCALES.get(token) or _SUFFIXES[token]
            total, group = total + (group or _ONE) * scale, Fraction(0)
        elif token not in _JOINTS:
            return None
    return total + group


def _amount(digits: str) -> Fraction | None:
    """Digits with commas between thousands, a decimal point or a slash."""
    if max(map(len, re.split(r"\D", digits))) > _LONGEST:
        return None
    over, _, under = digits.partition("/")
    try:
        return Fraction(Decimal(over.translate(_SEPARATORS))) / int(under or 1)
    except (ArithmeticError, ValueError):
        return None
