"""Stories told before anybody asks for them: while the server has nothing else to do, those that changed last first.

Telling one takes up to a tenth of a second, so that somebody would wait, and others with them. What is made lies on the shelf, under the
same tags as if it had been asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from onrecord import RecordError
from onrecord.faces.web.asking import Asked, Viewer

if TYPE_CHECKING:
    from onrecord.faces.web.permissions import Role
    from onrecord.faces.web.site import Mode, Site

MOST: Final = 1_000
"""Stories told ahead: their packed pages are some 20 MB, a third of the shelf."""

REST: Final = 1.0
"""Rest after each, in what it took: half of one core at most."""

LOOK: Final = 2.0
"""Seconds between two looks at whether the record, or how busy the server is, has changed."""

FOR: Final[dict[Mode, tuple[Role, ...]]] = {"local": ("owner",), "team": ("reader", "editor"), "public": ("guest",)}
"""Whom the pages are made for: they differ by what one may do with them."""


class Ahead:
    """A thread that makes the page of each story with ``make``, as long as the server is ``quiet``. It ends with `close`."""

    def __init__(self, site: Site, make: Callable[[Asked], Response], quiet: Callable[[], bool]) -> None:
        self._site = site
        self._make = make
        self._quiet = quiet
        self._closed = Event()
        self._thread = Thread(target=self._work, name="ahead", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it, after the story that is being told."""
        self._closed.set()
        self._thread.join(5)

    def _work(self) -> None:
        seen = None
        while not self._closed.wait(LOOK):
            if not self._quiet():
                continue
            try:
                index = self._site.shelf.index()
            except RecordError:  # whoever asks for a page is told
                continue
            if index.seq != seen and self._each([story.id for story in index.stories[:MOST]]):
                seen = index.seq

    def _each(self, stories: list[str]) -> bool:
        """Make the pages of these; False where it was broken off, to begin again with what has changed by then."""
        for story in stories:
            for role in FOR[self._site.mode]:
                began = monotonic()
                self._make(asked_for(self._site, f"/story/{story}", role, id=story))
                if self._closed.wait(REST * (monotonic() - began)) or not self._quiet():
                    return False
        return True


def asked_for(site: Site, path: str, role: Role, **parts: str) -> Asked:
    """A request for ``path`` as a browser of somebody with this role sends it."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "path_params": parts,
        "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")],
        "scheme": "http",
        "root_path": "",
    }
    return Asked(Request(scope), site, Viewer(role, site.by if role == "owner" else None))
