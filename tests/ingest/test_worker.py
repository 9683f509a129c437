"""A parser that hangs, crashes, or takes all memory is replaced; what stands before and after it is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest import article_from_bytes, messages
from onrecord.ingest.assemble import About
from onrecord.ingest.dates import Dated
from onrecord.ingest.documents import Given
from onrecord.ingest.fetch.urls import parse_url
from onrecord.ingest.listed import read_listing
from onrecord.ingest.members import NOTHING_STATED, Stated, buffered
from onrecord.ingest.sources import Asked, Found, read_source
from onrecord.ingest.workers import Limits, Workers, shared
from onrecord.terms import Article, Field
from tests.ingest.made_archives import zipped

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pages are read in a process of their own on POSIX systems")

ASKED = Asked("desk.html", Given())
FAULTY = """
import ctypes, gc, os, signal, socket, subprocess, time
from onrecord.ingest import sources
whole = sources.read_document
def loop():
    while True: pass
def refused(forbidden, *arguments):
    try: forbidden(*arguments)
    except PermissionError as wrong: raise sources.UnreadableSource("x", str(wrong))
held = []
FAULTS = {
    b"LOOP": loop,
    b"SLEEP": lambda: time.sleep(60),
    b"HOARD": lambda: held.append(bytearray(2 ** 33)),
    b"SEGFAULT": lambda: ctypes.string_at(0),
    b"ABORT": os.abort,
    b"EXIT": lambda: os._exit(0),
    b"BABBLE": lambda: os.write(1, b"a\\0\\0\\0\\5[1,2]"),
    b"DIGRESS": lambda: os.write(1, b"\\xff" * 100),
    b"BUG": lambda: {}["no such key"],
    b"CONNECT": lambda: refused(socket.create_connection, ("127.0.0.1", 9)),
    b"LOOKUP": lambda: refused(socket.getaddrinfo, "localhost", 9),
    b"SPAWN": lambda: refused(subprocess.run, ["true"]),
    b"WRITE": lambda: open("/tmp/onrecord-worker-test", "wb", 0).write(b"x"),
}
def read_document(data, kind, **options):
    for word, fault in FAULTS.items():
        if word in data: fault()
    return whole(data, kind, **options)
sources.read_document = read_document
"""


def page(word: str) -> bytes:
    return (
        f"<html><head><title>Quay {word}</title></head><body><article><p>The quay of {word} closed on Monday, Orr said.</p>"
        f"<p>“We knew of it,” she said of {word}, and left.</p></article></body></html>"
    ).encode()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(limits=Limits(seconds=0.5, memory=2**30), first=FAULTY)
    yield made
    made.close()


def read(workers: Workers, data: bytes, asked: Asked = ASKED) -> list[Found]:
    return list(workers.read(buffered(data), asked))


def one(workers: Workers, data: bytes) -> Article:
    (found,) = read(workers, data)
    assert isinstance(found, Article)
    return found


FATAL = {
    "LOOP": ("took too long to parse", "0.5 s", "over 0.5 s"),
    "SLEEP": ("took too long to parse", "0.5 s", "over 0.5 s"),
    "HOARD": ("took too much to parse", "1,024 MiB of memory", "over 1,024 MiB of memory"),
    "SEGFAULT": ("ended its parser (SIGSEGV)", None, None),
    "ABORT": ("ended its parser (SIGABRT)", None, None),
    "EXIT": ("ended its parser (no answer that can be read)", None, None),
    "BABBLE": ("ended its parser (no answer that can be read)", None, None),
    "DIGRESS": ("ended its parser (no answer that can be read)", None, None),
    "BUG": ("internal error (KeyError: 'no such key'", None, None),
}


@pytest.mark.parametrize("fault", FATAL)
def test_what_ends_its_parser_is_refused_and_its_neighbours_are_read(workers: Workers, fault: str) -> None:
    why, limit, observed = FATAL[fault]
    assert one(workers, page("Harwick")).title == "Quay Harwick"
    began = time.monotonic()
    with pytest.raises(UnreadableSource) as refused:
        read(workers, page(fault))
    assert time.monotonic() - began < 3
    assert refused.value.why.startswith(why)
    assert (refused.value.limit, refused.value.observed, refused.value.path) == (limit, observed, "desk.html")
    assert refused.value.sha256
    assert one(workers, page("Sallow")).title == "Quay Sallow"


def test_a_member_that_ends_its_parser_is_refused_alone(workers: Workers) -> None:
    data = zipped(
        {
            "a": page("Harwick"),
            "b": page("SEGFAULT"),
            "../c": b"x",
            "d": page("Venn"),
            "e": page("HOARD"),
            "f": page("Sallow"),
        }
    )
    found = read(workers, data)
    assert [(item.member, type(item)) for item in found] == [
        ("a", Article),
        ("b", UnreadableSource),
        ("../c", UnreadableSource),
        ("d", Article),
        ("e", UnreadableSource),
        ("f", Article),
    ]  # fmt: skip


def test_a_source_that_ends_parser_after_parser_is_given_up(workers: Workers) -> None:
    found: list[Found] = []
    with pytest.raises(UnreadableSource, match="again and again"):
        found.extend(workers.read(buffered(zipped({f"{n}": page("EXIT") for n in range(12)})), ASKED))
    assert len(found) == 9
    assert all(isinstance(one, UnreadableSource) for one in found)


@pytest.mark.parametrize("fault", ["CONNECT", "LOOKUP", "SPAWN"])
def test_a_parser_can_connect_to_nothing_and_start_nothing(workers: Workers, fault: str) -> None:
    with pytest.raises(UnreadableSource, match="is not for a parser"):
        read(workers, page(fault))


def test_a_parser_can_write_no_file(workers: Workers) -> None:
    with pytest.raises(UnreadableSource, match=r"internal error \(OSError: .*too large"):
        read(workers, page("WRITE"))
    Path("/tmp/onrecord-worker-test").unlink(missing_ok=True)


@pytest.mark.parametrize(
    "data",
    [
        page("Harwick"),
        page("a\udcff\N{RIGHT SINGLE QUOTATION MARK}\U0001f600".encode("utf-8", "replace").decode()),
        b"no page, no article\0",
        b"",
        b"From the quay: <em>closed</em>. " * 50_000,
        zipped({"a": page("Harwick"), "../b": page("Venn"), "c": b'{"text": "It rained on Sallow."}\n' * 30}),
        b'{"text": "<p>%s</p>", "title": "Rain"}\n' % (b"It rained on Sallow. " * 200) * 300,
    ],
    ids=["page", "odd", "binary", "empty", "long", "zip", "rows"],
)
def test_what_a_worker_reads_is_what_is_read_here(workers: Workers, data: bytes) -> None:
    def outcome(items: Iterator[Found]) -> list[object]:
        seen: list[object] = []
        try:
            for item in items:
                seen.append(vars(item) if isinstance(item, UnreadableSource) else item)
        except UnreadableSource as wrong:
            seen.append(vars(wrong))
        return seen

    assert outcome(workers.read(buffered(data), ASKED)) == outcome(read_source(buffered(data), ASKED))


def test_one_worker_serves_source_after_source_and_the_caller_does_not_grow(workers: Workers) -> None:
    data = page("Harwick") * 4
    one(workers, data)
    pids, before = _waiting(workers), _resident()
    for _ in range(500):
        one(workers, data)
    assert _waiting(workers) == pids
    assert _resident() - before < 4_000_000


def test_a_source_that_is_left_is_no_loss(workers: Workers) -> None:
    one(workers, page("Harwick"))
    pids = _waiting(workers)
    assert isinstance(next(workers.read(buffered(page("Venn")), ASKED)), Article)
    assert _waiting(workers) == pids
    assert next(workers.read(buffered(zipped({"a": page("Venn"), "b": page("SLEEP")})), ASKED))
    assert one(workers, page("Sallow")).title == "Quay Sallow"


def test_a_worker_that_somebody_ended_is_replaced() -> None:
    article_from_bytes(page("Harwick"), name="x")
    for process in shared()._idle:
        os.kill(process._process.pid, signal.SIGKILL)
    assert article_from_bytes(page("Venn"), name="x").title == "Quay Venn"


def test_what_is_said_of_a_source_reaches_its_worker(workers: Workers) -> None:
    given = Given(Dated("2026-03-03", "day"), "Harbour Post", "https://post.test/a")
    stated = Stated(
        "Rain", About("Courier", ("Mina Castellan",), fields=(Field("section", "Quay", "x"),)), "utf-8", "2026-03-04"
    )
    data = b"words,head\nIt rained <b>all</b> day on Sallow.,Rain\n"
    for asked, said in (
        (Asked("x", given, MappingProxyType({"text": "words", "title": "head"})), NOTHING_STATED),
        (Asked("\udcff", given, single=True), stated),
        (Asked("x", Given(), single=True), stated),
    ):
        found = list(workers.read(buffered(data), asked, said))
        assert found == list(read_source(buffered(data), asked, said))
        assert isinstance(found[0], Article)


@pytest.mark.parametrize("end", ["", "; os.kill(os.getpid(), signal.SIGKILL)"])
def test_no_worker_outlives_its_caller(end: str) -> None:
    code = (
        "import os, signal; from onrecord.ingest import article_from_bytes; from onrecord.ingest.workers import shared; "
        f"article_from_bytes({page('Venn')!r}, name='x'); print(shared()._idle[0]._process.pid, flush=True){end}"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert not done.stderr
    pid = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return  # ended; nobody has asked for it in this container
        time.sleep(0.02)
    pytest.fail("the worker still runs")


FEED = (
    b'<rss version="2.0"><channel><title>Courier</title><item><title>Ferry stays</title><link>/ferry?a=1</link>'
    b"<pubDate>Tue, 03 Mar 2026 09:00:00 GMT</pubDate></item><item><title>LOOP</title></item></channel></rss>"
)
SITEMAP = (
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://courier.test/a</loc></url>'
    b"<url><loc>javascript:x</loc></url></urlset>"
)


@pytest.mark.parametrize(("kind", "data"), [("feed", FEED), ("sitemap", SITEMAP)])
def test_what_a_worker_finds_listed_is_what_is_found_here(
    kind: Literal["feed", "sitemap"], data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcome() -> tuple[object, ...]:
        url, now = parse_url("https://courier.test/list"), datetime(2026, 3, 4, tzinfo=UTC)
        found = read_listing(data, kind, url=url, name="x", now=now)
        return found.entries, found.sitemaps, [vars(one) for one in found.left_out]

    apart = outcome()
    monkeypatch.setattr("onrecord.ingest.listed.APART", False)
    assert apart == outcome()
    assert len(apart[0]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ("def read(*a, **o):\n    while True: pass", "took too long"),
        ("import os; read = lambda *a, **o: os.abort()", "SIGABRT"),
        ("read = lambda *a, **o: bytearray(2**40)", "took too much"),
        ("read = lambda *a, **o: {}['x']", "internal error"),
    ],
)
def test_a_feed_that_ends_its_parser_is_refused(first: str, why: str) -> None:
    workers = Workers(limits=Limits(0.3), first=f"{first}\nfrom onrecord.ingest import listed; listed.read_feed = read")
    asked = messages.packed(["feed", "https://courier.test/", "x", None, "2026-03-04"])
    with pytest.raises(UnreadableSource, match=why) as refused:
        workers.listing("x", asked, FEED, bytes)
    assert refused.value.stage == ("internal" if "internal" in why else "listing")
    assert not _waiting(workers)


def test_a_text_starts_no_worker() -> None:
    code = (
        "import sys; from onrecord.ingest import article_from_bytes; article_from_bytes(b'It rained.', name='x'); "
        "print('onrecord.ingest.workers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_forked_process_gets_workers_of_its_own() -> None:
    code = (
        "import os; from onrecord.ingest import article_from_bytes; "
        f"read = lambda: article_from_bytes({page('Venn')!r}, name='x').title; first = read(); pid = os.fork(); same = read() == first\n"
        "if pid: same = same and os.waitpid(pid, 0)[1] == 0 and read() == first\n"
        "raise SystemExit(not same)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=10).returncode == 0


def _waiting(workers: Workers) -> set[int]:
    return {process._process.pid for process in workers._idle}


def _resident() -> int:
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if pages.exists() else 0
