"""Who somebody is to the record: all they said and did, what was said of them, where they stand, and why several are held to be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from time import monotonic
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

import onrecord
from onrecord import Article, Deed, Dossier, Headline, Hit, Kept, NamedEntity, Position, View
from onrecord.faces.excerpt import passages
from onrecord.faces.ink import Piece
from onrecord.faces.page.dossier import HOW
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.charts import position_chart
from onrecord.faces.web.pages.story_shown import Shown

SHOWN: Final = 50
"""Deeds on one page, as many as hits of a search. With 150 statements a story has some 20 of somebody; a head of government has 3,000
in a year of news."""

FIRST: Final = 5
"""Deeds of each of several who bear a name."""

MOST_NAMESAKES: Final = 20
"""Of those who bear one name, shown with their deeds; a common surname has hundreds."""

MOST_STORIES: Final = 5
"""Stories that positions are shown from, the newest."""

PATIENCE: Final = 1.0
"""Seconds that telling these may take; those that are at hand are shown in any case."""

SHOW: Final = ("positions", "correct")
"""What the page shows instead of deeds, where it is asked for: where they stand, since telling stories takes longer than all else;
and the forms that tell apart those who are held to be one, which are as long as all deeds."""

MOST_LISTED: Final = 25
"""Stories that are listed."""

MOST_POSITIONS: Final = 6
"""Positions shown of somebody, those with shifts first."""

MOST_ENTITIES: Final = 100
"""Entities that can be told apart on the page, the latest."""

MOST_READ: Final = 40
"""Articles whose text is looked up for the words around events."""

HEARD: Final = 40
"""Speakers named on the page that asks for a name."""


@dataclass(frozen=True, slots=True)
class Person:
    """One who bears the name. ``all`` counts the deeds by how; ``deeds`` are those shown, ``places`` the words around
    events by article and row; ``more`` is the address of the next of them."""

    dossier: Dossier
    address: str
    all: Mapping[str, int]
    deeds: Sequence[Deed]
    places: Mapping[tuple[str, str | None], list[list[Piece]]]
    more: str | None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where they stand toward somebody in one story, and how that story shows it."""

    story: Headline
    page: Shown
    position: Position


class Part(Shown):
    """A story that shares its page with others: the ids on it begin with its own."""

    def anchor(self, kind: str, item: object, *words: str) -> str:
        """As in `Shown`, with the story in front."""
        return f"{self.story.id[:8]}-{super().anchor(kind, item, *words)}"


def who(asked: Asked) -> Response:
    """Whoever bears a name; without one, the way to a name."""
    name = asked.text("name", most=400)
    if not name:
        return asked.page(
            "people.html", heard=asked.view.remembered(f"heard {asked.view.seq}", lambda: _heard(asked.view))
        )
    view = asked.view
    how, show = asked.choice("how", HOW), asked.choice("show", SHOW)
    correctable = asked.viewer.may("correct") and asked.as_of is None
    if show == "correct" and not correctable:
        show = ""
    after = asked.text("after", most=200)
    found = onrecord.who(view, name)
    chosen = asked.text("one", most=200)
    if chosen:
        found = tuple(one for one in found if any(entity.row == chosen for entity in one.entities)) or found
    if not found:
        return asked.page("who_none.html", status=404, name=name, near=onrecord.near_names(view, name))
    if len(found) > 1:
        shown = [_person(asked, name, one, many=FIRST, alone=False) for one in found[:MOST_NAMESAKES]]
        rest = found[MOST_NAMESAKES:]
        return asked.page(
            "who_several.html", name=name, people=shown, rest=rest, rows=_rows(view, found), seen=view.seq, ways=HOW
        )
    one = found[0]
    stories = _stories(asked, one)
    stands, untold = _stands(asked, one, stories) if show == "positions" else ([], 0)
    person = _person(asked, name, one, how=how, after=after, many=0 if show else SHOWN, alone=bool(chosen))
    return asked.page(
        "who.html",
        name=name,
        ways=HOW,
        person=person,
        one=one,
        how=how,
        show=show,
        first=person.address if after else None,
        stands=stands[:MOST_POSITIONS],
        more_stands=max(0, len(stands) - MOST_POSITIONS),
        untold=untold,
        stories=stories[:MOST_LISTED],
        more_stories=max(0, len(stories) - MOST_LISTED),
        correctable=correctable and bool(one.entities),
        rows=_rows(view, [one]) if show == "correct" else [],
        seen=view.seq,
        position_chart=position_chart,
    )


def _heard(view: View) -> list[tuple[str, int]]:
    """Who said most in the newest reports: those whose words for them are a name."""
    said = view.facets("what:statement").speaker
    return [(name, many) for name, many in said if any(word[:1].isupper() for word in name.split())][:HEARD]


def _person(asked: Asked, name: str, one: Dossier, *, how: str = "", after: str = "", many: int, alone: bool) -> Person:
    fields = {"name": name} | ({"one": one.entities[0].row} if one.entities and (alone or many == FIRST) else {})
    if as_of := asked.request.query_params.get("as_of"):
        fields["as_of"] = as_of
    deeds = [deed for deed in _newest_first(one.deeds) if not how or deed.how == how]
    start = 0
    if after:
        places = [_cursor(deed) for deed in deeds]
        if after not in places:
            raise BadInput("after", "is no place in this list: begin again at its first page")
        start = places.index(after) + 1
    page = deeds[start : start + many]
    filtered = fields | ({"how": how} if how else {})
    more = filtered | {"after": _cursor(page[-1])} if page and start + many < len(deeds) else None
    return Person(
        one,
        f"/who?{urlencode(filtered)}",
        Counter(deed.how for deed in one.deeds),
        page,
        _in_place(asked.view, page),
        f"/who?{urlencode(more)}#deeds" if more else None,
    )


def _in_place(view: View, deeds: Iterable[Deed]) -> dict[tuple[str, str | None], list[list[Piece]]]:
    """The words around the events among ``deeds``, since the word that tells of one says little alone; of some articles at most."""
    hits = [deed.hit for deed in deeds if deed.hit.what == "event"]
    articles = list(dict.fromkeys(hit.article for hit in hits))[:MOST_READ]
    texts: dict[str, Article] = {}

    def around(hit: Hit) -> list[list[Piece]]:
        if not texts:  # all at once, where the words of one are not at hand any more
            texts.update(view.texts(articles))
        return passages(texts[hit.article].text, {"trigger": hit.spans[:1]})

    return {
        (hit.article, hit.row): view.remembered(f"around {hit.article} {hit.spans[:1]}", partial(around, hit))
        for hit in hits
        if hit.article in articles
    }


def _newest_first(deeds: Iterable[Deed]) -> list[Deed]:
    """The newest day first, those without a date last; what one article tells of one day stays in its order."""
    runs = [(day, list(run)) for (day, _), run in groupby(deeds, key=lambda deed: (_day(deed), deed.hit.article))]
    dated = [deed for day, run in reversed(runs) if day for deed in run]
    return dated + [deed for day, run in runs if not day for deed in run]


def _day(deed: Deed) -> str:
    return deed.hit.date or deed.hit.published or ""


def _cursor(deed: Deed) -> str:
    return f"{deed.how}:{deed.hit.article}/{deed.hit.row}"


def _rows(view: View, found: Sequence[Dossier]) -> list[tuple[NamedEntity, Kept]]:
    """Their entities with the articles that these are of, the latest first."""
    entities = [entity for one in found for entity in one.entities][-MOST_ENTITIES:][::-1]
    kept = {one.id: one for one in view.articles({entity.row.rpartition("/")[0] for entity in entities})}
    return [(entity, kept[entity.row.rpartition("/")[0]]) for entity in entities]


def _stories(asked: Asked, one: Dossier) -> list[Headline]:
    """The stories of their articles, those that changed last first; none as of another moment than now."""
    if asked.as_of is not None:
        return []
    index = asked.site.shelf.index()
    found = {index.of[article].id: index.of[article] for article in one.articles if article in index.of}
    return sorted(found.values(), key=lambda story: -index.changed[story.id])


def _stands(
    asked: Asked, one: Dossier, stories: Sequence[Headline], *, clock: Callable[[], float] = monotonic
) -> tuple[list[Stand], int]:
    """Their positions in the newest stories, as many as can be told in `PATIENCE`, and of how many stories nothing is told."""
    shelf, view, began = asked.site.shelf, asked.view, clock()
    told = {}
    newest = stories[:MOST_STORIES]
    at_hand = {story.id: shelf.at_hand(view, story.articles) for story in newest}
    for story in sorted(newest, key=lambda story: at_hand[story.id] is None):
        if at_hand[story.id] is not None or clock() - began < PATIENCE:
            told[story.id] = at_hand[story.id] or shelf.told(view, story.articles)
    names = {name.casefold() for name in (one.name, *one.aliases)}
    found = []
    for headline in newest:
        if headline.id in told:
            tale = told[headline.id]
            theirs = [it for it in tale.positions if {it.actor.casefold(), it.toward.casefold()} & names]
            if theirs:
                page = Part(tale, view.readings([article.id for article in tale.articles]))
                found += [Stand(headline, page, it) for it in theirs]
    ordered = sorted(found, key=lambda it: (not it.position.shifts, it.position.actor.casefold() not in names))
    return ordered, len(stories) - len(told)
