"""An `Analysis` with what the rules on people ask of it again and again, worked out once."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from onrecord.reader.analysis import Analysis, Run
from onrecord.reader.drafts import quoted_words
from onrecord.reader.quotations import find_quotations

CLITICS = frozenset(("'s", "’s", "'", "’"))
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Prose:
    """``low``: the words in lower case. ``sentence[i]``: number of the sentence of word ``i``. ``quoted[i]``: whether it stands
    between quotation marks. ``barred``: words of dates and sums; ``places``: words of places and peoples. The first
    ``heading_end`` words are the title; the first ``title_end`` one in title case, where capitals tell nothing."""

    analysis: Analysis
    low: tuple[str, ...]
    sentence: tuple[int, ...]
    quoted: tuple[bool, ...]
    barred: frozenset[int]
    places: frozenset[int]
    title_end: int
    heading_end: int

    def __len__(self) -> int:
        return len(self.low)

    def is_name_like(self, i: int) -> bool:
        """Whether word ``i`` starts with a capital and may be part of a name."""
        word = self.analysis.words[i]
        return word[:1].isupper() and bool(_LETTER.match(word))

    def bounds(self, i: int) -> Run:
        """The sentence that holds word ``i``."""
        return self.analysis.sentences[self.sentence[i]]

    def starts_sentence(self, i: int) -> bool:
        """Whether only punctuation stands before word ``i`` in its sentence, or an opening quotation mark right before it."""
        start = self.bounds(i).start
        return i == start or (not self.low[i - 1][:1].isalnum() and (self.low[i - 1] in '"“‘:' or i - start <= 2))

    def upos(self, i: int) -> str:
        """Universal POS tag of word ``i``."""
        return self.analysis.upos[i]

    def relation(self, i: int) -> str:
        """Universal Dependencies relation of word ``i``, without subtype."""
        return self.analysis.deprels[i].partition(":")[0]

    def head_of(self, run: Run) -> int:
        """The first word of the run, punctuation apart, whose syntactic head lies outside it."""
        heads = self.analysis.heads
        for i in range(run.start, run.end):
            if not run.start <= heads[i] < run.end and self.upos(i) != "PUNCT":
                return i
        return run.start

    def possessive(self, run: Run) -> bool:
        """Whether a possessive clitic follows the run."""
        return run.end < len(self) and self.low[run.end] in CLITICS and self.upos(run.end) != "PUNCT"


def view(analysis: Analysis, *, title_end: int = 0) -> Prose:
    """Prepare an analysis. ``title_end``: code point where the title ends. Linear in the number of words."""
    words = analysis.words
    sentence = [0] * len(words)
    for number, (start, end) in enumerate(analysis.sentences):
        sentence[start:end] = [number] * (end - start)
    titled = bisect_left([span.start for span in words.spans], title_end)
    long = [word for i in range(titled) if len(word := words[i]) > 3 and word.isalpha()]
    # Title case: most words of four letters and more start with a capital. A headline in sentence case is read as any text.
    capitals = sum(word[0].isupper() for word in long)
    return Prose(
        analysis,
        tuple(words[i].lower() for i in range(len(words))),
        tuple(sentence),
        tuple(map(bool, quoted_words(words, find_quotations(words.text)).inside)),
        _positions(analysis, "Date", "Money"),
        _positions(analysis, "Location", "NORP"),
        titled if capitals >= 0.7 * len(long) else 0,
        titled,
    )


def _positions(analysis: Analysis, *types: str) -> frozenset[int]:
    return frozenset(i for name in analysis.names if name.type in types for i in range(name.run.start, name.run.end))
