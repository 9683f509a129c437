"""One worker process, as its caller holds it: pipes to it, and the power to kill it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import onrecord
from onrecord.ingest import messages
from onrecord.ingest.messages import Channel, Gone, Request

_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")
_START_SECONDS = 60.0  # a start takes a tenth of one; a machine may be busy
_LAST_WORD = 0.05  # seconds that a worker has to finish a source of which no more is wanted


class Process:
    """A Python process that runs ``code``, which answers requests: see `onrecord.ingest.worker`.

    It shares no open file with this one, and of the environment what loading libraries needs; its modules are found where
    this process finds them, the current folder left out. Raises OSError or `Gone` where it cannot be started.
    """

    def __init__(self, code: str) -> None:
        package = str(Path(onrecord.__file__).parents[1])
        path = [package, *(os.path.abspath(place) for place in sys.path if place and place != os.curdir)]
        self._process = subprocess.Popen(
            # Without site, which takes a third of the start; what it adds to the path is in ``path``.
            [sys.executable, "-I", "-S", "-B", "-c", f"import sys; sys.path[:] = {path!r}\n{code}"],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.sep,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            start_new_session=True,  # an interrupt from the terminal is for the caller to deal with
        )
        assert self._process.stdin and self._process.stdout  # they are pipes
        self.channel = Channel(self._process.stdout.fileno(), self._process.stdin.fileno())
        try:
            self.channel.receive(seconds=_START_SECONDS)
        except BaseException:
            self.end()
            raise

    def ask(self, file: io.BufferedReader, request: Request, *, seconds: float) -> None:
        """Send ``request`` and the head of the source in ``file``. Raises `Gone`, or TimeoutError after ``seconds``."""
        self.channel.send(messages.REQUEST, messages.packed(request), seconds=seconds)
        file.seek(0)
        self.channel.send(messages.BYTES, file.read(min(request.size, messages.MAX_BYTES)), seconds=seconds)

    def give(self, file: io.BufferedReader, place: bytes, *, seconds: float) -> None:
        """Send the bytes of ``file`` that are wanted. Raises as `ask`."""
        offset, size = messages.place(place)
        file.seek(offset)
        self.channel.send(messages.BYTES, file.read(min(size, messages.MAX_BYTES)), seconds=seconds)

    def has_ended(self) -> bool:
        """Whether it has said all of the source that was asked for, or does now."""
        try:
            tag, _ = self.channel.receive(seconds=_LAST_WORD)
        except (Gone, TimeoutError):
            return False
        return tag in (messages.ENDED, messages.RAISED)

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def signal(self) -> str | None:
        """The name of the signal that ended it, None for another end; waits a moment for one that closed its pipes."""
        try:
            code = self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            return None
        return signal.Signals(-code).name if code < 0 else None

    def end(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        with self._process:  # closes the pipes, and waits
            pass
