"""A file, bytes or a string to an `Article`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path

from onrecord.config import MAX_SOURCE_BYTES, MAX_TEXT
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About, assemble, too_long
from onrecord.ingest.clean import take_apart
from onrecord.ingest.dates import Dated, address_date, given_date
from onrecord.ingest.decode import decode
from onrecord.ingest.frontmatter import front_matter
from onrecord.ingest.page import Page, is_page, read_page
from onrecord.ingest.plain import plain_blocks
from onrecord.terms import Article, Published


def load_articles(
    where: str | PathLike[str],
    *,
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Iterator[Article]:
    """The articles in the file ``where``: one, for a page or a text.

    ``date`` (ISO 8601), ``outlet`` and ``url`` stand above what the file says of itself. What the file is, page or plain
    text, is told from its bytes. Raises `UnreadableSource`, naming the file and the reason.
    """
    name = fspath(where)
    yield article_from_bytes(_bytes(name), name=name, date=date, outlet=outlet, url=url)


def article_from_text(
    text: str,
    *,
    name: str = "text",
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """The article in ``text``, a plain text or a page; its capture is the text in UTF-8.

    Raises `UnreadableSource` for a string that is no text: empty, or with lone surrogates.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as wrong:
        raise UnreadableSource(name, f"holds a lone surrogate at position {wrong.start}") from wrong
    return article_from_bytes(data, name=name, date=date, outlet=outlet, url=url)


def article_from_bytes(
    data: bytes,
    *,
    name: str,
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """The article in captured bytes; ``name`` stands for them in errors. Options and errors as in `load_articles`.

    Raises ValueError if ``date`` is not ISO 8601.
    """
    given = given_date(date) if date is not None else None
    if len(data) > MAX_SOURCE_BYTES:
        raise _too_large(name, len(data))
    source = decode(data, name=name)
    title, known, blocks, cut = _parts(source.text, name)
    parts = take_apart(blocks, find_title=title is None)
    address = url or known.url
    return assemble(
        data,
        source,
        name=name,
        title=title or parts.title,
        body=parts.body,
        cut=[*cut, *parts.cut],
        about=About(
            outlet=outlet or known.outlet,
            byline=known.byline or parts.byline,
            url=address,
            language=known.language,
            published=_published(given, known.published, parts.published, address),
        ),
    )


def _parts(text: str, name: str) -> Page:
    """Blocks, and what the source says of itself: in its markup, or in fields before a plain text."""
    if is_page(text):
        return read_page(text, name=name)
    if len(text) > MAX_TEXT:
        raise too_long(name, len(text))
    blocks = plain_blocks(text)
    front = front_matter(blocks)
    if front is None:
        return Page(None, About(), tuple(blocks), ())
    return Page(front.title, front.about, front.rest, tuple((line, "front matter") for line in front.lines))


def _published(
    given: Dated | None, metadata: Published | None, text: Dated | None, url: str | None
) -> Published | None:
    """The publication date from the best basis there is."""
    if given:
        return Published(given.date, given.precision, "given")
    if metadata:
        return metadata
    if text:
        return Published(text.date, text.precision, "text")
    dated = address_date(url) if url else None
    return Published(dated.date, dated.precision, "url") if dated else None


def _bytes(name: str) -> bytes:
    """The bytes of a file, read no further than it takes to know that it is too large."""
    try:
        path = Path(name)
        with path.open("rb") as file:
            data = file.read(MAX_SOURCE_BYTES + 1)
            size = max(len(data), path.stat().st_size)
    except OSError as wrong:
        raise UnreadableSource(name, (wrong.strerror or str(wrong)).lower()) from wrong
    except ValueError as wrong:  # a path with a NUL in it
        raise UnreadableSource(name, str(wrong)) from wrong
    if len(data) > MAX_SOURCE_BYTES:
        raise _too_large(name, size)
    return data


def _too_large(name: str, observed: int) -> UnreadableSource:
    return UnreadableSource(name, "is too large", limit=f"{MAX_SOURCE_BYTES:,} bytes", observed=f"{observed:,} bytes")
