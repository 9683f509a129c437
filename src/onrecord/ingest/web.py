"""An address to articles: the page behind it, or those that the feed or sitemap behind it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message

from onrecord import ids
from onrecord.config import MAX_SOURCE_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About
from onrecord.ingest.fetch.body import gunzipped
from onrecord.ingest.fetch.capture import Capture
from onrecord.ingest.fetch.get import Fetcher
from onrecord.ingest.fetch.urls import parse_url
from onrecord.ingest.listed import read_listing
from onrecord.ingest.listing import Entry, Listing, ListingKind, listing_kind
from onrecord.ingest.members import Stated, within
from onrecord.ingest.suspect import why_suspect
from onrecord.terms import Article

Found = Article | UnreadableSource
Read = Callable[[bytes, Stated], Iterator[Found]]
"""Reads the articles in captured bytes, with what is stated of them from outside."""


def read_url(
    url: str, *, fetcher: Fetcher, read: Read, listing: ListingKind | None = None, limit: int | None = None
) -> Iterator[Found]:
    """The articles behind ``url``, and refusals of single ones. What is there is told from the bytes.

    A feed or sitemap stands for the articles it lists, ``limit`` of them at most; their refusals name the entry by its
    address. ``listing`` says what the address must give. Raises `UnreadableSource` where the address itself fails.
    """
    capture = fetcher.fetch(url)
    data = _unpacked(capture.body, name=url)
    kind = listing_kind(data)
    if listing and kind != listing:
        raise UnreadableSource(url, f"is not a {listing}", stage="listing")
    if kind is None:
        yield from _articles(capture, read=read, name=url)
        return
    for found in _entries(capture, data, kind, name=url, fetcher=fetcher, limit=limit):
        if isinstance(found, UnreadableSource):
            yield found
            continue
        address = str(found.url)
        try:
            for item in _articles(fetcher.fetch(address), read=read, name=url, entry=found):
                yield within(item, address, path=url) if isinstance(item, UnreadableSource) else item
        except UnreadableSource as wrong:
            yield within(wrong, address, path=url)


def _articles(capture: Capture, *, read: Read, name: str, entry: Entry | None = None) -> Iterator[Found]:
    """The articles in one capture; one that seems to be no article is refused, and what the entry knows is filled in."""
    stated = Stated(about=About(url=capture.final_url), charset=_charset(capture), captured=capture.at)
    for found in read(capture.body, stated):
        if isinstance(found, UnreadableSource):
            yield found
            continue
        suspect = why_suspect(found)
        if suspect:
            yield UnreadableSource(
                name, f"suspect page: seems to be {suspect}", stage="fetch", member=found.member, sha256=found.sha256
            )
        elif entry and entry.published and not found.published:
            yield replace(
                found,
                published=entry.published,
                id=ids.article_id(found.text, found.title, entry.published.date, found.outlet),
            )
        else:
            yield found


def _entries(
    capture: Capture, data: bytes, kind: ListingKind, *, name: str, fetcher: Fetcher, limit: int | None
) -> Iterator[Entry | UnreadableSource]:
    """What a feed or sitemap lists, and of an index all its sitemaps do; each address once, ``limit`` at most."""
    seen: set[str] = set()
    for listing in _listings(capture, data, kind, name=name, fetcher=fetcher):
        if isinstance(listing, UnreadableSource):
            yield listing
            continue
        # That a listing goes on beyond what is read is of no interest to somebody who wants less of it.
        enough = limit is not None and len(listing.entries) >= limit
        yield from (wrong for wrong in listing.left_out if wrong.member or not enough)
        for entry in listing.entries:
            if str(entry.url) not in seen:
                seen.add(str(entry.url))
                yield entry
            if limit is not None and len(seen) >= limit:
                return


def _listings(
    capture: Capture, data: bytes, kind: ListingKind, *, name: str, fetcher: Fetcher
) -> Iterator[Listing | UnreadableSource]:
    now = datetime.now(UTC)
    place = parse_url(capture.final_url)
    if kind == "feed":
        yield read_listing(data, kind, url=place, name=name, charset=_charset(capture), now=now)
        return
    first = read_listing(data, kind, url=place, name=name, now=now)
    yield first
    for child in first.sitemaps:
        try:
            below = fetcher.fetch(str(child))
            inner = read_listing(
                _unpacked(below.body, name=name), kind, url=parse_url(below.final_url), name=name, now=now
            )
            if inner.sitemaps:
                raise UnreadableSource(
                    name, "is an index inside an index, which the protocol does not know", stage="listing"
                )
            yield inner
        except UnreadableSource as wrong:
            yield within(wrong, str(child), path=name)


def _unpacked(data: bytes, *, name: str) -> bytes:
    """A feed or sitemap that is a gzip file (sitemap.xml.gz), unpacked; anything else as it is."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        inner = gunzipped(data, name=name, limit=MAX_SOURCE_BYTES)
    except UnreadableSource:
        return data  # some other file, refused or read by those who know it
    return inner if listing_kind(inner) else data


def _charset(capture: Capture) -> str | None:
    """The encoding that the server names."""
    field = Message()
    field["content-type"] = capture.header("content-type") or ""
    named = field.get_param("charset")
    return named if isinstance(named, str) and named.isascii() else None
