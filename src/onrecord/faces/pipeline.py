"""Every article of some inputs, worked on two at a time and given back in order: what ``read`` and ``add`` share."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from threading import Lock
from typing import Final, TypeVar

from onrecord import Article, UnreadableSource
from onrecord.faces.refusal import Refusal, refusal
from onrecord.faces.screen import Format, Progress
from onrecord.faces.sources import About, Source, Web, expand

_T = TypeVar("_T")
_AHEAD: Final = 2  # articles read side by side; more than the cores of a small machine gain nothing

Work = Callable[[Source, Article], Callable[[], _T]]
"""What is to be done with an article of an input. Called in the order of the articles, by the thread that asks for the results;
what it gives is called by another, beside others."""


def each(
    sources: tuple[str, ...],
    *,
    about: About,
    web: Web | None,
    progress: Progress,
    work: Work[_T],
    doing: str = "reading",
) -> Iterator[_T | Refusal]:
    """What ``work`` comes to for every article of ``sources``, in their order, and what was refused; few more than `_AHEAD` are held.

    A fault in one article or input is a refusal of it and does not end the others. ``progress`` shows what is read.
    """
    inputs = expand(sources)

    def pieces() -> Iterator[Callable[[], _T | Refusal]]:
        for number, name in enumerate(inputs, 1):
            progress.show(f"{doing} {name} ({number} of {len(inputs)})")
            source = Source(name, web)
            for found in _found(source, about):
                yield _refused(found) if isinstance(found, Refusal) else _guarded(source, found, work(source, found))

    for result in _in_order(pieces()):
        progress.clear()
        yield result


def once(make: Callable[[], _T]) -> Callable[[], _T]:
    """``make``, called at the first need and no more, whichever thread asks."""
    made, lock = cache(make), Lock()

    def get() -> _T:
        with lock:
            return made()

    return get


def report(refused: Refusal, form: Format) -> None:
    """Name a refused input on standard error: a line for people, and one for programs where they are asked for."""
    sys.stderr.write(refused.line() + "\n")
    if form != "pretty":
        sys.stderr.write(refused.json() + "\n")
    sys.stderr.flush()


def _refused(found: Refusal) -> Callable[[], Refusal]:
    return lambda: found


def _guarded(source: Source, article: Article, do: Callable[[], _T]) -> Callable[[], _T | Refusal]:
    def guarded() -> _T | Refusal:
        try:
            return do()
        except Exception as error:
            return refusal(source.name, error, sha256=article.sha256, member=article.member)

    return guarded


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
