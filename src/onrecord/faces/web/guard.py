"""What stands before every route: who asks, and what no request may do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.faces.web.asking import Viewer
from onrecord.faces.web.site import Site


def guarded(app: ASGIApp, site: Site) -> ASGIApp:
    """``app`` behind the guard."""
    viewer = Viewer("guest") if site.mode == "public" else Viewer("owner", site.by)

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        scope["onrecord.viewer"] = viewer
        await app(scope, receive, send)

    return guard


def viewer_of(request: Request) -> Viewer:
    """Who asks, as the guard found."""
    viewer: Viewer = request.scope["onrecord.viewer"]
    return viewer
