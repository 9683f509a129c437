"""Words of the article in place: the passages that hold them, cut to what an eye takes in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

from onrecord import Span, Statement
from onrecord.faces.ink import Piece, Role

Marks = Mapping[Role, tuple[Span, ...]]
"""Where in the article the words of each role stand."""

_REACH = 240
"""Characters of context looked through on either side: two lines and a half of a page. Keeps the work linear."""

_RANK: tuple[Role, ...] = ("trigger", "cue", "source", "content")
"""Which role a character shows when it has several: the shortest first."""

# A full stop after one to four letters with a capital ("Mr.", "Gov.", "U.S.") is held for an abbreviation: the excerpt
# is then a little longer, never cut inside a name.
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?…][\"”’')\]]*(?=\s|$)"
)


_LINE = re.compile(r"\n[^\S\n]*\S[^\n]*\n")
"""A line with words on it. The first is enough to know that something is left out, however far the words stand apart."""


class _Segment(NamedTuple):
    start: int
    end: int
    role: Role


def statement_marks(statement: Statement) -> Marks:
    """The words of ``statement`` by their roles."""
    marks: dict[Role, tuple[Span, ...]] = {"content": statement.content.spans}
    if statement.cue:
        marks["cue"] = statement.cue.spans
    if statement.source:
        marks["source"] = statement.source.spans
    return marks


def passages(text: str, marks: Marks, *, reach: int = _REACH) -> list[list[Piece]]:
    """The paragraphs of ``text`` that hold words of ``marks``, in order, their roles marked.

    Each is cut to the sentences around the words, and to ``reach`` characters on either side of them; what is left out in
    the middle of a sentence, or between paragraphs that do not follow each other, shows as "…". The words that are marked
    are never cut.
    """
    found: list[list[Piece]] = []
    before: int | None = None
    for segments in _by_paragraph(text, _segments(marks)):
        if before is not None and _LINE.search(text, before, segments[0].start):
            found.append([("…", None)])
        found.append(_passage(text, segments, reach))
        before = segments[-1].end
    return found


def _segments(marks: Marks) -> list[_Segment]:
    """The marked words as stretches that do not overlap, in text order."""
    edges = sorted(
        (at, step, role) for role, its in marks.items() for span in its for at, step in zip(span, (1, -1), strict=True)
    )
    inside: Counter[Role] = Counter()
    found: list[_Segment] = []
    for (at, step, role), (then, _, _) in pairwise(edges):
        inside[role] += step
        shown = next((r for r in _RANK if inside[r]), None)
        if shown is None or at == then:
            continue
        if found and found[-1].end == at and found[-1].role == shown:
            at = found.pop().start
        found.append(_Segment(at, then, shown))
    return found


def _by_paragraph(text: str, segments: Iterable[_Segment]) -> Iterator[list[_Segment]]:
    """The segments, cut at line ends, those of one paragraph together."""
    lines = [
        _Segment(segment.start + line.start(), segment.start + line.end(), segment.role)
        for segment in segments
        for line in re.finditer(r"[^\n]+", text[segment.start : segment.end])
    ]
    number = 0
    numbered = []
    for i, line in enumerate(lines):
        number += i > 0 and text.find("\n", lines[i - 1].end, line.start) >= 0
        numbered.append((number, line))
    for _, run in groupby(numbered, key=lambda pair: pair[0]):
        yield [line for _, line in run]


def _passage(text: str, segments: list[_Segment], reach: int) -> list[Piece]:
    pieces: list[Piece] = [(_lead(text, segments[0].start, reach), None)]
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        pieces.append((text[segment.start : segment.end], segment.role))
        if following:
            pieces.append((_between(text, segment.end, following.start, reach), None))
    pieces.append((_trail(text, segments[-1].end, reach), None))
    return [piece for piece in pieces if piece[0]]


def _lead(text: str, at: int, reach: int) -> str:
    """What stands before ``at`` in its sentence, without the star of a list item: stars mark words on the page."""
    low = max(0, at - reach)
    before = text[low:at]
    line = before.rfind("\n")
    ends = [end.end() for end in _SENTENCE_END.finditer(before, line + 1)]
    if ends:
        return before[ends[-1] :].lstrip()
    if line >= 0 or low == 0:
        return before[line + 1 :].removeprefix("* ")
    return "… " + before.partition(" ")[2]


def _trail(text: str, at: int, reach: int) -> str:
    """What stands after ``at`` in its sentence; nothing where the sentence ends there."""
    if _SENTENCE_END.search(text, max(0, at - 3), at) and not text[at : at + 1].strip("\"”’')] \n"):
        closing = re.compile(r"[\"”’')\]]*").match(text, at)
        return closing.group() if closing else ""
    high = at + reach
    after = text[at:high].partition("\n")[0]
    end = _SENTENCE_END.search(after)
    if end:
        return after[: end.end()]
    if at + len(after) < min(high, len(text)) or high >= len(text):
        return after
    return after.rpartition(" ")[0] + " …"


def _between(text: str, start: int, end: int, reach: int) -> str:
    """Words between two marked stretches, shortened when they are many."""
    if end - start <= 2 * reach:
        return text[start:end]
    return f"{text[start : start + reach].rpartition(' ')[0]} … {text[end - reach : end].partition(' ')[2]}"
