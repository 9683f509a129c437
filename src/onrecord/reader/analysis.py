"""What the encoder and its decoders make of one text: words, sentences, parse, names, attributions.

Everything in ``reader/`` between the encoder and the finished `onrecord.terms.Reading` works on an `Analysis`.
Positions here are *word* indices: ``range(i, j)`` of `Words`; they become code points only in a `Reading`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.terms import Span


class Run(NamedTuple):
    """Half-open range ``[start, end)`` of word indices."""

    start: int
    end: int


def parts(run: Run, left_out: Callable[[int], bool]) -> list[Run]:
    """What is left of a run without the words of which ``left_out`` is true."""
    found, start = [], run.start
    for i in range(run.start, run.end + 1):
        if i == run.end or left_out(i):
            if start < i:
                found.append(Run(start, i))
            start = i + 1
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``text``: ``spans[i]`` is where word ``i`` stands, ``paragraph[i]`` the number of its paragraph (line)."""

    text: str
    spans: tuple[Span, ...]
    paragraph: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, i: int) -> str:
        start, end = self.spans[i]
        return self.text[start:end]

    def span(self, run: Run) -> Span:
        """Code points from the first character of the run's first word to the last of its last."""
        return Span(self.spans[run.start].start, self.spans[run.end - 1].end)

    def words(self, run: Run) -> list[str]:
        """The run's words, as written."""
        return [self[i] for i in range(run.start, run.end)]


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity found by the tagger. ``type`` is a tag of the newswire scheme: Person, Organization, Location, NORP,
    Facility, Product, Date, Money or Misc; ``score`` its probability."""

    run: Run
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as decoded: each role a tuple of runs in text order, empty where implicit. ``score`` is the
    probability that all three are right (`onrecord.reader.confidence`)."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """All decoded layers of one text, word by word.

    ``upos[i]``: Universal POS tag. ``heads[i]``: index of the word's syntactic head, -1 for the root of its sentence.
    ``deprels[i]``: Universal Dependencies relation, with subtype ("nsubj:pass"). ``sentences``: runs that cover all words
    in order; a sentence never crosses a paragraph.
    """

    words: Words
    sentences: tuple[Run, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
