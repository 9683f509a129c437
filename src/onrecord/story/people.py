"""Who is who over several articles: persons, bodies and places that are one, and those that only share a name.

docs/explanation/identity.md tells the rules. A pure function of readings, people's verdicts and an alias list: the order of any
of them changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.record.values import Alias
from onrecord.story.names import fold, parse, untitled
from onrecord.story.names_bodies import body_key, is_acronym, is_country, part_of
from onrecord.story.people_bearers import Bearer, Context, bearer
from onrecord.story.people_bodies import fullest, join_bodies, taken_for_persons
from onrecord.story.people_described import Meant, bare, described, noun_of
from onrecord.story.people_joined import Joined, Row
from onrecord.story.people_persons import Persons
from onrecord.story.people_voices import Speaks, name_key
from onrecord.terms import Correction, EntityType, Reading

EVERYWHERE: Final = frozenset(
    """associatedpress reuters agencefrancepresse whitehouse supremecourt unitednations europeanunion newyorktimes washingtonpost
    wallstreetjournal houseofrepresentatives justicedepartment statedepartment capitolhill""".split()
)
"""Bodies that stand in articles on anything: that two articles name one of them says nothing of their matter."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, body, place or group over all articles that name it.

    ``name`` is the fullest name used, ``aliases`` the others and ``titles`` all that were given, as written, the most common first.
    ``members`` are the entities, (article, entity id), in order; ``evidence`` says why they are held to be one, or why others are not.
    ``named``: some article names it, and does not only describe it.
    """

    key: str
    name: str
    type: EntityType
    titles: tuple[str, ...]
    aliases: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class People:
    """The identities of some articles: ``persons`` by key, with bodies, places and groups among them."""

    persons: Mapping[str, Identity]
    _keys: Mapping[tuple[str, str], str] = field(repr=False)
    _behind: Mapping[str, str] = field(repr=False)
    _described: Mapping[tuple[str, str], Meant] = field(repr=False)

    def described(self, article: str, words: str, at: int) -> str | None:
        """The key of the body that bare words mean at a place of an article's text: "the company", where it tells of one. None for all
        others."""
        noun = noun_of(words)
        meant = self._described.get((article, noun)) if noun else None
        return self._keys[meant.row] if meant and meant.holds(at, in_title=False) else None

    def person_of(self, article: str, entity: str | None) -> str | None:
        """The key of the identity that an article's entity belongs to; None for None or an entity that is not known."""
        return self._keys.get((article, entity)) if entity is not None else None

    def name(self, key: str) -> str:
        """The fullest name of an identity, without title."""
        return self.persons[key].name

    def voice_of(self, key: str) -> str | None:
        """Whom it speaks for: "Orr’s office", "a spokesman for Orr" and Lee Pell, "spokesman for the county", speak for another.
        None for all who speak for themselves."""
        return self._behind.get(key)

    def within(self, key: str) -> str | None:
        """The place that another is a part of by its name: Harwick for "south Harwick", where that is named too."""
        one = self.persons[key]
        whole = part_of(one.name) if one.type == "place" else None
        found = [k for k, p in self.persons.items() if p.type == "place" and whole == body_key(p.name)]
        return found[0] if len(found) == 1 else None


def identify(
    readings: Sequence[Reading], *, verdicts: Sequence[Correction] = (), aliases: Sequence[Alias] = ()
) -> People:
    """Put together who is one over these articles. Never against evidence: when in doubt, two.

    ``verdicts``: corrections that hold, *same* and *different*; they stand above every rule, through other joins too. ``aliases``: an
    imported list; two names that one entry has, and no other, are one where nothing speaks against it.
    """
    ordered = sorted({reading.article.id: reading for reading in readings}.values(), key=lambda one: one.article.id)
    bearers = [bearer(reading, entity) for reading in ordered for entity in reading.entities]
    joined = Joined(verdicts)
    speaks = Speaks()
    for reading in ordered:
        speaks.note(reading)
    notes = join_bearers(bearers, joined, contexts(bearers), known(aliases), spelt=spelt_out(bearers, ordered))
    names: dict[str, set[Row]] = defaultdict(set)
    if speaks.words:
        for one in bearers:
            for form in {one.written, *one.forms} if one.forms else ():
                names[name_key(form)].add(one.row)
            if one.forms and one.type == "person":
                names[one.name.last].add(one.row)
    speaks.resolve({name: frozenset(rows) for name, rows in names.items()}, joined)
    speaks.join(joined)
    meant = described(ordered, joined.root)
    names_of = {one.row: one.written for one in bearers}
    for reading in ordered:
        for row, noun, other in bare(reading, meant):
            if joined.join(row, other):
                notes.setdefault(row, []).append(f"“{noun}”: its article tells of no other than {names_of[other]}")
    return _people(bearers, joined, notes, speaks.behind, meant)


def join_bearers(
    bearers: Sequence[Bearer],
    joined: Joined,
    context: Context,
    entry: Callable[[str], str | None],
    *,
    spelt: Mapping[str, frozenset[str]],
    strangers: bool = False,
) -> dict[Row, list[str]]:
    """Join those who are one, by the rules; the lines of evidence for each row.

    ``entry``: see `known`; ``spelt``: see `spelt_out`. ``strangers``: the articles are of many matters, see `Persons`.
    """
    full = {one.name.whole for one in bearers if one.type == "person" and one.forms and one.name.full}
    taken = taken_for_persons(bearers)
    persons: list[Bearer] = []
    others: list[Bearer] = []
    for one in bearers:
        if one.row in taken:
            others.append(one)
        elif one.type == "person":
            if one.forms:
                persons.append(one)
        # A full name that is a person's elsewhere, which the tagger could not place.
        elif one.type == "other" and " " in one.written and one.name.whole in full:
            persons.append(one)
        else:
            others.append(one)
    work = Persons(joined, context, entry, strangers)
    work.join(persons)
    join_bodies(others, joined, context, spelt_out=spelt, known=entry, notes=work.notes)
    return work.notes


def contexts(bearers: Iterable[Bearer]) -> Context:
    """For each article the people and bodies by which its matter is known: full names of persons, names of bodies in several
    words. Places are left out: two matters of one town are two."""
    by_article: dict[str, list[Bearer]] = defaultdict(list)
    for one in bearers:
        by_article[one.row[0]].append(one)
    found: dict[str, frozenset[str]] = {}

    def context(article: str) -> frozenset[str]:
        if article not in found:
            found[article] = (
                frozenset(
                    one.name.whole if one.type == "person" else body_key(one.written)
                    for one in by_article.get(article, ())
                    if one.forms and " " in one.written and one.type in ("person", "organization")
                )
                - EVERYWHERE
            )
        return found[article]

    return context


def known(aliases: Sequence[Alias]) -> Callable[[str], str | None]:
    """For a name, the only entry that has it; names that two entries share tell nothing."""
    entries: dict[str, set[str]] = defaultdict(set)
    for alias in aliases:
        for name in (alias.label, *alias.aliases):
            entries[fold(name)].add(alias.qid)
    if not entries:
        return lambda name: None
    only = {name: next(iter(qids)) for name, qids in entries.items() if len(qids) == 1}
    return lambda name: only.get(fold(name))


def spelt_out(bearers: Iterable[Bearer], readings: Sequence[Reading] = ()) -> dict[str, frozenset[str]]:
    """For letters the keys of the names that an article gives them for: as one entity, or in brackets behind the name."""
    found: dict[str, set[str]] = defaultdict(set)
    by_row: dict[Row, Bearer] = {}
    for one in bearers:
        if one.type == "person" or not one.forms:
            continue
        by_row[one.row] = one
        full = fullest(one)
        for form in {one.written, *one.forms} if " " in full else ():
            if is_acronym(form) and not is_country(body_key(form)):
                found[body_key(form)].add(body_key(full))
    for reading in readings:
        for letters, entity in _in_brackets(reading):
            whole = by_row.get((reading.article.id, entity))
            full = fullest(whole) if whole is not None and not is_country(body_key(letters)) else ""
            if " " in full and full[0].upper() == letters[0]:
                found[body_key(letters)].add(body_key(full))
    return {letters: frozenset(names) for letters, names in found.items()}


def _in_brackets(reading: Reading) -> Iterator[tuple[str, str]]:
    """Letters that stand in brackets right behind a name of another entity, and its id."""
    text = reading.article.text
    named = [(m, entity) for entity in reading.entities for m in entity.mentions if m.form == "name"]
    ends = {m.span.end: entity for m, entity in named if text.startswith(" (", m.span.end)}
    for mention, entity in named if ends else ():
        before = ends.get(mention.span.start - 2)
        if before is not None and before is not entity and is_acronym(mention.text):
            yield mention.text, before.id


def _people(
    bearers: Sequence[Bearer],
    joined: Joined,
    notes: Mapping[Row, Sequence[str]],
    behind: Mapping[Row, Row],
    meant: Mapping[tuple[str, str], Meant],
) -> People:
    sets: dict[Row, list[Bearer]] = defaultdict(list)
    for one in bearers:
        sets[joined.root(one.row)].append(one)
    persons: dict[str, Identity] = {}
    keys: dict[Row, str] = {}
    for members in sets.values():
        found = identity(members, joined, notes)
        persons[found.key] = found
        keys.update(dict.fromkeys(found.members, found.key))
    voices: dict[str, set[str]] = defaultdict(set)
    for row, other in behind.items():
        if other in keys and keys[other] != keys[row]:
            voices[keys[row]].add(keys[other])
    return People(
        persons,
        keys,
        {key: next(iter(whom)) for key, whom in voices.items() if len(whom) == 1},
        meant,
    )


def identity(members: Sequence[Bearer], joined: Joined, notes: Mapping[Row, Sequence[str]]) -> Identity:
    """What is known of bearers that are one."""
    rows = tuple(sorted(one.row for one in members))
    forms: Counter[str] = Counter()
    types: Counter[EntityType] = Counter()
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    named = any(one.forms for one in members)
    for one in members:
        for form, count in one.forms.items():
            forms[" ".join(form.split())] += count
        if one.written not in one.forms and (one.forms or not named):  # "the company" is no name beside one
            forms[" ".join(one.written.split())] += 1
        types[one.type] += max(1, one.mentions)
        for title in one.titles:
            spelt[title.lower()][title] += 1
    name = _called(forms, members)
    ways: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], form)):
        if forms[form] and form.casefold() != name.casefold():
            ways.setdefault(form.casefold(), form)
    titles = sorted(spelt, key=lambda low: (-spelt[low].total(), low))
    if " " not in name and len(types) > 1:
        types.pop("person", None)  # a body that the tagger took for a person
    type_ = max(types, key=lambda one: (types[one], one))
    return Identity(
        "/".join(rows[0]),
        name,
        type_,
        tuple(max(spelt[low], key=lambda title: (spelt[low][title], title)) for low in titles),
        tuple(ways.values()) if named else (),
        rows,
        tuple(_evidence(name, members, joined, notes)),
        named,
    )


def _called(forms: Mapping[str, int], members: Sequence[Bearer]) -> str:
    """The fullest name: most words, then the most common. A word in front of a person's name that fewer articles have than the name
    without it is no part of it: an epithet that the tagger took for one."""
    person = members[0].type == "person" and any(one.forms for one in members)
    if len(forms) == 1:
        (form,) = forms
        return untitled(form) if person else form

    def words(form: str) -> int:
        return len(parse(form).tokens) + bool(parse(form).suffix) if person else len(form.split())

    left = sorted(forms, key=lambda form: (words(form), not form.isupper(), forms[form], len(form), form), reverse=True)
    if not person:
        return left[0]
    articles = Counter(" ".join(one.written.split()) for one in members)
    shorter = {parse(form).tokens: articles[form] for form in reversed(left) if parse(form).full and form in articles}
    for form in left:
        first, *others = parse(form).tokens
        if len(first) == 1 or shorter.get(tuple(others), 0) <= articles[form]:
            return untitled(form)
    return untitled(left[0])


def _evidence(
    name: str, members: Sequence[Bearer], joined: Joined, notes: Mapping[Row, Sequence[str]]
) -> Iterable[str]:
    articles = len({one.row[0] for one in members})
    if articles > 1:
        named = len({one.row[0] for one in members if name in one.forms or name == one.written})
        yield f"called “{name}” in {named} of {articles} articles"
    rows = {one.row for one in members}
    yield from sorted({line for row in rows for line in notes.get(row, ())})
    said = {verdict.id: verdict for row in rows for verdict in joined.said.get(row, ())}
    for verdict in sorted(said.values(), key=lambda one: (one.at, one.id)):
        not_so = " (not followed: another verdict speaks against it)" if verdict in joined.refused else ""
        yield f"{verdict.by} said that {verdict.row} and {verdict.other} are {_VERDICT[verdict.verdict]}{not_so}"


_VERDICT: Final = {"same": "one", "different": "not one"}
