"""How well reprints are known: articles edited as newspapers edit wire copy, and reports of one event by many outlets.

    python -m benchmarks.reprints [DATA] [--show]

DATA (default ``../shared/data``) holds ``polnear/train/text/*.txt`` (https://github.com/networkdynamics/PolNeAR) and
``ecbplus/ECB+`` (https://github.com/tommasoc80/EventStoryLine). An edit made here is a reprint by construction. Of two
reports in one ECB+ topic nobody has said whether one is a reprint of the other; those near the threshold were read, and
``labels/reprints.tsv`` holds the verdicts. Articles of different topics are no reprints.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from onrecord.ingest import article_from_text
from onrecord.ingest.duplicates import Signature, bands, containment, is_reprint, signature

LABELS = Path(__file__).with_name("labels") / "reprints.tsv"


def edits(paragraphs: list[str], own: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Reprints of an article as newspapers make them, each with its name. ``own`` are paragraphs of another article."""
    half, third = max(1, len(paragraphs) // 2), max(1, len(paragraphs) // 3)
    yield "another headline", "\n\n".join(["Nine things that nobody told the reader", *paragraphs])
    yield "cut to a half", "\n\n".join(paragraphs[:half])
    yield "cut to a third", "\n\n".join(paragraphs[:third])
    yield "middle taken out", "\n\n".join([*paragraphs[:third], *paragraphs[2 * third :]])
    yield "two own paragraphs", "\n\n".join([*paragraphs, *own[:2]])
    yield "half of it another's", "\n\n".join([*paragraphs[:half], *own[: len(paragraphs) - half]])
    yield (
        "byline and dates",
        "\n\n".join(["By Ada Orr, Harbor Post", *(re.sub(r"\b\d+\b", "7", p) for p in paragraphs)]),
    )
    yield "one word in thirty", " ".join("xx" if chance.random() < 1 / 30 else w for p in paragraphs for w in p.split())


def read_ecb(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each report, without the address that some begin with."""
    for path in sorted(folder.glob("*/*.xml")):
        rows = re.findall(r'<token[^>]*sentence="(\d+)"[^>]*>([^<]*)</token>', path.read_text(encoding="utf-8"))
        web = bool(rows) and rows[0][1].startswith("http")
        words = [html.unescape(word) for sentence, word in rows if not (web and sentence == "0")]
        if words:
            yield path.stem, " ".join(words)


def sign(text: str) -> Signature:
    """The signature of a text."""
    return signature(article_from_text(text))


def edited(data: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """For each kind of edit the articles edited, those that the bands find, and those called reprints."""
    articles = [
        [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in sorted((data / "polnear" / "train" / "text").glob("*.txt"))
    ]
    articles = [paragraphs for paragraphs in articles if len(paragraphs) >= 6]
    chance = random.Random(1)
    made, met, known = Counter[str](), Counter[str](), Counter[str]()
    for at, paragraphs in enumerate(articles):
        whole = sign("\n\n".join(paragraphs))
        keys = set(bands(whole))
        for name, text in edits(paragraphs, articles[at - 1][1:], chance):
            other = sign(text)
            made[name] += 1
            met[name] += not keys.isdisjoint(bands(other))
            known[name] += is_reprint(whole, other)
    return made, met, known


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--show", action="store_true", help="print the pairs of one topic that are called reprints")
    args = parser.parse_args()
    made, met, known = edited(args.data)
    print("edited articles         made   met in a band   called reprints")
    for name, count in made.items():
        print(f"{name:22} {count:5} {met[name] / count:15.3f} {known[name] / count:17.3f}")
    began = time.perf_counter()
    signed = {name: sign(text) for name, text in read_ecb(args.data / "ecbplus" / "ECB+")}
    print(f"\nECB+: {len(signed)} reports, {(time.perf_counter() - began) / len(signed) * 1e3:.1f} ms each")
    by_band: defaultdict[int, list[str]] = defaultdict(list)
    for name, one in signed.items():
        for key in bands(one):
            by_band[key].append(name)
    candidates = {pair for names in by_band.values() for pair in combinations(sorted(names), 2)}
    called = {p for p in combinations(sorted(signed), 2) if is_reprint(signed[p[0]], signed[p[1]])}
    within = {p for p in called if p[0].split("_")[0] == p[1].split("_")[0]}
    verdicts = {(a, b): verdict for a, b, verdict in (line.split("\t") for line in LABELS.read_text().splitlines())}
    wrong = {p for p in called if verdicts.get(p) == "no"}
    missed = {p for p, verdict in verdicts.items() if verdict == "yes"} - called
    print(f"pairs called reprints: {len(within)} within a topic, {len(called - within)} across topics")
    print(f"of them met in a band: {len(called & candidates)}; pairs that met in all: {len(candidates)}")
    print(f"pairs read: {len(verdicts)}; called reprints wrongly: {len(wrong)}; missed: {len(missed)}")
    if args.show:
        for one, other in sorted(called):
            print(f"{containment(signed[one], signed[other]):.2f} {one} {other} {verdicts.get((one, other), '')}")


if __name__ == "__main__":
    main()
