"""The statements of an article by which somebody demands something, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.story.carriers import MIN_CONFIDENCE
from onrecord.story.case import Party, Source, is_somebody
from onrecord.story.propositions import Proposition, proposition, root
from onrecord.story.sketch_words import fold
from onrecord.terms import Pointer, Span, Statement

_MODAL: Final = re.compile(r"\b(?:must|should|to|needs? to|ha(?:s|ve|d) to|ought to|not to|stop|end|cease)\b")
_NOUN: Final = re.compile(
    r"\b((?:the|all|every|each|both|any|his|her|their|its) (?:[\w’'-]+ ){0,3}[\w’'-]+|[A-Z][\w’'-]+(?: [\w’'-]+){0,2})\W*$"
)
"""A noun with its article at the end of words: "she said [the highways office]"."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Call:
    """One statement by which something is demanded."""

    source: Source
    statement: Statement
    by: Party
    of: tuple[Party, ...]
    words: Proposition

    @property
    def pointer(self) -> Pointer:
        """Where it stands."""
        return Pointer(self.source.id, self.statement.id, None, self.statement.content.spans)

    @cached_property
    def verb(self) -> str:
        """The root of the word that tells what is to be done: the first with a meaning of its own after "to", "must" or "should"."""
        start, end = self.statement.content.spans[-1]
        modal = _MODAL.search(self.source.text, start, end)
        after = proposition(self.source, (Span(modal.end() if modal else start, end),)).words
        told = (root(fold(word)) for word in _WORD.findall(self.source.text[modal.end() if modal else start : end]))
        return next((word for word in told if word in after), "")

    @property
    def day(self) -> str | None:
        """When it was made, where the article says; else when the article came out."""
        return self.source.said_on(self.statement.id)


def calls(source: Source) -> Iterator[Call]:
    last: dict[str, tuple[Party, ...]] = {}
    held: list[Call] = []
    for statement in sorted(source.reading.statements, key=lambda one: one.content.spans[0]):
        if statement.act != "demand" or statement.negated or statement.confidence < MIN_CONFIDENCE / 2:
            continue
        if statement.content.spans[0].start < source.title_end:
            continue
        by = source.speaker(statement)
        of = _addressed(source, statement) or (() if statement.cue else last.get(by.key) or _lead_in(source, statement))
        last[by.key] = of
        held.append(Call(source, statement, by, of, proposition(source, statement.content.spans)))
    yield from (call for call in held if not _is_lead(call, held))


def _is_lead(call: Call, all_calls: Sequence[Call]) -> bool:
    """Whether the words of a demand lie within another's of the same speaker: "four actions [they must take]"."""
    return any(
        other is not call
        and other.by == call.by
        and all(
            any(a <= start and end <= b for a, b in other.statement.content.spans)
            for start, end in call.statement.content.spans
        )
        and (other.statement.content.spans != call.statement.content.spans or other.statement.id < call.statement.id)
        for other in all_calls
    )


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


def _subject(source: Source, span: Span) -> tuple[Party, ...]:
    """Who is to do something: the name or noun right before "must", "should" or "to" in these words."""
    modal = _MODAL.search(source.text, *span)
    if modal is None:
        return ()
    marks = [mark for mark in source.mentions(span.start, modal.start()) if mark.span.start >= span.start]
    if marks and not source.text[marks[-1].span.end : modal.start()].strip(' ,"”'):
        return (marks[-1].party,)
    before = source.text[span.start : modal.start()].strip()
    noun = _NOUN.search(before)
    words = " ".join(noun[1].split()) if noun else before.removeprefix("that ")
    if not is_somebody(Party("", words, None, False)):
        return ()
    return (Party(f"{source.id}/{words.casefold()}", words, None, False),)
