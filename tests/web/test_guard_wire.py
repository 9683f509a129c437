"""What comes over a connection: too slowly, too much, or no request at all; and an answer that nobody fetches."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onrecord.faces.web import guard_wire
from onrecord.faces.web.guard import Guard
from tests.web.guard_site import Live, answer, empty_site, live

POST = b"POST /whole HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\n"


async def _whole(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _large(request: Request) -> Response:
    return PlainTextResponse("x" * 20_000_000)


async def _fine(request: Request) -> Response:
    return PlainTextResponse("ok\n")


APP = Starlette(routes=[Route("/whole", _whole, methods=["POST"]), Route("/large", _large), Route("/healthz", _fine)])


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """A server that waits one second where it would wait for ten or thirty, and two where for sixty."""
    monkeypatch.setattr(guard_wire, "HEAD_SECONDS", 1.0)
    monkeypatch.setattr(guard_wire, "STUCK_SECONDS", 2.0)
    with empty_site(tmp_path) as site, live(Guard(APP, site, body_seconds=1.0)) as made:
        yield made


def _alive(server: Live) -> float:
    began = time.perf_counter()
    assert b"200 OK" in server.ask(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
    return time.perf_counter() - began


def _drip(server: Live, first: bytes, then: bytes, *, most: float = 4) -> tuple[float, bytes]:
    """Send ``first``, then ``then`` ten times a second until the server has had enough: how long that took, what it said."""
    began = time.perf_counter()
    with server.dial() as line, contextlib.suppress(ConnectionError, BrokenPipeError):
        line.sendall(first)
        line.settimeout(0.1)
        heard = b""
        while time.perf_counter() - began < most:
            with contextlib.suppress(TimeoutError):
                part = line.recv(65_536)
                heard += part
                if not part:
                    break
            line.sendall(then)
        return time.perf_counter() - began, heard
    return time.perf_counter() - began, b""


def test_a_request_is_answered(server: Live) -> None:
    heard = server.ask(POST + b"content-length: 3\r\nconnection: close\r\n\r\nabc")
    assert heard.endswith(b"\r\n\r\n3")
    assert b"\r\nserver:" not in heard.lower()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"", b""),
        (b"", b"\r\n"),
        (b"GET / HTTP/1.1\r\nhost: localhost\r\n", b"x: y\r\n"),
        (b"GET /", b"a"),
        (b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n", b"\r\n"),
        (b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\nGET / HTTP/1.1\r\n", b"x: y\r\n"),
        (b"GET /healthz HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n", b"x"),
    ],
    ids=["nothing", "line ends", "a head", "an address", "after an answer", "a second head", "a body nobody reads"],
)
def test_who_is_too_slow_is_let_go(server: Live, first: bytes, then: bytes) -> None:
    took, _ = _drip(server, first, then)
    assert took < 3
    assert _alive(server) < 0.5


def test_a_slow_body_is_told_so_and_let_go_and_nobody_else_waits(server: Live) -> None:
    with contextlib.ExitStack() as many:
        for _ in range(30):
            many.enter_context(server.dial()).sendall(POST + b"content-length: 1000\r\n\r\nx")
        assert _alive(server) < 0.5
        took, _ = _drip(server, POST + b"content-length: 1000\r\n\r\n", b"x")
        # What is sent to a connection that was closed can take the answer with it: told is who waits for it.
        _, heard = _drip(server, POST + b"content-length: 1000\r\n\r\nx", b"")
    assert took < 3
    assert heard.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nhost: localhost\r\n" + b"x: y\r\n" * 20_000,
        b"GET / HTTP/1.1\r\nhost: localhost\r\nx: " + b"y" * 200_000,
        b"GET / HTTP/1.1\r\nhost: localhost\r\n" + b"x: y\r\n" * 10_000 + b"\r\n",
        b"GET /" + b"a" * 200_000,
        b"POST /whole HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ntransfer-encoding: chunked\r\n\r\n0\r\n"
        + b"x: y\r\n" * 20_000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 10,
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00\xff" * 1_000,
        b"POST /whole HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
        b"POST /whole HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /\xc3\xbc HTTP/1.1\r\nhost: localhost\r\n\r\n",
    ],
    ids="headers,header,whole head,address,trailers,tls,version,binary,negative,two lengths,not ascii".split(","),
)
def test_what_is_no_request_is_answered_and_let_go(server: Live, data: bytes) -> None:
    with server.dial() as line:
        with contextlib.suppress(ConnectionError, BrokenPipeError):
            line.sendall(data)
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_WR)
        heard = answer(line)
    assert heard == b"" or heard.startswith(b"HTTP/1.1 4")
    assert heard == b"" or b"content-security-policy: default-src 'none'" in heard
    assert _alive(server) < 0.5


def test_who_fetches_nothing_of_an_answer_is_let_go(server: Live) -> None:
    with server.dial() as line:
        line.sendall(b"GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n")
        time.sleep(3)
        got = answer(line)
    assert len(got) < 20_000_000
    assert not server.server.server_state.connections


def test_there_are_only_so_many_connections(server: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard_wire, "CONNECTIONS", 5)
    with contextlib.ExitStack() as many:
        lines = [many.enter_context(server.dial()) for _ in range(8)]
        time.sleep(0.2)
        assert len(server.server.server_state.connections) <= 5
        assert lines
    time.sleep(0.2)
    assert _alive(server) < 0.5
