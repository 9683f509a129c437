"""The list of stories."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.walk import day_asked, in_order, pinned, wanted

PAGE: Final = 50
"""Stories of one page."""


def listed(asked: Asked) -> Response:
    """Every story of the record, those that changed last first: by words of its title and by its days."""
    asked_for = {"q": asked.text("q", most=400)}
    asked_for |= {name: day_asked(name, asked.text(name, most=40)) for name in ("since", "until")}
    after = asked.text("after", most=100)
    view = pinned(asked)
    found = wanted(in_order(asked.site.shelf, view), **asked_for)
    start = next((at + 1 for at, one in enumerate(found) if one.id == after), 0)
    if after and not start:
        raise BadInput("after", f"{after!r} is no place in this list: begin again at its first page")
    shown = found[start : start + PAGE]
    more = start + len(shown) < len(found)
    return asked.page(
        "stories.html",
        found=shown,
        total=len(found),
        start=start,
        asked_for=asked_for,
        filtered=any(asked_for.values()),
        next=asked.address(after=shown[-1].id, as_of=f"@{view.seq}") if more else None,
        first=asked.address(after=None) if after else None,
    )
