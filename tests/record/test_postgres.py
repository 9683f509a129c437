"""A record on a server: in a schema of its own, one writer at a time, and what becomes of it when connections are lost."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.made_readings import made_reading
from onrecord.errors import ReadOnlyRecord, RecordError
from onrecord.record import Record, open_record


def parts(where: str) -> tuple[str, str]:
    server, _, schema = where.partition("?schema=")
    return server, schema


def test_how_it_is_kept_safe_is_told(on_postgres: str) -> None:
    with open_record(on_postgres) as record:
        assert record.durability.startswith("PostgreSQL ")
        assert "synchronous_commit=on" in record.durability
        assert "fsync" not in record.durability


def test_other_tables_in_the_schema_are_not_touched(on_postgres: str) -> None:
    import psycopg

    server, schema = parts(on_postgres)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create schema {schema}; create table {schema}.entry (note text)".encode())
        with pytest.raises(RecordError, match="tables of another program"):
            open_record(on_postgres)
        rows = connection.execute(f"select count(*) from {schema}.entry".encode()).fetchone()
    assert rows == (0,)


def test_the_password_is_never_shown() -> None:
    with pytest.raises(RecordError) as refused:
        open_record("postgresql://me:hush@127.0.0.1:1/none")
    assert "hush" not in str(refused.value)
    assert "me:***@127.0.0.1" in str(refused.value)


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("postgresql://me@127.0.0.1:port/none", "cannot be understood"),
        ("postgresql://me@127.0.0.1:1/none?schema=My Schema", "the schema's name"),
        ("postgres://me@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(where: str, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        open_record(where)


def test_without_psycopg_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError, match=r"pip install 'onrecord\[postgres\]'"):
        open_record("postgresql://me@127.0.0.1:1/none")


def test_a_record_opened_to_be_read_is_not_written(on_postgres: str) -> None:
    with pytest.raises(RecordError, match="there is no record here yet"):
        open_record(on_postgres, read_only=True)
    with open_record(on_postgres) as record:
        record.add(made_reading(1, statements=2))
    with open_record(on_postgres, read_only=True) as record:
        assert len(record.view().articles()) == 1
        with pytest.raises(ReadOnlyRecord):
            record.add(made_reading(2, statements=2))
        with pytest.raises(ReadOnlyRecord), record._base.reading() as connection:
            connection.exec_driver_sql("create table more (n int)")


def test_several_that_make_the_record_at_once_make_one(where: str) -> None:
    def make(number: int) -> bool:
        with open_record(where) as record:
            return record.add(made_reading(number, statements=1)).new

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(make, range(4)))
    with open_record(where) as record:
        assert len(record.view().articles()) == 4
        assert list(record.verify()) == []


def test_one_record_serves_several_threads(where: str) -> None:
    with open_record(where) as record, ThreadPoolExecutor(4) as pool:

        def work(number: int) -> int:
            added = record.add(made_reading(number, statements=2))
            view = record.view()
            view.reading(added.article)
            return len(view.articles())

        assert max(pool.map(work, range(40))) == 40
        assert list(record.verify()) == []


def test_connections_that_are_lost_lose_and_double_nothing(on_postgres: str) -> None:
    import psycopg

    server, schema = parts(on_postgres)
    stop = threading.Event()
    refusals: list[str] = []

    def cut() -> int:
        """End the record's connections again and again."""
        cuts = 0
        with psycopg.connect(server, autocommit=True) as connection:
            while not stop.wait(0.03):
                ended = connection.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = %s", (schema,)
                )
                cuts += len(ended.fetchall())
        return cuts

    def add(record: Record, number: int) -> str | None:
        try:
            return record.add(made_reading(number, statements=2)).article
        except RecordError as wrong:
            refusals.append(wrong.why)
            return None

    with open_record(f"{on_postgres}&application_name={schema}") as record, ThreadPoolExecutor(1) as pool:
        cutting = pool.submit(cut)
        try:
            said = [add(record, number) for number in range(60)]
        finally:
            stop.set()
        assert cutting.result() > 10
        again = [record.add(made_reading(number, statements=2)) for number in range(60)]
        for first, second in zip(said, again, strict=True):
            assert first is None or not second.new
        assert len(record.view().articles()) == 60
        assert list(record.verify()) == []
    assert all("adding it again is safe" in why for why in refusals)
    assert len(refusals) < 30
