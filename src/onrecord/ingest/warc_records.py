"""Where the records of a web archive begin and end, damaged ones included."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from onrecord.config import MAX_RATIO, MAX_RECORD
from onrecord.ingest.members import BLOCK, DAMAGED

_START = re.compile(rb"WARC/\d\.\d+\r?\n")
_NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d{1,2}\r?\n(?:WARC|Content)-)")
_LENGTH = re.compile(rb"^Content-Length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
# A gzip member: magic, deflate, flags, time, extra flags, system. The first bytes unpacked must be a record's.
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04].", re.DOTALL)

_HEADER = 4_096  # bytes looked at for a record's own header; real ones have under 2,000
_MAX_HEADER = 65_536  # bytes looked at where there is no end to it
_NEXT_REACH = 64  # bytes; no match of the pattern is longer
_MEMBER_REACH = 16
_MEMBER_HEAD = 512  # bytes of a gzip member from which it can be told whether it holds a record
_RATIO_FREE = 1_000_000  # bytes out before the ratio counts
_MAX_WASTE = 8 * MAX_RECORD  # bytes unpacked in vain, beside as many as have been read so far
_ENDING = re.compile(rb"(?:\r\n\r\n|\n\n)(?![\r\n])")
_GAP = b"\r\n\r\n"
_TOO_LARGE = "is too large"


class Raw(NamedTuple):
    """One record: where it stands in the file, header and block as they are. ``fault`` says why it cannot be used."""

    offset: int
    data: bytes
    block: bytes
    size: int
    fault: str | None = None


def records(file: io.BufferedReader) -> Iterator[Raw]:
    """The records in ``file``, in order. ``offset`` counts bytes of the file, and within a packed record those unpacked."""
    head = file.peek(BLOCK)
    if not head.startswith(b"\x1f\x8b"):
        yield from _framed(_Window(file))
    elif _NEXT.search(_unpacked(head, BLOCK)):
        # Packed as a whole, against the standard, which packs each record by itself.
        yield from _framed(_Window(gzip.GzipFile(fileobj=file)))
    else:
        for member in _members(_Window(file)):
            if member.fault:
                yield member
                continue
            for record in _framed(_Window(io.BytesIO(member.data))):
                yield record._replace(offset=member.offset + record.offset)


class _Window:
    """The part of a stream that is being looked at: ``buffer`` begins ``offset`` bytes into it."""

    def __init__(self, file: BinaryIO | gzip.GzipFile) -> None:
        self._file = file
        self.buffer = bytearray()
        self.offset = 0
        self._ended = False

    def fill(self, size: int) -> bool:
        """Read until ``size`` bytes are there; whether they are. What cannot be unpacked is the end of the stream."""
        while len(self.buffer) < size and not self._ended:
            try:
                block = self._file.read(BLOCK)
            except DAMAGED:
                block = b""
            self.buffer += block
            self._ended = not block
        return len(self.buffer) >= size

    def drop(self, size: int) -> None:
        """Go on by ``size`` bytes, or to the end of the stream."""
        while size > len(self.buffer):
            size -= len(self.buffer)
            self.offset += len(self.buffer)
            self.buffer.clear()
            if not self.fill(1):
                return
        del self.buffer[:size]
        self.offset += size

    def find(self, pattern: re.Pattern[bytes], *, reach: int) -> bool:
        """Go on to the next match of ``pattern``, which is no longer than ``reach`` bytes; whether there is one."""
        while True:
            with memoryview(self.buffer) as view:
                found = pattern.search(view)
                at = found.start() if found else -1
                del found
            if at >= 0:
                self.drop(at)
                return True
            self.drop(max(0, len(self.buffer) - reach))
            if not self.fill(len(self.buffer) + 1):
                return False


def _framed(window: _Window) -> Iterator[Raw]:
    """Records one after another, each as long as it says. After one that is not, the next is looked for."""
    while window.fill(1):
        offset = window.offset
        window.fill(_HEADER)
        head = bytes(window.buffer[:_HEADER])
        end = _HEADER_END.search(head)
        if not end:
            window.fill(_MAX_HEADER)
            head = bytes(window.buffer[:_MAX_HEADER])
            end = _HEADER_END.search(head)
        length = _LENGTH.search(head, 0, end.start() + 2) if end else None
        if not end or not length or not _START.match(head):
            is_cut = not end and len(head) < _MAX_HEADER and _START.match(head)
            yield Raw(offset, b"", b"", 0, "is cut off" if is_cut else "does not begin as a record does")
            window.drop(1)
        else:
            size = end.end() + int(length[1])
            if size > MAX_RECORD:
                yield Raw(offset, b"", b"", size, "is too large")
                window.drop(size)
                _drop_gap(window)
                continue
            if not window.fill(size):
                yield Raw(offset, b"", b"", len(window.buffer), "is cut off")
                window.drop(end.end())
            elif not _ends_at(window, size):
                yield Raw(offset, b"", b"", size, "is not as long as it says")
                window.drop(end.end())
            else:
                data = bytes(window.buffer[:size])
                window.drop(size)
                _drop_gap(window)
                yield Raw(offset, data, data[end.end() :], size)
                continue
        if not window.find(_NEXT, reach=_NEXT_REACH):
            return
        _drop_gap(window)


def _ends_at(window: _Window, size: int) -> bool:
    """Whether a record may end here: two line ends follow and no third, or nothing at all."""
    window.fill(size + len(_GAP) + 1)
    tail = bytes(window.buffer[size : size + len(_GAP) + 1])
    return not tail or bool(_ENDING.match(tail))


def _drop_gap(window: _Window) -> None:
    window.fill(len(_GAP))
    gap = len(window.buffer[: len(_GAP)]) - len(bytes(window.buffer[: len(_GAP)]).lstrip(b"\r\n"))
    window.drop(gap)


def _members(window: _Window) -> Iterator[Raw]:
    """Each gzip member, unpacked."""
    wasted = 0
    while window.fill(1):
        offset = window.offset
        unpacked = _inflated(window)
        if isinstance(unpacked, bytes):
            yield Raw(offset, unpacked, b"", len(unpacked))
            continue
        yield Raw(offset, b"", b"", MAX_RECORD + 1 if unpacked == _TOO_LARGE else 0, unpacked)
        # Members made to overlap would be unpacked again and again.
        wasted += len(window.buffer)
        if wasted > _MAX_WASTE + offset:
            yield Raw(offset, b"", b"", 0, "is where too much is damaged to read on")
            return
        window.drop(1)
        while True:
            if not window.find(_MEMBER, reach=_MEMBER_REACH):
                return
            window.fill(_MEMBER_HEAD)
            if _START.match(_unpacked(bytes(window.buffer[:_MEMBER_HEAD]), _MEMBER_HEAD)):
                break
            window.drop(1)


def _inflated(window: _Window) -> bytes | str:
    """The member at the window's beginning, which is dropped; or what is wrong with it, and it stays."""
    unpacker = zlib.decompressobj(wbits=31)
    out: list[bytes] = []
    size = at = 0
    while not unpacker.eof:
        if not window.fill(at + 1):
            return "is cut off"
        block = bytes(window.buffer[at : at + BLOCK])
        at += len(block)
        try:
            out.append(unpacker.decompress(block, MAX_RECORD + 1 - size))
        except zlib.error:
            return "is damaged: its gzip data is not sound"
        size += len(out[-1])
        if size > min(MAX_RECORD, max(_RATIO_FREE, MAX_RATIO * at)) or at > MAX_RECORD:
            return _TOO_LARGE
    window.drop(at - len(unpacker.unused_data))
    return b"".join(out)


def _unpacked(head: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, size)
    except zlib.error:
        return b""
