"""What a person types to search the record, taken apart: words, how they belong together, and filters.

Knows no database. Whatever is typed comes out as a `Query` or as a `BadQuery` that says what is wrong and what may be
written; docs/how-to/search.md is the language. NOT binds closest, then NEAR, AND and OR.
"""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from onrecord.record.query_terms import (
    ALLOWED,
    FILTERS,
    WHATS,
    AllOf,
    AnyOf,
    BadQuery,
    Near,
    Node,
    Not,
    Phrase,
    Query,
)
from onrecord.record.query_tokens import Token, TokenKind, Tokens
from onrecord.record.words import fold
from onrecord.terms import ACTS, Kind

__all__ = ["AllOf", "AnyOf", "BadQuery", "Near", "Node", "Not", "Phrase", "Query", "fold", "parse"]

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def parse(query: str) -> Query:
    """The query that a person typed.

    Raises `BadQuery`, and nothing else, where it cannot be understood, holds no word and no filter, or breaks a limit of
    `query_terms`.
    """
    tokens = Tokens(query)
    grammar = _Grammar(tokens)
    words = grammar.whole() if tokens.words else None
    if words is None and not tokens.filters:
        raise tokens.bad(f"there is no word to search for; it may hold {ALLOWED}")
    values = {name: [token.value for token in tokens.filters if token.name == name] for name in FILTERS}
    told = [name for name in ("speaker", "act", "kind", "to") if values[name]]
    if told and any(what.lower() != "statement" for what in values["what"]):
        raise tokens.bad(f"{told[0]}: is told of statements only; leave what: out, or write what:statement")
    return Query(
        words,
        speakers=_names(tokens, "speaker", values["speaker"]),
        outlets=_names(tokens, "outlet", values["outlet"]),
        acts=_among(tokens, "act", values["act"], tuple(ACTS)),
        kinds=_among(tokens, "kind", values["kind"], get_args(Kind)),
        addressees=_names(tokens, "to", values["to"]),
        what=_among(tokens, "what", values["what"], WHATS),
        since=min((_date(tokens, "since", value) for value in values["since"]), default=None),
        until=max((_date(tokens, "until", value) for value in values["until"]), key=_last_day, default=None),
    )


class _Grammar:
    """Puts the tokens together. Depth is bounded by that of the parentheses."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Node:
        node = self._any()
        if self._kind() == ")":
            raise self._tokens.bad("there is a closing parenthesis too many")
        return node

    def _token(self) -> Token:
        words = self._tokens.words
        return words[self._at] if self._at < len(words) else Token("")

    def _kind(self) -> TokenKind:
        return self._token().kind

    def _any(self) -> Node:
        parts = [self._all()]
        while self._kind() == "OR":
            self._at += 1
            parts.append(self._all())
        if len(parts) > 1 and any(isinstance(part, Not) for part in parts):
            raise self._tokens.bad("NOT beside OR finds nearly everything; say what is to be found: bridge NOT toll")
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self) -> Node:
        parts = [self._near()]
        while self._kind() not in ("", ")", "OR"):
            if self._kind() == "AND":
                self._at += 1
            parts.append(self._near())
        if len(parts) == 1:
            return parts[0]
        unwanted = tuple(part.part for part in parts if isinstance(part, Not))
        return Not(AnyOf(unwanted)) if len(unwanted) == len(parts) else AllOf(tuple(parts))

    def _near(self) -> Node:
        node = self._one()
        while self._kind() == "NEAR":
            distance = self._token().distance
            self._at += 1
            other = self._one()
            if not (isinstance(node, Phrase) and isinstance(other, Phrase)):
                raise self._tokens.bad("NEAR stands between two words or phrases; write bridge NEAR/5 repair")
            node = self._tokens.near(node, other, distance)
        return node

    def _one(self) -> Node:
        negated = False
        while self._kind() == "NOT":
            negated = not negated
            self._at += 1
        node = self._group() if self._kind() == "(" else self._leaf()
        if not negated:
            return node
        return node.part if isinstance(node, Not) else Not(node)

    def _group(self) -> Node:
        self._at += 1
        if self._kind() == ")":
            raise self._tokens.bad("there is nothing between the parentheses")
        node = self._any()
        if self._kind() != ")":
            raise self._tokens.bad("a parenthesis is opened and not closed")
        self._at += 1
        return node

    def _leaf(self) -> Node:
        token = self._token()
        if token.node is not None:
            self._at += 1
            return token.node
        before = self._tokens.words[self._at - 1].kind if self._at else ""
        if token.kind == ")" and before in ("", ")", "words"):
            raise self._tokens.bad("there is a closing parenthesis too many")
        operator = token.kind if token.kind in ("AND", "OR", "NEAR") else before
        raise self._tokens.bad(
            f"{operator.replace('(', 'a parenthesis')} needs words beside it; a query may hold {ALLOWED}"
        )


def _names(tokens: Tokens, name: str, values: list[str]) -> tuple[tuple[str, ...], ...]:
    names = [tokens.fold(value) for value in values]
    if not all(names):
        raise tokens.bad(f"{name}: needs a name; there is no letter or digit in it")
    return tuple(dict.fromkeys(names))


def _among(tokens: Tokens, name: str, values: list[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    chosen = [re.sub(r"[\s-]+", "_", value.lower()) for value in values]
    for value, typed in zip(chosen, values, strict=True):
        if value not in allowed:
            raise tokens.bad(f"{name}: cannot be {typed!r}; it is one of {', '.join(allowed)}")
    return tuple(dict.fromkeys(chosen))


def _date(tokens: Tokens, name: str, value: str) -> str:
    if _DATE.fullmatch(value):
        year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
        try:
            date(year, month, day)
        except ValueError:
            pass  # 2026-02-30, or the year 0
        else:
            return value
    raise tokens.bad(f"{name}: is a day, a month or a year: 2026-03-14, 2026-03 or 2026; {value!r} is none")


def _last_day(day: str) -> str:
    """Sorts a year behind its months, and a month behind its days."""
    return day + "~"
