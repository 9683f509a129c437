"""Claims, demands and shifts over all stories, or of one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from starlette.responses import Response

from onrecord import Story
from onrecord.faces.page.claims import MEANS, ORDER
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.pages.story_shown import Shown
from onrecord.faces.web.walk import Walked, walked


def claims(asked: Asked) -> Response:
    """Claims: of a ``status``, ``about`` somebody, on which nobody was heard (``unheard``)."""
    filters = {"status": asked.text("status"), "about": asked.text("about"), "unheard": asked.flag("unheard")}
    return _shown(asked, "claims", filters=filters, statuses=[(status, MEANS[status]) for status in ORDER])


def demands(asked: Asked) -> Response:
    """Demands with the responses to them."""
    return _shown(asked, "demands", filters={})


def shifts(asked: Asked) -> Response:
    """Changes of position, both statements of each side by side."""
    return _shown(asked, "shifts", filters={})


def _shown(asked: Asked, noun: str, *, filters: dict[str, Any], **more: Any) -> Response:
    found = walked(asked, noun)
    after = asked.text("after", most=100)
    story = asked.text("story", most=100)
    response = asked.page(
        f"{noun}.html",
        found=found,
        stories=_by_story(asked, found),
        filters=filters,
        filtered=any(filters.values()),
        story_asked=story,
        next=asked.address(after=found.next, as_of=f"@{found.seq}") if found.next else None,
        first=asked.address(after=None) if after else None,
        **more,
    )
    if found.early:  # the next time it goes further
        response.headers["cache-control"] = "no-store"
    return response


def _by_story(asked: Asked, found: Walked[Any]) -> list[tuple[Story, Shown, list[Any]]]:
    """The items under their stories."""
    runs: Iterable[tuple[int, Iterable[tuple[Story, Any]]]] = groupby(found.items, key=lambda pair: id(pair[0]))
    shown = []
    for _, run in runs:
        pairs = list(run)
        story = pairs[0][0]
        pointed = {pointer.article for _, item in pairs for pointer in _pointers(item)}
        readings = asked.view.readings([article.id for article in story.articles if article.id in pointed])
        shown.append((story, Shown(story, readings), [item for _, item in pairs]))
    return shown


def _pointers(item: Any) -> Iterable[Any]:
    """All that an item leads to."""
    if isinstance(item, tuple):
        position, shift = item
        return [p for end in (shift.from_, shift.to) for p in position.points[end].pointers]
    own = [*item.pointers, *getattr(item, "against", ()), *getattr(item, "withdrawn", ())]
    return [*own, *(p for response in getattr(item, "responses", ()) for p in response.pointers)]
