"""The table of routes: every address of the server, what it shows, and who may ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from onrecord.faces.web.asking import Asked
from onrecord.faces.web.pages import stories
from onrecord.faces.web.permissions import Permission

Handler = Callable[[Asked], Response]
State = Callable[[Asked], str]


@dataclass(frozen=True, slots=True)
class Route:
    """One address.

    ``path`` is the pattern, its parts in braces; ``name`` its noun. ``handler`` runs in a thread. ``state`` gives, for a page
    that only reads, a key which changes whenever the page may: then it is kept, and not sent again to who has it.
    ``methods`` without HEAD, which GET brings.
    """

    path: str
    name: str
    handler: Handler
    permission: Permission
    methods: tuple[str, ...] = ("GET",)
    state: State | None = None


def whole(asked: Asked) -> str:
    """The state of a page that may show anything of the record."""
    return str(asked.view.seq)


ROUTES: Final[tuple[Route, ...]] = (Route("/stories", "stories", stories.listed, "read", state=whole),)
"""Every address of the server."""
