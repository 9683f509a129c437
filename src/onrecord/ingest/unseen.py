"""Which elements of a page show nothing to a reader: by their kind, by what hides them, by letters in the colour of the paper.

Only what a page states at the element itself is looked at: the style sheets that it loads are not there, and a class that
one part of them hides another part shows.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.ingest.tree import Element, Line, Tree

_UNSEEN_ELEMENTS = frozenset("script style template svg math canvas iframe object video audio map".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})  # white headlines stand on pictures
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_INK = re.compile(r"(?:^|;)\s{0,9}(color|background(?:-color)?|font-size)\s{0,9}:\s{0,9}([^;]{1,60})", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b")
_RGB = re.compile(r"rgba?\(\s?(\d{1,3})[\s,]{1,3}(\d{1,3})[\s,]{1,3}(\d{1,3})\s?\)?")
_NO_SIZE = re.compile(r"0(?:\.0*)?(?:[a-z]{2,3}|%)?$")
_NAMED = {"white": "ffffff", "black": "000000"}
_TRANSPARENT: Final = frozenset({"", "inherit", "initial", "unset", "none", "transparent"})  # backgrounds that are none
_WHITE: Final = "ffffff"


class _Ink(NamedTuple):
    """How letters are drawn: colours as six hexadecimal digits, or as stated where they are something else."""

    colour: str = ""
    paper: str = ""
    no_size: bool = False


def unseen_elements(tree: Tree) -> list[bool]:
    """For each element whether the text directly in it is not shown."""
    hidden: list[bool] = []
    inks: list[_Ink] = []
    unseen: list[bool] = []
    for element in tree.elements:
        inherited = element.parent >= 0
        is_hidden = (inherited and hidden[element.parent]) or element.name in _UNSEEN_ELEMENTS or _is_hidden(element)
        ink = inks[element.parent] if inherited else _Ink()
        if element.attributes:
            ink = _ink(element, ink)
        hidden.append(is_hidden)
        inks.append(ink)
        unseen.append(is_hidden or ink.no_size or _is_blank(element, ink))
    return unseen


def seen(line: Line, unseen: list[bool]) -> Line | None:
    """``line`` without what elements in it hide; None where nothing is left."""
    if unseen[line.element]:
        return None
    if not any(unseen[row] for row, _ in line.runs):
        return line
    ends = [start for _, start in line.runs[1:]] + [len(line.pieces)]
    shown = Line(line.element, line.pieces[: line.runs[0][1]])
    for (row, start), end in zip(line.runs, ends, strict=True):
        if not unseen[row]:
            shown.runs.append((row, len(shown.pieces)))
            shown.pieces += line.pieces[start:end]
            shown.characters += sum(len(piece.text.strip()) for piece in line.pieces[start:end])
    shown.linked = min(line.linked, shown.characters)
    return shown if shown.characters else None


def _is_hidden(element: Element) -> bool:
    if not element.attributes:
        return False
    return "hidden" in element.attributes or bool(_HIDDEN.search(element.get("style")))


def _ink(element: Element, ink: _Ink) -> _Ink:
    """What an element makes of the ink that it inherits."""
    stated = [("background", element.get("bgcolor"))] if "bgcolor" in element.attributes else []
    if element.name == "font":
        stated.append(("color", element.get("color")))
    if "style" in element.attributes:
        stated += [(found[1].lower(), found[2]) for found in _INK.finditer(element.get("style"))]
    for what, value in stated:
        value = value.partition("!")[0].strip().lower()
        if what == "font-size":
            ink = ink._replace(no_size=bool(_NO_SIZE.match(value)))
        elif what == "color":
            ink = ink._replace(colour=_colour(value))
        elif value not in _TRANSPARENT:
            ink = ink._replace(paper=_colour(value))
    return ink


def _colour(value: str) -> str:
    if found := _HEX.match(value):
        return found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    if found := _RGB.match(value):
        return "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    words = value.split()
    return _NAMED.get(words[0], value) if words else ""


def _is_blank(element: Element, ink: _Ink) -> bool:
    """Whether letters have the colour of the paper, which is white where the page states nothing else."""
    if ink.paper:
        return ink.colour == ink.paper
    return ink.colour == _WHITE and element.name not in _HEADINGS
