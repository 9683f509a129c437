"""The append-only log: numbered entries, each with a hash over itself and the hash before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from onrecord.record.tables import ENTRY

FIRST: Final = "0" * 64
"""Stands for the hash before the first entry."""

KINDS: Final = ("capture", "article", "reading", "correction", "alias")

_CHUNK = 200  # entries in memory at a time; one is some ten kilobytes


class Entry(NamedTuple):
    """One row of the log. ``body`` is canonical JSON, ``at`` the moment of adding, ISO 8601 in UTC."""

    seq: int
    kind: str
    id: str
    at: str
    body: str
    prev: str
    hash: str


def hash_of(seq: int, kind: str, name: str, at: str, body: str, prev: str) -> str:
    """SHA-256, in hexadecimal, over the hash before, then number, kind, id, moment and body, a line each."""
    said = f"{prev}\n{seq}\n{kind}\n{name}\n{at}\n{body}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class Tail:
    """The end of the log inside one transaction that holds the record alone: what is appended comes after it."""

    def __init__(self, connection: Connection, at: str) -> None:
        self._connection = connection
        self.at = at
        row = connection.execute(select(ENTRY.c.seq, ENTRY.c.hash).order_by(ENTRY.c.seq.desc()).limit(1)).first()
        self.seq, self.hash = (int(row.seq), str(row.hash)) if row else (0, FIRST)

    def append(self, kind: str, name: str, body: str) -> int:
        """Append an entry and return its number."""
        seq, prev = self.seq + 1, self.hash
        self.hash = hash_of(seq, kind, name, self.at, body, prev)
        self.seq = seq
        row = {"seq": seq, "kind": kind, "id": name, "at": self.at, "body": body, "prev": prev, "hash": self.hash}
        self._connection.execute(insert(ENTRY), row)
        return seq


def has_entry(connection: Connection, kind: str, name: str) -> bool:
    """Whether there is an entry of this ``kind`` and id."""
    found = select(ENTRY.c.seq).where(ENTRY.c.kind == kind, ENTRY.c.id == name)
    return connection.execute(found).first() is not None


def last_seq(connection: Connection) -> int:
    """The number of the last entry, 0 where there is none."""
    return connection.execute(select(ENTRY.c.seq).order_by(ENTRY.c.seq.desc()).limit(1)).scalar() or 0


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries in order, a few at a time."""
    after = 0
    while rows := next_entries(connection, after=after):
        yield from rows
        after = rows[-1].seq


def next_entries(connection: Connection, *, after: int) -> list[Entry]:
    """A few entries numbered above ``after``, in order; none at the end."""
    columns = [ENTRY.c[name] for name in Entry._fields]
    asked = select(*columns).where(ENTRY.c.seq > after).order_by(ENTRY.c.seq).limit(_CHUNK)
    return [Entry(*row) for row in connection.execute(asked)]


def entries_of(connection: Connection, kind: str, until: int) -> list[Entry]:
    """All entries of a ``kind`` of which there are few, up to the entry ``until``, in order."""
    columns = [ENTRY.c[name] for name in Entry._fields]
    asked = select(*columns).where(ENTRY.c.kind == kind, ENTRY.c.seq <= until).order_by(ENTRY.c.seq)
    return [Entry(*row) for row in connection.execute(asked)]
