"""Sitemaps, sitemap indexes and news sitemaps to the articles they list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from xml.parsers import expat

from onrecord.config import MAX_FEED_DEPTH, MAX_LISTED, MAX_SITEMAPS
from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.urls import Url
from onrecord.ingest.listing import Entry, Listing, believed, linked, listing_kind

_PARTS: Final = {
    f"{space} {name}": field
    for space, name, field in (
        ("http://www.sitemaps.org/schemas/sitemap/0.9", "loc", "loc"),
        ("http://www.google.com/schemas/sitemap-news/0.9", "publication_date", "date"),
        ("http://www.google.com/schemas/sitemap-news/0.9", "title", "title"),
    )
}
"""sitemaps.org and Google's news extension. ``lastmod`` is not read: it says when a page changed, not when it was published."""
_BOXES: Final = {"url", "sitemap"}
_MAX_FIELD: Final = 10_000  # characters of one field; an address has at most 2,048 by the protocol


def read_sitemap(data: bytes, *, url: Url, name: str, now: datetime | None = None) -> Listing:
    """What the sitemap in ``data``, fetched from ``url``, lists: entries, or the ``sitemaps`` of an index.

    An address that cannot be fetched is left out by number, and so are those beyond `MAX_LISTED` (of an index:
    `MAX_SITEMAPS`) and what follows a fault in the XML. Raises `UnreadableSource` for what is no sitemap, nests too
    deep, or declares entities.
    """
    if listing_kind(data) != "sitemap":
        raise UnreadableSource(name, "is not a sitemap", stage="listing")
    reader = _Reader(url, name, now or datetime.now(UTC))
    reader.read(data)
    return reader.listing()


class _Reader:
    """One pass of the XML parser; what is kept is bounded, what is beyond the bounds is counted."""

    def __init__(self, url: Url, name: str, now: datetime) -> None:
        self._url = url
        self._name = name
        self._now = now
        self._depth = 0
        self._number = 0
        self._fields: dict[str, str] | None = None
        self._field: str | None = None
        self._entries: dict[Url, Entry] = {}
        self._maps: dict[Url, None] = {}
        self._left_out: list[UnreadableSource] = []
        self._beyond = 0

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)
        except expat.ExpatError as wrong:
            # What was complete is kept, as of any file that breaks off; the rest is named.
            why = f"breaks off or is damaged ({expat.ErrorString(wrong.code)}, line {wrong.lineno}): what stood above is read"
            self._left_out.append(
                UnreadableSource(self._name, why, stage="listing", member=f"entry {self._number + 1}")
            )

    def listing(self) -> Listing:
        """What was read."""
        if self._beyond:
            most, what = (MAX_SITEMAPS, "sitemaps") if self._maps else (MAX_LISTED, "entries")
            self._left_out.append(
                UnreadableSource(
                    self._name,
                    f"lists more than is read: the first {most:,} are",
                    stage="listing",
                    limit=f"{most:,} {what}",
                    observed=f"{most + self._beyond:,} {what}",
                )
            )
        return Listing(tuple(self._entries.values()), tuple(self._left_out), tuple(self._maps))

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_FEED_DEPTH:
            raise UnreadableSource(
                self._name,
                "nests its elements too deep",
                stage="listing",
                limit=f"{MAX_FEED_DEPTH} deep",
                observed=f"more than {MAX_FEED_DEPTH} deep",
            )
        if self._depth == 2 and tag.rpartition(" ")[2] in _BOXES:
            self._fields = {}
        elif self._fields is not None:
            self._field = _PARTS.get(tag)

    def _text(self, text: str) -> None:
        if self._field and self._fields is not None:
            before = self._fields.get(self._field, "")
            self._fields[self._field] = (before + text)[:_MAX_FIELD]

    def _end(self, tag: str) -> None:
        self._field = None
        self._depth -= 1
        if self._depth == 1 and self._fields is not None:
            self._number += 1
            self._add(self._fields, index=tag.rpartition(" ")[2] == "sitemap")
            self._fields = None

    def _add(self, fields: dict[str, str], *, index: bool) -> None:
        if len(self._maps) >= MAX_SITEMAPS if index else len(self._entries) >= MAX_LISTED:
            self._beyond += 1
            return
        place = f"entry {self._number}"
        found = linked(self._url, fields.get("loc", ""), name=self._name, place=place)
        if not fields.get("loc", "").strip():
            self._left_out.append(UnreadableSource(self._name, "has no link", stage="listing", member=place))
        elif isinstance(found, UnreadableSource):
            self._left_out.append(found)
        elif index:
            self._maps.setdefault(found)
        else:
            title = " ".join(fields.get("title", "").split()) or None
            self._entries.setdefault(found, Entry(found, title, believed(_moment(fields.get("date")), now=self._now)))

    def _entity(self, *_: object) -> None:
        raise UnreadableSource(self._name, "declares XML entities, which no sitemap needs", stage="listing")


def _moment(written: str | None) -> datetime | None:
    """A date in W3C form, as sitemaps write it; without a zone it is taken as UTC."""
    try:
        found = datetime.fromisoformat((written or "").strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
