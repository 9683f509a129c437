"""The server as an ASGI application: routes, who may use them, pages kept and errors told."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Served

from onrecord.faces.web import faults
from onrecord.faces.web.ahead import Ahead
from onrecord.faces.web.asking import Asked, Viewer
from onrecord.faces.web.guard import Guard, guarded, viewer_of
from onrecord.faces.web.permissions import PERMISSIONS, Permission
from onrecord.faces.web.render import HERE
from onrecord.faces.web.routes import ROUTES, Route
from onrecord.faces.web.shelf import Packed
from onrecord.faces.web.site import Site

THREADS: Final = 4
"""Requests answered side by side: they share the interpreter, and more of them only wait for one another. Measured by
``benchmarks.web``: with eight, 12 to 14 in a hundred fewer requests a second, and a p99 a third higher."""

MOST_FIELDS: Final = 1_000
"""Fields of a form, as many as Starlette reads by default."""

MOST_FILES: Final = 50
"""Files of a form."""

_MEDIA: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


class NoPermission(Exception):
    """A route that does not say who may use it: the server does not start."""


def make_app(site: Site, routes: Iterable[Route] = ROUTES) -> Guard:
    """The application that serves ``site``. Raises `NoPermission` for a route without one of `PERMISSIONS`."""
    table = tuple(routes)
    served = [_served(site, route) for route in table]
    served += [
        Served("/static/{file}", _static(site), methods=["GET"], name="static"),
        Served("/healthz", _healthz, methods=["GET"], name="healthz"),
    ]
    app = Starlette(routes=served, exception_handlers={HTTPException: _http(site)})
    guard = guarded(app, site)
    app.router.lifespan_context = _lifespan(site, guard, {route.path: route for route in table}.get("/story/{id}"))
    return guard


def _served(site: Site, route: Route) -> Served:
    if getattr(route, "permission", None) not in PERMISSIONS:
        raise NoPermission(f"{route.path} does not say who may use it: give it one of {', '.join(PERMISSIONS)}")
    limiter = CapacityLimiter(route.at_once) if route.at_once else None

    async def endpoint(request: Request) -> Response:
        viewer = viewer_of(request)
        if refused := await _refused(site, route.permission, request, viewer):
            return refused
        form = None
        try:
            if request.method not in ("GET", "HEAD") and request.headers.get("content-type", "").startswith(_FORMS):
                form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=16_000_000)
            return await to_thread.run_sync(_answer, route, Asked(request, site, viewer, form), limiter=limiter)
        except HTTPException as error:  # a form that cannot be parsed
            return await run_in_threadpool(faults.answer, Asked(request, site, viewer), error)
        finally:
            if form is not None:
                await form.close()

    return Served(route.path, endpoint, methods=list(route.methods), name=f"{route.name}:{route.path}")


async def _refused(site: Site, permission: Permission, request: Request, viewer: Viewer) -> Response | None:
    if viewer.may(permission):
        return None
    return await run_in_threadpool(faults.denied, Asked(request, site, viewer), permission)


def _answer(route: Route, asked: Asked) -> Response:
    """What the handler gives, or the page that says what went wrong; from the shelf where it lies there."""
    try:
        if route.state is None or asked.request.method not in ("GET", "HEAD"):
            return route.handler(asked)
        tag = _tag(route.state(asked), asked)
        headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Encoding, Cookie"}
        if _has(asked.request.headers, tag):
            return Response(status_code=304, headers=headers)
        page = asked.site.shelf.pages.get(tag)
        if page is None:
            response = route.handler(asked)
            if response.status_code != 200 or response.headers.get("cache-control") == "no-store":
                return response
            kept = {
                name: value
                for name, value in response.headers.items()
                if name not in ("content-length", "content-type", "cache-control", "vary", "etag")
            }
            page = Packed.of(bytes(response.body), response.headers["content-type"], kept)
            asked.site.shelf.pages.put(tag, page)
        return _sent(page, headers | dict(page.headers), asked.request.headers)
    except Exception as error:
        return faults.answer(asked, error)


def _tag(state: str, asked: Asked) -> str:
    """The entity tag: of the same address, asked for by somebody who may do the same, in the same state of record and program.

    So what is kept shows nobody's name but, on the own machine, that of whom it belongs to.
    """
    url = asked.request.url
    parts = (
        asked.site.build,
        asked.site.origin,
        state,
        asked.viewer.role,
        asked.site.by if asked.site.mode == "local" else "",
        url.path,
        url.query,
    )
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _has(headers: Headers, tag: str) -> bool:
    """Whether who asks has this page already (RFC 9110, weak comparison)."""
    asked = [one.strip() for one in headers.get("if-none-match", "").split(",")]
    return "*" in asked or tag in asked or tag.removeprefix("W/") in asked


def _sent(page: Packed, headers: dict[str, str], asked: Headers) -> Response:
    if "gzip" in asked.get("accept-encoding", ""):
        return Response(page.body, headers=headers | {"content-encoding": "gzip"}, media_type=page.media_type)
    return Response(page.plain(), headers=headers, media_type=page.media_type)


def _static(site: Site) -> Callable[[Request], Awaitable[Response]]:
    """Styles, script and icon, read once. Their addresses carry the build, so that they can be kept for good."""
    files = {
        path.name: (path.read_bytes(), gzip.compress(path.read_bytes()), _MEDIA[path.suffix])
        for path in sorted(Path(HERE / "static").iterdir())
        if path.suffix in _MEDIA
    }

    async def static(request: Request) -> Response:
        found = files.get(request.path_params["file"])
        if found is None:
            return await run_in_threadpool(faults.answer, Asked(request, site, viewer_of(request)), HTTPException(404))
        plain, packed, media = found
        fixed = request.query_params.get("v") == site.build
        headers = {
            "cache-control": "public, max-age=31536000, immutable" if fixed else "no-cache",
            "vary": "Accept-Encoding",
        }
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(packed, headers=headers | {"content-encoding": "gzip"}, media_type=media)
        return Response(plain, headers=headers, media_type=media)

    return static


async def _healthz(request: Request) -> Response:
    return Response("ok\n", media_type="text/plain", headers={"cache-control": "no-store"})


def _http(site: Site) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def tell(request: Request, error: Exception) -> Response:
        return await run_in_threadpool(faults.answer, Asked(request, site, viewer_of(request)), error)

    return tell


def _lifespan(
    site: Site, guard: Guard, story: Route | None
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        ahead = None if story is None else Ahead(site, partial(_answer, story), guard.quiet)
        try:
            yield
        finally:
            if ahead is not None:
                await run_in_threadpool(ahead.close)
            if site.jobs is not None:
                await run_in_threadpool(site.jobs.close)

    return lifespan
