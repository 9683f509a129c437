"""``onrecord read`` of addresses, feeds and sitemaps; and nothing fetched where no address is named."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import Reading
from onrecord.faces import cli
from tests.faces.conftest import HandReader
from tests.ingest.fetch.server import QUICK, Site, answer, dialer, page
from tests.ingest.test_feeds import item, rss

PAGE = page("Night ferry stays", "The harbour board voted on Monday to keep the night ferry running all winter long.")
Run = Callable[..., tuple[object, list[str], list[dict[str, object]]]]


@pytest.fixture
def run(
    reading: Reading, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Run the command line; its exit code, the addresses read, and the refusals."""
    real, made = onrecord.Fetcher, []

    def fetcher(*, log: Path) -> onrecord.Fetcher:
        made.append(real(log=log, delay=0.0, limits=QUICK, dialer=dialer()))
        return made[-1]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setitem(vars(onrecord), "load_reader", lambda: HandReader(reading))
    monkeypatch.setitem(vars(onrecord), "Fetcher", fetcher)

    def run(*args: str) -> tuple[object, list[str], list[dict[str, object]]]:
        with pytest.raises(SystemExit) as left:
            cli.main(["read", "--format", "jsonl", *args])
        out, err = capsys.readouterr()
        read = [json.loads(line)["article"]["url"] for line in out.splitlines()]
        return left.value.code, read, [json.loads(line) for line in err.splitlines() if line.startswith("{")]

    yield run
    for one in made:
        one.close()


def test_an_address_between_files(run: Run) -> None:
    Path("before.html").write_text(PAGE)
    Path("after.html").write_text(PAGE)
    with Site({"/a": answer(PAGE)}) as site:
        bad = [site.url("/b"), "http://127.0.0.2/", "file:///etc/passwd", "HTTP:/\\h/", "gopher://h/"]
        code, read, refused = run("before.html", site.url("/a"), *bad, "after.html")
    assert (code, read) == (3, [None, site.url("/a"), None])
    assert [(one["input"], one["stage"]) for one in refused] == [(address, "fetch") for address in bad]
    reasons = [str(one["reason"]).partition(":")[0] for one in refused]
    assert reasons == ["server answered 404 (Not Found)", "blocked address", "bad URL", "bad URL", "bad URL"]


def test_a_feed(run: Run) -> None:
    replies = {
        "/feed": answer(rss(item("/a"), item("javascript:x"), item("/c"), item("/b"))),
        "/a": answer(PAGE),
        "/b": answer(PAGE),
    }
    with Site(replies) as site:
        code, read, refused = run("--feed", site.url("/feed"))
        assert (code, read) == (3, [site.url("/a"), site.url("/b")])
        assert [one["member"] for one in refused] == ["entry 2", site.url("/c")]
        assert run("--feed", "--limit", "1", site.url("/feed"))[1] == [site.url("/a")]
        for option in ("--feed", "--sitemap"):
            code, read, refused = run(option, site.url("/a"))
            assert (code, read) == (3, [])
            assert refused[0]["reason"] == f"is not a {option[2:]}"


@pytest.mark.parametrize("args", [(), ("--fetch-log", "log.sqlite")])
def test_fetches_are_logged(run: Run, args: tuple[str, ...]) -> None:
    with Site({"/": answer(PAGE)}) as site:
        assert run(*args, site.url())[0] == 0
    with sqlite3.connect(args[1] if args else "cache/onrecord/fetches.sqlite") as base:
        assert base.execute("select url, status from fetch").fetchall() == [(site.url(), 200)]
    base.close()


def test_a_feed_is_an_address(run: Run) -> None:
    Path("feed.xml").write_text(rss(item("https://courier.test/a")))
    code, _, refused = run("--feed", "feed.xml")
    assert code == 3
    assert str(refused[0]["reason"]).startswith("bad URL")


NOTHING_FETCHED = """
import sys
calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event.startswith("socket.") else None)
from onrecord import load_articles
articles = list(load_articles("samples/harbour-post-protest.html"))
assert articles and not calls, calls
loaded = {"h11", "idna", "protego", "feedparser", "sqlite3", "ssl"} & set(sys.modules)
assert not loaded, loaded
"""


def test_without_an_address_nothing_is_fetched_and_nothing_loaded_for_it() -> None:
    subprocess.run([sys.executable, "-c", NOTHING_FETCHED], check=True, cwd=Path(__file__).parents[2])
