"""Web archives: the pages in them, and what becomes of the records that are damaged."""

from __future__ import annotations

import gzip
import hashlib
import time
import zlib
from collections.abc import Callable

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest import articles_from_bytes, bytes_of
from onrecord.terms import Article
from tests.ingest.made_archives import info, packed, page, response, zipped

CHUNKED = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
PACKED = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"


def _read(data: bytes) -> tuple[list[Article], list[UnreadableSource]]:
    refused: list[UnreadableSource] = []
    return list(articles_from_bytes(data, name="crawl", on_refused=refused.append)), refused


def _titles(articles: list[Article]) -> list[str | None]:
    return [article.title for article in articles]


@pytest.mark.parametrize(
    "pack", [b"".join, lambda records: packed(*records), lambda records: gzip.compress(b"".join(records))]
)
def test_each_record_of_a_page_is_an_article(pack: Callable[[list[bytes]], bytes]) -> None:
    records = [
        info(),
        response("Harwick"),
        response("Sallow", kind="request"),
        response("Gone", status="404 Not Found"),
        response("Moved", status="301 Moved Permanently"),
        response("Picture", http="Content-Type: image/png\r\n", body=b"\x89PNG"),
        response("Venn"),
    ]
    articles, refused = _read(pack(records))
    assert _titles(articles) == ["Harwick shuts quay", "Venn shuts quay"]
    assert not refused
    article = articles[0]
    assert article.url == "https://news.example/harwick"
    assert article.captured == "2026-02-20T09:30:00Z"
    assert article.published is None
    assert article.member
    assert article.member.startswith("record at byte ")
    assert article.member.endswith(", <urn:uuid:harwick>")
    assert article.sha256 == hashlib.sha256(page("Harwick")).hexdigest()
    start = article.text.index("The piers")
    first, last = bytes_of(article, (start, start + 22)) or (0, 0)
    assert page("Harwick")[first:last].decode() == "The piers cannot wait,"


def test_a_packed_archive_says_where_each_record_stands() -> None:
    records = [info(), response("Harwick"), response("Venn")]
    data = packed(*records)
    articles, _ = _read(data)
    offset = int((articles[1].member or "").split(",")[0].rsplit(" ", 1)[1])
    assert gzip.decompress(data[offset:]) == records[2]


@pytest.mark.parametrize(
    ("http", "body"),
    [
        (CHUNKED, b"%x\r\n%s\r\n0\r\n\r\n" % (len(page("Sallow")), page("Sallow"))),
        (CHUNKED, page("Sallow")),  # out of its chunks, the header left
        (PACKED, gzip.compress(page("Sallow"))),
        (PACKED, page("Sallow")),
        (PACKED + "Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(z := gzip.compress(page("Sallow"))), z)),
        ("Content-Type: text/html\r\nContent-Encoding: deflate\r\n", zlib.compress(page("Sallow"))),
        ("Content-Type: text/html; charset=iso-8859-2\r\n", page("Sallow").replace(b"Orr", "Dvořák".encode("iso-8859-2"))),
    ],
)  # fmt: skip
def test_a_page_is_read_as_a_browser_would_have_it(http: str, body: bytes) -> None:
    articles, refused = _read(response("Sallow", http=http, body=body))
    assert not refused
    assert _titles(articles) == ["Sallow shuts quay"]
    assert "Ada Orr said" in articles[0].text or "Dvořák" in articles[0].text


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (response("Bad", longer=1), "is not as long as it says"),
        (response("Bad", longer=-1), "is not as long as it says"),
        (response("Bad", longer=3_000_000_000), "is too large"),
        (response("Bad", digest=b"other"), "is not what its digest says"),
        (response("Bad", warc="WARC-Truncated: length\r\n"), "was cut off when it was captured (length)"),
        (
            response("Bad", http="Content-Type: text/html\r\nContent-Length: 9000\r\n"),
            "was cut off when it was captured",
        ),
        (response("Bad", http=CHUNKED, body=b"fff\r\nshort"), "is a damaged record"),
        (response("Bad", http=PACKED, body=gzip.compress(page("Bad"))[:-30]), "is cut off: its gzip data has no end"),
        (response("Bad", http=PACKED, body=gzip.compress(bytes(16_000_000))), "is too large"),
        (
            response("Bad", http="Content-Type: text/html\r\nContent-Encoding: br\r\n"),
            "is packed in a way that is not read: br",
        ),
        (response("Bad", body=b"<html><p>\0\0 and more"), "looks binary"),
        (response("Bad", body=b""), "is empty"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + page("Bad") + b"\r\n\r\n", "does not begin as a record does"),
        (b"GARBAGE\r\n\r\n", "does not begin as a record does"),
    ],
)
@pytest.mark.parametrize("pack", [False, True])
def test_a_bad_record_is_refused_by_its_place_and_the_others_are_read(record: bytes, why: str, pack: bool) -> None:
    around = [info(), response("Harwick"), record, response("Venn")]
    articles, refused = _read(packed(*around) if pack else b"".join(around))
    # Nothing tells where a record ends that says it has three gigabytes; packed, its member does.
    after = [] if b"Content-Length: 3000000" in record and not pack else ["Venn shuts quay"]
    assert _titles(articles) == ["Harwick shuts quay", *after]
    assert len(refused) == 1
    assert refused[0].why.startswith(why)
    place = len(packed(*around[:2])) if pack else len(b"".join(around[:2]))
    assert (refused[0].member or "").startswith(f"record at byte {place}")


@pytest.mark.parametrize("cut", [1, 40, 400])
@pytest.mark.parametrize("pack", [False, True])
def test_a_record_cut_off_at_the_end_is_refused(cut: int, pack: bool) -> None:
    records = [info(), response("Harwick"), response("Venn")]
    data = (packed(*records) if pack else b"".join(records).removesuffix(b"\r\n\r\n"))[:-cut]
    articles, refused = _read(data)
    assert _titles(articles) == ["Harwick shuts quay"]
    assert [one.why for one in refused] == ["is cut off"]


def test_a_packed_record_damaged_in_the_middle_is_refused_and_the_next_found() -> None:
    parts = [packed(record) for record in (info(), response("Harwick"), response("Bad"), response("Venn"))]
    bad = bytearray(parts[2])
    bad[60:120] = bytes(60)
    articles, refused = _read(parts[0] + parts[1] + bytes(bad) + parts[3])
    assert _titles(articles) == ["Harwick shuts quay", "Venn shuts quay"]
    assert ["gzip data is not sound" in one.why for one in refused] == [True]


def test_without_a_callback_the_others_come_first_and_then_the_refusal() -> None:
    data = b"".join(
        [response("Harwick"), response("Bad", digest=b"x"), response("Worse", digest=b"x"), response("Venn")]
    )
    found: list[Article] = []
    with pytest.raises(
        UnreadableSource, match=r"crawl: record at byte \d+: is not what .* \(1 more of its members"
    ) as refused:
        found.extend(articles_from_bytes(data, name="crawl"))
    assert _titles(found) == ["Harwick shuts quay", "Venn shuts quay"]
    assert refused.value.member


def test_a_wacz_gives_the_pages_of_its_web_archives() -> None:
    data = zipped(
        {
            "datapackage.json": b"{}",
            "pages/pages.jsonl": b'{"text": "not this"}\n',
            "archive/data.warc.gz": packed(info(), response("Harwick")),
            "archive/more.warc": info() + response("Venn"),
        }
    )
    articles, refused = _read(data)
    assert _titles(articles) == ["Harwick shuts quay", "Venn shuts quay"]
    assert (articles[0].member or "").startswith("archive/data.warc.gz: record at byte ")
    assert not refused


def test_an_archive_of_no_page_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="holds no article"):
        _read(info())


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 20_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 15000000\r\n\r\n" * 20_000,
        b"WARC/1.0\r\n" * 50_000,
        packed(info()) + b"\x1f\x8b\x08\0\0\0\0\0\0\3" * 20_000,
        packed(info()) + packed(*[b"WARC/1.0\r\n" + bytes(900_000)] * 20),
    ],
)
def test_hostile_archives_are_read_in_time(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableSource):
        list(articles_from_bytes(data, name="crawl"))
    assert time.process_time() - began < 10  # seconds of work; each takes one or two
