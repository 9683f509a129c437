"""The statements of a reading on the page: who spoke, and what each said, in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import Entity, Statement
from onrecord.faces.excerpt import passages, statement_marks
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import when
from onrecord.faces.numbered import UNCERTAIN, Numbered

_DEEPEST = 4
"""Levels of "A said that B said" that are set further in; deeper ones stand under each other."""


def said(numbered: Numbered, ink: Ink) -> Iterator[str]:
    """The section of the statements: under their speaker, one reported by another under that other's, a blank line between speakers."""
    if numbered.statements:
        yield from ink.legend({"source": "who says it", "cue": "the word that says so", "content": "what is said"})
    for speaker, statements in numbered.by_speaker().items():
        yield ""
        yield from _group(numbered, ink, numbered.entities.get(speaker or ""), statements)


def _group(numbered: Numbered, ink: Ink, speaker: Entity | None, statements: list[Statement]) -> Iterator[str]:
    yield ink.strong(safe(speaker.name) if speaker else "(source not named)")
    if speaker and speaker.titles:
        for line in ink.prose(safe("; ".join(speaker.titles))):
            yield ink.faint(line)
    retold = []
    for statement in statements:
        if statement.within in numbered.statements:
            retold.append(statement)
        else:
            yield from _tree(numbered, ink, statement)
    if retold:
        told = (f"{numbered.number[s.id]} (in {numbered.number[s.within]})" for s in retold if s.within)
        also = "also, " if len(retold) < len(statements) else ""
        yield from ink.prose(f"{also}as others tell it: {', '.join(told)}", indent=2)


def _tree(numbered: Numbered, ink: Ink, top: Statement) -> Iterator[str]:
    """A statement, and under it those it reports."""
    todo = [(top, 0)]
    while todo:
        statement, depth = todo.pop()
        yield from _statement(numbered, ink, statement, depth)
        todo += [(inner, depth + 1) for inner in reversed(numbered.reported[statement.id])]


def _statement(numbered: Numbered, ink: Ink, statement: Statement, depth: int) -> Iterator[str]:
    shift = 5 * min(depth, _DEEPEST)
    says = [statement.act.replace("_", " "), statement.kind, *_circumstances(statement)]
    name = numbered.name(statement.speaker)
    whose = f"{name or 'source not named'}, as told here: " if depth else ""
    head = ink.prose(safe(f"{whose}{' · '.join(says)}"), indent=shift + 5)
    yield f"{numbered.number[statement.id]:{shift + 3}}  {head[0].lstrip()}"
    yield from head[1:]
    for passage in passages(numbered.text, statement_marks(statement)):
        yield from ink.lines(passage, indent=shift + 5)
    for note in _notes(statement, name):
        for line in ink.prose(safe(note), indent=shift + 5):
            yield ink.faint(line)


def _notes(statement: Statement, name: str | None) -> Iterator[str]:
    if name and statement.resolved_by == "continuation":
        yield f"no source in these words: {name} goes on"
    elif name and statement.source and statement.resolved_by in ("nominal", "pronoun"):
        words = " ".join(statement.source.text.split())
        if name.casefold() not in words.casefold():
            yield f"“{words}” = {name}"
    if statement.confidence < UNCERTAIN:
        yield f"uncertain: confidence {statement.confidence:.2f}"


def _circumstances(statement: Statement) -> Iterator[str]:
    """To whom, through what, when, and whether at all."""
    if statement.negated:
        yield "negated"
    if statement.modality != "actual":
        yield statement.modality
    if statement.addressees:
        yield "to " + ", ".join(" ".join(to.text.split()) for to in statement.addressees)
    if statement.channel:
        yield f"{statement.channel.type.replace('_', ' ')} (“{' '.join(statement.channel.text.split())}”)"
    if statement.time:
        yield when(statement.time)
