"""What is not asked for is not loaded: SQLAlchemy takes a quarter of a second."""

from __future__ import annotations

import subprocess
import sys

import pytest

import onrecord.record
from onrecord.record import Record, open_record


@pytest.mark.parametrize("module", ["onrecord", "onrecord.record", "onrecord.record.values", "onrecord.faces.cli"])
def test_no_database_is_loaded_before_a_record_is_opened(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'sqlalchemy', 'psycopg', 'sqlite3'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_record_in_a_file_loads_no_psycopg(on_sqlite: str) -> None:
    code = (
        "import sys; from onrecord.record import open_record; open_record(sys.argv[1]); print('psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, on_sqlite], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_names_are_these_and_no_other() -> None:
    assert dir(onrecord.record) == onrecord.record.__all__
    with pytest.raises(AttributeError, match="no attribute 'Ledger'"):
        _ = onrecord.record.Ledger


def test_an_empty_record_is_one_too(record: Record) -> None:
    assert record
    assert len(record) == 0


def test_a_closed_record_can_be_opened_again(where: str) -> None:
    with open_record(where):
        pass
    with open_record(where) as record:
        assert len(record) == 0
