"""Sources read in a process of their own, which is killed where it takes too long or too much, and replaced.

A parser written in C cannot be interrupted, and one that a hostile file has taken over can do all that its process can.
So the caller hands over bytes and takes back articles, and a worker that has answered stays for the next source.
"""

from __future__ import annotations

import atexit
import io
import os
from collections.abc import Callable, Generator, Iterator
from functools import cache
from threading import Lock
from typing import NamedTuple, TypeVar

from onrecord.config import PARSE_MEMORY, PARSE_SECONDS
from onrecord.errors import UnreadableSource
from onrecord.ingest import messages
from onrecord.ingest.members import NOTHING_STATED, Stated
from onrecord.ingest.messages import Gone, Request
from onrecord.ingest.process import Process
from onrecord.ingest.sources import Asked, Found, OnCapture

_T = TypeVar("_T")

_MAX_IDLE = 4  # workers kept for the next source; each takes some 25 MB
_MAX_ENDED = 10  # workers that one source may end; it may have used five minutes by then


class Limits(NamedTuple):
    """What one document may take: ``seconds`` by the clock, ``memory`` in bytes."""

    seconds: float = PARSE_SECONDS
    memory: int = PARSE_MEMORY


class Workers:
    """Worker processes, one for each source that is being read, started at need. For any number of threads.

    ``first`` is Python code that each runs before it begins to serve.
    """

    def __init__(self, *, limits: Limits | None = None, first: str = "") -> None:
        self._limits = limits or Limits()
        options = f"seconds={self._limits.seconds!r}, memory={self._limits.memory!r}"
        self._code = f"{first}\nfrom onrecord.ingest.worker import serve; serve({options})"
        self.forget()

    def read(
        self,
        file: io.BufferedReader,
        asked: Asked,
        stated: Stated = NOTHING_STATED,
        *,
        captured: OnCapture | None = None,
    ) -> Iterator[Found]:
        """What the source in ``file``, which must be seekable, holds; options, results and errors as in `read_source`.

        A document that ends its worker is refused, and those after it are read by another.
        """
        request = Request(asked, stated, file.seek(0, io.SEEK_END), captures=captured is not None)
        for _ in range(_MAX_ENDED):
            again = yield from self._answers(file, request, captured)
            if not again:
                return
            request = again
        raise UnreadableSource(asked.name, "ended the parser again and again", limit=f"{_MAX_ENDED} times")

    def listing(self, name: str, asked: bytes, data: bytes, made: Callable[[bytes], _T]) -> _T:
        """What is ``made`` of a worker's answer to ``asked`` of a feed or sitemap. Raises `UnreadableSource`."""
        seconds = self._limits.seconds
        while True:
            worker, fresh = self._taken(name)
            over = False
            try:
                worker.channel.send(messages.LISTING, asked, seconds=seconds)
                worker.channel.send(messages.BYTES, data, seconds=seconds)
                tag, payload = worker.channel.receive(seconds=seconds)
                if tag == messages.RAISED:
                    over = True
                    raise messages.refused(payload)
                if tag != messages.LISTED:
                    raise _Said(tag, payload)
                answer = made(payload)
                over = True
                return answer
            except (Gone, TimeoutError, _Said) as end:
                if fresh or not isinstance(end, Gone):
                    wrong = self._refusal(name, worker, end)
                    wrong.stage = "listing" if wrong.stage == "ingest" else wrong.stage
                    raise wrong from end
            finally:
                self._put_back(worker) if over else worker.end()

    def close(self) -> None:
        """End the workers that wait. One at work is ended when the reading of its source is."""
        with self._lock:
            idle = self._idle.copy()
            self._idle.clear()
        for worker in idle:
            worker.end()

    def forget(self) -> None:
        """Leave the workers to the process that this one was forked from."""
        self._lock = Lock()
        self._idle: list[Process] = []

    def _answers(
        self, file: io.BufferedReader, request: Request, captured: OnCapture | None
    ) -> Generator[Found, None, Request | None]:
        """What one worker says to ``request``; returns what to ask another where a document ended it, else None."""
        name, seconds = request.asked.name, self._limits.seconds
        worker, fresh = self._taken(name)
        heard = inside = over = False
        received, document = request.received, request.done - (request.wrong is None)
        try:
            worker.ask(file, request, seconds=seconds)
            while not over:
                tag, payload = worker.channel.receive(seconds=seconds)
                heard = True
                match tag:
                    case messages.BEGUN:
                        document, inside = document + 1, True
                    case messages.ARTICLE | messages.REFUSED:
                        found = messages.article(payload) if tag == messages.ARTICLE else messages.refused(payload)
                        received, inside = received + 1, False
                        yield found
                    case messages.CAPTURE if captured:
                        captured(payload)
                    case messages.WANTED:
                        worker.give(file, payload, seconds=seconds)
                    case messages.ENDED:
                        over = True
                    case messages.RAISED:
                        over = True
                        raise messages.refused(payload)
                    case _:
                        raise _Said(tag, payload)
        except GeneratorExit:
            over = worker.has_ended()
            raise
        except (Gone, TimeoutError, _Said) as end:
            if not heard and not fresh and isinstance(end, Gone):  # it was ended by somebody else while it waited
                return request
            wrong = self._refusal(name, worker, end)
            if not inside:
                raise wrong from end
            return request._replace(received=received, done=document, wrong=wrong)
        finally:
            self._put_back(worker) if over else worker.end()
        return None

    def _taken(self, name: str) -> tuple[Process, bool]:
        """A worker, and whether it has only just been started. Raises `UnreadableSource` naming ``name``."""
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                try:
                    return Process(self._code), True
                except (OSError, Gone) as wrong:
                    raise UnreadableSource(name, "the parser could not be started", stage="internal") from wrong
            if worker.is_alive():
                return worker, False
            worker.end()

    def _put_back(self, worker: Process) -> None:
        with self._lock:
            if len(self._idle) < _MAX_IDLE:
                self._idle.append(worker)
                return
        worker.end()

    def _refusal(self, name: str, worker: Process, end: Exception) -> UnreadableSource:
        """What to say of a source whose worker came to this ``end``."""
        signal = worker.signal() if isinstance(end, Gone) else None
        if isinstance(end, TimeoutError) or signal == "SIGXCPU":
            limit = f"{self._limits.seconds:g} s"
            return UnreadableSource(name, "took too long to parse", limit=limit, observed=f"over {limit}")
        if isinstance(end, _Said) and end.tag == messages.MEMORY:
            limit = f"{self._limits.memory / 2**20:,.0f} MiB of memory"
            return UnreadableSource(name, "took too much to parse", limit=limit, observed=f"over {limit}")
        if isinstance(end, _Said) and end.tag == messages.FAULT:
            what = messages.words(end.payload)
            return UnreadableSource(name, f"internal error ({what}); please report it", stage="internal")
        return UnreadableSource(name, f"ended its parser ({signal or 'no answer that can be read'})")


class _Said(Exception):
    """The last word of a worker."""

    def __init__(self, tag: bytes, payload: bytes) -> None:
        super().__init__(tag)
        self.tag = tag
        self.payload = payload


@cache
def shared() -> Workers:
    """The workers of this process, ended with it."""
    workers = Workers()
    atexit.register(workers.close)
    os.register_at_fork(after_in_child=workers.forget)
    return workers
