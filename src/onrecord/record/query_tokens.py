"""The first half of reading a query: from characters to words, operators, parentheses and filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord.record.query_terms import (
    DEFAULT_NEAR,
    FILTERS,
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_NEAR,
    MAX_NEARS,
    MAX_WORDS,
    BadQuery,
    Near,
    Phrase,
)
from onrecord.record.words import fold

TokenKind = Literal["", "(", ")", "AND", "OR", "NOT", "NEAR", "words", "filter"]

_OPEN = '"“”„«»'
_CLOSE = {'"': '"“”', "“": '"”', "”": '"”', "„": '"“”', "«": '"»', "»": '"«'}
_PART = re.compile(
    rf"""(?P<space>\s+)
    | (?P<near>NEAR\()
    | (?P<paren>[()])
    | (?P<minus>-(?=[^\s)*-]))
    | (?P<filter>(?P<name>[^\W\d_]+):(?P<value>[^\s(){_OPEN}]*))
    | (?P<quote>[{_OPEN}])
    | (?P<word>[^\s(){_OPEN}]+)""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/([0-9]+))?")
_NEAR_NUMBER = re.compile(r"(.*),\s*([0-9]+)\s*", re.DOTALL)
_NEAR_PART = re.compile(rf"[{_OPEN}]([^{_OPEN}]*)[{_OPEN}](\*?)|[^\s{_OPEN}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """``node`` is what *words* find, ``distance`` that of NEAR, ``name`` and ``value`` those of a *filter*."""

    kind: TokenKind
    node: Phrase | Near | None = None
    distance: int = DEFAULT_NEAR
    name: str = ""
    value: str = ""


@dataclass(slots=True)
class Tokens:
    """The tokens of a query: those that find words, and the filters. Refuses what breaks a limit or names no filter."""

    text: str
    words: list[Token] = field(default_factory=list)
    filters: list[Token] = field(default_factory=list)
    _count: int = 0
    _nears: int = 0

    def __post_init__(self) -> None:
        if len(self.text) > MAX_LENGTH:
            raise self.bad(f"it has {len(self.text):,} characters; at most {MAX_LENGTH:,} are read")
        self._part(list(self._cut()))

    def bad(self, why: str) -> BadQuery:
        """The refusal of this query, for the reason ``why``."""
        return BadQuery(self.text, why)

    def fold(self, text: str) -> tuple[str, ...]:
        """The words of ``text``, counted towards the limit."""
        words = fold(text)
        self._count += len(words)
        if self._count > MAX_WORDS:
            raise self.bad(f"it has more than {MAX_WORDS} words")
        return tuple(words)

    def near(self, one: Phrase, other: Phrase, distance: int) -> Near:
        """The two near each other; a phrase is not near itself."""
        if one == other:
            raise self.bad("NEAR takes two different words or phrases")
        self._nears += 1
        if self._nears > MAX_NEARS:
            raise self.bad(f"it has more than {MAX_NEARS} NEARs")
        return Near(one, other, distance)

    def _cut(self) -> Iterator[Token]:
        at, depth = 0, 0
        while at < len(self.text):
            part = _PART.match(self.text, at)
            assert part, "a character is white space, a parenthesis, a quotation mark, or of a word"
            at = part.end()
            if part["near"]:
                inside, at = self._until_closed(at)
                yield Token("words", self._near_inside(inside))
            elif part["paren"]:
                depth += 1 if part["paren"] == "(" else -1
                if depth > MAX_DEPTH:
                    raise self.bad(f"parentheses stand more than {MAX_DEPTH} deep")
                yield Token("(" if part["paren"] == "(" else ")")
            elif part["minus"]:
                yield Token("NOT")
            elif part["filter"]:
                value = part["value"]
                if not value and self.text[at : at + 1] in tuple(_OPEN):
                    value, at = self._quoted(at)
                yield self._filter(part["name"], value)
            elif part["quote"]:
                inside, at = self._quoted(part.start())
                starred = self.text[at : at + 1] == "*"
                if phrase := self._phrase(inside + "*" * starred):
                    yield Token("words", phrase)
            elif part["word"] and (operator := _OPERATOR.fullmatch(part["word"])):
                yield self._operator(operator)
            elif part["word"] and (phrase := self._phrase(part["word"])):
                yield Token("words", phrase)

    def _quoted(self, at: int) -> tuple[str, int]:
        """What stands between the quotation mark at ``at`` and the one that closes it, and where to go on."""
        ends = _CLOSE[self.text[at]]
        for end in range(at + 1, len(self.text)):
            if self.text[end] in ends:
                return self.text[at + 1 : end], end + 1
        raise self.bad("a quotation mark is opened and not closed")

    def _until_closed(self, at: int) -> tuple[str, int]:
        """What stands in the parentheses of NEAR, and where to go on."""
        end = at
        while end < len(self.text) and self.text[end] != ")":
            end = self._quoted(end)[1] if self.text[end] in _OPEN else end + 1
        if end == len(self.text):
            raise self.bad("NEAR( is not closed; write NEAR(bridge repair, 5)")
        return self.text[at:end], end + 1

    def _near_inside(self, inside: str) -> Near:
        numbered = _NEAR_NUMBER.fullmatch(inside)
        parts = _NEAR_PART.finditer(numbered[1] if numbered else inside)
        phrases = [self._phrase(part[0] if part[1] is None else part[1] + part[2]) for part in parts]
        found = [phrase for phrase in phrases if phrase]
        if len(found) != 2:
            raise self.bad("NEAR takes two words or phrases; write NEAR(bridge repair, 5)")
        return self.near(found[0], found[1], self._distance(numbered[2]) if numbered else DEFAULT_NEAR)

    def _operator(self, found: re.Match[str]) -> Token:
        kind: TokenKind = "AND" if found[0] == "AND" else "OR" if found[0] == "OR" else "NOT"
        if found[0].startswith("NEAR"):
            return Token("NEAR", distance=self._distance(found[1]) if found[1] else DEFAULT_NEAR)
        return Token(kind)

    def _distance(self, digits: str) -> int:
        if len(digits) > 4 or int(digits) > MAX_NEAR:
            raise self.bad(f"NEAR reaches over {MAX_NEAR} words at most")
        return int(digits)

    def _filter(self, name: str, value: str) -> Token:
        known = name.lower()
        if known not in FILTERS:
            raise self.bad(
                f"there is no filter {name}:; the filters are {', '.join(f'{one}:' for one in FILTERS)}. "
                "Words that hold a colon go between quotation marks"
            )
        if not value.strip():
            raise self.bad(
                f'{known}: names nothing; write {known}:VALUE or {known}:"SEVERAL WORDS", with no space after the colon'
            )
        return Token("filter", name=known, value=value.strip())

    def _phrase(self, text: str) -> Phrase | None:
        """The words of ``text``, which are to stand on end; None where there is none."""
        words = self.fold(text)
        return Phrase(words, text.rstrip().endswith("*")) if words else None

    def _part(self, tokens: list[Token]) -> None:
        """Parts words from filters. A filter holds for the whole query, so it stands outside of all else."""
        edge = Token("")
        around = [edge, edge, *tokens, edge, edge]
        depth = 0
        for at, token in enumerate(tokens, start=2):
            before, after = around[at - 1], around[at + 1]
            depth += (token.kind == "(") - (token.kind == ")")
            if token.kind == "filter":
                or_before = before.kind == "OR" and not _alike(token, around[at - 2])
                or_after = after.kind == "OR" and not _alike(token, around[at + 2])
                if depth > 0 or or_before or or_after or before.kind in ("NOT", "NEAR") or after.kind == "NEAR":
                    raise self.bad(
                        f"{token.name}: holds for the whole query; it cannot stand in parentheses, after NOT or -, beside "
                        f"NEAR, or beside OR (but with another {token.name}:)"
                    )
                self.filters.append(token)
            elif not (token.kind in ("AND", "OR") and "filter" in (before.kind, after.kind)):
                self.words.append(token)


def _alike(one: Token, other: Token) -> bool:
    return other.kind == "filter" and one.name == other.name
