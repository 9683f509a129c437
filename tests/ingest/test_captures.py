"""Who asks for them is given the bytes that each article was taken from, whatever they were packed in."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from onrecord.ingest import articles_from_bytes, bytes_of, load_articles
from onrecord.terms import Article
from tests.ingest.made_archives import TEXT, packed, page, response, zipped

HARWICK, VENN = TEXT.format("Harwick"), TEXT.format("Venn")
MAIL = f"From: Post <news@post.example>\r\nDate: Fri, 20 Feb 2026 09:30:00 +0100\r\nSubject: Quay shut\r\n\r\n{HARWICK}"
ROWS = "".join(json.dumps({"text": text, "title": "Quay shut"}) + "\n" for text in (HARWICK, VENN)).encode()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(HARWICK.encode(), id="a short text, read where it is asked for"),
        pytest.param(page("Harwick"), id="a page, read apart"),
        pytest.param(gzip.compress(page("Harwick")), id="gzip"),
        pytest.param(zipped({"a": page("Harwick"), "no": b"\xff\xd8\xff", "b": VENN.encode()}), id="zip"),
        pytest.param(
            packed(response("Harwick"), response("Gone", status="404 Not Found"), response("Venn")), id="warc"
        ),
        pytest.param(MAIL.encode(), id="mail"),
        pytest.param(ROWS, id="rows"),
        pytest.param(zipped({"rows": ROWS, "page": page("Sallow")}), id="rows in a zip"),
    ],
)
def test_the_bytes_of_each_article_come_before_it(source: bytes, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(source)
    captures: list[bytes] = []
    plain = list(articles_from_bytes(source, name="source", on_refused=lambda wrong: None))
    for articles in (
        articles_from_bytes(source, name="source", on_refused=lambda wrong: None, on_capture=captures.append),
        load_articles(path, on_refused=lambda wrong: None, on_capture=captures.append),
    ):
        found: list[Article] = []
        for article in articles:
            assert hashlib.sha256(captures[-1]).hexdigest() == article.sha256
            for run in article.located:
                start, end = bytes_of(article, run[:2]) or (0, 0)
                assert (
                    not run.exact
                    or captures[-1][start:end].decode(article.encoding) == article.text[run.start : run.end]
                )
            found.append(article)
        assert [one.id for one in found] == [one.id for one in plain]
        assert len(found) == len(captures) > 0
        captures.clear()
