"""The body of an answer, its one layer of gzip taken off in steps, each counted against the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from onrecord.errors import UnreadableSource

_STEP = 65_536  # bytes decoded at a time: what a bomb can take beyond the limit
_GZIP = 31  # zlib's window for data with a gzip header


def decoded(chunks: Iterable[bytes], *, encoding: str, name: str, limit: int) -> bytes:
    """The bytes of ``chunks``, sent with this Content-Encoding. Raises `UnreadableSource`, naming ``name``.

    Refused are: more than ``limit`` bytes, before or after decoding; an encoding that was not asked for; more than one
    layer; compressed data that are damaged or break off.
    """
    layers = [
        layer for layer in (part.strip().lower() for part in encoding.split(",")) if layer not in ("", "identity")
    ]
    if len(layers) > 1:
        raise _refused(name, f"is encoded more than once ({', '.join(layers)[:80]})")
    if layers and layers[0] not in ("gzip", "x-gzip"):
        raise _refused(name, f"is encoded as {layers[0][:40]}, which was not asked for")
    steps = _unzipped(chunks, name=name, limit=limit) if layers else chunks
    return _joined(steps, name=name, limit=limit)


def gunzipped(data: bytes, *, name: str, limit: int) -> bytes:
    """The bytes of a gzip file. Bounds and errors as in `decoded`."""
    return _joined(_unzipped([data], name=name, limit=limit), name=name, limit=limit)


def _joined(steps: Iterable[bytes], *, name: str, limit: int) -> bytes:
    whole = bytearray()
    for step in steps:
        whole += step
        if len(whole) > limit:
            raise _too_large(name, limit)
    return bytes(whole)


def _unzipped(chunks: Iterable[bytes], *, name: str, limit: int) -> Iterable[bytes]:
    engine = zlib.decompressobj(_GZIP)
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > limit:
            raise _too_large(name, limit)
        rest = chunk
        while rest:
            if engine.eof:  # a file joined from several is a gzip file too
                engine = zlib.decompressobj(_GZIP)
            try:
                step = engine.decompress(rest, _STEP)
            except zlib.error as wrong:
                raise _refused(name, "has damaged gzip data") from wrong
            yield step
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
    if not engine.eof:
        raise _refused(name, "has gzip data that break off")


def _too_large(name: str, limit: int) -> UnreadableSource:
    return _refused(name, "is too large", limit=f"{limit:,} bytes", observed=f"more than {limit:,} bytes")


def _refused(name: str, why: str, *, limit: str | None = None, observed: str | None = None) -> UnreadableSource:
    return UnreadableSource(name, why, stage="fetch", limit=limit, observed=observed)
