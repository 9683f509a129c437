"""Archives written for tests: pages about places that do not exist, in ZIP files, web archives and mailboxes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Mapping

TEXT = "{0} will shut its ferry quay on Monday, Mayor Ada Orr said. “The piers cannot wait,” she told the council."
PAGE = (
    "<!doctype html><html><head><title>{0} shuts quay</title></head><body><article><h1>{0} shuts quay</h1>"
    "<p>"
    + TEXT
    + "</p><p>Tom Venn, who runs the ferry, said that he had not been asked about it.</p></article></body></html>"
)


def page(place: str) -> bytes:
    """A page of two paragraphs about ``place``."""
    return PAGE.format(place).encode()


def zipped(members: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def response(
    place: str,
    *,
    url: str | None = None,
    body: bytes | None = None,
    http: str = "Content-Type: text/html; charset=utf-8\r\n",
    status: str = "200 OK",
    warc: str = "",
    digest: bytes | None = None,
    longer: int = 0,
    kind: str = "response",
) -> bytes:
    """A record of a page about ``place``. ``longer`` is added to the length it states; ``digest`` is of other bytes."""
    body = page(place) if body is None else body
    block = f"HTTP/1.1 {status}\r\n{http}\r\n".encode() + body
    stated = base64.b32encode(hashlib.sha1(block if digest is None else digest).digest()).decode()
    url = url or f"https://news.example/{place.lower()}"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{place.lower()}>\r\nWARC-Date: 2026-02-20T09:30:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Block-Digest: sha1:{stated}\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"{warc}Content-Length: {len(block) + longer}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def info() -> bytes:
    """The record that web archives begin with."""
    return b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-02-20T09:30:00Z\r\nContent-Length: 14\r\n\r\nsoftware: none\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Records as a web archive packs them: each by itself."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)
