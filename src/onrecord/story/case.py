"""The articles of one story laid out to be compared, and who everybody is over all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.story.heads import headed
from onrecord.story.parties import Party
from onrecord.story.people import People
from onrecord.story.source import Source
from onrecord.terms import Pointer

_DEATH: Final = re.compile(
    r"\b(?:fatal(?:ly)?|kill(?:s|ed|ing)?|dead|death|died|murder(?:ed)?|slain|deadly)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Case:
    """The articles of one story in order of publication, undated ones last, and who everybody in them is."""

    sources: tuple[Source, ...]
    people: People

    @cached_property
    def by_id(self) -> dict[str, Source]:
        """The articles by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def current(self) -> tuple[Source, ...]:
        """The articles that no later version in the story has replaced."""
        return tuple(source for source in self.sources if source.later is None)

    def order(self, pointer: Pointer) -> tuple[str, str, int]:
        """Where a pointer stands: by day of publication, article and position."""
        source = self.by_id[pointer.article]
        return source.day or "9999", source.id, pointer.spans[0].start if pointer.spans else 0

    def sorted(self, pointers: Sequence[Pointer]) -> tuple[Pointer, ...]:
        """Pointers in order, each once."""
        if len(pointers) < 2:
            return tuple(pointers)  # of most of what is told, which is hashed and looked up for nothing
        return tuple(sorted(dict.fromkeys(pointers), key=self.order))

    def led_by(self, first: Pointer, pointers: Sequence[Pointer]) -> tuple[Pointer, ...]:
        """Pointers in order, each once, ``first`` in front."""
        return first, *(one for one in self.sorted(pointers) if one != first)

    @cached_property
    def dead(self) -> frozenset[str]:
        """The keys of those whom an article tells to have been killed: they can be heard on nothing."""
        return frozenset(
            party.key
            for source in self.sources
            for event in source.reading.events
            if event.type == "ASSAULT" and event.status in ("actual", "historical")
            if _DEATH.search(source.text, *source.sentence(event.trigger.spans[0].start))
            for party in source.parties(event.recipients)
        )

    def voices_of(self, party: Party) -> frozenset[str]:
        """The keys of whoever speaks for ``party``: itself, its office, its spokesman, whoever heads it."""
        return frozenset({party.key}) | frozenset(key for key in self.people.persons if self._behind(key) == party.key)

    def voice(self, party: Party) -> str:
        """The key of whom ``party`` speaks for: an office or spokesman for another, the head of a body for that, else for itself."""
        return self._behind(party.key)

    def _behind(self, key: str) -> str:
        found = self._voices.get(key)
        if found is None:
            behind = self.people.voice_of(key) or self._headed.get(key) or key
            found = self._voices[key] = self._headed.get(behind, behind)
        return found

    @cached_property
    def _voices(self) -> dict[str, str]:
        """Whom each speaks for that was asked for so far: of one story's few hundred, some are asked for thousands of times."""
        return {}

    @cached_property
    def _headed(self) -> dict[str, str]:
        return headed(self.people, self.sources)
