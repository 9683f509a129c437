"""What stands before every route: who asks, and what no request may do.

One function for all of it, outside the application, so that nothing is answered without it: no page that is not found, no
error, no route added later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import Final

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import onrecord
from onrecord.faces.web import faults
from onrecord.faces.web.asking import Asked, Viewer
from onrecord.faces.web.guard_body import MOST_BYTES, MOST_SECONDS, MOST_UPLOAD, MOST_URL, Body, declared
from onrecord.faces.web.guard_headers import complete
from onrecord.faces.web.guard_origin import Headers, foreign, host_of, is_ours
from onrecord.faces.web.guard_rates import Rates, block, client, networks
from onrecord.faces.web.guard_who import Known
from onrecord.faces.web.site import Site

MOST_AT_ONCE: Final = 200
"""Requests under way at one time; the next is told to come back. Each holds some 100 kB, and a page takes some 20 ms."""

UPLOADS: Final = frozenset({"/add", "/api/articles"})
"""Paths that take files, and with them a larger body."""

QUIET: Final = 2.0
"""Seconds without a request after which the server has time for what nobody asked for: a reader who goes from page to page
takes longer than that to read one."""

_ALIVE: Final = "/healthz"
_LOG: Final = logging.getLogger("onrecord.web")


def guarded(app: ASGIApp, site: Site) -> Guard:
    """``app`` behind the guard."""
    return Guard(app, site)


def viewer_of(request: Request) -> Viewer:
    """Who asks, as the guard found."""
    viewer: Viewer = request.scope["onrecord.viewer"]
    return viewer


class _Refused(Exception):
    """A request that goes no further, with the HTTP ``status`` and what to say."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        super().__init__(status, why)
        self.status = status
        self.why = why
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Guard:
    """``app`` behind the guard, which knows who asks (`viewer_of`) and answers what goes no further.

    ``rates`` says how much one address may ask, by default as `Rates` has it for a server that others reach, and nothing on
    the own machine. A whole body has to come within ``body_seconds``. Raises ValueError for a proxy that is no address.
    """

    def __init__(
        self,
        app: ASGIApp,
        site: Site,
        *,
        rates: Rates | None = None,
        most_at_once: int = MOST_AT_ONCE,
        body_seconds: float = MOST_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.app = app
        self.site = site
        self._rates = rates or (Rates() if site.mode != "local" else None)
        self._most_at_once = most_at_once
        self._body_seconds = body_seconds
        self._clock = clock
        self._trusted = networks(site.proxies)
        self._known = Known(site)
        self._under_way = 0
        self._latest = clock()

    def quiet(self) -> bool:
        """Whether nobody asks for anything, and nobody has for `QUIET` seconds."""
        return self._under_way == 0 and self._clock() - self._latest > QUIET

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application, as servers call it."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        body = Body(receive, MOST_UPLOAD if scope["path"] in UPLOADS else MOST_BYTES, seconds=self._body_seconds)
        close = started = False

        async def complete_and_send(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                site = self.site
                https, public, team = site.origin.startswith("https:"), site.mode == "public", site.mode == "team"
                complete(message, https=https, public=public, team=team, close=close or body.broken_off)
            await send(message)

        self._under_way += 1
        if scope["path"] != _ALIVE:
            self._latest = self._clock()
        try:
            try:
                self._check(scope, headers)
            except _Refused as refused:
                # Cheap to say, since it may have to be said often. Its body is never read.
                close = _has_body(headers)
                _log_refused(scope, refused)
                text = PlainTextResponse(f"{refused.why}.\n", status_code=refused.status, headers=refused.headers)
                await text(scope, receive, complete_and_send)
                return
            scope["onrecord.viewer"] = Viewer("nobody")
            try:
                scope["onrecord.viewer"] = await self._viewer(scope, headers)
                self._check_unsafe(scope, headers)
            except _Refused as refused:
                close = _has_body(headers)
                _log_refused(scope, refused)
                page = await to_thread.run_sync(self._page, scope, refused)
                await page(scope, receive, complete_and_send)
                return
            await self.app(scope, body.receive if _has_body(headers) else receive, complete_and_send)
        except Exception as error:
            if started:
                raise
            _LOG.error("error in the server", exc_info=error)
            text = PlainTextResponse("Something went wrong here. It is in the log of the server.\n", status_code=500)
            await text(scope, receive, complete_and_send)
        finally:
            self._under_way -= 1

    async def _viewer(self, scope: Scope, headers: Headers) -> Viewer:
        try:
            return await self._known.viewer(scope, headers)
        except onrecord.AccountsError as broken:
            _LOG.error("accounts cannot be used", exc_info=broken)
            raise _Refused(503, "The accounts cannot be used just now", retry_after="2") from broken

    def _check(self, scope: Scope, headers: Headers) -> None:
        """What is asked of every request. What only some routes need to know of it is put right: who asks, and no ranges."""
        forwarded = headers.get("x-forwarded-for", ())
        peer, port = scope.get("client") or ("", 0)
        address = client(peer, forwarded, self._trusted)
        scope["client"] = (address, port if address == peer else 0)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_URL:
            raise _Refused(414, f"An address has at most {MOST_URL:,} characters")
        host = host_of(headers)
        if host is None or not is_ours(host, self.site.origin):
            raise _Refused(400, "This server is not at the address that was asked for; it starts with --origin ADDRESS")
        if scope["path"] != _ALIVE:
            if self._under_way > self._most_at_once:
                raise _Refused(503, "Too many requests at once: try again in a moment", retry_after="1")
            if self._rates and (wait := self._rates.wait(block(address), now=self._clock())):
                raise _Refused(429, f"Too many requests: wait {wait} seconds", retry_after=str(wait))
        # No answer here is large enough for parts of it, and a list of a great many parts is costly to go through.
        scope["headers"] = [one for one in scope["headers"] if one[0] not in (b"range", b"if-range")]

    def _check_unsafe(self, scope: Scope, headers: Headers) -> None:
        """What is asked of requests that have a body or change something."""
        site = self.site
        most = MOST_UPLOAD if scope["path"] in UPLOADS else MOST_BYTES
        if wrong := declared(headers, most):
            raise _Refused(*wrong)
        local = site.mode == "local"
        if why := foreign(scope["method"], headers, origin=site.origin, scheme=scope["scheme"], local=local):
            raise _Refused(403, f"This request was not taken, since {why}")

    def _page(self, scope: Scope, refused: _Refused) -> Response:
        request = Request(scope)
        asked = Asked(request, self.site, viewer_of(request))
        return faults.answer(asked, HTTPException(refused.status, refused.why))


def _headers(scope: Scope) -> Headers:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", ["0"]) != ["0"]


def _log_refused(scope: Scope, refused: _Refused) -> None:
    what = {"status": refused.status, "why": refused.why, "method": scope["method"], "path": scope["path"]}
    # What comes in floods is not written down: the log would be the next thing to be filled.
    level = logging.DEBUG if refused.status in (429, 503) else logging.WARNING
    _LOG.log(level, "refused", extra={"about": what | {"ip": scope["client"][0]}})
