"""The timeline of a story: what happened and what was said, by when it was, not by when it was printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from onrecord.story.carriers import HANGING, MIN_CONFIDENCE, UNNAMED_BY_WISH, tells_of_difference
from onrecord.story.case import Case
from onrecord.story.deeds import Deed
from onrecord.story.parties import is_unnamed, once
from onrecord.story.propositions import Proposition, proposition, relation
from onrecord.story.source import Source
from onrecord.terms import Act, Moment, Pointer, Statement, Time, TimePrecision

_TURNS: Final[frozenset[Act]] = frozenset(
    {"demand", "commit", "accuse", "deny", "agree", "decide", "decline_to_comment"}
)
"""Acts that change where things stand: on the timeline by the day of publication also where the article tells no day."""
_FEWEST_WORDS: Final = 5
_MAX_WORDS: Final = 60
"""Words of a sentence that are shown for an event; more is cut around its trigger, at word ends."""


def timeline(case: Case, happened: Sequence[Sequence[Deed]]) -> tuple[Moment, ...]:
    """The moments of a story in order, those of unknown date last. Reprints add no moment."""
    found = _one_a_sentence([moment for group in happened if (moment := _event(case, group)) is not None])
    found += _statements(case)
    return tuple(sorted(found, key=lambda one: (one.date or "9999", one.what, case.order(one.pointers[0]))))


def _event(case: Case, group: Sequence[Deed]) -> Moment | None:
    """One event, in the words of whoever tells most of it; None of what is not told to have happened on a known day."""
    group = [deed for deed in group if not deed.source.is_spoken(deed.event)]
    if not group:
        return None
    best = _clearest([deed for deed in group if deed.event.time and deed.event.time.date] or group)
    event = best.event
    if event.status == "hypothetical" or not (event.actors or event.recipients or event.place):
        return None
    date, precision, basis = _when(event.time, None)
    if date is None and not (best.told_by is None and event.status == "actual" and len(group) > 1):
        return None
    tellers = {deed.told_by.key: deed.told_by.name for deed in group if deed.told_by}
    if any(deed.told_by is None for deed in group):
        tellers = {}  # an outlet says so itself
    who = {party.key: party.name for deed in group for party in (*deed.actors, *deed.recipients)}
    return Moment(
        date=date,
        precision=precision,
        what="event",
        text=_cut(best.source, best),
        who=once(who.values()),
        according_to=tuple(tellers.values()),
        pointers=case.led_by(best.pointer, [deed.pointer for deed in group]),
        type=event.type,
        status=event.status,
        basis=basis,
        end=event.time.end if event.time else None,
    )


def _clearest(group: Sequence[Deed]) -> Deed:
    """The event as an outlet itself tells it, then as the reader is surest of it, then in most words."""
    if len(group) == 1:
        return group[0]  # of nearly all events; their words need not be compared
    return max(
        group, key=lambda deed: (deed.told_by is None, deed.event.confidence, len(deed.words.tokens), deed.source.id)
    )


def _one_a_sentence(moments: Sequence[Moment]) -> list[Moment]:
    """Several events of one sentence and day as one moment: the first of them in the text stands for all."""
    found: dict[tuple[str, str | None, str, tuple[str, ...], bool], Moment] = {}
    for one in moments:
        at = (one.text, one.date, one.pointers[0].article, one.according_to, one.status == "future")
        same = found.get(at)
        found[at] = (
            one
            if same is None
            else replace(
                same,
                who=once((*same.who, *one.who)),
                pointers=tuple(dict.fromkeys((*same.pointers, *one.pointers))),
                status=same.status if same.status != "negated" else one.status,
            )
        )
    return list(found.values())


def _cut(source: Source, deed: Deed) -> str:
    words = source.words(deed.sentence)
    return words if len(words.split()) <= _MAX_WORDS else " ".join(words.split()[:_MAX_WORDS]) + " …"


def _statements(case: Case) -> Iterator[Moment]:
    """What was said on a day that the article tells, and turns of the story; the same words in several articles once."""
    said: list[tuple[Source, Statement]] = [
        (source, statement)
        for source in case.current
        if not source.reprint_of
        for statement in source.reading.statements
        if statement.confidence >= MIN_CONFIDENCE / 2
        and not (statement.negated and statement.act != "decline_to_comment")
        and statement.modality == "actual"
        and statement.content.spans[0].start >= source.title_end
        and (source.said_at(statement) or statement.act in _TURNS)
        and statement.act not in ("believe", "intend")
        and not UNNAMED_BY_WISH.match(statement.content.text)
        and not (
            is_unnamed(source.speaker(statement))
            and tells_of_difference(source.text, *source.sentence(statement.content.spans[0].start))
        )
    ]
    groups: list[tuple[Proposition, list[tuple[Source, Statement]]]] = []
    of: defaultdict[tuple[str, Act, str | None], list[int]] = defaultdict(list)
    for source, statement in said:
        words = proposition(source, statement.content.spans)
        near = of[source.speaker(statement).key, statement.act, _day(source, statement)]
        home = next((i for i in near if relation(groups[i][0], words) == "same"), None)
        if home is None:
            near.append(len(groups))
            groups.append((words, [(source, statement)]))
        else:
            groups[home][1].append((source, statement))
    for _, group in groups:
        source, statement = max(group, key=lambda pair: (pair[1].confidence, pair[0].id))
        date, precision, basis = _when(source.said_at(statement), source)
        outer = source.outermost(statement)
        yield Moment(
            date=date,
            precision=precision,
            what="statement",
            text=_told(source, statement),
            who=once((source.speaker(statement).name, *(party.name for party in source.parties(statement.addressees)))),
            according_to=(source.speaker(outer).name,),
            pointers=case.led_by(
                Pointer(source.id, statement.id, None, statement.content.spans),
                [Pointer(s.id, one.id, None, one.content.spans) for s, one in group],
            ),
            type=statement.act,
            basis=basis,
            end=time.end if (time := source.said_at(statement)) else None,
        )


def _told(source: Source, statement: Statement) -> str:
    """What was said; the whole sentence where that is a scrap or does not stand alone ("it", "to release the footage")."""
    words = " ".join(statement.content.text.split())
    if len(words.split()) >= _FEWEST_WORDS and statement.act != "accuse" and not HANGING.match(words):
        return words
    sentence = source.words(source.sentence(statement.content.spans[0].start))
    return sentence if len(sentence.split()) <= _MAX_WORDS else words


def _day(source: Source, statement: Statement) -> str | None:
    return source.said_on(statement.id)


def _when(
    time: Time | None, source: Source | None
) -> tuple[str | None, TimePrecision, Literal["told", "publication", "unknown"]]:
    """The date of a moment, how exact it is, and how it is known: told, or the day of ``source``."""
    if time and time.date:
        return time.date, time.precision, "told"
    if source and source.published:
        precision = source.published.precision
        return source.day, "day" if precision == "minute" else precision, "publication"
    return None, "unknown", "unknown"
