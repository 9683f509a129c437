"""Who of a whole record bears a name: candidates from its index, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onrecord.reader.names import is_particle
from onrecord.reader.people_words import gender_of_given
from onrecord.story.names import Name, fits, parse
from onrecord.story.names_bodies import body_key, is_acronym, is_lasting, voice
from onrecord.story.people import EVERYWHERE, join_bearers, known, spelt_out
from onrecord.story.people_bearers import Bearer, Context, bearer
from onrecord.story.people_joined import Joined, Row
from onrecord.story.people_roles import Standing, standing

if TYPE_CHECKING:
    from onrecord.record import Alias, View  # which loads the database: not before there is one
    from onrecord.record.told import Borne

_READ: Final = 16
"""Readings that are looked at for the honorifics and pronouns of a surname alone, at some 3 ms each."""
_NOBODY: Final = frozenset[str]()
_OTHERS: Final = 8
"""Other names of a body, or of an entry of an alias list, that are looked for too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that is asked for: ``names`` are the ways to write it, of an alias list's only entry all; ``entries`` are those of the list
    for the name as it was typed."""

    names: tuple[str, ...]
    persons: tuple[Name, ...]
    keys: frozenset[str]
    entries: tuple[Alias, ...]

    def is_for(self, one: Bearer) -> bool:
        """Whether the bearer has the name: for a full name that name or one it fits, for a single word whoever has it as surname."""
        if not one.forms:
            return False
        if one.type != "person":
            return any(body_key(form) in self.keys for form in one.forms)
        return any(_answers(parse(form), name) for form in one.forms for name in self.persons)


def _answers(has: Name, name: Name) -> bool:
    if name.given:
        return bool(has.given) and fits(has, name) is not None
    if len(name.tokens) == 1 and not name.odd:
        family_first = has.tokens[0] == name.whole and len(has.tokens) > 1 and not gender_of_given(name.whole)
        return has.last == name.last or family_first
    return fits(has, name) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """Bearers of a name and all who might be taken for them, joined; ``rows`` has each one's place in the index."""

    bearers: tuple[Bearer, ...]
    joined: Joined
    notes: dict[Row, list[str]]
    rows: dict[Row, Borne]


def asked_for(view: View, name: str) -> Asked:
    """What is meant by a name as a person types it: "Orr, Ada" is Ada Orr."""
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first and parse(f"x y, {first}").suffix == "":
        name = f"{first.strip()} {last.strip()}"
    entries = view.aliases(name)
    more = (entries[0].label, *entries[0].aliases[:_OTHERS]) if len(entries) == 1 else ()
    names = tuple(dict.fromkeys((" ".join(name.split()), *more)))
    return Asked(names, tuple(parse(one) for one in names), frozenset(body_key(one) for one in names), entries)


def find(view: View, asked: Asked) -> Found:
    """All who bear the name, and those of its surname, joined where they are one."""
    from onrecord.record.told import borne

    rows: dict[Row, Borne] = {}

    def look(words: str) -> None:
        for row in borne(view, words):
            rows[row.article, row.entity] = row

    for name, person in zip(asked.names, asked.persons, strict=True):
        look(name)
        if len(person.tokens) > 1 and (not rows or any(row.type == "person" for row in rows.values())):
            look(name.split()[-1] if not person.suffix else name.split()[-2])
    letters = {
        form
        for row in rows.values()
        if row.type != "person" and any(body_key(one) in asked.keys for one in row.names)
        for form in row.names
        if is_acronym(form) or (" " in form and any(is_acronym(one) for one in row.names))
    }
    for form in sorted(letters - set(asked.names))[:_OTHERS]:
        look(form)
    joined = Joined(view.verdicts())
    surnames = {person.last for person in asked.persons}
    ruled = {one.name for _, one in _ruled(view, list(rows), joined) if one.type != "person" or parse(one.name).full}
    for form in sorted(ruled - set(asked.names))[
        :_OTHERS
    ]:  # all who bear that name are looked for, not only the one ruled on
        look(form)
        surnames.add(parse(form).last)
    held = {row: one for row, one in rows.items() if one.type != "person" or _of(one, surnames, asked)}
    bearers = list(_bearers(view, held))
    for one, row in _ruled(view, [one.row for one in bearers], joined):
        bearers.append(one)
        held[one.row] = row
    entries = view.aliases(*asked.names) if len(asked.names) > 1 else asked.entries
    notes = join_bearers(
        bearers, joined, _company(view, held.values()), known(entries), spelt=spelt_out(bearers), strangers=True
    )
    return Found(tuple(bearers), joined, notes, held)


def _of(row: Borne, surnames: set[str], asked: Asked) -> bool:
    """Whether any of a person's names has one of the surnames, or is asked for."""
    names = [parse(form) for form in row.names]
    return any(name.last in surnames or name.tokens[0] in surnames for name in names) or any(
        _answers(name, one) for name in names for one in asked.persons
    )


def _bearers(view: View, rows: dict[Row, Borne]) -> Iterator[Bearer]:
    """Of a surname alone more is known from its reading: honorifics and pronouns."""
    bare = [row for row, one in rows.items() if one.type == "person" and not parse(one.name).full]
    readings = view.readings(sorted({article for article, _ in bare})) if len(bare) <= _READ else {}
    looked = {
        (article, entity.id): bearer(reading, entity)
        for article, reading in readings.items()
        for entity in reading.entities
        if (article, entity.id) in rows
    }
    for row, one in rows.items():
        named = _is_named(one)
        if row in looked:
            yield looked[row]
        elif named or is_lasting(one.name) or voice(one.name) is not None:
            told = Standing()
            if one.type == "person":
                told = standing(one.titles, None, gender_of_given(parse(one.name).given))
            yield Bearer(row, one.type, one.name, dict.fromkeys(one.names, 1), one.titles, told, None, 1)  # type: ignore[arg-type]


def _is_named(one: Borne) -> bool:
    """Whether the index holds a name and no description: "Ada Orr", and not "state officials" or "a spokesman for Orr"."""
    words = one.name.split()
    first = words[0] if words[0].lower() != "the" or len(words) == 1 else words[1]
    begins = first[:1].isupper() or first[:1].isdigit() or is_particle(first) or first.islower() != words[-1].islower()
    return begins and not words[-1][:1].islower() and voice(one.name) is None


def _ruled(view: View, rows: Sequence[Row], joined: Joined) -> Iterator[tuple[Bearer, Borne]]:
    """Those whom somebody said to be one with any of these, under whatever name."""
    from onrecord.record.told import Borne

    here = set(rows)
    roots = {joined.root(row) for row in here if row in joined.said}
    there = sorted(row for row in joined.said if row not in here and joined.root(row) in roots)
    readings = view.readings({article for article, _ in there}) if there else {}
    kept = {one.id: one for one in view.articles(sorted(readings))} if there else {}
    for article, name in there:
        for entity in readings[article].entities:
            if entity.id == name:
                one, source = bearer(readings[article], entity), kept[article]
                date = source.published.date if source.published else None
                yield (
                    one,
                    Borne(
                        article,
                        source.seq,
                        date,
                        name,
                        entity.name,
                        entity.type,
                        entity.titles,
                        (entity.name, *one.forms),
                        tuple(mention.span for mention in entity.mentions[:1]),
                    ),
                )


def _company(view: View, rows: Iterable[Borne]) -> Context:
    """Who else is named in the articles; looked up once, when first asked."""
    from onrecord.record.told import company

    numbers = {one.seq for one in rows}
    found: dict[str, frozenset[str]] = {}

    def context(article: str) -> frozenset[str]:
        if not found:
            names: dict[str, set[str]] = {"": set()}
            for of, name, type_ in company(view, numbers):
                names.setdefault(of, set()).add(parse(name).whole if type_ == "person" else body_key(name))
            found.update((of, frozenset(these - EVERYWHERE)) for of, these in names.items())
        return found.get(article, _NOBODY)

    return context
