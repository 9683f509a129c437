"""Every list of the server in one form: a page of its items, and each item in JSON, as rows of a table and as entries of a feed.

A page after the first is of the record as it stood when the first was made (``as_of=@SEQ``), so that what is added meanwhile neither
hides an item nor shows one twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

import onrecord
from onrecord import Dossier, Headline, Hit, Listed, Match, Story, View
from onrecord.faces.as_json import as_json
from onrecord.faces.atom import Entry
from onrecord.faces.columns import CORRECTIONS, DEEDS, HITS, MATCHES, STORIES
from onrecord.faces.page.claims import ORDER
from onrecord.faces.rows import Row, of_correction, of_deed, of_headline, of_hit, of_match
from onrecord.faces.story_lists import StoryList, claims_list, demands_list, shifts_list
from onrecord.faces.web import feeds
from onrecord.faces.web.api_params import MOST_LIMIT, NotTaken, Param
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.permissions import Permission
from onrecord.faces.web.walk import day_asked, in_order, pinned, walk, wanted

_T = TypeVar("_T")

Given = Mapping[str, Any]

BUDGET: Final = 1.0
"""Seconds of telling stories for one page of the API."""

_MOST_CORRECTIONS: Final = 500
"""Corrections of one page, as many as the record lists at once."""

LIMIT: Final = Param("limit", "At most so many items.", "number", default=50, most=MOST_LIMIT)
AFTER: Final = Param("after", "Go on after this place: the address that the page before gives as next has it.")
AS_OF: Final = Param(
    "as_of",
    "The record as it stood then: at the end of a day, at a moment, or after an entry, as @120.",
    "as_of",
    most=40,
)
_STORY: Final = Param("story", "Only those of this story, or of the story of this article.", most=100)


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """Some items of a list, as of the entry ``seq``, and how each is told. ``next`` is the cursor of the page after it, None at the end.

    ``more`` is what else is said of the whole answer in JSON.
    """

    items: Sequence[_T]
    next: str | None
    seq: int
    plain: Callable[[_T], Any]
    columns: Sequence[str]
    rows: Callable[[_T], Iterable[Row]]
    entries: Callable[[_T], Iterable[Entry]]
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class List:
    """One list: its noun, what it lists, what it takes, the name of an item's schema, and how a page of it is made.

    ``words`` names the parameter that is a query. ``told``: it is of the stories, and ``slow`` what takes long to find. ``page`` gets at
    most so many seconds.
    """

    noun: str
    means: str
    params: tuple[Param, ...]
    item: str
    page: Callable[[Asked, Given, float], Page[Any]]
    words: str | None = None
    told: bool = False
    slow: bool = False
    permission: Permission = "read"


def _stories(asked: Asked, given: Given, seconds: float) -> Page[Headline]:
    view = pinned(asked)
    days = {name: day_asked(name, given[name] or "") for name in ("since", "until")}
    order = wanted(in_order(asked.site.shelf, view), q=given["q"] or "", **days)
    at = 0
    if after := given["after"]:
        found = [n for n, one in enumerate(order) if one.id == after]
        if not found:
            raise NotTaken("after", f"{after!r} is no place in this list: begin again at its first page")
        at = found[0] + 1
    items = order[at : at + given["limit"]]
    added = {one.id: one.added for one in view.articles([article for one in items for article in one.articles])}
    return Page(
        items,
        items[-1].id if at + len(items) < len(order) else None,
        view.seq,
        as_json,
        STORIES,
        lambda one: [of_headline(one)],
        lambda one: [feeds.of_headline(one, max(added[article] for article in one.articles), asked.site.origin)],
    )


def _search(asked: Asked, given: Given, seconds: float) -> Page[Hit]:
    view = asked.view
    found = view.search(given["q"], limit=given["limit"], after=given["after"])
    more = {"facets": as_json(view.facets(given["q"]))} if given.get("facets") else {}
    return _hits(asked, view, found, given["limit"], more)


def _review(asked: Asked, given: Given, seconds: float) -> Page[Hit]:
    view = asked.view
    return _hits(asked, view, view.to_review(limit=given["limit"], after=given["after"]), given["limit"])


def _hits(asked: Asked, view: View, found: Sequence[Hit], limit: int, more: Given | None = None) -> Page[Hit]:
    return Page(
        found,
        onrecord.cursor(found[-1]) if len(found) == limit else None,
        view.seq,
        as_json,
        HITS,
        lambda hit: [of_hit(hit)],
        lambda hit: [feeds.of_hit(hit, asked.site.origin)],
        more or {},
    )


def _who(asked: Asked, given: Given, seconds: float) -> Page[Dossier]:
    view = asked.view
    found = onrecord.who(view, given["name"], limit=given["limit"])
    return Page(
        found,
        None,
        view.seq,
        as_json,
        DEEDS,
        lambda one: [of_deed(one.name, deed) for deed in one.deeds],
        lambda one: [feeds.of_hit(deed.hit, asked.site.origin) for deed in reversed(one.deeds)],
        {} if found else {"near": list(onrecord.near_names(view, given["name"]))},
    )


def _check(asked: Asked, given: Given, seconds: float) -> Page[Match]:
    view = asked.view
    return Page(
        onrecord.check(view, given["quote"], limit=given["limit"]),
        None,
        view.seq,
        as_json,
        MATCHES,
        lambda match: [of_match(match)],
        lambda match: [feeds.of_hit(match.hit, asked.site.origin)],
    )


def _corrections(asked: Asked, given: Given, seconds: float) -> Page[Listed]:
    view, limit = asked.view, given["limit"]
    article = view.article(given["article"]).id if given["article"] else None
    found = onrecord.list_corrections(view, article=article, by=given["by"], limit=limit, after=given["after"])
    ids = sorted({one.article for one in found})
    kept = {one.id: one for one in view.articles(ids)}
    texts = {one: view.text(one).text for one in ids}

    def words(one: Listed) -> str | None:
        return " ".join(texts[one.article][slice(*span)] for span in one.correction.spans) or None

    def source(one: Listed) -> Row:
        its = kept[one.article]
        published = its.published.date if its.published else None
        row = (one.undoes or one.correction).row.rpartition("/")[2]
        return {"article": its.id, "row": row, "outlet": its.outlet, "title": its.title, "published": published}

    def plain(one: Listed) -> dict[str, Any]:
        undoes = one.undoes.id if one.undoes else None
        return {
            **as_json(one.correction),
            "holds": one.holds,
            "undoes": undoes,
            "text": words(one),
            "source": source(one),
        }

    return Page(
        found,
        found[-1].correction.id if len(found) == limit else None,
        view.seq,
        plain,
        CORRECTIONS,
        lambda one: [of_correction(one.correction, holds=one.holds, source=source(one), text=words(one))],
        lambda one: [feeds.of_correction(one, words(one), asked.site.origin)],
    )


def _walked(kind: Callable[[Given], StoryList[Any]]) -> Callable[[Asked, Given, float], Page[Any]]:
    def page(asked: Asked, given: Given, seconds: float) -> Page[tuple[Story, Any]]:
        shelf, view, listed = asked.site.shelf, pinned(asked), kind(given)
        if given["story"]:
            members = shelf.members(view, given["story"])
            order: Sequence[Headline] = [Headline(members[0][:12], "", None, None, members)]
        else:
            order = in_order(shelf, view)
        found = walk(shelf, view, listed.of, order, after=given["after"] or "", limit=given["limit"], budget=seconds)
        return Page(
            found.items,
            found.next,
            found.seq,
            lambda one: listed.entry(*one),
            listed.columns,
            lambda one: listed.rows(*one),
            lambda one: [feeds.of_item(listed.noun, *one, asked.site.origin)],
        )

    return page


def _claims(given: Given) -> StoryList[Any]:
    return claims_list(status=given["status"], about=given["about"], unheard=given["unheard"])


_PAGED: Final = (LIMIT, AFTER, AS_OF)
_STORIES: Final = (
    Param("q", "Only stories whose title has all of these words."),
    Param("since", "Only stories with an article of this day, month or year, or later.", most=10, example="2026-03"),
    Param(
        "until", "Only stories with an article of this day, month or year, or before.", most=10, example="2026-03-14"
    ),
)

LISTS: Final[tuple[List, ...]] = (
    List(
        "stories",
        "The stories of the record: those that changed last first.",
        (*_STORIES, *_PAGED),
        "Headline",
        _stories,
    ),
    List(
        "search",
        "Statements, articles and people with these words, the newest articles first.",
        (
            Param(
                "q",
                "What to search for, in the language of the search page.",
                required=True,
                most=4_000,
                example="levy act:demand",
            ),
            Param("facets", "Count what is found too, by speaker, outlet, act, kind and month.", "flag", default=False),
            *_PAGED,
        ),
        "Hit",
        _search,
        words="q",
    ),
    List(
        "claims",
        "What is said to be so, on whose say-so, and whether those whom it is about have been heard.",
        (
            Param("status", "Only claims of this status: on whose say-so they rest.", "choice", choices=ORDER),
            Param("about", "Only claims about somebody of this name.", most=200),
            Param(
                "unheard", "Only claims on which those whom they are about have not been heard.", "flag", default=False
            ),
            _STORY,
            *_PAGED,
        ),
        "ClaimListed",
        _walked(_claims),
        told=True,
        slow=True,
    ),
    List(
        "demands",
        "Who wants what of whom, and every response that the articles have.",
        (_STORY, *_PAGED),
        "DemandListed",
        _walked(lambda given: demands_list()),
        told=True,
        slow=True,
    ),
    List(
        "shifts",
        "Where somebody's position toward another changed, who reports it, and whether they confirm it.",
        (_STORY, *_PAGED),
        "ShiftListed",
        _walked(lambda given: shifts_list()),
        told=True,
        slow=True,
    ),
    List(
        "who",
        "All that the record holds of everybody of this name: a dossier for each.",
        (
            Param("name", "Whose name.", required=True, example="Ada Orr"),
            Param("limit", "At most so many lines of each, the latest.", "number", default=200, most=MOST_LIMIT),
            AS_OF,
        ),
        "Dossier",
        _who,
    ),
    List(
        "check",
        "The statements nearest to a quotation, with the differences word by word.",
        (
            Param(
                "quote",
                "The words that are said to have been said.",
                required=True,
                most=4_000,
                example="We will not open it",
            ),
            Param("limit", "At most so many statements.", "number", default=5, most=40),
            AS_OF,
        ),
        "Match",
        _check,
        words="quote",
        slow=True,
    ),
    List(
        "corrections",
        "What people have corrected, the newest first, and whether it holds.",
        (
            Param("article", "Only corrections of this article's rows.", most=100),
            Param("by", "Only corrections by this person.", most=200),
            Param("limit", "At most so many.", "number", default=50, most=_MOST_CORRECTIONS),
            AFTER,
            AS_OF,
        ),
        "CorrectionListed",
        _corrections,
    ),
    List(
        "review",
        "Statements that nobody has looked at yet, those first of which the reader was least sure.",
        _PAGED,
        "Hit",
        _review,
        permission="correct",
    ),
)
"""Every list of the server that has an address of its own under ``/api`` and as a file."""
