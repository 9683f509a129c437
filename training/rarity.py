"""How rare words are in ordinary news: ``src/onrecord/story/data/rarity.txt``, by which articles are put into stories.

    python -m training.rarity [--data ../shared/data]

Counts in how many articles of the training corpora each stem stands: PolNeAR train (https://github.com/networkdynamics/PolNeAR),
Worldwide English newswire without the held-out countries (https://github.com/stanfordnlp/en-worldwide-newswire), the
documents of UD EWT train and GUM train (https://universaldependencies.org). ECB+ is left out, also its train topics: threading is tuned on
them, and their stories would else be better known to the table than those of the topics that it is checked on. Only stems and counts ship.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.story.sketch_words import TABLE, stem, words
from training.corpora import newswire

OUT = Path(__file__).parent.parent / "src/onrecord/story" / TABLE
MIN_COUNT = 3
"""Articles that hold a stem, to be listed: what stands in one or two is as rare as what stands in none, and makes two thirds
of the table."""

LEVELS = 24
"""Above this many articles, counts are rounded to a tenth: the logarithm does not tell more apart."""


def articles(data: Path) -> Iterator[str]:
    """The texts of all articles."""
    for path in sorted((data / "polnear/train/text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for gold in newswire.read(data / "en_worldwide_newswire", dev=False):
        yield gold.words.text
    yield from _conllu((data / "ud_english_ewt/en_ewt-ud-train.conllu").read_text(encoding="utf-8"))
    for path in sorted((data / "gum/train/dep").glob("*.conllu")):
        yield from _conllu(path.read_text(encoding="utf-8"))


def _conllu(text: str) -> Iterator[str]:
    for document in re.split(r"^# newdoc id = .*$", text, flags=re.MULTILINE)[1:]:
        yield " ".join(re.findall(r"^# text = (.*)$", document, flags=re.MULTILINE))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    total, counts = 0, Counter[str]()
    for text in articles(args.data):
        total += 1
        counts.update({stem(word) for word in words(text)})
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for one, count in counts.items():
        if count >= MIN_COUNT and one.isascii() and not (one.isdigit() and len(one) > 4):
            by_count[count if count <= LEVELS else round(count, 1 - len(str(count)) + (count > 99))].append(one)
    lines = [
        "# Stems of English words by the number of articles they stand in. Made by training/rarity.py.",
        f"articles {total}",
    ]
    lines += [f"{count} {' '.join(sorted(stems))}" for count, stems in sorted(by_count.items())]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{total} articles, {sum(map(len, by_count.values()))} stems, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
