"""Plain text to blocks: which lines are one paragraph.

Three layouts are told apart by measure: paragraphs set apart by blank lines; one paragraph a line; and lines filled to
a width, as mail and wire copy have them, which are joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.ingest.blocks import Block, Piece, block

_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*[*•·▪‣◦●■►➤]\s+\S")
_MARKER = re.compile(r"\s*(?:[-–—]|\(?\d{1,2}[.)]|\([a-z]\)|[a-z]\))\s+\S")
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")

_MAX_FILLED_WIDTH = 120  # characters; mail is filled to 72-78, terminals to 80-100, nobody fills beyond
_MIN_FILLED_WIDTH = 40  # characters; narrower columns are verse or tables
_MIN_FILLED_SHARE = 0.7  # of the lines that another follows; of one-paragraph-a-line news fewer than 10% look filled
_MIN_FILLED_LINES = 3
_MIN_CONTINUED = 30  # characters of a line that a lower-case line may continue; shorter ones are items of a bare list


class _Line(NamedTuple):
    text: str  # without white space at its ends
    start: int
    end: int
    indented: bool


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a decoded plain text, in order. Linear in its length."""
    groups = list(_groups(text))
    width = _filled_width(groups)
    blocks: list[Block] = []
    for group in groups:
        at = 0
        for end in (*_ends(group, width), len(group)):
            first, last = group[at], group[end - 1]
            made = block(
                [Piece(text[first.start : last.end], first.start, last.end, True)],
                kind="item" if _is_item(first, group[at - 1] if at else None) else "paragraph",
                apart=at == 0,
            )
            if made:
                blocks.append(made)
            at = end
    return blocks


def _groups(text: str) -> Iterator[list[_Line]]:
    """Lines between blank lines."""
    group: list[_Line] = []
    at = 0
    for end, following in _line_ends(text):
        raw = text[at:end]
        inner = raw.strip()
        if inner:
            start = at + len(raw) - len(raw.lstrip())
            group.append(_Line(inner, start, start + len(inner), start > at))
        elif group:
            yield group
            group = []
        at = following
    if group:
        yield group


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text):
        yield found.start(), found.end()
    yield len(text), len(text)


def _is_item(line: _Line, before: _Line | None) -> bool:
    """Whether a line begins a list item. A dash or number may also begin a filled line in the middle of a sentence."""
    if _BULLET.match(line.text):
        return True
    return bool(_MARKER.match(line.text)) and (before is None or bool(_ENDED.search(before.text)))


def _room(line: _Line, following: _Line) -> int:
    """The width at which the first word of the following line would have stood on this one."""
    return len(line.text) + 1 + len(following.text.split(None, 1)[0])


def _filled_width(groups: Sequence[Sequence[_Line]]) -> int | None:
    """The width that the lines were filled to, or None where line ends are the writer's own."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    lengths = sorted(len(line.text) for group in groups for line in group)
    if len(pairs) < _MIN_FILLED_LINES:
        return None
    # A long address or a line of furniture may stick out; one line in twenty is let pass.
    width = lengths[(len(lengths) - 1) * 19 // 20]
    if not _MIN_FILLED_WIDTH <= width <= _MAX_FILLED_WIDTH:
        return None
    # Short lines that end a sentence close a paragraph and say nothing either way.
    open_pairs = [p for p in pairs if not _SENTENCE_END.search(p[0].text) or _room(*p) > width]
    filled = sum(_room(*pair) > width for pair in open_pairs)
    enough = filled >= max(_MIN_FILLED_LINES, _MIN_FILLED_SHARE * len(open_pairs))
    return width if enough else None


def _ends(group: Sequence[_Line], width: int | None) -> Iterator[int]:
    """Where in a group a block ends before its last line."""
    for i, (line, following) in enumerate(pairwise(group), start=1):
        if _is_item(following, line) or not _continues(line, following, width):
            yield i


def _continues(line: _Line, following: _Line, width: int | None) -> bool:
    runs_on = not _SENTENCE_END.search(line.text) and following.text[0].islower() and len(line.text) >= _MIN_CONTINUED
    if width is None:
        return runs_on or line.text.endswith(";") or (line.text.endswith(",") and len(line.text) >= _MIN_CONTINUED)
    if following.indented and not line.indented:
        return False
    if _room(line, following) > width:
        return True
    return runs_on or (not _SENTENCE_END.search(line.text) and len(line.text) >= 0.6 * width)
