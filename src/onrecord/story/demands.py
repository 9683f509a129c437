"""Demands, and what those of whom something is demanded are reported to have answered. Rules: docs/explanation/stories.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from onrecord.story.answering import Demanded, fit, may_answer, takes_up_all
from onrecord.story.calls import Call, calls
from onrecord.story.case import Case
from onrecord.story.done import told_as_done
from onrecord.story.parties import Party
from onrecord.story.propositions import relation
from onrecord.story.replies import Reply, replies
from onrecord.terms import Demand, Response

_NEAR_BEST: Final = 0.75
"""Of the best fit, for a reply to answer another demand as well: four demands of one speech share half of their words."""


class Answered(NamedTuple):
    """A reply to a demand, and whoever made it."""

    reply: Reply
    by: Party


def demands(case: Case) -> tuple[tuple[Demand, ...], tuple[Answered, ...]]:
    """The demands of a story, by date, the same demand told by several articles once, each with its responses; and every reply that
    was taken for one."""
    made = [
        Demanded(group, tuple({party.key: party for call in group for party in call.of}.values()))
        for group in _grouped([call for source in case.current if not source.reprint_of for call in calls(source)])
    ]
    answers: list[list[Reply]] = [[] for _ in made]
    open_to: dict[Party, list[int]] = {}  # the demands that somebody may answer: few of them, but much is said by each
    for reply in (*replies(case), *told_as_done(case, [call for demand in made for call in demand.calls])):
        if reply.by not in open_to:
            open_to[reply.by] = [i for i, demand in enumerate(made) if may_answer(case, reply.by, demand)]
        fits = {i: fit(case, reply, made[i]) for i in open_to[reply.by]}
        best = max(fits.values(), default=0.0)
        for i, share in fits.items():
            if share and share >= _NEAR_BEST * best:
                answers[i].append(_in_part(reply, made[i].calls))
    found = [_demand(case, *each) for each in zip(made, answers, strict=True)]
    answered = {Answered(reply, one.calls[0].by): None for one, its in zip(made, answers, strict=True) for reply in its}
    return tuple(sorted(found, key=lambda one: (one.date or "9999", case.order(one.pointers[0])))), tuple(answered)


def _in_part(reply: Reply, group: Sequence[Call]) -> Reply:
    """The reply; *partly* where it agrees to some of several things that are demanded and does not speak of the others."""
    several = all(len(call.verbs) > 1 for call in group)
    if reply.stance == "accepts" and several and not takes_up_all(reply, group):
        return replace(reply, stance="partly")
    return reply


def _grouped(calls: Sequence[Call]) -> list[list[Call]]:
    groups: list[list[Call]] = []
    by: defaultdict[str, list[list[Call]]] = defaultdict(list)
    for call in sorted(calls, key=lambda one: (one.day or "9999", one.source.id, one.spans)):
        near = by[call.by.key]
        home = next((group for group in near if any(relation(one.words, call.words) == "same" for one in group)), None)
        if home is None:
            near.append([call])
            groups.append(near[-1])
        else:
            home.append(call)
    return groups


def _demand(case: Case, demand: Demanded, answers: Sequence[Reply]) -> Demand:
    best = max(demand.calls, key=lambda call: (call.confidence, call.source.id))
    return Demand(
        by=best.by.name,
        of=tuple(party.name for party in demand.of),
        text=best.text,
        date=demand.first,
        responses=tuple(_responses(case, answers)),
        pointers=case.sorted([call.pointer for call in demand.calls]),
    )


def _responses(case: Case, answers: Iterable[Reply]) -> Iterator[Response]:
    """Responses by the same one, of the same stance, on the same say-so: once, in the clearest words."""
    groups: dict[tuple[str, str, str], list[Reply]] = {}
    for reply in answers:
        told = case.voice(reply.told_by) if reply.told_by else ""
        groups.setdefault((case.voice(reply.by), reply.stance, told), []).append(reply)
    for group in sorted(groups.values(), key=lambda one: (min(r.day or "9999" for r in one), one[0].source.id)):
        clear = max(
            group, key=lambda one: (one.span.start >= one.source.title_end, len(one.words.tokens), one.source.id)
        )
        told_by = group[0].told_by
        yield Response(
            by=clear.by.name,
            stance=clear.stance,
            text=clear.source.words(clear.span),
            date=min((one.day for one in group if one.day), default=None),
            according_to=(told_by.name,) if told_by else (),
            pointers=case.led_by(clear.pointer, [one.pointer for one in group]),
        )
