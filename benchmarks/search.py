"""How fast a record is searched, and how well a quotation that is wrong in some words is found again.

    python -m benchmarks.search [--record PATH|postgresql://...] [--statements 100000]

Speed is measured on a record of made readings (`benchmarks.made_readings`), filled where it is not there yet; each kind of
search must take under `LIMIT` ms in the median, a check twice that. For finding, statements of that record are asked after with words left
out, put in and replaced by chance; `FOUND` of them must be found. Exit code 1 where a figure is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from benchmarks.made_readings import FIRST, LAST
from benchmarks.record import PER_ARTICLE, Measure, Setting, _place, fill, timed
from onrecord.record import View, open_record
from onrecord.story.quotes import check

LIMIT: Final = 100.0
"""Milliseconds, in the median."""

FOUND: Final = 0.95
"""Share of quotations with one word in ten wrong whose statement is among the five shown."""

KINDS: Final[dict[str, Sequence[str]]] = {
    "search: a common word": ("the", "that", "new", "ferry", "bridge"),
    "search: a name": ("orr", "sallowby", "venn", "thorne"),
    "search: several words": ("ferry the delayed", "bridge northern", "levy pump budget", "school OR clinic OR museum"),
    "search: a phrase": ('"the ferry"', '"no bridge"', '"every late school"', '"any old pump"'),
    "search: NEAR": ("NEAR(the ferry, 5)", "NEAR(bridge repaired, 3)", "levy NEAR/4 doubled", "NEAR(pump flooded)"),
    "search: a beginning": ("fer*", "doub*", "inspect*", "lightho*"),
    "search: without a word": ("ferry -the", "bridge NOT (new OR old)", "-the"),
    "search: a speaker": ("speaker:orr", 'speaker:"ada venn"', "speaker:thorne the", "speaker:marsh bridge"),
    "search: filters": ("act:deny", "act:demand to:orr", "outlet:courier ferry", "since:2025-03 until:2025-06 bridge", "kind:indirect"),
    "search: what is not there": ("zzyzx", "bridge zzyzx", '"ferry ferry ferry"', "speaker:nobody"),
    "search: articles": ("what:article ferry", "what:article outlet:lantern since:2025"),
    "search: people": ("what:person orr", "what:person a*"),
}  # fmt: skip
"""Kinds of search, each with some queries."""


def searches(queries: Sequence[str]) -> Callable[[Setting], list[float]]:
    """The seconds of each query, a page of 50, five times over."""

    def take(setting: Setting) -> list[float]:
        view = setting.record.view()

        def runs() -> Iterator[Callable[[], Any]]:
            for query in [*queries] * 5:
                yield lambda query=query: view.search(query, limit=50)

        return timed(runs())

    return take


def checks(setting: Setting) -> list[float]:
    """The seconds of asking after a quotation with a word in ten wrong."""
    view = setting.record.view()
    asked = [quote for quote, _ in wrong(view, setting.chance, setting.ids, 50, share=0.1)]
    return timed((lambda quote=quote: check(view, quote)) for quote in asked)


MEASURES: Final = [
    *(Measure(name, LIMIT, searches(queries)) for name, queries in KINDS.items()),
    Measure("check: a word in ten wrong", 2 * LIMIT, checks),
]


def wrong(
    view: View, chance: random.Random, ids: Sequence[str], number: int, *, share: float
) -> Iterator[tuple[str, str]]:
    """Statements of some articles with this share of their words left out, put in or replaced, and their words as they are."""
    others = [*FIRST, *LAST, "never", "maybe", "soon", "again"]
    for article in chance.sample(list(ids), number):
        statement = chance.choice(view.reading(article).statements)
        words = []
        for word in statement.content.text.split():
            drawn = chance.random() / share
            if drawn >= 1 / 3:
                words.append(chance.choice(others) if drawn < 2 / 3 else word)
            if 2 / 3 <= drawn < 1:
                words.append(chance.choice(others))
        yield " ".join(words), statement.content.text


def found(view: View, chance: random.Random, ids: Sequence[str], *, share: float) -> float:
    """The share of 200 such quotations whose own words are among those shown."""
    asked = list(wrong(view, chance, ids, 200, share=share))
    return sum(any(match.hit.text == said for match in check(view, quote)) for quote, said in asked) / len(asked)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--record", help="a folder for the file, or postgresql://...; a temporary folder by default")
    asked.add_argument("--statements", type=int, default=100_000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(given.record or folder, given.statements))


def run(where: str, statements: int) -> int:
    """Print each figure beside its limit; 1 where one is missed."""
    missed = 0
    with open_record(_place(where, "statements")) as record:
        ids = fill(record, -(-statements // PER_ARTICLE))
        print(f"{len(ids) * PER_ARTICLE:,} statements, {record.durability}")
        for measure in MEASURES:
            taken = sorted(measure.take(Setting(record, len(ids), random.Random(measure.name), ids)))
            median, slow = statistics.median(taken) * 1_000, taken[int(len(taken) * 0.9)] * 1_000
            missed += median > measure.limit
            print(f"{measure.name:<30} median {median:8.1f} ms   90% {slow:8.1f} ms   limit {measure.limit:g} ms")
        view = record.view()
        for share in (0.05, 0.1, 0.2, 0.3):
            right = found(view, random.Random(f"found {share}"), ids, share=share)
            missed += share <= 0.1 and right < FOUND
            print(f"found with {share:.0%} of the words wrong: {right:.1%}")
    return int(missed > 0)


if __name__ == "__main__":
    main()
