"""Bad input is refused by name with the reason, or read right; never a traceback, never a wait."""

from __future__ import annotations

import codecs
import random
import time
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError, UnreadableSource
from onrecord.ingest import article_from_bytes, article_from_text, load_articles

SENTENCE = "The mayor’s “plan” cost €5, Orr said — on Monday."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "holds only white space"),
        ("\u00a0\u2003".encode(), "holds no article text"),
        (b"The council\0\0 met.", "looks binary: NUL bytes at offset 11"),
        (b"%PDF-1.7 and more", "is a PDF that is cut off"),
        (b"PK\x03\x04 and more", "looks binary: a ZIP archive"),
        (random.Random(7).randbytes(5000), "looks binary"),
        (bytes(range(1, 256)) * 40, "looks binary"),
        ("Совет проголосовал за мост".encode("koi8-r"), "in no encoding that can be told"),
        (codecs.BOM_UTF16_LE + b"odd", "is not valid utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableSource, match=r"story\.txt") as refused:
        article_from_bytes(data, name="story.txt")
    assert why in refused.value.why
    assert refused.value.path == "story.txt"
    assert refused.value.stage == "ingest"
    assert isinstance(refused.value, OnrecordError)


@pytest.mark.parametrize(("size", "limit"), [(20_000_000, "15,000,000 bytes"), (3_000_000, "2,000,000 characters")])
def test_a_text_over_a_limit_is_refused_with_limit_and_size(size: int, limit: str, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word word.\n" * (size // 11))
    with pytest.raises(UnreadableSource, match="too l") as refused:
        next(load_articles(path))
    assert refused.value.limit == limit
    assert refused.value.observed is not None
    assert limit in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Sallow News</title></channel></rss>', "is a feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Sallow News</title></feed>', "is a feed"),
        (b'<?xml version="1.0"?><urlset><url><loc>https://sallow.test/a</loc></url></urlset>', "is a sitemap"),
    ],
)
def test_a_file_that_lists_articles_is_no_article(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableSource, match=why):
        article_from_bytes(data, name="news.xml")


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="too large a page") as refused:
        article_from_text("<html>" + "<b>" * 200_001)
    assert refused.value.limit == "200,000 elements"


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a directory")):
        with pytest.raises(UnreadableSource, match=why):
            next(load_articles(path))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (SENTENCE.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    article = article_from_bytes(data, name="story.txt")
    assert article.text == SENTENCE
    assert article.encoding == encoding


@pytest.mark.parametrize(
    ("charset", "written"),
    [("iso-8859-2", "iso-8859-2"), ("ISO-8859-1", "cp1252"), ("nonsense", "cp1252"), ("utf-8", "cp1252")],
)
def test_a_declared_charset_is_used_where_the_bytes_allow_it(charset: str, written: str) -> None:
    sentence = "Zoë Dvořák said no to the café." if written == "iso-8859-2" else "Zoë Orr said “no” to the café."
    page = f'<html><head><meta charset="{charset}"></head><body><p>{sentence} She did not say why.</p></body></html>'
    assert sentence in article_from_bytes(page.encode(written), name="page.html").text


def test_utf8_with_a_few_stray_bytes_is_still_utf8() -> None:
    article = article_from_bytes(SENTENCE.encode() + b"\n\nThe vote\x96came late, \xe2\x80", name="cut.txt")
    assert article.encoding == "utf-8"
    assert article.text == SENTENCE + "\n\nThe vote\ufffdcame late, \ufffd\ufffd"


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(UnreadableSource, match="surrogate at position 4"):
        article_from_text("She \ud800 said")


@pytest.mark.parametrize(
    "text",
    [
        '"' * 500_000,
        "“ " * 200_000,
        "the mayor said " * 33_334,
        "x" * 500_000,
        "By Ada Orr and " * 30_000,
        "2026-01-25 " * 40_000,
        "She left.\n" * 30_000,
        "- a\n" * 30_000,
        "a  " * 50_000,
        "Share this\n\n" * 30_000 + "The council met on Monday to vote on the bridge.",
        "HARWICK" * 60_000,
        "x" + " " * 500_000 + "y",
        "<html>" + "<div>" * 10_000 + "The council met on Monday to vote." + "</div>" * 10_000,
        "<html>" + "<p>a" * 20_000 + "<p>The council met on Monday to vote.",
        "<html><p>The council met on Monday to vote.</p>" + '<a b="' * 50_000,
        "<html><p>The council met on Monday to vote.</p>" + "<!--" * 50_000,
        "<html><p>The council met on Monday to vote.</p>" + "<script>" * 30_000,
        "<html><p>The council met on Monday to vote.</p>" + "<td><ul>" + "<x>" * 9_000 + "<td></td>" * 9_000,
        "<html><p>The council met on Monday to vote.</p><p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">",
        "<html><p>The council met on Monday to vote.</p>"
        '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
    ],
    ids=lambda text: str(text)[:24],
)
def test_hard_texts_are_read_in_time(text: str) -> None:
    began = time.process_time()
    article = article_from_text(text)
    assert article.text
    assert time.process_time() - began < 10  # seconds of work; each takes about one, a quadratic step takes minutes
