"""RSS and Atom feeds to the articles they list."""

from __future__ import annotations

import calendar
import io
from datetime import UTC, datetime, timedelta
from typing import Any

from onrecord.config import MAX_FEED_BYTES, MAX_LISTED
from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.urls import Url
from onrecord.ingest.listing import Entry, Listing, believed, characters, linked, listing_kind
from onrecord.ingest.outline import essence, outline


def read_feed(data: bytes, *, url: Url, name: str, charset: str | None = None, now: datetime | None = None) -> Listing:
    """What the feed in ``data``, fetched from ``url``, lists. Links are resolved; an address listed twice counts once.

    An entry without a link that can be fetched is left out by number, and so are the last one of a feed that breaks off
    and those beyond `MAX_LISTED`. Raises `UnreadableSource` for what is no feed, too large or too deep.
    """
    if len(data) > MAX_FEED_BYTES:
        raise _refused(
            name, "is too large for a feed", limit=f"{MAX_FEED_BYTES:,} bytes", observed=f"{len(data):,} bytes"
        )
    if listing_kind(data) != "feed":
        raise _refused(name, "is not a feed")
    text = characters(data, name=name, charset=charset)
    plan = outline(text, most=MAX_LISTED, name=name)
    left_out = []
    if plan.total > MAX_LISTED:
        left_out.append(
            _refused(
                name,
                f"lists more than is read: the first {MAX_LISTED:,} are",
                limit=f"{MAX_LISTED:,} entries",
                observed=f"{plan.total:,} entries",
            )
        )
    if plan.cut:
        left_out.append(_refused(name, "breaks off: what was complete is read", member=f"entry {plan.total + 1}"))
    entries: dict[Url, Entry] = {}
    now = now or datetime.now(UTC)
    for number, item in enumerate(_parsed(essence(text, plan), url) if plan.items else [], 1):
        found = _entry(item, url, name=name, place=f"entry {number}", now=now)
        if isinstance(found, UnreadableSource):
            left_out.append(found)
        else:
            entries.setdefault(found.url, found)
    return Listing(tuple(entries.values()), tuple(left_out))


def _parsed(text: str, url: Url) -> list[Any]:
    import feedparser  # type: ignore[import-untyped]  # it ships no types

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": str(url)}
    return list(
        feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,  # of the texts inside, which are not read
            sanitize_html=False,
        ).entries
    )


def _entry(item: Any, url: Url, *, name: str, place: str, now: datetime) -> Entry | UnreadableSource:
    link = item.get("link")
    if not isinstance(link, str) or not link.strip():
        return _refused(name, "has no link", member=place)
    found = linked(url, link, name=name, place=place)
    if isinstance(found, UnreadableSource):
        return found
    title = item.get("title")
    # dict's own get: feedparser's would give the date of the last change for that of publication.
    when = believed(_moment(dict.get(item, "published_parsed")), now=now)
    return Entry(found, " ".join(title.split()) or None if isinstance(title, str) else None, when)


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=calendar.timegm(parsed)) if parsed else None
    except (TypeError, ValueError, OverflowError):  # the year 0, the 32nd
        return None


def _refused(
    name: str, why: str, *, limit: str | None = None, observed: str | None = None, member: str | None = None
) -> UnreadableSource:
    return UnreadableSource(name, why, stage="listing", limit=limit, observed=observed, member=member)
