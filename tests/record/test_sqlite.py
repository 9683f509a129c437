"""One file, kept safe on the versions of SQLite that people have; what cannot be used is refused by name and cause."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.made_readings import made_reading
from onrecord.errors import BusyRecord, NewerRecord, ReadOnlyRecord, RecordError, RecordFull
from onrecord.record import default_record, open_record
from onrecord.record import sqlite as of_sqlite
from onrecord.record.migrate import prepare
from onrecord.record.record import Record
from onrecord.record.sqlite import SQLite, is_safe


def small(number: int = 1) -> Any:
    return made_reading(number, statements=3)


def opened(path: Path, version: tuple[int, int, int]) -> Record:
    """The record as a Python with this version of SQLite has it."""
    base = SQLite(path, read_only=False, version=version)
    prepare(base)
    return Record(base)


def pragma(record: Record, name: str) -> Any:
    with record._base.reading() as connection:
        return connection.exec_driver_sql(f"pragma {name}").scalar()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 6, 23), True), ((3, 7, 0), False), ((3, 34, 1), False), ((3, 40, 1), False), ((3, 44, 5), False),
        ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 6), False), ((3, 50, 7), True), ((3, 51, 0), False),
        ((3, 51, 2), False), ((3, 51, 3), True), ((3, 54, 1), True), ((4, 0, 0), True),
    ],
)  # fmt: skip
def test_which_versions_of_sqlite_may_use_a_write_ahead_log(version: tuple[int, int, int], safe: bool) -> None:
    assert is_safe(version) == safe


def test_on_a_version_with_the_bug_a_rollback_journal_is_used(tmp_path: Path) -> None:
    with opened(tmp_path / "r.sqlite", (3, 40, 1)) as record:
        assert pragma(record, "journal_mode") == "delete"
        assert pragma(record, "synchronous") == 3
        assert "journal_mode=DELETE, synchronous=EXTRA" in record.durability
        assert "can lose commits" in record.durability


def test_on_a_version_without_it_a_write_ahead_log_is_used(tmp_path: Path) -> None:
    with opened(tmp_path / "r.sqlite", (3, 51, 3)) as record:
        assert pragma(record, "journal_mode") == "wal"
        assert pragma(record, "synchronous") == 2
        assert "journal_mode=WAL, synchronous=FULL" in record.durability
        record.add(small())
        assert list(record.verify()) == []


def test_a_write_ahead_log_is_given_up_where_this_version_has_the_bug(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with opened(path, (3, 51, 3)) as record:
        record.add(small(1))
    with opened(path, (3, 40, 1)) as record:
        assert pragma(record, "journal_mode") == "delete"
        record.add(small(2))
    with opened(path, (3, 51, 3)) as record:
        assert pragma(record, "journal_mode") == "delete"  # what is safe stays as it is
        assert len(record.view().articles()) == 2
        assert list(record.verify()) == []


def test_every_connection_writes_through_and_trusts_no_schema(on_sqlite: str) -> None:
    names = ("trusted_schema", "foreign_keys", "busy_timeout")
    with open_record(on_sqlite) as record, record._base.reading() as one, record._base.reading() as other:
        for connection in (one, other):
            assert [connection.exec_driver_sql(f"pragma {name}").scalar() for name in names] == [0, 1, 10_000]
            assert connection.exec_driver_sql("pragma synchronous").scalar() in (2, 3)


@pytest.mark.skipif(sys.platform != "linux", reason="needs strace's kind of system")
def test_each_article_is_written_through_to_the_disk(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("needs strace")
    code = (
        "import sys; from onrecord.record import open_record; from benchmarks.made_readings import made_reading\n"
        "record = open_record(sys.argv[1])\n"
        "for number in range(5): record.add(made_reading(number, statements=2))"
    )
    log = tmp_path / "calls"
    command = [
        strace,
        "-f",
        "-e",
        "trace=fsync,fdatasync",
        "-o",
        log,
        sys.executable,
        "-c",
        code,
        tmp_path / "r.sqlite",
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if "ptrace" in done.stderr.lower():
        pytest.skip("strace is not allowed here")
    assert done.returncode == 0, done.stderr
    assert sum("sync(" in line for line in log.read_text().splitlines()) >= 10


def test_the_file_is_its_owners_alone_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "r.sqlite"
    open_record(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_record_is_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("the folder of another system")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_record() == tmp_path / "onrecord" / "record.sqlite"
    with open_record() as record:
        assert record.where == str(default_record())


def test_any_file_name_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a b?c#d%41.sqlite", "-", ":memory:", "ünï"):
        with open_record(name) as record:
            record.add(small())
        assert (tmp_path / name).stat().st_size > 0


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table entry (seq, note)")
        connection.execute("insert into entry values (1, 'not ours')")


def text_file(path: Path) -> None:
    path.write_text("Dear diary, " * 100)


def short_file(path: Path) -> None:
    path.write_bytes(b"x")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (foreign, "a database of another program"),
        (text_file, "no SQLite database"),
        (short_file, "no SQLite database"),
        (Path.mkdir, "is a folder"),
    ],
)
def test_what_is_no_record_is_refused_and_not_touched(tmp_path: Path, make: Any, why: str) -> None:
    path = tmp_path / "other"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for read_only in (True, False):
        with pytest.raises(RecordError, match=why) as refused:
            open_record(path, read_only=read_only)
        assert refused.value.where == str(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [one.name for one in tmp_path.iterdir()] == ["other"]


def test_a_path_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    for path in (tmp_path / "file" / "r.sqlite", "nul\0.sqlite", "/proc/no/such/r.sqlite"):
        with pytest.raises(RecordError):
            open_record(path)


def test_a_record_of_a_newer_version_is_refused_with_both_versions(on_sqlite: str) -> None:
    with open_record(on_sqlite) as record:
        record.add(small())
    with closing(sqlite3.connect(on_sqlite)) as connection, connection:
        connection.execute("update meta set value = '7' where name = 'version'")
    before = Path(on_sqlite).read_bytes()
    for read_only in (True, False):
        with pytest.raises(NewerRecord, match=r"version 7, this onrecord knows version 3.*update onrecord") as refused:
            open_record(on_sqlite, read_only=read_only)
        assert (refused.value.found, refused.value.known) == ("7", 3)
    assert Path(on_sqlite).read_bytes() == before


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.touch()
    with open_record(path) as record:
        assert record.add(small()).new


def test_a_record_opened_to_be_read_is_not_written(on_sqlite: str) -> None:
    with pytest.raises(RecordError, match="there is no record here yet"):
        open_record(on_sqlite, read_only=True)
    assert not Path(on_sqlite).exists()
    with open_record(on_sqlite) as record:
        record.add(small())
    with open_record(on_sqlite, read_only=True) as record:
        assert record.read_only
        assert len(record.view().articles()) == 1
        assert list(record.verify()) == []
        for write in (
            lambda: record.add(small(2)),
            lambda: record.correct("a/s1", "reject", by="Una"),
            lambda: record.rebuild(),
        ):
            with pytest.raises(ReadOnlyRecord, match="read only"):
                write()


def in_namespace(*command: object) -> subprocess.CompletedProcess[str]:
    """Run in a namespace of its own, as root there, who may mount; skip where that is not allowed."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("needs unshare -rm")
    return subprocess.run(
        [unshare, "-rm", "--", *map(str, command)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": "src:."},
    )


ADD_ONE = """
import sys
from benchmarks.made_readings import made_reading
from onrecord.errors import OnrecordError
from onrecord.record import open_record
try:
    with open_record(sys.argv[1]) as record:
        record.add(made_reading(2, statements=3))
        print("added")
except OnrecordError as wrong:
    print(type(wrong).__name__, wrong)
"""


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 3)])
def test_a_file_on_a_read_only_disk_is_refused_by_name_and_can_be_read(
    on_sqlite: str, version: tuple[int, int, int]
) -> None:
    with opened(Path(on_sqlite), version) as record:
        record.add(small())
    folder = Path(on_sqlite).parent
    script = f'mount --bind "{folder}" "{folder}" && mount -o remount,ro,bind "{folder}" && exec "$@"'
    read = "import sys; from onrecord.record import open_record; print(len(open_record(sys.argv[1], read_only=True).view().articles()))"
    done = in_namespace("sh", "-c", script, "-", sys.executable, "-c", ADD_ONE, on_sqlite)
    if "mount" in done.stderr:
        pytest.skip(f"mounting is not allowed here: {done.stderr}")
    assert done.stdout.startswith("ReadOnlyRecord"), done
    assert on_sqlite in done.stdout
    done = in_namespace("sh", "-c", script, "-", sys.executable, "-c", read, on_sqlite)
    assert done.stdout == "1\n", done


UNTIL_FULL = """
import sys
from pathlib import Path
from benchmarks.made_readings import made_reading
from onrecord.errors import RecordFull
from onrecord.record import open_record
path = Path(sys.argv[1], "r.sqlite")
with open_record(path) as record:
    for number in range(1000):
        try:
            record.add(made_reading(number))
        except RecordFull as wrong:
            assert str(path) in str(wrong) and "bytes free" in str(wrong), wrong
            break
    kept = len(record.view().articles())
    assert kept == number, (kept, number)
    Path(sys.argv[1], "ballast").unlink()
    assert record.add(made_reading(number)).new
    assert list(record.verify()) == []
    print(kept)
"""


def test_on_a_full_disk_nothing_acknowledged_is_lost_and_it_goes_on_when_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    script = 'mount -t tmpfs -o size=2m none "$1" && head -c 500000 /dev/zero > "$1/ballast" && exec "$2" -c "$3" "$1"'
    done = in_namespace("sh", "-c", script, "-", folder, sys.executable, UNTIL_FULL)
    if "mount" in done.stderr:
        pytest.skip(f"mounting is not allowed here: {done.stderr}")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 3


def test_a_full_file_is_refused_by_name(on_sqlite: str) -> None:
    with open_record(on_sqlite) as record:
        record.add(small(1))
        with record._base.engine.connect() as connection:
            pages = connection.exec_driver_sql("pragma page_count").scalar()
            connection.exec_driver_sql(f"pragma max_page_count = {pages}")
        with pytest.raises(RecordFull, match="no room left"):
            record.add(made_reading(2, statements=200))
        added = record.add(small(100))  # on a new connection, without the limit
        assert added.new
        assert list(record.verify()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs strace")
@pytest.mark.parametrize("call", [3, 9, 14, 22])
def test_a_disk_that_fails_acknowledges_nothing_wrongly(tmp_path: Path, call: int) -> None:
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("needs strace")
    path = tmp_path / "r.sqlite"
    code = (
        "import sys; from onrecord.record import open_record; from onrecord.errors import RecordError\n"
        "from benchmarks.made_readings import made_reading\n"
        "try:\n"
        "    record = open_record(sys.argv[1])\n"
        "    for number in range(10): print(record.add(made_reading(number, statements=2)).article, flush=True)\n"
        "except RecordError as wrong: print(wrong, file=sys.stderr)"
    )
    command = [
        strace,
        "-f",
        "-o",
        "/dev/null",
        "-e",
        f"inject=fdatasync,fsync:error=EIO:when={call}",
        sys.executable,
        "-c",
        code,
        path,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if "ptrace" in done.stderr.lower():
        pytest.skip("strace is not allowed here")
    said = done.stdout.split()
    assert len(said) == 10 or (str(path) in done.stderr and "disk could not be read or written" in done.stderr), (
        done.stderr
    )
    with open_record(path) as record:
        assert set(said) <= {kept.id for kept in record.view().articles()}
        assert list(record.verify()) == []


def test_another_writer_is_waited_for_and_then_named(on_sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_record(on_sqlite).close()
    monkeypatch.setattr(of_sqlite, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(of_sqlite, "_WAITS", 2)
    with closing(sqlite3.connect(on_sqlite, isolation_level=None)) as other, open_record(on_sqlite) as record:
        other.execute("begin immediate")
        with pytest.raises(BusyRecord, match="another program"):
            record.add(small())
        other.execute("rollback")
        assert record.add(small()).new


WRITER = """
import sys
from benchmarks.made_readings import made_reading
from onrecord.record import open_record
with open_record(sys.argv[1]) as record:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        assert record.add(made_reading(number, statements=1)).new
"""


def test_two_writers_at_once_wait_for_each_other(where: str) -> None:
    env = {**os.environ, "PYTHONPATH": "src:."}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, where, str(first), str(first + 200)],
            env=env,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, 200)
    ]
    said = [writer.communicate()[1] for writer in writers]
    assert said == ["", ""]
    with open_record(where) as record:
        assert len(record.view().articles()) == 400
        assert list(record.verify()) == []
