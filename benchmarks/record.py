"""How fast the record is: reading it back, and adding to a small and to a large one.

    python -m benchmarks.record [--record PATH|postgresql://...] [--statements 100000] [--articles 20000] [--only NAME]

Two records of made readings (`benchmarks.made_readings`) are filled where they are not there yet: one of so many *statements*,
for what is read, and one of so many *articles*, for what it costs to add to it. Each row of `MEASURES` is one figure with
its limit. Exit code 1 where one is over its limit.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.made_readings import FIRST, LAST, NOUNS, capture_of, made_reading
from onrecord.batch.keep_up import keep_up
from onrecord.reader import load_reader
from onrecord.record import Record, adding, open_record
from onrecord.record.log import Tail
from onrecord.record.search import cursor, search
from onrecord.story.stories import stories
from onrecord.story.tell import story_of
from onrecord.story.who import who

PER_ARTICLE = 18
_BATCH = 250  # articles in one transaction, while a record is filled
_ADDED = 150  # articles added to measure it


class Setting(NamedTuple):
    """What a measure is given: the record of many statements, what it was made of, and chance that is the same in every run."""

    record: Record
    articles: int
    chance: random.Random
    ids: list[str]


class Measure(NamedTuple):
    """A figure: ``take`` gives the seconds of single runs, of which the median counts, in milliseconds; ``limit`` too."""

    name: str
    limit: float
    take: Callable[[Setting], list[float]]


def timed(runs: Iterator[Callable[[], Any]]) -> list[float]:
    """The seconds that each of ``runs`` takes."""
    taken = []
    for run in runs:
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return taken


def readings_of_a_story(setting: Setting) -> list[float]:
    """20 articles' readings, not read before."""

    def runs() -> Iterator[Callable[[], Any]]:
        view = setting.record.view()
        for _ in range(40):
            ids = setting.chance.sample(setting.ids, 20)
            yield lambda ids=ids: view.readings(ids)

    return timed(runs())


def all_articles(setting: Setting) -> list[float]:
    """Every article, as a list of stories needs them, by a view that has not been asked before."""
    return timed((lambda: setting.record.view().articles()) for _ in range(5))


def entities_of_a_name(setting: Setting) -> list[float]:
    """The entities of one name, in all articles."""
    view = setting.record.view()
    return timed((lambda: view.named("Venn")) for _ in range(20))


def one_row_corrected(setting: Setting) -> list[float]:
    """A speaker replaced, and the correction undone."""

    def runs() -> Iterator[Callable[[], Any]]:
        for article in setting.chance.sample(setting.ids, 20):
            made = setting.record.correct(
                f"{article}/s1", "replace", field="speaker", value="Zora Quay", by="a benchmark"
            )
            yield lambda made=made: setting.record.correct(made.id, "undo", by="a benchmark")

    return timed(runs())


def stories_told(setting: Setting) -> list[float]:
    """One story in full, of an article drawn by chance; each is told for the first time."""
    view = setting.record.view()
    return timed(
        (lambda article=article: story_of(view, article)) for article in setting.chance.sample(setting.ids, 60)
    )


def all_stories_listed(setting: Setting) -> list[float]:
    """The list of all stories."""
    return timed((lambda: stories(setting.record.view())) for _ in range(5))


def people_asked_for(setting: Setting) -> list[float]:
    """All that somebody said and did, by a view that has not been asked before; names drawn by chance."""
    names = [f"{setting.chance.choice(FIRST)} {setting.chance.choice(LAST)}" for _ in range(40)]
    return timed((lambda name=name: who(setting.record.view(), name)) for name in names)


def words_searched(setting: Setting) -> list[float]:
    """Statements with a word and an act, from the first page; docs/how-to/search.md has more kinds."""
    words = [f"{setting.chance.choice(NOUNS)} act:demand" for _ in range(40)]
    return timed((lambda query=query: search(setting.record.view(), query)) for query in words)


def hits_counted(setting: Setting) -> list[float]:
    """What is found of a common word, counted by filter."""
    words = [
        f"{noun} {also}"
        for noun in ("the", "that", *setting.chance.sample(NOUNS, 3))
        for also in ("", "-no", "act:demand")
    ]
    return timed((lambda query=query: setting.record.view().facets(query)) for query in [*words] * 3)


def statements_to_review(setting: Setting) -> list[float]:
    """Pages of what nobody has looked at, one after the other."""

    def runs() -> Iterator[Callable[[], Any]]:
        view, after = setting.record.view(), None
        for _ in range(40):
            yield lambda after=after: view.to_review(after=after)
            after = cursor(view.to_review(after=after)[-1])

    return timed(runs())


def states_of_stories(setting: Setting) -> list[float]:
    """The key that the page of a story of eight articles is kept under."""
    view = setting.record.view()
    groups = [setting.ids[at : at + 8] for at in setting.chance.sample(range(len(setting.ids) - 8), 40)]
    return timed((lambda ids=ids: view.state(ids)) for ids in groups)


MEASURES = [
    Measure("readings of 20 articles", 30, readings_of_a_story),
    Measure("all articles", 200, all_articles),
    Measure("entities of one name", 100, entities_of_a_name),
    Measure("one correction", 100, one_row_corrected),
    Measure("search", 100, words_searched),
    Measure("who", 100, people_asked_for),
    Measure("what is found, counted", 60, hits_counted),
    Measure("a page of what to review", 50, statements_to_review),
    Measure("the state of a story", 3, states_of_stories),
    Measure("story", 100, stories_told),
    Measure("all stories", 400, all_stories_listed),
]
"""The figures of reading. Add a row for what else is to be fast."""

GROWTH = 1.3
"""What adding an article to the large record may cost, in what it costs in an empty one: as `onrecord add` does it, reading and all."""


def fill(record: Record, articles: int) -> list[str]:
    """Put made readings into ``record`` up to so many, a batch at a time, and return the ids of all."""
    there = record.view().articles()
    ids = [kept.id for kept in there]
    for first in range(len(ids), articles, _BATCH):
        some = [made_reading(number, statements=PER_ARTICLE) for number in range(first, min(first + _BATCH, articles))]
        ready = [adding.prepared(one, capture_of(one)) for one in some]

        def work(connection: Any, ready: list[adding.Prepared] = ready) -> None:
            tail = Tail(connection, "2026-01-01T00:00:00Z")
            for one in ready:
                adding.add(record._base, connection, tail, one)

        record._base.write(work)
        ids += [one.article.id for one in some]
        print(f"\r{len(ids):,} of {articles:,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return ids


class Cost(NamedTuple):
    """Seconds of the steps of adding an article: reading it, keeping it, and bringing stories up to date."""

    read: float
    keep: float
    stories: float


def costs_of_adding(small: Record, large: Record, first: int) -> tuple[list[Cost], list[Cost]]:
    """What adding an article to each costs, by turns, so that what else the machine does is shared alike. The article is read once
    for both, by the shipped reader; what is kept is the made reading, which has more in it than made words give."""
    reader = load_reader()
    taken: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(first, first + _ADDED):
        reading = made_reading(number, statements=PER_ARTICLE, seed=1)
        start = time.perf_counter()
        reader.read(reading.article)
        read = time.perf_counter() - start
        for record, into in ((small, taken[0]), (large, taken[1])):
            start = time.perf_counter()
            added = record.add(reading, capture=capture_of(reading))
            kept = time.perf_counter()
            keep_up(record)
            into.append(Cost(read, kept - start, time.perf_counter() - kept))
            assert added.new
    return taken


def _place(where: str, name: str) -> str:
    if where.startswith(("postgresql:", "postgres:")):
        return f"{where}{'&' if '?' in where else '?'}schema=benchmark_{name}"
    return str(Path(where) / f"{name}.sqlite")


def _fresh(where: str, folder: str) -> str:
    """Where an empty record of the same kind may be made."""
    return _place(where, f"empty_{time.time_ns()}") if ":" in where else _place(folder, "empty")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--record", help="a folder for the two files, or postgresql://...; a temporary folder by default"
    )
    asked.add_argument("--statements", type=int, default=100_000)
    asked.add_argument("--articles", type=int, default=20_000)
    asked.add_argument("--only", help="part of the name of the figures wanted")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(given.record or folder, given.statements, given.articles, given.only or ""))


def run(where: str, statements: int, articles: int, only: str) -> int:
    """Print each figure beside its limit; 1 where one is over it."""
    over = 0
    wanted = [measure for measure in MEASURES if only in measure.name]
    if wanted:
        with open_record(_place(where, "statements")) as record:
            ids = fill(record, -(-statements // PER_ARTICLE))
            keep_up(record)
            print(f"{len(ids) * PER_ARTICLE:,} statements, {record.durability}")
            for measure in wanted:
                setting = Setting(record, len(ids), random.Random(measure.name), ids)
                taken = sorted(measure.take(setting))
                median = statistics.median(taken) * 1_000
                over += median > measure.limit
                slow = taken[int(len(taken) * 0.9)] * 1_000
                print(f"{measure.name:<30} median {median:8.1f} ms   90% {slow:8.1f} ms   limit {measure.limit:g} ms")
    if only in "adding an article":
        with (
            tempfile.TemporaryDirectory(dir=None if ":" in where else where) as fresh,
            open_record(_place(where, "articles")) as large,
            open_record(_fresh(where, fresh)) as small,
        ):
            fill(large, articles)
            keep_up(large)
            a, b = costs_of_adding(small, large, first=10_000_000 + len(large))
        for what, cost in (
            ("adding an article: keeping", lambda one: one.keep),
            ("... and its stories", lambda one: one.keep + one.stories),
            ("... and reading it", sum),
        ):
            before, after = (statistics.median(map(cost, taken)) * 1_000 for taken in (a, b))
            print(
                f"{what:<30} median {before:8.1f} ms to an empty record, {after:.1f} ms to one of {articles:,}: "
                f"{after / before:.2f} times"
            )
        over += after / before > GROWTH
        print(f"{'':<30} limit, of all of it: {GROWTH} times")
    return int(over > 0)


if __name__ == "__main__":
    main()
