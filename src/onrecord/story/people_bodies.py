"""Which bodies, places and groups of several articles are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from onrecord.story.names_bodies import body_key, ends_of, group_key, is_acronym, is_lasting, town_of
from onrecord.story.people_bearers import Bearer, Context
from onrecord.story.people_joined import Joined, Row
from onrecord.story.people_namesakes import split

_WORK: Final = "work"


_OWNER: Final = re.compile(
    r"(.+?)['’]s? (?:government|army|navy|police|parliament|ministry|foreign ministry|embassy|authorities)$"
)
"""A name that only a country or town has before such a noun."""


def fullest(one: Bearer) -> str:
    """The longest name of a body, by words: its expansion, where the article gives letters and expansion."""
    return max((one.written, *one.forms), key=lambda form: (len(form.split()), form == one.written, form))


def key_of(one: Bearer) -> str:
    """What the bearer's name is compared by."""
    return group_key(one.written) if one.type == "group" else body_key(fullest(one))


def taken_for_persons(bearers: Iterable[Bearer]) -> frozenset[Row]:
    """The bodies that the tagger took for persons, who have one name, no title, no gender, no bearer of it with a given name, a body or
    place of just that name in another article, and something that has them as owner: "Malden freed the men", "Malden's government"."""
    named = [one for one in bearers if one.forms]
    owners = {body_key(owner[1]) for one in bearers if (owner := _OWNER.match(one.written))}
    bodies: dict[str, set[str]] = defaultdict(set)
    for one in named:
        if one.type in ("organization", "place"):
            bodies[body_key(one.written)].add(one.row[0])
    surnames = {one.name.last for one in named if one.type == "person" and one.name.given}
    return frozenset(
        one.row
        for one in named
        if one.type == "person"
        and not any(" " in form for form in (one.written, *one.forms))
        and not one.titles
        and one.standing.blank
        and one.pronoun is None
        and one.name.last not in surnames
        and body_key(one.written) in owners
        and bodies.get(body_key(one.written), set()) - {one.row[0]}
    )


def join_bodies(
    bearers: Iterable[Bearer],
    joined: Joined,
    context: Context,
    *,
    spelt_out: Mapping[str, frozenset[str]],
    known: Callable[[str], str | None],
    notes: dict[Row, list[str]],
) -> None:
    """Join those of equal names; letters to the only name they are given for; those whom an alias list gives one entry.

    ``spelt_out``: for letters, the keys of the names that some article gives them for. Groups that are never named are joined only
    if they are lasting ones.
    """
    names: dict[tuple[bool, str], list[Bearer]] = defaultdict(list)
    for one in sorted(bearers, key=lambda b: b.row):
        if one.forms or (one.type == "group" and is_lasting(one.written)):
            names[one.type == _WORK, key_of(one)].append(one)
    for (_, key), these in names.items():
        meant = spelt_out.get(key, frozenset()) if is_acronym(fullest(these[0])) else frozenset[str]()
        if len(meant) > 1:
            for one in these:
                notes[one.row].append(f"“{one.written}” is given for {len(meant)} names: joined to none")
            continue
        _unite(these, joined, context, notes)
        for full in meant:
            whole = names.get((False, full))
            if whole:
                for one in these:
                    if _joins(joined, whole[0], one):
                        notes[one.row].append(f"“{one.written}” is given for “{fullest(whole[0])}”")
    _cut_short(names, joined, notes)
    _by_alias(names, joined, known, notes)


def _cut_short(names: Mapping[tuple[bool, str], Sequence[Bearer]], joined: Joined, notes: dict[Row, list[str]]) -> None:
    """Join "Dockers" to the only body whose name ends so, and "Harwick" to the only "Harwick, Ohio"."""
    longer: dict[tuple[bool, str], list[Bearer]] = defaultdict(list)
    for these in names.values():
        first = these[0]
        if any(one.type == "organization" for one in these):
            for end in ends_of(fullest(first)):
                longer[True, end].append(first)
        if any(one.type == "place" for one in these) and (town := town_of(first.written)):
            longer[False, town[0]].append(first)
    for (body, key), wholes in longer.items():
        these = [
            one
            for one in names.get((False, key), ())
            if (one.type in ("organization", "other", "group") if body else one.type == "place")
        ]
        if these and len({joined.root(whole.row) for whole in wholes}) == 1:
            for one in these:
                if _joins(joined, wholes[0], one):
                    notes[one.row].append(
                        f"“{one.written}”: among these only “{fullest(wholes[0])}” is so called for short"
                    )


def _joins(joined: Joined, one: Bearer, other: Bearer) -> bool:
    """Join the two, and tell whether they were not one before."""
    return joined.root(one.row) != joined.root(other.row) and joined.join(one.row, other.row)


def _unite(these: Sequence[Bearer], joined: Joined, context: Context, notes: dict[Row, list[str]]) -> None:
    if len(these) < 2:
        return
    groups, why = ([these], None) if not joined.ruled else _split(these, joined, context)
    for group in groups:
        for one in group[1:]:
            joined.join(group[0].row, one.row)
        if why and len(groups) > 1:
            for one in group:
                notes[one.row].append(f"others called “{one.written}” are told apart: {why}")


def _split(these: Sequence[Bearer], joined: Joined, context: Context) -> tuple[Sequence[Sequence[Bearer]], str | None]:
    groups, why = split(these, joined, context)
    return [group.bearers for group in groups], why


def _by_alias(
    names: Mapping[tuple[bool, str], Sequence[Bearer]],
    joined: Joined,
    known: Callable[[str], str | None],
    notes: dict[Row, list[str]],
) -> None:
    entries: dict[tuple[bool, str], list[Sequence[Bearer]]] = defaultdict(list)
    for (work, _), these in names.items():
        found = {entry for written in {fullest(one) for one in these} if (entry := known(written))}
        if len(found) == 1:
            entries[work, found.pop()].append(these)
    for (_, entry), several in entries.items():
        first = several[0]
        for these in several[1:]:
            for one in these:
                if _joins(joined, first[0], one):
                    notes[one.row].append(f"“{one.written}” and “{fullest(first[0])}” are {entry} in the alias list")
