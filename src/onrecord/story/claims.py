"""Claims: a proposition, everybody on whose say-so it rests, and what those say whom it is about. Rules: docs/explanation/stories.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.story.answers import Answers, subjects
from onrecord.story.carriers import ACCOUNTS, DIFFER, Carrier, carriers, is_unnamed
from onrecord.story.case import Case, Party, Source
from onrecord.story.counts import counts_conflict
from onrecord.story.propositions import MIN_PART_TOKENS, PART, SAME, relation, weight
from onrecord.terms import Claim, ClaimStatus, Pointer, Span

_MAX_NEIGHBOURS: Final = 60
"""Carriers that share a word, for it to make two worth comparing: a word in all of them says nothing, and would cost their square."""
_ACCOUNT: Final = re.compile(ACCOUNTS, re.IGNORECASE)
_REACH: Final = 2
"""Paragraphs back in which "denies it" finds what it means: what stands further off is not "it" any more."""
_ONE_QUOTATION: Final = 0.85
"""Jaccard of two passages' words from which they are one utterance, where one of them is quoted."""
_ORDER: Final[dict[ClaimStatus, int]] = {"disputed": 0, "corroborated": 1, "single_source": 2, "own_voice": 3}
_PRONOUN: Final = re.compile(r"^(?:he|she|it|they|we|i|this|that|these|those|them|him|her)\b", re.IGNORECASE)
_MOST_WORDS, _FEWEST_WORDS = 45, 5


@dataclass
class _Group:
    """Carriers that say the same (``yes``) and those that say the opposite or deny it (``no``)."""

    yes: list[Carrier] = field(default_factory=list)
    no: list[Carrier] = field(default_factory=list)
    withdrawn: list[Carrier] = field(default_factory=list)


def claims(case: Case) -> tuple[Claim, ...]:
    """The claims of a story: disputed ones first, then by how many carry them, then by date."""
    found = carriers(case)
    groups = _grouped([one for one in found if not one.pointing])
    _point(case, groups, [one for one in found if one.pointing])
    answers = Answers(case)
    told = [claim for group in groups if (claim := _claim(case, group, answers)) is not None]
    told += _differing(case, told)
    return tuple(sorted(told, key=lambda one: (_ORDER[one.status], -len(one.pointers), one.date or "9999", one.text)))


def _grouped(found: Sequence[Carrier]) -> list[_Group]:
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

    for i, j in _worth_comparing(found):
        match = relation(found[i].proposition, found[j].proposition)
        if match == "other" and counts_conflict(found[i], found[j]):
            match = "opposite"
        if match == "other":
            continue
        if match == "part":
            parts.append((i, j) if found[i].proposition.weight < found[j].proposition.weight else (j, i))
            continue
        opposite = (match == "opposite") != ((found[i].stand == "denies") != (found[j].stand == "denies"))
        (a, left), (b, right) = top(i), top(j)
        if a != b:
            leader[b], flipped[b] = a, opposite ^ left ^ right
    groups: defaultdict[int, _Group] = defaultdict(_Group)
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


def _worth_comparing(found: Sequence[Carrier]) -> list[tuple[int, int]]:
    """Pairs that share a word which few of the others have."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        for token in one.proposition.words:
            holders[token].append(i)
    return sorted(
        {
            (i, j)
            for held in holders.values()
            if len(held) <= _MAX_NEIGHBOURS
            for a, i in enumerate(held)
            for j in held[a + 1 :]
        }
    )


def _righted(group: _Group) -> _Group:
    """The side that puts something forward is the claim: where all carriers deny, what they deny; where two sides say the opposite of
    each other, the one that says yes in its words, else the one told first."""
    if not group.yes or not group.no:
        return group
    plain_yes = any(not one.proposition.denied for one in group.yes if one.stand == "says")
    plain_no = any(not one.proposition.denied for one in group.no if one.stand == "says")
    if plain_no and not plain_yes:
        group.yes, group.no = group.no, group.yes
    return group


def _point(case: Case, groups: Sequence[_Group], pointing: Iterable[Carrier]) -> None:
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


def _denied(case: Case, groups: Sequence[_Group], one: Carrier, mine: frozenset[str]) -> list[_Group]:
    near: dict[tuple[int, str], list[_Group]] = defaultdict(list)
    far: list[tuple[tuple[str, str, int], int]] = []
    for i, group in enumerate(groups):
        for carrier in (*group.yes, *group.no):
            if (carrier.by and carrier.by.key in mine) or carrier.order >= one.order:
                continue
            if carrier.source.id == one.source.id and carrier.by:
                paragraph = one.source.text.count("\n\n", carrier.spans[0].start, one.spans[0].start)
                near[-paragraph, carrier.by.key].append(group)
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


def _own_last(case: Case, groups: Sequence[_Group], one: Carrier, mine: frozenset[str]) -> list[_Group]:
    own = [
        ((carrier in group.no or carrier.stand == "denies", carrier.order), i)
        for i, group in enumerate(groups)
        for carrier in (*group.yes, *group.no)
        if carrier.by and carrier.by.key in mine and carrier.order < one.order
    ]
    return [groups[max(own)[1]]] if own else []


def _claim(case: Case, group: _Group, answers: Answers) -> Claim | None:
    asserted = group.yes or [one for one in group.no if not one.pointing]
    if not asserted:
        return None
    if all(one.backing for one in asserted) and len({one.source.voice for one in asserted}) < 2:
        return None
    clearest = max(asserted, key=_clarity)
    denials = list(group.no) if group.yes else [one for one in group.no if one.stand == "denies"]
    standing, taken_back = _standing(case, denials, group)
    carrying = [one for one in group.yes if not _taken_back(case, one, group)]
    taken_back += [one for one in group.yes if one not in carrying]
    about = {party.key: party for one in asserted for party in subjects(one)} | _deniers(denials, asserted)
    voices = {case.voice(one.by) for one in group.yes if one.by}
    if not group.yes:
        voices = set()
    others = {key: party for key, party in about.items() if key not in voices} or about
    outlets = sorted({one.source.outlet for one in (*group.yes, *group.no)})
    return Claim(
        text=clearest.text,
        status=_status(case, carrying, standing),
        speakers=_names(one.by.name for one in group.yes if one.by),
        outlets=tuple(outlets),
        about=_names(party.name for party in about.values()),
        answered_by_subject=answers.of(others.values(), group.yes, standing),
        pointers=case.led_by(clearest.pointer, [one.pointer for one in (group.yes or group.no)]),
        date=min((one.day for one in asserted if one.day), default=None),
        denied_by=_names(one.by.name for one in standing if one.by),
        against=case.sorted([one.pointer for one in denials]) if group.yes else (),
        withdrawn=case.sorted([one.pointer for one in (*taken_back, *group.withdrawn)]),
        gone=_gone(case, (*group.yes, *group.no)),
    )


def _deniers(denials: Sequence[Carrier], asserted: Sequence[Carrier]) -> dict[str, Party]:
    """Those who deny what names them, or what was laid at their door ("denies it")."""
    named = {mark.party.key for one in asserted for start, end in one.spans for mark in one.source.mentions(start, end)}
    return {
        one.by.key: one.by
        for one in denials
        if one.by and (one.by.key in named or (one.pointing and not _ACCOUNT.search(one.text)))
    }


def _standing(case: Case, denials: Sequence[Carrier], group: _Group) -> tuple[list[Carrier], list[Carrier]]:
    """Denials that stand, and those whose speaker later said otherwise or took them back."""
    standing: list[Carrier] = []
    taken_back: list[Carrier] = []
    for one in denials:
        later = [
            other
            for other in (*group.yes, *group.withdrawn)
            if one.by
            and other.by
            and case.voice(one.by) == case.voice(other.by)
            and (other.day or "") > (one.day or "")
        ]
        (taken_back if later else standing).append(one)
    return standing, taken_back


def _taken_back(case: Case, one: Carrier, group: _Group) -> bool:
    return one.by is not None and any(
        other.by and case.voice(other.by) == case.voice(one.by) and (other.day or "") > (one.day or "")
        for other in group.withdrawn
    )


def _status(case: Case, carrying: Sequence[Carrier], denials: Sequence[Carrier]) -> ClaimStatus:
    """A claim's status, by the definitions of `onrecord.terms.CLAIM_STATUSES`."""
    if denials:
        return "disputed"
    told = [one for one in carrying if one.by]
    if not told:
        return "own_voice"
    named = [one for one in told if one.by and not is_unnamed(one.by)]
    own = [one for one in carrying if one.by is None and len(one.proposition.tokens) >= MIN_PART_TOKENS]
    independent = any(_are_two(case, one, other) for i, one in enumerate(named) for other in named[i + 1 :])
    borne_out = any(_bears_out(one, other) and not _is_one_quotation(one, other) for one in named for other in own)
    return "corroborated" if independent or borne_out else "single_source"


def _are_two(case: Case, one: Carrier, other: Carrier) -> bool:
    """Whether two carriers rest on two speakers: the same words between quotation marks are one's, whatever outlets call them."""
    return bool(one.by and other.by and case.voice(one.by) != case.voice(other.by)) and not _is_one_quotation(
        one, other
    )


def _bears_out(one: Carrier, other: Carrier) -> bool:
    """Whether an outlet's own sentence says it in the same words, names left out: they may be in sentences on anything."""
    left, right = one.proposition.words, other.proposition.words
    smaller = min(left, right, key=len)
    shared = weight(left & right)
    return shared >= SAME * weight(left | right) or (
        len(smaller) >= MIN_PART_TOKENS and shared >= PART * weight(smaller)
    )


def _is_one_quotation(one: Carrier, other: Carrier) -> bool:
    """Whether one quotes the words of the other, marks or not."""
    quoted = any(each.statement and each.statement.kind != "indirect" for each in (one, other))
    left, right = one.proposition.words, other.proposition.words
    return quoted and weight(left & right) >= _ONE_QUOTATION * weight(left | right)


def _clarity(one: Carrier) -> tuple[bool, bool, float, int, str]:
    """How well a carrier's words stand alone: no pronoun first, neither a scrap nor a paragraph, names rather than
    pronouns; then the reader's confidence."""
    count = len(one.text.split())
    names = sum(mark.form == "name" for mark in one.source.mentions(one.spans[0].start, one.spans[-1].end))
    confidence = one.statement.confidence if one.statement else one.event.confidence if one.event else 0.0
    return (
        _FEWEST_WORDS <= count <= _MOST_WORDS,
        not _PRONOUN.match(one.text),
        min(names, 2) + confidence,
        -one.spans[0].start,
        one.source.id,
    )


def _gone(case: Case, group: Sequence[Carrier]) -> tuple[str, ...]:
    """Articles that carried it and whose last version does not."""
    carrying = {one.source.id for one in group}
    found = []
    for article in carrying:
        last = case.by_id[article]
        while last.later in case.by_id:
            last = case.by_id[last.later]
        if last.id != article and last.id not in carrying:
            found.append(article)
    return tuple(sorted(found))


def _differing(case: Case, told: Sequence[Claim]) -> Iterator[Claim]:
    """What an outlet says that accounts differ about: a disputed claim in the outlet's own words."""
    pointed = {(pointer.article, span) for claim in told for pointer in claim.pointers for span in pointer.spans}
    for source in case.current:
        if source.reprint_of:
            continue
        for sentence in source.sentences:
            if sentence.start < source.title_end or not DIFFER.search(source.text, *sentence):
                continue
            if any(article == source.id and span == sentence for article, span in pointed):
                continue
            yield _dispute(case, source, sentence)


def _dispute(case: Case, source: Source, sentence: Span) -> Claim:
    named = [
        mark.party for mark in source.mentions(*sentence) if mark.party.type in ("person", "organization", "group")
    ]
    about = {party.key: party for party in named if party.key not in case.dead}
    pointer = Pointer(source.id, None, None, (sentence,))
    return Claim(
        text=source.words(sentence),
        status="disputed",
        speakers=(),
        outlets=(source.outlet,),
        about=tuple(party.name for party in about.values()),
        answered_by_subject="not_heard",
        pointers=(pointer,),
        date=source.day,
        against=(pointer,),
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its capitals; the first way of writing stands."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())
