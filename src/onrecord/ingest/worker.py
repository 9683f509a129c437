"""The process that parses: it reads what its caller sends, says what it found, and may be killed at any moment.

`onrecord.ingest.workers` starts it with pipes as its standard input and output and nothing else open. It can make no connection
and start no process, write no file, and take no more memory than it is given.
"""

from __future__ import annotations

import io
import sys
import time
import traceback
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from onrecord.errors import UnreadableSource
from onrecord.ingest import messages
from onrecord.ingest.members import BLOCK
from onrecord.ingest.messages import Channel, Gone, Request
from onrecord.ingest.sources import read_source
from onrecord.terms import Article

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_FORBIDDEN: Final = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill", "pty.",
)  # fmt: skip
"""How the audit events of the standard library begin (PEP 578) that a parser has no business with."""
_FILES = 64  # open at a time: the modules and libraries that are loaded at need


def serve(*, seconds: float, memory: int) -> None:
    """Answer the requests on standard input until the caller is gone.

    ``memory`` bytes may be taken. ``seconds`` of computing are allowed for each document: the caller kills by the clock, and
    this ends a worker whose caller cannot any more.
    """
    channel = Channel(0, 1)
    _confine(memory)
    with suppress(Gone):
        channel.send(messages.READY)
        while True:
            tag, payload = channel.receive()
            _allow(seconds)
            try:
                if tag == messages.LISTING:
                    _list(channel, payload)
                else:
                    _Answer(channel, messages.request(payload), channel.receive()[1], seconds).give()
            except MemoryError:
                channel.send(messages.MEMORY)
                return
            except Gone:
                return
            except Exception as fault:
                at = traceback.extract_tb(fault.__traceback__)[-1]
                said = f"{type(fault).__name__}: {fault}, {PurePath(at.filename).name}:{at.lineno}"
                channel.send(messages.FAULT, messages.packed(" ".join(said.split())[:300]))
                return


def _list(channel: Channel, asked: bytes) -> None:
    """Answer what a feed or sitemap lists. What reads them is loaded where one is."""
    from onrecord.ingest.listed import answer

    try:
        listed = answer(asked, channel.receive()[1])
    except UnreadableSource as wrong:
        channel.send(messages.RAISED, messages.packed(wrong))
    else:
        channel.send(messages.LISTED, listed)


class _Answer:
    """What is found in one source, sent as it is found."""

    def __init__(self, channel: Channel, asked: Request, head: bytes, seconds: float) -> None:
        self._channel = channel
        self._request = asked
        self._source: io.BufferedReader = io.BufferedReader(_Sent(channel, head, asked.size), BLOCK)
        self._seconds = seconds
        self._documents = 0
        self._capture: bytes | None = None

    def give(self) -> None:
        """Send all that the source holds beyond what is known, and its end."""
        captured = self._keep if self._request.captures else None
        found = read_source(
            self._source, self._request.asked, self._request.stated, before=self._begin, captured=captured
        )
        try:
            for number, item in enumerate(found):
                if number >= self._request.received:
                    if self._capture is not None and isinstance(item, Article):
                        self._channel.send(messages.CAPTURE, self._capture)
                    tag = messages.ARTICLE if isinstance(item, Article) else messages.REFUSED
                    self._channel.send(tag, messages.packed(item))
                    _allow(self._seconds)
        except UnreadableSource as wrong:
            self._channel.send(messages.RAISED, messages.packed(wrong))
        else:
            self._channel.send(messages.ENDED)

    def _keep(self, data: bytes) -> None:
        self._capture = data

    def _begin(self) -> None:
        """Say that a document is begun. Raises `UnreadableSource` for one that is known, or known to end the worker."""
        number = self._documents
        self._documents += 1
        if number < self._request.done:
            raise UnreadableSource(self._request.asked.name, "is known")
        if number == self._request.done and self._request.wrong:
            raise self._request.wrong
        self._channel.send(messages.BEGUN)
        _allow(self._seconds)


class _Sent(io.RawIOBase):
    """A source of ``size`` bytes that the caller holds: its ``head`` came with the request, the rest is asked for."""

    def __init__(self, channel: Channel, head: bytes, size: int) -> None:
        self._channel = channel
        self._head = memoryview(head)
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise OSError("a place before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        size = min(len(target), self._size - self._at, messages.MAX_BYTES)
        if size <= 0:
            return 0
        data: memoryview | bytes = self._head[self._at : self._at + size]
        if not data:
            self._channel.send(messages.WANTED, messages.packed([self._at, size]))
            data = self._channel.receive()[1]
        target[: len(data)] = data
        self._at += len(data)
        return len(data)


def _confine(memory: int) -> None:
    """Give up what a parser does not need. Where the system has no such limit, it stays without."""
    with suppress(ImportError):
        import resource

        for name, limit in (("AS", memory), ("CORE", 0), ("FSIZE", 0), ("NOFILE", _FILES)):
            with suppress(AttributeError, OSError, ValueError):
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for a parser")


def _allow(seconds: float) -> None:
    """So much more computing from here; then the system ends the process."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 2, most))
