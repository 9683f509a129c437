"""Byline and date as a page shows them: in elements marked as such, or in lines of their own over the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.ingest.blocks import Block, Piece, block
from onrecord.ingest.bylines import byline
from onrecord.ingest.dates import DATE, TIME, loose_date, text_date
from onrecord.ingest.tree import Element, Tree
from onrecord.terms import Field

_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:by-?line|by-?authors?|authors?|contributors?|writers?|reporters?|creator)"
    r"(?:[\s_-]{0,2}(?:names?|links?|te?xt))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:by|pub|post|entry|article|story|recipe)?-?_?"
    r"(?:dates?|datetime|timestamp|time|published|publish|posted|dateline|created)(?:$|[\s_-])|(?:publish\w{0,6}|create)date",
    re.IGNORECASE,
)
_DATED = re.compile(rf"{DATE}{TIME}", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:first |originally )?(?:posted|published|date published|publication date)\b", re.IGNORECASE)
_CHANGED = re.compile(r"(?:\b(?:updated?|changed|edited|revised)|modified)\b[^\d]{0,40}$", re.IGNORECASE)
_MARKS = frozenset({"class", "rel", "itemprop"})
_EDGES = " \t—–-|•·:,/"
_MAX_MARKED = 200  # characters of an element marked as byline or date; a longer one holds a biography or the article
_MAX_AROUND = 60  # characters beside the date in a line below the headline: "Posted by Ada Orr in Harwick on ..."
_MAX_ABOVE = 20  # and in one of the ``_LINES_ABOVE`` over it
_LINES_ABOVE = 3
_PIECES_BEFORE = 8  # runs of a line looked at for the word before a date


def visible(
    tree: Tree, lines: Sequence[Block], usable: Sequence[bool], *, title_end: int, first: int
) -> tuple[list[Field], list[Field]]:
    """Bylines and dates that a page shows: over the article, and elsewhere; each in the order of the page.

    ``lines`` are the page's, ``usable`` tells of each element whether it may speak of this article. ``title_end`` and
    ``first`` are places in the source: the end of the headline, a place up to which they may stand: the first
    paragraph may be a caption.
    """
    near: list[tuple[int, Field]] = []
    far: list[tuple[int, Field]] = []
    for is_marked, parse in ((_is_author, _byline), (_is_date, _moment)):
        for place, fields in _marked(tree, usable, is_marked, parse):
            if _CHANGED.search(_before(lines, place)):
                fields = [replace(field, name="modified") if field.name == "published" else field for field in fields]
            (near if title_end <= place < first else far).extend((place, field) for field in fields)
    near.sort(key=_place)
    over = [line for line in lines if line.start < first]
    below_title = bisect_left(over, title_end, key=lambda line: line.start)
    for at, line in enumerate(over):
        if found := byline(line.text):
            near.append((line.start, Field("byline", "; ".join(found.names), "visible byline")))
        if at >= below_title - _LINES_ABOVE and len(line.text) <= _MAX_MARKED:
            dates = _date(line.text, around=_MAX_AROUND if at >= below_title else _MAX_ABOVE)
            (near if at >= below_title else far).extend((line.start, field) for field in dates)
    # Elements far from the headline are this article's only if there is one of a kind: a list of other articles has many.
    alone = {name for name in ("byline", "published") if len({f.value.lower() for _, f in far if f.name == name}) == 1}
    return (
        [field for _, field in near],
        [field for _, field in sorted(far, key=_place) if field.name in alone],
    )


def _before(lines: Sequence[Block], place: int) -> str:
    """The words of a line before a place in it: "Last edited:" before a marked date."""
    at = bisect_right(lines, place, key=lambda line: line.start) - 1
    if at < 0 or lines[at].end <= place:
        return ""
    pieces = lines[at].pieces
    end = bisect_left(pieces, place, key=lambda piece: piece.start)
    return "".join(piece.text[-_MAX_AROUND:] for piece in pieces[max(0, end - _PIECES_BEFORE) : end])[-_MAX_AROUND:]


def says_published(line: str) -> bool:
    """Whether a line begins with the word that it was published, so that wherever it stands it speaks of the article."""
    return len(line) <= _MAX_MARKED and bool(_PUBLISHED.match(line))


def _place(found: tuple[int, Field]) -> int:
    return found[0]


def _marked(
    tree: Tree,
    usable: Sequence[bool],
    is_marked: Callable[[Element], bool],
    parse: Callable[[str, Element], list[Field]],
) -> Iterator[tuple[int, list[Field]]]:
    """What marked elements say, and where: the outermost if it can be read as a whole, else those within it."""
    outer, inner = _owners(tree, is_marked)
    if not any(row >= 0 for row in inner):
        return
    whole: defaultdict[int, list[Piece]] = defaultdict(list)
    parts: defaultdict[int, dict[int, list[Piece]]] = defaultdict(dict)
    for line in tree.lines:
        ends = [start for _, start in line.runs[1:]] + [len(line.pieces)]
        for (row, start), end in zip(line.runs, ends, strict=True):
            if inner[row] >= 0 and usable[row]:
                pieces = line.pieces[start:end]
                apart = Piece(" ", pieces[0].start, pieces[0].start, False)
                whole[outer[row]] += [apart, *pieces] if line.runs[0] == (row, start) else pieces
                parts[outer[row]].setdefault(inner[row], []).extend(pieces)
    for root, pieces in whole.items():
        for group in ({root: pieces}, parts[root]):
            blocks = [(row, made) for row, one in group.items() if (made := block(one[: 2 * _MAX_MARKED]))]
            found = [
                (one.start, parse(one.text, tree.elements[row])) for row, one in blocks if len(one.text) <= _MAX_MARKED
            ]
            if any(fields for _, fields in found):
                yield from found
                break


def _owners(tree: Tree, is_marked: Callable[[Element], bool]) -> tuple[list[int], list[int]]:
    """For each element the outermost and the innermost marked one around it, -1 without one."""
    outer: list[int] = []
    inner: list[int] = []
    for row, element in enumerate(tree.elements):
        around, within = (outer[element.parent], inner[element.parent]) if element.parent >= 0 else (-1, -1)
        marked = bool(element.attributes) and is_marked(element)
        outer.append(row if marked and around < 0 else around)
        inner.append(row if marked else within)
    return outer, inner


def _is_author(element: Element) -> bool:
    if _MARKS.isdisjoint(element.attributes):
        return False
    marks = f"{element.get('rel')} {element.get('itemprop')}".lower().split()
    return "author" in marks or bool(_AUTHOR_NAMES.search(f"{element.get('class')[:200]} {element.get('itemprop')}"))


def _is_date(element: Element) -> bool:
    if element.name == "time":
        return True
    if "class" not in element.attributes and "id" not in element.attributes:
        return False
    return bool(_DATE_NAMES.search(f"{element.get('class')[:200]} {element.get('id')[:60]}"))


def _moment(text: str, element: Element) -> list[Field]:
    """The dates in the text of a marked element, or that of its own attribute, which is more exact."""
    stated = element.get("datetime")
    if element.name == "time" and loose_date(stated):
        changed = _CHANGED.search(f"{text} {element.get('class')} {element.get('itemprop')} ")
        return [Field("modified" if changed else "published", stated, "time element")]
    return _date(text)


def _byline(text: str, _: Element) -> list[Field]:
    bare = text.strip(_EDGES)
    found = byline(bare) or byline(f"By {bare}")
    if not found:
        return _date(text, around=_MAX_AROUND)
    told = [Field("byline", "; ".join(found.names), "visible byline")]
    return [*told, Field("published", found.published.date, "visible byline")] if found.published else told


def _date(text: str, *, around: int = _MAX_MARKED) -> list[Field]:
    """The dates in a text that says little else; those that say when it was changed apart."""
    found = [one for one in _DATED.finditer(text) if text_date(one)]
    if not found or len(text) - sum(len(one[0]) for one in found) > around:
        return []
    return [
        Field("modified" if _CHANGED.search(text[: one.start()]) else "published", one[0], "visible date")
        for one in found
    ]
