"""What is cited: words of an article, whose they are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord import Article, Event, Figure, Hit, Reading, Span, Statement
from onrecord.faces.excerpt import passages
from onrecord.faces.numbered import UNCERTAIN

_DEEDS: Final[dict[str, str]] = {
    "demand": "a demand",
    "commit": "a commitment",
    "accuse": "an accusation",
    "deny": "a denial",
    "agree": "an agreement",
    "support": "in support",
    "oppose": "in opposition",
    "predict": "a prediction",
    "ask": "a question",
    "intend": "an intention",
    "believe": "a belief, as reported",
    "decide": "a decision",
    "decline_to_comment": "asked for comment",
}
"""What a statement does, as a note. *assert* needs none."""

_REACH: Final = 600
"""Characters around words that stand for their sentence."""

_MIXED: Final = "partly in the speaker’s words"
_UNSURE: Final = "uncertain reading: see the words in the article"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article that are to be cited, stretch by stretch, and whose they are.

    ``what`` they are: a *statement*; the words that tell of an *event*; words of the *article* itself. ``verbatim``: they are to
    be quoted. ``speaker`` is None where no source is named; ``according_to`` names others on whose say-so the article has it.
    ``said`` is when, ISO 8601. ``notes`` are what else is to be known of them, in few words.
    """

    words: tuple[str, ...]
    verbatim: bool
    speaker: str | None
    according_to: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    said: str | None = None
    notes: tuple[str, ...] = ()
    what: Literal["statement", "event", "article"] = "statement"


@dataclass(frozen=True, slots=True)
class Whence:
    """The article that it stands in. ``published`` and ``captured`` are ISO 8601; ``captured``: when the words were fetched."""

    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    captured: str | None = None


def of_row(reading: Reading, item: Statement | Event | Figure) -> Quotation:
    """A row of a reading, as it may be cited: of an event or a figure the sentence that tells of it, in the outlet's words."""
    if isinstance(item, Statement):
        return of_statement(reading, item)
    spans = item.trigger.spans[:1] if isinstance(item, Event) else item.spans
    found = passages(reading.article.text, {"trigger": spans}, reach=_REACH)
    words = tuple("".join(text for text, _ in pieces) for pieces in found)
    notes = (_UNSURE,) if isinstance(item, Event) and item.confidence < UNCERTAIN else ()
    return Quotation(words, False, None, tuple(_tellers(reading, item.basis)), notes=notes, what="event")


def of_statement(reading: Reading, statement: Statement) -> Quotation:
    """A statement of a reading, as it may be cited."""
    names, text = _names(reading), reading.article.text
    speaker = _speaker(statement, names)
    return Quotation(
        tuple(text[start:end] for start, end in statement.content.spans),
        statement.kind == "direct",
        speaker,
        tuple(teller for teller in _tellers(reading, statement.within) if teller != speaker),
        tuple(names.get(to.entity or "") or to.text for to in statement.addressees),
        statement.time.date if statement.time else None,
        tuple(_notes(statement)),
    )


def of_hit(hit: Hit) -> Quotation:
    """What a search found, as it may be cited; of an article its own words, quoted from it."""
    notes = [_DEEDS[hit.act]] if hit.what == "statement" and hit.act in _DEEDS else []
    if hit.kind == "mixed":
        notes.append(_MIXED)
    if hit.confidence is not None and hit.confidence < UNCERTAIN:
        notes.append(_UNSURE)
    return Quotation(
        _stretches(hit.text, hit.spans),
        hit.kind == "direct" or hit.what == "article",
        hit.speaker if hit.what == "statement" else None,
        tuple(one for one in hit.according_to if one != hit.speaker),
        hit.addressees if hit.what == "statement" else (),
        hit.date,
        tuple(notes),
        what="article" if hit.what == "person" else hit.what,
    )


def whence(article: Article) -> Whence:
    """The source that ``article`` is."""
    published = article.published.date if article.published else None
    return Whence(article.title, article.outlet, published, article.url, article.captured)


def whence_of_hit(hit: Hit) -> Whence:
    """The article that a search found something in."""
    return Whence(hit.title, hit.outlet, hit.published, hit.url)


def _names(reading: Reading) -> dict[str, str]:
    return {entity.id: entity.name for entity in reading.entities}


def _speaker(statement: Statement, names: Mapping[str, str]) -> str | None:
    return names.get(statement.speaker or "") or (statement.source.text if statement.source else None)


def _tellers(reading: Reading, innermost: str | None) -> Iterator[str]:
    """Those on whose say-so something rests, from the innermost out; one who tells of words of their own is one."""
    names, around = _names(reading), {one.id: one for one in reading.statements}
    last: str | None = None
    while innermost in around:
        one = around.pop(innermost)
        voice = _speaker(one, names) or "a source not named"
        if voice != last:
            yield voice
        last, innermost = voice, one.within


def _notes(statement: Statement) -> Iterator[str]:
    if statement.act in _DEEDS:
        yield _DEEDS[statement.act]
    if statement.kind == "mixed":
        yield _MIXED
    if statement.negated:
        yield "reported as not said"
    if statement.modality != "actual":
        yield {"future": "reported as yet to be said", "hypothetical": "reported as what may be said"}[
            statement.modality
        ]
    if statement.confidence < UNCERTAIN:
        yield _UNSURE


def _stretches(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """``text`` cut at the ends of its spans, which are joined by one space; whole where the lengths do not fit."""
    if sum(end - start for start, end in spans) + len(spans) - 1 != len(text):
        return (text,)
    found, at = [], 0
    for start, end in spans:
        found.append(text[at : at + end - start])
        at += end - start + 1
    return tuple(found)
