"""Fields before a plain text, one a line: what databases and site generators write over an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.ingest.assemble import About
from onrecord.ingest.blocks import Block, after, until
from onrecord.ingest.bylines import byline_names
from onrecord.ingest.dates import loose_date
from onrecord.ingest.metadata import read_language, read_modified
from onrecord.terms import Field, Published

_FIELD = re.compile(
    r"(?P<title>title|headline)|(?P<published>date|published|publication date|date published)|(?P<byline>authors?|byline|by)"
    r"|(?P<outlet>source|outlet|publication|publisher|newspaper)|(?P<url>url|link|address)|(?P<section>section|category)"
    r"|(?P<modified>updated|modified|last modified)|(?P<language>language|lang)|(?P<other>tags|id|copyright|draft|slug|layout)",
    re.IGNORECASE,
)
_LINE = re.compile(r"([A-Za-z]+(?: [A-Za-z]+)?)\s*:\s+(?=\S)")
_FENCE = re.compile(r"-{3,}$|\+{3,}$")
_FENCED = re.compile(r"[\w-]+\s*:|-\s|#")
_MAX_FENCED = 100  # lines between the two fences
_MIN_FIELDS = 2  # one such line may be a headline ("Source: mayor will resign") or a date line


class FrontMatter(NamedTuple):
    """What the fields say, their lines, and the blocks below them."""

    title: Block | None
    about: About
    lines: tuple[Block, ...]
    rest: tuple[Block, ...]


def front_matter(blocks: Sequence[Block]) -> FrontMatter | None:
    """The fields that a text begins with: at least two lines of a known name, a colon and a value. None without them."""
    lines: list[Block] = []
    fields: dict[str, Block] = {}
    fence = _fence(blocks)
    for i, line in enumerate(blocks):
        found = _LINE.match(line.text)
        known = _FIELD.fullmatch(found[1]) if found else None
        value = _unquoted(after(line, found.end())) if found else None
        if found and known and value:
            fields.setdefault(known.lastgroup or "other", value)
        elif i > fence and not _FENCE.match(line.text):
            break
        lines.append(line)
    if len(fields) < _MIN_FIELDS:
        return None
    said = {name: value.text for name, value in fields.items()}
    dated = loose_date(said.get("published", ""))
    about = About(
        outlet=said.get("outlet"),
        byline=byline_names(said.get("byline", "")),
        url=said.get("url"),
        language=read_language(said.get("language", "")),
        published=Published(dated.date, dated.precision, "metadata", "front matter") if dated else None,
        modified=read_modified(said.get("modified", "")),
        section=said.get("section"),
        fields=tuple(Field(name, value, "front matter") for name, value in said.items() if name != "other"),
    )
    title = fields.get("title")
    kept = [line for line in lines if title is None or not line.start < title.start < line.end]
    return FrontMatter(title, about, tuple(kept), tuple(blocks[len(lines) :]))


def _fence(blocks: Sequence[Block]) -> int:
    """The place of the line that closes the fields of a text that begins with a fence; -1 where none does."""
    if not blocks or not _FENCE.match(blocks[0].text):
        return -1
    for i, line in enumerate(blocks[1 : _MAX_FENCED + 2], 1):
        if _FENCE.match(line.text):
            return i
        if not _FENCED.match(line.text):
            break
    return -1


def _unquoted(value: Block | None) -> Block | None:
    if value and len(value.text) > 2 and value.text[0] == value.text[-1] and value.text[0] in "\"'":
        inner = until(value, len(value.text) - 1)
        return after(inner, 1) if inner else None
    return value
