"""Positions: where an actor stands toward another over time, and where that shifts. Rules: docs/explanation/stories.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from onrecord.story.case import Case
from onrecord.story.deeds import Deed
from onrecord.story.demands import Answered
from onrecord.story.parties import Party
from onrecord.story.replies import Reply
from onrecord.story.scores import score
from onrecord.terms import EventType, Point, Pointer, Position, Shift

_TOLD_AHEAD: Final[frozenset[EventType]] = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REJECT", "THREATEN", "ACCUSE"})
"""Deeds done by the word: a position stands also where what is agreed or threatened is to come."""
MIN_SCORE: Final = 1.0
"""Score from which a deed tells on which side an actor stands: REQUEST is 0, a phone call 1.5."""
_STANDS: Final[dict[str, tuple[EventType, str | None]]] = {
    "accepts": ("AGREE", None), "partly": ("AGREE", None), "refuses": ("REJECT", "yield"),
}  # fmt: skip
_PARTLY: Final = 0.5
"""Share of the score of accepting a demand that accepting a part of it has: PLOVER knows no half."""


class _Told(NamedTuple):
    day: str | None
    order: tuple[str, str, int]
    score: float
    type: EventType
    text: str
    told_by: Party | None
    pointer: Pointer
    status: str


def positions(case: Case, done: Sequence[Deed], answered: Sequence[Answered]) -> tuple[Position, ...]:
    """The positions of a story: those that shift first, then those with most points, then by name.

    Points come from events between two parties and from answers to demands, whose maker is then the counterpart.
    """
    pairs: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    parties: dict[str, Party] = {}
    for deed in done:
        for actor, toward, told in _from_deed(case, deed):
            pairs[actor.key, toward.key].append(told)
            parties |= {actor.key: actor, toward.key: toward}
    for actor, toward, told in _from_answers(case, answered):
        pairs[actor.key, toward.key].append(told)
        parties |= {actor.key: actor, toward.key: toward}
    found = [_position(case, parties[a], parties[b], told) for (a, b), told in pairs.items()]
    return tuple(sorted(found, key=lambda one: (not one.shifts, -len(one.points), one.actor, one.toward)))


def _from_deed(case: Case, deed: Deed) -> Iterator[tuple[Party, Party, _Told]]:
    event = deed.event
    if event.status in ("negated", "hypothetical") or (event.status == "future" and event.type not in _TOLD_AHEAD):
        return
    worth = score(event.type, event.mode)
    if event.type == "REQUEST" or abs(worth) < MIN_SCORE:
        return
    known = [party for party in deed.recipients if party.type is not None]
    if event.type == "REJECT" and not known and deed.told_by and deed.told_by.named:
        known = [deed.told_by]  # who tells of a refusal, and names nobody else that was refused, is refused
    pairs = [(one, other) for one in deed.actors if one.named for other in known if one.key != other.key]
    if not pairs:
        return
    told = _Told(
        deed.day,
        case.order(deed.pointer),
        worth,
        event.type,
        deed.source.words(deed.sentence),
        deed.told_by,
        deed.pointer,
        event.status,
    )
    for actor, toward in pairs:
        yield actor, toward, told


def _from_answers(case: Case, answered: Sequence[Answered]) -> Iterator[tuple[Party, Party, _Told]]:
    for at, (reply, by) in enumerate(answered):
        if reply.stance not in _STANDS or not reply.by.named:
            continue
        if any(by.key == to.key and _is_same_passage(reply, other) for other, to in answered[:at]):
            continue  # read as an event and as a statement
        kind, mode = _STANDS[reply.stance]
        told = _Told(
            reply.day,
            case.order(reply.pointer),
            score(kind, mode) * (_PARTLY if reply.stance == "partly" else 1),
            kind,
            reply.source.words(reply.span),
            reply.told_by,
            reply.pointer,
            "actual",
        )
        yield reply.by, by, told


def _is_same_passage(one: Reply, other: Reply) -> bool:
    told = [reply.told_by.key if reply.told_by else None for reply in (one, other)]
    same = (one.source.id, one.by.key, one.stance, told[0]) == (other.source.id, other.by.key, other.stance, told[1])
    return same and one.span.start < other.span.end and other.span.start < one.span.end


def _position(case: Case, actor: Party, toward: Party, told: Sequence[_Told]) -> Position:
    once = {
        (one.day, one.type, one.told_by.key if one.told_by else None, one.text): one for one in sorted(told, key=_order)
    }
    points = list(once.values())
    return Position(
        actor=actor.name,
        toward=toward.name,
        points=tuple(
            Point(
                one.day,
                one.score,
                one.type,
                one.text,
                (one.told_by.name,) if one.told_by else (),
                (one.pointer,),
                one.status,
            )
            for one in points
        ),
        shifts=tuple(_shifts(case, actor, points)),
    )


def _order(one: _Told) -> tuple[str, tuple[str, str, int]]:
    return one.day or "9999", one.order


def _shifts(case: Case, actor: Party, points: Sequence[_Told]) -> Iterator[Shift]:
    """Where an actor crosses from conflict to cooperation or back: from one day to a later one, or from one day's reports to a later
    day's of the same.

    A day on which both are told is no side; nothing shifts to or from it, nor to or from a point whose day is not known.
    """
    known = [(i, one) for i, one in enumerate(points) if one.day]
    before: tuple[int, int] | None = None
    for _, day in groupby(known, key=lambda pair: (pair[1].day, pair[1].order[0])):
        told = list(day)
        sides = {one.score > 0 for _, one in told}
        if len(sides) > 1:
            before = None
            continue
        side = 1 if sides.pop() else -1
        if before is not None and before[1] != side:
            first, later = told[0]
            yield Shift(
                before[0],
                first,
                "toward_cooperation" if side > 0 else "toward_conflict",
                (later.told_by.name,) if later.told_by else (),
                any(
                    one.told_by and case.voice(one.told_by) == case.voice(actor)
                    for one in points[first:]
                    if (one.score > 0) == (side > 0)
                ),
            )
        before = told[-1][0], side
