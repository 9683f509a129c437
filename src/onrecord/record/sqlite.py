"""A record in one SQLite file, kept safe on the versions of SQLite that people have.

SQLite 3.7.0 to 3.51.2 can lose committed transactions in WAL mode, when one connection resets the write-ahead log while
another writes it back (the WAL-reset bug; 3.44.6 and 3.50.7 have the fix too). On those builds the record uses a rollback
journal, on all others WAL. See docs/explanation/record.md.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    QueuePool,
    Select,
    Subquery,
    column,
    create_engine,
    event,
    exc,
    literal_column,
    select,
    text,
)

from onrecord.errors import BusyRecord, ReadOnlyRecord, RecordError, RecordFull, SlowQuery
from onrecord.record.base import Base, unlike
from onrecord.record.tables import INDEXED, SEQ, WORDS

APPLICATION_ID: Final = 0x6F6E7263
"""Stands in the file's header, "onrc" in ASCII: the file is a record of onrecord and no other program's."""

BUSY_SECONDS: Final = 10.0
"""Seconds to wait for another program's transaction; one article takes some milliseconds."""

_WAITS = 6  # times that long, before a writer gives up: SQLite gives nobody a place in a queue
_CACHE = -65_536  # kibibytes of pages in memory: the upper levels of all indexes of a million articles
_STEPS = 50_000  # of SQLite's machine between two looks at the clock, a millisecond: at each a thread waits for others that are busy
_FULL, _EXTRA = 2, 3  # what ``pragma synchronous`` reads back
_CORRUPT = (
    "is damaged ({why}). Nothing was changed. `onrecord verify` says what is wrong; go on with the latest backup, "
    "or export what can still be read"
)
_KEPT_TABLES = ("entry", "capture")
_SAME_ROW = {"entry": "seq = new.seq or (kind = new.kind and id = new.id)", "capture": "sha256 = new.sha256"}
_SMALLEST = 512  # bytes of the smallest page that SQLite writes


def is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this version of SQLite is without the WAL-reset bug."""
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    return version >= (3, 51, 3) or version < (3, 7, 0)


class SQLite(Base):
    """The record in the file ``path``, made with its folder where it is not there and ``read_only`` is not asked for."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        patience: float | None = None,
        version: tuple[int, int, int] = sqlite3.sqlite_version_info,
    ) -> None:
        self.path = path
        self._safe = is_safe(version)
        self._version = ".".join(map(str, version))
        self._prepare(read_only)
        super().__init__(str(path), self._engine(read_only), read_only=read_only, patience=patience)
        with self._named(), self.engine.connect() as connection:
            self.durability = self._durability(str(connection.exec_driver_sql("pragma journal_mode").scalar()))

    def _prepare(self, read_only: bool) -> None:
        where = str(self.path)
        try:
            if self.path.is_dir():
                raise RecordError(where, "is a folder: name a file in it")
            if read_only or self.path.exists():
                if not self.path.exists():
                    raise RecordError(where, "there is no record here yet: `onrecord add` makes one")
                if 0 < self.path.stat().st_size < _SMALLEST:  # SQLite would take it for an empty one, and write over it
                    raise RecordError(where, "is no record: the file is no SQLite database. It was not touched")
                if not read_only and not os.access(self.path, os.W_OK):
                    raise ReadOnlyRecord(where, "may only be read: the file is write-protected")
                return
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Only where it is not there: closing a second descriptor of an open file would drop SQLite's locks on it.
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return  # somebody else has just made it
        except ValueError as wrong:  # a path with a NUL in it
            raise RecordError(where, str(wrong)) from wrong
        except OSError as wrong:
            why = (wrong.strerror or str(wrong)).lower()
            raise RecordError(where, f"cannot be made ({why}): name another place with --record") from wrong

    def _engine(self, read_only: bool) -> Engine:
        # Also to be read only: what a writer that was killed has left half done must be taken back first.
        may_write = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        uri = f"file:{quote(os.path.abspath(self.path))}?mode={'rw' if may_write or not read_only else 'ro'}"

        def connect() -> sqlite3.Connection:
            try:
                return self._connected(uri, read_only)
            except sqlite3.OperationalError as wrong:
                # A file in WAL mode needs a file beside it even to be read, unless nobody can be writing to it.
                left = self.path.with_name(f"{self.path.name}-wal")
                if not read_only or wrong.sqlite_errorname != "SQLITE_CANTOPEN" or left.exists():
                    raise
                return self._connected(f"{uri}&immutable=1", read_only)

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            writes = connection.get_execution_options().get("onrecord_writes")
            if not writes:
                connection.exec_driver_sql("begin")
                return
            for left in reversed(range(_WAITS)):
                try:
                    connection.exec_driver_sql("begin immediate")
                    return
                except exc.OperationalError as wrong:
                    if not left or _name(wrong) != "SQLITE_BUSY":
                        raise

        return engine

    def _connected(self, uri: str, read_only: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._set_up(connection, read_only)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_up(self, connection: sqlite3.Connection, read_only: bool) -> None:
        """What each connection is told; what matters is read back."""
        connection.execute("pragma trusted_schema = off")  # what a hostile file holds may not run functions
        connection.execute("pragma cell_size_check = on")
        connection.execute("pragma foreign_keys = on")
        connection.execute(f"pragma cache_size = {_CACHE}")
        if read_only:
            connection.execute("pragma query_only = on")
            connection.execute("pragma page_count").fetchone()
            return
        mode = connection.execute("pragma journal_mode").fetchone()[0]
        empty = connection.execute("pragma page_count").fetchone()[0] == 0
        if mode == "wal" and not self._safe:
            mode = connection.execute("pragma journal_mode = delete").fetchone()[0]
        elif empty and self._safe:
            mode = connection.execute("pragma journal_mode = wal").fetchone()[0]
        # Extra: the folder is synced too when the journal is removed, which is what commits.
        level = _FULL if mode == "wal" else _EXTRA
        connection.execute(f"pragma synchronous = {level}")
        if connection.execute("pragma synchronous").fetchone()[0] != level:
            raise sqlite3.OperationalError("synchronous writing cannot be switched on")

    def _durability(self, mode: str) -> str:
        if self.read_only:
            return f"SQLite {self._version}, opened to be read only"
        if mode == "wal":
            return (
                f"SQLite {self._version}, journal_mode=WAL, synchronous=FULL: a commit is on the disk when it returns"
            )
        why = "" if self._safe else "; WAL is not used, as this version of SQLite can lose commits in it"
        return (
            f"SQLite {self._version}, journal_mode={mode.upper()}, synchronous=EXTRA: "
            f"a commit is on the disk when it returns{why}"
        )

    @contextmanager
    def hurried(self, connection: Connection, seconds: float) -> Iterator[None]:
        """By SQLite's progress handler, which is asked between steps of a statement."""
        until = time.monotonic() + seconds
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            yield
        finally:
            raw.set_progress_handler(None, 0)

    def hurry(self, cursor: Any, left: float) -> None:
        """Nothing: the handler knows the end of the whole transaction."""

    def hold(self, connection: Connection) -> None:
        """Nothing: the transaction was begun with ``begin immediate``."""

    def is_lost(self, wrong: exc.DBAPIError) -> bool:
        """Never: the file is where the program is."""
        return False

    def error(self, wrong: exc.DBAPIError) -> RecordError:
        """By SQLite's extended code."""
        name, why = _name(wrong), str(wrong.orig)
        if name == "SQLITE_INTERRUPT" and self.patience is not None:
            return SlowQuery(self.where, self.patience)
        if name == "SQLITE_FULL":
            return RecordFull(
                self.where,
                f"there is no room left on the disk{self._room()}. Nothing that was acknowledged is lost; make room and go on",
            )
        if name.startswith("SQLITE_READONLY"):
            return ReadOnlyRecord(
                self.where, f"may only be read ({why}): check the rights of the file and of its folder"
            )
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return BusyRecord(self.where, "another program has been writing to it for too long: try again later")
        if name == "SQLITE_NOTADB":
            return RecordError(self.where, "is no record: the file is no SQLite database. It was not touched")
        if name.startswith("SQLITE_CORRUPT"):
            return RecordError(self.where, _CORRUPT.format(why=why))
        if name.startswith("SQLITE_IOERR"):
            return RecordError(
                self.where,
                f"the disk could not be read or written ({name}){self._room()}. What was being written is not kept, "
                "what was acknowledged is; check the disk",
            )
        if name.startswith("SQLITE_CANTOPEN"):
            return RecordError(self.where, "cannot be opened: check the rights of the file and of its folder")
        return RecordError(self.where, f"cannot be used ({why})")

    def _room(self) -> str:
        try:
            stat = os.statvfs(self.path.parent)
        except (AttributeError, OSError):
            return ""
        return f" ({stat.f_bavail * stat.f_frsize:,} bytes free)"

    def is_new(self, connection: Connection) -> bool:
        """By the mark in the header; a file with other tables is another program's."""
        mark = connection.exec_driver_sql("pragma application_id").scalar()
        tables = connection.exec_driver_sql("select count(*) from sqlite_master").scalar()
        if mark == APPLICATION_ID:
            return False
        if mark or tables:
            raise RecordError(self.where, "is a database of another program, and no record. It was not touched")
        return True

    def mark_new(self, connection: Connection) -> None:
        """In the file's header."""
        connection.exec_driver_sql(f"pragma application_id = {APPLICATION_ID}")

    def make_words(self, connection: Connection) -> None:
        """Contentless: the words are in the log. The tokenizer finds what `fold` made, words between spaces."""
        for table, columns in WORDS.items():
            connection.exec_driver_sql(
                f"create virtual table {table} using fts5({', '.join(columns)}, content='', tokenize='ascii')"
            )

    def drop_words(self, connection: Connection) -> None:
        """With all that FTS5 keeps for them."""
        for table in WORDS:
            connection.exec_driver_sql(f"drop table if exists {table}")

    def add_words(self, connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """As rows of the FTS5 table."""
        names = WORDS[table]
        columns, values = ", ".join(names), ", ".join(f":{name}" for name in names)
        if rows:
            connection.execute(text(f"insert into {table} (rowid, {columns}) values (:id, {values})"), rows)

    def phrase(self, table: str, folded: Sequence[str]) -> Subquery:
        """By FTS5's phrase; folded words hold no quotation marks."""
        asked = text(f"select rowid as id from {table} where {table} match :phrase")
        return asked.bindparams(phrase='"{}"'.format(" ".join(folded))).columns(column("id", SEQ)).subquery()

    def guard(self, connection: Connection) -> None:
        """A trigger for each table and deed; ``insert or replace``, which would delete without asking them, has its own."""
        for table, same in _SAME_ROW.items():
            connection.exec_driver_sql(
                f"create trigger {table}_no_replace before insert on {table} "
                f"when exists (select 1 from {table} where {same}) begin "
                f"select raise(abort, 'the record is append-only: nothing in {table} may be changed'); end"
            )
        for table in _KEPT_TABLES:
            for deed in ("update", "delete"):
                connection.exec_driver_sql(
                    f"create trigger {table}_no_{deed} before {deed} on {table} begin "
                    f"select raise(abort, 'the record is append-only: nothing in {table} may be changed'); end"
                )

    def faults(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """``pragma integrity_check``, the triggers, and FTS5's own check."""
        for (said,) in connection.exec_driver_sql("pragma integrity_check(20)").all():
            if said != "ok":
                yield "the file", str(said)
        triggers = {
            row[0] for row in connection.exec_driver_sql("select name from sqlite_master where type = 'trigger'")
        }
        for table in _KEPT_TABLES:
            for deed in ("update", "delete", "replace"):
                if f"{table}_no_{deed}" not in triggers:
                    yield f"the table {table}", f"the trigger that refuses to {deed} rows is gone"
        if not self.read_only:  # the check is written as an insert
            for table in WORDS:
                try:
                    connection.exec_driver_sql(f"insert into {table} ({table}) values ('integrity-check')")
                except exc.DatabaseError as wrong:
                    yield f"the index {table}", f"is damaged ({wrong.orig}): `Record.rebuild` makes it anew"
        for table, indexed in INDEXED.items():
            docsize: Select[Any] = select(literal_column("id")).select_from(text(f"{table}_docsize"))
            yield from unlike(connection, table, indexed, docsize)

    def before_migration(self, version: int) -> str | None:
        """A copy by SQLite's own backup, on the disk before anything is changed."""
        target = self.path.with_name(f"{self.path.name}.version-{version}.backup")
        copy(self.path, target, where=self.where)
        return str(target)


def copy(path: Path, target: Path, *, where: str) -> None:
    """Copy the file of a record that may be in use to ``target``, whole and on the disk when this returns.

    It appears under its name when it is done. Raises `RecordError`, naming the target where it is at fault.
    """
    if target.exists():
        raise RecordError(str(target), "is there already: name another file, nothing is overwritten")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        source = sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        made = sqlite3.connect(part)
        try:
            source.backup(made)
            made.execute("pragma journal_mode = delete")
        finally:
            made.close()
            source.close()
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        os.link(part, target)  # fails where another has just made one, which a rename would not
    except FileExistsError as wrong:
        raise RecordError(str(target), "is there already: name another file, nothing is overwritten") from wrong
    except (OSError, sqlite3.Error) as wrong:
        why = (getattr(wrong, "strerror", None) or str(wrong)).lower()
        raise RecordError(str(target), f"the copy of {where} could not be made ({why})") from wrong
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in ``folder`` on the disk."""
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _name(wrong: exc.DBAPIError) -> str:
    """SQLite's name of the error; that of the sqlite3 module where it is one of its own."""
    return str(getattr(wrong.orig, "sqlite_errorname", type(wrong.orig).__name__))
