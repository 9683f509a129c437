"""The Worldwide English newswire corpus (https://github.com/stanfordnlp/en-worldwide-newswire): named entities, one word
and its BIO tag a line, a blank line between sentences, the article's address in the first line."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onrecord.reader.analysis import Words
from onrecord.reader.labels import NAME_TAGS
from onrecord.terms import Span
from training.corpora.document import Gold


def country(path: Path) -> str:
    """The country or region that a file's name begins with."""
    return path.name.split("_")[0]


def _choose(names: list[str]) -> frozenset[str]:
    ranked = sorted(names, key=lambda n: hashlib.sha256(n.encode()).hexdigest())
    return frozenset(ranked[: max(1, round(len(ranked) / 10))])


COUNTRIES = (
    "afs alg arg asia aus bangladesh bol chile cosric cosrica ecuador elsalv et ghana guyana hond in iran israel jp jr kenya kr mong "
    "nic nm nz oman pan paraguay peru pk sa saud th ven"
).split()
HELD_OUT = _choose(COUNTRIES)
"""A tenth of the countries, chosen by digest: dev."""


def read(folder: Path, *, dev: bool) -> list[Gold]:
    """The articles of the held-out countries (``dev``) or of all others, in the order of their names."""
    return [_article(path) for path in sorted(folder.glob("*.tsv")) if (country(path) in HELD_OUT) == dev]


def _article(path: Path) -> Gold:
    text = ""
    spans: list[Span] = []
    columns: list[list[str]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        token, *tags = line.rstrip("\r").split("\t")
        if not token.strip() or token.startswith("http"):
            continue
        if text:
            text += " "
        spans.append(Span(len(text), len(text) + len(token)))
        text += token
        columns.append([tag for tag in tags if tag in NAME_TAGS and tag != "O"])
    return Gold(path.stem, Words(text, tuple(spans), (0,) * len(spans)), names=_outermost(columns))


def _outermost(columns: list[list[str]]) -> list[str]:
    """One tag a word: where names stand inside names ("Tasmania" in "University of Tasmania"), the longest is kept."""
    found: list[tuple[int, int, str]] = []
    running: dict[str, int] = {}
    for i, tags in enumerate([*columns, []]):
        for kind in [k for k in running if f"I-{k}" not in tags]:
            found.append((running.pop(kind), i, kind))
        for tag in tags:
            if tag[:1] == "B" or tag[2:] not in running:
                if running.get(tag[2:], i) < i:
                    found.append((running[tag[2:]], i, tag[2:]))
                running[tag[2:]] = i
    names = ["O"] * len(columns)
    for start, end, kind in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if all(name == "O" for name in names[start:end]):
            names[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    assert len(names) == len(columns)
    return names
