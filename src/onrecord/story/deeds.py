"""The events of a story, those of several articles that are one put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from onrecord.story.carriers import MIN_CONFIDENCE
from onrecord.story.case import Case
from onrecord.story.parties import Party
from onrecord.story.propositions import Proposition, proposition, root
from onrecord.story.sketch_words import fold
from onrecord.story.source import Source
from onrecord.terms import Event, Pointer, Span


class Keys(NamedTuple):
    """The keys of those who are in an event: of all, and of those who are named."""

    actors: frozenset[str]
    recipients: frozenset[str]
    named_actors: frozenset[str]
    named_recipients: frozenset[str]


@dataclass(frozen=True)
class Deed:
    """An event as one article tells it."""

    source: Source
    event: Event

    @cached_property
    def actors(self) -> tuple[Party, ...]:
        """Who did it."""
        return self.source.parties(self.event.actors)

    @cached_property
    def recipients(self) -> tuple[Party, ...]:
        """To whom."""
        return self.source.parties(self.event.recipients)

    @cached_property
    def keys(self) -> Keys:
        """Who is in it."""
        return Keys(
            frozenset(party.key for party in self.actors),
            frozenset(party.key for party in self.recipients),
            frozenset(party.key for party in self.actors if party.named),
            frozenset(party.key for party in self.recipients if party.named),
        )

    @cached_property
    def told_by(self) -> Party | None:
        """On whose say-so; None: the outlet's own voice."""
        return self.source.say_so(self.event.basis)

    @cached_property
    def root(self) -> str:
        """What the trigger has in common with words made from it."""
        words = fold(self.event.trigger.text).split()
        return root(words[0]) if words else ""

    @cached_property
    def sentence(self) -> Span:
        """The sentence of its trigger."""
        return self.source.sentence(self.event.trigger.spans[0].start)

    @cached_property
    def words(self) -> Proposition:
        """That sentence as it is compared."""
        return proposition(self.source, (self.sentence,))

    @property
    def told(self) -> str | None:
        """When it happened, where the article tells."""
        return self.event.time.date if self.event.time else None

    @property
    def day(self) -> str | None:
        """When it happened; where the article does not tell, when it was said, or else printed."""
        return self.told or self.source.said_on(self.event.basis)

    @cached_property
    def pointer(self) -> Pointer:
        """Where it stands."""
        return Pointer(self.source.id, self.event.basis, self.event.id, self.event.trigger.spans)


def deeds(case: Case) -> tuple[Deed, ...]:
    """The events of a story's current articles in order. A reprint tells nothing new, nor does a headline: the article tells it again."""
    return tuple(
        Deed(source, event)
        for source in case.current
        if not source.reprint_of
        for event in source.reading.events
        if event.confidence >= MIN_CONFIDENCE and event.trigger.spans[0].start >= source.title_end
    )


def happenings(found: Sequence[Deed]) -> tuple[tuple[Deed, ...], ...]:
    """Events that are held to be one, together: of one type, with a party in the same part, and nothing that conflicts.

    Those of different days, status or mode are not one; nor those that share no party by name, whatever their words.
    """
    blocks: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        for part, parties in (("actor", one.actors), ("recipient", one.recipients)):
            for party in parties:
                if party.named:
                    blocks[one.event.type, part, party.key].append(i)
    leader = list(range(len(found)))

    def top(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for held in blocks.values():
        for a, i in enumerate(held):
            for j in held[a + 1 :]:
                if top(i) != top(j) and _are_one(found[i], found[j]):
                    low, high = sorted((top(i), top(j)))
                    leader[high] = low
    groups: defaultdict[int, list[Deed]] = defaultdict(list)
    for i, one in enumerate(found):
        groups[top(i)].append(one)
    return tuple(tuple(groups[i]) for i in sorted(groups))


def _are_one(one: Deed, other: Deed) -> bool:
    left, right = one.event, other.event
    if (left.status == "negated") != (right.status == "negated") or (left.status == "future") != (
        right.status == "future"
    ):
        return False
    ours, theirs = one.keys, other.keys
    to_same = not ours.recipients.isdisjoint(theirs.recipients)
    if left.mode and right.mode and left.mode != right.mode and not (to_same and left.type in _HARM):
        return False  # "shot" and "murdered" may be one deed; a visit and a call are not
    if one.told and other.told and not (one.told.startswith(other.told) or other.told.startswith(one.told)):
        return False
    if _conflict(ours.named_actors, theirs.named_actors) or _conflict(ours.named_recipients, theirs.named_recipients):
        return False
    same_day = bool(one.told) and one.told == other.told
    if to_same:
        harmed = left.type in _HARM
        return harmed or same_day or one.root == other.root or not ours.actors.isdisjoint(theirs.actors)
    return same_day and one.root == other.root and not (one.recipients and other.recipients)


_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""What is done to somebody once in a story, unless days or doers conflict."""


def _conflict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name somebody and nobody is in both."""
    return bool(one) and bool(other) and one.isdisjoint(other)
