from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord.record import Record, open_record

SERVER = os.environ.get("ONRECORD_TEST_POSTGRES")
NEEDS_SERVER = "needs a PostgreSQL server: ONRECORD_TEST_POSTGRES names none (.ci/run starts one)"

_schemas = count()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    """Where a record may be made: on each kind of database, in a place of its own."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("tmp_path") / "record.sqlite")
    url: str = request.getfixturevalue("on_postgres")
    return url


@pytest.fixture
def on_postgres() -> Iterator[str]:
    """The address of a record that is not there yet, in a schema that is removed after the test."""
    if not SERVER:
        pytest.skip(NEEDS_SERVER)
    import psycopg

    schema = f"test_{os.getpid()}_{next(_schemas)}"
    yield f"{SERVER}?schema={schema}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"set client_min_messages = error; drop schema if exists {schema} cascade".encode())


@pytest.fixture
def on_sqlite(tmp_path: Path) -> str:
    return str(tmp_path / "record.sqlite")


def ticking() -> Callable[[], str]:
    """A clock that goes on by a second each time it is looked at, from noon of a day."""
    seconds = count()

    def now() -> str:
        at = next(seconds)
        return f"2026-03-01T{12 + at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}Z"

    return now


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    """An empty record, on each kind of database."""
    with open_record(where, clock=ticking()) as opened:
        yield opened
