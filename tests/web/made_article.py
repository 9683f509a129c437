"""Readings made for the pages: of any text and any length."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

from onrecord import Article, Entity, Event, Figure, Mention, Quoted, Reading, Ref, Span, Statement
from tests.faces.build import statement


def at(text: str, words: str, *, after: int = 0) -> Quoted:
    """Where ``words`` stand in ``text``."""
    start = text.index(words, after)
    return Quoted(words, (Span(start, start + len(words)),))


def said(row: str, content: Quoted, **given: Any) -> Statement:
    """A statement of nobody known."""
    return statement(row, content, **given)


def article(text: str, *, name: str = "made", **given: Any) -> Article:
    """An article of this text."""
    plain: dict[str, Any] = {
        "title": None,
        "outlet": "Harbour Post",
        "byline": (),
        "url": "https://harbour.example/report",
        "language": "en",
        "published": None,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return Article(id=name, text=text, **{**plain, **given})


def long_reading(statements: int, *, per_paragraph: int = 3) -> Reading:
    """A long article: every sentence a statement with source, cue, addressee and content; every other has an event and a figure."""
    people = [
        f"{first} {last}"
        for first in ("Ada", "Ben", "Cleo", "Dina")
        for last in ("Orr", "Venn", "Marsh", "Quill", "Sand")
    ]
    text = ""
    spoken: list[Statement] = []
    events: list[Event] = []
    figures: list[Figure] = []
    mentions: list[list[Mention]] = [[] for _ in people]
    for n in range(1, statements + 1):
        whose = n % len(people)
        text += ("\n\n" if (n - 1) % per_paragraph == 0 else " ") if text else ""
        begin = len(text)
        text += f"{people[whose]} told the harbour board that the storm flooded {n + 10} houses along the old quay on that night."
        source, cue = at(text, people[whose], after=begin), at(text, "told", after=begin)
        board, content = (
            at(text, "the harbour board", after=begin),
            at(text, text[text.index("that the", begin) : -1], after=begin),
        )
        mentions[whose].append(Mention(source.spans[0], source.text, "name"))
        spoken.append(
            said(f"s{n}", content, source=source, cue=cue, speaker=f"e{whose}", resolved_by="name",
                 addressees=(Ref(board.text, board.spans, None),))
        )  # fmt: skip
        if n % 2 == 0:
            trigger = at(text, "flooded", after=begin)
            events.append(Event(f"v{n}", "ASSAULT", None, trigger, (), (), (), None, "actual", f"s{n}", 0.8))
            houses = at(text, f"{n + 10}", after=begin)
            figures.append(
                Figure(
                    houses.text,
                    houses.spans,
                    n + 10,
                    None,
                    "exactly",
                    None,
                    at(text, "houses", after=begin),
                    None,
                    (),
                    f"s{n}",
                )
            )
    entities = tuple(
        Entity(f"e{n}", name, "person", (), tuple(its))
        for n, (name, its) in enumerate(zip(people, mentions, strict=True))
        if its
    )
    return Reading(article(text, name="long"), entities, tuple(spoken), tuple(events), tuple(figures), reader="made")


class _Marked(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, frozenset[str], frozenset[str]]] = []
        self._open: list[int | None] = []
        self._number = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "mark" and "data-of" in about:
            self._open.append(len(self.found))
            self.found.append(("", frozenset(about["class"].split()), frozenset(about["data-of"].split())))
        elif tag == "mark":
            self._open.append(None)
        elif tag == "a":
            self._number = about.get("href", "").startswith("#n-")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()
        elif tag == "a":
            self._number = False

    def handle_data(self, data: str) -> None:
        for at in self._open:
            if at is not None and not self._number:
                words, roles, rows = self.found[at]
                self.found[at] = (words + data, roles, rows)


def marked_in(html: str) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """The marked stretches of a page, those within others too: their words, roles and rows."""
    parser = _Marked()
    parser.feed(html)
    return parser.found


def words_of(html: str, row: str, role: str) -> str:
    """The words that a page marks as those of a row in a role."""
    return "".join(words for words, roles, rows in marked_in(html) if role in roles and row in rows)
