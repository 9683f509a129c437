"""What a search, a name or a quotation led to, set for the eye: each with its words in place, its source and its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from onrecord import Hit, Reading
from onrecord.faces.excerpt import Marks, passages, statement_marks
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.numbered import UNCERTAIN, brief
from onrecord.faces.page.told import REACH

SHORT: Final = 12
"""Characters of an article's id that are shown, as many as a story's id has: of a million articles two share them in one
record of 500."""


def hits(found: Sequence[Hit], readings: Mapping[str, Reading], ink: Ink, *, nothing: str) -> Iterator[str]:
    """Every hit in turn; ``nothing`` where there is none."""
    if not found:
        yield from ink.prose(nothing)
        return
    yield from ink.legend({"source": "who says it", "cue": "the word that says so", "content": "what is said"})
    for hit in found:
        yield ""
        yield from one(hit, readings, ink, first=_name(hit))


def one(
    hit: Hit, readings: Mapping[str, Reading], ink: Ink, *, first: str, indent: int = 0, of: str | None = None
) -> Iterator[str]:
    """A hit: ``first`` and its circumstances, the words in place, and where they stand. ``of``: as in `circumstances`."""
    head = ink.prose(safe(" · ".join([first, *circumstances(hit, of=of)])), indent=indent, hang=2)
    edge = indent + len(first)
    yield f"{head[0][:indent]}{ink.strong(head[0][indent:edge])}{head[0][edge:]}"
    yield from head[1:]
    yield from in_place(hit, readings, ink, indent=indent + 2)
    yield from whence(hit, ink, indent=indent + 2)


def circumstances(hit: Hit, *, of: str | None = None) -> Iterator[str]:
    """What was done, how, by whom (but ``of`` whom it is told anyway), to whom, when, and on whose say-so."""
    if hit.what == "person":
        yield "person"
    if hit.act:
        yield hit.act.lower().replace("_", " ")
    if hit.kind:
        yield hit.kind.replace("_", " ")
    if hit.what == "event" and hit.speaker not in (None, of):
        yield f"by {hit.speaker}"
    if hit.addressees:
        yield f"to {', '.join(brief(to) for to in hit.addressees)}"
    if hit.date:
        yield day(hit.date)
    others = [name for name in hit.according_to if name != hit.speaker]
    if others and hit.what == "event":
        yield f"on the say-so of {', as told by '.join(others)}"
    elif others:
        yield f"as told by {', as told by '.join(others)}"
    elif hit.what == "event" and not hit.according_to:
        yield "in the outlet's own voice"
    if hit.confidence is not None and hit.confidence < UNCERTAIN:
        yield f"uncertain: confidence {hit.confidence:.2f}"


def in_place(hit: Hit, readings: Mapping[str, Reading], ink: Ink, *, indent: int) -> Iterator[str]:
    """The words in the article, with their roles marked; alone where the article is not at hand."""
    reading = readings.get(hit.article)
    marks = _marks(hit, reading)
    found = passages(safe(reading.article.text), marks, reach=REACH) if reading and marks else []
    for passage in found or [[(safe(hit.text), None)]]:
        yield from ink.lines(passage, indent=indent)


def whence(hit: Hit, ink: Ink, *, indent: int) -> Iterator[str]:
    """Outlet, title and date of the article, and the row by which it can be corrected."""
    for line in ink.prose(safe(" · ".join(_whence(hit))), indent=indent, hang=2):
        yield ink.faint(line)


def _whence(hit: Hit) -> Iterator[str]:
    yield hit.outlet or "outlet not known"
    if hit.title and hit.title != hit.text:
        yield f"“{brief(hit.title)}”"
    yield f"published {day(hit.published)}" if hit.published else "undated"
    yield f"{hit.article[:SHORT]}{f'/{hit.row}' if hit.row else ''}"


def _name(hit: Hit) -> str:
    match hit.what:
        case "statement":
            return hit.speaker or "(source not named)"
        case "person":
            return brief(hit.text)
        case _:
            return hit.what


def _marks(hit: Hit, reading: Reading | None) -> Marks:
    if reading is None or not hit.spans:
        return {}
    for statement in reading.statements:
        if statement.id == hit.row:
            return {**statement_marks(statement), "content": hit.spans}
    for event in reading.events:
        if event.id == hit.row:
            return {"trigger": event.trigger.spans[:1]}
    return {"content": hit.spans}
