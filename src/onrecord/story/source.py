"""An article of a story laid out to be compared: whom it mentions where, on whose word a row rests, and which day it is of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from onrecord.story.parties import UNNAMED, Party
from onrecord.story.people import People
from onrecord.story.sentences import sentence_at, sentences
from onrecord.terms import (
    Act,
    Entity,
    Event,
    Form,
    Kept,
    Published,
    Reading,
    Ref,
    Span,
    Statement,
    Time,
)

if TYPE_CHECKING:
    from onrecord.story.propositions import Proposition  # which are made from this

_AHEAD: Final[frozenset[Act]] = frozenset({"demand", "commit", "intend", "predict"})
"""Acts that look ahead: a time behind what is to be done is when that is to be."""


class Mark(NamedTuple):
    """Where an article mentions somebody, and whom."""

    span: Span
    party: Party
    form: Form


@dataclass(frozen=True)
class Source:
    """An article of the story.

    ``reading`` has the date that was inferred, where one was. ``voice`` is the id of the article whose words these are: its own, or of
    the one it reprints; for an older version, that of the last. ``reprint_of`` is the article it prints again, if any; ``later`` the
    next version at the same address.
    """

    kept: Kept
    reading: Reading
    voice: str
    reprint_of: str | None
    later: str | None
    people: People

    @property
    def id(self) -> str:
        """The article's id."""
        return self.kept.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    @property
    def published(self) -> Published | None:
        """When it came out, inferred where the story forces it."""
        return self.reading.article.published

    @cached_property
    def day(self) -> str | None:
        """The day it came out, ISO 8601; a month or year where no more is known."""
        return self.published.date[:10] if self.published else None

    @property
    def outlet(self) -> str:
        """Who printed it; an article of no named outlet stands for itself."""
        return self.kept.outlet or f"(outlet not named: {self.id[:8]})"

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The article's entities by id."""
        return {entity.id: entity for entity in self.reading.entities}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The article's statements by id."""
        return {statement.id: statement for statement in self.reading.statements}

    @cached_property
    def triggers(self) -> list[tuple[int, str]]:
        """Where the article's events are told, in order, and the type and mode of each."""
        return sorted(
            (event.trigger.spans[0].start, f"{event.type} {event.mode or ''}") for event in self.reading.events
        )

    @cached_property
    def counted(self) -> list[tuple[int, int]]:
        """Where the article's figures stand, in order, and the place of each among them."""
        return sorted((figure.spans[0].start, i) for i, figure in enumerate(self.reading.figures))

    @cached_property
    def sentences(self) -> list[Span]:
        """The article's sentences."""
        return sentences(self.text)

    @cached_property
    def title_end(self) -> int:
        """Where the title line ends; 0 where the text has none."""
        title = self.reading.article.title
        return len(title) if title and self.text.startswith(title) else 0

    @cached_property
    def marks(self) -> list[Mark]:
        """All mentions in text order; of two that overlap the longer."""
        found = sorted(
            (
                Mark(mention.span, self.entity(entity.id), mention.form)
                for entity in self.reading.entities
                for mention in entity.mentions
            ),
            key=lambda mark: (mark.span.start, -mark.span.end, mark.party.key),
        )
        kept: list[Mark] = []
        for mark in found:
            if not kept or mark.span.start >= kept[-1].span.end:
                kept.append(mark)
        return kept

    @cached_property
    def _ends(self) -> list[int]:
        return [mark.span.end for mark in self.marks]

    @cached_property
    def passages(self) -> dict[tuple[Span, ...], Proposition]:
        """Its passages that were taken apart to be compared so far: `onrecord.story.propositions` fills it."""
        return {}

    def entity(self, name: str) -> Party:
        """Whoever the entity of this id is."""
        return self._parties[name]

    @cached_property
    def _parties(self) -> dict[str, Party]:
        return {entity.id: self._of(entity) for entity in self.reading.entities}

    def _of(self, entity: Entity) -> Party:
        key = self.people.person_of(self.id, entity.id)
        if key is None:
            named = any(mention.form == "name" for mention in entity.mentions)
            return Party(f"{self.id}/{entity.id}", entity.name, entity.type, named)
        return Party(key, self.people.name(key), entity.type, self.people.persons[key].named)

    def party(self, ref: Ref) -> Party:
        """Whoever a reference means; its own words where the article does not tell who that is."""
        if ref.entity in self.entities:
            return self.entity(ref.entity)
        return self._described(ref.text, ref.spans[0].start)

    def somebody(self, span: Span) -> Party:
        """Whoever a stretch of the text means: whom it mentions, else the words themselves."""
        mark = next((mark for mark in self.mentions(*span) if mark.span == span), None)
        return mark.party if mark else self._described(self.text[span.start : span.end], span.start)

    def _described(self, text: str, at: int) -> Party:
        words = " ".join(text.split())
        if key := self.people.described(self.id, words, at):
            known = self.people.persons[key]
            return Party(key, known.name, known.type, known.named)
        return Party(f"{self.id}/{words.casefold()}", words, None, False)

    def parties(self, refs: Sequence[Ref]) -> tuple[Party, ...]:
        """Each of them once, in order."""
        return tuple({party.key: party for party in map(self.party, refs)}.values())

    def speaker(self, statement: Statement) -> Party:
        """Whoever says it: an entity, or the words that name the source."""
        if statement.speaker in self.entities:
            return self.entity(statement.speaker)
        if statement.source is None:
            return Party(f"{self.id}/{UNNAMED}", UNNAMED, None, False)
        return self._described(statement.source.text, statement.source.spans[0].start)

    def outermost(self, statement: Statement) -> Statement:
        """The statement that the article itself reports: what A says of B's words is on A's say-so."""
        seen = {statement.id}
        while statement.within in self.statements and statement.within not in seen:
            statement = self.statements[statement.within]
            seen.add(statement.id)
        return statement

    def say_so(self, basis: str | None) -> Party | None:
        """On whose say-so a row with this basis rests; None: the outlet's own voice."""
        if basis not in self.statements:
            return None
        return self.speaker(self.outermost(self.statements[basis]))

    def said_at(self, statement: Statement) -> Time | None:
        """When a statement was made, if the article tells: a time behind what is to be done is when that is to be."""
        time = statement.time
        if time is None or time.date is None:
            return None
        ahead = statement.act in _AHEAD and time.spans[0].start >= statement.content.spans[-1].end
        return None if ahead else time

    def said_on(self, basis: str | None) -> str | None:
        """The day on which a statement, or the one that tells of it, was made; the article's where it tells none."""
        statement = self.statements.get(basis or "")
        seen: set[str] = set()
        while statement is not None and statement.id not in seen:
            if time := self.said_at(statement):
                return time.date
            seen.add(statement.id)
            statement = self.statements.get(statement.within or "")
        return self.day

    def is_spoken(self, event: Event) -> bool:
        """Whether an event is what a statement does by being made ("urged", "denied"): its trigger is the statement's cue."""
        return any(span in self._cues for span in event.trigger.spans) or any(
            start < end_ and start_ < end for start, end in event.trigger.spans for start_, end_ in self._cues
        )

    @cached_property
    def _cues(self) -> frozenset[Span]:
        return frozenset(span for one in self.reading.statements if one.cue for span in one.cue.spans)

    def mentions(self, start: int, end: int) -> list[Mark]:
        """The mentions that lie in a stretch of the text."""
        at = bisect_right(self._ends, start)
        found = []
        while at < len(self.marks) and self.marks[at].span.start < end:
            found.append(self.marks[at])
            at += 1
        return found

    def sentence(self, at: int) -> Span:
        """The sentence that holds position ``at``."""
        return sentence_at(self.sentences, at) or Span(at, at + 1)

    def words(self, span: Span) -> str:
        """The words of a stretch of text, white space folded."""
        return " ".join(self.text[span.start : span.end].split())
