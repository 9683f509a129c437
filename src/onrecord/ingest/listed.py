"""Feeds and sitemaps read in a process of their own, and the form in which what they list comes back."""

from __future__ import annotations

import json
from datetime import datetime

from onrecord.ingest import messages
from onrecord.ingest.feeds import read_feed
from onrecord.ingest.fetch.urls import Url, parse_url
from onrecord.ingest.listing import Entry, Listing, ListingKind
from onrecord.ingest.messages import Gone
from onrecord.ingest.sitemaps import read_sitemap
from onrecord.ingest.sources import APART
from onrecord.terms import Published


def read_listing(
    data: bytes, kind: ListingKind, *, url: Url, name: str, charset: str | None = None, now: datetime
) -> Listing:
    """What a feed or sitemap lists, as `read_feed` and `read_sitemap` say; also refused is one that ends its parser."""
    if not APART:
        return _read(data, kind, url=url, name=name, charset=charset, now=now)
    from onrecord.ingest.workers import shared

    asked = messages.packed([kind, str(url), name, charset, now.isoformat()])
    return shared().listing(name, asked, data, _listing)


def answer(asked: bytes, data: bytes) -> bytes:
    """The listing that `read_listing` asked a worker for. Raises as it does."""
    kind, url, name, charset, now = json.loads(asked)
    found = _read(data, kind, url=parse_url(url), name=name, charset=charset, now=datetime.fromisoformat(now))
    entries = [(str(entry.url), entry.title, entry.published) for entry in found.entries]
    return messages.packed([entries, found.left_out, [str(place) for place in found.sitemaps]])


def _read(data: bytes, kind: ListingKind, *, url: Url, name: str, charset: str | None, now: datetime) -> Listing:
    if kind == "feed":
        return read_feed(data, url=url, name=name, charset=charset, now=now)
    return read_sitemap(data, url=url, name=name, now=now)


def _listing(payload: bytes) -> Listing:
    """The listing in a frame. An address is taken apart again here: what is fetched is not for the parser to say."""
    try:
        entries, left_out, sitemaps = json.loads(payload)
        return Listing(
            tuple(Entry(parse_url(url), title, when and Published(*when)) for url, title, when in entries),
            tuple(messages.refusal(row) for row in left_out),
            tuple(map(parse_url, sitemaps)),
        )
    except (ValueError, TypeError, RecursionError) as wrong:
        raise Gone from wrong
