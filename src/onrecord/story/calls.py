"""The statements of an article by which somebody demands something, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.story.carriers import MIN_CONFIDENCE, UNNAMED_BY_WISH
from onrecord.story.parties import Party, is_somebody
from onrecord.story.propositions import Proposition, proposition, root
from onrecord.story.sketch_words import fold
from onrecord.story.source import Source
from onrecord.terms import Event, Pointer, Span, Statement

_MODAL: Final = re.compile(
    r"\b(?:must|should|to|needs? to|ha(?:s|ve|d) to|ought to|not to|(?<!the )(?<!an )(?:stop|end|cease)(?! of\b))\b"
)
_THAT: Final = re.compile(r"[\s“\"]*that\s+")
_DOER: Final = re.compile(r"(?:(?:the|all|every|each|both|any|his|her|their|its)\s+)?[\w’'-]+")
"""The least words of whoever is to do something; more may follow."""
_NEXT: Final = re.compile(r"\s+[\w’'-]+")
_ITEM: Final = re.compile(
    r"(?:[,;]\s+(?:and\s+)?|\band\s+)(?:to\s+)?(?P<verb>[a-z-]+)\s+(?:(?:back|down|off|out|over|up)\s+)?"
    r"(?:the|an?|its|his|her|their|our|all|every|each|any|no|those|these|\d[\d,.]*)\s"
)
"""One more thing to be done: "open its books, [reinstate 40] workers and [hand over the] keys"."""
_LONGEST_DOER: Final = 5
"""Words."""
_NOUN: Final = re.compile(
    r"\b((?:the|all|every|each|both|any|his|her|their|its) (?:[\w’'-]+ ){0,3}[\w’'-]+|[A-Z][\w’'-]+(?: [\w’'-]+){0,2})\W*$"
)
"""A noun with its article at the end of words: "she said [the highways office]"."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_TO_DO: Final = re.compile(r"\s*(?P<what>to [^,;:—–\n]+?)(?=[.!?]?[\"”]?(?:$|[,;:—–\n]|\.\s|\.$))")
"""What is asked behind the word that asks, to the end of its clause."""
_SURE: Final = 0.5
"""Confidence of an event of asking, for it to stand as a demand by itself: an even chance, by the reader's own figure."""


@dataclass(frozen=True)
class Call:
    """One passage by which something is demanded: a ``statement``, or where the reader found none, an ``event`` of asking.

    ``spans`` are the words of what is demanded.
    """

    source: Source
    spans: tuple[Span, ...]
    by: Party
    of: tuple[Party, ...]
    statement: Statement | None
    event: Event | None = None

    @cached_property
    def words(self) -> Proposition:
        """What is demanded, as it is compared."""
        return proposition(self.source, self.spans)

    @property
    def text(self) -> str:
        """What is demanded."""
        return " ".join(self.source.words(span) for span in self.spans)

    @property
    def pointer(self) -> Pointer:
        """Where it stands."""
        event = self.event
        basis = self.statement.id if self.statement else event.basis if event else None
        return Pointer(self.source.id, basis, event.id if event else None, self.spans)

    @property
    def confidence(self) -> float:
        """How sure the reader is of it, a statement before an event."""
        return 1 + self.statement.confidence if self.statement else self.event.confidence if self.event else 0.0

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The roots of the words that tell what is to be done: the first with a meaning of its own after "to", "must" or "should", or
        after who is to do it, and the first of each further item."""
        end = self.spans[-1].end
        start = _to_be_done(self.source, self.spans[-1])
        after = proposition(self.source, (Span(start, end),)).words
        told = (root(fold(word)) for word in _WORD.findall(self.source.text[start:end]))
        first = next((word for word in told if word in after), None)
        more = {root(fold(item["verb"])) for item in _ITEM.finditer(self.source.text, start, end)}
        return frozenset({first} if first else ()) | (more & after)

    @property
    def day(self) -> str | None:
        """When it was made, where the article says; else when the article came out."""
        if self.statement is None and self.event and self.event.time and self.event.time.date:
            return self.event.time.date
        return self.source.said_on(self.statement.id if self.statement else self.event.basis if self.event else None)


def calls(source: Source) -> list[Call]:
    """The demands of an article, in the order of its words."""
    held = list(_statements(source))
    held += _events(source, held)
    return sorted((call for call in held if not _is_lead(call, held)), key=lambda call: call.spans)


def _statements(source: Source) -> Iterator[Call]:
    last: dict[str, tuple[Party, ...]] = {}
    for statement in sorted(source.reading.statements, key=lambda one: one.content.spans[0]):
        if statement.act != "demand" or statement.negated or statement.confidence < MIN_CONFIDENCE / 2:
            continue
        if statement.content.spans[0].start < source.title_end or UNNAMED_BY_WISH.match(statement.content.text):
            continue
        by = source.speaker(statement)
        of = _addressed(source, statement) or (() if statement.cue else last.get(by.key) or _lead_in(source, statement))
        last[by.key] = of
        yield Call(source, statement.content.spans, by, of, statement)


def _events(source: Source, held: Sequence[Call]) -> Iterator[Call]:
    """Events of asking whose sentence holds no demand that the reader found as a statement: "called on France to release the men"."""
    for event in source.reading.events:
        at = event.trigger.spans[0]
        sentence = source.sentence(at.start)
        told = event.type == "REQUEST" and event.status == "actual" and event.confidence >= _SURE
        if not told or at.start < source.title_end or not event.recipients:
            continue
        if any(sentence.start <= start < sentence.end for call in held for start, _ in call.spans):
            continue
        ends = [ref.spans[-1].end for ref in event.recipients if ref.spans[0].start > at.start]
        asked = _TO_DO.match(source.text, max(ends), sentence.end) if ends else None
        of = source.parties(event.recipients)
        by = [party for party in source.parties(event.actors) if is_somebody(party) and party not in of]
        if asked and by:
            yield Call(source, (Span(*asked.span("what")),), by[0], of, None, event)


def _is_lead(call: Call, all_calls: Sequence[Call]) -> bool:
    """Whether the words of a demand lie within another's of the same speaker: "four actions [they must take]"."""
    return any(
        other is not call
        and other.by == call.by
        and all(any(a <= start and end <= b for a, b in other.spans) for start, end in call.spans)
        and (other.spans != call.spans or _name(other) < _name(call))
        for other in all_calls
    )


def _name(call: Call) -> str:
    return call.statement.id if call.statement else ""


def _addressed(source: Source, statement: Statement) -> tuple[Party, ...]:
    """Of whom it is demanded: its addressees; else whom the event of asking names; else the subject of what is to be done."""
    if statement.addressees:
        return source.parties(statement.addressees)
    if statement.cue:
        for event in source.reading.events:
            over = any(a < d and c < b for a, b in event.trigger.spans for c, d in statement.cue.spans)
            if event.type == "REQUEST" and over and event.recipients:
                return source.parties(event.recipients)
    return _subject(source, statement.content.spans[-1]) if statement.cue else ()


def _lead_in(source: Source, item: Statement) -> tuple[Party, ...]:
    """Of whom the items of a list are demanded: the subject of the nearest words before it of the same speaker that say what must be
    done ("three steps [that] the council must take:")."""
    before = [
        statement.content.spans[-1]
        for statement in source.reading.statements
        if statement.speaker == item.speaker and statement.content.spans[-1].end <= item.content.spans[0].start
    ]
    for span in sorted(before, reverse=True)[:2]:
        if found := _subject(source, span):
            return found
    return ()


def _to_be_done(source: Source, span: Span) -> int:
    """Where these words begin to tell what is to be done: behind "must", "should" or "to", else behind "that the company"."""
    doer = _doer(source, span)
    modal = _MODAL.search(source.text, *span)
    if doer and not (modal and not source.text[doer.end : modal.start()].strip(" ,")):
        return doer.end  # "that the company return the money to its customers": the verb is not behind "to"
    return modal.end() if modal else span.start


def _doer(source: Source, span: Span) -> Span | None:
    """Who is to do something in "that the company open its books": the name behind "that", or words for somebody."""
    that = _THAT.match(source.text, *span)
    if that is None:
        return None
    for mark in source.mentions(that.end(), span.end):
        if mark.span.start == that.end():
            return mark.span
    words = _DOER.match(source.text, that.end(), span.end)
    while words and source.text.count(" ", that.end(), words.end()) < _LONGEST_DOER:
        found = Span(that.end(), words.end())
        if is_somebody(Party("", source.words(found), None, False)):
            return found
        words = _NEXT.match(source.text, words.end(), span.end)
    return None


def _subject(source: Source, span: Span) -> tuple[Party, ...]:
    """Who is to do something: the name or noun right before "must", "should" or "to" in these words."""
    modal = _MODAL.search(source.text, *span)
    if modal is None:
        doer = _doer(source, span)
        return (source.somebody(doer),) if doer else ()
    marks = [mark for mark in source.mentions(span.start, modal.start()) if mark.span.start >= span.start]
    if marks and not source.text[marks[-1].span.end : modal.start()].strip(' ,"”'):
        return (marks[-1].party,)
    noun = _NOUN.search(source.text[: modal.start()], span.start)
    that = _THAT.match(source.text, span.start, modal.start())
    found = Span(*noun.span(1)) if noun else Span(that.end() if that else span.start, modal.start())
    return (source.somebody(found),) if is_somebody(Party("", source.words(found), None, False)) else ()
