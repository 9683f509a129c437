"""Which persons of several articles are one: by full name first, then by what is short for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.reader.people_words import gender_of_given
from onrecord.story.names import FORMS, Name, fits, forms_of
from onrecord.story.people_bearers import Bearer, Context, Group, group
from onrecord.story.people_joined import Joined, Row
from onrecord.story.people_namesakes import against, companies, share, split
from onrecord.story.people_roles import Standing, other_seat

_SHOWN = 3
"""Names that a line of evidence lists; the rest is counted."""


@dataclass(slots=True)
class Persons:
    """Joins persons, and notes why: ``notes`` for each row, lines of evidence.

    ``strangers``: the articles are not of one matter. Then a surname alone, or a single name, is only joined to somebody whose
    company it keeps, or who is called by the same office.
    """

    joined: Joined
    context: Context
    known: Callable[[str], str | None] = lambda name: None
    """For a name as written, the one entry of an alias list that has it."""
    strangers: bool = False
    notes: dict[Row, list[str]] = field(default_factory=lambda: defaultdict(list))

    def join(self, bearers: Iterable[Bearer]) -> None:
        """Join all persons among these."""
        blocks: dict[str, list[Bearer]] = defaultdict(list)
        for one in bearers:
            blocks[one.name.block].append(one)
        groups = {last: list(self._full(blocks[last])) for last in sorted(blocks)}
        self._by_alias([one for block in groups.values() for one in block])
        for last, block in groups.items():
            self._partial(block, blocks[last])
        everybody = [one for block in groups.values() for one in block]
        self._by_alias(everybody)
        self._first_names(everybody)

    def _full(self, block: Sequence[Bearer]) -> Iterator[Group]:
        """Groups of the full names of one surname; the fullest first, each added to the only one it fits."""
        groups: list[Group] = []
        by_given: dict[str, list[Group]] = defaultdict(list)
        for one in sorted(
            self._namesakes(b for b in block if b.name.full),
            key=lambda one: (one.lead.detail, min(b.row for b in one.bearers)),
        ):
            fitting = [
                (other, why)
                for other in dict.fromkeys(
                    g for given in (one.lead.given, *one.lead.nick) for g in by_given.get(given, ())
                )
                if (why := self._fits(other, one)) is not None
            ]
            if len(fitting) > 1:
                fitting = self._narrowed(fitting, one.standing)
            if len(fitting) == 1:
                ((whole, why),) = fitting
                self._add(whole, one, why)
                continue
            if fitting:
                self._undecided(one.bearers, [other for other, _ in fitting])
            groups.append(one)
            for given in {form for token in (*one.lead.tokens[:-1], *one.lead.nick) for form in forms_of(token)}:
                by_given[given].append(one)
        yield from groups

    def _namesakes(self, bearers: Iterable[Bearer]) -> Iterator[Group]:
        """The bearers by name, those of one name told apart where they must be."""
        names: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
        for one in bearers:
            names[one.name.whole, one.name.suffix].append(one)
        for name, these in names.items():
            groups, why = split(these, self.joined, self.context)
            for some in groups:
                self._unite(some.bearers)
                if len(groups) > 1:
                    some.told_apart.add(name)
                    self._note(some.bearers, f"other bearers of the name “{these[0].written}” are told apart: {why}")
                yield some

    def _fits(self, whole: Group, part: Group) -> str | None:
        """Why the part may be the same person as the whole, or None."""
        if whole.told_apart & part.told_apart:
            return None
        why = next((why for name in whole.names if (why := fits(name, part.lead))), None)
        if why is None or any(_contradicts(a, b) for a in whole.names for b in part.names):
            return None
        # What the reader kept apart in one article is not one by a likeness of names, short forms that it may not know aside.
        short = why.endswith(FORMS) and all(name.suffix == part.lead.suffix for name in whole.names)
        if (whole.articles & part.articles and not short) or self.joined.apart(whole.row, part.row):
            return None
        return why if against(whole, part, self.context) is None else None

    def _partial(self, groups: list[Group], block: Sequence[Bearer]) -> None:
        """Surnames alone and initials: each to the only person it fits."""
        names: dict[Name, list[Bearer]] = defaultdict(list)
        for one in block:
            if not one.name.full:
                names[one.name].append(one)
        for name in sorted(names, key=lambda name: name.detail):
            reach = [(one, why) for one in groups if (why := _reaches(one, name))]
            profiles: dict[tuple[Standing, str | None], list[Bearer]] = defaultdict(list)
            for one in names[name]:
                profiles[one.standing, one.pronoun].append(one)
            nobody: list[Bearer] = []
            for these in profiles.values():
                sample = group(these)
                free = self._narrowed([(one, why) for one, why in reach if self._may_be(one, sample)], sample.standing)
                for one in sorted(these, key=lambda b: b.row):
                    nobody += self._attach(one, self._acquainted(one, free))
            groups += self._namesakes(nobody) if not self.strangers else self._companies(nobody)

    def _acquainted(self, one: Bearer, free: list[tuple[Group, str]]) -> list[tuple[Group, str]]:
        """Those of the free whom anything but the name connects with the bearer, where that is asked for."""
        if not self.strangers or not free:
            return free
        alone = group([one])
        return [
            (whole, why)
            for whole, why in free
            if (one.standing.walks and one.standing.nouns & whole.standing.nouns) or share(whole, alone, self.context)
        ]

    def _companies(self, bearers: Sequence[Bearer]) -> Iterator[Group]:
        for some in companies(sorted(bearers, key=lambda b: b.row), self.joined, self.context):
            self._unite(some.bearers)
            yield some

    def _may_be(self, whole: Group, part: Group) -> bool:
        gender = part.standing.gender or (next(iter(part.pronouns)) if len(part.pronouns) == 1 else None)
        if gender and whole.gender and gender != whole.gender:
            return False
        return other_seat(whole.standing, part.standing) is None and against(whole, part, self.context) is None

    def _attach(self, one: Bearer, free: Sequence[tuple[Group, str]]) -> list[Bearer]:
        """Join one bearer to the only person it fits. Gives it back where there is nobody."""
        article, _ = one.row
        mine = self.joined.root(one.row)
        fitting: dict[Row, tuple[Group, str]] = {}
        for whole, why in free:
            root = self.joined.root(whole.row)
            if root == mine:
                return []
            if article not in whole.articles and not self.joined.apart(whole.row, one.row):
                fitting.setdefault(root, (whole, why))
            if len(fitting) > _SHOWN:
                break
        if not fitting:
            return [one]
        if len(fitting) > 1:
            self._undecided([one], [whole for whole, _ in fitting.values()])
            return []
        # Whom a person said it is, stands.
        if one.row not in self.joined.said or not any(v.verdict == "same" for v in self.joined.said[one.row]):
            ((whole, why),) = fitting.values()
            if self.joined.join(whole.row, one.row):
                self._note([one], f"“{one.written}”: {why}; among these only {whole.written} fits")
        return []

    def _narrowed(self, fitting: list[tuple[Group, str]], standing: Standing) -> list[tuple[Group, str]]:
        """Those of several who are called by the same office, if anybody is."""
        if not standing.walks:
            return fitting
        called = [one for one in fitting if one[0].standing.nouns & standing.nouns]
        return called or fitting

    def _by_alias(self, groups: Sequence[Group]) -> None:
        """Join those whom an alias list gives one entry."""
        entries: dict[str, list[Group]] = defaultdict(list)
        for one in groups:
            found = {entry for name in {b.written for b in one.bearers} if (entry := self.known(name))}
            if len(found) == 1:
                entries[found.pop()].append(one)
        for entry, these in sorted(entries.items()):
            first, *others = sorted(these, key=lambda one: (one.lead.detail, one.row))
            for one in others:
                if self.joined.root(first.row) == self.joined.root(one.row) or first.articles & one.articles:
                    continue
                genders = {first.gender, one.gender} - {None}
                if len(genders) > 1 or against(first, one, self.context) is not None:
                    continue
                if self.joined.join(first.row, one.row):
                    self._note(one.bearers, f"“{one.written}” and “{first.written}” are {entry} in the alias list")

    def _first_names(self, groups: Sequence[Group]) -> None:
        """A single name that is nobody's surname and no usual given name: the first word of the only name that begins with it, as
        where the family name comes first ("Xi Jinping")."""
        by_first: dict[str, list[Group]] = defaultdict(list)
        for one in groups:
            if one.lead.full:
                by_first[one.lead.tokens[0]].append(one)
        for one in groups:
            name = one.lead
            if (
                len(name.tokens) > 1
                or name.odd
                or len(name.whole) < 2
                or gender_of_given(name.whole)
                or forms_of(name.whole) - {name.whole}
            ):
                continue
            free = [
                (other, "the first word of the name")
                for other in by_first.get(name.whole, ())
                if self._may_be(other, one)
            ]
            if len({self.joined.root(other.row) for other, _ in free}) == 1:
                for bearer in one.bearers:
                    self._attach(bearer, self._acquainted(bearer, free))

    def _add(self, whole: Group, part: Group, why: str) -> None:
        if self.joined.join(whole.row, part.row):
            self._note(part.bearers, f"“{part.written}” and “{whole.written}”: {why}")
            whole.take(part.bearers)
            whole.told_apart |= part.told_apart

    def _unite(self, bearers: Sequence[Bearer]) -> None:
        for one in bearers[1:]:
            self.joined.join(bearers[0].row, one.row)

    def _undecided(self, bearers: Sequence[Bearer], others: Sequence[Group]) -> None:
        names = sorted({one.written for one in others[: _SHOWN + 1]})
        several = " or ".join(names) if len(names) <= _SHOWN else ", ".join([*names[:_SHOWN], "or others"])
        self._note(bearers, f"“{bearers[0].written}” may be {several}: joined to nobody")

    def _note(self, bearers: Sequence[Bearer], line: str) -> None:
        for one in bearers:
            self.notes[one.row].append(line)


def _contradicts(one: Name, other: Name) -> bool:
    """Whether suffixes or middle names keep two names apart that both fit a third."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return True
    return one.full and other.full and bool(one.middle and other.middle) and fits(one, other) is None


def _reaches(whole: Group, name: Name) -> str | None:
    """Why a surname or initial may stand for the group, by names alone."""
    if any(one.suffix and name.suffix and one.suffix != name.suffix for one in whole.names):
        return None
    return next((why for one in whole.names if (why := fits(one, name))), None)


def entries_of(rows: Mapping[str, Sequence[tuple[str, str]]]) -> Mapping[str, str]:
    """For each folded name, the only entry that has it: names that two entries share are left out."""
    return {name: found[0][1] for name, found in rows.items() if len({qid for qid, _ in found}) == 1}
