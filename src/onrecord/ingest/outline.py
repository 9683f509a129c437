"""The few elements of a feed that say where its articles are, found in one pass, so that no more is parsed.

Parsers of feeds take seconds for a million small elements and far more than that for deep or crowded ones, and a hostile
feed is made of them. What is handed on is bounded in every direction; texts and pictures of a feed are not read at all.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from onrecord.config import MAX_FEED_DEPTH
from onrecord.errors import UnreadableSource
from onrecord.ingest.listing import HEAD, TAG_NAME, beyond, local_name

_ITEMS: Final = frozenset({"item", "entry"})
_PARTS: Final = frozenset({"title", "link", "guid", "id", "pubdate", "published", "date", "issued"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "wbr"})  # HTML that feeds with bad markup leave open
_MAX_PARTS: Final = 10  # of one item: Atom has a link for each form of an article, three or four
_MAX_INSIDE: Final = 8  # elements inside one part: a title may be in bold
_MAX_TAG: Final = 10_000  # characters of one tag; the longest address has 8,000
_MAX_PART: Final = 20_000  # characters of one part; a link has at most 8,000, titles in markup some hundred

Stretch = tuple[int, int]


class Item(NamedTuple):
    """Where the first tag of an item stands, and its parts that are read."""

    tag: Stretch
    parts: tuple[Stretch, ...]


class Outline(NamedTuple):
    """``around``: name and first tag of each element around the items; ``items``: the first ones, of ``total``.

    ``cut``: the text ends inside an element.
    """

    around: tuple[tuple[str, Stretch], ...]
    items: tuple[Item, ...]
    total: int
    cut: bool


def outline(text: str, *, most: int, name: str) -> Outline:
    """Where the items of a feed and their parts stand, of ``most`` items; linear in ``text``, which may be malformed.

    Raises `UnreadableSource` where elements lie more than `MAX_FEED_DEPTH` deep.
    """
    scan = _Scan(most)
    at = 0
    while (at := text.find("<", at)) >= 0:
        end = beyond(text, at)
        if end < 0:
            return scan.outline(cut=True)
        tag = TAG_NAME.match(text, at + 1)
        if tag and text[at + 1] == "/":
            scan.close(tag[1], end)
        elif tag:
            scan.open(tag[1], (at, end), empty=text[end - 2] == "/")
            if len(scan.stack) > MAX_FEED_DEPTH:
                raise UnreadableSource(
                    name,
                    "nests its elements too deep",
                    stage="listing",
                    limit=f"{MAX_FEED_DEPTH} deep",
                    observed=f"more than {MAX_FEED_DEPTH} deep",
                )
        at = end
    return scan.outline(cut=bool(scan.stack))


def essence(text: str, plan: Outline) -> str:
    """A feed of the same items with nothing but their parts: what stood before it, the elements around, the items."""
    tags = [text[start:end] for _, (start, end) in plan.around]
    before = text[: plan.around[0][1][0]] if plan.around else ""
    if len(before) > HEAD or any(len(tag) > _MAX_TAG for tag in tags):
        before, tags = "", [f"<{called}>" for called, _ in plan.around]
    items = (_essential(text, item) for item in plan.items)
    closing = (f"</{called}>" for called, _ in reversed(plan.around))
    return "".join([before, *tags, *items, *closing])


def _essential(text: str, item: Item) -> str:
    start, stop = item.tag
    called = TAG_NAME.match(text, start + 1)
    name = called[1] if called else "item"
    tag = text[start:stop] if stop - start <= _MAX_TAG else f"<{name}>"
    return "".join([tag, *(text[begin:end] for begin, end in item.parts), f"</{name}>"])


class _Scan:
    """Where the pass stands: the open elements, the item and the part it is in."""

    def __init__(self, most: int) -> None:
        self.stack: list[str] = []
        self._tags: list[Stretch] = []  # of the open elements
        self._most = most
        self._around: tuple[tuple[str, Stretch], ...] = ()
        self._items: list[Item] = []
        self._total = 0
        self._level = -1  # of the item's own children; -1: in no item
        self._parts: list[Stretch] = []
        self._part = False  # whether the last of the open children is one that is read
        self._inside = 0

    def open(self, called: str, tag: Stretch, *, empty: bool) -> None:
        local = local_name(called)
        if self._level < 0:
            if local in _ITEMS and not empty:
                self._level = len(self.stack) + 1
                self._parts = []
        elif len(self.stack) == self._level:
            self._part, self._inside = local in _PARTS and tag[1] - tag[0] <= _MAX_TAG, 0
            if empty and self._part:
                self._keep(tag)
        else:
            self._inside += 1
            self._part = self._part and tag[1] - tag[0] <= _MAX_TAG
        if not empty and local not in _VOID:
            self.stack.append(called)
            self._tags.append(tag)

    def close(self, called: str, end: int) -> None:
        if called not in self.stack:
            return
        while self.stack[-1] != called:
            self.stack.pop()
            self._tags.pop()
        self.stack.pop()
        tag = self._tags.pop()
        if self._level < 0:
            return
        if len(self.stack) == self._level and self._part and self._inside <= _MAX_INSIDE:
            self._keep((tag[0], end))
        elif len(self.stack) < self._level:
            if len(self.stack) == self._level - 1:
                self._done(tag)
            self._level = -1

    def outline(self, *, cut: bool) -> Outline:
        return Outline(self._around, tuple(self._items), self._total, cut)

    def _keep(self, part: Stretch) -> None:
        if len(self._parts) < _MAX_PARTS and part[1] - part[0] <= _MAX_PART:
            self._parts.append(part)
        self._part = False

    def _done(self, tag: Stretch) -> None:
        self._total += 1
        if len(self._items) < self._most:
            self._items.append(Item(tag, tuple(self._parts)))
            self._around = tuple(zip(self.stack, self._tags, strict=True))
