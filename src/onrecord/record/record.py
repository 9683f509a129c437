"""The record: what may be done with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from onrecord.record import adding, aliases, correcting, derived, migrate, transfer, verifying
from onrecord.record.base import Base
from onrecord.record.index import storable
from onrecord.record.log import Tail, has_entry, last_seq
from onrecord.record.reads import Reads, reading_id
from onrecord.record.values import Added, Alias, Fault, Features, Link
from onrecord.record.view import View, seq_at
from onrecord.terms import Correction, Reading, Verdict

Clock = Callable[[], str]


def utc_now() -> str:
    """The moment, ISO 8601 in UTC, to the second; that of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Record:
    """An open record; `open_record` opens one. A context manager, for any number of threads.

    What `add` and `correct` return is kept for good: on the disk, by ``durability``, which says how. All methods raise
    `RecordError`, or a kind of it, where the database fails.
    """

    def __init__(self, base: Base, *, clock: Clock = utc_now) -> None:
        self._base = base
        self._clock = clock
        self._reads = Reads()

    @property
    def where(self) -> str:
        """Its file, or its server's address without the password."""
        return self._base.where

    @property
    def durability(self) -> str:
        """How writes are kept safe, and why so: one line for people."""
        return self._base.durability

    @property
    def read_only(self) -> bool:
        """Whether it was opened to be read only."""
        return self._base.read_only

    # Facts.

    def add(self, reading: Reading, *, capture: bytes | None = None) -> Added:
        """Add ``reading`` and its article, in one transaction; ``capture`` is the bytes that the article was taken from.

        An article that is there in a reading by this version of the reader is left as it is. One by another version is added
        beside the earlier, and views show the newest; people's corrections go on to hold. Raises `SpanMismatch` where a
        text does not stand at its spans, `UnsoundReading` where an id names nothing or the bytes are another article's.
        """
        one = adding.prepared(reading, capture)
        return self._base.write(
            lambda connection: adding.add(self._base, connection, Tail(connection, self._clock()), one), again=True
        )

    def has(self, article: str, reader: str | None = None) -> bool:
        """Whether the article is there; with ``reader``: in a reading by this version of it."""
        with self._base.reading() as connection:
            if reader is None:
                return has_entry(connection, "article", storable(article))
            return has_entry(connection, "reading", reading_id(article, reader))

    def correct(
        self,
        row: str,
        verdict: Verdict,
        *,
        field: str | None = None,
        value: str | None = None,
        other: str | None = None,
        by: str,
        why: str | None = None,
    ) -> Correction:
        """Append a person's verdict on ``row``, "ARTICLE/ID", or for *undo* on the correction with this id.

        An article's id may be shortened as long as it is clear. ``field`` and ``value`` are for *replace*: *speaker* (a name
        or an entity's id; None: not known), *act*, *content* and *source* (words of the article, letter by letter) of a
        statement, *type* and *status* of an event, *type* of an entity. ``other`` is the second entity of *same* and
        *different*; *unsure* takes it too. A verdict that holds already is returned as it is, not appended again. Raises
        `UnknownRow` naming the nearest, and `RefusedCorrection`.
        """
        asked = Correction("", row, verdict, field, value, other, (), by, "", why)
        return self._base.write(
            lambda connection: correcting.correct(
                self._base, self._reads, connection, Tail(connection, self._clock()), asked
            )
        )

    def import_aliases(self, rows: Iterable[Alias]) -> int:
        """Append other names from a list, all or none, and return how many were new. A QID's later row replaces its earlier."""
        listed = list(rows)
        return self._base.write(
            lambda connection: aliases.add(connection, Tail(connection, self._clock()), listed), again=True
        )

    def view(self, as_of: int | str | None = None) -> View:
        """The record as it was after the entry ``as_of``, a number or a moment (ISO 8601): by default, now.

        A day, month or year means its end, in UTC. A view does not change, whatever is added later. Raises ValueError for what is
        neither.
        """
        with self._base.reading() as connection:
            return View(self._base, self._reads, seq_at(connection, as_of))

    # What is derived.

    def behind(self, version: str, limit: int | None = None) -> list[str]:
        """The ids of articles without features of this ``version``, in the order of adding."""
        with self._base.reading() as connection:
            return derived.behind(connection, version, limit)

    def put_features(
        self,
        article: str,
        version: str,
        *,
        signature: str,
        bands: Sequence[int],
        sketch: str,
        keys: Sequence[str],
        links: Sequence[Link],
    ) -> None:
        """Put what ``article`` is compared by, and its links to others, in the place of what it has; in one transaction."""
        self._base.write(
            lambda connection: derived.put_features(
                connection, article, version, signature=signature, bands=bands, sketch=sketch, keys=keys, links=links
            ),
            again=True,
        )

    def near(
        self,
        *,
        keys: Collection[str] = (),
        bands: Collection[int] = (),
        besides: str,
        most: int = derived.MAX_HOLDERS,
    ) -> dict[str, int]:
        """How many of ``keys`` and ``bands`` each article ``besides`` this one shares, in the order of adding.

        A key or band that more than ``most`` articles have is passed over.
        """
        with self._base.reading() as connection:
            return derived.near(connection, keys=keys, bands=bands, besides=besides, most=most)

    def features(self, ids: Collection[str]) -> dict[str, Features]:
        """What these articles are compared by, as far as it is there."""
        with self._base.reading() as connection:
            return derived.features(connection, ids)

    # Keeping it.

    def verify(self) -> Iterator[Fault]:
        """Everything that is not as it was written: log, captures, readings and indexes, in this order. Nothing is changed."""
        return verifying.faults(self._base)

    def rebuild(self) -> None:
        """Make all indexes anew from the log, in one transaction. What is derived is emptied."""
        self._base.write(lambda connection: migrate.rebuild(self._base, connection), again=True)

    def backup(self, path: str | Path) -> None:
        """Copy the whole record into a new SQLite file, while others use it; on the disk when this returns."""
        transfer.backup(self._base, Path(path))

    def export(self, file: IO[bytes]) -> int:
        """Write the log, captures included, as JSON Lines, and return the number of entries. Equal logs give equal bytes."""
        return transfer.export(self._base, file)

    def import_(self, file: Iterable[bytes]) -> int:
        """Take in an export, all or nothing, and return the number of entries. The record must be empty.

        Raises `BrokenExport`, naming the line, where a hash, the order or the count is not right.
        """
        return self._base.write(lambda connection: transfer.import_(self._base, connection, file))

    def __len__(self) -> int:
        """The number of entries."""
        with self._base.reading() as connection:
            return last_seq(connection)

    def __bool__(self) -> bool:
        """True: an empty record is one too."""
        return True

    def close(self) -> None:
        """Close its connections."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
