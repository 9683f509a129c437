"""Checks of a reading that anybody who makes or keeps one can run: `assert_spans`, `assert_references`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from onrecord.errors import SpanMismatch
from onrecord.terms import Article, Reading, Span


def assert_spans(reading: Reading) -> None:
    """Raise `SpanMismatch` unless every text in ``reading`` is the article's text at the spans beside it.

    Several spans are joined by one space, stand in text order and do not overlap.
    """
    text = reading.article.text
    for where, said, spans in _beside(reading, "reading"):
        last = 0
        for start, end in spans:
            if not last <= start < end <= len(text):
                raise SpanMismatch(where, start, end, said=said, found=text[max(start, 0) : max(end, 0)])
            last = end
        found = " ".join(text[start:end] for start, end in spans)
        if found != said or not spans:
            start, end = (spans[0].start, spans[-1].end) if spans else (0, 0)
            raise SpanMismatch(where, start, end, said=said, found=found)


def assert_references(reading: Reading) -> None:
    """Raise ``AssertionError`` unless every id in ``reading`` names one of its entities or statements.

    Ids are unique, and no statement stands within itself, directly or through others.
    """
    entities = _unique("entity", [entity.id for entity in reading.entities])
    within = {statement.id: statement.within for statement in reading.statements}
    statements = _unique("statement", [statement.id for statement in reading.statements])
    _unique("event", [event.id for event in reading.events])
    named = [("speaker", s.speaker) for s in reading.statements]
    named += [("addressee", ref.entity) for s in reading.statements for ref in s.addressees]
    named += [("party", ref.entity) for e in reading.events for ref in (*e.actors, *e.recipients, *e.place)]
    named += [("place", ref.entity) for f in reading.figures for ref in f.places]
    for what, one in named:
        if one is not None and one not in entities:
            raise AssertionError(f"{what} {one!r} is no entity of this reading")
    bases = [("within", outer) for outer in within.values()]
    bases += [("basis", event.basis) for event in reading.events]
    bases += [("basis", figure.basis) for figure in reading.figures]
    for what, one in bases:
        if one is not None and one not in statements:
            raise AssertionError(f"{what} {one!r} is no statement of this reading")
    sound: set[str] = set()
    for inner in within:
        path: dict[str, None] = {}
        at: str | None = inner
        while at is not None and at not in sound:
            if at in path:
                raise AssertionError(f"statement {at!r} stands within itself")
            path[at] = None
            at = within[at]
        sound.update(path)


def _unique(what: str, ids: list[str]) -> frozenset[str]:
    seen = frozenset(ids)
    if len(seen) < len(ids):
        raise AssertionError(f"two of the reading's {what} ids are the same")
    return seen


def _beside(value: object, where: str) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """Every text that stands beside spans, with its path in the reading."""
    if isinstance(value, tuple) and not isinstance(value, Span):
        for i, item in enumerate(value):
            yield from _beside(item, f"{where}[{i}]")
    elif is_dataclass(value) and not isinstance(value, Article):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        if "spans" in parts:
            yield where, parts["text"], parts["spans"]
        elif "span" in parts:
            yield where, parts["text"], (parts["span"],)
        for name, part in parts.items():
            yield from _beside(part, f"{where}.{name}")
