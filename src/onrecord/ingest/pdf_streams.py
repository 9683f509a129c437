"""How much the streams of a PDF unpack to, counted before its parser sees them: it has no limit of its own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from onrecord.config import MAX_PDF_STREAM
from onrecord.errors import UnreadableSource

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 1_000  # bytes before a stream in which its dictionary stands
_LAYERS = 4  # packings of one stream that are undone; documents use one
_STEP = 1_000_000  # bytes unpacked at a time


def refuse_bombs(data: bytes, *, name: str) -> None:
    """Raises `UnreadableSource` naming ``name`` where a stream, pictures apart, unpacks to over `MAX_PDF_STREAM` bytes."""
    at = 0
    while found := _STREAM.search(data, at):
        dictionary = data[max(at, found.start() - _DICTIONARY) : found.start()]
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        if b"/Image" not in dictionary and _size(data[found.end() : end], dictionary.count(b"/FlateDecode")) is None:
            raise UnreadableSource(
                name,
                "holds a stream that unpacks to too much",
                limit=f"{MAX_PDF_STREAM:,} bytes",
                observed=f"over {MAX_PDF_STREAM:,} bytes",
            )
        at = end


def _size(packed: bytes, layers: int) -> int | None:
    """Bytes that a stream packed ``layers`` times unpacks to, up to where it is damaged; None past the limit."""
    chunks: Iterable[bytes] = [packed] if layers else []
    for _ in range(min(layers, _LAYERS)):
        chunks = _unpacked(chunks)
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_PDF_STREAM:
                return None
    except zlib.error:
        pass
    return size


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for chunk in chunks:
        while chunk and not unpacker.eof:  # what follows the end stays in the tail for ever
            yield unpacker.decompress(chunk, _STEP)
            chunk = unpacker.unconsumed_tail
