"""People."""

from __future__ import annotations

from starlette.responses import Response

from onrecord.faces.web.asking import Asked


def who(asked: Asked) -> Response:
    """Who."""
    return asked.to("/search", q="what:person")
