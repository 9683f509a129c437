"""What a search is made of, and what is said of one that cannot be understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from onrecord.errors import OnrecordError

MAX_LENGTH: Final = 4_000
"""Characters of a query: a long quotation and its filters."""

MAX_WORDS: Final = 128
"""Words of a query, those of its filters included. A list of rows is read for each."""

MAX_DEPTH: Final = 20
"""Parentheses in parentheses. The parser of FTS5 gives up at about a hundred."""

MAX_NEAR: Final = 50
"""Words between the two of a NEAR. PostgreSQL is asked for each distance apart."""

MAX_NEARS: Final = 16
"""NEARs of a query, for the same reason."""

DEFAULT_NEAR: Final = 10
"""Words between the two of a NEAR that gives no number, as in FTS5."""

WHATS: Final = ("statement", "article", "person")
"""What can be searched for."""

FILTERS: Final = ("speaker", "outlet", "act", "kind", "since", "until", "to", "what")
"""The filters, by the name before the colon."""

ALLOWED: Final = (
    'words, "phrases", word*, NEAR(bridge repair, 5), AND, OR, NOT or -, parentheses, and the filters '
    + ", ".join(f"{name}:" for name in FILTERS)
)  # fmt: skip
"""What may be written, for those who wrote something else."""


class BadQuery(OnrecordError):
    """A query that cannot be understood: ``query`` is what was typed, ``why`` says what is wrong and what may be written."""

    def __init__(self, query: str, why: str) -> None:
        super().__init__(query, why)
        self.query = query
        self.why = why

    def __str__(self) -> str:
        return f"query not understood: {self.why}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words on end, as `fold` gives them; a word is a phrase of one. ``prefix``: the last stands for all that begin with it."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases in either order, with at most ``distance`` words between them."""

    one: Phrase
    other: Phrase
    distance: int = DEFAULT_NEAR


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of ``parts``. At least one of them is no `Not`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of ``parts``. None of them is a `Not`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever ``part``, which is no `Not`, does not find."""

    part: Node


Node: TypeAlias = Phrase | Near | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A search: the ``words`` to be found, None where there are only filters, and the filters.

    Every filter must hold; of several values of one, one of them. Names (``speakers``, ``outlets``, ``addressees``) are given
    as their words, all of which the name must have. ``since`` and ``until`` are days, months or years in ISO 8601, themselves
    included.
    """

    words: Node | None = None
    speakers: tuple[tuple[str, ...], ...] = ()
    outlets: tuple[tuple[str, ...], ...] = ()
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    addressees: tuple[tuple[str, ...], ...] = ()
    what: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
