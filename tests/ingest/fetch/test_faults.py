"""Servers that fail, stall, lie or attack: each ends in its reason, within its time, with little memory."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.config import MAX_SOURCE_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.dial import Dialer
from onrecord.ingest.fetch.limits import FetchLimits
from tests.ingest.fetch.server import QUICK, Reply, Site, answer, dialer, fetcher, moved

SHORT = FetchLimits(seconds=0.4, connect_seconds=0.2)


def stall(connection: socket.socket, _: str) -> None:
    time.sleep(SHORT.seconds + 0.5)


def after_headers(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
    time.sleep(SHORT.seconds + 0.5)


def drip(connection: socket.socket, _: str) -> None:
    """A byte now and then: each read is quick, the whole never ends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    for _ in range(60):
        connection.sendall(b"x")
        time.sleep(SHORT.seconds / 10)


def drip_headers(connection: socket.socket, _: str) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 100:
        connection.sendall(bytes([byte]))
        time.sleep(SHORT.seconds / 10)


def reset(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf a page")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def endless(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def endless_informational(connection: socket.socket, _: str) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def raw(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode() + body


def zipped(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)), packer.flush()])


BOMB = zipped(100_000_000)
FAULTS: dict[str, tuple[Reply, str]] = {
    "stall before headers": (stall, "took too long"),
    "stall after headers": (after_headers, "took too long"),
    "a byte now and then": (drip, "took too long"),
    "headers byte by byte": (drip_headers, "took too long"),
    "loop": (moved("/"), "in a circle"),
    "500": (answer(status="500 Oops"), "answered 500"),
    "502": (answer(status="502 Bad Gateway"), "answered 502"),
    "503, come back": (answer(status="503 No", Retry_After="120"), "answered 503.*come back after 120 s"),
    "429": (answer(status="429 Slow Down"), "answered 429"),
    "410": (answer(status="410 Gone"), "answered 410"),
    "301 to 410": (moved("/gone", "301 Moved Permanently"), "answered 410"),
    "reset mid-body": (reset, "broke off"),
    "ends mid-body": (raw(b"half", "Content-Length: 1000"), "broke off"),
    "ends mid-chunk": (raw(b"5\r\nhal", "Transfer-Encoding: chunked"), "broke off"),
    "no answer": (b"", "broke off|not HTTP|without an answer"),
    "not HTTP": (b"220 mail.test ESMTP\r\n", "not HTTP"),
    "gzip bomb": (answer(BOMB, Content_Encoding="gzip"), "too large"),
    "gzip in gzip": (answer(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), "encoded more than once"),
    "two encoding lines": (
        raw(BOMB, "Content-Encoding: gzip", "Content-Encoding: gzip", f"Content-Length: {len(BOMB)}"),
        "encoded more than once",
    ),
    "brotli": (answer(b"\x1b\xff\xff", Content_Encoding="br"), "encoded as br, which was not asked for"),
    "zstd": (answer(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"), "encoded as zstd"),
    "damaged gzip": (answer(b"\x1f\x8b\x08\0damaged", Content_Encoding="gzip"), "damaged gzip|break off"),
    "gzip that breaks off": (answer(gzip.compress(b"page" * 99)[:-9], Content_Encoding="gzip"), "gzip data that break off"),
    "length too short": (raw(b"a page of text", "Content-Length: 6"), "more than the length it declared"),
    "length too long": (raw(b"a page", "Content-Length: 60"), "broke off"),
    "length negative": (raw(b"a page", "Content-Length: -1"), "not HTTP"),
    "two lengths": (raw(b"a page", "Content-Length: 6", "Content-Length: 5"), "not HTTP"),
    "endless chunks": (endless, "too large|took too long"),
    "endless 100s": (endless_informational, "took too long"),
    "64 kB header": (raw(b"x", f"X: {'a' * 65_000}", "Content-Length: 1"), "too large a header"),
    "endless header": (raw(b"", f"X: {'a' * 400_000}"), "too large a header"),
    "10,000 headers": (raw(b"x", *["A: b"] * 10_000, "Content-Length: 1"), "too large a header"),
    "10,000 cookies": (raw(b"x", *["Set-Cookie: a=b; path=/"] * 10_000), "too large a header"),
    "204": (raw(b"", status="204 No Content"), "answered 204"),
    "206": (answer("part", status="206 Partial Content"), "answered 206"),
    "304 that was not asked for": (raw(b"", status="304 Not Modified"), "answered 304"),
    "an image": (answer("<p>A page after all", kind="image/png"), "no text by its declared type, image/png"),
    "nothing": (answer(""), "empty"),
    "nowhere": (raw(b"", "Content-Length: 0", status="302 Found"), "without saying where"),
    "redirect to a script": (moved("javascript:alert(1)"), "redirects to a bad URL"),
    "redirect to a file": (moved("file:///etc/passwd"), "redirects to a bad URL"),
    "redirect with a password": (moved("http://a:b@news.test/"), "redirects to a bad URL"),
    "an unknown status": (answer(status="299 Odd"), "answered 299"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_reason(fault: str) -> None:
    reply, reason = FAULTS[fault]
    limits = SHORT if reason == "took too long" else QUICK
    with Site({"/": reply, "/gone": answer(status="410 Gone")}) as site, fetcher(limits=limits) as get:
        began = time.monotonic()
        with pytest.raises(UnreadableSource, match=reason) as refused:
            get.fetch(site.url())
        assert time.monotonic() - began < limits.seconds + 1
        assert (refused.value.path, refused.value.stage) == (site.url(), "fetch")
        assert len(site.asked()) <= 2  # nothing is tried again


def test_fifty_hops_end_at_the_limit() -> None:
    with Site({f"/{hop}": moved(f"/{hop + 1}") for hop in range(50)}) as site, fetcher() as get:
        with pytest.raises(UnreadableSource, match="redirects too often") as refused:
            get.fetch(site.url("/0"))
        assert refused.value.limit == "5 redirects"
        assert site.asked() == [f"/{hop}" for hop in range(6)]


def test_five_hops_are_followed() -> None:
    with Site({f"/{hop}": moved(f"/{hop + 1}") for hop in range(5)} | {"/5": answer("end")}) as site, fetcher() as get:
        capture = get.fetch(site.url("/0"))
    assert (capture.body, capture.final_url, len(capture.redirects)) == (b"end", site.url("/5"), 5)


def test_bombs_cost_little() -> None:
    limits = FetchLimits(seconds=10)
    with Site({"/": answer(BOMB, Content_Encoding="gzip")}) as site, fetcher(limits=limits) as get:
        tracemalloc.start()
        try:
            with pytest.raises(UnreadableSource, match="too large") as refused:
                get.fetch(site.url())
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert refused.value.limit == f"{MAX_SOURCE_BYTES:,} bytes"
    assert len(BOMB) < 105_000
    assert peak < 40_000_000


@pytest.mark.parametrize("size", [999, 1_000, 1_001])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_limit_of_the_body_is_exact(size: int, encoding: str) -> None:
    body = bytes(size) if encoding == "identity" else gzip.compress(bytes(size))
    limits = FetchLimits(seconds=5, body_bytes=1_000)
    with Site({"/": answer(body, Content_Encoding=encoding)}) as site, fetcher(limits=limits) as get:
        if size > 1_000:
            with pytest.raises(UnreadableSource, match="too large"):
                get.fetch(site.url())
        else:
            assert len(get.fetch(site.url()).body) == size


def test_a_header_under_the_limit_passes() -> None:
    reply = raw(b"x", f"X: {'a' * 60_000}", *["A: b"] * 200, "Content-Length: 1")
    with Site({"/": reply}) as site, fetcher() as get:
        assert get.fetch(site.url()).body == b"x"


def test_gzip_in_several_parts_and_chunks() -> None:
    data = gzip.compress(b"first ") + gzip.compress(b"second")
    chunked = b"".join(b"1\r\n%c\r\n" % byte for byte in data) + b"0\r\n\r\n"
    with Site({"/": raw(chunked, "Transfer-Encoding: chunked", "Content-Encoding: x-gzip")}) as site, fetcher() as get:
        assert get.fetch(site.url()).body == b"first second"


def failing(wrong: Exception | None, seconds: float = 0.0) -> Callable[[str, int], list[str]]:
    def resolve(host: str, port: int) -> list[str]:
        time.sleep(seconds)
        if wrong:
            raise wrong
        return []

    return resolve


@pytest.mark.parametrize(
    ("resolve", "reason"),
    [
        (failing(socket.gaierror(socket.EAI_NONAME, "Name or service not known")), "no host of the name"),
        (failing(socket.gaierror(socket.EAI_AGAIN, "Temporary failure")), "name server failed"),
        (failing(socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure")), "name server failed"),
        (failing(UnicodeError("label too long")), "name server failed"),
        (failing(None), "blocked address"),
        (failing(None, SHORT.seconds), "did not answer"),
    ],
)
def test_name_servers_fail(resolve: Callable[[str, int], list[str]], reason: str) -> None:
    began = time.monotonic()
    with fetcher(dialer=Dialer(resolve=resolve), limits=SHORT) as get, pytest.raises(UnreadableSource, match=reason):
        get.fetch("http://news.test/")
    assert time.monotonic() - began < QUICK.seconds


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with fetcher() as get, pytest.raises(UnreadableSource, match="cannot be reached: connection refused"):
        get.fetch(f"http://news.test:{port}/")


def test_nobody_answers() -> None:
    def connect(number: str, port: int, seconds: float) -> socket.socket:
        time.sleep(seconds)
        raise TimeoutError("timed out")

    began = time.monotonic()
    slow = Dialer(resolve=lambda *_: ["93.184.216.34", "93.184.216.35"], connect=connect)
    with fetcher(dialer=slow, limits=SHORT) as get, pytest.raises(UnreadableSource, match="took too long") as refused:
        get.fetch("http://news.test/")
    assert refused.value.limit == f"{SHORT.connect_seconds:g} s"
    assert time.monotonic() - began < QUICK.seconds


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates made for the moment: one that holds for news.test, one for another host, one that is over."""
    folder = tmp_path_factory.mktemp("certificates")
    for name, host, days in (("good", "news.test", "2"), ("other", "other.test", "2"), ("over", "news.test", "-1")):
        key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        subject = f"-subj /CN={host} -addext subjectAltName=DNS:{host}"
        for command in (
            f"req -new {key} {subject} -keyout {name}.key -out {name}.csr",
            f"x509 -req -in {name}.csr -signkey {name}.key -days {days} -copy_extensions copy -out {name}.pem",
        ):
            try:
                subprocess.run(["openssl", *command.split()], check=True, capture_output=True, cwd=folder)
            except (OSError, subprocess.CalledProcessError):
                pytest.skip("no openssl command (3.0 or newer) that makes certificates")
    return folder


@pytest.mark.parametrize(
    ("name", "trusted", "reason"),
    [
        ("good", True, None),
        ("good", False, "certificate that does not hold: self"),
        ("other", True, "certificate that does not hold: Hostname mismatch"),
        ("over", True, "certificate that does not hold: certificate has expired"),
    ],
)
def test_certificates(name: str, trusted: bool, reason: str | None, certificates: Path) -> None:
    offered = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    offered.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    trust = ssl.create_default_context()
    if trusted:
        trust.load_verify_locations(certificates / f"{name}.pem")
    replies = {"/": answer("page"), "/down": moved("http://news.test/")}
    with Site(replies, tls=offered) as site, fetcher(dialer=dialer(trust=trust)) as get:
        if reason is None:
            assert get.fetch(site.url(scheme="https")).body == b"page"
            with pytest.raises(UnreadableSource, match="from https to http"):
                get.fetch(site.url("/down", scheme="https"))
        else:
            with pytest.raises(UnreadableSource, match=reason):
                get.fetch(site.url(scheme="https"))
            assert site.requests == []


def test_no_tls_where_it_is_expected() -> None:
    with Site({"/": answer("page")}) as site, fetcher(limits=SHORT) as get:
        with pytest.raises(UnreadableSource, match=r"TLS|took too long"):
            get.fetch(site.url(scheme="https"))
        assert site.requests == []
