"""A question that takes too long is given up, by name and in time; what is not a question takes what it takes."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pytest

from benchmarks.made_readings import made_reading
from onrecord.errors import RecordError, SlowQuery
from onrecord.record import Record, open_record

PATIENCE = 0.4
SLOW = "with recursive c(n) as (select 1 union all select n + 1 from c where n < {}) select count(*) from c"
ENDLESS = SLOW.format(10**9)
LATE = 1.5 * PATIENCE


@pytest.fixture
def hurried(where: str) -> Iterator[Record]:
    with open_record(where, patience=PATIENCE) as record:
        for number in range(3):
            record.add(made_reading(number, statements=3))
        yield record


def test_a_question_without_end_is_given_up(hurried: Record) -> None:
    for _ in range(2):  # the connection is of use afterwards
        start = time.monotonic()
        with (
            pytest.raises(SlowQuery, match=r"the question took over 0.4 s") as given_up,
            hurried._base.reading() as connection,
        ):
            connection.exec_driver_sql(ENDLESS)
        assert PATIENCE * 0.9 < time.monotonic() - start < LATE
        assert given_up.value.patience == PATIENCE
        assert isinstance(given_up.value, RecordError)
        assert hurried.view().search("the")


def test_many_short_questions_in_one_go_are_given_up_too(hurried: Record) -> None:
    def ask_on_and_on() -> None:
        with hurried._base.reading() as connection:
            while time.monotonic() - start < 10:
                connection.exec_driver_sql("select 1")

    start = time.monotonic()
    with pytest.raises(SlowQuery):
        ask_on_and_on()
    assert time.monotonic() - start < LATE


def test_a_long_question_after_short_ones_has_what_is_left(hurried: Record) -> None:
    def ask_late() -> None:
        with hurried._base.reading() as connection:
            time.sleep(PATIENCE * 0.7)
            connection.exec_driver_sql(ENDLESS)

    start = time.monotonic()
    with pytest.raises(SlowQuery):
        ask_late()
    assert time.monotonic() - start < LATE


def test_writing_verifying_and_exporting_take_what_they_take(where: str) -> None:
    with open_record(where, patience=PATIENCE) as record:

        def work(connection: object) -> None:
            time.sleep(1.5 * PATIENCE)
            connection.exec_driver_sql(SLOW.format(3_000_000))  # type: ignore[attr-defined]

        record._base.write(work)
        with record._base.reading(bounded=False) as connection:
            time.sleep(1.5 * PATIENCE)
            assert connection.exec_driver_sql("select 1").scalar() == 1
        assert list(record.verify()) == []
        assert record.export(io.BytesIO()) == 0


def test_without_patience_there_is_no_end(where: str) -> None:
    with open_record(where) as record, record._base.reading() as connection:
        connection.exec_driver_sql(SLOW.format(3_000_000))


@pytest.mark.parametrize("patience", [0, -1, float("nan")])
def test_patience_is_above_nothing(where: str, patience: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        open_record(where, patience=patience)
