"""How well acts are read: ``python -m benchmarks.acts``. The labels of training/labels/acts.tsv against the rules of the reader.

Each labelled attribution is given to the reader with PolNeAR's own spans, so that only the act is measured; part of speech and
dependencies are the model's. Prints accuracy, macro-F1 over the acts that occur in the labels, and precision and recall of each act.
"""

from __future__ import annotations

import argparse
import csv
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from onrecord.reader.analyse import analyse
from onrecord.reader.analysis import Analysis, Attribution, Run
from onrecord.reader.encoder import Encoder
from onrecord.reader.statements import find_statements
from onrecord.reader.trees import tree_of
from onrecord.terms import ResolvedBy
from training.corpora import polnear

LABELS = Path(__file__).parents[1] / "training/labels/acts.tsv"


class Nobody:
    """Resolves no speaker: acts do not hang on who it is."""

    def who(self, run: Run) -> tuple[str | None, ResolvedBy]:
        """None, whoever it is."""
        return None, "none"


def labels(split: str) -> dict[str, dict[str, str]]:
    """Act by cue offsets, by article."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with LABELS.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["split"] == split:
                found[row["article"]][row["cue"]] = row["act"]
    return found


def read_acts(analysis: Analysis, triples: list[polnear.Spans]) -> dict[str, str]:
    """The act that the reader gives to each gold attribution, by cue offsets."""
    starts = [s.start for s in analysis.words.spans]
    ends = [s.end for s in analysis.words.spans]

    def runs(spans: list[tuple[int, int]]) -> tuple[Run, ...]:
        found = (Run(bisect_left(ends, a + 1), bisect_left(starts, b)) for a, b in spans)
        return tuple(run for run in found if run.end > run.start)

    tree = tree_of(analysis)
    acts: dict[str, str] = {}
    for triple in triples:
        one = Attribution(runs(triple["source"]), runs(triple["cue"]), runs(triple["content"]), 1.0)
        statements = find_statements(tree.with_attributions((one,)), Nobody(), times=())
        act = next((s.act for s in statements if s.cue is not None), None)
        if act is not None:
            acts[",".join(f"{a}-{b}" for a, b in triple["cue"])] = act
    return acts


def scores(pairs: list[Pair]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each act that occurs in the labels."""
    gold, read, hit = (
        Counter(p.label for p in pairs),
        Counter(p.read for p in pairs),
        Counter(p.label for p in pairs if p.label == p.read),
    )
    found = {}
    for act in sorted(gold):
        p, r = (hit[act] / read[act] if read[act] else 0.0), hit[act] / gold[act]
        found[act] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return found


class Pair(NamedTuple):
    """One labelled attribution: where it stands, its label and the act that was read."""

    article: str
    cue: str
    label: str
    read: str


def measure(encoder: Encoder, data: Path, split: str) -> list[Pair]:
    """Every label of the split beside the act that the reader gives; an attribution that it leaves out counts as *assert*."""
    folder = data / "polnear" / split
    pairs: list[Pair] = []
    for article, wanted in sorted(labels(split).items()):
        annotation = min((folder / "attributions").glob(f"{article}_????.ann"))
        triples = [
            t
            for t in polnear.attributions(annotation)
            if ",".join(f"{a}-{b}" for a, b in t["cue"]) in wanted and t["content"]
        ]
        analysis = analyse((folder / "text" / f"{article}.txt").read_bytes().decode("utf8"), encoder)
        read = read_acts(analysis, triples)
        pairs += [Pair(article, cue, act, read.get(cue, "assert")) for cue, act in wanted.items()]
    return pairs


def summary(pairs: list[Pair]) -> dict[str, float]:
    """Accuracy, and F1 averaged over the acts that occur in the labels."""
    table = scores(pairs)
    return {
        "acts accuracy": sum(p.label == p.read for p in pairs) / len(pairs),
        "acts macro-F1": sum(f for _, _, f in table.values()) / len(table),
    }


def main() -> None:
    """Command line: ``--data`` the corpora's folder, ``--split`` train or dev, ``--show`` prints each miss by its offsets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    pairs = measure(Encoder(), args.data, args.split)
    if args.show:
        for pair in pairs:
            if pair.label != pair.read:
                print(*pair, sep="\t")
    for act, (p, r, f) in scores(pairs).items():
        print(f"{act:20} P {p:.2f}  R {r:.2f}  F1 {f:.2f}")
    print(f"{len(pairs)} labels: " + ", ".join(f"{name} {value:.3f}" for name, value in summary(pairs).items()))


if __name__ == "__main__":
    main()
