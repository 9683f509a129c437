"""One document, page, text or office file, to an `Article`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from onrecord.config import MAX_DOCUMENT_BYTES, MAX_SOURCE_BYTES, MAX_TEXT
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About, assemble, too_long
from onrecord.ingest.blocks import Block
from onrecord.ingest.clean import take_apart
from onrecord.ingest.dates import Dated, address_date, local_day
from onrecord.ingest.decode import Source, decode
from onrecord.ingest.frontmatter import front_matter
from onrecord.ingest.kinds import Kind
from onrecord.ingest.markdown import is_markdown, markdown_blocks
from onrecord.ingest.members import NOTHING_STATED, Stated
from onrecord.ingest.page import Page, is_page, read_page
from onrecord.ingest.plain import plain_blocks
from onrecord.terms import Article, Field, Published


class Given(NamedTuple):
    """What the caller says of every article: it stands above all that they say themselves."""

    date: Dated | None = None
    outlet: str | None = None
    url: str | None = None


def limit_of(kind: Kind) -> int:
    """How many bytes a document of ``kind`` may have."""
    return MAX_DOCUMENT_BYTES if kind in ("pdf", "docx") else MAX_SOURCE_BYTES


def read_document(data: bytes, kind: Kind, *, name: str, given: Given, stated: Stated = NOTHING_STATED) -> Article:
    """The article in the bytes of one document. Raises `UnreadableSource` naming ``name``."""
    source, page, unlocated = _opened(data, kind, name=name, charset=stated.charset)
    title, blocks = _headline(stated.title, page.title, page.blocks)
    parts = take_apart(blocks, find_title=title is None)
    said, known = stated.about, page.about
    address = given.url or said.url or known.url
    article = assemble(
        data,
        source,
        name=name,
        title=title or parts.title,
        body=parts.body,
        cut=[*page.cut, *parts.cut],
        about=About(
            outlet=given.outlet or said.outlet or known.outlet,
            byline=said.byline or known.byline or parts.byline,
            url=address,
            language=said.language or known.language,
            published=_published(given.date, said.published or known.published, parts.published, address),
            modified=said.modified or known.modified,
            section=said.section or known.section,
            fields=(*_given_fields(given), *said.fields, *known.fields, *parts.fields, *_address_fields(address)),
        ),
    )
    if stated.captured:
        article = replace(article, captured=stated.captured)
    return _without_places(article, unlocated) if unlocated else article


def _opened(data: bytes, kind: Kind, *, name: str, charset: str | None) -> tuple[Source, Page, str | None]:
    """The characters of a document, its parts, and why they are no stretch of its bytes, if they are none."""
    if kind == "pdf":
        from onrecord.ingest.pdf import read_pdf

        return (*read_pdf(data, name=name), "the text of a PDF is drawn glyph by glyph and is no stretch of its bytes")
    if kind == "docx":
        from onrecord.ingest.docx import read_docx

        return (*read_docx(data, name=name), "the text of an office document is packed and is no stretch of its bytes")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<?xml", b"<rss", b"<feed", b"<rdf", b"<urlset", b"<sitemapindex")
    ):
        from onrecord.ingest.listing import listing_kind

        if listed := listing_kind(data):
            raise UnreadableSource(
                name, f"is a {listed}, which lists articles: give its address with --{listed}", stage="kind"
            )
    source = decode(data, name=name, charset=charset)
    return source, _parts(source.text, name), None


def _parts(text: str, name: str) -> Page:
    """Blocks, and what the source says of itself: in its markup, or in fields before a plain text."""
    if is_page(text):
        return read_page(text, name=name)
    if len(text) > MAX_TEXT:
        raise too_long(name, len(text))
    blocks = plain_blocks(text)
    front = front_matter(blocks)
    fields = Page(None, About(), tuple(blocks), ())
    if front is not None:
        fields = Page(front.title, front.about, front.rest, tuple((line, "front matter") for line in front.lines))
    if not fields.blocks or not is_markdown(text):
        return fields
    marked = markdown_blocks(text, fields.blocks[0].start)
    if fields.title is None:
        return fields._replace(title=marked.title, blocks=marked.blocks, cut=fields.cut + marked.cut)
    again = marked.title and marked.title.text.casefold() == fields.title.text.casefold()
    above = (marked.title,) if marked.title and not again else ()
    twice = ((marked.title, "title"),) if marked.title and again else ()
    return fields._replace(blocks=above + marked.blocks, cut=(*fields.cut, *twice, *marked.cut))


def _headline(
    stated: str | None, own: Block | None, blocks: tuple[Block, ...]
) -> tuple[Block | str | None, tuple[Block, ...]]:
    """The title and the blocks below it: a title stated elsewhere is taken from the document where it says the same."""
    words = " ".join(stated.split()) if stated else ""
    if not words:
        return own, blocks
    above = (own, *blocks) if own else blocks
    if above and above[0].text.casefold() == words.casefold():
        return above[0], above[1:]
    return words, above


def _published(
    given: Dated | None, metadata: Published | None, text: Dated | None, url: str | None
) -> Published | None:
    """The publication date from the best basis there is."""
    if given:
        return Published(given.date, given.precision, "given")
    if metadata:
        return local_day(metadata, address_date(url), said="day by the address") if url else metadata
    if text:
        return Published(text.date, text.precision, "text")
    dated = address_date(url) if url else None
    return Published(dated.date, dated.precision, "url") if dated else None


def _given_fields(given: Given) -> Iterator[Field]:
    told = (("published", given.date.date if given.date else None), ("outlet", given.outlet), ("url", given.url))
    return (Field(name, value, "given") for name, value in told if value)


def _address_fields(address: str | None) -> Iterator[Field]:
    dated = address_date(address) if address else None
    if dated:
        yield Field("published", dated.date, "address")


def _without_places(article: Article, why: str) -> Article:
    furniture = tuple(replace(piece, byte_start=None, byte_end=None) for piece in article.furniture)
    return replace(article, located=(), furniture=furniture, unlocated=why)
