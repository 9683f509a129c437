"""What a rule is given: the tokens that it matched, and whence they are seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from onrecord.reader.numbers import read_number
from onrecord.reader.times.lexicon import ORDINALS
from onrecord.reader.times.points import Point
from onrecord.reader.times.tokens import CODE, NAME, Tokens

Which = Literal["", "last", "past", "previous", "next", "coming", "following", "this", "same"]
"""Which day, month or year of several is meant, synonyms as one: "ensuing" is *following*, "that" and "the same" are *same*."""

_WHICH: Final[dict[str, Which]] = {
    "last": "last", "past": "past", "previous": "previous", "preceding": "previous", "prior": "previous", "next": "next",
    "coming": "coming", "upcoming": "coming", "following": "following", "subsequent": "following", "ensuing": "following",
    "this": "this", "current": "this", "that": "same", "same": "same",
}  # fmt: skip
STEP: Final[dict[Which, int]] = {
    "": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "same": 0,
}  # fmt: skip
"""Where each looks from where it is seen: -1 behind, 1 ahead."""


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``start`` to ``end`` that a rule fits; ``groups`` are the half-open ranges of the parts that it names."""

    tokens: Tokens
    rule: str
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def words(self) -> list[str]:
        """All words of the expression, in lower case."""
        return [token.value for token in self.tokens.tokens[self.start : self.end]]

    def get(self, name: str) -> str:
        """The words of a part, in lower case, one blank between two; "" where the rule has none of that name here."""
        start, end = self.groups.get(name, (0, 0))
        return " ".join(token.value for token in self.tokens.tokens[start:end])

    def capital(self, name: str | None = None) -> bool:
        """Whether a part, or the whole expression, begins with a capital."""
        start = self.groups[name][0] if name else self.start
        return self.tokens.text[self.tokens.tokens[start].start].isupper()

    def which(self, name: str = "which") -> Which:
        """What a part such as "the following" or "this past" says; its last word tells."""
        return _WHICH.get(self.get(name).rpartition(" ")[2], "")

    def number(self, name: str) -> float | None:
        """What a part is worth that is a cardinal, an ordinal or digits; None for "several" and where there is none."""
        words = self.get(name).replace(" - ", " ").removesuffix(" of").removeprefix("another ")
        if words in ("a", "an", "another"):
            return 1
        if words in ("couple", "a couple", "pair", "a pair"):
            return 2
        if words.startswith(("half", "a half")):
            return 0.5
        if words.endswith((" and half", " and a half")):
            return (read_number(words.partition(" ")[0]) or 0) + 0.5
        tens, _, last = words.rpartition(" ")
        if last in ORDINALS:
            return (read_number(tens) or 0 if tens else 0) + ORDINALS[last]
        digits = words.rstrip("stndrh")
        return float(digits) if digits.isdigit() else read_number(words) if words else None

    def whole(self, name: str) -> int:
        """The same to the unit, 0 where there is none."""
        return int(self.number(name) or 0)

    def before(self, *kinds: str, at: int = 1) -> bool:
        """Whether the token ``at`` places in front is of one of the ``kinds``."""
        i = self.start - at
        return i >= 0 and NAME[self.tokens.kinds[i]] in kinds

    def after(self, *kinds: str, at: int = 1) -> bool:
        """Whether the token ``at`` places behind is of one of the ``kinds``."""
        i = self.end + at - 1
        return i < len(self.tokens.kinds) and NAME[self.tokens.kinds[i]] in kinds

    def kind(self, name: str) -> str:
        """The kind of the first token of a part."""
        return NAME[self.tokens.kinds[self.groups[name][0]]]

    def has(self, kind: str) -> bool:
        """Whether one of the expression's tokens is of this kind."""
        return CODE[kind] in self.tokens.kinds[self.start : self.end]

    def word_before(self) -> str:
        """The word in front, in lower case; "" at the beginning."""
        return self.tokens.tokens[self.start - 1].value if self.start else ""

    def word_after(self) -> str:
        """The word behind, in lower case; "" at the end."""
        return self.tokens.tokens[self.end].value if self.end < len(self.tokens.tokens) else ""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whence an expression is seen."""

    told: date | None
    """The day of publication, None where it is not known."""
    ahead: int = 0
    """Where the verb over the expression looks: 1 ahead, -1 back, 0 neither."""
    sure: bool = True
    """Whether it says so by its form; "to meet" may look ahead of something past."""
    present: bool = False
    """Whether that verb is in the present tense."""
    last: Point | None = None
    """The time last told, near enough for "that year" and "two days later"."""
    year: int | None = None
    """The year of a month or a day without one, where it is not the one nearest to publication: the year last told."""
    modifies: bool = False
    """Whether the expression is a modifier of a noun behind it: "the 24th Infantry"."""
    counts: bool = False
    """Whether that noun is a plural with no article or possessor, so that it may count it: "some 1900 voters"."""
    named: bool = False
    """Whether it is part of the name of a person or a body: "April Orr", "the Sunday Courier"."""
