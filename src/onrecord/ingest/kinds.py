"""What a source is, from its first bytes: its name is not looked at."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Literal

from onrecord.ingest.tables import is_table

Kind = Literal["text", "pdf", "docx", "zip", "gzip", "warc", "mbox", "mail", "json", "csv"]

DOCUMENTS: frozenset[Kind] = frozenset({"text", "pdf", "docx"})
"""Kinds that hold one article. A page is a text until its characters are known."""

_WARC = re.compile(rb"WARC/\d\.\d+\r?\n")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*[\"}]")
_POSTMARK = re.compile(rb"From \S{1,400} [^\r\n]{0,80}\d\d:\d\d[^\r\n]{0,40}\r?\n>?[!-9;-~]{1,80}:", re.ASCII)
_HEADER = re.compile(rb"([!-9;-~]{1,80}):[^\r\n]{0,4000}\r?\n(?:[ \t][^\r\n]{0,4000}\r?\n)*")
# RFC 5322 asks for From and Date in every message; the others are what servers and mail programs add. A text that begins
# with fields of its own (Title, Source, Date) has none of them.
_MAIL_SIGNS = frozenset(
    b"message-id mime-version received return-path delivered-to to subject x-mailer dkim-signature list-unsubscribe".split()
)
_MAX_HEADERS = 400  # fields looked at; messages that passed many servers have under 200


def kind_of(head: bytes, *, columns: Mapping[str, str] | None = None) -> Kind:
    """What a source that begins with ``head`` is. ``columns`` are the caller's, by which a table is known.

    A ZIP archive may turn out to be an office document: see `onrecord.ingest.archives`.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _WARC.match(_unpacked(head)) else "gzip"
    if _WARC.match(head):
        return "warc"
    start = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"<"):
        return "text"  # a page, and neither a message nor a table, which it would take long to find out
    if _OBJECT.match(head):
        return "json"
    if _POSTMARK.match(head):
        return "mbox"
    if _is_mail(head):
        return "mail"
    # A table whose columns the caller has named wrongly is still one, and says which it has.
    return "csv" if is_table(head, columns) or (columns and is_table(head)) else "text"


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _is_mail(head: bytes) -> bool:
    names: set[bytes] = set()
    at = 0
    for _ in range(_MAX_HEADERS):
        found = _HEADER.match(head, at)
        if not found:
            break
        names.add(found[1].lower())
        at = found.end()
    return b"from" in names and bool(names & {b"date", b"received"}) and bool(names & _MAIL_SIGNS)
