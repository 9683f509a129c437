"""An export holds all of the log; taken in again it gives the same bytes, or is refused whole. A backup is a whole record."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.made_readings import capture_of, made_reading
from onrecord.errors import BrokenExport, RecordError
from onrecord.record import Record, open_record
from tests.record.test_verifying import filled


def exported(record: Record) -> bytes:
    out = io.BytesIO()
    assert record.export(out) == len(record)
    return out.getvalue()


def view_of(record: Record, as_of: int | None = None) -> tuple[object, ...]:
    view = record.view(as_of)
    ids = [kept.id for kept in view.articles()]
    return view.articles(), view.readings(ids), view.corrections(), view.verdicts(), view.named("Venn")


def test_export_import_export_is_the_same_bytes_history_included(where: str, tmp_path: Path) -> None:
    with filled(where) as record, open_record(tmp_path / "other.sqlite") as other:
        data = exported(record)
        assert other.import_(io.BytesIO(data)) == len(record)
        assert exported(other) == data
        assert list(other.verify()) == []
        for seq in range(len(record) + 1):
            assert view_of(other, seq) == view_of(record, seq)


def test_both_databases_export_the_same_bytes(on_sqlite: str, on_postgres: str) -> None:
    with filled(on_sqlite) as one, filled(on_postgres) as other:
        assert exported(one) == exported(other)


def test_what_a_server_exports_a_server_takes_in(on_sqlite: str, on_postgres: str) -> None:
    with filled(on_sqlite) as one, open_record(on_postgres) as other:
        data = exported(one)
        other.import_(io.BytesIO(data))
        assert exported(other) == data
        assert list(other.verify()) == []


def test_an_export_can_be_read_by_other_programs(on_sqlite: str) -> None:
    with filled(on_sqlite) as record:
        lines = [json.loads(line) for line in exported(record).splitlines()]
    assert lines[0] == {"schema": "onrecord/record/1", "version": 3}
    assert lines[-1] == {"entries": len(lines) - 2, "hash": lines[-2]["hash"]}
    kinds = [line["kind"] for line in lines[1:-1]]
    assert kinds[:3] == ["capture", "article", "reading"]
    assert lines[3]["body"]["article"] == lines[2]["id"]
    assert exported_text(lines[2]).startswith(lines[2]["body"]["title"])


def exported_text(line: dict[str, dict[str, str]]) -> str:
    return line["body"]["text"]


def changed(number: int, old: bytes, new: bytes) -> Callable[[list[bytes]], list[bytes]]:
    def change(lines: list[bytes]) -> list[bytes]:
        assert old in lines[number]
        return [*lines[:number], lines[number].replace(old, new, 1), *lines[number + 1 :]]

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [], "line 1: the export is empty"),
        (lambda lines: lines[1:], "line 1: is not the first line"),
        (lambda lines: lines[:-1], "the end: the closing line is missing"),
        (lambda lines: [*lines[:4], *lines[5:]], "line 5: is entry 5, where entry 4 must stand"),
        (lambda lines: [*lines, lines[-1]], "stands behind the closing line"),
        (lambda lines: [*lines[:3], b"{not json\n", *lines[3:]], "line 4: is no JSON"),
        (lambda lines: [*lines[:3], b"[]\n", *lines[3:]], "line 4: is no object"),
        (lambda lines: [*lines[:3], lines[3][:40]], "line 4: is no JSON"),
        (changed(0, b'"version":3', b'"version":9'), "version 9"),
        (changed(3, b'"act":', b'"fact":'), "line 4: entry 3 was changed"),
        (changed(3, b'"seq":3', b'"seq":"3"'), "line 4: seq is missing or no int"),
        (changed(1, b'"capture":"', b'"capture":"AAAA'), "the captured bytes of entry 1 were changed"),
        (changed(1, b'"capture":"', b'"capture":"*'), "no base64"),
    ],
)
def test_a_broken_export_is_refused_whole_and_its_line_named(
    where: str, on_sqlite: str, change: Callable[[list[bytes]], list[bytes]], told: str, tmp_path: Path
) -> None:
    with filled(str(tmp_path / "source.sqlite")) as source:
        lines = exported(source).splitlines(keepends=True)
    with open_record(where) as record:
        with pytest.raises(BrokenExport, match=told):
            record.import_(change(lines))
        assert len(record) == 0
        assert record.view().articles() == ()
        assert record.import_(lines) == len(lines) - 2


def test_an_export_whose_hashes_are_right_but_that_makes_no_sense_is_refused(on_sqlite: str) -> None:
    from onrecord.record.log import FIRST, hash_of

    body = '{"article":"nobody","reader":"r"}'
    head = hash_of(1, "reading", "x", "2026", body, FIRST)
    line = {"seq": 1, "kind": "reading", "id": "x", "at": "2026", "body": json.loads(body), "prev": FIRST, "hash": head}
    rows = [{"schema": "onrecord/record/1", "version": 1}, line, {"entries": 1, "hash": head}]
    with open_record(on_sqlite) as record:
        with pytest.raises(BrokenExport, match="makes no sense"):
            record.import_(json.dumps(row).encode() for row in rows)
        assert len(record) == 0


def test_an_export_goes_into_an_empty_record_only(on_sqlite: str) -> None:
    with filled(on_sqlite) as record, pytest.raises(RecordError, match="holds entries already"):
        record.import_(io.BytesIO(exported(record)))


def test_a_backup_is_a_whole_record(where: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with filled(where) as record:
        record.backup(copy)
        with open_record(copy, read_only=True) as other:
            assert exported(other) == exported(record)
            assert list(other.verify()) == []
    assert sorted(one.name for one in tmp_path.iterdir() if "copy" in one.name) == ["copy.sqlite"]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_backup_overwrites_nothing(where: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_text("precious")
    with filled(where) as record:
        with pytest.raises(RecordError, match="nothing is overwritten") as refused:
            record.backup(copy)
        assert refused.value.where == str(copy)
        with pytest.raises(RecordError, match="no such file"):
            record.backup(tmp_path / "no" / "folder" / "copy.sqlite")
    assert copy.read_text() == "precious"


def test_a_backup_is_made_while_others_add(where: str, tmp_path: Path) -> None:
    stop = threading.Event()
    added: list[str] = []
    wrong: list[BaseException] = []

    def add() -> None:
        try:
            with open_record(where) as writer:
                while not stop.is_set():
                    added.append(writer.add(made_reading(len(added), statements=2)).article)
        except BaseException as error:
            wrong.append(error)

    with open_record(where) as record:
        for number in range(1000, 1030):
            reading = made_reading(number, statements=2)
            record.add(reading, capture=capture_of(reading))
        writer = threading.Thread(target=add)
        writer.start()
        try:
            while len(added) < 5:
                stop.wait(0.01)
            before = list(added)
            record.backup(tmp_path / "copy.sqlite")
        finally:
            stop.set()
            writer.join()
    assert wrong == []
    with open_record(tmp_path / "copy.sqlite") as copy:
        assert list(copy.verify()) == []
        assert set(before) <= {kept.id for kept in copy.view().articles()}
