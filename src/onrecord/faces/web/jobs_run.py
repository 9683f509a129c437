"""One run of ``onrecord add`` in a process of its own: started, listened to, and ended where it takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import IO, Any, Final

COMMAND: Final = (
    sys.executable,
    "-P",  # nothing is imported from the folder that the server was started in
    "-c",
    # Pages are answered first: reading an article is work for a second, and somebody waits for a page.
    "import os; hasattr(os, 'nice') and os.nice(5); from onrecord.faces.cli import main; main()",
)
"""The installed command, started by the same interpreter."""

MOST_LINE: Final = 1_000_000
"""Bytes of one line that is listened to. A line names one article; those of news have under 1,000."""

_PATIENCE: Final = 5.0
"""Seconds for what a process that has ended still says."""

OVERTIME: Final = -1_000
"""The exit code of a run that was ended since it took too long. Those of signals stand above it."""


@dataclass(frozen=True, slots=True)
class Added:
    """An article that the record holds: what the command acknowledged. ``input`` is the source as the command was given it."""

    input: str
    member: str | None
    article: str
    new: bool
    title: str | None
    outlet: str | None
    published: str | None
    revises: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """An input, or a ``member`` of one, that was not read, and why."""

    input: str
    member: str | None
    reason: str


class Run:
    """A process of ``command`` with ``arguments``; ``text`` is what stands on its standard input.

    Each article and each refusal is given to ``heard`` when it is said, by threads of the run. Raises OSError where no
    process can be started.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        heard: Callable[[Added | Refused], None],
        environment: Mapping[str, str],
        command: Sequence[str] = COMMAND,
        text: bytes | None = None,
    ) -> None:
        self._heard = heard
        self._text = text
        self.said = ""
        """The last line that was meant for people: where a run fails, why."""
        self._process = subprocess.Popen(
            [*command, *arguments],
            stdin=subprocess.DEVNULL if text is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            start_new_session=True,  # a group of its own, to be ended with all that it started
        )
        self._threads = [
            Thread(target=self._feed, daemon=True),
            Thread(target=self._listen, args=(self._process.stdout, self._article), daemon=True),
            Thread(target=self._listen, args=(self._process.stderr, self._other), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def wait(self, seconds: float) -> int:
        """The exit code, when all that was said has been heard; `OVERTIME` where it is ended after ``seconds``."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = OVERTIME
            self.end()
            self._process.wait()
        for thread in self._threads:
            thread.join(_PATIENCE)
        return code

    def end(self) -> None:
        """End the process and whatever it started. For any thread, at any time."""
        if self._process.returncode is not None:
            return  # its number may be another's by now
        with contextlib.suppress(OSError):  # it ended just now
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _feed(self) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(OSError), self._process.stdin as pipe:  # it ended before it had read all
                pipe.write(self._text or b"")

    def _listen(self, stream: IO[bytes], take: Callable[[bytes], None]) -> None:
        with stream:
            while line := stream.readline(MOST_LINE):
                take(line)

    def _article(self, line: bytes) -> None:
        said = _fields(line)
        if said and isinstance(said.get("article"), str):
            self._heard(
                Added(
                    input=_word(said, "input") or "",
                    member=_word(said, "member"),
                    article=said["article"],
                    new=said.get("new") is True,
                    title=_word(said, "title"),
                    outlet=_word(said, "outlet"),
                    published=_word(said, "published"),
                    revises=_word(said, "revises"),
                )
            )

    def _other(self, line: bytes) -> None:
        said = _fields(line)
        if said and isinstance(said.get("reason"), str):
            limit, observed = _word(said, "limit"), _word(said, "observed")
            bounds = f" (limit {limit}, observed {observed})" if limit or observed else ""
            self._heard(Refused(_word(said, "input") or "", _word(said, "member"), said["reason"] + bounds))
        elif not said and line.strip():
            self.said = line.decode("utf-8", "replace").strip()[:500]


def _fields(line: bytes) -> dict[str, Any] | None:
    """The JSON object that ``line`` is; None for anything else."""
    try:
        said = json.loads(line) if line.startswith(b"{") else None
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _word(said: Mapping[str, Any], name: str) -> str | None:
    value = said.get(name)
    return value if isinstance(value, str) and value else None
