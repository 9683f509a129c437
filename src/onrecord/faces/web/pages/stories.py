"""The list of stories."""

from __future__ import annotations

from starlette.responses import Response

from onrecord.faces.web.asking import Asked


def listed(asked: Asked) -> Response:
    """Every story of the record, those that changed last first."""
    found = asked.site.shelf.index().stories
    return asked.page("stories.html", found=found)
