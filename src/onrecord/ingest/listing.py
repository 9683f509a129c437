"""Feeds and sitemaps: documents that list where articles are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from onrecord.errors import UnreadableSource
from onrecord.ingest.decode import decode
from onrecord.ingest.fetch.urls import Url, join
from onrecord.terms import Published

ListingKind = Literal["feed", "sitemap"]

_ROOTS: dict[str, ListingKind] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
TAG_NAME = re.compile(r"/?([A-Za-z_][\w.-]*(?::[\w.-]+)?)")
"""What stands behind the ``<`` of an element's beginning or end."""
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})")
HEAD = 65_536  # bytes in which the first element stands; comments, style sheets and declarations may come before it
_SKEW = timedelta(days=1)  # how far ahead of ours a clock may run, or a zone be wrong, before a date is no date


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed or sitemap lists: where it is, and when it says it was published, if it can be believed."""

    url: Url
    title: str | None = None
    published: Published | None = None


class Listing(NamedTuple):
    """What a feed or sitemap lists, in its order, each address once; and what of it was left out, with the reason."""

    entries: tuple[Entry, ...]
    left_out: tuple[UnreadableSource, ...] = ()
    sitemaps: tuple[Url, ...] = ()


def listing_kind(data: bytes) -> ListingKind | None:
    """Whether ``data`` is a feed or a sitemap, by its first element; None where it is neither."""
    head = data[: 2 * HEAD] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data[:HEAD]
    if b"<" not in head:
        return None
    try:
        text = decode(head, name="").text
    except UnreadableSource:
        return None
    at = end = 0
    while True:  # only comments, declarations and white space may stand before it
        at = text.find("<", at)
        if at < 0 or text[end:at].strip():
            return None
        found = TAG_NAME.match(text, at + 1)
        if found:
            return _ROOTS.get(local_name(found[1]))
        end = beyond(text, at)
        if end < 0:
            return None
        at = end


def characters(data: bytes, *, name: str, charset: str | None) -> str:
    """The text of a listing: by ``charset``, which came with the bytes, or by its own declaration."""
    declared = _DECLARED.search(data[:400])
    return decode(data, name=name, charset=charset or (declared[1].decode("ascii") if declared else None)).text


def linked(base: Url, reference: str, *, name: str, place: str) -> Url | UnreadableSource:
    """The address that an entry names, resolved; or the refusal of one that is not fetched, at its ``place``."""
    try:
        return join(base, reference)
    except UnreadableSource as wrong:
        return UnreadableSource(
            name, wrong.why, stage="listing", limit=wrong.limit, observed=wrong.observed, member=place
        )


def believed(when: datetime | None, *, now: datetime) -> Published | None:
    """``when`` as a listing's date of publication; None where it is in the future, or before there was a web."""
    if when is None or not datetime(1990, 1, 1, tzinfo=UTC) < when <= now + _SKEW:
        return None
    if (when.hour, when.minute, when.second) == (0, 0, 0):  # how a date without an hour comes out of a parser
        return Published(when.date().isoformat(), "day", "metadata")
    return Published(min(when, now).isoformat(timespec="minutes").replace("+00:00", "Z"), "minute", "metadata")


def beyond(text: str, at: int) -> int:
    """Where the tag, comment or the like that begins at ``at`` has ended; -1 where it does not end."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
        if text.startswith(opening, at):
            end = text.find(closing, at + len(opening))
            return end + len(closing) if end >= 0 else -1
    end = text.find(">", at)
    if end >= 0 and text.startswith("<!", at) and "[" in text[at:end]:  # a document type with declarations of its own
        closed = text.find("]", end)
        end = text.find(">", closed) if closed >= 0 else -1
    return end + 1 if end >= 0 else -1


def local_name(name: str) -> str:
    """The name of an element without its namespace prefix, in lower case."""
    return name.rpartition(":")[2].lower()
