"""Claims: a proposition, everybody on whose say-so it rests, and what those say whom it is about. Rules: docs/explanation/stories.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from onrecord.story.answers import Answers, subjects
from onrecord.story.carriers import ACCOUNTS, Carrier, carriers, is_said_false, tells_of_difference
from onrecord.story.case import Case
from onrecord.story.groups import Group, groups_of
from onrecord.story.parties import Party, is_unnamed, once
from onrecord.story.propositions import MIN_PART_TOKENS, PART, SAME, weight
from onrecord.story.source import Source
from onrecord.terms import Claim, ClaimStatus, Pointer, Span

_ACCOUNT: Final = re.compile(ACCOUNTS, re.IGNORECASE)
_ONE_QUOTATION: Final = 0.85
"""Jaccard of two passages' words from which they are one utterance, where one of them is quoted."""
_ORDER: Final[dict[ClaimStatus, int]] = {"disputed": 0, "corroborated": 1, "single_source": 2, "own_voice": 3}
_PRONOUN: Final = re.compile(r"^(?:he|she|it|they|we|i|this|that|these|those|them|him|her)\b", re.IGNORECASE)
_MOST_WORDS, _FEWEST_WORDS = 45, 5


def claims(case: Case) -> tuple[Claim, ...]:
    """The claims of a story: disputed ones first, then by how many carry them, then by date."""
    groups = groups_of(case, carriers(case))
    answers = Answers(case)
    told = [claim for group in groups if (claim := _claim(case, group, answers)) is not None]
    told += _differing(case, told)
    return tuple(sorted(told, key=lambda one: (_ORDER[one.status], -len(one.pointers), one.date or "9999", one.text)))


def _claim(case: Case, group: Group, answers: Answers) -> Claim | None:
    asserted = group.yes or [one for one in group.no if not one.pointing]
    if not asserted:
        return None
    if all(one.backing for one in asserted) and len({one.source.voice for one in asserted}) < 2:
        return None
    clearest = max(asserted, key=_clarity) if len(asserted) > 1 else asserted[0]
    denials = sorted(
        (one for one in group.no if group.yes or one.stand == "denies"),
        key=lambda one: (one.order, one.pointer.statement or ""),
    )
    standing, taken_back = _standing(case, denials, group)
    withdrawn = _last_days(case, group.withdrawn)
    carrying = [one for one in group.yes if not _is_outdated(case, one, withdrawn)]
    taken_back += [one for one in group.yes if _is_outdated(case, one, withdrawn)]
    about = {party.key: party for one in asserted for party in subjects(one)} | _deniers(denials, asserted)
    voices = {case.voice(one.by) for one in group.yes if one.by}
    if not group.yes:
        voices = set()
    others = {key: party for key, party in about.items() if key not in voices} or about
    outlets = sorted({one.source.outlet for one in (*group.yes, *group.no)})
    return Claim(
        text=clearest.text,
        status=_status(case, carrying or group.yes, standing),
        speakers=once(one.by.name for one in group.yes if one.by),
        outlets=tuple(outlets),
        about=once(party.name for party in about.values()),
        answered_by_subject=answers.of(others.values(), group.yes, standing),
        pointers=case.led_by(clearest.pointer, [one.pointer for one in (group.yes or group.no)]),
        date=min((one.day for one in asserted if one.day), default=None),
        denied_by=once(one.by.name for one in standing if one.by),
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
        if one.by
        and (one.by.key in named or (one.pointing and not (_ACCOUNT.search(one.text) or is_said_false(one.text))))
    }


def _standing(case: Case, denials: Sequence[Carrier], group: Group) -> tuple[list[Carrier], list[Carrier]]:
    """Denials that stand, and those whose speaker later said otherwise or took them back."""
    standing: list[Carrier] = []
    taken_back: list[Carrier] = []
    last = _last_days(case, (*group.yes, *group.withdrawn)) if denials else {}
    for one in denials:
        (taken_back if _is_outdated(case, one, last) else standing).append(one)
    return standing, taken_back


def _last_days(case: Case, told: Iterable[Carrier]) -> dict[str, str]:
    """The last day on which each voice said one of these; "" where no day is known."""
    last: dict[str, str] = {}
    for one in told:
        if one.by:
            voice = case.voice(one.by)
            last[voice] = max(last.get(voice, ""), one.day or "")
    return last


def _is_outdated(case: Case, one: Carrier, last: Mapping[str, str]) -> bool:
    """Whether its speaker said one of those later, of which ``last`` has the last day of each voice."""
    return one.by is not None and last.get(case.voice(one.by), "") > (one.day or "")


def _status(case: Case, carrying: Sequence[Carrier], denials: Sequence[Carrier]) -> ClaimStatus:
    """A claim's status, by the definitions of `onrecord.terms.CLAIM_STATUSES`."""
    if denials:
        return "disputed"
    told = [one for one in carrying if one.by]
    if not told:
        return "own_voice"
    named = [one for one in told if one.by and not is_unnamed(one.by)]
    voices = [case.voice(one.by) for one in named if one.by]
    own = [one for one in carrying if one.by is None and len(one.proposition.tokens) >= MIN_PART_TOKENS]
    independent = any(
        voices[i] != voices[j]
        and not _is_one_quotation(named[i], named[j])  # the same words are one's, whoever is called their speaker
        for i, j in combinations(range(len(named)), 2)
    )
    borne_out = any(_bears_out(one, other) and not _is_one_quotation(one, other) for one in named for other in own)
    return "corroborated" if independent or borne_out else "single_source"


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
            if sentence.start < source.title_end or not tells_of_difference(source.text, *sentence):
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
