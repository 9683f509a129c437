"""What no request may do, and what every answer says, whatever the route."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

import onrecord
from onrecord.faces.web.app import make_app
from onrecord.faces.web.guard import MOST_BYTES, MOST_UPLOAD, Guard
from onrecord.faces.web.guard_headers import CSP
from onrecord.faces.web.guard_log import JsonLines
from onrecord.faces.web.guard_rates import BURST, Rates
from onrecord.faces.web.site import Site
from tests.web.guard_site import empty_site

OURS = {"sec-fetch-site": "same-origin"}
FORM = {"content-type": "application/x-www-form-urlencoded", **OURS}


async def _form(request: Request) -> Response:
    form = await request.form()
    return PlainTextResponse(f"{len(form)} {request.client.host if request.client else ''}")


async def _whole(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _ranges(request: Request) -> Response:
    return PlainTextResponse(str(sorted(name for name in request.headers if "range" in name)))


async def _broken(request: Request) -> Response:
    raise RuntimeError("secret path /etc/shadow")


async def _own(request: Request) -> Response:
    return PlainTextResponse(
        "x", headers={"cache-control": "max-age=5", "content-security-policy": "default-src 'none'; sandbox"}
    )


APP = Starlette(
    routes=[
        Route("/form", _form, methods=["GET", "POST"]),
        Route("/add", _whole, methods=["POST"]),
        Route("/whole", _whole, methods=["GET", "POST"]),
        Route("/ranges", _ranges),
        Route("/broken", _broken),
        Route("/own", _own),
        Route("/healthz", _ranges),
    ]
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with empty_site(tmp_path) as made:
        yield made


@pytest.fixture
def client(site: Site) -> TestClient:
    return TestClient(Guard(APP, site), raise_server_exceptions=False)


def _all_headers(client: TestClient) -> Iterator[tuple[str, Response]]:
    yield "page", client.get("/ranges")
    yield "nothing there", client.get("/nosuch")
    yield "wrong method", client.delete("/ranges", headers=OURS)
    yield "fault", client.get("/broken")
    yield "too large", client.post("/form", content=b"x" * (MOST_BYTES + 1), headers=FORM)
    yield "foreign", client.post("/form", headers={"sec-fetch-site": "cross-site"})
    yield "host", client.get("/ranges", headers={"host": "evil.example"})
    yield "address", client.get("/" + "a" * 9_000)
    yield "no length", client.post("/form", headers={**FORM, "content-length": "-1"})


def test_every_answer_has_every_header(client: TestClient) -> None:
    statuses = []
    for what, answer in _all_headers(client):
        statuses.append(answer.status_code)
        assert answer.headers["content-security-policy"] == CSP, what
        assert answer.headers["x-content-type-options"] == "nosniff", what
        assert answer.headers["referrer-policy"] == "no-referrer", what
        assert answer.headers["cross-origin-opener-policy"] == "same-origin", what
        assert answer.headers["cross-origin-resource-policy"] == "same-origin", what
        assert answer.headers["x-frame-options"] == "DENY", what
        assert "geolocation=()" in answer.headers["permissions-policy"], what
        assert "access-control-allow-origin" not in answer.headers, what
        assert "server" not in answer.headers, what
    assert statuses == [200, 404, 405, 500, 413, 403, 400, 414, 400]


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in CSP.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("frame-ancestors") == "'none'"
    assert set(rules.values()) == {"'self'"}


def test_a_fault_shows_nothing_of_what_it_is(client: TestClient) -> None:
    answer = client.get("/broken")
    assert (answer.status_code, "secret" in answer.text, "Traceback" in answer.text) == (500, False, False)


def test_what_a_page_says_itself_stands(client: TestClient) -> None:
    answer = client.get("/own")
    assert answer.headers.get_list("content-security-policy") == ["default-src 'none'; sandbox"]
    assert answer.headers.get_list("cache-control") == ["max-age=5"]


@pytest.mark.parametrize(("mode", "kept"), [("local", "no-cache"), ("team", "no-store"), ("public", "no-cache")])
def test_what_a_team_reads_is_left_on_no_disk(tmp_path: Path, mode: str, kept: str) -> None:
    with empty_site(tmp_path, mode) as site:  # type: ignore[arg-type]
        answer = TestClient(Guard(APP, site)).get("/ranges")
    assert answer.headers["cache-control"] == kept
    assert ("noindex" in answer.headers.get("x-robots-tag", "")) == (mode == "public")


def test_https_is_kept_to_where_it_is_declared(tmp_path: Path) -> None:
    with empty_site(tmp_path, "team", origin="https://record.example.org") as site:
        answer = TestClient(Guard(APP, site), base_url="http://record.example.org").get("/ranges")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_sockets_are_not_opened(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/ranges"):
        pass
    assert closed.value.code == 1008


# Hosts and addresses.


@pytest.mark.parametrize("host", ["evil.example", "a/?#", "testserver:81", "testserver.evil.example", ""])
def test_a_host_that_is_not_ours_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/ranges", headers={"host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_no_page_repeats_the_host_that_was_asked_for(site: Site) -> None:
    client = TestClient(make_app(site), base_url="http://localhost:4711")
    for path in ("/stories", "/nosuch", "/healthz"):
        answer = client.get(path)
        assert "4711" not in answer.text + str(answer.headers)


def test_an_address_has_a_length(client: TestClient) -> None:
    assert client.get("/ranges?q=" + "a" * 7_900).status_code == 200
    assert client.get("/ranges?q=" + "a" * 8_000).status_code == 414


def test_parts_of_an_answer_are_not_made(client: TestClient) -> None:
    began = time.perf_counter()
    answer = client.get(
        "/ranges", headers={"range": "bytes=" + ",".join(f"{n}-{n}" for n in range(50_000)), "if-range": "x"}
    )
    assert (answer.status_code, answer.text) == (200, "[]")
    assert time.perf_counter() - began < 0.5


def test_no_static_file_is_sent_in_parts(site: Site) -> None:
    client = TestClient(make_app(site))
    answer = client.get("/static/site.css", headers={"range": "bytes=" + "0-," * 50_000 + "0-"})
    assert answer.status_code == 200


# Bodies.


@pytest.mark.parametrize("length", ["-1", "+5", "5, 5", "0x10", "1e3", " ", "\u0665", "9" * 400])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    answer = client.post("/form", content=b"a=1", headers={**FORM, "content-length": length.encode()})  # type: ignore[dict-item]
    assert answer.status_code in (400, 413)


def test_two_lengths_are_refused(client: TestClient) -> None:
    both = client.post("/form", content=b"a=1", headers={**FORM, "content-length": "3", "transfer-encoding": "chunked"})
    assert both.status_code == 400


def test_a_body_has_a_size_whatever_it_declares(client: TestClient) -> None:
    assert client.post("/whole", content=b"x" * MOST_BYTES, headers=OURS).text == str(MOST_BYTES)
    assert client.post("/whole", content=b"x" * (MOST_BYTES + 1), headers=OURS).status_code == 413

    def lying() -> Iterator[bytes]:  # sent in parts, with no length
        for _ in range(MOST_BYTES // 1_000 + 1):
            yield b"x" * 1_000

    assert client.post("/whole", content=lying(), headers=OURS).status_code == 413


def test_a_file_may_be_larger(client: TestClient) -> None:
    assert client.post("/add", content=b"x" * MOST_UPLOAD, headers=OURS).text == str(MOST_UPLOAD)
    assert client.post("/add", content=b"x" * (MOST_UPLOAD + 1), headers=OURS).status_code == 413


PART = b'--b\r\ncontent-disposition: form-data; name="a"'
HOSTILE_FORMS = {
    "100 000 fields": ("application/x-www-form-urlencoded", b"a=1&" * 100_000),
    "a;a;a": ("application/x-www-form-urlencoded", b"a;" * 500_000),
    "semicolons in the type": ("multipart/form-data; " + "a;" * 3_000 + " boundary=b", PART),
    "100 000 parts": ("multipart/form-data; boundary=b", (PART + b"\r\n\r\n1\r\n") * 20_000 + b"--b--\r\n"),
    "a long preamble": ("multipart/form-data; boundary=b", b"x" * 1_900_000 + PART + b"\r\n\r\n1\r\n--b--\r\n"),
    "a larger preamble": ("multipart/form-data; boundary=b", b"\r\n" * 5_000_000),
    "endless headers": ("multipart/form-data; boundary=b", PART + b"\r\nx: y" * 100_000),
    "an endless header": ("multipart/form-data; boundary=b", PART + b"y" * 1_900_000),
    "parameters of a part": ("multipart/form-data; boundary=b", PART + b";a" * 500_000 + b"\r\n\r\n1\r\n--b--\r\n"),
    "no boundary": ("multipart/form-data", PART),
    "half a part": ("multipart/form-data; boundary=b", PART + b"\r\n\r\nhal"),
}


@pytest.mark.parametrize(("kind", "body"), HOSTILE_FORMS.values(), ids=HOSTILE_FORMS)
def test_a_hostile_form_costs_little(site: Site, kind: str, body: bytes) -> None:
    client = TestClient(make_app(site))  # the real application, whose form is that of the sign-in and of adding
    began = time.perf_counter()
    answer = client.post("/correct", content=body, headers={"content-type": kind, **OURS})
    assert 400 <= answer.status_code < 500
    assert time.perf_counter() - began < 2


def test_a_slow_body_is_given_up(site: Site) -> None:
    guard = Guard(APP, site, body_seconds=0.3)

    async def drip() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(0.05)

    sent: list[dict[str, object]] = []

    async def run() -> None:
        parts = drip()

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": await anext(parts), "more_body": True}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        headers = [(b"host", b"testserver"), (b"transfer-encoding", b"chunked"), (b"sec-fetch-site", b"same-origin")]
        scope = {
            "type": "http", "method": "POST", "path": "/whole", "raw_path": b"/whole", "query_string": b"", "headers": headers,
            "client": ("127.0.0.1", 1), "scheme": "http", "server": ("testserver", 80), "root_path": "", "http_version": "1.1",
        }  # fmt: skip
        await guard(scope, receive, send)  # type: ignore[arg-type]
        await parts.aclose()

    began = time.perf_counter()
    asyncio.run(run())
    assert time.perf_counter() - began < 2
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]  # type: ignore[operator]


# How much at once.


def test_one_address_asks_so_much_and_then_waits(tmp_path: Path) -> None:
    with empty_site(tmp_path, "public") as site:
        now = [0.0]
        client = TestClient(Guard(APP, site, clock=lambda: now[0]))
        assert {client.get("/ranges").status_code for _ in range(int(BURST))} == {200}
        answer = client.get("/ranges")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
        assert client.get("/healthz").status_code == 200
        now[0] = 1.0
        assert client.get("/ranges").status_code == 200


def test_a_forged_address_does_not_help(tmp_path: Path) -> None:
    with empty_site(tmp_path, "public") as site:
        client = TestClient(Guard(APP, site, rates=Rates(rate=0.001, burst=10)), client=("192.0.2.1", 1))
        answers = [
            client.get("/ranges", headers={"x-forwarded-for": f"198.51.{n // 256}.{n % 256}"}) for n in range(1_000)
        ]
        assert [answer.status_code for answer in answers].count(200) == 10


def test_behind_a_proxy_each_has_its_own(tmp_path: Path) -> None:
    with empty_site(tmp_path, "public", proxies=("192.0.2.1",)) as site:
        client = TestClient(Guard(APP, site, rates=Rates(rate=0.001, burst=1)), client=("192.0.2.1", 1))
        for address in ("198.51.100.1", "198.51.100.2", "10.9.9.9, 198.51.100.3"):
            assert client.get("/ranges", headers={"x-forwarded-for": address}).status_code == 200
        for forged in ("198.51.100.9, 198.51.100.1", "9.9.9.9, 198.51.100.3"):
            assert client.get("/ranges", headers={"x-forwarded-for": forged}).status_code == 429


def test_handlers_see_who_asks_behind_a_proxy(tmp_path: Path) -> None:
    with empty_site(tmp_path, "public", proxies=("192.0.2.1",)) as site:
        client = TestClient(Guard(APP, site), client=("192.0.2.1", 1))
        assert client.post("/form", headers={**FORM, "x-forwarded-for": "198.51.100.1"}).text == "0 198.51.100.1"


def test_the_own_machine_asks_as_it_likes(client: TestClient) -> None:
    assert {client.get("/ranges").status_code for _ in range(int(BURST) + 50)} == {200}


def test_only_so_many_are_answered_at_once(site: Site) -> None:
    async def slow(request: Request) -> Response:
        await run_in_threadpool(time.sleep, 0.3)
        return PlainTextResponse("done")

    guard = Guard(Starlette(routes=[Route("/slow", slow), Route("/healthz", _ranges)]), site, most_at_once=3)

    async def ask(path: str, wait: float) -> tuple[int, dict[bytes, bytes]]:
        await asyncio.sleep(wait)
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(b"host", b"testserver")], "client": ("127.0.0.1", 1), "scheme": "http", "server": ("testserver", 80),
            "root_path": "", "http_version": "1.1",
        }  # fmt: skip
        await guard(scope, receive, send)  # type: ignore[arg-type]
        return sent[0]["status"], dict(sent[0]["headers"])  # type: ignore[call-overload, return-value]

    async def run() -> list[tuple[int, dict[bytes, bytes]]]:
        asks = [*(ask("/slow", 0) for _ in range(5)), ask("/healthz", 0.1), ask("/slow", 1.0)]
        return await asyncio.gather(*asks)

    answers = asyncio.run(run())
    assert [status for status, _ in answers] == [200, 200, 200, 503, 503, 200, 200]
    assert answers[3][1][b"retry-after"] == b"1"


# What is written down.


def test_what_is_refused_is_logged_in_one_line_without_its_query(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(Guard(APP, site))
    with caplog.at_level(logging.INFO, "onrecord.web"):
        client.post("/form%0a%7B%22x%22:1%7D?token=secret", headers={"sec-fetch-site": "cross-site"})
        client.get("/ranges?q=secret", headers={"host": "evil.example"})
    lines = [JsonLines().format(record) for record in caplog.records]
    assert [json.loads(line)["status"] for line in lines] == [403, 400]
    assert json.loads(lines[0])["path"] == '/form\n{"x":1}'
    assert not any("secret" in line or "\n" in line for line in lines)


def test_a_proxy_that_is_no_address_ends_the_start(tmp_path: Path) -> None:
    with empty_site(tmp_path, "public", proxies=("proxy.example",)) as site, pytest.raises(ValueError, match="proxy"):
        Guard(APP, site)


def test_accounts_that_cannot_be_used_are_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        onrecord.open_accounts(tmp_path / "accounts.sqlite") as accounts,
        empty_site(tmp_path, "team", accounts=accounts) as site,
    ):

        def broken(token: str) -> None:
            raise onrecord.AccountsError("/home/una/accounts.sqlite", "disk full")

        monkeypatch.setattr(accounts, "who", broken)
        answer = TestClient(make_app(site)).get("/stories", headers={"cookie": "onrecord=x"})
        assert answer.status_code == 503
        assert "/home" not in answer.text
