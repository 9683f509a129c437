"""Universal Dependencies in CoNLL-U: English EWT (https://github.com/UniversalDependencies/UD_English-EWT) and GUM
(https://github.com/amir-zeldes/gum). A document is the run of sentences under one ``# newdoc``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.reader.analysis import Words
from onrecord.terms import Span
from training.corpora.document import Gold


def read(*paths: Path) -> list[Gold]:
    """All documents of the files, in order."""
    return [doc for path in paths for doc in _documents(path)]


def _documents(path: Path) -> Iterator[Gold]:
    lines: list[list[str]] = []
    for block in path.read_text(encoding="utf8").split("\n\n"):
        sentence = block.split("\n")
        if any(line.startswith("# newdoc") for line in sentence) and lines:
            yield _document(path.stem, lines)
            lines = []
        if any(line[:1].isdigit() for line in sentence):
            lines.append(sentence)
    if lines:
        yield _document(path.stem, lines)


def _document(name: str, sentences: list[list[str]]) -> Gold:
    text, spans, paragraph = "", [], []
    upos, heads, deprels, starts = [], [], [], []
    number = 0
    for lines in sentences:
        if spans and any(line.startswith("# newpar") for line in lines):
            number += 1
            text += "\n"
        base, joined, glue_after = len(spans), 0, True
        for line in lines:
            if not line[:1].isdigit():
                continue
            column = line.split("\t")
            if "-" in column[0]:  # a multi-word token: its words stand together, the blank after it is its own
                joined = int(column[0].split("-")[1])
                glue_after = "SpaceAfter=No" in column[9]
                continue
            if "." in column[0]:  # an empty node of the enhanced graph
                continue
            start = len(text)
            text += column[1]
            spans.append(Span(start, len(text)))
            number_in = int(column[0])
            if number_in < joined or (number_in == joined and glue_after):
                pass
            elif number_in == joined or "SpaceAfter=No" not in column[9]:
                text += " "
            paragraph.append(number)
            upos.append(column[3])
            heads.append(int(column[6]) - 1 + base if column[6] != "0" else -1)
            deprels.append(column[7])
            starts.append(int(number_in == 1))
    return Gold(
        name, Words(text, tuple(spans), tuple(paragraph)), upos=upos, heads=heads, deprels=deprels, starts=starts
    )
