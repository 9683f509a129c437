"""HTML to tokens with their place in the source: tags, text, character references. Never fails, always linear.

Python's own parser gives places too, but its handling of broken markup is quadratic in releases still in use, and
attribute values come without a place. This one reads what pages contain, not all that the standard allows: no
doctype subtleties, no CDATA outside XHTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.ingest.blocks import Piece

_TAG_OPEN = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*(?P<end>>)|[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?P<equals>\s*=\s*)?")
_BARE_VALUE = re.compile(r"[^\s>]*")
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,9};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
_WITH_REFERENCES = frozenset({"title", "textarea"})

_MAX_NAME = 60  # characters of a tag's or attribute's name; longer ones are noise and are cut


class Value(NamedTuple):
    """An attribute's value as written, at ``[start, end)`` of the source."""

    raw: str
    start: int

    @property
    def text(self) -> str:
        """The value, character references resolved."""
        return html.unescape(self.raw)

    def pieces(self) -> list[Piece]:
        """The value as runs of source."""
        return list(pieces(self.raw, self.start))


@dataclass(frozen=True, slots=True)
class StartTag:
    """``<name ...>``, from ``start`` to ``end``."""

    name: str
    attributes: dict[str, Value]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EndTag:
    """``</name>``."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Characters ``raw`` from ``start``, references still in them unless ``plain``: what scripts hold."""

    raw: str
    start: int
    plain: bool = False


Token = StartTag | EndTag | Text


def tokens(source: str) -> Iterator[Token]:
    """The tags and texts of a page in order; comments, doctypes and instructions are left out."""
    finder = _Finder(source)
    at = 0
    while at < len(source):
        found = _TAG_OPEN.search(source, at)
        start = found.start() if found else len(source)
        if start > at:
            yield Text(source[at:start], at)
        if not found:
            return
        following = source[start + 1]
        if following in "!?":
            at = finder.after("-->" if source.startswith("<!--", start) else ">", start + 2)
        elif following == "/":
            name = _NAME.match(source, start + 2)
            if name:
                yield EndTag(name[0][:_MAX_NAME].lower())
            at = finder.after(">", start + 2)
        else:
            tag = _start_tag(source, start, finder)
            yield tag
            at = tag.end
            if tag.name in _RAW:
                end = finder.closing(tag.name, at)
                yield Text(source[at:end], at, plain=tag.name not in _WITH_REFERENCES)
                yield EndTag(tag.name)  # also where the page has none; a second one does nothing
                at = end


def pieces(raw: str, start: int) -> Iterator[Piece]:
    """Text as runs of source: characters as written are exact, each character reference is a run of its own."""
    at = 0
    for found in _REFERENCE.finditer(raw):
        shown = html.unescape(found[0])
        if shown == found[0]:
            continue
        if found.start() > at:
            yield Piece(raw[at : found.start()], start + at, start + found.start(), True)
        if shown:
            yield Piece(shown, start + found.start(), start + found.end(), False)
        at = found.end()
    if at < len(raw):
        yield Piece(raw[at:], start + at, start + len(raw), True)


class _Finder:
    """Searches that remember what is not ahead, so that a page of unclosed comments is not searched once for each."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._absent: set[str] = set()

    def find(self, part: str, at: int) -> int:
        if part in self._absent:
            return -1
        found = self._source.find(part, at)
        if found < 0:
            self._absent.add(part)
        return found

    def after(self, part: str, at: int) -> int:
        """The place after the next ``part``. Without one, an unclosed comment ends at the next tag's end, as a page
        that forgets to close one would otherwise lose all that follows."""
        found = self.find(part, at)
        if found < 0 and part != ">":
            return self.after(">", at)
        return len(self._source) if found < 0 else found + len(part)

    def closing(self, name: str, at: int) -> int:
        """Where the end tag of a raw element begins; the element is empty if there is none."""
        if name in self._absent:
            return at
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._source, at)
        if found is None:
            self._absent.add(name)
            return at
        return found.start()


def _start_tag(source: str, start: int, finder: _Finder) -> StartTag:
    name = _NAME.match(source, start + 1)
    assert name is not None  # the caller saw a letter there
    at = name.end()
    attributes: dict[str, Value] = {}
    while (found := _ATTRIBUTE.match(source, at)) and not found["end"]:
        at = found.end()
        value = Value("", at)
        if found["equals"]:
            quote = source[at : at + 1]
            close = finder.find(quote, at + 1) if quote in ("'", '"') else -1
            if close >= 0:
                value = Value(source[at + 1 : close], at + 1)
                at = close + 1
            else:
                bare = _BARE_VALUE.match(source, at)
                assert bare is not None  # it may be empty
                value = Value(bare[0], at)
                at = bare.end()
        attributes.setdefault(found["name"][:_MAX_NAME].lower(), value)
    end = found.end() if found else len(source)
    return StartTag(name[0][:_MAX_NAME].lower(), attributes, start, end)
