"""The log written out and taken in again, and copies of the whole record.

An export is JSON Lines: a line that says what it is, a line for each entry with its body and hash, captured bytes in
base64 with their entry, and a line with the number of entries and the last hash. Equal logs give equal bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import Connection, insert, select

from onrecord.errors import BrokenExport, RecordError
from onrecord.record import migrate, tables
from onrecord.record.adding import capture_body, put_capture
from onrecord.record.base import Base
from onrecord.record.captures import unpacked
from onrecord.record.forms import canonical
from onrecord.record.log import FIRST, KINDS, Entry, hash_of, last_seq, next_entries
from onrecord.record.reads import Reads
from onrecord.record.sqlite import SQLite, copy, sync_folder
from onrecord.record.tables import CAPTURE, ENTRY

SCHEMA: Final = "onrecord/record/1"
"""What the first line of an export says that it is."""

_FIELDS: Final = {"seq": int, "kind": str, "id": str, "at": str, "body": dict, "prev": str, "hash": str}


def export(base: Base, file: IO[bytes]) -> int:
    """Write the log to ``file`` and return the number of entries."""
    number = -2  # the first line and the last
    for line in lines(base):
        file.write(line)
        number += 1
    return number


def lines(base: Base) -> Iterator[bytes]:
    """The lines of an export of the log as it is when this begins."""
    yield _line({"schema": SCHEMA, "version": tables.VERSION})
    with base.reading(bounded=False) as connection:
        last = last_seq(connection)
    number, head = 0, FIRST
    while number < last:
        with base.reading(bounded=False) as connection:  # a few at a time: who writes is not kept waiting
            some = [entry for entry in next_entries(connection, after=number) if entry.seq <= last]
            found = [_entry_line(connection, entry) for entry in some]
        yield from found
        if not some:
            raise RecordError(base.where, f"entry {number + 1} is missing: `onrecord verify` says what is wrong")
        number, head = some[-1].seq, some[-1].hash
    yield _line({"entries": last, "hash": head})


def _entry_line(connection: Connection, entry: Entry) -> bytes:
    row = entry._asdict()
    body = row.pop("body")
    if entry.kind == "capture":
        packed = connection.execute(select(CAPTURE.c.body).where(CAPTURE.c.sha256 == entry.id)).scalar()
        row["capture"] = base64.b64encode(unpacked(entry.id, packed)).decode()
    # The body is canonical JSON already: it is put where "body" stands in the order of the keys.
    at, rest = canonical({"at": row.pop("at")}), canonical(row)
    return f'{at[:-1]},"body":{body},{rest[1:]}\n'.encode("ascii", "backslashreplace")


def _line(value: object) -> bytes:
    return f"{canonical(value)}\n".encode()


def import_(base: Base, connection: Connection, file: Iterable[bytes]) -> int:
    """Append all entries of an export to the empty log, index them, and return how many they are."""
    if last_seq(connection):
        raise RecordError(base.where, "holds entries already: an export is taken into an empty record")
    reads = Reads()
    first = closing = None
    number, head = 0, FIRST
    for at, line in enumerate(file, 1):
        where = f"line {at}"
        row = _parsed(line, where)
        if first is None:
            first = row
            _check_first(row, where)
        elif closing is not None:
            raise BrokenExport(where, "something stands behind the closing line")
        elif "entries" in row:
            closing = row
        else:
            entry = _entry(row, where, seq=number + 1, prev=head)
            _keep(base, reads, connection, entry, row, where)
            number, head = entry.seq, entry.hash
    if first is None:
        raise BrokenExport("line 1", "the export is empty")
    if closing is None:
        raise BrokenExport("the end", f"the closing line is missing: the export was cut off after entry {number}")
    if closing != {"entries": number, "hash": head}:
        raise BrokenExport("the closing line", f"does not go with {number} entries that end in the hash {head}")
    return number


def _parsed(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise BrokenExport(where, f"is no JSON ({wrong})") from wrong
    if not isinstance(row, dict):
        raise BrokenExport(where, "is no object")
    return row


def _check_first(row: dict[str, Any], where: str) -> None:
    if row.get("schema") != SCHEMA:
        raise BrokenExport(
            where, f"is not the first line of an export: its schema is {row.get('schema')!r}, not {SCHEMA!r}"
        )
    version = row.get("version")
    if not isinstance(version, int) or not 1 <= version <= tables.VERSION:
        raise BrokenExport(where, f"the export is of version {version!r}, this onrecord reads up to {tables.VERSION}")


def _entry(row: dict[str, Any], where: str, *, seq: int, prev: str) -> Entry:
    for name, kind in _FIELDS.items():
        if type(row.get(name)) is not kind:
            raise BrokenExport(where, f"{name} is missing or no {kind.__name__}")
    body = canonical(row["body"])
    if row["seq"] != seq:
        raise BrokenExport(where, f"is entry {row['seq']}, where entry {seq} must stand")
    found = hash_of(seq, row["kind"], row["id"], row["at"], body, row["prev"])
    if row["prev"] != prev or row["hash"] != found:
        raise BrokenExport(where, f"entry {seq} was changed or does not follow the one before: its hash is not right")
    if row["kind"] not in KINDS:
        raise BrokenExport(where, f"entry {seq} is of an unknown kind, {row['kind']!r}")
    return Entry(seq, row["kind"], row["id"], row["at"], body, prev, found)


def _keep(base: Base, reads: Reads, connection: Connection, entry: Entry, row: dict[str, Any], where: str) -> None:
    if entry.kind == "capture":
        try:
            data = base64.b64decode(row.get("capture", ""), validate=True)
        except (binascii.Error, TypeError, ValueError) as wrong:
            raise BrokenExport(where, f"the captured bytes are no base64 ({wrong})") from wrong
        found = hashlib.sha256(data).hexdigest()
        if found != entry.id or capture_body(found, len(data)) != entry.body:
            raise BrokenExport(where, f"the captured bytes of entry {entry.seq} were changed")
        put_capture(connection, entry.id, data)
    connection.execute(insert(ENTRY), entry._asdict())
    try:
        migrate.index_entry(base, reads, connection, entry)
    except (ValueError, KeyError, TypeError) as wrong:
        raise BrokenExport(where, f"entry {entry.seq} makes no sense where it stands ({wrong})") from wrong


def backup(base: Base, target: Path) -> None:
    """Copy the record to the file ``target``, which must not be there."""
    if isinstance(base, SQLite):
        copy(base.path, target, where=base.where)
        return
    if target.exists():
        raise RecordError(str(target), "is there already: name another file, nothing is overwritten")
    if not target.parent.is_dir():
        raise RecordError(str(target), "the copy could not be made (no such file or directory)")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    made = SQLite(part, read_only=False)
    try:
        migrate.prepare(made)
        made.write(lambda connection: import_(made, connection, lines(base)))
        made.close()
        os.link(part, target)
    except OSError as wrong:
        raise RecordError(
            str(target), f"the copy could not be made ({(wrong.strerror or str(wrong)).lower()})"
        ) from wrong
    finally:
        made.close()
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
