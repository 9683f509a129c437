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
_MIN_CUT = 60  # characters of a stated title that may have been cut short; search engines ask for 110 at most
_MIN_PART = 16  # characters of a heading that is part of a stated title; shorter ones are names of sections


class Heading(NamedTuple):
    """A heading of a page. ``main``: of the first rank; ``aside``: in an element that is not the article's."""

    block: Block
    main: bool
    aside: bool


def page_title(tree: Tree, known: Metadata, headings: Sequence[Heading], *, outlet: str | None) -> Block | None:
    """The headline: the first that the page's markup states, as the heading that says the same, if one does; without any
    but the outlet's name, the one heading of the first rank.

    ``headings`` are the page's, in order. The result is one of their blocks, or a block of its own, or None.
    """
    values = [value.pieces() for value in known.titles] + ([tree.title] if tree.title else [])
    blocks = [made for pieces in values if (made := block(pieces, kind="heading"))]
    if len(blocks) > 1 and known.linked_headlines and not _is_borne_out(blocks[0], blocks[known.linked_headlines :]):
        blocks = blocks[known.linked_headlines :]
    stated = [_without_outlet(made, outlet) for made in blocks if _fold(made.text) != _fold(outlet or "")]
    first = [h for h in headings if h.main and len(h.block.text.split()) > 1]
    ranked = [(heading, _fold(heading.block.text)) for heading in (*first, *(h for h in headings if not h.main))]
    for own in stated:
        if said := _fold(own.text):
            same = next((heading for heading, folded in ranked if _is_said(folded, said)), None)
            return same.block if same else own
    free = [h.block for h in first if not h.aside]
    return free[0] if len(free) == 1 and free[0].text != outlet else None


def _is_borne_out(headline: Block, others: Sequence[Block]) -> bool:
    """Whether half of a headline's words are in another title; in JSON-LD some sites give a description for one."""
    words = set(_fold(headline.text).split())
    return not others or any(2 * len(words & set(_fold(other.text).split())) >= len(words) for other in others)


def _is_said(heading: str, stated: str) -> bool:
    """Whether a heading says what is stated: the same, a part of it, or, where that was cut short, more."""
    if heading == stated:
        return True
    return (len(heading) >= _MIN_PART and heading in stated) or (len(stated) >= _MIN_CUT and heading.startswith(stated))


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
