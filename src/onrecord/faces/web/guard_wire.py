"""How long and how large what comes over a connection may be before there is a request, and how long its answer may wait.

uvicorn leaves this to a proxy; a server on the own machine, or in a small team, may have none.
"""

from __future__ import annotations

import asyncio
from typing import Final

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from onrecord.faces.web.guard_headers import ALWAYS

HEAD_SECONDS: Final = 10.0
"""Seconds for the head of a request, from its first byte or from the beginning of the connection."""
HEAD_BYTES: Final = 32_768
"""Bytes of the head of a request; browsers send under 2,000, and other servers take 8,000 to 16,000. An address may have
8,000 of them, which are told so in words."""
STUCK_SECONDS: Final = 60.0
"""Seconds for which a client may take nothing of an answer that is ready."""
CONNECTIONS: Final = 500
"""Connections at one time; the next is closed. A browser opens 6 at most."""


class Careful(HttpToolsProtocol):
    """uvicorn's protocol, with an end to what comes too slowly, is too much, or is never fetched."""

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, object], **about: object
    ) -> None:
        super().__init__(config, server_state, app_state, **about)  # type: ignore[arg-type]
        self._slow: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._head = self._raw = 0
        self._in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._arm()
        if len(self.connections) > CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone."""
        self._disarm()
        self._unstick()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes have come. What belongs to no request that is under way has to become one, in time."""
        super().data_received(data)
        if self._in_head:
            self._raw += len(data)
            if self._raw > HEAD_BYTES:
                self.send_400_response("")
        under_way = getattr(self, "cycle", None)
        if self._slow is None and (under_way is None or under_way.response_complete):
            self._arm()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._head = self._raw = 0
        self._in_head = True
        if self._slow is None:
            self._arm()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, or one that follows a body in parts."""
        self._head += len(name) + len(value) + 4
        if self._head > HEAD_BYTES:
            raise ValueError("the head is too large")  # the parser stops, and data_received answers with 400
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        self._disarm()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """More of an answer is ready than the client has taken."""
        super().pause_writing()
        self._unstick()
        self._stuck = self.loop.call_later(STUCK_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It has taken enough of it."""
        self._unstick()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What is no request, or one with too large a head, is answered before there is an application to answer it."""
        if self.transport.is_closing():
            return
        head = b"".join(b"%s: %s\r\n" % one for one in (*ALWAYS, (b"cache-control", b"no-store")))
        text = b"This is no request that can be understood.\n"
        self.transport.write(
            b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
            b"content-length: %d\r\n%s\r\n%s" % (len(text), head, text)
        )
        self.transport.close()

    def _arm(self) -> None:
        self._slow = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def _too_slow(self) -> None:
        self._slow = None
        self.transport.close()

    def _disarm(self) -> None:
        if self._slow is not None:
            self._slow.cancel()
            self._slow = None

    def _unstick(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None
