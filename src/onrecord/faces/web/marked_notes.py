"""What stands in the margin beside a paragraph: of each row that begins in it who, what, to whom, when, and on whose say-so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from onrecord import Entity, Event, Figure, Reading, Ref, Statement, Time
from onrecord.faces.counted import amount
from onrecord.faces.moments import day
from onrecord.faces.numbered import UNCERTAIN, brief
from onrecord.faces.web.marked import figure_id

NOT_NAMED = "source not named"

_NUMBER = re.compile(r"s([0-9]{1,6})")


class Named(NamedTuple):
    """Somebody or something, as it is called. ``known``: by a name, under which more can be found; else in the article's words."""

    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in the margin.

    ``number`` is what it is marked with in the text. ``date`` is in words. ``tellers`` are those who tell of it, the innermost first;
    ``unsure`` its confidence where that is low. ``corrected``: a person's verdict on it holds.
    """

    row: str
    number: str
    speaker: Named
    act: str
    to: tuple[Named, ...]
    channel: str | None
    date: str | None
    negated: bool
    modality: str | None
    tellers: tuple[Named, ...]
    unsure: float | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """An event in the margin: ``words`` that tell of it, and ``about`` it, what it was first."""

    row: str
    words: str
    about: tuple[str, ...]
    corrected: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in the margin: how many, and ``about`` it."""

    row: str
    words: str
    about: tuple[str, ...]


Note = Said | Happened | Counted


class Whose:
    """A reading, asked who is who in it and on whose say-so something rests."""

    def __init__(self, reading: Reading) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in reading.entities}
        self.statements: Mapping[str, Statement] = {statement.id: statement for statement in reading.statements}

    def named(self, ref: Ref) -> Named:
        """Whom or what the words name."""
        entity = self.entities.get(ref.entity or "")
        return Named(entity.name, True) if entity else Named(brief(ref.text), False)

    def all(self, refs: Iterable[Ref]) -> tuple[Named, ...]:
        """The same of several, each once."""
        return tuple(dict.fromkeys(map(self.named, refs)))

    def speaker(self, statement: Statement) -> Named:
        """Who makes the statement."""
        entity = self.entities.get(statement.speaker or "")
        if entity:
            return Named(entity.name, True)
        return Named(f"“{brief(statement.source.text)}”" if statement.source else NOT_NAMED, False)

    def chain(self, innermost: str | None) -> Iterator[Statement]:
        """A statement, the one that it stands within, and so on."""
        seen: set[str] = set()
        at = self.statements.get(innermost or "")
        while at and at.id not in seen:
            seen.add(at.id)
            yield at
            at = self.statements.get(at.within or "")

    def tellers(self, statement: Statement) -> tuple[Named, ...]:
        """Who tells of the statement, the innermost first; who tells of words of their own is no other."""
        told = [self.speaker(one) for one in self.chain(statement.id)]
        return tuple(name for name, _ in groupby(told))[1:]

    def say_so(self, basis: str | None) -> str:
        """On whose say-so something rests, in words."""
        if basis is None:
            return "in the outlet’s own voice"
        voices = [name.name for name, _ in groupby(map(self.speaker, self.chain(basis)))]
        return f"on the say-so of {', as told by '.join(voices) or NOT_NAMED}"


def number_of(row: str) -> str:
    """What a statement is marked with in the text: 4 of s4."""
    found = _NUMBER.fullmatch(row)
    return found[1] if found else row


def notes(reading: Reading, *, corrected: Collection[str] = ()) -> Mapping[str, Note]:
    """The note of each row but the entities, by its id. ``corrected`` are the rows on which a person's verdict holds."""
    whose = Whose(reading)
    found: dict[str, Note] = {}
    for statement in reading.statements:
        found[statement.id] = _said(statement, whose, statement.id in corrected)
    for event in reading.events:
        start, end = event.trigger.spans[0]
        words = f"“{brief(reading.article.text[start:end])}”"
        found[event.id] = Happened(event.id, words, tuple(_happened(event, whose)), event.id in corrected)
    for number, figure in enumerate(reading.figures, 1):
        row = figure_id(number)
        found[row] = Counted(row, amount(figure), tuple(_counted(figure, whose)))
    return found


def _said(statement: Statement, whose: Whose, corrected: bool) -> Said:
    return Said(
        statement.id,
        number_of(statement.id),
        whose.speaker(statement),
        statement.act,
        whose.all(statement.addressees),
        statement.channel.type if statement.channel else None,
        _date(statement.time),
        statement.negated,
        statement.modality if statement.modality != "actual" else None,
        whose.tellers(statement),
        statement.confidence if statement.confidence < UNCERTAIN else None,
        corrected,
    )


def _date(time: Time | None) -> str | None:
    if time is None:
        return None
    return day(time.date) if time.date else f"“{brief(time.text)}”"


def kind_of(event: Event) -> str:
    """What was done, and how: "coerce, arrest"."""
    return event.type.lower() + (f", {event.mode.replace('-', ' ')}" if event.mode else "")


def _happened(event: Event, whose: Whose) -> Iterator[str]:
    yield kind_of(event)
    if event.status != "actual":
        yield event.status
    if event.actors:
        yield f"by {_listed(whose.all(event.actors))}"
    if event.recipients:
        yield f"to {_listed(whose.all(event.recipients))}"
    if date := _date(event.time):
        yield date
    yield whose.say_so(event.basis)
    if event.confidence < UNCERTAIN:
        yield f"uncertain ({event.confidence:.2f})"


def _counted(figure: Figure, whose: Whose) -> Iterator[str]:
    if figure.of:
        yield brief(figure.of.text)
    yield whose.say_so(figure.basis)


def _listed(names: Sequence[Named], most: int = 3) -> str:
    told = [name.name for name in names]
    return ", ".join(told if len(told) <= most else [*told[: most - 1], f"{len(told) - most + 1} more"])


def within(reading: Reading) -> Mapping[str, tuple[Statement, ...]]:
    """The statements that stand within each statement, in order."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.within:
            found[statement.within].append(statement)
    return {row: tuple(its) for row, its in found.items()}
