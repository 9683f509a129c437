"""Events from triggers: PLOVER type and mode, who, to whom, where, when, with what status, on whose say-so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.reader.analysis import Run
from onrecord.reader.basis import Basis
from onrecord.reader.drafts import Who
from onrecord.reader.events.confidence import Evidence, confidence
from onrecord.reader.events.kinds import kinds_of
from onrecord.reader.events.lexicon import load_lexicon
from onrecord.reader.events.merge import Told, merged, voice_of
from onrecord.reader.events.roles import Roles
from onrecord.reader.events.spoken import spoken_deeds
from onrecord.reader.events.status import is_refused, status_of
from onrecord.reader.events.triggers import Trigger, find_triggers
from onrecord.reader.trees import Tree
from onrecord.reader.when import times_by_word
from onrecord.terms import Event, EventStatus, EventType, Published, Quoted, Statement, Time, quoted

COOPERATIVE: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
"""Types whose future is a promise, so AGREE (PLOVER manual, section AGREE; for RETREAT and CONCEDE see docs/explanation/events.md)."""
_THREATS: dict[EventType, dict[str | None, str]] = {
    "COERCE": {
        "arrest": "arrest",
        "deport": "expel",
        "restrict": "restrict",
        "curfew": "restrict",
        "censor": "restrict",
    },
    "SANCTION": {"expel": "expel", "withdraw": "relations", "discontinue": "relations"},
    "ASSAULT": {},
    "MOBILIZE": {},
    "PROTEST": {"boycott": "restrict", "strike": "restrict", "obstruct": "restrict"},
}
"""Deeds that are threats while the doer only says they will come (PLOVER manual, section Auxiliary modes), with the threat's mode."""
_PEOPLES: frozenset[EventType | None] = COOPERATIVE | {"AGREE", "MOBILIZE"}
"""Types of which a thing does none; a letter may accuse, demand or reject."""
_SHARES = frozenset("percent half third quarter majority minority most number rest handful plurality average".split())
_DOERS = re.compile(r"(?:er|or|ist|ian|ee|ite|man|woman|ant)s?$|(?:men|folk|people)$")
"""Endings of nouns for people, of which the reader knows but some; a paper or a factor is let pass with them."""
_OLD = 366
"""Days before publication behind which a deed is history."""


def find_events(
    tree: Tree,
    people: Who,
    *,
    times: Sequence[Time],
    statements: Sequence[Statement],
    basis: Basis,
    published: Published | None,
) -> tuple[Event, ...]:
    """All PLOVER events of a text in text order, with ids "v1", "v2" and so on; one told twice is one with two triggers.

    ``people`` tells whom a run of words refers to, ``times`` are the text's time expressions, ``basis`` tells on which of
    ``statements`` a span rests. Linear in the text.
    """
    told = tell(tree, people, times=times, statements=statements, basis=basis, published=published)
    return tuple(_event(tree, number, one) for number, one in enumerate(told, 1))


def tell(
    tree: Tree,
    people: Who,
    *,
    times: Sequence[Time],
    statements: Sequence[Statement],
    basis: Basis,
    published: Published | None,
) -> list[Told]:
    """The deeds of a text as `find_events` finds them, in text order, with what speaks for each."""
    kinds = kinds_of(tree)
    when = times_by_word(tree.analysis.words, times)
    roles = Roles(tree, people, kinds, frozenset(when))
    said = {statement.id: statement for statement in statements}
    triggers = {trigger.head: trigger for trigger in find_triggers(tree, kinds, load_lexicon())}
    told = [
        one
        for trigger in triggers.values()
        if (one := _told(tree, trigger, _echoed(trigger, triggers), roles, when, said, basis, published)) is not None
    ]
    told += spoken_deeds(tree, roles, said, basis, triggers.keys())
    told.sort(key=lambda one: one.triggers)
    return merged(tree, told)


def _echoed(trigger: Trigger, triggers: Mapping[int, Trigger]) -> Trigger | None:
    """The verb that tells the deed which a noun under it only names anew: "killed in an air strike"."""
    if trigger.clause.pos != "n" or trigger.carrier is None or trigger.carried or trigger.borne:
        return None
    verb = triggers.get(trigger.carrier.head)
    return verb if verb is not None and verb.frame.type == trigger.frame.type else None


def _told(
    tree: Tree,
    trigger: Trigger,
    echoed: Trigger | None,
    roles: Roles,
    when: Mapping[int, Time],
    said: Mapping[str, Statement],
    basis: Basis,
    published: Published | None,
) -> Told | None:
    actors = roles.actors(trigger)
    recipients, chance = roles.recipients(trigger, actors)
    place = roles.places(trigger)
    enough = echoed is not None or _is_told_enough(trigger, actors, recipients, place)
    if not enough or _is_figurative(trigger, actors, roles):
        return None
    words = tree.analysis.words
    rests_on = basis(words.spans[trigger.head])
    time = _time_of(tree, trigger, when)
    status = _status(status_of(tree, echoed or trigger), said.get(rests_on or ""), time, published)
    assert trigger.frame.type is not None
    type_, mode = trigger.frame.type, trigger.frame.mode
    if status == "negated" and type_ in COOPERATIVE | {"AGREE"} and actors and is_refused(tree, trigger):
        type_, mode, status = "REJECT", None, "actual"
    if status == "future" and type_ in COOPERATIVE and actors:
        type_, mode = "AGREE", None
    if status == "future" and type_ in _THREATS and _own_word(roles, actors, said.get(rests_on or "")):
        type_, mode = "THREATEN", _THREATS[type_].get(mode)
    return Told(
        type_, mode, (trigger.head,), trigger.lemma, roles.refs(actors), roles.refs(recipients), roles.refs(place), time, status,
        rests_on, voice_of(said, rests_on),
        Evidence(
            status, trigger.frame.weight, trigger.clause.pos, bool(actors), any(map(roles.kinds.is_actor, actors)),
            chance if recipients else None,
        ),
    )  # fmt: skip


def _own_word(roles: Roles, actors: list[int], statement: Statement | None) -> bool:
    """Whether the doer says so himself: he is the statement's speaker, or stands in the words of its source."""
    if statement is None or statement.source is None:
        return False
    for ref in roles.refs(actors):
        if ref.entity is not None and ref.entity == statement.speaker:
            return True
        if any(a < end and start < b for a, b in ref.spans for start, end in statement.source.spans):
            return True
    return False


def _is_told_enough(trigger: Trigger, actors: list[int], recipients: list[int], place: list[int]) -> bool:
    """Whether there is a deed at all: somebody does or suffers it. A noun may be one of a kind ("sanctions are no answer")."""
    if trigger.clause.pos == "n":
        return bool(actors or recipients) or (
            bool(place) and trigger.frame.type in ("ASSAULT", "PROTEST", "MOBILIZE", "COERCE")
        )
    return bool(actors or recipients) or trigger.clause.object is not None


def _is_figurative(trigger: Trigger, actors: list[int], roles: Roles) -> bool:
    """Whether a thing does what only people and bodies can: "low rates support the dollar"."""
    if trigger.clause.pos != "v" or trigger.frame.type not in _PEOPLES or not actors:
        return False
    i = actors[0]
    tree = roles.tree
    is_thing = tree.analysis.upos[i] == "NOUN" and tree.analysis.words[i].islower() and not roles.kinds.is_actor(i)
    return is_thing and not tree.children(i, "nummod") and not (tree.word(i) in _SHARES or _DOERS.search(tree.word(i)))


def _time_of(tree: Tree, trigger: Trigger, when: Mapping[int, Time]) -> Time | None:
    """The time expression nearest to the trigger in its phrase or clause, or in a clause that shares its time."""
    if not when:
        return None
    if trigger.clause.pos == "n":
        own = [i for i in tree.below(trigger.head) if i in when]
        if own:
            return when[min(own, key=lambda i: abs(i - trigger.head))]
        if trigger.carrier is None:
            return None
    start = trigger.carrier.head if trigger.carrier is not None else trigger.head
    for head in tree.clauses_over(start):
        clause = [i for i in tree.clause(head) if i in when and not _measures(when[i])]
        if clause:
            return when[min(clause, key=lambda i: abs(i - start))]
    return None


def _measures(time: Time) -> bool:
    """Whether the expression says how long, not when: it has no date and is no part of the calendar."""
    return time.date is None and time.precision == "unknown"


def _status(
    status: EventStatus, statement: Statement | None, time: Time | None, published: Published | None
) -> EventStatus:
    if statement is not None and status == "actual" and (statement.act == "deny" or statement.negated):
        return "negated"
    if (
        status == "actual"
        and time is not None
        and time.date is not None
        and published is not None
        and _is_old(time, published)
    ):
        return "historical"
    return status


def _is_old(time: Time, published: Published) -> bool:
    end = _day(time.end or time.date or "", last=True)
    told = _day(published.date, last=False)
    return end is not None and told is not None and (told - end).days > _OLD


def _day(text: str, *, last: bool) -> date | None:
    """The first or last day of an ISO date or a prefix of one."""
    parts = text[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        month = numbers[1] if len(numbers) > 1 else 12 if last else 1
        return date(numbers[0], month, 28 if last else 1)
    except (ValueError, IndexError):
        return None


def _event(tree: Tree, number: int, told: Told) -> Event:
    words = tree.analysis.words
    trigger: Quoted = quoted(words.text, tuple(words.span(Run(i, i + 1)) for i in told.triggers))
    return Event(
        f"v{number}", told.type, told.mode, trigger, told.actors, told.recipients, told.place, told.time, told.status, told.basis,
        confidence(told.evidence),
    )  # fmt: skip
