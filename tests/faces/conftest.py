from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import Article, Reading, UnreadableSource, errors
from onrecord.faces import cli
from onrecord.record.values import Alias
from tests.faces.build import TEXT, reading_by_hand
from tests.faces.records import FakeRecord


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


Run = Callable[..., tuple[object, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in a folder of its own; its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.delenv("ONRECORD_BY", raising=False)

    def run(*args: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(args)
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return run


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> FakeRecord:
    """A record in place of every other, and nothing to keep up."""
    record = FakeRecord()
    for name, value in {
        "open_record": record.open,
        "keep_up": lambda given: record.calls.update(["keep_up"]),
        "Alias": Alias,
        **{name: getattr(errors, name) for name in ("RecordError", "OnrecordError", "UnknownRow")},
    }.items():
        monkeypatch.setitem(vars(onrecord), name, value)
    return record
