"""A page as elements and the lines of text in them. Elements are rows of a list, parents before children: no recursion,
so depth is no danger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.config import MAX_ELEMENTS
from onrecord.errors import UnreadableSource
from onrecord.ingest.blocks import Piece
from onrecord.ingest.markup import EndTag, StartTag, Text, Token, Value, pieces, tokens

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr img o:p".split()
)
_CLOSES: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
    "body": frozenset({"head"}),
}
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu "
    "nav ol p pre section table ul".split()
)
_SCOPES = frozenset("ul ol dl table body article section main aside nav".split())
_MAX_INLINE_WALK = 64  # open inline elements that an end tag looks through; real pages nest under ten
_MAX_SCOPED_WALK = 256  # open elements between a list item or cell and the one it closes


@dataclass(slots=True)
class Element:
    """An element: ``parent`` is its parent's row, -1 for the root's."""

    name: str
    attributes: dict[str, Value]
    parent: int

    def get(self, attribute: str) -> str:
        """An attribute's value, empty if it has none."""
        value = self.attributes.get(attribute)
        return value.text if value else ""


@dataclass(slots=True)
class Line:
    """Text between two block-level edges, directly in one element. ``linked`` counts its characters inside links."""

    element: int
    pieces: list[Piece] = field(default_factory=list)
    characters: int = 0
    linked: int = 0
    runs: list[tuple[int, int]] = field(
        default_factory=list
    )  # innermost element of each run of text, and its first piece


@dataclass(slots=True)
class Tree:
    """All of a page, in order."""

    elements: list[Element]
    lines: list[Line]
    scripts: list[Value]  # bodies of JSON-LD scripts
    title: list[Piece]  # of the first <title>


def grow(source: str, *, name: str) -> Tree:
    """The tree of a page. Any string gives one, in time linear in its length.

    Raises `UnreadableSource` naming ``name`` for one of more elements than `MAX_ELEMENTS`.
    """
    builder = _Builder()
    for token in tokens(source):
        builder.take(token)
        if len(builder.tree.elements) > MAX_ELEMENTS:
            raise UnreadableSource(
                name,
                "is too large a page",
                limit=f"{MAX_ELEMENTS:,} elements",
                observed=f"over {MAX_ELEMENTS:,} elements",
            )
    return builder.finish()


class _Builder:
    def __init__(self) -> None:
        self.tree = Tree([Element("", {}, -1)], [], [], [])
        self.open = [0]
        self.count: Counter[str] = Counter()
        self.links = 0
        self.line = Line(0)
        self.breaks = 0

    def take(self, token: Token) -> None:
        if isinstance(token, Text):
            self._text(token)
        elif isinstance(token, StartTag):
            self._start(token)
        else:
            self._end(token)

    def finish(self) -> Tree:
        self._flush()
        return self.tree

    def _text(self, token: Text) -> None:
        element = self.tree.elements[self.open[-1]]
        if element.name == "script":
            if "ld+json" in element.get("type"):
                self.tree.scripts.append(Value(token.raw, token.start))
            return
        if element.name == "title" and not self.count["svg"]:
            self.tree.title = self.tree.title or list(pieces(token.raw, token.start))
            return
        if token.plain or element.name == "textarea":
            return
        shown = len(token.raw.strip())
        if shown:
            self.breaks = 0
            self.line.runs.append((self.open[-1], len(self.line.pieces)))
        self.line.characters += shown
        self.line.linked += shown if self.links else 0
        self.line.pieces.extend(pieces(token.raw, token.start))

    def _start(self, token: StartTag) -> None:
        name = token.name
        if name == "br":
            self.breaks += 1
            if self.breaks > 1:
                self._flush()
            else:
                self.line.pieces.append(Piece("\n", token.start, token.end, False))
            return
        if name not in _INLINE:
            self._flush()
            if name in _ENDS_PARAGRAPH and self.count["p"]:
                self._close("p", ())
            if name in _CLOSES:
                for closed in _CLOSES[name]:
                    if self.count[closed]:
                        self._close(closed, _SCOPES)
        row = len(self.tree.elements)
        self.tree.elements.append(Element(name, token.attributes, self.open[-1]))
        if name in _VOID:
            return
        self.open.append(row)
        self.count[name] += 1
        self.links += name == "a"
        if name not in _INLINE:
            self.line = Line(row)

    def _end(self, token: EndTag) -> None:
        name = token.name
        if not self.count[name]:
            return
        if name in _INLINE:
            for row in self.open[: -_MAX_INLINE_WALK - 1 : -1]:
                here = self.tree.elements[row].name
                if here == name:
                    self._pop(row)
                    return
                if here not in _INLINE:
                    return
            return
        self._flush()
        self._close(name, ())

    def _close(self, name: str, scopes: frozenset[str] | tuple[()]) -> None:
        """Close the innermost open element of a name, unless one of ``scopes`` stands between."""
        for row in reversed(self.open[-_MAX_SCOPED_WALK:] if scopes else self.open):
            here = self.tree.elements[row].name
            if here == name:
                self._pop(row)
                return
            if here in scopes:
                return

    def _pop(self, row: int) -> None:
        """Close the element at ``row`` and all within it. A paragraph of nothing leaves no trace."""
        elements, lines = self.tree.elements, self.tree.lines
        while self.open[-1] >= row and len(self.open) > 1:
            last = self.open.pop()
            element = elements[last]
            self.count[element.name] -= 1
            self.links -= element.name == "a"
            if element.name not in _INLINE:
                self._flush()
            if element.name == "p" and last == len(elements) - 1 and not (lines and lines[-1].element == last):
                elements.pop()

    def _flush(self) -> None:
        """End the line; the next belongs to the innermost open block-level element."""
        if self.line.characters:
            self.tree.lines.append(self.line)
        self.breaks = 0
        self.line = Line(self._container())

    def _container(self) -> int:
        for row in self.open[: -_MAX_INLINE_WALK - 1 : -1]:
            if self.tree.elements[row].name not in _INLINE:
                return row
        return self.open[-1]
