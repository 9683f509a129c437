"""`Record.verify` finds every change that did not come through the record, and names its place."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.made_readings import capture_of, made_reading
from onrecord.errors import RecordError
from onrecord.record import Alias, Fault, Record, open_record
from tests.record.conftest import ticking

TABLES = (
    "entry",
    "entry",
    "entry",
    "capture",
    "article",
    "reading",
    "statement",
    "event",
    "entity",
    "correction",
    "alias",
)


def filled(where: str) -> Record:
    """A record with something of everything."""
    record = open_record(where, clock=ticking())
    readings = [made_reading(number, statements=4) for number in range(4)]
    for reading in readings:
        record.add(reading, capture=capture_of(reading))
    one, other = readings[0].article.id, readings[1].article.id
    undone = record.correct(f"{one}/s1", "reject", by="Una")
    record.correct(f"{one}/s2", "replace", field="speaker", value="Zora Quill", by="Una")
    record.correct(undone.id, "undo", by="Ben")
    record.correct(f"{one}/e1", "same", other=f"{other}/e1", by="Ben")
    record.add(replace(readings[0], reader="made-2"))
    record.import_aliases([Alias("Q1", "Ada Orr", ("A. Orr",), None), Alias("Q2", "Bram Venn", (), "mayor")])
    return record


@contextmanager
def unguarded(path: str, table: str) -> Iterator[sqlite3.Connection]:
    """The file as somebody has it who takes the triggers away and puts them back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("pragma synchronous = off")
        connection.execute("begin")
        triggers = connection.execute(
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ?", (table,)
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"drop trigger {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def flipped(value: Any, chance: random.Random) -> Any:
    """``value`` with one bit or character changed."""
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(8)
    if isinstance(value, float):
        return value + 0.25
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + value[at + 1 :]
    at = chance.randrange(len(value))
    return value[:at] + chr(ord(value[at]) ^ 1 << chance.randrange(3)) + value[at + 1 :]


def test_one_byte_changed_in_any_of_200_places_is_found(on_sqlite: str) -> None:
    chance = random.Random(5)
    with filled(on_sqlite) as record:
        assert list(record.verify()) == []
        missed = []
        for _ in range(200):
            table = chance.choice(TABLES)
            with closing(sqlite3.connect(on_sqlite)) as connection:
                rows = connection.execute(f"select rowid, * from {table}")
                names = [column[0] for column in rows.description]
                row = chance.choice(rows.fetchall())
            places = [i for i, value in enumerate(row) if i and value not in (None, "", b"")]
            at = chance.choice(places)
            value = 1 - row[at] if names[at] in ("pair", "negated") else flipped(row[at], chance)
            key = value if names[at] in ("seq", "id") and isinstance(value, int) else row[0]
            try:
                with unguarded(on_sqlite, table) as connection:
                    connection.execute(f"update {table} set {names[at]} = ? where rowid = ?", (value, row[0]))
            except sqlite3.IntegrityError:
                continue  # the number of another row: the database itself refuses that
            found = list(record.verify())
            if not found:
                missed.append((table, names[at], row[at], value))
            with unguarded(on_sqlite, table) as connection:
                connection.execute(f"update {table} set {names[at]} = ? where rowid = ?", (row[at], key))
        assert missed == []
        assert list(record.verify()) == []


def test_a_changed_entry_is_named(on_sqlite: str) -> None:
    with filled(on_sqlite) as record:
        with unguarded(on_sqlite, "entry") as connection:
            connection.execute("update entry set body = replace(body, 'said', 'sang') where seq = 3")
        faults = list(record.verify())
    assert faults[0].where.startswith("entry 3 (reading ")
    assert faults[0].what == "was changed: its hash is not right"


def test_a_change_with_its_hash_made_right_breaks_the_chain(on_sqlite: str) -> None:
    from onrecord.record.log import hash_of

    with filled(on_sqlite) as record:
        with unguarded(on_sqlite, "entry") as connection:
            row = connection.execute("select seq, kind, id, at, body, prev from entry where seq = 9").fetchone()
            later = row[3].replace("2026", "2027")
            right = hash_of(*row[:3], later, *row[4:])
            connection.execute("update entry set at = ?, hash = ? where seq = 9", (later, right))
        faults = list(record.verify())
    assert [fault.where.partition(" (")[0] for fault in faults][:1] == ["entry 10"]
    assert "does not follow" in faults[0].what


@pytest.mark.parametrize(
    ("sql", "table", "told"),
    [
        ("delete from entry where seq = 5", "entry", "entry 5 is missing"),
        ("delete from entry where seq = (select max(seq) from entry)", "entry", "entries are missing at its end"),
        ("delete from capture", "capture", "its bytes are missing"),
        ("update statement set speaker = 'Somebody Else' where id = 1", "statement", "the index statement"),
        ("delete from event where id = 1", "event", "the index event lacks"),
        ("insert into entity select 9999, article, 'e9', name, type, titles, names, spans, since, until from entity where id = 1",
         "entity", "the index entity has too much"),
        ("update entity set since = since - 1 where until is null", "entity", "the index entity has too much"),
        ("delete from article_words_docsize where id = 2", "article_words", "the index article_words"),
        ("update meta set value = '9'", "meta", "names version '9'"),
    ],
)  # fmt: skip
def test_what_is_missing_or_too_much_is_named(on_sqlite: str, sql: str, table: str, told: str) -> None:
    with filled(on_sqlite) as record:
        with unguarded(on_sqlite, table) as connection:
            connection.execute(sql)
        faults = list(record.verify())
    assert any(told in f"{fault.where} {fault.what}" for fault in faults), faults


def test_triggers_refuse_to_change_and_delete(on_sqlite: str) -> None:
    with filled(on_sqlite) as record, closing(sqlite3.connect(on_sqlite)) as connection:
        for sql in (
            "update entry set at = ''",
            "delete from entry",
            "update capture set size = 0",
            "delete from capture where size > 0",
            "insert or replace into entry select * from entry where seq = 3",
            "insert or replace into entry select 99, kind, id, at, body, prev, hash from entry where seq = 3",
            "insert or replace into capture select * from capture",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)
        connection.rollback()
        connection.execute("drop trigger entry_no_delete")
        connection.commit()
        assert Fault("the table entry", "the trigger that refuses to delete rows is gone") in list(record.verify())


def test_triggers_refuse_to_change_and_delete_on_a_server(on_postgres: str) -> None:
    import psycopg

    server, _, schema = on_postgres.partition("?schema=")
    with filled(on_postgres) as record, psycopg.connect(server, autocommit=True) as connection:
        assert list(record.verify()) == []
        connection.execute(f"set search_path to {schema}".encode())
        for sql in ("update entry set at = ''", "delete from entry", "truncate capture", "delete from capture"):
            with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
                connection.execute(sql.encode())
        connection.execute("alter table entry disable trigger entry_no_update")
        connection.execute("update entry set at = '2020' where seq = 4")
        faults = list(record.verify())
    assert faults[0] == Fault("the table entry", "the trigger that refuses to update rows is gone")
    assert faults[1].where.startswith("entry 4 (")


def test_an_index_is_made_anew_from_the_log(on_sqlite: str) -> None:
    with filled(on_sqlite) as record:
        with closing(sqlite3.connect(on_sqlite)) as connection, connection:
            for table in ("statement", "entity", "article"):
                connection.execute(f"delete from {table}")
        assert list(record.verify())
        record.rebuild()
        assert list(record.verify()) == []


def test_indexes_made_anew_are_those_that_grew(where: str) -> None:
    def tables(record: Record) -> dict[str, list[tuple[Any, ...]]]:
        from onrecord.record.tables import INDEXES

        with record._base.reading() as connection:
            return {table.name: sorted(map(tuple, connection.execute(table.select())), key=repr) for table in INDEXES}

    with filled(where) as record:
        grown = tables(record)
        record.rebuild()
        assert tables(record) == grown


def test_a_damaged_file_is_told_and_not_touched(on_sqlite: str) -> None:
    filled(on_sqlite).close()
    with open(on_sqlite, "r+b") as file:
        size = file.seek(0, 2)
        for at in range(4096, size, 4096):
            file.seek(at)
            file.write(b"\xa5" * 2000)
    try:
        with open_record(on_sqlite) as record:
            faults = list(record.verify())
    except RecordError as wrong:
        faults = [Fault(wrong.where, wrong.why)]
    assert any("is damaged" in fault.what and fault.where == on_sqlite for fault in faults), faults
