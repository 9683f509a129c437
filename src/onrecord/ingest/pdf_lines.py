"""Lines on the pages of a document: which are one paragraph, which the title, which head and foot of the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_ITEM = re.compile(r"[*•·▪‣◦●■►➤]\s|(?:[-–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W{0,3}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")

_SAME_SIZE = 1.12  # one type size is another up to this ratio: superscripts aside, texts step by a fifth
_TITLE_SIZE = 1.2  # of the body's type size, at least, for a headline
_WIDE_GAP = 1.4  # of the usual distance between lines, for a gap between paragraphs; half a line is the least used
_INDENT = 0.8  # of the type size; typesetters indent by one to two
_COLUMN = 36.0  # points: lines that begin within so much stand in one column; columns are 150 and more apart
_FULL = 0.8  # the share of a column's lines that are no longer than a full line
_EDGE_LINES = 2  # lines at the top and at the bottom of a page that may be its head and foot
_MIN_REPEATS = 3  # pages with the same line at the same place, or half of all pages, two at least
_MAX_TITLE = 300  # characters
_TITLE_REACH = 8  # paragraphs from the top of the first page


_Column = tuple[int, int, int]  # page, type size, place across the page


class Line(NamedTuple):
    """A line of text. Points from the page's lower left corner: its left and right end, its baseline, its type size.

    ``broken``: its last word goes on in the next line, the hyphen left off.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    broken: bool = False


def running_lines(lines: Sequence[Line]) -> dict[int, str]:
    """The lines, by their place in ``lines``, that are heads, feet and numbers of pages, each with its label."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    edges = [
        i
        for page in pages.values()
        for order in [sorted(page, key=lambda i: -lines[i].base)]
        for i in dict.fromkeys(order[:_EDGE_LINES] + order[-_EDGE_LINES:])
    ]
    seen = Counter(_place(lines[i]) for i in edges)
    enough = min(_MIN_REPEATS, max(2, (len(pages) + 1) // 2))
    found: dict[int, str] = {}
    for i in edges:
        if _PAGE_NUMBER.fullmatch(lines[i].text) and len(pages[lines[i].page]) > 1:
            found[i] = "page number"
        elif seen[_place(lines[i])] >= enough:
            found[i] = "running head"
    return found


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.base)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in their order, those of one paragraph together. Linear, but for the sorting of each column."""
    if not lines:
        return []
    steps = [
        (a.base - b.base) / a.size for a, b in pairwise(lines) if a.page == b.page and 0 < a.base - b.base < 3 * a.size
    ]
    usual = median(steps) if steps else 1.2
    edges = _right_edges(lines)
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if _starts(line, before, first=len(groups[-1]) == 1, usual=usual, edges=edges):
            groups.append([])
        groups[-1].append(line)
    return groups


def title_of(groups: Sequence[list[Line]]) -> tuple[list[Line] | None, list[list[Line]]]:
    """The headline, by its type size, near the top of the first page, and the paragraphs without it."""
    sizes: Counter[float] = Counter()
    for group in groups:
        sizes[round(group[0].size, 1)] += sum(len(line.text) for line in group)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    near = [group for group in groups[:_TITLE_REACH] if group[0].page == groups[0][0].page]
    title = max(near, key=lambda group: group[0].size, default=None)
    if title is None or title[0].size < _TITLE_SIZE * body or sum(len(line.text) for line in title) > _MAX_TITLE:
        return None, list(groups)
    return title, [group for group in groups if group is not title]


def _right_edges(lines: Sequence[Line]) -> Mapping[_Column, float]:
    """How far full lines of each type size reach in each column of each page."""
    ends: dict[_Column, list[float]] = defaultdict(list)
    for line in lines:
        ends[_column(line)].append(line.right)
    return {column: sorted(rights)[int(_FULL * (len(rights) - 1))] for column, rights in ends.items()}


def _column(line: Line) -> _Column:
    return line.page, round(line.size), round(line.left / _COLUMN)


def _starts(line: Line, before: Line, *, first: bool, usual: float, edges: Mapping[_Column, float]) -> bool:
    """Whether a line begins a paragraph. ``first``: the one before it began one."""
    if before.broken:
        return False
    if max(line.size, before.size) > _SAME_SIZE * min(line.size, before.size) or _ITEM.match(line.text):
        return True
    short = _is_short(before, line, edges)
    step = before.base - line.base
    if line.page != before.page or step < 0:  # the next page or column
        return short or (bool(_ENDED.search(before.text)) and not line.text[0].islower())
    if not 0.5 * line.size < step <= _WIDE_GAP * usual * line.size:
        return True
    indent = line.left - before.left
    if indent > _INDENT * line.size and not _ITEM.match(before.text):
        return True
    return short or (indent < -_INDENT * line.size and not first)


def _is_short(line: Line, following: Line, edges: Mapping[_Column, float]) -> bool:
    """Whether the first word of the following line would have stood on this one."""
    page, size, column = _column(line)
    edge = max(edges.get((page, size, near), 0.0) for near in (column - 1, column, column + 1))
    word = len(following.text.split(None, 1)[0]) + 1
    return line.right + word * (following.right - following.left) / len(following.text) < edge
