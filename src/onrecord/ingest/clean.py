"""Blocks to an article's parts: title, byline, date, paragraphs, and the furniture cut from either end.

Only what is known by its wording is cut, and only from the ends, but for advertising and the like; everything cut is
kept with its label. A block that reads as prose is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.ingest import furniture
from onrecord.ingest.blocks import Block, after, until
from onrecord.ingest.bylines import Byline, byline, byline_names
from onrecord.ingest.dates import DATE, TIME, Dated, date_line, text_date
from onrecord.ingest.headline import is_headline
from onrecord.terms import Field

_MAX_HEAD = 12  # blocks before the article proper: section, title, line below it, byline, dates, buttons
_MAX_CREDIT = 400  # characters of a note at the foot that says who reported and edited
_MAX_DECK = 200  # characters of a line between title and byline

_NAMED_PREFIX = re.compile(
    rf"(?:(?:first\s+)?(?:date|published|posted|updated|publication date)(?:\s+on)?\s*:?\s+){DATE}{TIME}"
    r"\s*[:|—–-]{0,2}\s+(?=[A-Z\"“‘'(\d]|by\s)",
    re.IGNORECASE,
)
_PREFIX = re.compile(rf"\(?{DATE}{TIME}\)?\s*(?:[:|—–―]|\s-{{1,2}}(?=\s))\s*(?=\S)", re.IGNORECASE)
_ISO_PREFIX = re.compile(rf"(?=\d{{4}}-){DATE}\s+(?=[A-Z\"“‘'(])")
_DATELINE = re.compile(
    rf"(?-i:[A-Z][A-Z.'’-]{{1,40}})[\w .,'’-]{{0,60}}?,?\s+{DATE}\s*(?:\([^()]{{2,40}}\)\s*)?(?:[—–―]|--?)\s",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?(?:additional |with )?(?:reporting|writing|compiled)(?: and \w+)? by\s+([^;.()]{3,120})[;.)]?[^\n]{0,200}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Parts:
    """An article taken apart. ``body`` holds no title; ``cut`` pairs each block left out with its label."""

    title: Block | None = None
    byline: tuple[str, ...] = ()
    published: Dated | None = None
    body: list[Block] = field(default_factory=list)
    cut: list[tuple[Block, str]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def say(self, name: str, value: str | None, basis: str) -> None:
        """Note what the text says of itself in one place."""
        if value:
            self.fields.append(Field(name, value, basis))


def take_apart(blocks: Sequence[Block], *, find_title: bool = True) -> Parts:
    """The parts of the article that ``blocks`` are. ``find_title``: the title is not known from elsewhere."""
    parts = Parts()
    rest = _cut_foot(list(blocks), parts)
    rest = _cut_head(rest, parts, find_title=find_title)
    for block in rest:
        name = furniture.label(block.text)
        if name in furniture.ANYWHERE and not furniture.is_prose(block.text):
            parts.cut.append((block, name))
        else:
            parts.body.append(block)
    if dateline := _dateline(parts.body):
        parts.published = parts.published or dateline
        parts.say("published", dateline.date, "dateline")
    return parts


def _say_byline(parts: Parts, found: Byline) -> None:
    parts.say("byline", "; ".join(found.names), "byline line")
    parts.say("published", found.published.date if found.published else None, "byline line")


def _cut_head(blocks: list[Block], parts: Parts, *, find_title: bool) -> list[Block]:
    kept: list[Block] = []
    titled = not find_title
    todo = blocks[::-1]
    for _ in range(_MAX_HEAD):
        if not todo:
            break
        block = todo.pop()
        following = todo[-1] if todo else None
        if dated := date_line(block.text):
            parts.published = parts.published or dated[0]
            parts.say("published", dated[0].date if dated[0] else None, "date line")
            parts.cut.append((block, "date"))
        elif found := byline(block.text):
            parts.byline = parts.byline or found.names
            parts.published = parts.published or found.published
            _say_byline(parts, found)
            parts.cut.append((block, "byline"))
        elif (name := furniture.label(block.text)) and not (
            furniture.is_prose(block.text) or _is_part_of_list(block, following)
        ):
            parts.cut.append((block, name))
        elif prefix := _prefix(block):
            date, rest, dated_at = prefix
            parts.published = parts.published or dated_at
            parts.say("published", dated_at.date, "date prefix")
            parts.cut.append((date, "date"))
            todo.append(rest)
        elif (
            not titled
            and not kept
            and following is not None
            and block.kind != "item"
            and is_headline(block.text, max((b.text for b in todo[-2:]), key=len), apart=following.apart)
        ):
            parts.title = block
            titled = True
        elif (
            titled and len(kept) < 2 and len(block.text) <= _MAX_DECK and following is not None and block.kind != "item"
        ):
            kept.append(block)  # the line below the headline; byline and date may follow it
        else:
            todo.append(block)
            break
    return kept + todo[::-1]


def _is_part_of_list(block: Block, following: Block | None) -> bool:
    return block.kind == "item" or following is None


def _cut_foot(blocks: list[Block], parts: Parts) -> list[Block]:
    """Furniture from the end: back to the first line known by its wording after the last line of prose."""
    names: dict[int, str] = {}
    at = len(blocks)
    while at > 0:
        line = blocks[at - 1]
        name = furniture.label(line.text)
        if found := byline(line.text):
            name = "byline"
            parts.byline = found.names
            parts.published = parts.published or found.published
            _say_byline(parts, found)
        elif len(line.text) <= _MAX_CREDIT and (credit := _CREDIT.match(line.text)):
            name = "credit"
            parts.byline = parts.byline or byline_names(credit[1])
            parts.say("byline", "; ".join(byline_names(credit[1])), "note at the foot")
        elif name is None and (furniture.is_sentence(line.text) or (line.kind == "item" and not names)):
            break
        at -= 1
        if name:
            names[at] = name
    first = len(blocks)
    while first - 1 in names:
        first -= 1
    if at > 0:  # with no prose before it nothing tells foot from text, and only the labelled lines at the end go
        first = min([first, *(i for i, name in names.items() if _opens_foot(blocks[i].text, name))])
    if first == 0:
        return blocks
    parts.cut.extend((blocks[i], names.get(i, "unlabelled")) for i in range(first, len(blocks)))
    return blocks[:first]


def _opens_foot(text: str, name: str) -> bool:
    """Whether what follows a line of furniture is furniture, too. One link to a related story says nothing of it."""
    return name not in furniture.FAINT and not (name == "related" and ": " in text)


def _prefix(block: Block) -> tuple[Block, Block, Dated] | None:
    """The date before a block's first words, the block without it, and the day it names."""
    for pattern in (_NAMED_PREFIX, _PREFIX, _ISO_PREFIX):
        if found := pattern.match(block.text):
            date, rest, dated = until(block, found.end()), after(block, found.end()), text_date(found)
            if date and rest and dated:
                return date, rest, dated
    return None


def _dateline(body: Sequence[Block]) -> Dated | None:
    """The date of a dateline with its year ("HARWICK, Mich., Oct. 4, 2026 (HT) —") in one of the first three blocks."""
    for block in body[:3]:
        if found := _DATELINE.match(block.text):
            return text_date(found)
    return None
