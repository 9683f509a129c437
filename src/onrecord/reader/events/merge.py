"""One deed told twice is one event: in one sentence by verb and noun ("killed in an air strike"), or again later in the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.reader.events.confidence import Evidence, confidence
from onrecord.reader.trees import Tree
from onrecord.terms import EventStatus, EventType, Ref, Statement, Time

_ONCE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "RETREAT", "CONSULT", "SANCTION", "AID"})
"""Types of which an article tells one and the same deed again and again; what is said twice may well be said anew."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one place tells it; after `merged`, as all its places do. ``voice`` is who says so: the entity that speaks,
    else the statement, "" for the outlet."""

    type: EventType
    mode: str | None
    triggers: tuple[int, ...]
    lemma: str
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    place: tuple[Ref, ...]
    time: Time | None
    status: EventStatus
    basis: str | None
    voice: str
    evidence: Evidence


def voice_of(said: Mapping[str, Statement], basis: str | None) -> str:
    """Who says what rests on statement ``basis``."""
    if basis is None:
        return ""
    return said[basis].speaker or basis


def merged(tree: Tree, told: Sequence[Told]) -> list[Told]:
    """``told`` in order, each deed once. Of what is told twice the fuller roles stand; nothing that differs is joined."""
    found: list[Told] = []
    last: dict[tuple[EventType, str], list[int]] = {}
    for one in told:
        near = next(
            (k for k in range(len(found) - 1, max(-1, len(found) - 6), -1) if _one_clause(tree, found[k], one)), None
        )
        if near is None and one.type in _ONCE:
            keys = [(one.type, ref.entity) for ref in one.recipients or one.actors if ref.entity is not None]
            places = (k for key in keys for k in reversed(last.get(key, [])[-8:]))
            near = next((k for k in places if _same(found[k], one)), None)
        if near is None:
            found.append(one)
            near = len(found) - 1
        else:
            found[near] = _joined(found[near], one)
        for ref in (*one.recipients, *one.actors):
            if ref.entity is not None:
                last.setdefault((one.type, ref.entity), []).append(near)
    return found


def _one_clause(tree: Tree, first: Told, second: Told) -> bool:
    """Whether the second trigger hangs right under the first, or the first under it, and they tell the same kind of deed."""
    if first.type != second.type or first.voice != second.voice or first.status != second.status:
        return False
    if not _agree(first.mode, second.mode) or _apart(first.recipients, second.recipients):
        return False
    heads, relations = tree.analysis.heads, tree.relations
    a, b = first.triggers[-1], second.triggers[0]
    below = (heads[b] == a and relations[b] in ("obj", "obl", "xcomp", "nmod")) or (
        heads[a] == b and relations[a] in ("nsubj", "obl", "obj")
    )
    return below and not (first.actors and second.actors and _apart(first.actors, second.actors))


def _same(first: Told, second: Told) -> bool:
    if first.type != second.type or first.voice != second.voice or first.status != second.status:
        return False
    if not _agree(first.mode, second.mode) or (first.lemma != second.lemma and first.mode is None):
        return False
    if first.time is not None and second.time is not None and first.time.date != second.time.date:
        return False
    if first.type == "CONSULT":
        mine, theirs = _entities((*first.actors, *first.recipients)), _entities((*second.actors, *second.recipients))
        return len(mine & theirs) > 1
    if not _entities(first.recipients) & _entities(second.recipients):
        return False
    return not _apart(first.actors, second.actors)


def _agree(first: str | None, second: str | None) -> bool:
    return first == second or first is None or second is None


def _entities(refs: Sequence[Ref]) -> set[str]:
    return {ref.entity for ref in refs if ref.entity is not None}


def _apart(first: Sequence[Ref], second: Sequence[Ref]) -> bool:
    """Whether both name somebody and nobody is in both."""
    if not first or not second:
        return False
    mine, theirs = {ref.entity or ref.text.lower() for ref in first}, {ref.entity or ref.text.lower() for ref in second}
    return not mine & theirs


def _joined(first: Told, second: Told) -> Told:
    return replace(
        first,
        mode=first.mode or second.mode,
        triggers=(*first.triggers, *second.triggers),
        actors=first.actors or second.actors,
        recipients=first.recipients or second.recipients,
        place=first.place or second.place,
        time=first.time if first.time is not None and first.time.date else second.time or first.time,
        evidence=max(first.evidence, second.evidence, key=confidence),
    )
