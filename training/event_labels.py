"""The deeds of ordinary news that were judged by reading: ``training/labels/events.tsv``, beside the texts of PolNeAR."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.align import align
from onrecord.ingest import article_from_text
from onrecord.terms import Article

FILE = Path(__file__).parent / "labels/events.tsv"
Spans = tuple[tuple[int, int], ...]
_SMALL = frozenset({"the", "a", "of", "and", "in", "to"})


@dataclass(frozen=True, slots=True)
class Label:
    """One word that the reader took for a trigger. ``read`` is the type it gave, ``right`` the type of the deed, None where there
    is none; ``actors`` and ``recipients`` are those of the deed, empty where the article does not name them. Code points of
    the article."""

    trigger: tuple[int, int]
    read: str
    right: str | None
    actors: Spans
    recipients: Spans


def labelled(corpus: Path) -> Iterator[tuple[Article, list[Label]]]:
    """The judged articles of ``corpus`` (the folder ``polnear/train/text``), each with its labels in text order."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["article"]].append(row)
    for name, given in found.items():
        text = (corpus / f"{name}.txt").read_text(encoding="utf-8")
        article = article_from_text(text)
        at = {start: i for i, start in reversed(list(enumerate(align(text, article.text))))}
        yield article, [_label(row, at) for row in given]


def names(text: str, spans: Iterable[tuple[int, int]], given: Sequence[tuple[int, int]]) -> bool:
    """Whether one of ``spans`` shares a word with one of ``given`` that is more than an article or preposition."""
    shared = (text[max(a, c) : min(b, d)].strip().lower() for a, b in spans for c, d in given if max(a, c) < min(b, d))
    return any(words not in _SMALL for words in shared)


def _label(row: dict[str, str], at: dict[int, int]) -> Label:
    def spans(column: str) -> Spans:
        pairs = (one.split("-") for one in row[column].split(",") if one != "-")
        return tuple((at[int(start)], at[int(end) - 1] + 1) for start, end in pairs)

    right = None if row["right"] == "-" else row["right"]
    return Label(spans("trigger")[0], row["read"], right, spans("actors"), spans("recipients"))
