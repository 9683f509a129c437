"""A reading, its article and its capture taken in: one article, one transaction."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from onrecord.errors import UnsoundReading
from onrecord.record import index
from onrecord.record.base import Base
from onrecord.record.corrections import corrected, reviewed, standing
from onrecord.record.derived import expect, forget
from onrecord.record.forms import article_body, article_of, canonical, reading_body
from onrecord.record.log import Tail, has_entry
from onrecord.record.reads import corrections, reading_id
from onrecord.record.tables import ARTICLE, CAPTURE, ENTRY
from onrecord.record.values import Added
from onrecord.terms import Article, Reading
from onrecord.testing import assert_references, assert_spans


class Prepared(NamedTuple):
    """A reading ready to be added: all that can be done before the transaction is begun."""

    reading: Reading
    name: str
    article_body: str
    body: str
    capture: bytes | None
    packed: bytes


def prepared(reading: Reading, capture: bytes | None) -> Prepared:
    """Raises `SpanMismatch` and `UnsoundReading`."""
    article = reading.article
    if not article.id or index.storable(article.id) != article.id:
        raise UnsoundReading(repr(article.id), "is no id of an article")
    assert_spans(reading)
    try:
        assert_references(reading)
    except AssertionError as wrong:
        raise UnsoundReading(article.id, str(wrong)) from wrong
    if capture is not None and hashlib.sha256(capture).hexdigest() != article.sha256:
        raise UnsoundReading(article.id, "the captured bytes are not those that the article was taken from")
    try:
        bodies = article_body(article), reading_body(reading)
    except ValueError as wrong:  # NaN
        raise UnsoundReading(article.id, str(wrong)) from wrong
    packed = b"" if capture is None else zlib.compress(capture)
    return Prepared(reading, reading_id(article.id, reading.reader), *bodies, capture, packed)


def add(base: Base, connection: Connection, tail: Tail, one: Prepared) -> Added:
    """Append what of ``one`` is not there yet, and index it. Raises `UnsoundReading` where another text has the article's id."""
    article = one.reading.article
    seq = connection.execute(select(ARTICLE.c.seq).where(ARTICLE.c.id == article.id)).scalar()
    fresh = seq is None
    if seq is None:
        if one.capture is not None:
            _add_capture(connection, tail, article, one.capture, one.packed)
        seq = tail.append("article", article.id, one.article_body)
        index.add_article(base, connection, article, seq=seq, added=tail.at)
    elif has_entry(connection, "reading", one.name):
        return Added(article.id, seq, new=False)
    else:
        body = connection.execute(select(ENTRY.c.body).where(ENTRY.c.seq == seq)).scalar_one()
        if article_of(body).text != article.text:
            raise UnsoundReading(article.id, "an article with this id and another text is in the record")
    number = tail.append("reading", one.name, one.body)
    add_reading(base, connection, one.reading, name=one.name, article=seq, seq=number, fresh=fresh)
    return Added(article.id, seq, new=True)


def add_reading(
    base: Base, connection: Connection, reading: Reading, *, name: str, article: int, seq: int, fresh: bool
) -> None:
    """Index the reading in the entry ``seq``, with the corrections of its article that are in force."""
    index.add_reading(connection, seq=seq, article=article, reader=reading.reader)
    looked_at: frozenset[str] = frozenset()
    if not fresh:
        made = standing(corrections(connection, seq=seq, articles=[article]))
        mine = [one for one in made if one.article == reading.article.id]
        looked_at = reviewed(reading, mine, name=name)
        reading = corrected(reading, mine, name=name)[0]
        forget(connection, [article])
    expect(connection, article)
    index.project(base, connection, reading, reviewed=looked_at, article=article, seq=seq, fresh=fresh)


def _add_capture(connection: Connection, tail: Tail, article: Article, data: bytes, packed: bytes) -> None:
    if has_entry(connection, "capture", article.sha256):
        return
    put_capture(connection, article.sha256, data, packed)
    tail.append("capture", article.sha256, capture_body(article.sha256, len(data)))


def put_capture(connection: Connection, sha256: str, data: bytes, packed: bytes | None = None) -> None:
    """Keep captured bytes."""
    packed = zlib.compress(data) if packed is None else packed
    row = {"sha256": sha256, "size": len(data), "crc": zlib.crc32(packed), "body": packed}
    connection.execute(insert(CAPTURE), row)


def capture_body(sha256: str, size: int) -> str:
    """The body of the entry for captured bytes."""
    return canonical({"sha256": sha256, "size": size})
