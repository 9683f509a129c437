"""Jobs of adding, with a stand-in for the command that they run: a program of some lines."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.faces.web import jobs as module
from onrecord.faces.web.jobs import Jobs, Task, Told, TooMany

TEXT = Task("pasted text", by="Una Holt", text="“We will not wait,” Holm said.")

ONE = """
import json, sys, os
text = sys.stdin.buffer.read().decode()
print(json.dumps({"input": "-", "member": None, "article": "a1", "seq": 1, "new": True, "title": text, "outlet": None,
                  "published": "2026-03-01", "revises": None, "dates": []}))
"""
EACH = """
import json, sys
for name in sys.argv[sys.argv.index("--") + 1:]:
    held = open(name).read()
    if held == "bad":
        print("onrecord: " + name + ": is empty", file=sys.stderr)
        print(json.dumps({"input": name, "sha256": None, "stage": "kind", "reason": "is empty", "limit": "1 byte",
                          "observed": "none", "member": "in it"}), file=sys.stderr)
    else:
        print(json.dumps({"input": name, "member": None, "article": held, "new": False, "title": None}))
sys.exit(3)
"""
SLOW = """
import json, time
print(json.dumps({"input": "-", "article": "a1", "new": True}), flush=True)
time.sleep(60)
"""
GOES = """
import json, os, signal
print(json.dumps({"input": "-", "article": "a1", "new": True}), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
NO_RECORD = "import sys; print('onrecord: /secret/place.sqlite: is no record', file=sys.stderr); sys.exit(4)"
ABOUT = """
import json, os, sys
print(json.dumps({"input": "-", "article": json.dumps([os.environ.get("ONRECORD_RECORD"), sys.argv[1:]]), "new": True}))
"""

Make = Callable[..., Jobs]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes the jobs of a server, whose command is a program; their files are kept in ``tmp_path``."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made: list[Jobs] = []

    def make(program: str, *, where: str | None = "here.sqlite", **about: object) -> Jobs:
        calls: list[None] = []
        jobs = Jobs(where, lambda: calls.append(None), command=(sys.executable, "-c", program), **about)  # type: ignore[arg-type]
        jobs.calls = calls  # type: ignore[attr-defined]
        made.append(jobs)
        return jobs

    yield make
    for jobs in made:
        jobs.close()
    assert list(tmp_path.iterdir()) == [], "no file is left behind"


def ended(jobs: Jobs, name: str) -> Told:
    return until(jobs, name, lambda told: not told.running)


def until(jobs: Jobs, name: str, what: Callable[[Told], bool]) -> Told:
    for _ in range(2_000):
        told = jobs.told(name)
        assert told is not None
        if what(told):
            return told
        time.sleep(0.01)
    raise AssertionError(told)


def test_what_is_acknowledged_is_told(make: Make) -> None:
    jobs = make(ONE)
    told = ended(jobs, jobs.begin(TEXT))
    assert (told.state, told.what, told.by, told.counts) == ("done", "pasted text", "Una Holt", (1, 0, 0))
    [added] = told.added
    assert (added.article, added.new, added.published) == ("a1", True, "2026-03-01")
    assert added.title == TEXT.text
    assert added.input == "pasted text"
    assert len(jobs.calls) == 1  # type: ignore[attr-defined]


def test_files_have_names_of_their_own_and_are_told_under_those_they_came_with(make: Make) -> None:
    jobs = make(EACH)
    files = (("../../etc/a1.HTML", io.BytesIO(b"a1")), ("-rf", io.BytesIO(b"bad")), ("x.exe", io.BytesIO(b"a3")))
    told = ended(jobs, jobs.begin(Task("3 files", files=files)))
    assert [(one.input, one.article, one.new) for one in told.added] == [
        ("../../etc/a1.HTML", "a1", False),
        ("x.exe", "a3", False),
    ]
    [refused] = told.refused
    assert (refused.input, refused.member) == ("-rf", "in it")
    assert refused.reason == "is empty (limit 1 byte, observed none)"
    assert (told.counts, told.past, told.inputs, told.state) == ((0, 2, 1), 3, 3, "done")


def test_a_file_keeps_the_end_of_its_name_only_where_it_is_one_of_a_few(make: Make) -> None:
    jobs = make("import json, sys; print(json.dumps({'input': '-', 'article': ' '.join(sys.argv[5:]), 'new': True}))")
    files = tuple((name, io.BytesIO(b"x")) for name in ("a.HTML", "b.exe", "c", "d.sh; rm"))
    [added] = ended(jobs, jobs.begin(Task("files", files=files))).added
    assert [Path(one).name for one in added.article.split()] == ["0001.html", "0002", "0003", "0004"]


def test_the_record_is_named_in_the_environment_and_not_among_the_arguments(make: Make) -> None:
    jobs = make(ABOUT, where="postgresql://una:secret@db/record")
    task = Task("a page", address="https://gazette.example/a", options=("--limit=3", "--feed"))
    [added] = ended(jobs, jobs.begin(task)).added
    where, arguments = json.loads(added.article)
    assert where == "postgresql://una:secret@db/record"
    assert arguments == ["add", "--format", "jsonl", "--limit=3", "--feed", "--", "https://gazette.example/a"]


def test_the_users_own_record_is_not_mixed_up_with_another(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", "elsewhere.sqlite")
    jobs = make(ABOUT, where=None)
    [added] = ended(jobs, jobs.begin(TEXT)).added
    assert json.loads(added.article)[0] is None


def test_what_was_acknowledged_stays_where_the_process_dies(make: Make) -> None:
    jobs = make(GOES)
    told = ended(jobs, jobs.begin(TEXT))
    assert (told.state, told.why) == ("failed", "the program that reads was ended")
    assert [one.article for one in told.added] == ["a1"]
    assert len(jobs.calls) == 1  # type: ignore[attr-defined]


def test_a_record_that_cannot_be_used_is_told_without_its_place(make: Make) -> None:
    jobs = make(NO_RECORD)
    told = ended(jobs, jobs.begin(TEXT))
    assert (told.state, told.why) == ("failed", "the record could not be used, or no more")


def test_a_program_that_cannot_be_started_fails_the_job_and_not_the_next(make: Make, tmp_path: Path) -> None:
    jobs = Jobs(None, lambda: None, command=(str(tmp_path / "nosuch"),))
    assert ended(jobs, jobs.begin(TEXT)).why == "it could not be started"
    assert ended(jobs, jobs.begin(TEXT)).why == "it could not be started"


def test_a_fault_afterwards_is_told_and_the_next_job_is_done(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise RuntimeError("broken")

    jobs = Jobs(None, broken, command=(sys.executable, "-c", ONE))
    first, second = jobs.begin(TEXT), jobs.begin(TEXT)
    assert ended(jobs, first).added
    assert ended(jobs, second).added
    assert "RuntimeError: broken" in caplog.text


def test_a_job_that_takes_too_long_is_ended(make: Make) -> None:
    jobs = make(SLOW, seconds=1.5)
    told = ended(jobs, jobs.begin(TEXT))
    assert told.state == "failed"
    assert "took longer" in (told.why or "")
    assert [one.article for one in told.added] == ["a1"]


def test_one_job_at_a_time_and_what_was_added_shows_at_once(make: Make) -> None:
    jobs = make(SLOW)
    first, second = jobs.begin(TEXT), jobs.begin(TEXT)
    told = until(jobs, first, lambda told: bool(told.added))
    assert (told.state, told.doing) == ("reading", "pasted text")
    waiting = jobs.told(second)
    assert waiting is not None
    assert (waiting.state, waiting.running, waiting.added) == ("waiting", True, ())
    assert [one.id for one in jobs.latest()] == [second, first]


def test_a_job_can_be_stopped_while_it_reads_and_while_it_waits(make: Make) -> None:
    jobs = make(SLOW)
    first, second = jobs.begin(TEXT), jobs.begin(Task("a file", files=(("a", io.BytesIO(b"a")),)))
    until(jobs, first, lambda told: bool(told.added))
    jobs.stop(second)
    jobs.stop(first)
    jobs.stop("nosuch")
    assert ended(jobs, first).why == "it was stopped"
    assert ended(jobs, second).why == "it was stopped"


def test_no_more_than_some_wait(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    jobs = make(SLOW)
    first = jobs.begin(TEXT)
    until(jobs, first, lambda told: told.state == "reading")
    jobs.begin(TEXT)
    jobs.begin(TEXT)
    with pytest.raises(TooMany):
        jobs.begin(Task("a file", files=(("a", io.BytesIO(b"a")),)))


def test_only_the_latest_are_remembered(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    jobs = make("")
    names = [jobs.begin(TEXT) for _ in range(4)]
    ended(jobs, names[3])
    last = jobs.begin(TEXT)
    ended(jobs, last)
    assert [one.id for one in jobs.latest()] == [last, names[3]]
    assert jobs.told(names[0]) is None


def test_a_server_that_ends_leaves_no_process_and_no_file(make: Make, tmp_path: Path) -> None:
    jobs = make(SLOW)
    first = jobs.begin(Task("a file", files=(("a", io.BytesIO(b"a")),)))
    second = jobs.begin(Task("a file", files=(("a", io.BytesIO(b"a")),)))
    until(jobs, first, lambda told: bool(told.added))
    began = time.monotonic()
    jobs.close()
    assert time.monotonic() - began < 5
    assert ended(jobs, first).why == ended(jobs, second).why == "the server was ended"
    with pytest.raises(TooMany):
        jobs.begin(TEXT)


def test_lines_that_are_none_are_passed_over(make: Make) -> None:
    jobs = make("print('{broken'); print('[1]'); print('{\"article\": 3}'); print('words')")
    told = ended(jobs, jobs.begin(TEXT))
    assert (told.state, told.added, told.refused) == ("done", (), ())
