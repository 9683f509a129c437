"""One server, run until it is ended."""

from __future__ import annotations

import asyncio
import gc
import socket
from typing import TYPE_CHECKING, Final, Literal

import uvicorn

from onrecord import Record
from onrecord.faces.web.app import make_app
from onrecord.faces.web.guard_log import write_to_stderr
from onrecord.faces.web.jobs import Jobs
from onrecord.faces.web.site import Mode, Site

if TYPE_CHECKING:
    from onrecord import Accounts

_DRAIN: Final = 10
"""Seconds that requests under way get when the server is ended."""

_HEADERS: Final = 64
"""Connections that may wait to be accepted."""

_COLLECTED: Final = (20_000, 20, 100)
"""How seldom Python looks for garbage in circles: of what pages are made from hardly any is, and looking through the
readings and stories at hand stops every request for 0.1 s. With Python's own (700, 10, 10) ``benchmarks.web`` comes to a
fifth fewer requests a second, and a p99 a third higher."""


def run(
    record: Record,
    listening: socket.socket,
    *,
    mode: Mode,
    origin: str,
    accounts: Accounts | None,
    proxies: tuple[str, ...],
    by: str,
    where: str | None,
) -> None:
    """Serve ``record`` on the socket ``listening`` until a signal ends it. ``where`` is the record's place, as it was given."""
    site = site_of(record, mode=mode, origin=origin, accounts=accounts, proxies=proxies, by=by, where=where)
    write_to_stderr()
    config = uvicorn.Config(
        make_app(site),
        http=_protocol(),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=_DRAIN,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=16_384,
        backlog=_HEADERS,
        ws="none",
        lifespan="on",
    )
    gc.set_threshold(*_COLLECTED)
    uvicorn.Server(config).run(sockets=[listening])


def _protocol() -> type[asyncio.Protocol] | Literal["h11"]:
    try:
        from onrecord.faces.web.guard_wire import Careful
    except ImportError:  # httptools is for CPython alone
        return "h11"
    return Careful


def site_of(
    record: Record,
    *,
    mode: Mode,
    origin: str,
    accounts: Accounts | None = None,
    proxies: tuple[str, ...] = (),
    by: str = "me",
    where: str | None = None,
) -> Site:
    """All that the server has. ``where`` is where articles are added by another process: the record's place, as it was given."""
    site = Site(record, mode, origin, by, accounts, None, proxies)
    if mode != "public":
        # The list of stories is worked out by the thread that adds: whoever looks next need not wait for it.
        site.jobs = Jobs(where, site.shelf.refresh)
    return site
