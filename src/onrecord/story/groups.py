"""Carriers put together: those that say the same, those that say the opposite or deny it, and those that only point back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.story.answers import subjects
from onrecord.story.carriers import Carrier
from onrecord.story.case import Case
from onrecord.story.counts import counts_conflict
from onrecord.story.pairs import worth_comparing
from onrecord.story.propositions import relation, weight

_REACH: Final = 2
"""Paragraphs back in which "denies it" finds what it means: what stands further off is not "it" any more."""

_TELLING: Final = 0.5
"""Weight of the words that a denial shares with what it denies in other words: one that is rarer than most."""


@dataclass
class Group:
    """Carriers that say the same (``yes``) and those that say the opposite or deny it (``no``)."""

    yes: list[Carrier] = field(default_factory=list)
    no: list[Carrier] = field(default_factory=list)
    withdrawn: list[Carrier] = field(default_factory=list)


def groups_of(case: Case, found: Sequence[Carrier]) -> list[Group]:
    """The carriers of a story, ``found`` in its canonical order, by what they say."""
    groups = _denials_placed(_grouped([one for one in found if not one.pointing]))
    _point(case, groups, [one for one in found if one.pointing])
    return groups


def _grouped(found: Sequence[Carrier]) -> list[Group]:
    """Carriers that say the same or the opposite, together; what tells a claim among other things carries it too, in a group more.

    Independent of the order of ``found`` but for its own canonical one.
    """
    leader = list(range(len(found)))
    flipped = [False] * len(found)  # whether a carrier says the opposite of its leader
    parts: list[tuple[int, int]] = []  # the brief one, the longer one
    absorbed: set[int] = set()

    def top(i: int) -> tuple[int, bool]:
        turn = False
        while leader[i] != i:
            turn ^= flipped[i]
            i = leader[i]
        return i, turn

    for i, j, no_part in worth_comparing(found):
        (a, left), (b, right) = top(i), top(j)
        if a == b and no_part:
            continue  # they are together as it is
        match = relation(found[i].proposition, found[j].proposition)
        if match == "other" and counts_conflict(found[i], found[j]):
            match = "opposite"
        if match == "other":
            continue
        if match == "part":
            parts.append((i, j) if found[i].proposition.weight < found[j].proposition.weight else (j, i))
            continue
        opposite = (match == "opposite") != ((found[i].stand == "denies") != (found[j].stand == "denies"))
        if a != b:
            leader[b], flipped[b] = a, opposite ^ left ^ right
    groups: defaultdict[int, Group] = defaultdict(Group)
    for i, one in enumerate(found):
        at, turn = top(i)
        # A group stands on the side of its first carrier that says rather than denies.
        (groups[at].no if turn ^ (found[at].stand == "denies") else groups[at].yes).append(one)
    for brief, longer in parts:
        at, turn = top(brief)
        if all(one.stand == "denies" for one in (*groups[at].yes, *groups[at].no)):
            # Who denies a part of what another says denies that; the denial is no claim beside it.
            whole, flip = top(longer)
            side = groups[whole].yes if flip ^ (found[whole].stand == "denies") else groups[whole].no
            side += [one for one in groups[at].no if one not in side]
            absorbed.add(at)
            continue
        denies = turn ^ (found[at].stand == "denies") ^ (found[brief].stand != found[longer].stand)
        if top(longer)[0] != at and found[longer] not in (*groups[at].yes, *groups[at].no):
            (groups[at].no if denies else groups[at].yes).append(found[longer])
    return [_righted(group) for at, group in sorted(groups.items()) if at not in absorbed]


def _righted(group: Group) -> Group:
    """The side that puts something forward is the claim: where all carriers deny, what they deny; where two sides say the opposite of
    each other, the one that says yes in its words, else the one told first."""
    if not group.yes or not group.no:
        return group
    plain_yes = any(not one.proposition.denied for one in group.yes if one.stand == "says")
    plain_no = any(not one.proposition.denied for one in group.no if one.stand == "says")
    if plain_no and not plain_yes:
        group.yes, group.no = group.no, group.yes
    return group


def _denials_placed(groups: Sequence[Group]) -> list[Group]:
    """The groups, without those that hold nothing but denials in other words than what they deny.

    "It was full", said the warden; the owner denied that the ferry was full. Such a denial goes to the nearest claim before it, by
    somebody else, that shares a telling word.
    """
    said = [
        (one, group)
        for group in groups
        for one in (*group.yes, *group.no)
        if one.stand == "says" and one.by is not None
    ]
    kept: list[Group] = []
    for group in groups:
        carriers = [*group.yes, *group.no]
        lone = len(carriers) == 1 and carriers[0].stand == "denies"
        home = _denied_by(carriers[0], said) if lone else None
        if home is None:
            kept.append(group)
        else:
            home.no += carriers
    return kept


def _denied_by(denial: Carrier, said: Sequence[tuple[Carrier, Group]]) -> Group | None:
    near: list[tuple[int, Group]] = []
    for one, group in said:
        before = one.source.id == denial.source.id and one.order < denial.order
        if not before or one.by is None or denial.by is None or one.by.key == denial.by.key:
            continue
        if _paragraphs(one, denial) <= _REACH and weight(one.proposition.words & denial.proposition.words) >= _TELLING:
            near.append((one.spans[0].start, group))
    return max(near, key=lambda one: one[0])[1] if near else None


def _paragraphs(one: Carrier, later: Carrier) -> int:
    """Paragraphs from one carrier to a later one of its article; 0 in the same."""
    return one.source.text.count("\n\n", one.spans[0].start, later.spans[0].start)


def _point(case: Case, groups: Sequence[Group], pointing: Iterable[Carrier]) -> None:
    """Give what only points back ("denies it", "withdrew his claim") to the claims that it means.

    A denial means the nearest claims before it in the article, all that one speaker says in one paragraph; where there are none, what
    the story has last said of the one who denies. A withdrawal means its speaker's own last denial, or else claim.
    """
    for one in pointing:
        assert one.by is not None
        mine = case.voices_of(one.by) | {case.voice(one.by)}
        meant = _denied(case, groups, one, mine) if one.stand == "denies" else _own_last(case, groups, one, mine)
        for group in meant:
            (group.no if one.stand == "denies" else group.withdrawn).append(one)


def _denied(case: Case, groups: Sequence[Group], one: Carrier, mine: frozenset[str]) -> list[Group]:
    near: dict[tuple[int, str], list[Group]] = defaultdict(list)
    far: list[tuple[tuple[str, str, int], int]] = []
    for i, group in enumerate(groups):
        for carrier in (*group.yes, *group.no):
            if (carrier.by and carrier.by.key in mine) or carrier.order >= one.order:
                continue
            if carrier.source.id == one.source.id and carrier.by:
                near[-_paragraphs(carrier, one), carrier.by.key].append(group)
            elif mine & {party.key for party in subjects(carrier)}:
                far.append((carrier.order, i))
    if near:
        closest, _ = max(near)
        if closest >= -_REACH:
            last = max(
                (key for key in near if key[0] == closest),
                key=lambda key: max(
                    c.spans[0].start for g in near[key] for c in g.yes + g.no if c.source.id == one.source.id
                ),
            )
            return near[last]
    return [groups[max(far)[1]]] if far else []


def _own_last(case: Case, groups: Sequence[Group], one: Carrier, mine: frozenset[str]) -> list[Group]:
    own = [
        ((carrier in group.no or carrier.stand == "denies", carrier.order), i)
        for i, group in enumerate(groups)
        for carrier in (*group.yes, *group.no)
        if carrier.by and carrier.by.key in mine and carrier.order < one.order
    ]
    return [groups[max(own)[1]]] if own else []
