"""No connection to a number that is not public, however it is written, looked up, or redirected to."""

from __future__ import annotations

import ast
import itertools
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.addresses import why_not_dialled
from onrecord.ingest.fetch.dial import Dialer
from tests.ingest.fetch.server import Site, answer, fetcher, moved

SOURCE = Path(__file__).parents[3] / "src" / "onrecord"
PUBLIC = "93.184.216.34"

LITERALS = [
    "127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "017700000001", "127.0.0.1.",
    "１２７.０.０.１", "127。0。0。1", "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "100.64.0.1", "169.254.169.254", "2852039166", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::127.0.0.1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[fe80::1]", "[fec0::1]",
    "[fc00::1]", "[ff02::1]", "[3fff::1]", "[2001:db8::1]", "[100::1]", "[5f00::1]", "localhost", "LOCALHOST",
]  # fmt: skip


@pytest.fixture
def private() -> Iterator[Site]:
    with Site({"/": answer("secret")}) as site:
        yield site


@pytest.mark.parametrize("host", LITERALS)
def test_literal_forms_are_not_dialled(host: str, private: Site) -> None:
    with fetcher(dialer=Dialer()) as get, pytest.raises(UnreadableSource, match="blocked address") as refused:
        get.fetch(f"http://{host}:{private.port}/")
    assert refused.value.stage == "fetch"
    assert private.connections == 0


@pytest.mark.parametrize(
    "number",
    [PUBLIC, "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450::1", "2001:4860::1"],
)
def test_public_numbers_are(number: str) -> None:
    assert why_not_dialled(number) is None


@pytest.mark.parametrize("number", ["", "news.test", "127.0.0.1 ", "1.2.3", "fe80::1%eth0", "::1%lo"])
def test_what_is_unclear_is_not(number: str) -> None:
    assert why_not_dialled(number)


class Wire:
    """Connects every public number to one server, and writes down which were dialled."""

    def __init__(self, site: Site) -> None:
        self.dialled: list[str] = []
        self._port = site.port

    def __call__(self, number: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append(number)
        return socket.create_connection(("127.0.0.1", self._port), seconds)


@pytest.mark.parametrize("rounds", [100])
def test_a_name_that_changes_its_number_gains_nothing(rounds: int, private: Site) -> None:
    with Site({"/": answer("public")}) as public:
        wire, numbers = Wire(public), itertools.cycle([PUBLIC, "127.0.0.1"])
        # robots.txt is asked first, the page then: one of the two always meets the other number.
        for _ in range(rounds):
            with (
                fetcher(dialer=Dialer(resolve=lambda *_: [next(numbers)], connect=wire)) as get,
                pytest.raises(UnreadableSource, match="blocked address"),
            ):
                get.fetch(f"http://rebind.test:{private.port}/")
        assert set(wire.dialled) == {PUBLIC}
        assert private.connections == 0


def test_the_number_that_passed_is_the_one_dialled(private: Site) -> None:
    """One look-up for each request: a second answer is never asked for."""
    with Site({"/": answer("public")}) as public:
        wire, asked = Wire(public), []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return [PUBLIC]

        with fetcher(dialer=Dialer(resolve=resolve, connect=wire)) as get:
            assert get.fetch("http://news.test/").body == b"public"
        assert len(asked) == len(wire.dialled) == 2  # robots.txt and the page


def test_of_several_numbers_only_the_public_are_tried(private: Site) -> None:
    with Site({"/": answer("public")}) as public:
        wire = Wire(public)
        resolve = lambda *_: ["10.0.0.1", "127.0.0.1", PUBLIC, "::1"]  # noqa: E731
        with fetcher(dialer=Dialer(resolve=resolve, connect=wire)) as get:
            assert get.fetch("http://news.test/").body == b"public"
        assert set(wire.dialled) == {PUBLIC}


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:{port}/", "http://[::1]:{port}/", "//2130706433:{port}/",
        "http://inside.test:{port}/", "http://localhost:{port}/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("of", ["/", "/robots.txt"])
def test_redirects_to_private_numbers_are_refused(target: str, of: str, private: Site) -> None:
    with Site({"/": answer("public")}) as public:
        public.replies[of] = moved(target.format(port=private.port))
        wire = Wire(public)
        numbers = {"news.test": PUBLIC, "inside.test": "192.168.0.7", "localhost": "127.0.0.1"}
        with (
            fetcher(dialer=Dialer(resolve=lambda host, _: [numbers[host]], connect=wire)) as get,
            pytest.raises(UnreadableSource, match="blocked address"),
        ):
            get.fetch("http://news.test/")
        assert set(wire.dialled) == {PUBLIC}
        assert private.connections == 0


OPENERS = {
    "socket",
    "socketserver",
    "ssl",
    "http.client",
    "urllib.request",
    "httpx2",
    "httpcore2",
    "asyncio",
    "ftplib",
    "smtplib",
}
DIALLING = {"ingest/fetch/dial.py", "ingest/fetch/exchange.py"}
LISTENING = {"faces/commands/serve.py", "faces/web/guard_wire.py", "faces/web/serving.py"}
"""What answers connections that others make, and makes none."""


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_else_can_connect(path: Path) -> None:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert not found & OPENERS or path.relative_to(SOURCE).as_posix() in DIALLING | LISTENING
