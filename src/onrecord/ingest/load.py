"""A file, bytes or a string to articles."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping
from os import PathLike, fspath
from typing import TYPE_CHECKING

from onrecord.config import MAX_DOCUMENT_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.dates import given_date
from onrecord.ingest.documents import Given
from onrecord.ingest.kinds import Kind, kind_of
from onrecord.ingest.members import BLOCK, NOTHING_STATED, Stated, buffered, read_whole
from onrecord.ingest.sources import APART, Asked, Found, OnCapture, read_source
from onrecord.terms import Article

if TYPE_CHECKING:
    from onrecord.ingest.fetch.get import Fetcher
    from onrecord.ingest.listing import ListingKind

_ADDRESS = re.compile(
    r"https?:|[a-z][a-z0-9+.-]+://", re.IGNORECASE
)  # other schemes too, to be refused as what they are

_MARKUP = re.compile(rb"<|\\\\u003c", re.IGNORECASE)  # in JSON also by its number
_HARMLESS: frozenset[Kind] = frozenset({"text", "json", "csv"})

OnRefused = Callable[[UnreadableSource], None]


def load_articles(
    where: str | PathLike[str],
    *,
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    columns: Mapping[str, str] | None = None,
    listing: ListingKind | None = None,
    limit: int | None = None,
    fetcher: Fetcher | Callable[[], Fetcher] | None = None,
    on_refused: OnRefused | None = None,
    on_capture: OnCapture | None = None,
) -> Iterator[Article]:
    """The articles in ``where``, in order: one, for a page or a text; each member's, for an archive or table.

    ``where`` is a file, or a string that is an http or https address, and only then is anything fetched: by ``fetcher``,
    by the one that it gives when called, or by one made for the call. A feed or sitemap behind an address stands for the
    articles it lists, ``limit`` of them at most; ``listing`` ("feed" or "sitemap") says that it must be one.

    What the file is, is told from its bytes: plain text, Markdown, HTML, PDF, DOCX, a mail message or mbox, WARC, WACZ, JSON
    Lines, CSV, a ZIP or gzip file of any of these. ``date`` (ISO 8601), ``outlet`` and ``url`` stand above what the file
    says of itself. ``columns`` says which column of a table gives what: ``{"text": "body", "title": "headline"}``, with
    the keys text, title, date, url, outlet, byline and language.

    A member that cannot be read is given to ``on_refused`` as an `UnreadableSource`, and the others follow. Without it,
    the others come first and then one is raised. A file that cannot be read at all is always raised, by name and reason.

    ``on_capture`` is given the captured bytes of each article before the article comes, a member's unpacked: those whose
    digest is ``article.sha256``.
    """
    name = fspath(where)
    asked = Asked(name, _given(date, outlet, url), columns)
    if listing or (isinstance(where, str) and _ADDRESS.match(where)):
        yield from _sorted(_fetched(asked, listing, limit, fetcher, on_capture), asked, on_refused)
        return
    try:
        file: io.BufferedReader = io.BufferedReader(io.FileIO(name), BLOCK)
    except OSError as wrong:
        raise UnreadableSource(name, (wrong.strerror or str(wrong)).lower()) from wrong
    except ValueError as wrong:  # a path with a NUL in it
        raise UnreadableSource(name, str(wrong)) from wrong
    with file:
        seekable = file if file.seekable() else buffered(read_whole(file, name=name, limit=MAX_DOCUMENT_BYTES))
        yield from _sorted(_read(seekable, asked, captured=on_capture), asked, on_refused)


def articles_from_bytes(
    data: bytes,
    *,
    name: str,
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_refused: OnRefused | None = None,
    on_capture: OnCapture | None = None,
) -> Iterator[Article]:
    """The articles in captured bytes; ``name`` stands for them in errors. Options and errors as in `load_articles`."""
    asked = Asked(name, _given(date, outlet, url), columns)
    yield from _sorted(_read(buffered(data), asked, captured=on_capture), asked, on_refused)


def article_from_bytes(
    data: bytes,
    *,
    name: str,
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """The one article in the captured bytes of a page, text, PDF or DOCX. Options and errors as in `load_articles`.

    Raises ValueError if ``date`` is not ISO 8601.
    """
    asked = Asked(name, _given(date, outlet, url), single=True)
    return next(_sorted(_read(buffered(data), asked), asked, None))


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


def _given(date: str | datetime.date | None, outlet: str | None, url: str | None) -> Given:
    return Given(given_date(date) if date is not None else None, outlet, url)


def _fetched(
    asked: Asked,
    listing: ListingKind | None,
    limit: int | None,
    fetcher: Fetcher | Callable[[], Fetcher] | None,
    captured: OnCapture | None,
) -> Iterator[Found]:
    """What is behind an address. What fetches is loaded here, where an address was asked for, and nowhere else."""
    from onrecord.ingest.fetch.get import Fetcher
    from onrecord.ingest.web import read_url

    def read(data: bytes, stated: Stated) -> Iterator[Found]:
        return _read(buffered(data), asked, stated, captured=captured)

    by = fetcher if isinstance(fetcher, Fetcher) else (fetcher or Fetcher)()
    return read_url(asked.name, fetcher=by, read=read, listing=listing, limit=limit)


def _sorted(items: Iterator[Found], asked: Asked, on_refused: OnRefused | None) -> Iterator[Article]:
    """The articles of a source; what was refused goes to ``on_refused``, or is raised when all else is done."""
    first: UnreadableSource | None = None
    articles = refused = 0
    for found in items:
        if isinstance(found, Article):
            articles += 1
            yield found
            continue
        refused += 1
        if on_refused:
            on_refused(found)
        first = first or found
    if first and refused == 1 and not on_refused:
        raise first
    if first and not on_refused:
        why = f"{first.why} ({refused - 1} more of its members were refused)"
        raise UnreadableSource(asked.name, why, member=first.member, limit=first.limit, observed=first.observed)
    if not first and not articles:
        raise UnreadableSource(asked.name, "holds no article")


def _read(
    file: io.BufferedReader, asked: Asked, stated: Stated = NOTHING_STATED, *, captured: OnCapture | None = None
) -> Iterator[Found]:
    """What a seekable source holds, read here where that cannot be dangerous, else in a process of its own.

    Not dangerous are a text, a table or JSON Lines without a "<", of no more than the `BLOCK` that is looked at anyway: there is
    no markup in them, they take a few milliseconds, and most are read without a process being started.
    """
    head = file.peek(BLOCK)
    small = len(head) < BLOCK and not stated.charset and not _MARKUP.search(head)
    if not APART or (small and kind_of(head, columns=asked.columns) in _HARMLESS):
        return read_source(file, asked, stated, captured=captured)
    from onrecord.ingest.workers import shared

    return shared().read(file, asked, stated, captured=captured)
