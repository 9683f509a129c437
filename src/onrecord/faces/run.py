"""One run of ``onrecord read``: every input read in turn, its readings written as they are done."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from threading import Lock
from typing import Final, Literal, TypeVar

import onrecord
from onrecord import Article, Reading, UnreadableSource
from onrecord.faces.as_json import as_json
from onrecord.faces.pretty import SECTIONS, Section, pretty
from onrecord.faces.refusal import Refusal, refusal
from onrecord.faces.sources import About, Source, Web, expand

Format = Literal["pretty", "json", "jsonl"]
_T = TypeVar("_T")
_AHEAD: Final = 2  # articles read side by side; more than the cores of a small machine gain nothing
FORMATS: Final = ("pretty", "json", "jsonl")

_FRAME: Final[dict[Format, tuple[str, str, str]]] = {
    "pretty": ("", f"\n{'─' * 40}\n\n", ""),
    "json": ("[\n", ",\n", "\n]\n"),
    "jsonl": ("", "", ""),
}
"""What stands before, between and after the readings."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How readings are set. ``width``, ``colour`` and ``show`` are those of `pretty`; the JSON forms know none of them."""

    form: Format
    width: int = 80
    colour: bool = False
    show: tuple[Section, ...] = SECTIONS

    def __call__(self, reading: Reading) -> str:
        """``reading`` as it is written."""
        if self.form == "pretty":
            return pretty(reading, width=self.width, colour=self.colour, show=self.show)
        line = json.dumps(as_json(reading), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return line + "\n" if self.form == "jsonl" else line


def read_all(sources: tuple[str, ...], *, about: About, how: Setting, web: Web | None = None) -> int:
    """Read every input that ``sources`` name, write the readings to standard output, and return how many were refused.

    Refusals and progress go to standard error; progress only where that is a terminal. Each reading is flushed when it
    is done; few more than `_AHEAD` articles are held. Raises OSError where the output cannot be written.
    """
    inputs = expand(sources)
    out, progress, reader = _Output(how.form), _Progress(), _once(lambda: onrecord.load_reader())
    refused = 0

    def read(name: str, found: Article | Refusal) -> str | Refusal:
        if isinstance(found, Refusal):
            return found
        try:
            return how(reader().read(found))
        except Exception as error:
            return refusal(name, error, sha256=found.sha256, member=found.member)

    def work() -> Iterator[Callable[[], str | Refusal]]:
        for number, name in enumerate(inputs, 1):
            progress.show(f"reading {name} ({number} of {len(inputs)})")
            for found in _found(Source(name, web), about):
                yield partial(read, name, found)

    for result in _in_order(work()):
        progress.clear()
        if isinstance(result, Refusal):
            refused += 1
            _report(result, how.form)
        else:
            out.write(result)
    progress.clear()
    out.close()
    return refused


def _once(make: Callable[[], _T]) -> Callable[[], _T]:
    """``make``, called at the first need and no more, whichever thread asks."""
    made, lock = cache(make), Lock()

    def get() -> _T:
        with lock:
            return made()

    return get


def _in_order(work: Iterator[Callable[[], _T]]) -> Iterator[_T]:
    """What each piece of ``work`` gives, in order, `_AHEAD` at a time: while the model scores one text the rules read another."""
    with ThreadPoolExecutor(_AHEAD) as pool:
        waiting: deque[Future[_T]] = deque()
        try:
            for piece in work:
                while waiting and waiting[0].done():
                    yield waiting.popleft().result()
                waiting.append(pool.submit(piece))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _found(source: Source, about: About) -> Iterator[Article | Refusal]:
    """Each article of one input, and what was refused of it; a fault in one does not end the others."""
    refused: deque[UnreadableSource] = deque()
    try:
        for article in source.articles(about, on_refused=refused.append):
            yield from _drained(refused, source.name)
            yield article
    except Exception as error:
        yield from _drained(refused, source.name)
        yield refusal(source.name, error, sha256=source.sha256())
    yield from _drained(refused, source.name)


def _drained(refused: deque[UnreadableSource], name: str) -> Iterator[Refusal]:
    while refused:
        yield refusal(name, refused.popleft(), sha256=None)


def _report(refused: Refusal, form: Format) -> None:
    sys.stderr.write(refused.line() + "\n")
    if form != "pretty":
        sys.stderr.write(refused.json() + "\n")
    sys.stderr.flush()


class _Output:
    """Readings on standard output, in UTF-8 whatever the locale: JSON is defined so, and news is full of ’ and –."""

    def __init__(self, form: Format) -> None:
        self._opening, self._between, self._closing = _FRAME[form]
        self._written = 0

    def write(self, reading: str) -> None:
        """Write one reading, with what stands before it, and flush."""
        self._put((self._between if self._written else self._opening) + reading)
        self._written += 1

    def close(self) -> None:
        """Write what stands after the last reading."""
        if self._written:
            self._put(self._closing)
        else:
            self._put(self._opening + self._closing.lstrip())

    def _put(self, text: str) -> None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


class _Progress:
    """One line on a terminal, written over itself; nothing anywhere else."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False

    def show(self, what: str) -> None:
        """Show ``what`` in place of what was shown."""
        if self._live:
            sys.stderr.write(f"\r\x1b[K{what[:70]}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
