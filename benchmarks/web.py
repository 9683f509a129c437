"""How fast the pages are: many clients at once, on pages drawn by chance from a large record.

    python -m benchmarks.web [--record FILE] [--statements 100000] [--clients 20] [--seconds 30] [--adding]

A record of made readings is filled where it is not there yet, and served by ``onrecord serve`` on this machine. Each client asks
for one page after the other, each as soon as it has the one before (so a stall of the server is seen as one slow
answer a client), over a connection that stays, with compression and with no page at hand. `KINDS` is the mix.

Three figures: of a server that was started just now and has told no story; of one that has shown every story once, as one has
that runs for a day; and with ``--adding`` of the same while it reads and adds articles. The limits hold for the last two. Exit
code 1 where a figure is over its limit.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from benchmarks.made_readings import FIRST, LAST, NOUNS, made_reading
from benchmarks.record import PER_ARTICLE, fill
from onrecord.batch.keep_up import keep_up
from onrecord.record import open_record
from onrecord.story.stories import stories

LEAST_RATE = 150.0  # requests a second, of all kinds together
MOST_P99 = 0.350  # seconds
MOST_P99_ADDING = 0.600
_WARM = 5.0  # seconds before anything is counted: connections, and pages that everybody sees
_ADDED = 400  # articles that are sent to be added: more than can be read in the time


class Held(NamedTuple):
    """What the record holds: the ids of its articles, and of its stories."""

    articles: list[str]
    stories: list[str]


class Kind(NamedTuple):
    """One kind of page: ``weight`` is its part of all requests in percent, ``path`` draws one."""

    name: str
    weight: int
    path: Callable[[random.Random, Held], str]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


KINDS = [
    Kind("today", 4, lambda chance, held: "/"),
    Kind("stories", 2, lambda chance, held: "/stories"),
    Kind("story", 20, lambda chance, held: f"/story/{chance.choice(held.stories)}"),
    Kind("article", 20, lambda chance, held: f"/article/{chance.choice(held.articles)}"),
    Kind(
        "statement",
        18,
        lambda chance, held: f"/article/{chance.choice(held.articles)}/s{chance.randint(1, PER_ARTICLE)}",
    ),
    Kind("who", 9, lambda chance, held: f"/who?{urlencode({'name': _name(chance)})}"),
    Kind("search", 14, lambda chance, held: f"/search?{urlencode({'q': f'{chance.choice(NOUNS)} act:demand'})}"),
    Kind(
        "check",
        2,
        lambda chance, held: f"/check?{urlencode({'quote': f'the {chance.choice(NOUNS)} of {_name(chance)}'})}",
    ),
    Kind("api search", 6, lambda chance, held: f"/api/search?{urlencode({'q': chance.choice(NOUNS)})}"),
    Kind("api article", 5, lambda chance, held: f"/api/article/{chance.choice(held.articles)}"),
]
"""The mix: of what people look at, about as the share of each."""


class Answer(NamedTuple):
    """One answer: its kind, status, and how long it took, in seconds."""

    kind: str
    status: int
    took: float


async def _client(host: str, port: int, paths: Iterator[tuple[str, str]], until: float, into: list[Answer]) -> None:
    """Ask for one page after the other until the moment ``until``."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while (start := time.perf_counter()) < until:
            kind, path = next(paths)
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\nAccept: */*\r\n\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: *([0-9]+)", head)
            await reader.readexactly(int(length[1]) if length else 0)
            into.append(Answer(kind, int(head[9:12]), time.perf_counter() - start))
            if b"connection: close" in head.lower():
                writer.close()
                reader, writer = await asyncio.open_connection(host, port)
    finally:
        writer.close()


def _paths(held: Held, seed: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(seed)
    while True:
        kind = chance.choices(KINDS, [one.weight for one in KINDS])[0]
        yield kind.name, quote(kind.path(chance, held), safe="/?=&%+")


async def _load(host: str, port: int, held: Held, clients: int, seconds: float, seed: int) -> list[Answer]:
    answers: list[list[Answer]] = [[] for _ in range(clients)]
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_client(host, port, _paths(held, seed + n), until, into) for n, into in enumerate(answers)))
    return [one for its in answers for one in its]


async def _each_story(host: str, port: int, held: Held, clients: int) -> float:
    """Ask for every story once; the seconds that takes."""
    started = time.perf_counter()
    left = iter([("story", f"/story/{one}") for one in held.stories])

    async def some() -> None:
        with contextlib.suppress(RuntimeError, StopIteration):  # none is left, as a coroutine tells it
            await _client(host, port, left, float("inf"), [])

    await asyncio.gather(*(some() for _ in range(clients)))
    return time.perf_counter() - started


@contextlib.contextmanager
def served(record: Path) -> Iterator[tuple[str, int, int]]:
    """A server over ``record``: its host, its port and its process."""
    command = [sys.executable, "-c", "from onrecord.faces.cli import main; main()"]
    server = subprocess.Popen(
        [*command, "--record", str(record), "serve", "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    assert server.stderr
    try:
        for line in server.stderr:
            if found := re.search(r"http://\S+", line):
                parts = urlsplit(found[0])
                break
        else:
            sys.exit("the server did not start")
        yield str(parts.hostname), int(parts.port or 0), server.pid
    finally:
        server.terminate()
        server.wait(20)


def memory(process: int) -> float:
    """The memory of a process, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+([0-9]+) kB", status)
    return int(found[1]) / 1_000 if found else float("nan")


def _told(name: str, answers: list[Answer], seconds: float, most: float | None) -> bool:
    """Print what the load came to; whether it is within its limits."""
    taken = sorted(one.took for one in answers)
    at = {share: taken[min(int(len(taken) * share), len(taken) - 1)] for share in (0.5, 0.9, 0.99)}
    bad = [one for one in answers if one.status >= 500]
    other = [one for one in answers if 400 <= one.status < 500]
    limit = "" if most is None else f" (limit {most * 1_000:.0f})"
    print(
        f"{name}: {len(answers) / seconds:.0f} requests a second, p50 {at[0.5] * 1_000:.0f} ms, p90 {at[0.9] * 1_000:.0f} ms, "
        f"p99 {at[0.99] * 1_000:.0f} ms{limit}, longest {taken[-1] * 1_000:.0f} ms, "
        f"5xx {len(bad)}, 4xx {len(other)}"
    )
    kinds: dict[str, list[float]] = defaultdict(list)
    for one in answers:
        kinds[one.kind].append(one.took)
    for kind, its in sorted(kinds.items()):
        its.sort()
        print(
            f"  {kind:<12} {len(its):6}  median {statistics.median(its) * 1_000:6.0f} ms  "
            f"p99 {its[int(len(its) * 0.99)] * 1_000:6.0f} ms"
        )
    return not bad and (most is None or at[0.99] <= most)


def _send(host: str, port: int, first: int) -> None:
    """Have the server add made articles, as a person does who uploads a file."""
    import json
    from urllib.request import Request, urlopen

    rows = [made_reading(number, statements=PER_ARTICLE, seed=2).article for number in range(first, first + _ADDED)]
    lines = "".join(
        json.dumps(
            {"text": row.text, "title": row.title, "outlet": row.outlet, "date": row.published and row.published.date}
        )
        + "\n"
        for row in rows
    )
    edge = "a-line-that-is-in-no-article"
    body = (
        f'--{edge}\r\ncontent-disposition: form-data; name="how"\r\n\r\nfiles\r\n'
        f'--{edge}\r\ncontent-disposition: form-data; name="files"; filename="made.jsonl"\r\n'
        f"content-type: application/octet-stream\r\n\r\n{lines}\r\n--{edge}--\r\n"
    ).encode()
    headers = {"content-type": f"multipart/form-data; boundary={edge}", "origin": f"http://{host}:{port}"}
    with urlopen(Request(f"http://{host}:{port}/add", body, headers)) as answer:
        print(f"articles are being added: {answer.url}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--record", type=Path, help="a file; a temporary one by default. It is copied where articles are added"
    )
    asked.add_argument("--statements", type=int, default=100_000)
    asked.add_argument("--clients", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--adding", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "record.sqlite"
        with open_record(path) as record:
            ids = fill(record, -(-given.statements // PER_ARTICLE))
            keep_up(record)
            held = Held(ids, [one.id for one in stories(record.view())])
        print(f"{len(ids) * PER_ARTICLE:,} statements, {given.clients} clients, {given.seconds:g} s")
        well = True
        if given.adding:
            copied = Path(folder) / "copied.sqlite"
            shutil.copy(path, copied)
            path = copied
        with served(path) as (host, port, process):
            answers = asyncio.run(_load(host, port, held, given.clients, given.seconds, 1_000))
            _told("reading, started just now", answers, given.seconds, None)
            took = asyncio.run(_each_story(host, port, held, given.clients))
            print(f"each of {len(held.stories):,} stories once: {took:.0f} s")
            asyncio.run(_load(host, port, held, given.clients, _WARM, 2_000))
            answers = asyncio.run(_load(host, port, held, given.clients, given.seconds, 3_000))
            well &= _told("reading", answers, given.seconds, MOST_P99)
            well &= len(answers) / given.seconds >= LEAST_RATE
            if given.adding:
                _send(host, port, 20_000_000)
                time.sleep(_WARM)
                before = _articles(path)
                answers = asyncio.run(_load(host, port, held, given.clients, given.seconds, 4_000))
                well &= _told("reading while articles are added", answers, given.seconds, MOST_P99_ADDING)
                print(f"  {(_articles(path) - before) / given.seconds:.1f} articles a second were added meanwhile")
            print(f"memory of the server: {memory(process):.0f} MB")
    sys.exit(0 if well else 1)


def _articles(path: Path) -> int:
    with open_record(path, read_only=True) as record:
        return len(record.view().articles())


if __name__ == "__main__":
    main()
