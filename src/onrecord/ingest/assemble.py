"""Blocks to an `Article`, every run of its text mapped to bytes; and from a span back to bytes."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord import ids
from onrecord.config import MAX_TEXT
from onrecord.errors import UnreadableSource
from onrecord.ingest.blocks import Block, shown
from onrecord.ingest.decode import Source, encode
from onrecord.ingest.metadata import marked
from onrecord.ingest.wire import wire_credit
from onrecord.terms import Article, Field, Furniture, Located, Published, Span

PARAGRAPH_BREAK = "\n\n"


class About(NamedTuple):
    """What is known of an article beside its words."""

    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    modified: str | None = None
    section: str | None = None
    fields: tuple[Field, ...] = ()  # what the source says of itself, place by place


def assemble(
    data: bytes,
    source: Source,
    *,
    name: str,
    title: Block | str | None,
    body: Sequence[Block],
    cut: Sequence[tuple[Block, str]],
    about: About,
) -> Article:
    """The article of a title and paragraphs, in order; a title that is no block has no place in the source.

    Raises `UnreadableSource` if nothing is left, or too much.
    """
    if not body and not isinstance(title, Block):
        raise UnreadableSource(name, "holds no article text")
    about = _shown(about)
    if isinstance(title, str):
        title = shown(title) or None
    headline = title.text if isinstance(title, Block) else title
    blocks = ([title] if isinstance(title, Block) else []) + list(body)
    placeless = [title] if isinstance(title, str) else []
    text = PARAGRAPH_BREAK.join([*placeless, *(block.text for block in blocks)])
    if len(text) > MAX_TEXT:
        raise too_long(name, len(text))
    positions = [at for block in blocks for piece in block.pieces for at in (piece.start, piece.end)]
    positions += [at for block, _ in cut for at in (block.start, block.end)]
    offset = source.bytes_at(positions)
    located: list[Located] = []
    at = sum(len(line) + len(PARAGRAPH_BREAK) for line in placeless)
    for block in blocks:
        for piece in block.pieces:
            located.append(Located(at, at + len(piece.text), offset[piece.start], offset[piece.end], piece.exact))
            at += len(piece.text)
        at += len(PARAGRAPH_BREAK)
    article = Article(
        id=ids.article_id(text, headline, about.published.date if about.published else None, about.outlet),
        title=headline,
        outlet=about.outlet,
        byline=about.byline,
        url=about.url,
        language=about.language,
        published=about.published,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=source.encoding,
        located=tuple(located),
        furniture=tuple(
            Furniture(block.text, label, offset[block.start], offset[block.end])
            for block, label in sorted(cut, key=lambda piece: (piece[0].start, piece[0].end))
        ),
        modified=about.modified,
        section=about.section,
        wire=wire_credit([block.text for block in body], about.byline, [block.text for block, _ in cut]),
    )
    return replace(article, metadata=marked(article, about.fields))


def _shown(about: About) -> About:
    """``about`` as it can be shown, and kept: markup and tables can state characters that are none, or show nothing."""
    return about._replace(
        outlet=shown(about.outlet or "") or None,
        byline=tuple(name for one in about.byline if (name := shown(one))),
        url=shown(about.url or "") or None,
        language=shown(about.language or "") or None,
        section=shown(about.section or "") or None,
        fields=tuple(replace(field, value=shown(field.value)) for field in about.fields),
    )


def too_long(name: str, observed: int) -> UnreadableSource:
    """The refusal of a text over `MAX_TEXT`."""
    return UnreadableSource(
        name, "is too long for one article", limit=f"{MAX_TEXT:,} characters", observed=f"{observed:,} characters"
    )


def bytes_of(article: Article, span: Span | tuple[int, int]) -> tuple[int, int] | None:
    """The bytes ``[start, end)`` of the capture that ``span`` of the article's text was read from.

    From the first to the last located character of the span; markup that stood between is inside. A character written
    in another form (``&amp;``) gives all the bytes of that form. None where no character of the span has bytes: the
    break between two paragraphs.
    """
    start, end = span
    runs = article.located
    first = max(bisect_right(runs, start, key=lambda run: run.start) - 1, 0)
    if first < len(runs) and runs[first].end <= start:
        first += 1
    last = bisect_right(runs, end - 1, key=lambda run: run.start) - 1
    if first >= len(runs) or last < first:
        return None
    low, high = runs[first], runs[last]
    byte_start, byte_end = low.byte_start, high.byte_end
    if low.exact and start > low.start:
        byte_start += len(encode(article.text[low.start : start], article.encoding))
    if high.exact and end < high.end:
        byte_end = high.byte_start + len(encode(article.text[high.start : end], article.encoding))
    if byte_end <= byte_start:  # a page's title may stand below the text that it is put before
        return min(low.byte_start, high.byte_start), max(low.byte_end, high.byte_end)
    return byte_start, byte_end
