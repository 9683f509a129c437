"""robots.txt, turns, Retry-After, the log and conditional requests."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.log import FetchLog, default_log
from onrecord.ingest.fetch.polite import Turns, retry_after
from tests.ingest.fetch.server import Site, answer, fetcher, moved

ROBOTS = (
    "User-agent: *\nDisallow: /all\n\nUser-agent: onrecord\nCrawl-delay: 3\nDisallow: /private\nAllow: /private/open\n"
)


def robots(text: str) -> bytes:
    return answer(text, kind="text/plain")


@pytest.mark.parametrize(
    ("path", "allowed"), [("/", True), ("/all", True), ("/private/a", False), ("/private/open/a", True)]
)
def test_robots_txt_is_kept_to(path: str, allowed: bool) -> None:
    with Site({"/robots.txt": robots(ROBOTS), path: answer("page")}) as site, fetcher() as get:
        if allowed:
            assert get.fetch(site.url(path)).robots == "allowed"
        else:
            with pytest.raises(UnreadableSource, match=r"robots\.txt of the site does not allow it"):
                get.fetch(site.url(path))
            assert site.asked() == []


def test_robots_txt_holds_on_every_hop() -> None:
    replies = {"/robots.txt": robots("User-agent: *\nDisallow: /private"), "/": moved("/private")}
    with Site(replies) as site, fetcher() as get, pytest.raises(UnreadableSource, match="does not allow"):
        get.fetch(site.url())
    assert site.asked() == ["/"]


@pytest.mark.parametrize(
    ("reply", "fetched"),
    [
        (answer(status="404 Not Found"), True),
        (answer(status="403 Forbidden"), True),
        (answer(status="500 Oops"), False),
        (answer(status="429 Slow Down"), False),
        (moved("/rules"), False),
        (moved("/robots.txt"), True),  # in a circle: RFC 9309 (2.3.1.2) lets it count as one that is not there
        (robots("\x00\xff*$#" * 99), True),
        (robots("User-agent: *\nDisallow: /" + "*a" * 9_000 + "\n"), True),
        (robots("".join(f"User-agent: a{n}\n" for n in range(30_000)) + "Disallow: /\n" * 9_000), True),
        (robots("User-agent: *\nSitemap: x\n" * 9_000 + "Disallow: /b\n" * 9_000), True),
        (robots("User-agent: other\nUser-agent: ONRECORD\n\n# for all\nDisallow: /\n"), False),
        (robots("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow:"), True),
        (robots("user agent *\ndissallow: /"), False),
        (robots("#" * 600_000 + "\nUser-agent: *\nDisallow: /"), True),  # beyond what is read
        (robots("#" * 500_000 + "\nUser-agent: *\nDisallow: /"), False),
    ],
)
def test_robots_txt_of_every_kind(reply: bytes, fetched: bool) -> None:
    rules = robots("User-agent: *\nDisallow: /")
    with Site({"/robots.txt": reply, "/rules": rules, "/": answer("page")}) as site, fetcher() as get:
        if fetched:
            assert get.fetch(site.url()).body == b"page"
        else:
            with pytest.raises(UnreadableSource, match=r"robots\.txt"):
                get.fetch(site.url())


def test_robots_txt_is_fetched_once_for_an_origin() -> None:
    with Site({"/a": answer("page"), "/b": answer("page")}) as site, fetcher() as get:
        for path in ("/a", "/b", "/a"):
            get.fetch(site.url(path))
    assert [request.split(" ")[1] for request in site.requests].count("/robots.txt") == 1


def test_every_request_says_who_asks() -> None:
    with Site({"/": answer("page")}) as site, fetcher(user_agent="onrecord/9 (desk@courier.test)") as get:
        assert get.fetch(site.url()).user_agent == "onrecord/9 (desk@courier.test)"
    for request in site.requests:
        assert "user-agent: onrecord/9 (desk@courier.test)" in request.lower()
        assert f"host: news.test:{site.port}" in request.lower()
        assert "accept-encoding: gzip\r\n" in request.lower()
        assert "cookie" not in request.lower()


def test_requests_to_a_host_take_turns() -> None:
    slept: list[float] = []
    turns = Turns(delay=1.0, now=lambda: 100.0, sleep=slept.append)
    waited = [turns.wait("a"), turns.wait("a", at_least=3.0), turns.wait("b"), turns.wait("a")]
    assert waited == [0.0, 1.0, 0.0, 4.0]
    assert slept == [1.0, 4.0]


@pytest.mark.parametrize(("asked", "waited"), [("3", 3.0), ("1000000", 20.0), ("inf", 1.0), ("-5", 1.0)])
def test_the_crawl_delay_is_kept_to_within_bounds(asked: str, waited: float) -> None:
    slept: list[float] = []
    replies = {"/robots.txt": robots(f"User-agent: *\nCrawl-delay: {asked}"), "/": answer("page")}
    with Site(replies) as site, fetcher(delay=1.0, sleep=slept.append) as get:
        get.fetch(site.url())
        get.fetch(site.url())
    assert slept[0] == pytest.approx(1.0, abs=0.5)
    assert slept[1] == pytest.approx(1.0 + waited, abs=0.5)  # no time passes here while it is slept


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("", None), ("120", 120.0), (" 5 ", 5.0), ("9" * 400, 86_400.0), ("soon", None), ("-5", None), ("1.5", None),
        ("Sat, 14 Mar 2026 09:30:10 GMT", 10.0), ("Sat, 14 Mar 2020 09:30:10 GMT", 0.0), ("Sat, 14 Mar 9999 09:30:10 GMT", 86_400.0),
        ("Sat, 99 Mar 2026 09:30:10 GMT", None), ("٣", None),
    ],
)  # fmt: skip
def test_retry_after_in_every_form(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, now=1_773_480_600.0) == seconds


@pytest.mark.parametrize("logged", [False, True])
def test_a_host_that_asks_to_be_left_alone_is(logged: bool, tmp_path: Path) -> None:
    clock = [1_773_480_600.0]
    log = tmp_path / "log.sqlite" if logged else None
    replies = {"/": answer(status="503 Busy", Retry_After="120"), "/b": answer("page")}
    with Site(replies) as site:
        with fetcher(log=log, now=lambda: clock[0]) as get:
            with pytest.raises(UnreadableSource, match="come back after 120 s"):
                get.fetch(site.url())
            clock[0] += 100
            with pytest.raises(UnreadableSource, match="left alone for another 20 s"):
                get.fetch(site.url("/b"))
        with fetcher(log=log, now=lambda: clock[0]) as later:  # another run
            if logged:
                with pytest.raises(UnreadableSource, match="left alone"):
                    later.fetch(site.url("/b"))
            clock[0] += 30
            assert later.fetch(site.url("/b")).body == b"page"
    assert site.asked() == ["/", "/b"]


def test_everything_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "log.sqlite"
    replies = {
        "/": moved("/a"),
        "/a": answer("page", ETag='"1"', Set_Cookie="secret=1"),
        "/x": answer(status="410 Gone"),
    }
    with Site(replies) as site, fetcher(log=path) as get:
        capture = get.fetch(site.url())
        with pytest.raises(UnreadableSource):
            get.fetch(site.url("/x"))
        with pytest.raises(UnreadableSource):
            get.fetch("http://unknown.test/")
    with sqlite3.connect(path) as base:
        base.row_factory = sqlite3.Row
        rows = base.execute("select * from fetch order by id").fetchall()
        bodies = base.execute("select sha256 from capture").fetchall()
    base.close()
    first = dict(rows[0])
    assert capture.sha256 == hashlib.sha256(b"page").hexdigest() == bodies[0][0]
    assert (first["url"], first["final_url"], first["status"]) == (site.url(), site.url("/a"), 200)
    assert json.loads(first["redirects"]) == [site.url("/a")]
    assert dict(json.loads(first["headers"]))["etag"] == '"1"'
    assert "secret" not in first["headers"]
    assert (first["sha256"], first["robots"], first["at"]) == (capture.sha256, "allowed", capture.at)
    assert first["user_agent"].startswith("onrecord/")
    assert [(row["status"], row["sha256"]) for row in rows[1:]] == [(410, None), (None, None)]
    assert "410" in rows[1]["refused"] and "no host" in rows[2]["refused"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def conditional(body: str, etag: str) -> object:
    def reply(connection: object, request: str) -> None:
        same = f"if-none-match: {etag}\r\n" in request.lower()
        connection.sendall(answer(status="304 Not Modified") if same else answer(body, ETag=etag))  # type: ignore[attr-defined]

    return reply


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    with Site({"/": conditional("page", '"v1"')}) as site:  # type: ignore[dict-item]
        for time in range(5):  # 304 for ever
            with fetcher(log=tmp_path / "log.sqlite") as get:
                capture = get.fetch(site.url())
                assert (capture.body, capture.not_modified, capture.status) == (b"page", time > 0, 200)
                assert capture.header("etag") == '"v1"'


def test_a_tag_that_changes_each_time_brings_the_body_each_time(tmp_path: Path) -> None:
    with Site() as site, fetcher(log=tmp_path / "log.sqlite") as get:
        for time in range(5):
            site.replies["/"] = answer("page", ETag=f'"{time}"')
            assert not get.fetch(site.url()).not_modified
            if time:
                assert f'if-none-match: "{time - 1}"' in site.requests[-1].lower()
    with sqlite3.connect(tmp_path / "log.sqlite") as base:
        assert base.execute("select count(*) from capture").fetchone() == (1,)  # the same bytes are kept once
    base.close()


def test_damaged_bytes_in_the_log_are_fetched_again(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite"
    with Site({"/": conditional("page", '"v1"')}) as site:  # type: ignore[dict-item]
        with fetcher(log=path) as get:
            get.fetch(site.url())
        with sqlite3.connect(path) as base:
            base.execute("update capture set body = x'00'")
        base.close()
        with fetcher(log=path) as get:
            assert get.fetch(site.url()).body == b"page"


def test_a_log_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database " * 99)
    for path in (tmp_path / "text", tmp_path, tmp_path / "text" / "log.sqlite"):
        with pytest.raises(UnreadableSource, match="fetch log cannot be used") as refused:
            FetchLog(path)
        assert refused.value.path == str(path)


def test_where_the_log_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_log() == Path("/somewhere/onrecord/fetches.sqlite")


@pytest.mark.parametrize("tag", ['"é\x80"', '"' + "x" * 50_000 + '"', 'W/"1" , junk'])
def test_odd_tags_do_no_harm(tag: str, tmp_path: Path) -> None:
    with Site({"/": answer("page", ETag=tag)}) as site, fetcher(log=tmp_path / "log.sqlite") as get:
        get.fetch(site.url())
        assert get.fetch(site.url()).body == b"page"
        assert (f"if-none-match: {tag.lower()}" in site.requests[-1].lower()) is (len(tag) < 1_000)


@pytest.mark.parametrize("agent", ["a\r\nCookie: b", "café", "a\0"])
def test_a_user_agent_that_cannot_be_sent(agent: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"), fetcher(user_agent=agent):
        pass


def test_a_long_run_leaves_nothing_behind() -> None:
    """Healthy and faulty fetches in turn: no connection, file or thread stays."""
    replies = {"/": answer("page"), "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", "/loop": moved("/loop")}
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("no /proc to count open files in")
    with Site(replies) as site, fetcher() as get:
        for turn in range(200):
            path = ("/", "/", "/cut", "/loop", "/none")[turn % 5]
            if path == "/":
                get.fetch(site.url(path))
            else:
                with pytest.raises(UnreadableSource):
                    get.fetch(site.url(path))
            if turn == 20:
                files, threads = len(list(folder.iterdir())), threading.active_count()
        assert len(list(folder.iterdir())) <= files + 2
        assert threading.active_count() <= threads + 2
