"""A reading as a person would like to see it: who said what, what happened, how many and when, in the article's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Literal, get_args

from onrecord import Article, Reading
from onrecord.faces.counted import counted
from onrecord.faces.happened import happened
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day, moments
from onrecord.faces.numbered import Numbered
from onrecord.faces.said import said

Section = Literal["statements", "events", "figures", "times", "people"]
"""A part of the page below its head."""
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)

_BASIS = {
    "given": "as given",
    "metadata": "from the page's own data",
    "text": "from the text",
    "url": "from the address",
    "inferred": "worked out",
}


def pretty(reading: Reading, *, width: int = 80, colour: bool = False, show: Collection[Section] = SECTIONS) -> str:
    """``reading`` set for the eye, in lines of at most ``width`` columns (40 or more), ending in a line feed.

    ``show`` says which sections, always in the order of `SECTIONS`. Statements stand under their speaker, numbered in the
    order of the article; one reported by another stands under that other's. Events and figures stand in the order of the
    article, each with the number of the statement that they rest on. Roles are marked by colour with ``colour``, else by
    signs that a legend explains. Control characters of the article are shown as U+FFFD.
    """
    ink, numbered = Ink(max(width, 40), colour), Numbered(reading)
    sections: dict[Section, Iterator[str]] = {
        "statements": said(numbered, ink),
        "events": happened(numbered, ink),
        "figures": counted(numbered, ink),
        "times": moments(reading, ink),
        "people": _people(numbered, ink),
    }
    page = [*_head(reading.article, ink), "", *ink.prose(_summary(numbered))]
    for section, lines in sections.items():
        if section in show:
            shown = list(lines)
            page += shown if section == "statements" or not shown else ["", *shown]
    return "".join(f"{line}\n" for line in page)


def _head(article: Article, ink: Ink) -> Iterator[str]:
    for line in ink.prose(safe(article.title or "(no title)")):
        yield ink.strong(line)
    by = f"by {', '.join(article.byline)}" if article.byline else None
    yield from ink.prose(safe(" · ".join(filter(None, (article.outlet, by, _published(article))))))


def _published(article: Article) -> str:
    published = article.published
    if published is None:
        return "undated"
    why = f": {published.why}" if published.why else ""
    return f"{day(published.date)} ({_BASIS[published.basis]}{why})"


def _summary(numbered: Numbered) -> str:
    reading, groups = numbered.reading, numbered.by_speaker()
    if not (reading.statements or reading.events or reading.figures):
        return "No statement, event or figure was found in this article."
    counts = [
        _count(len(reading.statements), "statement"),
        _count(len(groups) - (None in groups), "speaker"),
        _count(len(reading.events), "event"),
        _count(len(reading.figures), "figure"),
    ]
    unnamed = len(groups.get(None, ()))
    return ", ".join(counts) + (f"; for {_count(unnamed, 'statement')} no speaker was found" if unnamed else "")


def _people(numbered: Numbered, ink: Ink) -> Iterator[str]:
    people = [entity for entity in numbered.reading.entities if entity.type in ("person", "organization", "group")]
    if not people:
        return
    made = {speaker: len(its) for speaker, its in numbered.by_speaker().items()}
    yield ink.strong("People and organizations")
    for entity in people:
        counts = [_count(len(entity.mentions), "mention")]
        if entity.id in made:
            counts.append(_count(made[entity.id], "statement"))
        titles = f" ({'; '.join(entity.titles)})" if entity.titles else ""
        yield from ink.prose(safe(f"{entity.name}{titles} · {entity.type} · {', '.join(counts)}"), indent=2)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
