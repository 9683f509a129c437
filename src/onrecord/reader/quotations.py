"""Where quotation marks hold words: between paragraphs, nested, left open, or no quotation marks at all but apostrophes.

A quotation is read paragraph by paragraph, so that one stray mark never turns the rest of an article inside out. The one
thing that is carried over is the printers' rule for long quotations: a paragraph that ends inside a quotation, before a
paragraph that starts with an opening mark, goes on in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.reader.analysis import Words

_Family = Literal["double", "angle", "single"]
_Side = Literal["open", "close", "either", "maybe"]

_DOUBLE_MARK = re.compile(r"[\"“”„‟«»]|``|''")
_ANY_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚]|``|''|'")
# A straight or closing single mark that starts one of these is an apostrophe that stands for missing letters.
_ELISION = re.compile(r"(?:\d0s|\d\ds?\b|em\b|til\b|till\b|tis\b|twas\b|cause\b|bout\b|round\b|n\b)", re.IGNORECASE)
_BEFORE_OPEN = frozenset(" \t\u00a0([{-–—/“\"‘'`«‹„‚…:")
_AFTER_CLOSE = frozenset(" \t\u00a0)]}-–—/.,;:!?”\"’'»›…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of one paragraph between quotation marks, marks included: ``text[start:end]``, in code points.

    ``continues``: it goes on a quotation that was opened in an earlier paragraph. ``closed``: its closing mark stands in this
    paragraph; else it runs to the paragraph's end, or to the next opening mark. ``depth``: 0 for an outermost one.
    """

    start: int
    end: int
    continues: bool = False
    closed: bool = True
    depth: int = 0


class _Mark(NamedTuple):
    start: int
    end: int
    family: _Family
    side: _Side


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of ``text``, nested ones too, by start. Linear in the text's length."""
    return tuple(_quotations(text, _ANY_MARK))


def quote_states(words: Words) -> list[int]:
    """For each word: 0 outside double quotation marks, 1 inside, 2 inside a paragraph that goes on an earlier one's quotation.

    The marks themselves count as inside. Single marks are left out: too many of them are apostrophes.
    """
    states = [0] * len(words)
    starts = [span.start for span in words.spans]
    for quotation in _quotations(words.text, _DOUBLE_MARK):
        if quotation.depth:
            continue
        state = 2 if quotation.continues else 1
        i = bisect_right(starts, quotation.start - 1)
        while i < len(starts) and starts[i] < quotation.end:
            states[i] = state
            i += 1
    return states


def _quotations(text: str, mark: re.Pattern[str]) -> Iterator[Quotation]:
    carried: _Family | None = None
    for start, end in _paragraphs(text):
        marks = [
            m for found in mark.finditer(text, start, end) if (m := _read(text, found.start(), found.end(), start, end))
        ]
        pieces, left = _match(text, _settle(marks), carried, start, end)
        yield from sorted(pieces, key=lambda q: (q.start, -q.end))
        carried = left


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        if start < at + len(line):
            yield start, at + len(line.rstrip())
        at += len(line) + 1


def _read(text: str, start: int, end: int, low: int, high: int) -> _Mark | None:
    """The mark at ``[start, end)`` of the paragraph ``[low, high)``, or None where it is an apostrophe, an inch or a minute."""
    char = text[start:end]
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if char in "“„‟" or char == "``":
        return _Mark(start, end, "double", "open")
    if char == "”":
        return _Mark(start, end, "double", "close")
    if char in "«‹":
        return _Mark(start, end, "angle", "open")
    if char in "»›":
        return _Mark(start, end, "angle", "close")
    if char == '"' or char == "''":
        return _Mark(start, end, "double", _side(before, after))
    return _single(text, start, end, char, before, after)


def _side(before: str, after: str) -> _Side:
    if before in _BEFORE_OPEN and not after.isspace() and after not in ".,;!?)":
        return "either" if after in _AFTER_CLOSE and not before.isspace() else "open"
    if after in _AFTER_CLOSE and not before.isspace():
        return "close"
    return "either"


def _single(text: str, start: int, end: int, char: str, before: str, after: str) -> _Mark | None:
    if before.isalnum() and after.isalnum():
        return None
    opens = before in _BEFORE_OPEN and (after.isalnum() or after in '“"$…')
    if char in "‘‚":
        return _Mark(start, end, "single", "open") if opens and not _ELISION.match(text, end) else None
    if opens:
        return _Mark(start, end, "single", "open") if char == "'" and not _ELISION.match(text, end) else None
    if after not in _AFTER_CLOSE or before.isspace() or before.isdigit():
        return None
    # "the governors' plan": a closing mark after s, with a word behind it, may as well be a possessive.
    possessive = before in "sSzxZX" and after.isspace() and text[end + 1 : end + 2].isalnum()
    return _Mark(start, end, "single", "maybe" if possessive else "close")


def _settle(marks: list[_Mark]) -> list[_Mark]:
    """Turn each *maybe* into a closing mark only where no surer one follows before the next single opening mark."""
    settled: list[_Mark] = []
    closer_ahead = False
    for mark in reversed(marks):
        if mark.family == "single":
            if mark.side == "maybe":
                if closer_ahead:
                    continue
                mark = mark._replace(side="close")
            closer_ahead = mark.side == "close"
        settled.append(mark)
    return settled[::-1]


def _match(
    text: str, marks: list[_Mark], carried: _Family | None, low: int, high: int
) -> tuple[list[Quotation], _Family | None]:
    """Pair the marks of one paragraph. Returns its quotations and the family of the outermost one left open at its end."""
    pieces: list[Quotation] = []
    stack: list[tuple[_Mark, bool]] = []

    def lasts(opened: _Mark, continues: bool) -> bool:
        # An open single mark in mid-paragraph is most likely an apostrophe.
        return opened.family != "single" or continues or opened.start == low

    def drop(until: int, at: int) -> None:
        while len(stack) > until:
            opened, continues = stack.pop()
            if lasts(opened, continues):
                pieces.append(Quotation(opened.start, at, continues, False, len(stack)))

    for number, mark in enumerate(marks):
        inside = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0].family == mark.family), None)
        side = mark.side
        if side == "either":
            side = "close" if inside is not None else "open"
        if side == "open" and mark.end - mark.start == 1 and _closes_german(text, mark, stack):
            side = "close"
        if side == "open":
            if mark.family == "double" and inside is None and not stack and _is_inch(text, mark):
                continue
            if inside is not None and not _closes_twice(marks, number):
                drop(inside, mark.start)
            stack.append((mark, carried == mark.family and mark.start == low))
        elif inside is not None:
            drop(inside + 1, mark.start)
            opened, continues = stack.pop()
            pieces.append(Quotation(opened.start, mark.end, continues, True, len(stack)))
    left = stack[0][0].family if stack and lasts(*stack[0]) else None
    drop(0, high)
    return pieces, left


def _closes_twice(marks: list[_Mark], number: int) -> bool:
    """Whether two closing marks of its family follow the opening mark before another one opens: then it is nested."""
    closings = 0
    for mark in marks[number + 1 : number + 9]:
        if mark.family != marks[number].family or mark.side == "maybe":
            continue
        if mark.side == "open":
            return False
        closings += 1
        if closings == 2:
            return True
    return False


def _closes_german(text: str, mark: _Mark, stack: list[tuple[_Mark, bool]]) -> bool:
    return text[mark.start] == "“" and bool(stack) and text[stack[-1][0].start] == "„"


def _is_inch(text: str, mark: _Mark) -> bool:
    return text[mark.start] == '"' and mark.start > 0 and text[mark.start - 1].isdigit()
