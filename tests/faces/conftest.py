from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import Article, Reading, UnreadableSource
from tests.faces.build import TEXT, reading_by_hand


@pytest.fixture
def reading() -> Reading:
    return reading_by_hand()


class HandReader:
    """Stands in for the reader: gives the reading made by hand, about the article it is given."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, article: Article) -> Reading:
        if "explode" in article.text:
            raise RuntimeError("the pump\nfailed")
        return replace(self.reading, article=article)


@pytest.fixture
def by_hand(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ingest and reader replaced by ones that need no model: every input holds TEXT, but those that say otherwise."""

    def article_from_bytes(data: bytes, *, name: str, **about: Any) -> Article:
        if not data:
            raise UnreadableSource(name, "the file is empty", stage="decode", limit="1 byte", observed="0 bytes")
        text = data.decode() if b"explode" in data else TEXT
        return replace(reading.article, text=text, outlet=about["outlet"], sha256=hashlib.sha256(data).hexdigest())

    def articles_from_bytes(data: bytes, *, name: str, **about: Any) -> Iterator[Article]:
        yield article_from_bytes(data, name=name, **about)

    def load_articles(path: str, **about: Any) -> Iterator[Article]:
        yield article_from_bytes(Path(path).read_bytes(), name=path, **about)

    monkeypatch.setitem(vars(onrecord), "load_reader", lambda: HandReader(reading))
    monkeypatch.setitem(vars(onrecord), "load_articles", load_articles)
    monkeypatch.setitem(vars(onrecord), "articles_from_bytes", articles_from_bytes)
