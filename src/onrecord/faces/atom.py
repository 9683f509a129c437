"""Lists as Atom feeds (RFC 4287), for readers of news: text only, never markup."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree

from onrecord.faces.ink import safe

MEDIA_TYPE: Final = "application/atom+xml"

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow (its production 2, Char)."""
_DATE: Final = re.compile(
    r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_WHOLE: Final = "0000-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. ``id`` is what it is, the same at every address: "article/3f0c.../s4"; ``updated`` ISO 8601, or None.

    ``link`` leads to its page, ``summary`` are its words; ``author`` who says it, or who published it.
    """

    id: str
    title: str
    link: str
    updated: str | None
    summary: str
    author: str | None = None


def feed(entries: Iterable[Entry], *, name: str, title: str, here: str, page: str, updated: str) -> bytes:
    """``entries`` as an Atom feed in UTF-8.

    ``name`` is what the feed is, ``here`` its own address, ``page`` that of the same list for people, ``updated`` when it last changed
    (ISO 8601): also the time of an entry that has none. What XML cannot hold shows as U+FFFD.
    """
    root = ElementTree.Element("feed", xmlns=_NAMESPACE)
    _add(root, "id", urn(name))
    _add(root, "title", title)
    _add(root, "updated", moment(updated) or moment("1970"))
    ElementTree.SubElement(root, "link", rel="self", type=MEDIA_TYPE, href=_text(here))
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=_text(page))
    _add(root, "generator", "onrecord")
    for one in entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", urn(one.id))
        _add(entry, "title", one.title)
        _add(entry, "updated", (one.updated and moment(one.updated)) or moment(updated) or moment("1970"))
        ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=_text(one.link))
        _add(ElementTree.SubElement(entry, "author"), "name", one.author or "onrecord")
        _add(entry, "summary", one.summary)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def urn(name: str) -> str:
    """An id for ``name`` that does not change with the server's address: a UUID made from it (RFC 4122, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"onrecord:{name}".encode("utf-8", "replace").decode()).urn


def moment(iso: str) -> str | None:
    """A date or time as RFC 3339 wants it, in full: a day begins at midnight, UTC. None where it is neither."""
    if not _DATE.fullmatch(iso):
        return None
    whole = iso if "T" in iso else iso + _WHOLE[len(iso) :]
    try:
        at = datetime.fromisoformat(whole)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")


def _add(to: ElementTree.Element, name: str, text: str | None) -> None:
    ElementTree.SubElement(to, name).text = _text(text or "")


def _text(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", safe(text))
