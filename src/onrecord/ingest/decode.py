"""Bytes to characters: which encoding, and where each character stood.

A byte that the encoding has no character for becomes a lone surrogate (``surrogateescape``), so that characters always
map back to bytes by encoding; `onrecord.ingest.blocks` shows it as U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import UnreadableSource

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "a rich-text document"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r") + b"\x7f"
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE)
_NOT_BY_CHARACTER = ("utf", "iso2022", "hz", "idna", "punycode", "unicode", "raw", "undefined")  # or not in such a page
_DECLARATION_REACH = 4096  # bytes; browsers look at the first 1,024, some publishing systems put it later

_MAX_CONTROL_SHARE = 0.01  # of all bytes, or one; text has none, a damaged file a few, machine code and images over 5%
_MAX_HIGH_SHARE = (
    0.3  # of all bytes beyond ASCII for Windows-1252; French and German prose has under 6%, KOI8-R over 70%
)


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded characters of a captured file. ``text`` begins after the byte-order mark, ``skipped`` bytes in."""

    text: str
    encoding: str
    skipped: int

    def bytes_at(self, positions: Iterable[int]) -> dict[int, int]:
        """The byte offset of each of these character positions; linear in the text, whatever their number."""
        found: dict[int, int] = {}
        at, offset = 0, self.skipped
        for position in sorted(set(positions)):
            offset += len(encode(self.text[at:position], self.encoding))
            found[position] = offset
            at = position
        return found


def encode(text: str, encoding: str) -> bytes:
    """The bytes that ``text`` was decoded from."""
    return text.encode(encoding, "surrogateescape")


def decode(data: bytes, *, name: str, charset: str | None = None) -> Source:
    """The characters of ``data``: by byte-order mark, as UTF-8, by ``charset``, by the one a page declares, else as Windows-1252.

    ``charset`` is what came with the bytes: a header of a mail or a server. Bytes that are UTF-8 throughout are UTF-8
    whatever is declared: other encodings do not look like it by chance.
    Raises `UnreadableSource` for data that is not text, naming ``name``.
    """
    if not data.strip():
        raise UnreadableSource(name, "is empty" if not data else "holds only white space")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableSource(name, f"looks binary: {what}, not text")
    for mark, encoding in _BOMS:
        if data.startswith(mark) and encoding != "utf-8":
            return _strict(data, encoding, len(mark), name)
    _refuse_binary(data, name)
    skipped = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    body = data[skipped:]
    text = body.decode("utf-8", "surrogateescape")
    bad = _escaped(text)
    if not bad or skipped:
        return Source(text, "utf-8", skipped)
    declared = (_codec(charset) if charset else None) or _declared(data)
    if declared:
        return _strict(data, declared, 0, name)
    # Each true multi-byte character is evidence for UTF-8 and each stray byte against it: a file cut in the middle of
    # a character, or joined from two, is still UTF-8.
    if len(body) - len(text) > bad:
        return Source(text, "utf-8", 0)
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", data)))
    if high > _MAX_HIGH_SHARE * len(data):
        raise UnreadableSource(
            name, "is in no encoding that can be told: not UTF-8, and too few plain letters for Windows-1252"
        )
    return Source(data.decode("cp1252", "surrogateescape"), "cp1252", 0)


def _escaped(text: str) -> int:
    return 0 if text.isascii() else sum(map(len, re.findall("[\udc80-\udcff]+", text)))


def _refuse_binary(data: bytes, name: str) -> None:
    nuls = data.find(b"\0\0")
    if nuls >= 0:
        raise UnreadableSource(name, f"looks binary: NUL bytes at offset {nuls}")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(1, _MAX_CONTROL_SHARE * len(data)):
        raise UnreadableSource(name, f"looks binary: {controls} control characters in {len(data)} bytes")


def _declared(data: bytes) -> str | None:
    """The charset that a page declares for itself, by Python's name; None if none that exists and maps by characters."""
    found = _DECLARED.search(data[:_DECLARATION_REACH])
    return _codec(found[1].decode("ascii")) if found else None


def _codec(label: str) -> str | None:
    label = label.strip().lower()
    if label in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"):
        return "cp1252"  # as browsers read these labels
    if label.replace("-", "").replace("_", "").startswith(_NOT_BY_CHARACTER):
        return None
    try:
        name = codecs.lookup(label).name
        "".encode(name)  # refuses codecs that are not from text to bytes
    except LookupError:
        return None
    return name


def _strict(data: bytes, encoding: str, skipped: int, name: str) -> Source:
    try:
        text = data[skipped:].decode(encoding, "surrogateescape")
        same = encode(text, encoding) == data[skipped:]
    except UnicodeError as wrong:
        raise UnreadableSource(name, f"is not valid {encoding}: {wrong}") from wrong
    if not same:
        raise UnreadableSource(name, f"is in {encoding}, which cannot be mapped back to bytes")
    if "\0\0" in text:
        raise UnreadableSource(name, f"looks binary: NUL characters at position {text.index(chr(0) * 2)}")
    if not text.strip():
        raise UnreadableSource(name, "holds only white space")
    return Source(text, encoding, skipped)
