"""How well figures are read: ``python -m benchmarks.figures``. The labels of benchmarks/labels/figures.tsv against the whole reader.

Prints, of the labelled figures, the share read right in each part, and of the labelled numbers that are no figure the share
reported as one. A figure that is not found is wrong in every part. labels/README.md says how the labels were made.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from benchmarks.align import align
from onrecord.ingest import load_articles
from onrecord.reader.reader import load_reader
from onrecord.terms import Article, Figure, Quoted, Reading, Span

LABELS = Path(__file__).with_name("labels") / "figures.tsv"

TARGETS = {"value": 0.95, "value and unit": 0.90, "value, unit and of": 0.80, "basis": 0.85}
"""What the reader is held to; a part with none is printed beside them."""

SAME: dict[str, tuple[tuple[float, str | None], ...]] = {
    "centuries": ((1, "century"), (100, "years")),
    "cents": ((0.01, "USD"),),
    "times": ((1, None),),  # the contract names no unit for multiples and repetitions
}
"""Other ways to give a labelled unit, each with the factor on the value."""

LONGEST = 12
"""Words that an ``of`` may have at most: a clause that happens to hold the head noun does not say what is counted."""


@dataclass(frozen=True, slots=True)
class Label:
    """One row of the labels. ``spans`` are code points of the corpus file; ``basis`` None: the outlet's own voice."""

    kind: Literal["figure", "not", "unclear"]
    file: str
    span: Span
    value: float
    upper: float | None
    bound: str
    unit: str | None
    of: Span | None
    basis: Span | None


class Found(NamedTuple):
    """One figure of a reading and the statements it may rest on, moved to the corpus file's code points by ``place``."""

    figure: Figure
    reading: Reading
    place: Callable[[Quoted | None], list[Span]]


def labels() -> dict[str, list[Label]]:
    """All labels by file, in the order of the draw."""

    def span(start: str, end: str) -> Span | None:
        return Span(int(start), int(end)) if end else None

    found: dict[str, list[Label]] = defaultdict(list)
    with LABELS.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["file"]].append(
                Label(
                    kind=row["kind"],  # type: ignore[arg-type]
                    file=row["file"],
                    span=Span(int(row["start"]), int(row["end"])),
                    value=float(row["value"] or "nan"),
                    upper=float(row["upper"]) if row["upper"] else None,
                    bound=row["bound"],
                    unit=row["unit"] or None,
                    of=span(row["of_start"], row["of_end"]),
                    basis=span(row["basis"], row["basis_end"]),
                )
            )
    return found


def judge(label: Label, found: Iterable[Found]) -> dict[str, bool]:
    """Which parts of a labelled figure are right in the figure that overlaps it; of several, the first whose value is.

    *value*: equal to six digits, and so is ``upper``, or there is none in either. *unit*: equal but for the plural. *of*: at most
    ``LONGEST`` words that hold the last character of the labelled head noun; where none is labelled, none, or the unit's
    own word. *basis*: none where the outlet speaks; else a statement whose content holds the figure and whose cue or source
    overlaps the labelled words.
    """
    over = [f for f in found if _overlap(f.place(_words(f.figure)), label.span)]
    best = next((f for f in over if any(_same(label, f.figure))), next(iter(over), None))
    value, unit = _same(label, best.figure) if best else (False, False)
    of = best is not None and _of(label, best)
    return {
        "value": value,
        "value and unit": unit,
        "value, unit and of": unit and of,
        "bound": best is not None and best.figure.bound == label.bound,
        "of": of,
        "basis": best is not None and _basis(label, best),
    }


def measure(read: Callable[[Article], Reading], split: Path) -> dict[str, float]:
    """The shares, over all labels, for readings of the split's files. *not a figure*: of the ``not`` rows those reported."""
    right: Counter[str] = Counter()
    figures = wrong = others = 0
    for file, rows in sorted(labels().items()):
        path = split / "text" / f"{file}.txt"
        (article,) = load_articles(path)
        reading = read(article)
        where = align(path.read_bytes().decode("utf8"), article.text)

        def place(words: Quoted | None, where: list[int] = where) -> list[Span]:
            return [Span(where[s], where[e - 1] + 1) for s, e in words.spans] if words else []

        found = [Found(figure, reading, place) for figure in reading.figures]
        for label in rows:
            if label.kind == "figure":
                figures += 1
                right.update(part for part, ok in judge(label, found).items() if ok)
            elif label.kind == "not":
                others += 1
                wrong += any(_overlap(place(_words(f.figure)), label.span) for f in found)
    parts = ["value", "value and unit", "value, unit and of", "bound", "of", "basis"]
    return {part: right[part] / figures for part in parts} | {"not a figure": wrong / others}


def _words(figure: Figure) -> Quoted:
    return Quoted(figure.text, figure.spans)


def _overlap(spans: list[Span], other: Span) -> bool:
    return any(s < other.end and other.start < e for s, e in spans)


def _same(label: Label, figure: Figure) -> tuple[bool, bool]:
    """Whether the value is the labelled one, and whether value and unit are."""

    def equal(factor: float) -> bool:
        near = math.isclose(figure.value, label.value * factor, rel_tol=1e-6, abs_tol=1e-6)
        if label.upper is None or figure.upper is None:
            return near and label.upper is figure.upper
        return near and math.isclose(figure.upper, label.upper * factor, rel_tol=1e-6)

    others = SAME.get(label.unit or "", ())
    both = equal(1) and _bare(figure.unit) == _bare(label.unit)
    both = both or any(equal(factor) and _bare(figure.unit) == _bare(unit) for factor, unit in others)
    return equal(1) or both, both


def _bare(unit: str | None) -> str:
    return (unit or "").casefold().removesuffix("s")


def _of(label: Label, found: Found) -> bool:
    of = found.figure.of
    if label.of is None:
        return of is None or _bare(of.text.split()[-1]) in {_bare(label.unit), _bare(found.figure.unit)} - {""}
    last = Span(label.of.end - 1, label.of.end)
    return of is not None and len(of.text.split()) <= LONGEST and _overlap(found.place(of), last)


def _basis(label: Label, found: Found) -> bool:
    statement = next((s for s in found.reading.statements if s.id == found.figure.basis), None)
    if label.basis is None or statement is None:
        return label.basis is None and found.figure.basis is None
    says = found.place(statement.cue) + found.place(statement.source)
    return _overlap(found.place(statement.content), label.span) and _overlap(says, label.basis)


def main() -> int:
    """Print the table; 2 where the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    if not args.data.is_dir():
        print(f"figures: no corpora in {args.data}; name their folder with --data", file=sys.stderr)
        return 2
    for part, share in measure(load_reader().read, args.data / "polnear/dev").items():
        target = TARGETS.get(part)
        print(f"  {part:20} {share:.3f}" + (f"  target {target:.2f}" if target else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
