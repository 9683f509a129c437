"""A reading as the page counts it: its statements numbered, whoever is named found by id, and each item's say-so."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord import Reading, Ref, Statement
from onrecord.faces.ink import safe

UNCERTAIN = 0.25
"""Confidence under which an item is shown as uncertain. A statement's is that of the exact bounds of source, cue and content
together: at a half a word at an edge is often all that is wrong, at a quarter the gist may be."""

_LONGEST = 60
"""Characters of the article's words that name somebody, before they are cut: most of a line."""
_MOST = 5
"""How many are named of a list at most; of a longer one, one fewer, and the rest counted: never "and 1 more"."""
_LINKS = frozenset("a an and for in of the".split())
"""Words that names of different people share."""


class Numbered:
    """One reading being set. ``text`` is the article's, safe to show and as long; ``statements`` by id, in the order of the
    article; ``number`` the number that each is shown with, from 1; ``reported`` the statements that stand within each."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = safe(reading.article.text)
        self.entities = {entity.id: entity for entity in reading.entities}
        ordered = sorted(reading.statements, key=lambda s: (s.content.spans[0], s.id))
        self.statements = {statement.id: statement for statement in ordered}
        self.number = {statement.id: n for n, statement in enumerate(ordered, 1)}
        self.reported: dict[str, list[Statement]] = defaultdict(list)
        for statement in ordered:
            if statement.within in self.statements:
                self.reported[statement.within].append(statement)

    def by_speaker(self) -> dict[str | None, list[Statement]]:
        """Statements by speaker, in the order in which the speakers first appear; those with none found last, under None."""
        groups: dict[str | None, list[Statement]] = defaultdict(list)
        for statement in self.statements.values():
            groups[statement.speaker if statement.speaker in self.entities else None].append(statement)
        if None in groups:
            groups[None] = groups.pop(None)
        return groups

    def name(self, entity: str | None) -> str | None:
        """The name of an entity, None where there is none."""
        return self.entities[entity].name if entity in self.entities else None

    def who(self, refs: Iterable[Ref]) -> str:
        """Whom words refer to, by name; the words beside it where they do not tell: "“he” = Iven Roe"."""
        named = list(dict.fromkeys(map(self._one, refs)))
        if len(named) > _MOST:
            named = [*named[: _MOST - 2], f"{named[_MOST - 2]} and {len(named) - _MOST + 1} more"]
        return ", ".join(named)

    def say_so(self, basis: str | None) -> str:
        """On whose say-so something rests, in words, with the numbers of the statements from the innermost out."""
        if basis is None:
            return "in the outlet's own voice"
        chain = list(self._chain(basis))
        # Who tells of words of their own is one voice.
        voices = ", as told by ".join(voice for voice, _ in groupby(map(self._voice, chain)))
        numbers = " in ".join(str(self.number[statement.id]) for statement in chain)
        if not chain:
            return "on the say-so of a source not named"
        return f"on the say-so of {voices} ({'statement ' if len(chain) == 1 else ''}{numbers})"

    def _chain(self, innermost: str) -> Iterator[Statement]:
        seen: set[str | None] = set()
        at: str | None = innermost
        while at in self.statements and at not in seen:
            seen.add(at)
            yield self.statements[at]
            at = self.statements[at].within

    def _voice(self, statement: Statement) -> str:
        name = self.name(statement.speaker)
        if name is None and statement.source:
            return f"“{brief(statement.source.text)}”"
        return name or "a source not named"

    def _one(self, ref: Ref) -> str:
        words, name = brief(ref.text), self.name(ref.entity)
        return name if name and _tells(words, name) else f"“{words}” = {name}" if name else words


def brief(words: str) -> str:
    """``words`` on one line, cut to about a line's length."""
    return textwrap.shorten(words, _LONGEST, placeholder=" …")


def _tells(words: str, name: str) -> bool:
    """Whether the words name whom the name does: "Mayor Roe" Iven Roe, "ICA" Island Coal Authority."""
    own = name.split()
    if words.replace(".", "") == "".join(word[0] for word in own if word[0].isupper()):
        return True
    said = words.casefold().replace("’s", "").replace("'s", "").split()
    return not set(name.casefold().split()).difference(_LINKS).isdisjoint(said)
