"""For whom an office, a campaign or a spokesman speaks. What they say is never put into the mouth of the one behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from onrecord.story.names import fold, is_odd
from onrecord.story.names_bodies import Voice, body_key, voice
from onrecord.story.people_joined import Joined, Row
from onrecord.terms import Entity, EntityType, Reading

_LASTING: Final = frozenset(("office", "press office", "media office", "news office", "campaign"))
"""Of those who speak for others, the ones that are the same from article to article; a spokesman may be another each time."""
_ORDER: Final[dict[EntityType, int]] = {"person": 0, "organization": 1, "group": 2, "other": 3, "place": 4, "work": 5}
"""Of several names in "a spokesman for Mayor Ada Orr of Harwick", whom he speaks for."""


class Speaks:
    """Found voices: ``behind`` has for a row the rows of those it may speak for; ``nouns`` what it is ("office")."""

    def __init__(self) -> None:
        self.behind: dict[Row, Row] = {}
        self.nouns: dict[Row, str] = {}
        self.words: dict[Row, str] = {}

    def note(self, reading: Reading) -> None:
        """Find who speaks for whom in one article; whom its words name is looked for there, then by `resolve`."""
        article = reading.article.id
        for entity in reading.entities:
            row = article, entity.id
            if any(m.form == "name" for m in entity.mentions):
                for title in entity.titles if entity.type == "person" else ():
                    if found := voice(title):
                        self._words(row, found, title)
                        break
                continue
            for mention in entity.mentions:
                found = voice(mention.text) if mention.form == "nominal" else None
                if found is None:
                    continue
                owner = _inside(
                    reading.entities, entity, mention.span.start + found.start, mention.span.start + found.end
                )
                if owner is not None:
                    self.behind[row] = article, owner.id
                    self.nouns[row] = found.by
                    break
                self._words(row, found, mention.text)

    def _words(self, row: Row, found: Voice, phrase: str) -> None:
        self.nouns.setdefault(row, found.by)
        self.words.setdefault(row, phrase[found.start : found.end])

    def resolve(self, names: Mapping[str, frozenset[Row]], joined: Joined) -> None:
        """Find by name those whom no entity inside the phrase names: one of the same article, else the only one so called.
        ``names``: for each name as `name_key` has it, rows that bear it."""
        for row, words in self.words.items():
            if row in self.behind:
                continue
            found = next((rows for key in _tails(words) if (rows := names.get(key))), frozenset[Row]())
            near = [other for other in found if other[0] == row[0]] or found
            roots = {joined.root(other) for other in near} - {joined.root(row)}
            if len(roots) == 1:
                self.behind[row] = roots.pop()

    def join(self, joined: Joined) -> None:
        """One office of one person is one in all articles."""
        offices: dict[tuple[Row, str], Row] = {}
        for row in sorted(self.behind):
            if self.nouns[row] in _LASTING:
                first = offices.setdefault((joined.root(self.behind[row]), self.nouns[row].split()[-1]), row)
                joined.join(first, row)


def name_key(written: str) -> str:
    """A name as the words of a phrase are looked up by."""
    return body_key(written)


def _inside(entities: Iterable[Entity], speaker: Entity, start: int, end: int) -> Entity | None:
    """Whose mention lies in the words: a person before a body before a place, the longest of them."""
    found: list[tuple[int, int, str, Entity]] = []
    for entity in entities:
        if entity is speaker:
            continue
        for mention in entity.mentions:
            if start <= mention.span.start and mention.span.end <= end:
                found.append((_ORDER[entity.type], mention.span.start - mention.span.end, entity.id, entity))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _tails(words: str) -> list[str]:
    """The words, and what is left of them when titles in front are taken off one by one; of two that "and" joins, neither."""
    parts = words.split()
    if is_odd(words) or "and" in parts:
        return [body_key(words)]
    return [body_key(" ".join(parts[at:])) for at in range(len(parts)) if fold(parts[at]) not in ("of", "the", "for")]
