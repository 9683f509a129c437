"""Statements in the making: runs of words with a speaker, before act, channel and the rest are read off them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.reader.analysis import Run, Words
from onrecord.reader.quotations import Quotation
from onrecord.terms import Act, Kind, ResolvedBy


class Who(Protocol):
    """Whatever can tell which entity a run of words refers to."""

    def who(self, run: Run) -> tuple[str | None, ResolvedBy]:
        """The entity id, None when unresolved, and the form of the mention that told."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making. ``act`` is set where the surroundings tell it (an item under "four demands:")."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    speaker: str | None
    resolved_by: ResolvedBy
    confidence: float
    act: Act | None = None
    nested: bool = False

    @property
    def start(self) -> int:
        """The first word of any role."""
        return min(run.start for run in (*self.source, *self.cue, *self.content))

    @property
    def end(self) -> int:
        """One past the last word of any role."""
        return max(run.end for run in (*self.source, *self.cue, *self.content))


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The quotations of a text as runs of words, and which words stand in one.

    ``runs[k]`` are the words of outermost quotation ``quotations[k]``, its marks included; ``inside[i]`` is true for a word
    in any quotation.
    """

    quotations: tuple[Quotation, ...]
    runs: tuple[Run, ...]
    inside: bytearray


def quoted_words(words: Words, quotations: Sequence[Quotation]) -> QuotedWords:
    """``quotations`` laid over ``words``. Linear in both, as outermost quotations do not overlap."""
    starts = [span.start for span in words.spans]
    kept: list[Quotation] = []
    runs: list[Run] = []
    inside = bytearray(len(words))
    for quotation in quotations:
        if quotation.depth:
            continue
        run = Run(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end))
        if run.end > run.start:
            kept.append(quotation)
            runs.append(run)
            inside[run.start : run.end] = b"\x01" * (run.end - run.start)
    return QuotedWords(tuple(kept), tuple(runs), inside)


def kind_of(words: Words, quotes: QuotedWords, content: Sequence[Run]) -> Kind:
    """*direct* when every word of the content stands between quotation marks, *mixed* when some do, else *indirect*.

    Punctuation does not count, nor does the "that" which introduces the words.
    """
    counted = [i for run in content for i in range(run.start, run.end) if words[i][0].isalnum()]
    if len(counted) > 1 and words[counted[0]].lower() == "that" and not quotes.inside[counted[0]]:
        del counted[0]
    held = sum(quotes.inside[i] for i in counted)
    if not held:
        return "indirect"
    return "direct" if held == len(counted) else "mixed"


def trimmed(words: Words, run: Run, *, marks: str = ".,;:") -> Run | None:
    """``run`` without the punctuation in ``marks`` at its ends; None if nothing is left."""
    start, end = run
    while start < end and words[start] in marks:
        start += 1
    while end > start and words[end - 1] in marks:
        end -= 1
    return Run(start, end) if start < end else None


def paragraph_runs(words: Words) -> list[Run]:
    """The words of each paragraph, in order."""
    runs: list[Run] = []
    start = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or words.paragraph[i] != words.paragraph[start]:
            runs.append(Run(start, i))
            start = i
    return runs
