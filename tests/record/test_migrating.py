"""A record of an older version is brought up to date whole or not at all, with a copy of it made first."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from benchmarks.made_readings import made_reading
from onrecord.errors import RecordError
from onrecord.record import Record, migrate, open_record, tables
from tests.record.test_verifying import filled

NOW = tables.VERSION
NEXT = NOW + 1


def step(connection: Connection) -> None:
    """From the version of today to a made next one: the log gets a column."""
    connection.exec_driver_sql("alter table entry add column source text")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program, as its next version may be."""
    monkeypatch.setattr(tables, "VERSION", NEXT)
    monkeypatch.setattr(migrate, "STEPS", {NOW: migrate.Step(step)})


def state(record: Record) -> tuple[object, ...]:
    view = record.view()
    return view.seq, view.articles(), view.readings([kept.id for kept in view.articles()]), view.named("Venn")


@pytest.mark.usefixtures("newer")
def test_an_older_record_is_brought_up_to_date(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as today:
        today.setattr(tables, "VERSION", NOW)
        with filled(where) as record:
            before = state(record)
    with open_record(where) as record:
        assert state(record) == before
        assert list(record.verify()) == []
        assert record.add(made_reading(99, statements=2)).new
    with open_record(where) as record:  # once is enough
        assert len(record.view().articles()) == len(before[1]) + 1  # type: ignore[arg-type]


@pytest.mark.usefixtures("newer")
def test_a_copy_of_the_older_file_is_kept_beside_it(on_sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as today:
        today.setattr(tables, "VERSION", NOW)
        with filled(on_sqlite) as record:
            before = state(record)
        with open_record(on_sqlite, read_only=True) as record:
            assert state(record) == before
    with pytest.raises(RecordError, match="older version"):
        open_record(on_sqlite, read_only=True)
    open_record(on_sqlite).close()
    monkeypatch.setattr(tables, "VERSION", NOW)
    with open_record(f"{on_sqlite}.version-{NOW}.backup") as copy:
        assert state(copy) == before
        assert list(copy.verify()) == []


VERSION_1 = """
drop index statement_review
drop index correction_pair
alter table statement drop column reviewed
create table cache (kind text, key text, value text not null, primary key (kind, key))
insert into cache values ('story', 'a', '1')
update meta set value = '1' where name = 'version'
"""


def test_a_record_of_version_1_is_brought_up_to_date(where: str) -> None:
    with filled(where) as record:
        before = state(record)
        waiting = record.view().to_review()
        record._base.write(
            lambda connection: [connection.exec_driver_sql(one) for one in VERSION_1.strip().split("\n")]
        )
    with pytest.raises(RecordError, match="older version"):
        open_record(where, read_only=True)
    with open_record(where) as record:
        assert state(record) == before
        assert record.view().to_review() == waiting != ()
        assert list(record.verify()) == []
        with record._base.reading() as connection, pytest.raises(DBAPIError):
            connection.exec_driver_sql("select * from cache")


VERSION_2 = """
drop index article_newest
drop index statement_article
create index ix_statement_article on statement (article)
update meta set value = '2' where name = 'version'
"""


def test_a_record_of_version_2_keeps_what_is_derived(where: str) -> None:
    with filled(where) as record:
        before = state(record)
        found = record.view().search("the")
        name = before[1][0].id  # type: ignore[index]
        record.put_features(name, "v", signature="", bands=[1], sketch="a", keys=["b"], links=[])
        record._base.write(
            lambda connection: [connection.exec_driver_sql(one) for one in VERSION_2.strip().split("\n")]
        )
    with open_record(where) as record:
        assert (state(record), record.view().search("the")) == (before, found)
        assert record.view().sketches([name]) == {name: "a"}
        assert list(record.verify()) == []


def test_a_step_that_fails_leaves_the_older_record(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: Connection) -> None:
        step(connection)
        raise RuntimeError("the program has a fault")

    with filled(where) as record:
        before, data = state(record), io.BytesIO()
        record.export(data)
    with monkeypatch.context() as later:
        later.setattr(tables, "VERSION", NEXT)
        later.setattr(migrate, "STEPS", {NOW: migrate.Step(fails)})
        with pytest.raises(RuntimeError):
            open_record(where)
    with open_record(where) as record:
        again = io.BytesIO()
        record.export(again)
        assert (state(record), again.getvalue()) == (before, data.getvalue())
        assert list(record.verify()) == []


def test_a_version_too_old_to_know_is_refused(on_sqlite: str) -> None:
    open_record(on_sqlite).close()
    for version, told in (("0", "cannot bring up to date"), ("one", "is damaged")):
        with closing(sqlite3.connect(on_sqlite)) as connection, connection:
            connection.execute("update meta set value = ?", (version,))
        with pytest.raises(RecordError, match=told):
            open_record(on_sqlite)


MIGRATE = """
import sys, os
sys.path[:0] = ["src", "."]
from onrecord.record import migrate, open_record, tables
from tests.record.test_migrating import NEXT, NOW, step
tables.VERSION = NEXT
migrate.STEPS = {NOW: migrate.Step(step)}
print("begun", flush=True)
open_record(sys.argv[1]).close()
"""


@pytest.mark.parametrize("kind", ["on_sqlite", "on_postgres"])
def test_a_migration_that_is_killed_leaves_the_old_or_the_new(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: str = request.getfixturevalue(kind)
    with open_record(where) as record:
        for number in range(60):
            record.add(made_reading(number, statements=6))
        before = state(record)
    found = set()
    for number in range(12):
        child = subprocess.Popen([sys.executable, "-c", MIGRATE, where], stdout=subprocess.PIPE, text=True)
        assert child.stdout and child.stdout.readline() == "begun\n"
        time.sleep(0.03 * number)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        for copy in Path(where).parent.glob("*.backup") if kind == "on_sqlite" else ():
            with open_record(copy, read_only=True) as kept:
                assert kept.view().seq == before[0]
            copy.unlink()
        version = version_of(where)
        found.add(version)
        with monkeypatch.context() as then:
            then.setattr(tables, "VERSION", version)
            with open_record(where) as record:
                assert state(record) == before
                assert list(record.verify()) == []
        if version == NEXT:
            break
    assert found <= {NOW, NEXT}
    assert NOW in found


def version_of(where: str) -> int:
    from onrecord.record.opening import _base

    base = _base(where, read_only=False)
    try:
        with base.reading() as connection:
            return int(str(connection.exec_driver_sql("select value from meta where name = 'version'").scalar()))
    finally:
        base.close()
