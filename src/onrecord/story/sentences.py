"""Where sentences of an article begin and end, and the words of a sentence that is longer than an eye takes in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.terms import Span

# A full stop after a capital or a short capitalised word ("D.C.", "Gov.", "Sept.") is an abbreviation's, unless a paragraph ends.
_END: Final = re.compile(
    r"[.!?…](?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<!\b[A-Z][a-z]{3}\.)"
    r"[.!?…]*[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])"
)
_BREAK: Final = re.compile(r"[.!?…][\"”’')\]]*\s")
_LINE: Final = re.compile(r"[^\n]+")
_BLANK: Final = " \t\n*-–—"
_PARTNER: Final = {"“": "”", "”": "“", "«": "»", "»": "«", "‘": "’"}


def sentences(text: str) -> list[Span]:
    """The sentences of a text in order; a line is one at least. Linear in its length."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            found.append(Span(start, end.end()))
            start = end.end()
        found.append(Span(start, line.end()))
    return [trimmed for span in found if (trimmed := _trimmed(text, span))]


def sentence_at(spans: Sequence[Span], at: int) -> Span | None:
    """The sentence among ``spans``, in order, that holds position ``at``."""
    i = bisect_right(spans, (at, 1 << 60)) - 1
    return spans[i] if i >= 0 and at < spans[i].end else None


def pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The words at ``spans``, which one speaker says, sentence by sentence: a sentence that the speaker's name breaks is one."""
    held: list[Span] = []
    for span in spans:
        if held and _BREAK.search(text, held[-1].end, span.start):
            yield from _done(text, held)
            held = []
        start = span.start
        for end in _END.finditer(text, span.start, span.end):
            held.append(Span(start, end.end()))
            yield from _done(text, held)
            held, start = [], end.end()
        if start < span.end:
            held.append(Span(start, span.end))
        if re.search(r"[.!?…][\"”’')\]]*\s*$", text[span.start : span.end]):
            yield from _done(text, held)
            held = []
    yield from _done(text, held)


def _done(text: str, held: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    spans = tuple(trimmed for span in held if (trimmed := _unquoted(text, span)))
    if spans:
        yield spans


def _trimmed(text: str, span: Span) -> Span | None:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    end = span.end - (len(part) - len(part.rstrip()))
    return Span(start, end) if start < end else None


def _unquoted(text: str, span: Span) -> Span | None:
    """``span`` without white space, list stars, and quotation marks that have no partner inside."""
    start, end = span
    while start < end and (text[start] in _BLANK or _lone(text, start, start, end)):
        start += 1
    while start < end and (text[end - 1] in _BLANK + ",;" or _lone(text, end - 1, start, end)):
        end -= 1
    return Span(start, end) if start < end else None


def _lone(text: str, at: int, start: int, end: int) -> bool:
    """Whether a quotation mark stands at ``at`` whose partner is not between ``start`` and ``end``."""
    mark = text[at]
    if mark in _PARTNER:
        return text.count(_PARTNER[mark], start, end) < text.count(mark, start, end)
    return mark == '"' and text.count('"', start, end) % 2 == 1
