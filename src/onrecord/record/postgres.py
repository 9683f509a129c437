"""A record on a PostgreSQL server, in a schema of its own, for a team.

``postgresql://user@host/database``; ``?schema=NAME`` names another schema than *onrecord*. Needs the extra
``onrecord[postgres]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Subquery, column, create_engine, event, exc, literal_column, select, text
from sqlalchemy.engine import URL, make_url

from onrecord.errors import BusyRecord, ReadOnlyRecord, RecordError, RecordFull, SlowQuery
from onrecord.record.base import Base, unlike
from onrecord.record.tables import INDEXED, SEQ, WORDS

SCHEMA: Final = "onrecord"
"""Where the tables are, so that they share a database with others'."""

MAX_INDEXED: Final = 400_000
"""Bytes of folded words of one text that are indexed, a book of 60,000 words: a tsvector may take a megabyte."""

_WAIT = "60s"  # for another's transaction, or for a look at whether it is done
_GIVEN = {"connect_timeout": 10, "application_name": "onrecord"}  # unless the address says otherwise
_TIMEOUT = text("select set_config('statement_timeout', :timeout, true)")
_WEIGHTS = "ABCD"
_KEPT_TABLES = ("entry", "capture")


class Postgres(Base):
    """The record at ``address``. Raises `RecordError` where the server cannot be reached or psycopg is not there."""

    def __init__(self, address: str, *, read_only: bool, patience: float | None = None) -> None:
        try:
            url = make_url(address)
        except (exc.ArgumentError, ValueError) as wrong:
            raise RecordError(
                "postgresql", "the address cannot be understood: postgresql://user@host/database"
            ) from wrong
        asked = url.query.get("schema", SCHEMA)
        self.schema = asked if isinstance(asked, str) else asked[-1]
        where = url.render_as_string(hide_password=True)
        if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", self.schema):
            raise RecordError(where, "the schema's name may hold small letters, digits and _")
        url = URL.create(
            "postgresql+psycopg", url.username, url.password, url.host, url.port, url.database,
            {name: value for name, value in url.query.items() if name != "schema"},
        )  # fmt: skip
        try:
            engine = create_engine(
                url,
                pool_pre_ping=True,
                max_overflow=-1,
                connect_args={name: value for name, value in _GIVEN.items() if name not in url.query},
            )
        except ImportError as wrong:
            raise RecordError(where, "psycopg is not installed: pip install 'onrecord[postgres]'") from wrong
        self.fsync = True

        @event.listens_for(engine, "connect")
        def set_up(connection: Any, _: Any) -> None:
            with connection.cursor() as cursor:
                # The search path stands alone: nothing of the same name in another schema is ever meant.
                for name, value in (
                    ("search_path", self.schema),
                    ("synchronous_commit", "on"),
                    ("lock_timeout", _WAIT),
                    ("client_min_messages", "error"),
                    ("default_transaction_read_only", "on" if read_only else "off"),
                ):
                    cursor.execute("select set_config(%s, %s, false)", (name, value))
            connection.commit()

        super().__init__(where, engine, read_only=read_only, patience=patience)
        with self.reading() as connection:
            said = {
                name: str(connection.exec_driver_sql(f"show {name}").scalar())
                for name in ("server_version", "synchronous_commit", "fsync", "full_page_writes")
            }
        if said["synchronous_commit"] == "off":
            raise RecordError(where, "the server has synchronous_commit off and does not let it be switched on")
        kept = (
            "a commit is on the server's disk when it returns"
            if said["fsync"] == said["full_page_writes"] == "on"
            else "fsync or full_page_writes is off on the server: a power cut may lose or damage the record"
        )
        self.durability = (
            f"PostgreSQL {said['server_version']}, synchronous_commit={said['synchronous_commit']}: {kept}"
        )

    @contextmanager
    def hurried(self, connection: Connection, seconds: float) -> Iterator[None]:
        """By the server's ``statement_timeout``, which ends with the transaction."""
        connection.execute(_TIMEOUT, {"timeout": _milliseconds(seconds)})
        yield

    def hurry(self, cursor: Any, left: float) -> None:
        """That costs a way to the server: only when half of the time is gone, so that none takes half as long again."""
        if self.patience is not None and left < self.patience / 2:
            cursor.execute("select set_config('statement_timeout', %s, true)", (_milliseconds(left),))

    def hold(self, connection: Connection) -> None:
        """Others read on and wait with their writing."""
        if connection.execute(text("select to_regclass('entry')")).scalar():
            connection.exec_driver_sql("lock table entry in exclusive mode")
        else:  # nothing there yet: two that make it at once are kept apart by the schema's name
            connection.execute(
                text("select pg_advisory_xact_lock(hashtext(:name))"), {"name": f"onrecord {self.schema}"}
            )

    def is_lost(self, wrong: exc.DBAPIError) -> bool:
        """The connection is gone, or the server restarts (class 08, 57P01 to 57P03), or asks to try again (class 40)."""
        state = _state(wrong)
        return wrong.connection_invalidated or state.startswith(("08", "40")) or state in ("57P01", "57P02", "57P03")

    def error(self, wrong: exc.DBAPIError) -> RecordError:
        """By SQLSTATE."""
        state, why = _state(wrong), " ".join(str(wrong.orig).split())
        if state == "57014" and self.patience is not None:
            return SlowQuery(self.where, self.patience)
        if state in ("53100", "53200"):
            return RecordFull(
                self.where, f"there is no room left on the server ({why}). Nothing that was acknowledged is lost"
            )
        if state in ("25006", "42501"):
            return ReadOnlyRecord(self.where, f"may only be read ({why})")
        if state == "55P03":
            return BusyRecord(self.where, f"another program has been writing to it for over {_WAIT}: try again later")
        if state == "3D000":
            return RecordError(self.where, "there is no such database on the server")
        if self.is_lost(wrong) or (not state and isinstance(wrong, exc.OperationalError)):
            return RecordError(
                self.where,
                f"the server cannot be reached or was lost ({why[:300]}). Whether what was being written is kept is not "
                "known: adding it again is safe",
            )
        return RecordError(self.where, f"cannot be used ({why[:300]})")

    def is_new(self, connection: Connection) -> bool:
        """By the tables in the schema."""
        names = set(
            connection.execute(
                text("select tablename from pg_tables where schemaname = :name"), {"name": self.schema}
            ).scalars()
        )
        if not names:
            return True
        if not {"meta", "entry", "capture"} <= names:
            raise RecordError(self.where, f"the schema {self.schema} holds tables of another program, and no record")
        return False

    def mark_new(self, connection: Connection) -> None:
        """Make the schema."""
        connection.exec_driver_sql(f'create schema if not exists "{self.schema}"')

    def make_words(self, connection: Connection) -> None:
        """Tables of tsvectors, each under a GIN index."""
        for table in WORDS:
            connection.exec_driver_sql(f"create table {table} (id bigint primary key, words tsvector not null)")
            connection.exec_driver_sql(f"create index {table}_gin on {table} using gin (words)")

    def drop_words(self, connection: Connection) -> None:
        """With their indexes."""
        for table in WORDS:
            connection.exec_driver_sql(f"drop table if exists {table}")

    def add_words(self, connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """As weighted tsvectors."""
        names = WORDS[table]
        vector = " || ".join(
            f"setweight(to_tsvector('simple', :{name}), '{weight}')"
            for name, weight in zip(names, _WEIGHTS, strict=False)
        )
        if rows:
            cut = [{"id": row["id"], **{name: _cut(row[name]) for name in names}} for row in rows]
            connection.execute(text(f"insert into {table} (id, words) values (:id, {vector})"), cut)

    def phrase(self, table: str, folded: Sequence[str]) -> Subquery:
        """By a phrase query of the configuration *simple*."""
        asked = text(f"select id from {table} where words @@ phraseto_tsquery('simple', :phrase)")
        return asked.bindparams(phrase=" ".join(folded)).columns(column("id", SEQ)).subquery()

    def guard(self, connection: Connection) -> None:
        """A trigger for each table; emptying it at one stroke is refused too."""
        connection.exec_driver_sql(
            "create or replace function append_only() returns trigger language plpgsql as $$ begin "
            "raise exception 'the record is append-only: nothing in %% may be changed', tg_table_name; end $$"
        )
        for table in _KEPT_TABLES:
            connection.exec_driver_sql(
                f"create trigger {table}_no_update before update or delete on {table} "
                "for each row execute function append_only()"
            )
            connection.exec_driver_sql(
                f"create trigger {table}_no_truncate before truncate on {table} execute function append_only()"
            )

    def faults(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """The triggers; for its pages PostgreSQL has checksums and pg_amcheck."""
        asked = text(
            "select tgname from pg_trigger where tgrelid in ('entry'::regclass, 'capture'::regclass) and tgenabled = 'O'"
        )
        there = set(connection.execute(asked).scalars())
        for table in _KEPT_TABLES:
            for deed in ("update", "truncate"):
                if f"{table}_no_{deed}" not in there:
                    yield f"the table {table}", f"the trigger that refuses to {deed} rows is gone"
        for table, indexed in INDEXED.items():
            yield from unlike(connection, table, indexed, select(literal_column("id")).select_from(text(table)))

    def before_migration(self, version: int) -> str | None:
        """None: backups of a server are its administrator's, and the step is one transaction."""
        return None


def _cut(words: str) -> str:
    return words if len(words) * 4 <= MAX_INDEXED else words.encode()[:MAX_INDEXED].decode(errors="ignore")


def _milliseconds(seconds: float) -> str:
    return str(max(1, round(seconds * 1_000)))  # 0 would be no bound


def _state(wrong: exc.DBAPIError) -> str:
    return str(getattr(wrong.orig, "sqlstate", None) or "")
