"""Captured bytes as they are kept: packed, with a check of their own."""

from __future__ import annotations

import codecs
import hashlib
import zlib
from typing import Any

from sqlalchemy import Connection, select

from onrecord.errors import RecordError
from onrecord.record.tables import ARTICLE, CAPTURE, ENTRY
from onrecord.terms import Article


def captured(connection: Connection, article: int, *, seq: int) -> bytes | None:
    """The captured bytes of the article in the entry ``article``, None where none were kept up to the entry ``seq``.

    Raises `RecordError` where they are missing or damaged.
    """
    asked = (
        select(ENTRY.c.id, CAPTURE.c.body)
        .join(ARTICLE, (ENTRY.c.kind == "capture") & (ENTRY.c.id == ARTICLE.c.sha256))
        .outerjoin(CAPTURE, CAPTURE.c.sha256 == ENTRY.c.id)
        .where(ARTICLE.c.seq == article, ENTRY.c.seq <= seq)
    )
    row = connection.execute(asked).first()
    return None if row is None else unpacked(row.id, row.body)


def unpacked(sha256: str, packed: bytes | None) -> bytes:
    """The captured bytes. Raises `RecordError` where they are not there or are not what was captured."""
    if packed is None:
        raise RecordError(f"capture {sha256}", "is missing")
    try:
        data = zlib.decompress(packed)
    except zlib.error as wrong:
        raise RecordError(f"capture {sha256}", f"cannot be unpacked ({wrong})") from wrong
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RecordError(f"capture {sha256}", "holds other bytes than were captured")
    return data


def fault_of(row: Any) -> str | None:
    """What is wrong with a row of the table of captures."""
    if zlib.crc32(row.body) != row.crc:
        return "its packed bytes were changed"
    try:
        data = unpacked(row.sha256, row.body)
    except RecordError as wrong:
        return wrong.why
    return None if len(data) == row.size else f"has {len(data)} bytes, not {row.size}"


def misplaced(article: Article, data: bytes) -> str | None:
    """What is wrong with the first stretch of the article's text that does not stand where it is said to in the capture."""
    try:
        codecs.lookup(article.encoding)
    except LookupError:
        return None
    for start, end, first, last, exact in article.located:
        if not 0 <= first <= last <= len(data):
            return f"the text at [{start}, {end}) is said to stand at bytes [{first}, {last}) of {len(data)}"
        if exact and data[first:last].decode(article.encoding, "replace") != article.text[start:end]:
            return f"the text at [{start}, {end}) does not stand at bytes [{first}, {last}) of the capture"
    return None
