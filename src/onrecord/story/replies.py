"""The passages of a story that may answer a demand: what somebody agrees to, refuses or does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.story.carriers import MIN_CONFIDENCE
from onrecord.story.case import Case
from onrecord.story.parties import Party
from onrecord.story.propositions import Proposition, proposition
from onrecord.story.source import Source
from onrecord.terms import Event, Pointer, Span, Stance, Statement

_BY_EVENT: Final[dict[str, Stance]] = {
    "AGREE": "accepts", "COOPERATE": "accepts", "CONCEDE": "accepts", "RETREAT": "accepts", "AID": "accepts", "REJECT": "refuses",
}  # fmt: skip
_BY_ACT: Final[dict[str, Stance]] = {"agree": "accepts", "commit": "accepts", "oppose": "refuses", "deny": "refuses"}
REFUSES: Final = re.compile(
    r"\b(?:refus\w+|reject\w*|will not|won['’]t|would not|wouldn['’]t|declin\w+ to|no intention|rul(?:e|es|ed|ing) out|"
    r"defi(?:ed|es|ant)|ignor\w+|turn(?:ed|s|ing)? down|rebuff\w*|"
    r"dismiss\w* (?:\w+ ){0,2}(?:calls?|demands?|requests?|ideas?|suggestions?|appeals?))\b",
    re.IGNORECASE,
)
_RIGHT_BEFORE: Final = re.compile(r",?(?: ha[ds]| have| also| again)* ")
_UNCLEAR: Final = re.compile(
    r"\b(?:consider\w*|review\w*|look(?:s|ed|ing)? (?:into|at)|study\w*|weigh\w*|under advisement|discuss\w*|may|might|could|"
    r"not (?:yet )?decided|undecided|open to)\b",
    re.IGNORECASE,
)
_PARTLY: Final = re.compile(
    r"\b(?:part(?:ly|ially)?|some of|only|except|but not|one of(?! the (?:most|\w+est)\b)|two of|"
    r"in part|a limited|most of|provided that|on condition|as long as)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 3
"""Of a passage that answers: a scrap tells nothing."""


@dataclass(frozen=True, eq=False)
class Reply:
    """A passage that may answer a demand: what somebody agrees to, refuses or does, and on whose say-so."""

    source: Source
    by: Party
    stance: Stance
    told_by: Party | None
    span: Span
    told: tuple[Span, ...]
    """The words by which it answers."""
    pointer: Pointer
    day: str | None
    done: frozenset[str] | None = None
    """The roots of the verbs that it tells as done, where nothing else makes it an answer."""

    @cached_property
    def words(self) -> Proposition:
        """What it answers, as it is compared: most passages are nobody's answer, and are never taken apart."""
        return proposition(self.source, self.told)


def is_partly(text: str) -> bool:
    """Whether words tell of a part only: "some of", "except"."""
    return _PARTLY.search(text) is not None


def replies(case: Case) -> list[Reply]:
    """All passages of a story that may answer a demand; what a headline tells, the article tells again."""
    return [
        reply
        for source in case.current
        if not source.reprint_of
        for reply in (*_from_events(source), *_from_statements(source))
        if reply.span.start >= source.title_end and len(source.words(reply.span).split()) >= _FEWEST_WORDS
    ]


def _from_events(source: Source) -> Iterator[Reply]:
    for event in source.reading.events:
        stance = _BY_EVENT.get(event.type)
        if stance is None or event.confidence < MIN_CONFIDENCE or event.status in ("historical", "hypothetical"):
            continue  # what may or might be done is no answer
        span = _around(source, event)
        if stance == "accepts" and REFUSES.search(source.words(span)):
            stance = "unclear"  # "pledged to keep order, rebuffing calls for elections": the pledge is not the answer
        if event.status == "negated":
            if stance == "refuses":
                continue  # not to have refused is no answer
            stance = "refuses"
        for actor in source.parties(event.actors):
            yield Reply(
                source,
                actor,
                _refined(stance, source.words(span)),
                source.say_so(event.basis),
                span,
                (span,),
                Pointer(source.id, event.basis, event.id, (span,)),
                event.time.date if event.time and event.time.date else source.said_on(event.basis),
            )


def _from_statements(source: Source) -> Iterator[Reply]:
    for statement in source.reading.statements:
        stance = _BY_ACT.get(statement.act)
        text = " ".join(statement.content.text.split())
        if stance is None and statement.act in ("assert", "predict", "intend", "decide") and REFUSES.search(text):
            stance = None if _by_another(source, statement) else "refuses"
        if stance is None or statement.negated or statement.confidence < MIN_CONFIDENCE:
            continue
        cue = statement.cue.text if statement.cue else ""
        if statement.act in ("oppose", "deny") and not REFUSES.search(f"{cue} {text}"):
            continue  # to speak against somebody is no answer
        if stance == "accepts" and REFUSES.search(text):
            stance = "refuses"
        outer = source.outermost(statement)
        told_by = None if outer is statement else source.speaker(outer)
        span = Span(statement.content.spans[0].start, statement.content.spans[-1].end)
        yield Reply(
            source,
            source.speaker(statement),
            _refined(stance, text),
            told_by,
            span,
            statement.content.spans,
            Pointer(source.id, statement.id, None, statement.content.spans),
            source.said_on(statement.id),
        )


def _by_another(source: Source, statement: Statement) -> bool:
    """Whether it is somebody else who refuses, in what is said: that one's name stands right before it."""
    span = Span(statement.content.spans[0].start, statement.content.spans[-1].end)
    found = REFUSES.search(source.text, *span)
    marks = source.mentions(span.start, found.start()) if found else []
    return bool(
        found
        and marks
        and marks[-1].form == "name"
        and marks[-1].party.key != source.speaker(statement).key
        and _RIGHT_BEFORE.fullmatch(source.text, marks[-1].span.end, found.start())
    )


def _around(source: Source, event: Event) -> Span:
    """The words of the statement that an event rests on, else its sentence."""
    basis = source.statements.get(event.basis or "")
    at = event.trigger.spans[0].start
    if basis:
        for start, end in basis.content.spans:
            if start <= at < end:
                return Span(start, end)
    return source.sentence(at)


def _refined(stance: Stance, text: str) -> Stance:
    if stance == "accepts" and _PARTLY.search(text):
        return "partly"
    if stance == "accepts" and _UNCLEAR.search(text):
        return "unclear"
    return stance
