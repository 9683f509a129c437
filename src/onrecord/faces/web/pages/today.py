"""Today: the stories that changed last, and what changed, in one line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from time import monotonic
from typing import Final

from starlette.responses import Response

import onrecord
from onrecord import Change, Headline, Kept, Story, View
from onrecord.faces.changed import LABELS, article_line, line
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.shelf import Shelf
from onrecord.faces.web.walk import by_change

PAGE: Final = 30
"""Stories of one page."""

BUDGET: Final = 0.5
"""Seconds of telling stories for one page: the rest have a shorter line."""

OTHERS: Final = 3
"""Lines of the first story."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: its ``kind`` in a word or two, ``who`` and the words of it, ``at`` when it was added; the row it leads to, if any."""

    what: str
    kind: str
    who: str
    text: str
    at: str
    article: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A story, and what changed in it last, the newest first. ``voices``: how many say something in it; None where it is not told yet."""

    headline: Headline
    lines: tuple[Line, ...]
    voices: int | None = None
    silent: int = 0


def today(asked: Asked) -> Response:
    """The stories of the record, those that changed last first, a page of them ``after`` an entry."""
    view = asked.view
    order = by_change(asked.site.shelf, view)
    after = asked.text("after", most=40)
    if after:
        if not re.fullmatch(r"@[0-9]{1,18}", after):
            raise BadInput("after", f"{after!r} is no entry, as @120")
        order = [pair for pair in order if pair[0] < int(after[1:])]
    some = order[:PAGE]
    news, whole = told(asked.site.shelf, view, [one for _, one in some])
    response = asked.page(
        "today.html",
        news=news,
        first=not after,
        empty=not order and not after,
        next=f"@{some[-1][0]}" if len(order) > PAGE else None,
    )
    if not whole:  # the next time there is more of it
        response.headers["cache-control"] = "no-store"
    return response


def told(
    shelf: Shelf,
    view: View,
    stories: Sequence[Headline],
    *,
    budget: float = BUDGET,
    clock: Callable[[], float] = monotonic,
) -> tuple[list[News], bool]:
    """What changed last in each of ``stories``, and whether all of it was told.

    Stories that are not at hand are told for ``budget`` seconds, the first ones first, by one request at a time; what is left has the
    line that its last article was added, which is never wrong, only shorter.
    """
    if not shelf.telling.acquire(blocking=False):
        return _told(shelf, view, stories, ends=-inf, clock=clock)
    try:
        return _told(shelf, view, stories, ends=clock() + budget, clock=clock)
    finally:
        shelf.telling.release()


def _told(
    shelf: Shelf, view: View, stories: Sequence[Headline], *, ends: float, clock: Callable[[], float]
) -> tuple[list[News], bool]:
    entered = {one.id: one for one in view.articles([article for story in stories for article in story.articles])}
    found: list[News] = []
    whole = True
    for headline in stories:
        kept = [entered[article] for article in headline.articles if article in entered]
        state = view.state(headline.articles)
        news = shelf.notes.get(_key(headline.id, state))
        if not isinstance(news, News):
            story = shelf.at_hand(view, headline.articles, state=state)
            if story is None and clock() < ends:
                story = shelf.told(view, headline.articles, state=state)
            if story is None:
                whole = False
                found.append(_plain(headline, kept))
                continue
            news = note(shelf, state, story, onrecord.changes(story, kept))
        found.append(replace(news, headline=headline))
    return found, whole


def note(shelf: Shelf, state: str, story: Story, changes: Sequence[Change]) -> News:
    """What changed last in ``story``, which was told just now in this `View.state`, kept for the next page of Today."""
    articles = tuple(article.id for article in story.articles)
    headline = Headline(story.id, story.title, story.first, story.last, articles)
    news = _news(headline, story, changes)
    shelf.notes.put(_key(story.id, state), news)
    return news


def _key(story: str, state: str) -> tuple[str, str, str]:
    return "news", story, state


def _news(headline: Headline, story: Story, changes: Sequence[Change]) -> News:
    lines = []
    for change in changes[:OTHERS]:
        row = next((p.statement or p.event for p in change.pointers if p.article == change.article), None)
        article = change.article or (change.pointers[0].article if change.pointers else headline.articles[0])
        lines.append(Line(change.what, LABELS[change.what], *line(change, story), change.at, article, row))
    unheard = {name for claim in story.claims if claim.answered_by_subject == "not_heard" for name in claim.about}
    return News(headline, tuple(lines), sum(1 for person in story.people if person.heard), len(unheard))


def _plain(headline: Headline, kept: Sequence[Kept]) -> News:
    last = max(kept, key=lambda one: one.seq, default=None)
    if last is None:
        return News(headline, ())
    return News(
        headline, (Line("article", LABELS["article"], *article_line(last.title, last.outlet), last.added, last.id),)
    )
