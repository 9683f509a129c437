"""What a source that holds many articles is made of, and how far it may be read."""

from __future__ import annotations

import hashlib
import io
import lzma
import os
import zipfile
import zlib
from typing import BinaryIO, NamedTuple

from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About

BLOCK = 65_536
"""Bytes read at a time, and looked at to tell what a source is."""


DAMAGED = (EOFError, OSError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What the unpackers of the standard library raise over bytes that are not what they should be."""


class Stated(NamedTuple):
    """What the container says of a member: it stands above what the member says of itself.

    ``charset`` is the encoding that a header names, ``captured`` when the bytes were fetched, ISO 8601.
    """

    title: str | None = None
    about: About = About()
    charset: str | None = None
    captured: str | None = None


NOTHING_STATED = Stated()


class Member(NamedTuple):
    """One thing in a container, to be read before the next is asked for.

    ``name`` tells where it stands in the container. ``single``: it is one document, whatever its bytes look like.
    """

    name: str
    file: io.BufferedReader
    stated: Stated = NOTHING_STATED
    single: bool = False


def buffered(data: bytes) -> io.BufferedReader:
    """``data`` as a file that can be looked into before it is read."""
    return io.BufferedReader(io.BytesIO(data), BLOCK)


def read_whole(file: BinaryIO, *, name: str, limit: int, stage: str = "ingest") -> bytes:
    """All that is left in ``file``. Raises `UnreadableSource` where it is over ``limit`` bytes, which are read and no more."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableSource(
            name,
            "is too large",
            stage=stage,
            limit=f"{limit:,} bytes",
            observed=f"{file.seek(0, os.SEEK_END):,} bytes" if file.seekable() else f"over {limit:,} bytes",
        )
    return data


def within(wrong: UnreadableSource, member: str, *, path: str) -> UnreadableSource:
    """The refusal of something in ``member`` of the source ``path``, by what was ``wrong`` with it."""
    place = f"{member}: {wrong.member}" if wrong.member else member
    return UnreadableSource(
        path,
        wrong.why,
        stage=wrong.stage,
        limit=wrong.limit,
        observed=wrong.observed,
        member=place,
        sha256=wrong.sha256,
    )


def sha256(data: bytes) -> str:
    """The digest that names captured bytes."""
    return hashlib.sha256(data).hexdigest()
