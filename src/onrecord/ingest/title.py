"""A page's headline and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.ingest.blocks import Block, block, until
from onrecord.ingest.metadata import Metadata
from onrecord.ingest.tree import Tree

_SEPARATOR = re.compile(r"\s[|–—·»-]{1,2}\s|\|")
_MAX_OUTLET_WORDS = 4  # after the last separator of a page's title; longer endings are part of the headline
_MIN_PART = 16  # characters of a heading that is part of a stated title; shorter ones are names of sections


class Heading(NamedTuple):
    """A heading of a page. ``main``: of the first rank; ``aside``: in an element that is not the article's."""

    block: Block
    main: bool
    aside: bool


def page_title(tree: Tree, known: Metadata, headings: Sequence[Heading]) -> Block | None:
    """The headline: the heading that says what the page's markup gives as title, else that value itself.

    ``headings`` are the page's, in order. The result is one of their blocks, or a block of its own, or None.
    """
    stated = [made for value in known.titles if (made := block(value.pieces(), kind="heading"))]
    if tree.title and (made := block(tree.title, kind="heading")):
        stated.append(made)
    stated = [_without_outlet(made, known.outlet) for made in stated]
    said = [_fold(made.text) for made in stated] + ([_fold(known.headline)] if known.headline else [])
    first = [h for h in headings if h.main and len(h.block.text.split()) > 1]
    for heading in (*first, *(h for h in headings if not h.main)):
        folded = _fold(heading.block.text)
        if any(folded == one or (len(folded) >= _MIN_PART and folded in one) for one in said):
            return heading.block
    free = [h.block for h in first if not h.aside]
    if len(free) == 1 and free[0].text != known.outlet:
        return free[0]
    return stated[0] if stated else None


def _without_outlet(title: Block, outlet: str | None) -> Block:
    """A page title without the outlet's name: "Council shuts road | Harwick Times"."""
    parts = list(_SEPARATOR.finditer(title.text))
    if not parts:
        return title
    head, tail = title.text[: parts[-1].start()], title.text[parts[-1].end() :]
    known = outlet is not None and _fold(tail).replace(" ", "") in _fold(outlet).replace(" ", "")
    if known or (len(tail.split()) <= _MAX_OUTLET_WORDS and len(head.split()) > len(tail.split())):
        return until(title, parts[-1].start()) or title
    return title


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
