"""Parts that a page has hundreds of: names, words of articles, links to rows. They are written here since a macro takes ten times as long.

This is the one place where text becomes markup without a template. What is foreign comes in through `text`, `part` or `name_address`
only, which escape it; each filter gives `Markup`, and all between the pieces is written out here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, quote_plus

from markupsafe import Markup, escape

from onrecord.faces.ink import Piece

if TYPE_CHECKING:
    from onrecord import Pointer
    from onrecord.faces.web.pages.story_shown import NamePiece, Shown, Source

MOST_ROWS: Final = 4
"""Rows of one source that are linked beside its first."""

_KNOWN: Final = 4_096
"""Names and the like that are kept as they were written: those of some hundred stories."""

_LONG: Final = 200
"""Characters of a text up to which it is kept: names and dates, not statements."""

_HIDING: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c\ufeff]")
"""What Unicode has to turn the direction of text (bidi controls), or that shows as nothing."""


def visible(text: str | None) -> str:
    """``text`` with the characters that turn or hide other text written out: U+202E and its like."""
    if not text or text.isascii():
        return text or ""
    return _HIDING.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def text(words: str | None) -> str:
    """``words`` as they may stand between tags, or between the double quotes of an attribute that holds no address."""
    return str(escape(visible(words)))


def part(value: object) -> str:
    """``value`` as one part of an address, or as the value of a field in its query. Nothing in it needs to be escaped again."""
    words = str(value)
    return _part(words) if len(words) <= _LONG else quote(words, safe="")


@lru_cache(maxsize=_KNOWN)
def _part(words: str) -> str:
    return quote(words, safe="")


def _name(words: str) -> str:
    """As `text`, of words that come again and again."""
    return _known(words) if len(words) <= _LONG else text(words)


@lru_cache(maxsize=_KNOWN)
def _known(words: str) -> str:
    return text(words)


def name_address(name: str) -> str:
    """The address of whoever bears ``name``."""
    return f"/who?name={quote_plus(name)}"


def person(name: str) -> Markup:
    """A name that leads to who that is."""
    return _person(name) if len(name) <= _LONG else _person.__wrapped__(name)


@lru_cache(maxsize=_KNOWN)
def _person(name: str) -> Markup:
    return Markup(f'<a class="person" href="{name_address(name)}"><bdi>{text(name)}</bdi></a>')


def people(names: Sequence[str]) -> Markup:
    """ "A, B and C", each leading to who that is."""
    *most, last = map(person, names) if names else ("",)
    return Markup(" and ".join(filter(None, (", ".join(most), last))))


def label(words: str, kind: str = "") -> Markup:
    """A word or two in a frame."""
    return Markup(f'<span class="label{f" {text(kind)}" if kind else ""}">{text(words)}</span>')


def passage(pieces: Iterable[Piece]) -> Markup:
    """Words in place, of `onrecord.faces.excerpt.passages`: their role shows by line, weight and bracket, not by colour alone."""
    return Markup("".join(_piece(words, role) for words, role in pieces))


def _piece(words: str, role: str | None) -> str:
    return f'<mark class="{text(role)}">{text(words)}</mark>' if role else text(words)


def words(passages: Iterable[Iterable[Piece]]) -> Markup:
    """Passages, each a paragraph, set off as words of an article."""
    return Markup(f'<blockquote class="words">{"".join(f"<p>{passage(its)}</p>" for its in passages)}</blockquote>')


def sentence(pieces: Iterable[NamePiece]) -> Markup:
    """A sentence in pieces: what is a name in it leads to who that is."""
    return Markup("".join(person(words) if name else text(words) for words, name in pieces))


def sources(pointers: Sequence[Pointer], page: Shown, opens: bool = False) -> Markup:
    """The articles that ``pointers`` lead to, with their rows. ``opens``: the first is what the key o opens."""
    found, more = page.sources(pointers)
    told = "; ".join(_source(one, ' class="open"' if opens and one is found[0] else "") for one in found)
    return Markup(told + (f"; and {more} more article{'' if more == 1 else 's'}" if more else ""))


def _source(source: Source, first: str) -> str:
    base = f"/article/{part(source.article)}"
    row = f"/{part(source.row)}" if source.row else ""
    also = ", ".join(f'<a href="{base}/{part(one)}">{text(one)}</a>' for one in source.others[:MOST_ROWS])
    again = f" (reprint of {source.reprint_of})" if source.reprint_of else ""
    return f'<a{first} href="{base}{row}"><bdi>{_name(source.name)}</bdi></a>{also and f", also {also}"}{again}'


def acts(pointers: Sequence[Pointer], page: Shown, may: Callable[[Any], bool], anchor: str | None = None) -> Markup:
    """What can be done with an item: to cite it, to correct it, to see it on the live page, to link to it."""
    row = page.row(pointers)
    found = []
    if row:
        base = f"/article/{part(row[0])}/{part(row[1])}"
        found.append(f'<a href="{base}/cite" data-cite>Cite</a>')
        if may("correct"):
            found.append(f'<a href="{base}#correct">Correct</a>')
        if row[0] in page.live:
            found.append(f'<a href="{base}/live" rel="noreferrer">Live page</a>')
    if anchor:
        found.append(f'<a href="#{text(anchor)}">Link</a>')
    return Markup(f'<span class="actions">{" ".join(found)}</span>' if found else "")


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "plain": visible,
    "part": part,
    "who": name_address,
    "person": person,
    "people": people,
    "label": label,
    "passage": passage,
    "quoted": words,
    "sentence": sentence,
    "sources": sources,
    "acts": acts,
}
"""What templates call them."""
