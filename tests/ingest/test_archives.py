"""ZIP and gzip files: what is in them, and the archives made to do harm."""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from onrecord.config import MAX_MEMBERS, MAX_NESTING, MAX_UNPACKED
from onrecord.errors import UnreadableSource
from onrecord.ingest import articles_from_bytes, load_articles
from onrecord.terms import Article
from tests.ingest.made_archives import TEXT, page, zipped


def _read(data: bytes) -> tuple[list[Article], list[UnreadableSource]]:
    refused: list[UnreadableSource] = []
    return list(articles_from_bytes(data, name="news.zip", on_refused=refused.append)), refused


def test_each_file_of_a_zip_is_what_its_bytes_say() -> None:
    data = zipped(
        {
            "a/page.txt": page("Harwick"),
            "b.html": TEXT.format("Sallow").encode(),
            "rows": b'{"text": "%s"}\n' % TEXT.format("Venn").encode(),
            ".hidden": b"\0",
            "__MACOSX/a": b"\0",
            "folder/": b"",
            "picture.jpg": b"\xff\xd8\xff",
        }
    )
    articles, refused = _read(data)
    assert [article.member for article in articles] == ["a/page.txt", "b.html", "rows: row 1"]
    assert articles[0].sha256 == hashlib.sha256(page("Harwick")).hexdigest()
    assert [(one.member, one.why) for one in refused] == [("picture.jpg", "looks binary: a JPEG image, not text")]
    assert refused[0].sha256 == hashlib.sha256(b"\xff\xd8\xff").hexdigest()
    assert refused[0].path == "news.zip"


def test_what_is_said_of_a_zip_holds_for_its_articles(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(zipped({"a": page("Harwick"), "b": page("Venn")}))
    articles = list(load_articles(path, date="2026-02-20", outlet="Harbour Post"))
    assert [(a.outlet, a.published and a.published.basis) for a in articles] == [("Harbour Post", "given")] * 2


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])])
def test_gzip_holds_one_source(pack: object) -> None:
    articles, refused = _read(pack(page("Harwick")))  # type: ignore[operator]
    assert [(article.title, article.member) for article in articles] == [("Harwick shuts quay", "gzip")]
    assert not refused


def _named(name: str) -> bytes:
    return zipped({"good": page("Harwick"), name: page("Bad"), "fine": page("Venn")})


def _linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("good", page("Harwick"))
        link = zipfile.ZipInfo("bad")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("fine", page("Venn"))
    return out.getvalue()


def _changed(at: int, value: bytes, *, central: int) -> bytes:
    """An archive whose second member has other bytes in its header, and in the directory."""
    data = bytearray(zipped({"good": page("Harwick"), "bad": page("Bad"), "fine": page("Venn")}))
    local = data.index(b"PK\3\4", 4)
    entry = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    data[local + at : local + at + len(value)] = value
    data[entry + central : entry + central + len(value)] = value
    return bytes(data)


def _broken() -> bytes:
    data = bytearray(zipped({"good": page("Harwick"), "bad": page("Bad"), "fine": page("Venn")}))
    at = data.index(b"bad", data.index(b"PK\3\4", 4)) + 40
    data[at : at + 20] = bytes(20)
    return bytes(data)


def _overlapped() -> bytes:
    """The directory's second entry points into the first member."""
    data = bytearray(zipped({"good": page("Harwick"), "bad": page("Bad"), "fine": page("Venn")}))
    entry = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    data[entry + 42 : entry + 46] = struct.pack("<I", 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (_named("../../x"), "has a name that leads out of the archive"),
        (_named("/etc/x"), "has a name that leads out of the archive"),
        (_named("C:\\x"), "has a name that leads out of the archive"),
        (_named("a\\..\\..\\x"), "has a name that leads out of the archive"),
        (_linked(), "is a link"),
        (_changed(6, b"\1", central=8), "is encrypted"),
        (_changed(8, b"\x61", central=10), "cannot be unpacked"),
        (_broken(), "is damaged"),
        (_overlapped(), "shares its bytes with another"),
        (zipped({"good": page("Harwick"), "bad": bytes(9_000_000), "fine": page("Venn")}), "unpacks to too much for its size"),
        (zipped({"good": page("Harwick"), "bad": gzip.compress(bytes(9_000_000)), "fine": page("Venn")}), "unpacks to too much"),
        (
            zipped({"good": page("Harwick"), "bad": zipped({"x": zipped({"y": page("Bad")})}), "fine": page("Venn")}),
            "is an archive inside too many others",
        ),
    ],
)  # fmt: skip
def test_a_bad_member_is_refused_by_name_and_the_others_are_read(data: bytes, why: str, tmp_path: Path) -> None:
    before = set(tmp_path.parent.rglob("*"))
    articles, refused = _read(data)
    assert [article.title for article in articles] == ["Harwick shuts quay", "Venn shuts quay"]
    assert len(refused) == 1
    assert refused[0].member
    assert refused[0].why.startswith(why)
    assert set(tmp_path.parent.rglob("*")) == before


def test_an_archive_in_an_archive_is_read() -> None:
    assert MAX_NESTING == 1
    articles, refused = _read(zipped({"in.zip": zipped({"a": page("Harwick")}), "b.gz": gzip.compress(page("Venn"))}))
    assert [article.member for article in articles] == ["in.zip: a", "b.gz: gzip"]
    assert not refused


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UnreadableSource, match="too many files") as many:
        _read(zipped({str(i): b"" for i in range(MAX_MEMBERS + 1)}))
    assert (many.value.limit, many.value.observed) == ("1,000 files", "1,001 files")


def test_all_members_together_may_unpack_to_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_UNPACKED == 200_000_000
    monkeypatch.setattr("onrecord.ingest.load.APART", False)  # the limit is lowered in this process
    monkeypatch.setattr("onrecord.ingest.archives.MAX_UNPACKED", 30_000)
    rows = b'{"text": "It rained."}\n' * 1_000
    articles, refused = _read(zipped({"good": page("Harwick"), "rows": rows, "more": rows, "fine": page("Venn")}))
    assert articles[0].title == "Harwick shuts quay"
    assert {one.member for one in refused} == {"more", "fine"}
    assert {one.limit for one in refused} == {"30,000 bytes"}
    stored = zipped({"rows": rows, "more": rows}, method=zipfile.ZIP_STORED)
    assert not _read(stored)[1]  # what is not packed is not unpacked


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\5\6" + bytes(18), "holds no article"),
        (zipped({"a": page("Harwick")})[:-30], "is no ZIP archive that can be read"),
        (b"PK\3\4" + bytes(2000), "is no ZIP archive that can be read"),
        (gzip.compress(page("Harwick"))[:-30], "is damaged"),
        (b"\x1f\x8b\x08" + bytes(40), "is damaged"),
    ],
)
def test_an_archive_that_cannot_be_opened_is_refused(data: bytes, why: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableSource) as refused:
        list(articles_from_bytes(data, name="news.zip"))
    assert refused.value.why.startswith(why)
    assert time.process_time() - began < 5
