"""UNER English EWT (https://github.com/UniversalNER/UNER_English-EWT): persons, organizations and locations in web text.

It marks only these three, so a word outside them may be anything else that the newswire scheme names: it is read as "O?", which
the loss takes as "no person, organization or location".
"""

from __future__ import annotations

from pathlib import Path

from onrecord.reader.analysis import Words
from onrecord.terms import Span
from training.corpora.document import OPEN, Gold

_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Location"}


def read(path: Path) -> list[Gold]:
    """The documents of an .iob2 file, in order."""
    groups: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# newdoc") or not groups:
            groups.append([])
        columns = line.split("\t")
        if len(columns) > 2 and columns[0].isdigit():
            edge, _, kind = columns[2].partition("-")
            groups[-1].append((columns[1], f"{edge}-{_TYPES[kind]}" if kind in _TYPES else OPEN))
    return [_document(path.stem, group) for group in groups if group]


def _document(name: str, group: list[tuple[str, str]]) -> Gold:
    spans, at = [], 0
    for word, _ in group:
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    words = Words(" ".join(word for word, _ in group), tuple(spans), (0,) * len(group))
    return Gold(name, words, names=[tag for _, tag in group])
