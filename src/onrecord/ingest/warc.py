"""Web archives (WARC, ISO 28500) to the pages in them.

warcio parses records; where one ends and the next begins is found here, for warcio goes on in silence where bytes are
missing. Each record is read whole or refused, and after a damaged one the next is looked for.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.config import MAX_RECORD, MAX_SOURCE_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About
from onrecord.ingest.blocks import shown
from onrecord.ingest.dates import iso_date
from onrecord.ingest.members import Member, Stated, buffered
from onrecord.ingest.warc_records import Raw, records

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_PAGES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")


def read_warc(file: io.BufferedReader, *, name: str) -> Iterator[Member | UnreadableSource]:
    """The pages and documents that a web archive holds, gzipped or not, each record a member, in order.

    A member's bytes are the page as it was served, unpacked; its address and the time of its capture are the record's.
    Passed over: requests, redirects and faults, images, scripts and whatever else is no page. A record that is cut off,
    damaged, over `MAX_RECORD` bytes or not what its digest says is refused by its place.
    """
    for raw in records(file):
        place = f"record at byte {raw.offset}"
        if raw.fault:
            limit = f"{MAX_RECORD:,} bytes" if raw.size > MAX_RECORD else None
            observed = f"{raw.size:,} bytes" if limit else None
            yield UnreadableSource(name, raw.fault, limit=limit, observed=observed, member=place)
            continue
        try:
            page = _page(raw, name, place)
        except UnreadableSource as wrong:
            wrong.member = place
            yield wrong
            continue
        if page:
            yield page


def _page(raw: Raw, name: str, place: str) -> Member | None:
    """The page in a record; None where it is none."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataException
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        record = loader.parse_record_stream(BufferedReader(io.BytesIO(raw.data)), known_format="warc")
        if record.rec_type not in ("response", "resource"):
            return None
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        stated_type = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
        media = _MEDIA_TYPE.match(stated_type or "")
        if not status.startswith("2") or not media or media[1].lower() not in _PAGES:
            return None
        if kind := record.rec_headers.get_header("WARC-Truncated"):
            raise UnreadableSource(name, f"was cut off when it was captured ({kind[:40]})")
        stored = record.raw_stream.read()
        body = _body(record, stored, name)
    except (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        ChunkedDataException,
        EOFError,
        ValueError,
        AttributeError,
    ) as wrong:
        raise UnreadableSource(name, f"is a damaged record: {type(wrong).__name__}") from wrong
    _check_digest(record, raw, stored, body, name)
    charset = _CHARSET.search(stated_type)
    captured = iso_date(record.rec_headers.get_header("WARC-Date") or "")
    identity = record.rec_headers.get_header("WARC-Record-ID")
    return Member(
        f"{place}, {shown(identity)}" if identity else place,
        buffered(body),
        Stated(
            about=About(url=record.rec_headers.get_header("WARC-Target-URI")),
            charset=charset[1] if charset else None,
            captured=captured.date if captured else None,
        ),
        single=True,
    )


def _body(record: ArcWarcRecord, stored: bytes, name: str) -> bytes:
    """The body as the browser would have it: out of its chunks, unpacked."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

    headers = record.http_headers
    packed = (headers.get_header("Content-Encoding") or "").strip().lower() if headers else ""
    chunked = headers and (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    if packed not in ("", "identity", "gzip", "deflate"):
        raise UnreadableSource(name, f"is packed in a way that is not read: {packed[:40]}")
    packing = packed if packed in ("gzip", "deflate") else None
    length = headers.get_header("Content-Length") if headers and not chunked and not packing else None
    if length and length.isdecimal() and len(stored) < int(length):
        raise UnreadableSource(
            name, "was cut off when it was captured", limit=None, observed=f"{len(stored):,} of {int(length):,} bytes"
        )
    stream = io.BytesIO(stored)
    # Some crawlers keep the bytes unpacked and out of their chunks under the headers that came with them.
    if chunked and re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n", stored):
        reader = ChunkedDataReader(stream, raise_exceptions=True, decomp_type=packing)
    else:
        reader = BufferedReader(stream, decomp_type=packing)
    body: bytes = reader.read(MAX_SOURCE_BYTES + 1)
    if len(body) > MAX_SOURCE_BYTES:
        limit = f"{MAX_SOURCE_BYTES:,} bytes"
        raise UnreadableSource(name, "is too large", limit=limit, observed=f"over {limit}")
    if packing == "gzip" and reader.decompressor and not reader.decompressor.eof:
        raise UnreadableSource(name, "is cut off: its gzip data has no end")
    return body


def _check_digest(record: ArcWarcRecord, raw: Raw, stored: bytes, body: bytes, name: str) -> None:
    """Raise where the record's digest is of none of the forms that programs take it of."""
    block = record.rec_headers.get_header("WARC-Block-Digest")
    payload = record.rec_headers.get_header("WARC-Payload-Digest")
    for stated, candidates in ((block, [raw.block]), (payload, [stored, body])):
        if stated and not any(_is_digest(stated, data) for data in candidates):
            raise UnreadableSource(name, f"is not what its digest says: {stated[:80]}")
        if stated:
            return


def _is_digest(stated: str, data: bytes) -> bool:
    """Whether ``stated``, such as "sha1:3I42H3S6…", is the digest of ``data``. One of a kind that is not known is not held against it."""
    algorithm, _, value = stated.partition(":")
    try:
        found = hashlib.new(algorithm.replace("-", "").lower(), data).digest()
    except ValueError:
        return True
    return value.strip().rstrip("=").lower() in {
        base64.b32encode(found).decode().rstrip("=").lower(),
        base64.b64encode(found).decode().rstrip("=").lower(),
        found.hex(),
    }
