"""One request and its answer over one connection of HTTP/1.1. Each read is held to the clock of the whole fetch."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import h11

from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.body import decoded
from onrecord.ingest.fetch.dial import Dialer
from onrecord.ingest.fetch.limits import Clock, FetchLimits
from onrecord.ingest.fetch.urls import Url

_READ = 65_536  # bytes asked of the connection at a time
_LINGER = 0.5  # seconds for a server to close after its last byte; only one that said it would is waited for


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: ``headers`` in its order, names in lower case; ``body`` decoded, empty unless it was wanted."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a field; several are joined by commas, as RFC 9110 reads them. None where there is none."""
        values = [value for field, value in self.headers if field == name]
        return ", ".join(values) if values else None


def exchange(
    url: Url, *, headers: Sequence[tuple[str, str]], dialer: Dialer, clock: Clock, limits: FetchLimits
) -> Answer:
    """GET ``url``. The body is read for status 200 and 203 alone. Raises `UnreadableSource`."""
    wire = _Wire(dialer(url, clock, seconds=limits.connect_seconds), clock, limits)
    try:
        return _answer(wire, url, headers, limits)
    except TimeoutError:
        raise clock.over() from None
    except h11.RemoteProtocolError as wrong:
        raise _refused(clock, _protocol_reason(wrong)) from wrong
    except OSError as wrong:
        why = (wrong.strerror or str(wrong) or type(wrong).__name__).lower()
        raise _refused(clock, f"connection broke off: {why}") from wrong
    finally:
        wire.close()


def _answer(wire: _Wire, url: Url, headers: Sequence[tuple[str, str]], limits: FetchLimits) -> Answer:
    wire.ask(
        h11.Request(
            method="GET",
            target=url.target,
            headers=[
                (name.encode("ascii"), value.encode("latin-1"))
                for name, value in (("Host", url.authority), *headers, ("Connection", "close"))
            ],
        )
    )
    event = wire.next()
    while isinstance(event, h11.InformationalResponse):
        event = wire.next()
    if not isinstance(event, h11.Response):
        raise _refused(wire.clock, "closed the connection without an answer")
    fields = tuple((name.decode("ascii"), value.decode("latin-1")) for name, value in event.headers)
    _check_headers(fields, wire.clock, limits)
    found = Answer(event.status_code, fields, b"")
    if event.status_code not in (200, 203):
        return found
    body = decoded(
        wire.body(), encoding=found.header("content-encoding") or "", name=wire.clock.url, limit=limits.body_bytes
    )
    wire.check_end()
    return Answer(event.status_code, fields, body)


class _Wire:
    """A connection, and where the conversation on it stands."""

    def __init__(self, connection: socket.socket, clock: Clock, limits: FetchLimits) -> None:
        self.clock = clock
        self._socket = connection
        # Twice the limit: what is under it is counted exactly, field by field, when it is there.
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=2 * limits.header_bytes)

    def ask(self, request: h11.Request) -> None:
        self._socket.settimeout(self.clock.left())
        self._socket.sendall((self._state.send(request) or b"") + (self._state.send(h11.EndOfMessage()) or b""))

    def next(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """The next event; raises TimeoutError, OSError, or h11's error for what is not HTTP."""
        while True:
            event = self._state.next_event()
            left = self.clock.left()  # also where bytes come faster than they can be waited for
            if event is not h11.NEED_DATA:
                return event
            self._socket.settimeout(left)
            self._state.receive_data(self._socket.recv(_READ))

    def body(self) -> Iterator[bytes]:
        while isinstance(event := self.next(), h11.Data):
            yield bytes(event.data)

    def check_end(self) -> None:
        """Refuse an answer that goes on after its declared end: the length was wrong, and what was read is a part."""
        trailing, closed = self._state.trailing_data
        if not trailing and not closed and self._state.their_state is h11.MUST_CLOSE:
            with contextlib.suppress(OSError):
                self._socket.settimeout(min(_LINGER, self.clock.left()))
                trailing = self._socket.recv(1)
        if trailing:
            raise _refused(self.clock, "sent more than the length it declared")

    def close(self) -> None:
        self._socket.close()


def _check_headers(fields: tuple[tuple[str, str], ...], clock: Clock, limits: FetchLimits) -> None:
    size = sum(len(name) + len(value) for name, value in fields)
    if size > limits.header_bytes:
        raise _headers_too_large(clock, f"{limits.header_bytes:,} bytes", f"{size:,} bytes")
    if len(fields) > limits.header_fields:
        raise _headers_too_large(clock, f"{limits.header_fields:,} fields", f"{len(fields):,} fields")


def _headers_too_large(clock: Clock, limit: str, observed: str) -> UnreadableSource:
    return UnreadableSource(clock.url, "has too large a header", stage="fetch", limit=limit, observed=observed)


def _protocol_reason(wrong: h11.RemoteProtocolError) -> str:
    if wrong.error_status_hint == 431:
        return "has too large a header"
    said = str(wrong)
    if "without sending complete message body" in said or "incomplete chunked read" in said:
        return f"connection broke off: {said}"
    return f"answer is not HTTP: {said}"[:200]


def _refused(clock: Clock, why: str) -> UnreadableSource:
    return UnreadableSource(clock.url, why, stage="fetch")
