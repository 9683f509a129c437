"""A server over an empty record, for tests of what stands before every route."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

import onrecord
from onrecord.faces.web.guard_wire import Careful
from onrecord.faces.web.serving import site_of
from onrecord.faces.web.site import Mode, Site

GOOD = "harbour lantern 7 moss"


@contextmanager
def empty_site(
    folder: Path, mode: Mode = "local", *, origin: str = "http://testserver", **about: object
) -> Iterator[Site]:
    """A site over a record with nothing in it."""
    with onrecord.open_record(folder / "empty.sqlite") as record:
        yield site_of(record, mode=mode, origin=origin, by="Una Holt", where=record.where, **about)  # type: ignore[arg-type]


@dataclass
class Live:
    """A server that listens."""

    port: int
    server: uvicorn.Server

    def dial(self) -> socket.socket:
        """A connection to it."""
        made = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def ask(self, data: bytes) -> bytes:
        """All that it says to ``data`` until it closes the connection."""
        with self.dial() as line:
            line.sendall(data)
            return answer(line)


def answer(line: socket.socket) -> bytes:
    """What comes over ``line`` until it is closed."""
    heard = b""
    try:
        while part := line.recv(65_536):
            heard += part
    except ConnectionResetError:
        pass
    return heard


@contextmanager
def live(app: ASGIApp) -> Iterator[Live]:
    """``app`` served by uvicorn in a thread, as `onrecord serve` does."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        http=Careful,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Live(listening.getsockname()[1], server)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
