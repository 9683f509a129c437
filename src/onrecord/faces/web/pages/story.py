"""The page of one story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

import onrecord
from onrecord import Change, Claim, Reading, Story
from onrecord.faces.changed import LABELS, line
from onrecord.faces.page import figures as figure_words
from onrecord.faces.page.claims import MEANS, ORDER
from onrecord.faces.page.story import summary
from onrecord.faces.references import coins
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.charts import KINDS, position_chart, sign, timeline_chart
from onrecord.faces.web.pages.story_shown import Shown
from onrecord.faces.web.pages.today import note

SECTIONS: Final = {
    "timeline": ("Timeline", 40, 200),
    "claims": ("Claims", 16, 200),
    "demands": ("Demands", 20, 100),
    "positions": ("Positions", 8, 12),
    "figures": ("Figures", 20, 100),
    "wording": ("Wording", 15, 100),
    "people": ("People and organizations", 40, 200),
    "articles": ("Articles", 40, 200),
}
"""The parts of the page: what each is called, how many of its items are shown on the page of all, of claims those of each status, and how
many on a page of its own (``?all=``).

With all of these a page of 20 articles and 400 statements has some 250 kB; a claim has some 1 kB, a position with its table 25 kB.
"""

POINTS: Final = 24
"""Points of one position listed: those after stand in the chart only, and in the story's JSON."""


CHANGES: Final = 5
"""Changes shown at the top: what the last one or two articles brought."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: the items shown, of ``total``; ``next`` is where the next of them begin, None at the end."""

    name: str
    head: str
    items: Sequence[Any]
    total: int
    next: int | None = None


def story(asked: Asked) -> Response:
    """A story: what happened, who claims and demands what, who has been heard, and what moved. ``all``: one part of it, in full."""
    only = asked.choice("all", SECTIONS)
    start = asked.number("from", 0, least=0, most=1_000_000)
    members, known = _members(asked)
    found = asked.site.shelf.told(asked.view, members, state=known)
    readings = asked.view.readings([article.id for article in found.articles])
    changes = () if only else onrecord.changes(found, asked.view.articles(readings))
    if changes and asked.as_of is None:
        note(asked.site.shelf, known, found, changes)
    return asked.page("story.html", **shown(found, readings, changes, only=only, start=start))


def state(asked: Asked) -> str:
    """What the page depends on: the articles of the story, their readings and corrections, and which articles they are."""
    return _members(asked)[1]


def _members(asked: Asked) -> tuple[tuple[str, ...], str]:
    """The articles of the story, and the state of the view that it is told in."""
    if "story" not in asked.known:
        members = asked.site.shelf.members(asked.view, asked.part("id"))
        asked.known["story"] = members, asked.view.state(members)
    found: tuple[tuple[str, ...], str] = asked.known["story"]
    return found


def shown(
    story: Story, readings: dict[str, Reading], changes: Sequence[Change] = (), *, only: str = "", start: int = 0
) -> dict[str, Any]:
    """What the template is given."""
    page = Shown(story, readings)
    lists: dict[str, Sequence[Any]] = {
        "timeline": story.timeline,
        "claims": sorted(story.claims, key=lambda claim: ORDER.index(claim.status)),
        # Those that somebody responded to first: the others are told by what is missing.
        "demands": sorted(story.demands, key=lambda demand: not demand.responses),
        "positions": sorted(story.positions, key=lambda position: not position.shifts),
        "figures": figure_words.things(story),
        "wording": story.wording,
        "people": [person for person in story.people if person.statements],
        "articles": story.articles,
    }
    parts = {name: _part(name, items, only=only, start=start) for name, items in lists.items()}
    return {
        "story": story,
        "page": page,
        "only": only,
        "start": start,
        "parts": parts,
        "claims_by_status": _by_status(story, parts["claims"].items),
        "named": [person for person in story.people if not person.statements],
        "silent": page.silent(),
        "summary": summary(story),
        "outlets": list(dict.fromkeys(article.outlet for article in story.articles if article.outlet)),
        "timeline_chart": timeline_chart(story.timeline),
        "position_chart": position_chart,
        "kinds": KINDS,
        "sample": sign,
        "coins": coins,
        "changes": [(change, LABELS[change.what], *line(change, story)) for change in changes[:CHANGES]],
        "most_points": POINTS,
    }


def _part(name: str, items: Sequence[Any], *, only: str, start: int) -> Part:
    head, most, alone = SECTIONS[name]
    if only:
        some = items[start : start + alone] if name == only else ()
        more = start + alone if name == only and start + alone < len(items) else None
        return Part(name, head, some, len(items), more)
    if name == "claims":
        return Part(name, head, [one for status in ORDER for one in _of(items, status)[:most]], len(items))
    # A timeline that is cut shows its last moments: that is where a story stands.
    return Part(name, head, items[-most:] if name == "timeline" else items[:most], len(items))


def _of(claims: Sequence[Claim], status: str) -> list[Claim]:
    return [claim for claim in claims if claim.status == status]


def _by_status(story: Story, claims: Sequence[Claim]) -> list[tuple[str, str, int, list[Claim]]]:
    """The claims shown by status, what each status means, and how many of it there are in all."""
    return [
        (status, MEANS[status], len(_of(story.claims, status)), its) for status in ORDER if (its := _of(claims, status))
    ]
