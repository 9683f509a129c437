"""A reading as a person would like to see it: who spoke, and what each said, in the article's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord import Article, Entity, Reading, Statement
from onrecord.faces.excerpt import passages
from onrecord.faces.ink import Ink, safe

UNCERTAIN = 0.25
"""Confidence under which a statement is shown as uncertain. It is that of the exact bounds of source, cue and content
together: at a half a word at an edge is often all that is wrong, at a quarter the gist may be."""

_BASIS = {
    "given": "as given",
    "metadata": "from the page's own data",
    "text": "from the text",
    "url": "from the address",
    "inferred": "worked out",
}
_MONTHS = "January February March April May June July August September October November December".split()
_DEEPEST = 4
"""Levels of "A said that B said" that are set further in; deeper ones stand under each other."""


def pretty(reading: Reading, *, width: int = 80, colour: bool = False) -> str:
    """``reading`` set for the eye, in lines of at most ``width`` columns (40 or more), ending in a line feed.

    Statements stand under their speaker, numbered in the order of the article; one reported by another stands under
    that other's. Roles are marked by colour with ``colour``, else by signs that a legend explains. Control characters
    of the article are shown as U+FFFD.
    """
    return "".join(f"{line}\n" for line in _Page(reading, Ink(max(width, 40), colour)).lines())


class _Page:
    """One reading being set; holds what every part of the page looks up."""

    def __init__(self, reading: Reading, ink: Ink) -> None:
        self.ink = ink
        self.text = safe(reading.article.text)
        self.reading = reading
        self.entities = {entity.id: entity for entity in reading.entities}
        ordered = sorted(reading.statements, key=lambda s: (s.content.spans[0], s.id))
        self.statements = {statement.id: statement for statement in ordered}
        self.number = {statement.id: n for n, statement in enumerate(ordered, 1)}
        self.reported: dict[str, list[Statement]] = defaultdict(list)
        for statement in ordered:
            if statement.within in self.statements:
                self.reported[statement.within].append(statement)

    def lines(self) -> Iterator[str]:
        yield from self._head(self.reading.article)
        groups = self._groups()
        yield ""
        yield from self.ink.prose(self._summary(groups))
        if self.statements:
            yield self.ink.legend()
        for speaker, statements in groups.items():
            yield ""
            yield from self._group(self.entities.get(speaker or ""), statements)
        yield from self._people()

    def _head(self, article: Article) -> Iterator[str]:
        for line in self.ink.prose(safe(article.title or "(no title)")):
            yield self.ink.strong(line)
        by = f"by {', '.join(article.byline)}" if article.byline else None
        yield from self.ink.prose(safe(" · ".join(filter(None, (article.outlet, by, _published(article))))))

    def _groups(self) -> dict[str | None, list[Statement]]:
        """Statements by speaker, in the order in which the speakers first appear; those with none found last."""
        groups: dict[str | None, list[Statement]] = defaultdict(list)
        for statement in self.statements.values():
            groups[statement.speaker if statement.speaker in self.entities else None].append(statement)
        if None in groups:
            groups[None] = groups.pop(None)
        return groups

    def _summary(self, groups: dict[str | None, list[Statement]]) -> str:
        if not self.statements:
            return "No statement was found in this article."
        named = len([speaker for speaker in groups if speaker])
        unnamed = len(groups.get(None, ()))
        return f"{_count(len(self.statements), 'statement')}, {_count(named, 'speaker')}" + (
            f"; for {unnamed} no speaker was found" if unnamed else ""
        )

    def _group(self, speaker: Entity | None, statements: list[Statement]) -> Iterator[str]:
        yield self.ink.strong(safe(speaker.name) if speaker else "(source not named)")
        if speaker and speaker.titles:
            for line in self.ink.prose(safe("; ".join(speaker.titles))):
                yield self.ink.faint(line)
        retold = []
        for statement in statements:
            if statement.within in self.statements:
                retold.append(statement)
            else:
                yield from self._tree(statement)
        if retold:
            told = (f"{self.number[s.id]} (in {self.number[s.within]})" for s in retold if s.within)
            also = "also, " if len(retold) < len(statements) else ""
            yield from self.ink.prose(f"{also}as others tell it: {', '.join(told)}", indent=2)

    def _tree(self, top: Statement) -> Iterator[str]:
        """A statement, and under it those it reports."""
        todo = [(top, 0)]
        while todo:
            statement, depth = todo.pop()
            yield from self._statement(statement, depth)
            todo += [(inner, depth + 1) for inner in reversed(self.reported[statement.id])]

    def _statement(self, statement: Statement, depth: int) -> Iterator[str]:
        shift = 5 * min(depth, _DEEPEST)
        says = [statement.act.replace("_", " "), statement.kind, *_circumstances(statement)]
        whose = f"{self._name(statement.speaker) or 'source not named'}, as told here: " if depth else ""
        head = self.ink.prose(safe(f"{whose}{' · '.join(says)}"), indent=shift + 5)
        yield f"{self.number[statement.id]:{shift + 3}}  {head[0].lstrip()}"
        yield from head[1:]
        for passage in passages(self.text, statement):
            yield from self.ink.lines(passage, indent=shift + 5)
        for note in self._notes(statement):
            for line in self.ink.prose(safe(note), indent=shift + 5):
                yield self.ink.faint(line)

    def _notes(self, statement: Statement) -> Iterator[str]:
        name = self._name(statement.speaker)
        if name and statement.resolved_by == "continuation":
            yield f"no source in these words: {name} goes on"
        elif name and statement.source and statement.resolved_by in ("nominal", "pronoun"):
            words = " ".join(statement.source.text.split())
            if name.casefold() not in words.casefold():
                yield f"“{words}” = {name}"
        if statement.confidence < UNCERTAIN:
            yield f"uncertain: confidence {statement.confidence:.2f}"

    def _name(self, speaker: str | None) -> str | None:
        return self.entities[speaker].name if speaker in self.entities else None

    def _people(self) -> Iterator[str]:
        people = [entity for entity in self.reading.entities if entity.type in ("person", "organization", "group")]
        if not people:
            return
        said = {speaker: len(its) for speaker, its in self._groups().items()}
        yield ""
        yield self.ink.strong("People and organizations")
        for entity in people:
            counts = [_count(len(entity.mentions), "mention")]
            if entity.id in said:
                counts.append(_count(said[entity.id], "statement"))
            titles = f" ({'; '.join(entity.titles)})" if entity.titles else ""
            yield from self.ink.prose(safe(f"{entity.name}{titles} · {entity.type} · {', '.join(counts)}"), indent=2)


def _published(article: Article) -> str:
    published = article.published
    if published is None:
        return "undated"
    why = f": {published.why}" if published.why else ""
    return f"{_day(published.date)} ({_BASIS[published.basis]}{why})"


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
        words = f"“{' '.join(statement.time.text.split())}”"
        when = " to ".join(_day(day) for day in (statement.time.date, statement.time.end) if day)
        yield f"{words}: {when or 'date not known'}"


def _day(iso: str) -> str:
    """``2026-03-02T14:03:00Z`` as "2 March 2026, 14:03 UTC"; an ISO 8601 week or any other form as it is."""
    day, _, clock = iso.partition("T")
    parts = day.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return iso
    words = [str(int(part)) for part in parts[2:]] + [
        _MONTHS[int(part) - 1] for part in parts[1:2] if 1 <= int(part) <= 12
    ]
    return " ".join([*words, parts[0]]) + (
        f", {clock[:5]}{' UTC' if clock.endswith('Z') else clock[8:]}" if clock else ""
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
