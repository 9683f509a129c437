"""ZIP and gzip files to their members, read as streams within limits; nothing is written to disk, under any name.

Sizes are counted while bytes come out, because what an archive says of itself may be a lie.
"""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, BinaryIO

from onrecord.config import MAX_MEMBERS, MAX_NESTING, MAX_RATIO, MAX_UNPACKED
from onrecord.errors import UnreadableSource
from onrecord.ingest.members import BLOCK, DAMAGED, Member

_RATIO_FREE = 1_000_000  # bytes out before the ratio counts; a small file of one letter is no danger
_LOCAL_HEADER = 30  # bytes before a member's name, by the ZIP specification (4.3.7)
_DOCX_PARTS = frozenset({"[Content_Types].xml", "word/document.xml"})


class Budget:
    """How much one source may still unpack to, and how deep in it we are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = 0
        self._spent = [0]

    def inner(self, kind: str) -> Budget:
        """The same budget one level down, where ``kind`` is a packed archive."""
        below = Budget(self.name)
        below.depth = self.depth + (kind in ("zip", "gzip"))
        below._spent = self._spent
        return below

    def spend(self, size: int) -> None:
        """Count bytes unpacked. Raises `UnreadableSource` past `MAX_UNPACKED`."""
        self._spent[0] += size
        if self._spent[0] > MAX_UNPACKED:
            raise UnreadableSource(
                self.name,
                "unpacks to too much",
                limit=f"{MAX_UNPACKED:,} bytes",
                observed=f"over {MAX_UNPACKED:,} bytes",
            )

    def refuse_depth(self) -> None:
        """Raises `UnreadableSource` for an archive in too many others."""
        if self.depth > MAX_NESTING:
            raise UnreadableSource(
                self.name,
                "is an archive inside too many others",
                limit=f"{MAX_NESTING} deep",
                observed=f"{self.depth} deep",
            )


class _Unpacked(io.RawIOBase):
    """A member's bytes as they are unpacked, counted. ``packed`` gives how many bytes they were unpacked from."""

    def __init__(self, packed_file: IO[bytes] | gzip.GzipFile, packed: Callable[[], int], budget: Budget) -> None:
        self._file = packed_file
        self._packed = packed
        self._budget = budget
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except DAMAGED as wrong:
            raise UnreadableSource(self._budget.name, f"is damaged: {str(wrong)[:200]}") from wrong
        self._out += len(data)
        packed = self._packed()
        if self._out > packed:
            self._budget.spend(min(len(data), self._out - packed))
        if self._out > max(_RATIO_FREE, MAX_RATIO * packed):
            raise UnreadableSource(
                self._budget.name,
                "unpacks to too much for its size",
                limit=f"{MAX_RATIO} bytes for one",
                observed=f"over {self._out:,} bytes for {packed:,}",
            )
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A file's bytes, counted."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


def read_gzip(file: BinaryIO, *, name: str, budget: Budget) -> Iterator[Member | UnreadableSource]:
    """The one file that a gzip file holds."""
    budget.refuse_depth()
    counted = _Counted(file)
    inner = gzip.GzipFile(fileobj=counted)
    yield Member("gzip", io.BufferedReader(_Unpacked(inner, lambda: counted.count, budget), BLOCK))


def read_zip(file: BinaryIO, *, name: str, budget: Budget) -> Iterator[Member | UnreadableSource]:
    """The files in a ZIP archive, in its order; of a WACZ, the web archives in it.

    Names that begin with a dot are passed over. Raises `UnreadableSource` for an archive that cannot be opened or has
    too many members; a member that is encrypted, a link, or named so as to leave the archive is refused alone.
    """
    budget.refuse_depth()
    archive = open_zip(file, name=name)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        raise UnreadableSource(
            name, "holds too many files", limit=f"{MAX_MEMBERS:,} files", observed=f"{len(infos):,} files"
        )
    shared = _overlapping(infos)
    names = {info.filename for info in infos}
    is_wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    for info in infos:
        if is_wacz and not info.filename.startswith("archive/"):
            continue
        if _is_hidden(info.filename):
            continue
        if why := "shares its bytes with another" if id(info) in shared else _unfit(info):
            yield UnreadableSource(name, why, member=info.filename)
            continue
        try:
            opened = archive.open(info)
        except (*DAMAGED, NotImplementedError, RuntimeError) as wrong:
            yield UnreadableSource(name, f"cannot be unpacked: {str(wrong)[:200]}", member=info.filename)
            continue
        with opened:
            unpacked = _Unpacked(opened, partial(int, info.compress_size), budget)
            yield Member(info.filename, io.BufferedReader(unpacked, BLOCK))


def open_zip(file: BinaryIO, *, name: str) -> zipfile.ZipFile:
    """The archive in ``file``, which must be seekable. Raises `UnreadableSource` naming ``name``."""
    try:
        return zipfile.ZipFile(file)
    except (*DAMAGED, NotImplementedError) as wrong:
        raise UnreadableSource(name, f"is no ZIP archive that can be read: {str(wrong)[:200]}") from wrong


def is_docx(file: BinaryIO) -> bool:
    """Whether the ZIP archive in ``file`` is a DOCX document. Leaves ``file`` at its beginning."""
    try:
        return _DOCX_PARTS.issubset(zipfile.ZipFile(file).namelist())
    except (*DAMAGED, NotImplementedError):
        return False
    finally:
        file.seek(0)


def _is_hidden(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part != ".." for part in parts)


def _unfit(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read at all."""
    parts = info.orig_filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":") or "\0" in info.orig_filename:
        return "has a name that leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    if info.flag_bits & 1:
        return "is encrypted"
    return None


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """The members that share bytes with one before them, by `id`: in a sound archive there are none."""
    found: set[int] = set()
    end = -1
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            found.add(id(info))
        end = max(end, info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size)
    return found
