"""A reading made by hand, with something of everything that a face has to show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import (
    Article,
    Channel,
    Entity,
    Mention,
    Published,
    Quoted,
    Reading,
    Ref,
    Span,
    Statement,
    Time,
    UnreadableSource,
)

TEXT = """Ferry fares will rise, operator says

The fare will rise by a third in May, said Nora Pell, who runs the ferry. The rest of the report is not out.

“We held it down for six years,” she told the harbour board in a radio interview on Monday. “We cannot hold it any longer.”

Pell said that Mayor Iven Roe had promised her a grant. Roe did not answer.

“And a promise is a promise.”

Islanders say the boats are late."""


def words(*parts: str, after: str = "") -> Quoted:
    """The words of TEXT that read as ``parts``, each found after the one before."""
    at = TEXT.index(after) if after else 0
    spans = []
    for part in parts:
        at = TEXT.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    return Quoted(" ".join(parts), tuple(spans))


def statement(name: str, content: Quoted, **given: Any) -> Statement:
    plain: dict[str, Any] = {
        "kind": "indirect",
        "act": "assert",
        "source": None,
        "speaker": None,
        "resolved_by": "none",
        "cue": None,
        "addressees": (),
        "channel": None,
        "time": None,
        "negated": False,
        "modality": "actual",
        "within": None,
        "confidence": 0.9,
    }
    return Statement(id=name, content=content, **{**plain, **given})


def _entity(name: str, full: str, titles: tuple[str, ...], *mentions: tuple[str, str, str]) -> Entity:
    return Entity(
        name, full, "person", titles, tuple(Mention(words(w, after=a).spans[0], w, form) for w, a, form in mentions)
    )


@pytest.fixture
def reading() -> Reading:
    board, radio, monday = (words(w) for w in ("the harbour board", "in a radio interview", "Monday"))
    return Reading(
        article=Article(
            id="a1",
            title=TEXT.partition("\n")[0],
            outlet="Island News",
            byline=("Una Holt",),
            url=None,
            language="en",
            published=Published("2026-03-03", "day", "metadata"),
            text=TEXT,
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        ),
        entities=(
            _entity(
                "pell", "Nora Pell", ("who runs the ferry",), ("Nora Pell", "", "name"), ("she", "years", "pronoun")
            ),
            _entity("roe", "Iven Roe", ("Mayor",), ("Mayor Iven Roe", "", "name"), ("Roe", "grant", "name")),
        ),
        statements=(
            statement(
                "s1",
                words("The fare will rise by a third in May"),
                act="predict",
                source=words("Nora Pell, who runs the ferry"),
                speaker="pell",
                resolved_by="name",
                cue=words("said"),
            ),
            statement(
                "s2",
                words("“We held it down for six years,”", "“We cannot hold it any longer.”"),
                kind="direct",
                source=words("she", after="years"),
                speaker="pell",
                resolved_by="pronoun",
                cue=words("told"),
                addressees=(Ref(board.text, board.spans, None),),
                channel=Channel(radio.text, radio.spans, "interview"),
                time=Time(monday.text, monday.spans, "2026-03-02", None, "day"),
            ),
            statement(
                "s3",
                words("that Mayor Iven Roe had promised her a grant"),
                source=words("Pell", after="longer"),
                speaker="pell",
                resolved_by="name",
                cue=words("said", after="longer"),
            ),
            statement(
                "s4",
                words("her a grant"),
                act="commit",
                source=words("Mayor Iven Roe"),
                speaker="roe",
                resolved_by="name",
                cue=words("had promised"),
                within="s3",
                confidence=0.12,
            ),
            statement(
                "s5", words("“And a promise is a promise.”"), kind="direct", speaker="pell", resolved_by="continuation"
            ),
            statement(
                "s6", words("the boats are late"), source=words("Islanders"), cue=words("say", after="Islanders")
            ),
        ),
        reader="by hand",
    )


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

    def load_articles(path: Path, **about: Any) -> Iterator[Article]:
        yield article_from_bytes(path.read_bytes(), name=str(path), **about)

    monkeypatch.setitem(vars(onrecord), "load_reader", lambda: HandReader(reading))
    monkeypatch.setitem(vars(onrecord), "load_articles", load_articles)
    monkeypatch.setitem(vars(onrecord), "article_from_bytes", article_from_bytes)
