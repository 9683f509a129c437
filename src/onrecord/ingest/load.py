"""A file, bytes or a string to articles."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from os import PathLike, fspath
from typing import TYPE_CHECKING

from onrecord.config import MAX_DOCUMENT_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.archives import Budget, is_docx, read_gzip, read_zip
from onrecord.ingest.dates import given_date
from onrecord.ingest.documents import Given, limit_of, read_document, too_large
from onrecord.ingest.kinds import DOCUMENTS, Kind, kind_of
from onrecord.ingest.members import BLOCK, NOTHING_STATED, Member, Stated, buffered, read_whole, sha256, within
from onrecord.ingest.tables import read_csv, read_json
from onrecord.terms import Article

if TYPE_CHECKING:
    from onrecord.ingest.fetch.get import Fetcher
    from onrecord.ingest.listing import ListingKind

_ADDRESS = re.compile(
    r"https?:|[a-z][a-z0-9+.-]+://", re.IGNORECASE
)  # other schemes too, to be refused as what they are

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
    """
    name = fspath(where)
    asked = _Asked(name, _given(date, outlet, url), columns)
    if listing or (isinstance(where, str) and _ADDRESS.match(where)):
        yield from _sorted(_fetched(asked, listing, limit, fetcher), asked, on_refused)
        return
    try:
        file: io.BufferedReader = io.BufferedReader(io.FileIO(name), BLOCK)
    except OSError as wrong:
        raise UnreadableSource(name, (wrong.strerror or str(wrong)).lower()) from wrong
    except ValueError as wrong:  # a path with a NUL in it
        raise UnreadableSource(name, str(wrong)) from wrong
    with file:
        seekable = file if file.seekable() else buffered(read_whole(file, name=name, limit=MAX_DOCUMENT_BYTES))
        yield from _sorted(_read(seekable, asked, NOTHING_STATED, Budget(name)), asked, on_refused)


def articles_from_bytes(
    data: bytes,
    *,
    name: str,
    date: str | datetime.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_refused: OnRefused | None = None,
) -> Iterator[Article]:
    """The articles in captured bytes; ``name`` stands for them in errors. Options and errors as in `load_articles`."""
    asked = _Asked(name, _given(date, outlet, url), columns)
    yield from _sorted(_read(buffered(data), asked, NOTHING_STATED, Budget(name)), asked, on_refused)


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
    kind = kind_of(data[:BLOCK])
    if kind == "zip" and is_docx(io.BytesIO(data)):
        kind = "docx"
    kind = _single(kind)
    if len(data) > limit_of(kind):
        raise too_large(name, kind, len(data))
    return _document(data, kind, _Asked(name, _given(date, outlet, url)))


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be read, and how: the same for a source and all its members."""

    name: str
    given: Given
    columns: Mapping[str, str] | None = None


def _given(date: str | datetime.date | None, outlet: str | None, url: str | None) -> Given:
    return Given(given_date(date) if date is not None else None, outlet, url)


def _fetched(
    asked: _Asked, listing: ListingKind | None, limit: int | None, fetcher: Fetcher | Callable[[], Fetcher] | None
) -> Iterator[Article | UnreadableSource]:
    """What is behind an address. What fetches is loaded here, where an address was asked for, and nowhere else."""
    from onrecord.ingest.fetch.get import Fetcher
    from onrecord.ingest.web import read_url

    def read(data: bytes, stated: Stated) -> Iterator[Article | UnreadableSource]:
        return _read(buffered(data), asked, stated, Budget(asked.name))

    by = fetcher if isinstance(fetcher, Fetcher) else (fetcher or Fetcher)()
    return read_url(asked.name, fetcher=by, read=read, listing=listing, limit=limit)


def _sorted(
    items: Iterator[Article | UnreadableSource], asked: _Asked, on_refused: OnRefused | None
) -> Iterator[Article]:
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
    file: io.BufferedReader, asked: _Asked, stated: Stated, budget: Budget, *, single: bool = False
) -> Iterator[Article | UnreadableSource]:
    """What a source or member holds: articles, and refusals of single members. Raises what ends the whole of it."""
    kind = kind_of(file.peek(BLOCK), columns=asked.columns)
    if kind == "zip":
        if not file.seekable():
            file = buffered(read_whole(file, name=asked.name, limit=MAX_DOCUMENT_BYTES))
        kind = "docx" if is_docx(file) else kind
    if single or kind in DOCUMENTS:
        data = read_whole(file, name=asked.name, limit=limit_of(kind))
        yield _document(data, _single(kind), asked, stated)
        return
    for member in _members(file, kind, asked, budget):
        if isinstance(member, UnreadableSource):
            yield member
            continue
        try:
            for found in _read(member.file, asked, member.stated, budget.inner(kind), single=member.single):
                if isinstance(found, Article):
                    place = f"{member.name}: {found.member}" if found.member else member.name
                    yield replace(found, member=place)
                else:
                    yield within(found, member.name, path=asked.name)
        except UnreadableSource as wrong:
            yield within(wrong, member.name, path=asked.name)


def _single(kind: Kind) -> Kind:
    """The kind of document that one thing is: no mail, no table, whatever its text looks like."""
    return kind if kind in DOCUMENTS else "text"


def _document(data: bytes, kind: Kind, asked: _Asked, stated: Stated = NOTHING_STATED) -> Article:
    try:
        return read_document(data, kind, name=asked.name, given=asked.given, stated=stated)
    except UnreadableSource as wrong:
        wrong.sha256 = sha256(data)
        raise


def _members(file: io.BufferedReader, kind: Kind, asked: _Asked, budget: Budget) -> Iterator[Member | UnreadableSource]:
    """What a container holds. What only some kinds need is loaded where it is."""
    match kind:
        case "zip":
            return read_zip(file, name=asked.name, budget=budget)
        case "gzip":
            return read_gzip(file, name=asked.name, budget=budget)
        case "warc":
            from onrecord.ingest.warc import read_warc

            return read_warc(file, name=asked.name)
        case "mbox":
            from onrecord.ingest.mail import read_mailbox

            return read_mailbox(file, name=asked.name)
        case "mail":
            from onrecord.ingest.mail import read_mail

            return read_mail(file, name=asked.name)
        case "json":
            return read_json(file, name=asked.name, columns=asked.columns)
        case _:
            return read_csv(file, name=asked.name, columns=asked.columns)
