"""What a caller and its worker say to each other: frames in pipes, values in JSON.

JSON, and not pickle, because a parser that a hostile file has taken over must not choose what its caller runs.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import struct
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from typing import Any, Final, NamedTuple

from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About
from onrecord.ingest.dates import Dated
from onrecord.ingest.documents import Given
from onrecord.ingest.members import Stated
from onrecord.ingest.sources import Asked
from onrecord.terms import Article, Field, Furniture, Located, Published

READY: Final = b"y"
"""From the worker: it waits for requests."""
REQUEST: Final = b"r"
"""From the caller: a `Request`; a frame of `BYTES` with the head of the source follows."""
LISTING: Final = b"l"
"""From the caller: what a feed or sitemap lists is wanted; a frame of `BYTES`, all of it, follows."""
BYTES: Final = b"b"
"""From the caller: bytes of the source, none at its end."""
WANTED: Final = b"w"
"""From the worker: where in the source bytes are wanted, and how many: see `place`."""
BEGUN: Final = b"n"
"""From the worker: the next document is begun."""
CAPTURE: Final = b"c"
"""From the worker: the bytes that the article in the next frame was taken from, where they were asked for."""
ARTICLE: Final = b"a"
REFUSED: Final = b"x"
"""From the worker: a member was refused."""
RAISED: Final = b"!"
"""From the worker: the source, or the rest of it, was refused; nothing follows."""
ENDED: Final = b"e"
LISTED: Final = b"i"
"""From the worker: all that a feed or sitemap lists."""
FAULT: Final = b"f"
"""From the worker: a fault of the program, in words. The worker is gone."""
MEMORY: Final = b"m"
"""From the worker: there was no more memory. The worker is gone."""

MAX_BYTES: Final = 1_048_576
"""Bytes of the source in one frame: any page, and large enough that a file of 50 MB takes fifty."""

_HEAD = struct.Struct("!cI")
_MAX_FRAME = 200_000_000  # bytes; the longest article, all of it escaped and cut to pieces, stays under it
_NAMES: dict[type, tuple[str, ...]] = {
    made: tuple(f.name for f in fields(made)) for made in (Article, Asked, Field, Furniture, Published)
}


class Request(NamedTuple):
    """What the worker is to read: a source of ``size`` bytes.

    The first ``received`` things it holds are known already, and so are its first ``done`` documents. ``wrong``, the reason
    and the fields of a refusal, is what happened to the document after them. ``captures``: the bytes of each article are
    wanted too.
    """

    asked: Asked
    stated: Stated
    size: int
    received: int = 0
    done: int = 0
    wrong: UnreadableSource | None = None
    captures: bool = False


class Gone(Exception):
    """The other end has closed, or says what nobody understands."""


class Channel:
    """Two pipes, from one process and to it. Everything is done within ``seconds``, or TimeoutError is raised; None: whenever."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        os.set_blocking(writing, False)
        with suppress(AttributeError, OSError):  # Linux alone has it: a page and its article pass in one go
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, MAX_BYTES)

    def send(self, tag: bytes, payload: bytes = b"", *, seconds: float | None = None) -> None:
        """Send one frame. Raises `Gone`."""
        due = None if seconds is None else time.monotonic() + seconds
        left = memoryview(_HEAD.pack(tag, len(payload)) + payload)
        while left:
            self._wait(self._writing, select.POLLOUT, due)
            try:
                left = left[os.write(self._writing, left) :]
            except BlockingIOError:
                continue
            except OSError as wrong:
                raise Gone from wrong

    def receive(self, *, seconds: float | None = None) -> tuple[bytes, bytes]:
        """The tag and payload of the next frame. Raises `Gone`."""
        due = None if seconds is None else time.monotonic() + seconds
        tag, size = _HEAD.unpack(self._exactly(_HEAD.size, due))
        if size > _MAX_FRAME:
            raise Gone
        return tag, self._exactly(size, due)

    def _exactly(self, size: int, due: float | None) -> bytes:
        data = bytearray(size)
        left = memoryview(data)
        while left:
            self._wait(self._reading, select.POLLIN, due)
            got = os.readv(self._reading, [left])
            if not got:
                raise Gone
            left = left[got:]
        return bytes(data)

    def _wait(self, end: int, event: int, due: float | None) -> None:
        poll = select.poll()
        poll.register(end, event)
        if not poll.poll(None if due is None else max(due - time.monotonic(), 0) * 1_000):
            raise TimeoutError


def packed(value: object) -> bytes:
    """``value`` as JSON: a dataclass or a refusal as a list of its fields."""
    return json.dumps(value, default=_row, separators=(",", ":")).encode()


def _row(value: object) -> list[object] | dict[object, object]:
    if isinstance(value, UnreadableSource):
        return [value.path, value.why, value.stage, value.limit, value.observed, value.member, value.sha256]
    if type(value) in _NAMES:
        return [getattr(value, name) for name in _NAMES[type(value)]]
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


def article(payload: bytes) -> Article:
    """The article in a frame. Raises `Gone` for what is none."""
    try:
        row = dict(zip(_NAMES[Article], json.loads(payload), strict=True))
        row["byline"], row["wire"] = tuple(row["byline"]), tuple(row["wire"])
        row["published"] = row["published"] and Published(*row["published"])
        row["located"] = tuple(map(Located._make, row["located"]))
        row["furniture"] = tuple(Furniture(*one) for one in row["furniture"])
        row["metadata"] = tuple(Field(*one) for one in row["metadata"])
        return Article(**row)
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise Gone from wrong


def refused(payload: bytes) -> UnreadableSource:
    """The refusal in a frame. Raises `Gone` for what is none."""
    try:
        return refusal(json.loads(payload))
    except (ValueError, TypeError, RecursionError) as wrong:
        raise Gone from wrong


def refusal(row: list[Any]) -> UnreadableSource:
    """The refusal that was packed as ``row``. Raises ValueError or TypeError for what is none."""
    path, why, stage, limit, observed, member, sha256 = row
    return UnreadableSource(path, why, stage=stage, limit=limit, observed=observed, member=member, sha256=sha256)


def place(payload: bytes) -> tuple[int, int]:
    """Offset and number of the bytes wanted in a frame. Raises `Gone` for what is none."""
    try:
        offset, size = json.loads(payload)
        if isinstance(offset, int) and isinstance(size, int) and offset >= 0 and size >= 0:
            return offset, size
    except (ValueError, TypeError, RecursionError) as wrong:
        raise Gone from wrong
    raise Gone


def words(payload: bytes) -> str:
    """The words in a frame, shortened. Raises `Gone` for what is none."""
    try:
        return str(json.loads(payload))[:300]
    except (ValueError, RecursionError) as wrong:
        raise Gone from wrong


def request(payload: bytes) -> Request:
    """The request in a frame, which a caller made with `packed`."""
    asked, stated, size, received, done, wrong, captures = json.loads(payload)
    name, (date, outlet, url), columns, single = asked
    title, about, charset, captured = stated
    by, byline, address, language, published, modified, section, fields_said = about
    known = About(
        by,
        tuple(byline),
        address,
        language,
        Published(*published) if published else None,
        modified,
        section,
        tuple(Field(*one) for one in fields_said),
    )
    return Request(
        Asked(name, Given(Dated(*date) if date else None, outlet, url), columns, single),
        Stated(title, known, charset, captured),
        size,
        received,
        done,
        refusal(wrong) if wrong else None,
        captures,
    )
