"""Feeds and sitemaps: documents that list where articles are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from onrecord.config import MAX_FEED_DEPTH
from onrecord.errors import UnreadableSource
from onrecord.ingest.decode import decode
from onrecord.ingest.fetch.urls import Url, join
from onrecord.terms import Published

ListingKind = Literal["feed", "sitemap"]

_ROOTS: dict[str, ListingKind] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
_NAME = re.compile(r"/?([A-Za-z_][\w.-]*(?::[\w.-]+)?)")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})")
_HEAD = 65_536  # bytes in which the first element stands; comments, style sheets and declarations may come before it
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


class Outline(NamedTuple):
    """Where the items of a document stand. ``open``: the elements around them; ``cut``: it ends inside an element."""

    items: tuple[tuple[int, int], ...]
    open: tuple[str, ...]
    cut: bool


def listing_kind(data: bytes) -> ListingKind | None:
    """Whether ``data`` is a feed or a sitemap, by its first element; None where it is neither."""
    head = data[: 2 * _HEAD] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data[:_HEAD]
    if b"<" not in head:
        return None
    try:
        text = decode(head, name="").text
    except UnreadableSource:
        return None
    at = 0
    while True:  # only comments, declarations and white space may stand before it
        at += len(text[at:]) - len(text[at:].lstrip())
        if not text.startswith("<", at):
            return None
        found = _NAME.match(text, at + 1)
        if found:
            return _ROOTS.get(_local(found[1]))
        end = _beyond(text, at)
        if end < 0:
            return None
        at = end


def characters(data: bytes, *, name: str, charset: str | None) -> str:
    """The text of a listing: by ``charset``, which came with the bytes, or by its own declaration."""
    declared = _DECLARED.search(data[:400])
    return decode(data, name=name, charset=charset or (declared[1].decode("ascii") if declared else None)).text


def outline(text: str, *, items: frozenset[str], name: str) -> Outline:
    """Where the elements called one of ``items`` stand in ``text``, XML or nearly; one pass, linear.

    Raises `UnreadableSource` where elements lie more than `MAX_FEED_DEPTH` deep: parsers take time in the square of it.
    """
    stack: list[str] = []
    around: tuple[str, ...] = ()
    found: list[tuple[int, int]] = []
    start, level = -1, -1
    at = 0
    while (at := text.find("<", at)) >= 0:
        end = _beyond(text, at)
        if end < 0:
            return Outline(tuple(found), around, cut=True)
        tag = _NAME.match(text, at + 1)
        if tag:
            called = tag[1]
            if text[at + 1] == "/":
                if called in stack:
                    while stack.pop() != called:
                        pass
                if start >= 0 and len(stack) <= level:
                    found.append((start, end))
                    around = tuple(stack)
                    start = -1
            elif text[end - 2] != "/":
                if start < 0 and _local(called) in items:
                    start, level = at, len(stack)
                stack.append(called)
                if len(stack) > MAX_FEED_DEPTH:
                    raise UnreadableSource(
                        name,
                        "nests its elements too deep",
                        stage="listing",
                        limit=f"{MAX_FEED_DEPTH} deep",
                        observed=f"more than {MAX_FEED_DEPTH} deep",
                    )
        at = end
    return Outline(tuple(found), around, cut=bool(stack))


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


def _beyond(text: str, at: int) -> int:
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


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
