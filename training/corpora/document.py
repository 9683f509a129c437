"""One annotated document, whatever corpus it comes from: words and those layers that the corpus has."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.reader.analysis import Run, Words
from onrecord.reader.labels import TAGS


@dataclass(slots=True)
class Gold:
    """Gold layers of a document, one entry a word; an absent layer is None.

    ``tags``: index into `TAGS`. ``link``: for each source and content word, the first word of its cue, else -1. ``edges``: by
    first word of a cue, the first and last word of its source (-1, -1 where implicit) and of its content.
    ``heads``: -1 for the root. ``starts``: 1 at the first word of a sentence. ``names``: BIO labels as strings.
    """

    name: str
    words: Words
    tags: list[int] | None = None
    link: list[int] | None = None
    edges: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    upos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    starts: list[int] | None = None
    names: list[str] | None = None
    triples: list[dict[str, list[tuple[int, int]]]] = field(default_factory=list)


OPEN = "O?"
"""Name label of a word that is no person, organization or location, but may be a name of another type."""
TAG = {tag: i for i, tag in enumerate(TAGS)}


def chunks(tags: list[str]) -> set[tuple[Run, str]]:
    """The runs of a BIO tag sequence, with their types; a stray I- opens a run."""
    found, start = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[:1] != "I" or tag[2:] != tags[start][2:]):
            found.add((Run(start, i), tags[start][2:]))
            start = -1
        if start < 0 and tag != "O":
            start = i
    return found
