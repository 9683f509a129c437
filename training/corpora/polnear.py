"""PolNeAR v1.0.0 (https://github.com/networkdynamics/PolNeAR): news articles with attributions in brat standoff.

Each article has one annotation file, a few have several annotators: the alphabetically first counts.
"""

from __future__ import annotations

import collections
import re
from bisect import bisect_left
from pathlib import Path

from onrecord.reader.labels import ROLES, TAGS
from onrecord.reader.words import split_words
from training.corpora.document import TAG, Gold

Spans = dict[str, list[tuple[int, int]]]


def attributions(path: Path) -> list[Spans]:
    """The attributions of one .ann file, each role a sorted list of code-point ranges."""
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[Spans] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        if columns[0].startswith("T"):
            kind, _, rest = columns[1].partition(" ")
            if kind.lower() in ROLES:
                pairs = [tuple(map(int, part.split())) for part in rest.split(";")]
                spans[columns[0]] = (kind.lower(), [(a, b) for a, b in pairs])
        elif columns[0].startswith("E"):
            found: dict[str, list[tuple[int, int]]] = collections.defaultdict(list)
            for part in columns[1].split():
                role, _, key = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in ROLES and key in spans:
                    found[role] += spans[key][1]
            if found.get("content") or found.get("cue"):
                events.append({role: sorted(found.get(role, [])) for role in ROLES})
    return events


def read(split: Path) -> list[Gold]:
    """All articles of a split folder (``text/``, ``attributions/``), in the order of their names."""
    chosen: dict[str, Path] = {}
    for path in sorted((split / "attributions").glob("*.ann")):
        chosen.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    return [_article(path, attributions(chosen[path.stem])) for path in sorted((split / "text").glob("*.txt"))]


def _article(path: Path, triples: list[Spans]) -> Gold:
    words = split_words(path.read_bytes().decode("utf8"))
    starts, ends = [s.start for s in words.spans], [s.end for s in words.spans]
    tags, link = [0] * len(words), [-1] * len(words)
    edges: dict[int, tuple[int, int, int, int]] = {}

    def inside(start: int, end: int) -> range:
        return range(bisect_left(ends, start + 1), bisect_left(starts, end))

    for triple in triples:
        cue = [i for span in triple["cue"] for i in inside(*span)]
        for role in ROLES:
            for span in triple[role]:
                for i in inside(*span):
                    first = i == inside(*span).start
                    tags[i] = TAG[f"{'B' if first else 'I'}-{role}"]
                    link[i] = cue[0] if cue and role != "cue" else -1
        source = [i for span in triple["source"] for i in inside(*span)] or [-1]
        content = [i for span in triple["content"] for i in inside(*span)]
        if cue and content:
            edges[cue[0]] = (min(source), max(source), min(content), max(content))
    for i, tag in enumerate(
        tags
    ):  # where attributions overlap, the later one stands and the rest of the earlier opens anew
        if TAGS[tag][:1] == "I" and (i == 0 or TAGS[tags[i - 1]][1:] != TAGS[tag][1:]):
            tags[i] = tag - 1
    return Gold(path.stem, words, tags=tags, link=link, edges=edges, triples=triples)
