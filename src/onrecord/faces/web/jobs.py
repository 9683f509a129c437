"""Articles that are added through the pages: one job after the other, each in a process of its own.

So pages stay quick while articles are read, and a source that brings its reader down brings down no server.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import tempfile
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO, Final, Literal

from onrecord.faces.web.jobs_run import COMMAND, OVERTIME, Added, Refused, Run

State = Literal["waiting", "reading", "done", "failed"]

MOST_WAITING: Final = 20
"""Jobs that may wait for the one before them."""

MOST_KEPT: Final = 50
"""Jobs that are remembered, those before them forgotten; what they added is in the record."""

MOST_LINES: Final = 200
"""Articles, and refusals, that are remembered of one job, the last of each: some 100 kB."""

MOST_SECONDS: Final = 3_600.0
"""Seconds for one job. An article takes about one, and a page of a site a second more."""

SUFFIXES: Final = frozenset(
    ".txt .md .html .htm .xhtml .pdf .docx .eml .mbox .warc .wacz .gz .zip .json .jsonl .csv .tsv".split()
)
"""Ends of names that a file keeps. What it is, is told from its bytes."""

_LOG: Final = logging.getLogger("onrecord.web")
_REFUSED: Final = (0, 3)  # exit codes: all was added; some inputs were refused, each named


class TooMany(Exception):
    """As many jobs wait as may: come back later."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be added: ``text``, ``files`` (each a name and an open file), or what is at ``address``.

    ``what`` names it for people, ``by`` is who asked for it, ``options`` are those of ``onrecord add``.
    """

    what: str
    by: str | None = None
    options: tuple[str, ...] = ()
    text: str | None = None
    files: tuple[tuple[str, BinaryIO], ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A job as it stands. Inputs are named as people know them.

    ``added`` and ``refused`` are the last ones, at most `MOST_LINES`; ``counts`` are of all: new, known, refused.
    ``doing`` is the input that is read, ``past`` how many of ``inputs`` have been; None where nobody can know. ``why`` says
    of a job that failed what ended it.
    """

    id: str
    what: str
    by: str | None
    state: State
    asked: datetime
    ended: datetime | None
    added: tuple[Added, ...]
    refused: tuple[Refused, ...]
    counts: tuple[int, int, int]
    inputs: int | None
    past: int
    doing: str | None
    why: str | None

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self.state in ("waiting", "reading")


@dataclass(slots=True, eq=False)
class _Job:
    id: str
    task: Task
    folder: Path | None
    names: dict[str, str]
    asked: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended: datetime | None = None
    state: State = "waiting"
    why: str | None = None
    run: Run | None = None
    added: deque[Added] = field(default_factory=lambda: deque(maxlen=MOST_LINES))
    refused: deque[Refused] = field(default_factory=lambda: deque(maxlen=MOST_LINES))
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])
    past: set[str] = field(default_factory=set)


class Jobs:
    """The jobs of one server. For any number of threads.

    ``where`` is the record's place (None: the user's own). ``changed`` is called before a job is told as
    done: while it reads, views follow by themselves. ``command`` is what is run.
    """

    def __init__(
        self,
        where: str | None,
        changed: Callable[[], object],
        *,
        command: Sequence[str] = COMMAND,
        seconds: float = MOST_SECONDS,
    ) -> None:
        self._where = where
        self._changed = changed
        self._command = command
        self._seconds = seconds
        self._lock = Lock()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._waiting: deque[_Job] = deque()
        self._working: Thread | None = None
        self._closed = False

    def begin(self, task: Task) -> str:
        """The id of the job that does ``task``, in its turn. Raises `TooMany`, and OSError where files cannot be kept."""
        with self._lock:
            self._not_full()
        job = _Job(secrets.token_hex(8), replace(task, files=()), *_kept(task))
        try:
            with self._lock:
                self._not_full()
                self._jobs[job.id] = job
                self._waiting.append(job)
                self._forget()
                if self._working is None:
                    self._working = Thread(target=self._work, name="adding", daemon=True)
                    self._working.start()
        except TooMany:
            _clear(job)
            raise
        return job.id

    def told(self, name: str) -> Told | None:
        """The job with this id; None where there is none, or it has been forgotten."""
        with self._lock:
            job = self._jobs.get(name)
            return _told(job) if job else None

    def latest(self) -> tuple[Told, ...]:
        """All that are remembered, the last first."""
        with self._lock:
            return tuple(_told(job) for job in reversed(self._jobs.values()))

    def stop(self, name: str) -> None:
        """End a job, if it has not ended. What was acknowledged stays in the record."""
        with self._lock:
            if job := self._jobs.get(name):
                self._stop(job, "it was stopped")

    def close(self) -> None:
        """End all jobs and take their files away. No other can begin."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                self._stop(job, "the server was ended")
            working = self._working
        if working is not None:
            working.join(10)

    def _not_full(self) -> None:
        if self._closed or len(self._waiting) >= MOST_WAITING:
            raise TooMany

    def _forget(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.ended]
        for name in ended[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[name]

    def _stop(self, job: _Job, why: str) -> None:
        if job.ended is None and job.why is None:
            job.why = why
            if job.run is not None:
                job.run.end()
            elif job in self._waiting:
                self._waiting.remove(job)
                _end(job, "failed")
                _clear(job)

    def _work(self) -> None:
        """Do what waits, one after the other, until nothing does."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._working = None
                    return
                job = self._waiting.popleft()
                job.state = "reading"
            why: str | None = "something went wrong here, which is a fault of onrecord"
            try:
                why = self._do(job)
                self._changed()
            except Exception:  # the next job is not to suffer for it
                _LOG.exception("a job of adding failed")
            with self._lock:
                job.why = job.why or why
                _end(job, "failed" if job.why else "done")
            _clear(job)

    def _do(self, job: _Job) -> str | None:
        """Do one job. Gives why it failed, None where it did not."""

        def heard(line: Added | Refused) -> None:
            with self._lock:
                _hear(job, line)

        environment = {name: value for name, value in os.environ.items() if name != "ONRECORD_RECORD"}
        if self._where is not None:  # no argument, which others on the machine can see: it may hold a password
            environment["ONRECORD_RECORD"] = self._where
        text = job.task.text.encode("utf-8", "replace") if job.task.text is not None else None
        try:
            run = Run(_arguments(job), heard=heard, environment=environment, command=self._command, text=text)
        except OSError as wrong:
            _LOG.error("a job of adding cannot be started: %s", wrong)
            return "it could not be started"
        with self._lock:
            job.run = run
            if job.why:  # stopped meanwhile
                run.end()
        code = run.wait(self._seconds)
        if code in _REFUSED or job.why:
            return None
        _LOG.error("a job of adding ended with %s: %s", code, run.said)
        return _why(code, self._seconds)


def _kept(task: Task) -> tuple[Path | None, dict[str, str]]:
    """The files of ``task`` in a folder of their own under other names, and what they were called."""
    if not task.files:
        return None, {}
    folder = Path(tempfile.mkdtemp(prefix="onrecord-add-"))
    names: dict[str, str] = {}
    try:
        for number, (name, file) in enumerate(task.files, 1):
            suffix = Path(name).suffix.casefold()
            path = folder / f"{number:04}{suffix if suffix in SUFFIXES else ''}"
            with path.open("xb") as kept:
                shutil.copyfileobj(file, kept)
            names[str(path)] = name
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder, names


def _arguments(job: _Job) -> tuple[str, ...]:
    task = job.task
    sources = tuple(job.names) or ((task.address,) if task.address is not None else ("-",))
    return ("add", "--format", "jsonl", *task.options, "--", *sources)


def _hear(job: _Job, line: Added | Refused) -> None:
    if line.input in job.names:
        job.past.add(line.input)
    name = job.names.get(line.input, job.task.what if line.input == "-" else line.input)
    if isinstance(line, Added):
        job.counts[0 if line.new else 1] += 1
        job.added.append(
            Added(name, line.member, line.article, line.new, line.title, line.outlet, line.published, line.revises)
        )
    else:
        job.counts[2] += 1
        reason = line.reason.replace(f"{job.folder}{os.sep}", "") if job.folder else line.reason
        job.refused.append(Refused(name, line.member, reason))


def _told(job: _Job) -> Told:
    doing = None
    if job.state == "reading":
        doing = next(
            (name for path, name in job.names.items() if path not in job.past), job.task.address or job.task.what
        )
    new, known, refused = job.counts
    return Told(
        job.id,
        job.task.what,
        job.task.by,
        job.state,
        job.asked,
        job.ended,
        tuple(job.added),
        tuple(job.refused),
        (new, known, refused),
        len(job.names) or None,
        len(job.past),
        doing,
        job.why,
    )


def _end(job: _Job, state: State) -> None:
    job.state = state
    job.ended = datetime.now(UTC)
    job.run = None
    job.task = replace(job.task, text=None)


def _clear(job: _Job) -> None:
    if job.folder is not None:
        shutil.rmtree(job.folder, ignore_errors=True)


def _why(code: int, seconds: float) -> str:
    if code == OVERTIME:
        return f"it took longer than {seconds / 60:g} minutes"
    if code == 4:
        return "the record could not be used, or no more"
    return "the program that reads was ended" if code < 0 else "the program that reads could not go on"
