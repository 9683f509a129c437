"""How large and how slow the body of a request may be: counted as it comes, before anything of it is parsed."""

from __future__ import annotations

from time import monotonic
from typing import Final

from anyio import move_on_after
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from onrecord.faces.web.guard_origin import Headers

MOST_BYTES: Final = 2_000_000
"""Bytes of a body: a form with pasted text. The longest articles have under 200,000 characters."""
MOST_UPLOAD: Final = 16_000_000
"""Bytes of a body where files are added: a source of the largest size, and what a form adds to it."""
MOST_SECONDS: Final = 30.0
"""Seconds for a whole body. A limit on each part would let a client send a byte now and then for ever."""
MOST_URL: Final = 8_000
"""Bytes of path and query, as many as RFC 9110 (4.1) asks everyone to support."""


def declared(headers: Headers, most: int) -> tuple[int, str] | None:
    """Why a body is refused by what its headers say of it, with the HTTP status; None where it is not."""
    said = headers.get("content-length", ())
    if not said:
        return None
    if len(said) > 1 or not (said[0].isascii() and said[0].isdigit()) or "transfer-encoding" in headers:
        return 400, "The length of the request cannot be understood"
    if len(said[0]) > 18 or int(said[0]) > most:
        return 413, _too_large(most)
    return None


class Body:
    """The body of a request: `receive` gives it on, and raises HTTPException 413 or 408 where it is too large or too slow."""

    def __init__(self, receive: Receive, most: int, *, seconds: float = MOST_SECONDS) -> None:
        self._receive = receive
        self._most = most
        self._seconds = seconds
        self._ends: float | None = None
        self._count = 0
        self._whole = False
        self.broken_off = False
        """Whether it was given up before its end: what is left of it is still in the connection, which has to be closed."""

    async def receive(self) -> Message:
        """The next part."""
        if self._whole:  # from here on it is asked only whether the client has gone
            return await self._receive()
        now = monotonic()
        self._ends = self._ends or now + self._seconds
        message: Message | None = None
        with move_on_after(max(0.0, self._ends - now)):
            message = await self._receive()
        if message is None:
            self.broken_off = True
            raise HTTPException(408, f"The request took longer than {self._seconds:g} seconds to come")
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        self._count += len(message.get("body", b""))
        if self._count > self._most:
            self.broken_off = not self._whole
            self._whole = False
            raise HTTPException(413, _too_large(self._most))
        return message


def _too_large(most: int) -> str:
    return f"The request is larger than {most / 1_000_000:g} MB"
