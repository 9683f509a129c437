"""How well articles are put into stories: the reports of ECB+, all thrown together.

    python -m benchmarks.threads [DATA] [--part train|dev] [--undated] [--show]

DATA (default ``../shared/data``) holds ``ecbplus/ECB+`` (https://github.com/tommasoc80/EventStoryLine). Each of its topics is
two matters of one kind: two quakes on one island, two bouts of one champion. Each half is one story here. ``train`` is what
the weights were tuned on; ``dev``, topics 2 5 12 18 21 23 34 35, was looked at for its totals only.

Reports come as sentences of tokens; they are put together as paragraphs. The address that half of them begin with is
left out: no article has such a line, and it holds date and headline. Dates in the text stay, as they stand in an article; nearly all of
them are in one half of each topic. ``--undated`` takes all days out of the sketches.
"""

from __future__ import annotations

import argparse
import html
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from onrecord.ingest import article_from_text
from onrecord.reader import load_reader
from onrecord.story.sketch import Sketch, keys, sketch
from onrecord.story.sketch_likeness import LINK, likeness
from onrecord.story.threads import threads

DEV = frozenset("2 5 12 18 21 23 34 35".split())
TOO_COMMON = 50
"""A key that more articles hold is passed over, as the record does."""

_TOKEN = re.compile(r'<token[^>]*sentence="(\d+)"[^>]*>([^<]*)</token>')
_BEFORE = re.compile(r" (?=[.,;:!?%)\]’]|'s\b|n't\b)")
_AFTER = re.compile(r"(?<=[(\[$]) ")


def read(folder: Path, *, dev: bool) -> Iterator[tuple[str, str]]:
    """Name and text of each report of the part's topics."""
    for path in sorted(folder.glob("*/*.xml")):
        if (path.parent.name in DEV) != dev:
            continue
        sentences: defaultdict[int, list[str]] = defaultdict(list)
        for number, word in _TOKEN.findall(path.read_text(encoding="utf-8")):
            sentences[int(number)].append(html.unescape(word))
        if sentences[0] and sentences[0][0].startswith("http"):
            del sentences[0]
        lines = (" ".join(sentences[number]).replace("`` ", '"').replace(" ''", '"') for number in sorted(sentences))
        text = "\n\n".join(_AFTER.sub("", _BEFORE.sub("", line)) for line in lines)
        if text.strip():
            yield path.stem, text


def matter(name: str) -> tuple[str, bool]:
    """The topic and which half of it: ``7_3ecbplus`` is ("7", True)."""
    return name.split("_")[0], name.endswith("plus")


@dataclass(frozen=True, slots=True)
class Scores:
    """``precision`` and ``recall`` are B-cubed (Bagga and Baldwin 1998): for each article the share of its story that is of its
    matter, and of its matter that is in its story, averaged. ``pairs_apart``: of the pairs of articles from the two halves of a topic
    the share that is in two stories. ``topics_apart``: the share of topics no story of which holds articles of both halves; ``nearly``
    that where fewer than a tenth of such pairs are together.
    """

    precision: float
    recall: float
    pairs_apart: float
    topics_apart: float
    nearly: float
    mixed: tuple[str, ...]

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score(stories: Sequence[Sequence[str]]) -> Scores:
    """How the stories agree with the halves of topics."""
    gold = Counter(matter(one) for story in stories for one in story)
    total = sum(gold.values())
    precision = recall = 0.0
    together: Counter[str] = Counter()
    for story in stories:
        held = Counter(map(matter, story))
        for one, count in held.items():
            precision += count * count / len(story) / total
            recall += count * count / gold[one] / total
            together[one[0]] += count * held[one[0], True] if not one[1] else 0
    pairs = {topic: gold[topic, False] * gold[topic, True] for topic, _ in gold}
    shares = {topic: together[topic] / count for topic, count in pairs.items() if count}
    return Scores(
        precision,
        recall,
        1 - sum(together.values()) / sum(pairs.values()),
        sum(share == 0 for share in shares.values()) / len(shares),
        sum(share < 0.1 for share in shares.values()) / len(shares),
        tuple(f"{topic}: {share:.2f}" for topic, share in sorted(shares.items()) if share),
    )


def link(sketches: dict[str, Sketch]) -> tuple[list[tuple[str, str, float]], int]:
    """The links that the record finds by keys, and how many there would be if all pairs were compared."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name, one in sketches.items():
        for key in keys(one):
            holders[key].append(name)
    met = {pair for names in holders.values() if len(names) <= TOO_COMMON for pair in combinations(sorted(names), 2)}
    scores = ((a, b, likeness(sketches[a], sketches[b])) for a, b in combinations(sorted(sketches), 2))
    links = [one for one in scores if one[2] >= LINK]
    return [one for one in links if one[:2] in met], len(links)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--undated", action="store_true", help="without any days")
    parser.add_argument("--show", action="store_true", help="print topics that are mixed, and the stories")
    args = parser.parse_args()
    reader = load_reader()
    readings = {
        name: reader.read(article_from_text(text))
        for name, text in read(args.data / "ecbplus" / "ECB+", dev=args.part == "dev")
    }
    began = time.perf_counter()
    sketches = {name: sketch(reading) for name, reading in readings.items()}
    each = (time.perf_counter() - began) / len(sketches) * 1e3
    if args.undated:
        sketches = {name: replace(one, published=None, days=()) for name, one in sketches.items()}
    links, possible = link(sketches)
    began = time.perf_counter()
    stories = threads(sketches, links, sketches)
    seconds = time.perf_counter() - began
    found = score(stories)
    size = sum(len(one.to_text()) for one in sketches.values()) / len(sketches)
    print(f"{len(sketches)} articles: a sketch takes {each:.1f} ms and {size:.0f} bytes; threads {seconds:.2f} s")
    print(f"links: {possible}, met by their keys: {len(links)}; stories: {len(stories)}")
    print(f"B-cubed: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}")
    print(
        f"halves told apart: {found.pairs_apart:.3f} of pairs; {found.topics_apart:.2f} of topics wholly, "
        f"{found.nearly:.2f} but for a tenth of their pairs"
    )
    if args.show:
        print("together, of the pairs of a topic:", ", ".join(found.mixed) or "none")
        for story in stories:
            print(len(story), " ".join(story))


if __name__ == "__main__":
    main()
