"""Captured bytes as they are kept: packed, with a check of their own."""

from __future__ import annotations

import codecs
import hashlib
import zlib
from typing import Any

from onrecord.errors import RecordError
from onrecord.terms import Article


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
