"""Documents with other names in the same places, so that the tagger learns contexts and shapes rather than the names it has seen.

Persons get names put together from parts of others' in the corpus, places the names of cities of the world (GeoNames, by way of
``world_cities``), organizations one another's names. A name is replaced by the same one throughout a document, and about half of
all names stay.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.reader.analysis import Words
from onrecord.terms import Span
from training.corpora.document import Gold, chunks

_KEPT = 0.5  # share of names that stay


@dataclass(frozen=True, slots=True)
class Stock:
    """Names to draw from: parts of persons' names by place in the name, and whole names of places and organizations."""

    given: list[str]
    family: list[str]
    places: list[str]
    organizations: list[list[str]]


def stock(docs: list[Gold], cities: Path) -> Stock:
    """The names of the documents, and of the cities in ``world-cities.csv``."""
    given, family, organizations = set(), set(), set()
    for doc in docs:
        for start, end, kind in names(doc):
            words = [doc.words[i] for i in range(start, end)]
            if kind == "Person" and len(words) > 1:
                given.add(words[0])
                family.add(words[-1])
            elif kind == "Organization":
                organizations.add(tuple(words))
    with cities.open(encoding="utf8", newline="") as f:
        places = sorted(
            {part for row in csv.DictReader(f) for part in (row["name"], row["subcountry"], row["country"]) if part}
        )
    return Stock(sorted(given), sorted(family), places, [list(o) for o in sorted(organizations)])


def names(doc: Gold) -> list[tuple[int, int, str]]:
    """The names of a document as (start, end, type) of words, in order."""
    assert doc.names is not None
    return [(run.start, run.end, kind) for run, kind in sorted(chunks(doc.names))]


def renamed(docs: list[Gold], source: Stock, rng: random.Random) -> list[Gold]:
    """Each document with about half of its names replaced."""
    return [_renamed(doc, source, rng) for doc in docs]


def _renamed(doc: Gold, source: Stock, rng: random.Random) -> Gold:
    assert doc.names is not None
    family: dict[str, str] = defaultdict(lambda: rng.choice(source.family))  # by old surname: "Orr" follows "Ada Orr"
    chosen: dict[tuple[str, ...], list[str] | None] = {}
    words: list[str] = []
    tags: list[str] = []
    at = 0
    for start, end, kind in [*names(doc), (len(doc.words), len(doc.words), "")]:
        words += [doc.words[i] for i in range(at, start)]
        tags += doc.names[at:start]
        old = tuple(doc.words[i] for i in range(start, end))
        if old not in chosen:
            chosen[old] = None if rng.random() < _KEPT else _other(old, kind, family, source, rng)
        new = chosen[old] or list(old)
        words += new
        tags += [f"{'B' if i == 0 else 'I'}-{kind}" for i in range(len(new))]
        at = end
    spans, place = [], 0
    for word in words:
        spans.append(Span(place, place + len(word)))
        place += len(word) + 1
    return Gold(doc.name, Words(" ".join(words), tuple(spans), (0,) * len(words)), names=tags)


def _other(
    old: tuple[str, ...], kind: str, family: dict[str, str], source: Stock, rng: random.Random
) -> list[str] | None:
    if kind == "Person" and len(old) <= 3 and all(w[:1].isupper() for w in old):
        return [*(rng.choice(source.given) for _ in old[:-1]), family[old[-1]]]
    if kind == "Location" and len(old) <= 2 and all(w[:1].isupper() for w in old):
        return rng.choice(source.places).replace("-", " - ").replace("'", " '").split()
    if kind == "Organization":
        return rng.choice(source.organizations)
    return None
