"""How well time expressions are found and dated: on WikiWars (TIMEX3) and on the date-time cases of Recognizers-Text.

    python -m benchmarks.times [DATA] [--part train|test] [--show]

DATA (default ``../shared/data``) holds ``wikiwars/{trainingset,testset}/tml/*.tml`` (Mazur and Dale, EMNLP 2010) and
``recognizers_text_specs/Specs/DateTime/English/DateTimeModel.json`` (https://github.com/microsoft/Recognizers-Text, MIT).
docs/explanation/times.md says how a value is compared and which cases count.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.recognizers import newspaper, recognizers
from benchmarks.timex import Expression, expressions
from onrecord.reader.analyse import analyse
from onrecord.reader.analysis import Analysis
from onrecord.reader.encoder import Encoder
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published

Analyse = Callable[[str], Analysis]


def read_wikiwars(path: Path) -> tuple[str, Published, list[Expression]]:
    """Text, day of publication and expressions of one file."""
    raw = path.read_text(encoding="utf-8")
    told = re.search(r'<DCT>.*?value="([^"]*)"', raw, re.DOTALL)
    body = raw.split("<TEXT>")[1].split("</TEXT>")[0]
    text, at = "", 0
    gold: list[Expression] = []
    opened: list[tuple[int, str]] = []
    for tag in re.finditer(r'<TIMEX3[^>]*?value="([^"]*)"[^>]*>|</TIMEX3>', body):
        text += html.unescape(body[at : tag.start()])
        at = tag.end()
        if tag[1] is not None:
            opened.append((len(text), tag[1]))
        else:
            start, value = opened.pop()
            gold.append(Expression(start, len(text), value))
    return text + html.unescape(body[at:]), Published(told[1] if told else "", "day", "given"), sorted(gold)


@dataclass
class Score:
    """Counts of one corpus: gold expressions, ours, those that overlap, those of the same extent, those of the same value."""

    gold: int = 0
    ours: int = 0
    overlap: int = 0
    strict: int = 0
    value: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)

    def f1(self, hits: int) -> float:
        """F1 of a number of hits."""
        return 2 * hits / (self.gold + self.ours) if self.gold + self.ours else 0.0

    def add(self, text: str, gold: list[Expression], ours: list[Expression]) -> None:
        """Pair each expression of the corpus with the first of ours that overlaps it and is not yet taken."""
        self.gold += len(gold)
        self.ours += len(ours)
        free = list(ours)
        for g in gold:
            mine = next((o for o in free if o.start < g.end and g.start < o.end), None)
            words = " ".join(text[g.start : g.end].split())
            if mine is None:
                self.missed[f"{words} = {g.value}"] += 1
                continue
            free.remove(mine)
            self.overlap += 1
            self.strict += (mine.start, mine.end) == (g.start, g.end)
            right = mine.value == g.value or _unknown(mine.value, g.value)
            self.value += right
            if not right:
                context = " ".join(text[max(0, g.start - 60) : g.start].split())
                self.wrong[
                    f"...{context} [{words}] gold {g.value} ours {mine.value} ({text[mine.start : mine.end]!r})"
                ] += 1
        for o in free:
            context = " ".join(text[max(0, o.start - 40) : o.start].split())
            self.extra[
                f"...{context} [{' '.join(text[o.start : o.end].split())}] {' '.join(text[o.end : o.end + 20].split())} = {o.value}"
            ] += 1


def _unknown(ours: str, gold: str) -> bool:
    """Whether both say that nothing is known: WikiWars leaves the value out or writes X for every figure."""
    return ours == "null" and (gold in ("null", "") or re.fullmatch(r"X+(?:-[XW]+)*", gold) is not None)


def wikiwars(analysed: Iterable[tuple[Analysis, Published, list[Expression]]]) -> Score:
    """The score of the files given."""
    score = Score()
    for analysis, published, gold in analysed:
        ours = list(expressions(find_times(tree_of(analysis), published=published)))
        score.add(analysis.words.text, gold, ours)
    return score


def measure(analysed: Analyse, data: Path, part: str = "train") -> dict[str, float]:
    """The scores by name, for the gate: WikiWars value and extent F1, and the share of Recognizers-Text cases that are right."""
    score = wikiwars(_files(analysed, data, part))
    right, counted, _ = recognizers(_cases(analysed, data))
    return {
        "times value": score.f1(score.value),
        "times extent": score.f1(score.overlap),
        "times cases": right / counted if counted else 0.0,
    }


def _files(analysed: Analyse, data: Path, part: str) -> Iterator[tuple[Analysis, Published, list[Expression]]]:
    folder = data / "wikiwars" / {"train": "trainingset", "test": "testset"}[part] / "tml"
    for path in sorted(folder.glob("*.tml")):
        text, published, gold = read_wikiwars(path)
        yield analysed(text), published, gold


def _cases(analysed: Analyse, data: Path) -> Iterator[tuple[Analysis, dict[str, Any]]]:
    path = data / "recognizers_text_specs/Specs/DateTime/English/DateTimeModel.json"
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if newspaper(case):
            yield analysed(case["Input"]), case


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--part", choices=("train", "test"), default="train")
    parser.add_argument("--show", action="store_true", help="list what is missed, wrong and too much (never on test)")
    args = parser.parse_args()
    if not args.data.is_dir():
        print(f"times: no corpora in {args.data}", file=sys.stderr)
        return 2
    encoder = Encoder()

    def analysed(text: str) -> Analysis:
        return analyse(text, encoder)

    report(
        wikiwars(_files(analysed, args.data, args.part)),
        recognizers(_cases(analysed, args.data)),
        part=args.part,
        show=args.show and args.part != "test",
    )
    return 0


def report(score: Score, cases: tuple[int, int, list[str]], *, part: str, show: bool) -> None:
    """Print the figures, and with ``show`` what they are made of."""
    print(f"WikiWars {part}: {score.gold} expressions, {score.ours} of ours")
    for name, hits in (("extent, relaxed", score.overlap), ("extent, strict", score.strict), ("value", score.value)):
        print(
            f"  {name:16} P {hits / max(1, score.ours):.3f}  R {hits / max(1, score.gold):.3f}  F1 {score.f1(hits):.3f}"
        )
    right, counted, wrong = cases
    print(
        f"Recognizers-Text: {right} of {counted} cases that could stand in a newspaper, {right / max(1, counted):.3f}"
    )
    if show:
        for title, counts in (("missed", score.missed), ("wrong", score.wrong), ("too much", score.extra)):
            print(f"\n{title}: {sum(counts.values())}")
            for words, n in counts.most_common():
                print(f"  {n} {words}")
        print("\nwrong cases:")
        for line in wrong:
            print("  " + line)


if __name__ == "__main__":
    sys.exit(main())
