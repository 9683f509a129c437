"""Where the items of a story stand: their articles by number, and their words in place."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from onrecord import Pointer, Published, Reading, Span, Story, StoryArticle
from onrecord.faces.excerpt import Marks, passages, statement_marks
from onrecord.faces.ink import Ink, Piece, safe
from onrecord.faces.moments import day, stretch

REACH: Final = 120
"""Characters of the article shown on either side of the words of an item: a line and a half of a page."""
_TITLE: Final = 32
"""Characters of a title that stands for its outlet: it is the words that are looked at here, and the article has a number."""
MOST_SOURCES: Final = 6
"""Sources named of one item; the rest are counted."""
BASES: Final = {
    "given": "as given",
    "metadata": "from the page's own data",
    "text": "from the text",
    "url": "from the address",
    "inferred": "worked out",
}
"""How the date of an article is known, in words."""


class Led(NamedTuple):
    """An article that an item rests on: ``found`` in the story, or None, and the rows of it, with what each is called: "2/s4"."""

    article: str
    found: StoryArticle | None
    rows: tuple[tuple[str, Pointer], ...]
    reprint_of: int | None


class Told:
    """One story being set. ``readings`` are those of its articles, by id; where one is missing the words stand alone.

    ``number`` is the number that each article is shown with, from 1. ``most`` bounds the items of a list; None does not.
    """

    def __init__(self, story: Story, readings: Mapping[str, Reading], *, most: int | None = None) -> None:
        self.story = story
        self.most = most
        self.articles = {article.id: article for article in story.articles}
        self.number = {article.id: n for n, article in enumerate(story.articles, 1)}
        self._readings = readings
        self._texts = {article: safe(reading.article.text) for article, reading in readings.items()}

    def read(self) -> str:
        """How many articles there are to go by: "the 3 articles read"."""
        count = len(self.story.articles)
        return "the one article read" if count == 1 else f"the {count} articles read"

    def more(self, among: int, noun: str, ink: Ink) -> Iterator[str]:
        """The line that says how many of a list are left out, where some are."""
        left = 0 if self.most is None else among - self.most
        if left > 0:
            yield from ink.prose(f"left out: {count(left, noun)} (--limit N shows more)", indent=2, hang=2)

    def words_shown(self) -> bool:
        """Whether the page has words in place, with their roles marked."""
        return bool(self.story.claims or self.story.demands or self.story.positions)

    def words(
        self, pointers: Sequence[Pointer], text: str, ink: Ink, *, indent: int, reach: int = REACH
    ) -> Iterator[str]:
        """The words of the first of ``pointers`` in place, with their roles marked; ``text`` alone where they cannot be had."""
        for passage in self.passages(pointers, reach=reach) or [[(safe(text), "content")]]:
            yield from ink.lines(passage, indent=indent)

    def sources(self, pointers: Sequence[Pointer]) -> str:
        """Each article that ``pointers`` lead to, with the rows: "Harbour Post, 21 February 2026 (2/s4, 2/s9)"."""
        named = list(map(_named, self.led(pointers)))
        return "; ".join(named[:MOST_SOURCES]) + (
            f"; and {len(named) - MOST_SOURCES} more articles" if len(named) > MOST_SOURCES else ""
        )

    def led(self, pointers: Sequence[Pointer]) -> list[Led]:
        """The articles that ``pointers`` lead to, each once with all its rows, in the order of their first."""
        rows: dict[str, dict[str, Pointer]] = {}
        for pointer in pointers:
            rows.setdefault(pointer.article, {}).setdefault(self.row(pointer), pointer)
        return [self._led(article, its) for article, its in rows.items()]

    def row(self, pointer: Pointer) -> str:
        """The row that ``pointer`` leads to, by the number of its article: "2/s4"."""
        number, row = self.number.get(pointer.article), pointer.statement or pointer.event
        return "/".join(filter(None, (str(number) if number else pointer.article, row)))

    def _led(self, article: str, rows: Mapping[str, Pointer]) -> Led:
        found = self.articles.get(article)
        first = found.reprint_of if found else None
        return Led(article, found, tuple(rows.items()), self.number.get(first) if first else None)

    def passages(self, pointers: Sequence[Pointer], *, reach: int = REACH) -> list[list[Piece]]:
        """The words of the first of ``pointers`` in place, by paragraph, with their roles marked; none where they cannot be had."""
        return self._passages(pointers[0], reach) if pointers else []

    def _passages(self, pointer: Pointer, reach: int) -> list[list[Piece]]:
        text = self._texts.get(pointer.article)
        marks = self._marks(pointer)
        return passages(text, marks, reach=reach) if text is not None and marks else []

    def _marks(self, pointer: Pointer) -> Marks:
        reading = self._readings.get(pointer.article)
        if reading is None:
            return {}
        own: Marks = {"content": pointer.spans} if pointer.spans else {}
        for statement in reading.statements:
            if statement.id == pointer.statement:
                return {**statement_marks(statement), **own}
        for event in reading.events:
            if event.id == pointer.event:
                return {**own, "trigger": event.trigger.spans[:1]}
        return own


def _named(led: Led) -> str:
    rows = ", ".join(row for row, _ in led.rows)
    if led.found is None:
        return rows
    again = f"; reprint of {led.reprint_of}" if led.reprint_of else ""
    return f"{source(led.found)} ({rows}{again})"


def source(article: StoryArticle) -> str:
    """Who published it and when: "Harbour Post, 21 February 2026"; its title, cut, in place of an outlet that is not known."""
    name = article.outlet
    if not name and article.title:
        name = f"“{textwrap.shorten(article.title, _TITLE, placeholder=' …')}”"
    return ", ".join(filter(None, (name, dated(article.published))))


def dated(published: Published | None) -> str:
    """When it was published; a date that was worked out says so."""
    if published is None:
        return "undated"
    return day(published.date) + (", worked out" if published.basis == "inferred" else "")


def days(first: str | None, last: str | None) -> str:
    """From one day to another, in words."""
    known = first or last
    return stretch(known, last) if known else "undated"


def say_so(speakers: Sequence[str], *, outlets: Collection[str] = ("",)) -> str:
    """On whose say-so something rests, in words."""
    if speakers:
        return f"on the say-so of {', '.join(speakers)}"
    return "in the outlet's own voice" if len(outlets) < 2 else "in the outlets' own voice"


def count(number: int, noun: str) -> str:
    """ "1 article", "2 articles", "2 stories"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("ory") else f"{number} {noun}s"


def extent(spans: Sequence[Span]) -> tuple[int | None, int | None]:
    """Where the first of ``spans`` begins and the last ends; None where there are none."""
    return (min(span.start for span in spans), max(span.end for span in spans)) if spans else (None, None)
