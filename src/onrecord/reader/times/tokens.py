"""A text as a row of tokens, each of one *kind*: what the grammar of time expressions is written over.

The kinds are spelled one character each, so that a rule is a regular expression over tokens and a text is searched in one
pass. Words that no expression holds are all of one kind and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from onrecord.reader.times.holidays import HOLIDAY
from onrecord.reader.times.lexicon import KINDS, SHORT

_SHAPES: Final = (
    "WORD", "DATE_FIGURES", "YEAR_MONTH", "HOLIDAY", "DECADE", "SHORT_YEAR", "CLOCK", "DECIMAL", "HOUR", "DAY", "LOW", "BIG",
    "YEAR", "NTH_HOUR", "NTH_DAY", "NTH_BIG", "Q", "W", "FY", "UNIT_SECOND", "MAY",
)  # fmt: skip
NAMES: Final = tuple(dict.fromkeys((*_SHAPES, *KINDS.values(), *SHORT.values())))
CODE: Final = {name: chr(0x4E00 + n) for n, name in enumerate(NAMES)}
"""One character for each kind, none of which means anything to a regular expression."""
NAME: Final = {code: name for name, code in CODE.items()}

_TOKEN = re.compile(
    rf"""
    (?P<date>(?<![\w/.$£€-])(?:
        \d{{4}}-\d\d?-\d\d?(?:[T\ ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?
      | \d{{4}}/\d\d?/\d\d? | \d\d?/\d\d?/(?:\d{{4}}|\d\d) | \d\d?-\d\d?-\d{{4}} | \d\d?\.\d\d?\.\d{{4}}
      )(?![\w/]|[-.,:]\d))
  | (?P<year_month>(?<![\w/.$£€-])\d{{4}}-(?:0[1-9]|1[0-2])(?![\w/]|[-–]\w))
  | (?P<holiday>(?<![\w$])(?=[A-Zetc9])(?i:{HOLIDAY.pattern}))
  | (?P<decade>(?<![\w$])(?:(?:1\d|20|[1-9])\d0|['’]?[2-9]0)['’]?s(?!\w))
  | (?P<short_year>(?<![\w$])['’]\d\d(?!\w))
  | (?P<quarter>(?<!\w)[QHq][1-4](?!\w)) | (?P<fiscal>(?<!\w)FY['’]?(?:20)?\d\d(?!\w))
  | (?P<number>\d+(?:[.,:]\d+)*)(?:(?P<nth>(?:st|nd|rd|th)(?![^\W_]))|(?P<glued>(?![AaPp]\.?\ ?[Mm]\b)[^\W\d_]+)?)
  | (?P<short>(?<!\w)(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.)
  | (?P<dotted>(?<![^\W\d_])(?:[AaPp]\.\ ?[Mm]\b\.?|B\.\ ?C\b(?:\.\ ?E\b)?\.?|A\.\ ?D\b\.?))
  | o['’]clock | [^\W\d_]+ | ['’]s(?!\w) | \n+ | [^\w\s]
    """,
    re.VERBOSE,
)
_SECOND = re.compile(r"seconds?", re.IGNORECASE)
_CAPITAL_ONLY = frozenset(
    {"march", "may", "sun", "sat", "mon", "wed", "mar", "jan", "dec", "fri", "jun", "jul", "apr", "aug"}
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")


class Token(NamedTuple):
    """``text[start:end]`` of one kind; ``value`` its words in lower case, with a straight apostrophe."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, and ``kinds``, one character (`CODE`) a token."""

    text: str
    tokens: Sequence[Token]
    kinds: str


def tokens_of(text: str) -> Tokens:
    """The tokens of ``text``, in order; white space other than line breaks is left out. Linear in its length."""
    tokens: list[Token] = []
    kinds: list[str] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind is None:
            value = match[0]
            lower = value.lower() if value[0] != "\n" else "\n"
            name = _kind_of_word(value, lower.replace("’", "'"))
        elif kind in ("number", "nth", "glued"):
            number = match["number"]
            before = "$" if tokens and tokens[-1].value == "$" else text[start - 1 : start]
            end = match.end("number") if match["glued"] else end
            name = _kind_of_number(number, nth=bool(match["nth"]), before=before)
            lower = number
        else:
            lower, name = match[0].lower(), _kind_of_shape(kind, match[0])
        tokens.append(Token(start, end, lower.replace("’", "'")))
        kinds.append(CODE[name])
        if kind == "glued":
            tokens.append(Token(end, match.end(), match["glued"].lower()))
            kinds.append(CODE["WORD"])
    return Tokens(text, tokens, "".join(kinds))


def _kind_of_shape(kind: str, value: str) -> str:
    if kind == "short":
        return SHORT[value[:-1].lower()]
    if kind == "dotted":
        return KINDS[value.lower().replace(" ", "").rstrip(".")]
    if kind == "holiday" and not (
        value[0].isupper() or value[0] == "9" or value in ("easter", "thanksgiving", "christmas")
    ):
        return "WORD"
    return {
        "date": "DATE_FIGURES", "year_month": "YEAR_MONTH", "holiday": "HOLIDAY", "decade": "DECADE",
        "short_year": "SHORT_YEAR", "quarter": "Q", "fiscal": "FY",
    }[kind]  # fmt: skip


def _kind_of_word(value: str, lower: str) -> str:
    if lower in _CAPITAL_ONLY and value[0].islower():
        return "WORD"
    if lower == "may" and value.isupper():
        return "WORD"
    return "MAY" if lower in ("may", "march") else KINDS.get(lower) or SHORT.get(lower, "WORD")


def _kind_of_number(number: str, *, nth: bool, before: str) -> str:
    if before and (before in "$£€¥#" or before.isalpha()):
        return "WORD"
    if not number.isdigit():
        if _CLOCK.fullmatch(number):
            return "CLOCK"
        return "DECIMAL" if number.count(".") == 1 and len(number) < 7 and "," not in number + ":" else "WORD"
    if len(number) > 4:
        return "WORD"
    worth = int(number)
    if nth:
        return "NTH_HOUR" if 1 <= worth <= 12 else "NTH_DAY" if worth <= 31 else "NTH_BIG"
    if len(number) == 4:
        return "YEAR" if 1000 <= worth <= 2199 else "BIG"
    return "HOUR" if 1 <= worth <= 12 else "DAY" if 13 <= worth <= 31 else "LOW" if worth < 100 else "BIG"
