"""Whom a claim is about, and whether they have been heard on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.story.carriers import Carrier
from onrecord.story.case import Case
from onrecord.story.parties import Party, is_somebody
from onrecord.terms import Answer

_FRONT = re.compile(
    r"[\"“‘'(]*(?:that\s+|and\s+|but\s+)?(?:[A-Z][\w.’'-]*\s+|(?:the|a|an|both|his|her|their|its|our|my|all|some|many)\s+|[a-z]+\s+(?=[A-Z]))*"
)
"""What may stand before the name with which a passage begins: "that the Minnesota Gov. "."""


_FIRST_PERSON = frozenset({"i", "we", "us", "me", "ourselves", "myself"})


def subjects(carrier: Carrier) -> tuple[Party, ...]:
    """Whose acts, words or attitudes a claim is about: who acts in the events that it tells of, else whoever it begins with.

    An accusation is about those accused; what one tells of another's words, about that other.
    """
    source, statement = carrier.source, carrier.statement
    found: dict[str, Party] = {}
    for event in source.reading.events:
        at = event.trigger.spans[0].start
        own = statement is None and event.basis is None
        told = statement is not None and event.basis == statement.id
        if (own or told) and any(start <= at < end for start, end in carrier.spans):
            actors = [
                carrier.by if carrier.by and ref.text.lower() in _FIRST_PERSON else source.party(ref)
                for ref in event.actors
            ]
            found |= {party.key: party for party in actors}
        elif (
            statement
            and statement.act == "accuse"
            and event.type == "ACCUSE"
            and _is_act_of(event.trigger.spans, statement)
        ):
            found |= {party.key: party for party in source.parties(event.recipients)}
    if statement and statement.within:
        inner = source.speaker(statement)
        found[inner.key] = inner
    if not found and (first := _first(carrier)):
        found[first.key] = first
    return tuple(party for party in found.values() if is_somebody(party))


def _first(carrier: Carrier) -> Party | None:
    """Whoever the passage begins with."""
    start, end = carrier.spans[0]
    front = _FRONT.match(carrier.source.text, start, end)
    reach = front.end() if front else start
    for mark in carrier.source.mentions(start, end):
        if mark.span.start > reach:
            return None
        if mark.party.type in ("person", "organization", "group"):
            return mark.party
    return None


def _is_act_of(trigger: Sequence[tuple[int, int]], statement: object) -> bool:
    cue = getattr(statement, "cue", None)
    return cue is not None and any(a < d and c < b for a, b in trigger for c, d in cue.spans)


class Answers:
    """What those say whom claims are about, over all articles of a story."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._declined = {
            (source.id, case.voice(source.speaker(statement)))
            for source in case.sources
            for statement in source.reading.statements
            if statement.act == "decline_to_comment" and statement.within is None
        }

    def of(self, about: Iterable[Party], yes: Sequence[Carrier], no: Sequence[Carrier]) -> Answer:
        """What they say of a claim with these carriers and denials. *confirmed* needs all of them, *denied* one; *declined* that an
        article which has somebody claim it says so; a word of theirs that
        another tells is no word of theirs."""
        keys = {self._case.voice(party) for party in about}
        confirmed = {self._voice(one) for one in yes if self._is_own_word(one)} & keys
        if {self._voice(one) for one in no if self._is_own_word(one)} & keys:
            return "denied"
        if keys and confirmed == keys:
            return "confirmed"
        articles = {one.source.id for one in (*yes, *no) if one.by is not None}
        if any((article, key) in self._declined for article in articles for key in keys - confirmed):
            return "declined"
        return "not_heard"

    def _voice(self, one: Carrier) -> str:
        return self._case.voice(one.by) if one.by else ""

    @staticmethod
    def _is_own_word(one: Carrier) -> bool:
        return one.by is not None and (one.statement is None or one.statement.within is None)
