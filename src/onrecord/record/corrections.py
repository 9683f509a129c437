"""People's verdicts applied to a reading: which hold, what rows they are of, and what the reading is with them.

Pure functions; docs/explanation/record.md has the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

from onrecord.errors import RefusedCorrection
from onrecord.ids import digest
from onrecord.terms import (
    ACTS,
    Correction,
    Entity,
    EntityType,
    Event,
    EventStatus,
    EventType,
    Quoted,
    Reading,
    Ref,
    Span,
    Statement,
)

RowKind = Literal["statement", "event", "entity"]
Row = Statement | Event | Entity

FIELDS: Final[Mapping[RowKind, tuple[str, ...]]] = {
    "statement": ("speaker", "act", "content", "source"),
    "event": ("type", "status"),
    "entity": ("type",),
}
"""What can be replaced in each kind of row."""

PAIRS: Final = ("same", "different", "unsure")
"""Verdicts that may be of two entities; *unsure* may also be of one row."""

_ADDED: Final = "e+"  # how the id of an entity begins that a person added


@dataclass(frozen=True, slots=True)
class Made:
    """A correction as its entry keeps it.

    ``article`` and ``item`` are the two parts of its row; ``kind`` what it is a row of, None for *undo*. ``reading`` is the id
    of the reading that it was made on: there ids hold, in another the row is found again by its kind and words.
    ``whom`` are the mentions of the entity that a speaker was replaced by, ``other_spans`` those of the second entity, and
    ``other_reading`` the reading that it is of.
    """

    seq: int
    correction: Correction
    kind: RowKind | None
    reading: str
    whom: tuple[Span, ...] = ()
    other_spans: tuple[Span, ...] = ()
    other_reading: str | None = None

    @property
    def article(self) -> str:
        """The article that the row is of."""
        return self.correction.row.rpartition("/")[0]

    @property
    def item(self) -> str:
        """The row's id in the reading that it was made on."""
        return self.correction.row.rpartition("/")[2]

    def slot(self) -> object:
        """What it says something of: of two with the same slot the later holds."""
        said = self.correction
        if said.other is not None:
            return frozenset((said.row, said.other))
        return said.row, said.field


def standing(made: Iterable[Made]) -> list[Made]:
    """Those in force, in order: not undone, and the last on their row and field. An *undo* that is undone undoes nothing."""
    undone: set[str] = set()
    taken: set[object] = set()
    kept: list[Made] = []
    for one in sorted(made, key=lambda one: one.seq, reverse=True):
        if one.correction.id in undone:
            continue
        if one.correction.verdict == "undo":
            undone.add(one.correction.row)
        elif one.slot() not in taken:
            taken.add(one.slot())
            kept.append(one)
    return kept[::-1]


def undoable(made: Iterable[Made]) -> set[str]:
    """The ids of all corrections that an *undo* may name: those that no other undoes."""
    undone: set[str] = set()
    kept: set[str] = set()
    for one in sorted(made, key=lambda one: one.seq, reverse=True):
        if one.correction.id in undone:
            continue
        kept.add(one.correction.id)
        if one.correction.verdict == "undo":
            undone.add(one.correction.row)
    return kept


def spans_of(row: Row) -> tuple[Span, ...]:
    """The words by which a row is found again: a statement's content, an event's trigger, an entity's mentions by name."""
    if isinstance(row, Statement):
        return row.content.spans
    if isinstance(row, Event):
        return row.trigger.spans
    named = tuple(mention.span for mention in row.mentions if mention.form == "name")
    return named or tuple(mention.span for mention in row.mentions)


def rows_of(reading: Reading) -> dict[str, tuple[RowKind, Row]]:
    """Every row that can be corrected, by its id."""
    rows: dict[str, tuple[RowKind, Row]] = {entity.id: ("entity", entity) for entity in reading.entities}
    rows.update((event.id, ("event", event)) for event in reading.events)
    rows.update((statement.id, ("statement", statement)) for statement in reading.statements)
    return rows


def find_row(reading: Reading, name: str, kind: RowKind | None, spans: Sequence[Span], *, made_on: bool) -> str | None:
    """The id of a row in ``reading``: ``name`` itself where the correction was ``made_on`` it, else the row with these words."""
    rows = rows_of(reading)
    if made_on or name.startswith(_ADDED):
        return name if name in rows or name.startswith(_ADDED) else None
    if kind == "entity":
        return find_entity(reading, spans)
    found = (one for one, (what, row) in rows.items() if what == kind and spans_of(row) == tuple(spans))
    return next(found, None)


def find_entity(reading: Reading, spans: Sequence[Span]) -> str | None:
    """The id of the entity with most of these mentions, None where none has one."""
    asked = set(spans)
    shared = {entity.id: sum(mention.span in asked for mention in entity.mentions) for entity in reading.entities}
    best = max(shared, key=lambda one: shared[one], default=None)
    return best if best is not None and shared[best] else None


def words_at(text: str, said: str, near: Sequence[Span]) -> Quoted | None:
    """``said`` where it stands in ``text`` nearest to ``near``, None where it does not."""
    middle = near[0].start if near else 0
    places: list[int] = []
    at = text.find(said) if said else -1
    while at >= 0:
        places.append(at)
        at = text.find(said, at + 1)
    if not places:
        return None
    start = min(places, key=lambda place: (abs(place - middle), place))
    return Quoted(said, (Span(start, start + len(said)),))


def added_id(name: str) -> str:
    """The id of an entity that a person added by its name, the same in every reading."""
    return f"{_ADDED}{digest('entity', name)[:8]}"


def name_of(reading: Reading, said: str) -> Entity | None:
    """The entity whose id or, without case, whose name this is; of several of one name none is meant."""
    by_id = next((entity for entity in reading.entities if entity.id == said), None)
    if by_id:
        return by_id
    folded = " ".join(said.split()).casefold()
    named = [entity for entity in reading.entities if entity.name.casefold() == folded]
    return named[0] if len(named) == 1 else None


def corrected(reading: Reading, made: Sequence[Made], *, name: str) -> tuple[Reading, tuple[Made, ...]]:
    """``reading``, whose id is ``name``, with the corrections in force, and those whose row is not found in it any more."""
    if not made:
        return reading, ()
    work = _Work(reading)
    orphans = []
    for one in made:
        said = one.correction
        row = find_row(reading, one.item, one.kind, said.spans, made_on=one.reading == name)
        if row is None:
            orphans.append(one)
        elif said.verdict == "reject":
            work.rejected.add(row)
        elif said.verdict == "replace":
            work.replacing.append((row, one, one.reading == name))
    return work.done(), tuple(orphans)


def reviewed(reading: Reading, made: Iterable[Made], *, name: str) -> frozenset[str]:
    """The rows of ``reading``, whose id is ``name``, that one of the corrections in force is a verdict on by itself."""
    rows = {
        find_row(reading, one.item, one.kind, one.correction.spans, made_on=one.reading == name)
        for one in made
        if one.correction.other is None
    }
    return frozenset(row for row in rows if row is not None)


class _Work:
    """A reading while it is corrected."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._entities = {entity.id: entity for entity in reading.entities}
        self._statements = {statement.id: statement for statement in reading.statements}
        self._events = {event.id: event for event in reading.events}
        self.rejected: set[str] = set()
        self.replacing: list[tuple[str, Made, bool]] = []

    def done(self) -> Reading:
        """Speakers first: they may add an entity of which another correction is."""
        for row, one, same in sorted(self.replacing, key=lambda item: item[1].correction.field != "speaker"):
            self._replace(row, one, made_on=same)
        if self.rejected:
            self._reject()
        return replace(
            self._reading,
            entities=tuple(self._entities.values()),
            statements=tuple(self._statements.values()),
            events=tuple(self._events.values()),
            figures=self._figures(),
        )

    def _replace(self, row: str, one: Made, *, made_on: bool) -> None:
        field, value = one.correction.field, one.correction.value
        if row in self._statements:
            statement = self._statements[row]
            if field == "speaker":
                speaker = self._speaker(one, made_on=made_on)
                known = statement.resolved_by if statement.resolved_by != "none" else "name"
                statement = replace(statement, speaker=speaker, resolved_by=known if speaker else "none")
            elif field == "source":
                words = words_at(self._reading.article.text, value or "", statement.content.spans)
                statement = replace(statement, source=words)
            elif field == "content":
                words = words_at(self._reading.article.text, value or "", statement.content.spans)
                statement = replace(statement, content=words or statement.content)
            elif field == "act":
                statement = replace(statement, act=value)  # type: ignore[arg-type]  # checked when it was made
            self._statements[row] = statement
        elif row in self._events and field:
            changes: dict[str, Any] = {field: value}
            if field == "type":
                changes["mode"] = None  # the modes of another type
            self._events[row] = replace(self._events[row], **changes)
        elif row in self._entities:
            self._entities[row] = replace(self._entities[row], type=value)  # type: ignore[arg-type]

    def _speaker(self, one: Made, *, made_on: bool) -> str | None:
        """The id of the entity that a speaker was replaced by; a name that no entity has is added as a person's."""
        name = one.correction.value
        if name is None:
            return None
        found = find_entity(self._reading, one.whom) if one.whom else None
        if found is None and not (one.whom and made_on):
            entity = name_of(self._reading, name)
            found = entity.id if entity else None
        if found is None:
            found = added_id(name)
            self._entities.setdefault(found, Entity(found, name, "person", (), ()))
        return found

    def _reject(self) -> None:
        """Take the rejected rows out. What rests on a statement that is none rests on the one around it, or on none."""
        outer = {one.id: one.within for one in self._statements.values()}
        self._entities = {name: one for name, one in self._entities.items() if name not in self.rejected}
        kept = (one for one in self._statements.values() if one.id not in self.rejected)
        self._statements = {one.id: self._left(one, outer) for one in kept}
        told = (one for one in self._events.values() if one.id not in self.rejected)
        self._events = {
            one.id: replace(
                one,
                actors=self._refs(one.actors),
                recipients=self._refs(one.recipients),
                place=self._refs(one.place),
                basis=self._outer(one.basis, outer),
            )
            for one in told
        }

    def _left(self, one: Statement, outer: Mapping[str, str | None]) -> Statement:
        gone = one.speaker in self.rejected
        return replace(
            one,
            speaker=None if gone else one.speaker,
            resolved_by="none" if gone else one.resolved_by,
            addressees=self._refs(one.addressees),
            within=self._outer(one.within, outer),
        )

    def _figures(self) -> tuple[Any, ...]:
        if not self.rejected:
            return self._reading.figures
        outer = {one.id: one.within for one in self._reading.statements}
        return tuple(
            replace(one, places=self._refs(one.places), basis=self._outer(one.basis, outer))
            for one in self._reading.figures
        )

    def _refs(self, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
        return tuple(replace(ref, entity=None) if ref.entity in self.rejected else ref for ref in refs)

    def _outer(self, name: str | None, outer: Mapping[str, str | None]) -> str | None:
        while name in self.rejected:
            name = outer.get(name) if name else None
        return name


_OF_FIELD: Final[Mapping[tuple[RowKind, str], tuple[str, ...]]] = {
    ("statement", "act"): tuple(ACTS),
    ("event", "type"): get_args(EventType),
    ("event", "status"): get_args(EventStatus),
    ("entity", "type"): get_args(EntityType),
}


def checked(
    row: str, kind: RowKind, item: Row, reading: Reading, *, field: str | None, value: str | None
) -> str | None:
    """The ``value`` to keep for a *replace* of ``field``. Raises `RefusedCorrection` where it makes no sense."""
    if field not in FIELDS[kind]:
        can = ", ".join(FIELDS[kind])
        raise RefusedCorrection(row, f"{field!r} of this {kind} cannot be replaced; what can is: {can}")
    allowed = _OF_FIELD.get((kind, field))
    if allowed is not None:
        if value not in allowed:
            raise RefusedCorrection(row, f"{value!r} is no {field}; it is one of {', '.join(allowed)}")
        return value
    if field == "speaker":
        return _speaker_value(row, reading, value)
    if value is None and field == "source":
        return None
    if not value or words_at(reading.article.text, value, spans_of(item)) is None:
        raise RefusedCorrection(
            row, f"{value!r} does not stand in the article; {field} must be its words, letter by letter"
        )
    return value


def _speaker_value(row: str, reading: Reading, value: str | None) -> str | None:
    if value is None:
        return None
    name = " ".join(value.split())
    entity = name_of(reading, name)
    if entity:
        return entity.name
    twice = [entity.id for entity in reading.entities if entity.name.casefold() == name.casefold()]
    if twice:
        raise RefusedCorrection(
            row, f"{value!r} is the name of several in this article: say which, {' or '.join(twice)}"
        )
    if not any(letter.isalpha() for letter in name):
        raise RefusedCorrection(row, f"{value!r} is no name")
    return name
