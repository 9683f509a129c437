"""A list over all stories, page by page: never more of the record is told for one page than fits its time.

A page after the first is of the record as it stood when the first was made (``as_of=@SEQ``), so that what is added meanwhile neither
hides an item nor shows one twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from onrecord import Headline, Story, View
from onrecord.faces.page.claims import ORDER
from onrecord.faces.story_lists import NOUNS, StoryList, claims_list, demands_list, shifts_list
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.shelf import Shelf

_T = TypeVar("_T")

PAGE: Final = 30
"""Items of one page."""

BUDGET: Final = 0.7
"""Seconds of telling stories for one page, and what the last of them takes beyond: a story of 20 articles takes 0.1 s on one core."""

_DATE: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_CURSOR: Final = re.compile(r"([0-9a-f]{4,64}):([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Walked(Generic[_T]):
    """Some items of a list, each with its story.

    ``next`` is where the next page begins: None at the end. ``seq`` is the entry that this page is as of, to be kept to by those after it.
    ``looked`` stories were looked through, of ``stories``; ``early``: time ran out before the page was full.
    """

    items: tuple[tuple[Story, _T], ...]
    next: str | None
    seq: int
    looked: int
    stories: int
    early: bool = False


def kind_of(asked: Asked, noun: str) -> StoryList[Any]:
    """The list that is asked for, with the filters of the command line: ``status``, ``about``, ``unheard``; ``noun`` one of `NOUNS`."""
    match noun:
        case "claims":
            status, about = asked.choice("status", ORDER), asked.text("about", most=200)
            return claims_list(status=status, about=about, unheard=asked.flag("unheard"))
        case "demands":
            return demands_list()
        case "shifts":
            return shifts_list()
        case _:
            raise ValueError(f"{noun!r} is none of {', '.join(NOUNS)}")


def walked(asked: Asked, noun: str, *, limit: int | None = None) -> Walked[Any]:
    """The page of a list that ``asked`` is for: of ``story`` or all, ``after`` a cursor, ``limit`` items. Raises BadInput, UnknownRow."""
    view = pinned(asked)
    if name := asked.text("story", most=100):
        members = asked.site.shelf.members(view, name)
        order: Sequence[Headline] = [Headline(members[0][:12], "", None, None, members)]
    else:
        order = in_order(asked.site.shelf, view)
    return walk(
        asked.site.shelf,
        view,
        kind_of(asked, noun).of,
        order,
        after=asked.text("after", most=100),
        limit=limit or asked.number("limit", PAGE),
    )


def state(asked: Asked) -> str:
    """What a page over all stories depends on: the record, and the list of stories, which may be some seconds older."""
    return f"{asked.view.seq}-{asked.site.shelf.index().seq}"


def pinned(asked: Asked) -> View:
    """The record as it stood when its list of stories was worked out: what pages after this one go on with."""
    view, index = asked.view, asked.site.shelf.index()
    return view if asked.as_of is not None or index.seq >= view.seq else asked.site.record.view(index.seq)


def walk(
    shelf: Shelf,
    view: View,
    of: Callable[[Story], Any],
    order: Sequence[Headline],
    *,
    after: str = "",
    limit: int = PAGE,
    budget: float = BUDGET,
    clock: Callable[[], float] = monotonic,
) -> Walked[Any]:
    """At most ``limit`` items ``of`` the stories in ``order``, from the cursor ``after`` on; one story at least is looked through."""
    at, skip = _place(order, after)
    began, first = clock(), at
    items: list[tuple[Story, Any]] = []
    for one in order[at:]:
        if at > first and clock() - began > budget:
            return Walked(tuple(items), f"{one.id}:0", view.seq, at - first, len(order), early=True)
        story = shelf.told(view, one.articles)
        room = limit - len(items)
        found = list(islice(of(story), skip, skip + room + 1))
        items += [(story, item) for item in found[:room]]
        if len(found) > room:
            return Walked(tuple(items), f"{one.id}:{skip + room}", view.seq, at - first + 1, len(order))
        at, skip = at + 1, 0
    return Walked(tuple(items), None, view.seq, at - first, len(order))


def in_order(shelf: Shelf, view: View) -> Sequence[Headline]:
    """The stories as they stood in ``view``, each with the articles it had by then: those that changed last first."""
    index = shelf.index()
    return index.stories if view.seq >= index.seq else [one for _, one in by_change(shelf, view)]


def by_change(shelf: Shelf, view: View) -> list[tuple[int, Headline]]:
    """The same, each with the number of the entry that changed it last, which no two share."""
    index = shelf.index()
    if view.seq >= index.seq:
        return [(index.changed[one.id], one) for one in index.stories]
    entered = {kept.id: kept.seq for kept in shelf.view().articles()}
    by_then: list[tuple[int, Headline]] = []
    for one in index.stories:
        its = [article for article in one.articles if entered.get(article, view.seq + 1) <= view.seq]
        if its:
            by_then.append((max(entered[article] for article in its), replace(one, articles=tuple(its))))
    return sorted(by_then, key=lambda pair: -pair[0])


def wanted(stories: Iterable[Headline], *, q: str = "", since: str = "", until: str = "") -> list[Headline]:
    """Those of ``stories`` whose title has every word of ``q``, whatever its case and accents, and whose days reach into the time from
    ``since`` to ``until`` (ISO 8601, a year or month as a whole); a story with no day is in no time."""
    words = _plain(q).split()
    return [
        one
        for one in stories
        if all(word in _plain(one.title) for word in words)
        and (not since or (one.last or "")[: len(since)] >= since)
        and (not until or (one.first is not None and one.first[: len(until)] <= until))
    ]


def day_asked(name: str, said: str) -> str:
    """``said`` where it is a year, a month or a day; empty where it is. Raises BadInput."""
    if said and not _DATE.fullmatch(said):
        raise BadInput(name, f"{said!r} is no date: write 2026, 2026-03 or 2026-03-14")
    return said


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _place(order: Sequence[Headline], after: str) -> tuple[int, int]:
    """Which story a cursor leads to, and which of its items."""
    if not after:
        return 0, 0
    asked = _CURSOR.fullmatch(after)
    found = [
        at for at, one in enumerate(order) if asked and any(a.startswith(asked[1]) for a in (one.id, *one.articles))
    ]
    if not asked or not found:
        raise BadInput("after", f"{after!r} is no place in this list: begin again at its first page")
    return found[0], int(asked[2])
