"""``onrecord add`` killed again and again: what it acknowledged is kept, nothing twice, and the end is that of a run left alone."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.errors import RecordError
from onrecord.record import open_record
from tests.record.conftest import NEEDS_SERVER, SERVER

ARTICLES = 300
KILLS = 200
STARTED = 0.1  # seconds by which a run has got to its first article; a tenth of the kills come before
CLOCK = {"SOURCE_DATE_EPOCH": "1767225600"}
MOMENT = 0.012  # seconds, somewhat more than an article takes to be kept

STAND_IN = """
import json, os, sys
import onrecord
from onrecord import Quoted, Reading, Span, Statement

class Quick:
    version = "stand-in"
    def read(self, article):
        said = Quoted(article.text[:20], (Span(0, 20),))
        one = Statement("s1", "indirect", "assert", None, None, "none", None, said, (), None, None, False, "actual", None, 0.9)
        return Reading(article, (), (one,), reader=self.version)

onrecord.load_reader = Quick
import onrecord.record.postgres, onrecord.record.record, onrecord.record.sqlite, psycopg
from onrecord import keep_up
from onrecord.faces.cli import main

for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        os.setsid()
        os.dup2(os.open(asked["out"], os.O_CREAT | os.O_WRONLY | os.O_TRUNC), 1)
        os.dup2(os.open(os.devnull, os.O_RDWR), 2)
        sys.argv = asked["argv"]
        try:
            status = main() or 0
        except SystemExit as end:
            status = end.code or 0
        sys.stdout.flush()
        os._exit(status)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Runs the command again and again, each time in a process of its own, in which everything is loaded already; with a stand-in for the
model: it is the record that is tried."""


class Outcome(NamedTuple):
    """What came of a run that was killed: ids acknowledged and lost, the record's ids, and its export."""

    acknowledged: set[str]
    lost: set[str]
    ids: list[str]
    faults: list[object]
    export: bytes


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        text = (
            f"Ferry number {number} is late\n\nThe ferry will leave {number + 2} minutes late, Nora Pell said on Monday. "
            "“We are sorry,” she told islanders.\n"
        )
        (folder / f"{number:03}.txt").write_text(text)
    return folder


class Run(ABC):
    """``onrecord add`` in a process of its own, as far as it has got."""

    @abstractmethod
    def said(self) -> bytes:
        """What it has said so far."""

    @abstractmethod
    def alive(self) -> bool:
        """Whether it has not come to its end."""

    @abstractmethod
    def kill(self) -> None:
        """Kill it at once, and wait until it is gone; it must not have come to its end before."""

    @abstractmethod
    def end(self) -> int:
        """Wait for its end; returns its exit code."""


class Installed(Run):
    """The installed command, model and all."""

    def __init__(self, argv: list[str], out: Path) -> None:
        self._out = out
        with open(out, "wb") as file:
            self._child = subprocess.Popen(
                [Path(sys.executable).with_name("onrecord"), *argv[1:]],
                env={**os.environ, **CLOCK},
                stdout=file,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def said(self) -> bytes:
        return self._out.read_bytes()

    def alive(self) -> bool:
        return self._child.poll() is None

    def kill(self) -> None:
        os.killpg(self._child.pid, signal.SIGKILL)
        assert self._child.wait() == -signal.SIGKILL

    def end(self) -> int:
        return self._child.wait()


class Nursery:
    """Starts runs with a stand-in for the model, which take a tenth of the time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", STAND_IN],
            env={**os.environ, **CLOCK},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def line(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def start(self, argv: list[str], out: Path) -> Run:
        assert self.process.stdin
        out.unlink(missing_ok=True)
        self.process.stdin.write(json.dumps({"argv": argv, "out": str(out)}) + "\n")
        self.process.stdin.flush()
        return Forked(self, self.line(), out)

    def close(self) -> None:
        self.process.communicate()


class Forked(Run):
    def __init__(self, nursery: Nursery, pid: int, out: Path) -> None:
        self._nursery, self._pid, self._out = nursery, pid, out

    def said(self) -> bytes:
        return self._out.read_bytes() if self._out.exists() else b""

    def alive(self) -> bool:
        try:
            os.kill(self._pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        assert self._nursery.line() == -signal.SIGKILL

    def end(self) -> int:
        return self._nursery.line()


def acknowledged(said: bytes) -> set[str]:
    """The articles in whole lines of what was said: a line that was cut off acknowledges nothing."""
    return {json.loads(line)["article"] for line in said.splitlines(keepends=True) if line.endswith(b"\n")}


def kept(where: str) -> list[str]:
    """The ids in the record; none where the run was killed before it had made it."""
    try:
        with open_record(where, read_only=True) as record:
            return [one.id for one in record.view().articles()]
    except RecordError as wrong:
        if "no record here yet" not in wrong.why:
            raise
        return []


def killed(where: str, articles: Path, out: Path, *, kills: int, start: Callable[[list[str], Path], Run]) -> Outcome:
    """Run, kill, and run again, until it has been killed so many times; then let it finish."""
    argv = ["onrecord", "--record", where, "add", "--format", "jsonl", str(articles)]
    chance = random.Random(where.partition(":")[0])
    said: set[str] = set()
    lost: set[str] = set()
    there: list[str] = []
    for left in range(kills, 0, -1):
        run = start(argv, out)
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0, STARTED))
        else:
            # So many more articles that all kills together go through the whole run; then a moment, in which one is half done.
            more = chance.choice((0, 1, 2)) if ARTICLES - len(there) > 2 * left else chance.choice((0, 0, 1))
            while run.said().count(b"\n") < min(len(there) + more, ARTICLES - 1):
                assert run.alive(), "it came to its end before its time"
                time.sleep(0.001)
            time.sleep(chance.uniform(0, MOMENT))
        run.kill()
        said |= acknowledged(run.said())
        there = kept(where)
        lost |= said - set(there)
    last = start(argv, out)
    code = last.end()
    said |= acknowledged(last.said())
    with open_record(where) as record:
        data = io.BytesIO()
        record.export(data)
        faults: list[object] = [*record.verify(), *([f"exit code {code}"] if code else [])]
    return Outcome(said, lost, kept(where), faults, data.getvalue())


def with_stand_in(where: str, articles: Path, out: Path, *, kills: int) -> Outcome:
    nursery = Nursery()
    try:
        return killed(where, articles, out, kills=kills, start=nursery.start)
    finally:
        nursery.close()


@pytest.fixture(scope="module")
def runs(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Outcome]]]:
    """The runs on both databases, side by side, and one that nobody disturbs."""
    folder = tmp_path_factory.mktemp("killed")
    schema = f"killed_{os.getpid()}"
    with ThreadPoolExecutor(2) as pool:

        def submit(kind: str, where: str, kills: int) -> Future[Outcome]:
            return pool.submit(with_stand_in, where, articles, folder / f"{kind}.said", kills=kills)

        begun = {"sqlite": submit("sqlite", str(folder / "killed.sqlite"), KILLS)}
        if SERVER:
            begun["postgresql"] = submit("postgresql", f"{SERVER}?schema={schema}", KILLS)
        begun["left alone"] = submit("alone", str(folder / "alone.sqlite"), 0)
        yield begun
    if SERVER:
        import psycopg

        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"set client_min_messages = error; drop schema if exists {schema} cascade".encode())


def check(outcome: Outcome, export: bytes) -> None:
    assert outcome.lost == set()
    assert outcome.acknowledged == set(outcome.ids)
    assert len(outcome.ids) == len(set(outcome.ids)) == ARTICLES
    assert outcome.faults == []
    assert outcome.export == export


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_200_times_it_loses_nothing_and_ends_as_if_left_alone(
    kind: str, runs: dict[str, Future[Outcome]]
) -> None:
    if kind not in runs:
        pytest.skip(NEEDS_SERVER)
    check(runs[kind].result(), runs["left alone"].result().export)


def test_killed_while_the_model_reads_it_loses_nothing(articles: Path, tmp_path: Path) -> None:
    """The installed command, model and all. ONRECORD_KILLS asks for more than the few kills of an ordinary run."""
    kills = int(os.environ.get("ONRECORD_KILLS", "5"))
    alone = killed(str(tmp_path / "alone.sqlite"), articles, tmp_path / "said", kills=0, start=Installed)
    outcome = killed(str(tmp_path / "r.sqlite"), articles, tmp_path / "said", kills=kills, start=Installed)
    check(outcome, alone.export)
