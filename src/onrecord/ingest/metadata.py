"""What a page says of itself in markup: JSON-LD, OpenGraph, ``<meta>``, ``<link>``, ``<time>``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.config import MAX_METADATA
from onrecord.ingest.bylines import byline_names
from onrecord.ingest.dates import Dated, loose_date
from onrecord.ingest.markup import Value
from onrecord.ingest.tree import Tree
from onrecord.terms import Published

_ARTICLE_TYPE = re.compile(r"(?:.*Article|.*BlogPosting|Report|Review)$")
_DATE_FIELDS = (
    "article:published_time datepublished og:article:published_time parsely-pub-date sailthru.date dc.date.issued dcterms.created "
    "dc.date dcterms.date pubdate publishdate publish-date publication_date article.published date_published "
    "cxenseparse:recs:publishtime originalpublicationdate ptime date"
).split()
_AUTHOR_FIELDS = (
    "byl parsely-author sailthru.author dc.creator article:author_name author article:author og:article:author".split()
)
_SITE_FIELDS = ("og:site_name", "application-name", "publisher", "dc.publisher")
_TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "headline")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}$")
_WRAPPING = re.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)?[\s/*]*(?=[\[{])|(?<=[\]}])[\s;/*]*(?:\]\]>|-->)?[\s;/*]*$")
_BY = re.compile(r"(?:by|von|par|por)\s*:?\s+", re.IGNORECASE)
_MAX_NAME = 120  # characters of one author's name with title


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields found. ``titles`` are the values that give the headline, best first, with their places."""

    titles: tuple[Value, ...]
    headline: str | None
    outlet: str | None
    byline: tuple[str, ...]
    url: str | None
    language: str | None
    published: Published | None


def metadata(tree: Tree) -> Metadata:
    """All that a page's own markup says of the article. What cannot be parsed is passed over."""
    fields = _fields(tree)
    linked = _linked_data(tree)
    headline = linked.get("headline")
    publisher = linked.get("publisher")
    outlet = next((fields[f].text.strip() for f in _SITE_FIELDS if f in fields), None) or _name(publisher)
    return Metadata(
        titles=tuple(fields[f] for f in _TITLE_FIELDS if f in fields),
        headline=headline if isinstance(headline, str) else None,
        outlet=None if outlet is None or _ADDRESS.match(outlet) else outlet.lstrip("@") or None,
        byline=_byline(fields, linked),
        url=_url(tree, fields),
        language=_language(tree, fields),
        published=_published(tree, fields, linked),
    )


def _fields(tree: Tree) -> dict[str, Value]:
    """The content of each ``<meta>`` by its name, property or itemprop in lower case; the first of a name stands."""
    fields: dict[str, Value] = {}
    for element in tree.elements:
        if element.name == "meta" and (content := element.attributes.get("content")) and content.raw.strip():
            for key in ("property", "name", "itemprop"):
                if name := element.get(key):
                    fields.setdefault(name.lower(), content)
    return fields


def _linked_data(tree: Tree) -> Mapping[str, object]:
    """The first JSON-LD object that describes an article; empty if there is none."""
    for script in tree.scripts:
        if len(script) > MAX_METADATA:
            continue
        try:
            data = json.loads(_WRAPPING.sub("", script), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if any(
                isinstance(k, str) and _ARTICLE_TYPE.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return item
    return {}


def _objects(data: object) -> Iterator[dict[str, object]]:
    """The objects at the top of a JSON-LD document: itself, the members of lists, graphs and main entities."""
    todo = [data]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            todo.extend(item[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in item)


def _name(item: object) -> str | None:
    if isinstance(item, list):
        item = item[0] if item else None
    if isinstance(item, dict):
        item = item.get("name")
    if isinstance(item, list):
        item = item[0] if item else None
    return " ".join(item.split()) or None if isinstance(item, str) else None


def _byline(fields: Mapping[str, Value], linked: Mapping[str, object]) -> tuple[str, ...]:
    authors = linked.get("author") or linked.get("creator")
    listed = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    names = [name for author in listed if author for name in _author_names(author)]
    if not names:
        names = next((found for f in _AUTHOR_FIELDS if f in fields and (found := _author_names(fields[f].text))), [])
    return tuple(dict.fromkeys(names))


def _author_names(words: str) -> list[str]:
    """The names in an author field: several apart, without "By". Empty for an address or a user name."""
    words = " ".join(_BY.sub("", words.strip(), count=1).split())
    if not words or len(words) > 5 * _MAX_NAME or re.match(r"(?:https?:|www\.|@|/)", words):
        return []
    parts = [part.strip() for part in re.split(r"\s*(?:;|\||,\s*and\s|\sand\s|,|\s&\s)\s*", words) if part.strip()]
    if len(parts) > 1 and all(" " in part and byline_names(part) for part in parts):
        return parts
    names = byline_names(words)
    if names:
        return list(names)
    return [words] if " " in words and len(words) <= _MAX_NAME and not re.search(r"[.!?]\s", words) else []


def _url(tree: Tree, fields: Mapping[str, Value]) -> str | None:
    links = [e.get("href") for e in tree.elements if e.name == "link" and "canonical" in e.get("rel").lower().split()]
    found = [*links, *(fields[f].text for f in ("og:url",) if f in fields)]
    return next((url.strip() for url in found if _ADDRESS.match(url.strip())), None)


def _language(tree: Tree, fields: Mapping[str, Value]) -> str | None:
    stated = next((e.get("lang") or e.get("xml:lang") for e in tree.elements if e.name == "html"), "")
    stated = stated or next((fields[f].text for f in ("og:locale", "language", "content-language") if f in fields), "")
    found = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_]|\s*$)", stated)
    return found[1].lower() if found else None


def _published(tree: Tree, fields: Mapping[str, Value], linked: Mapping[str, object]) -> Published | None:
    stated = linked.get("datePublished")
    found: list[tuple[str, str]] = [(stated, "JSON-LD datePublished")] if isinstance(stated, str) else []
    found += [(fields[f].text, f"meta {f}") for f in _DATE_FIELDS if f in fields]
    times = [e for e in tree.elements if e.name == "time" and e.get("datetime")]
    marked = [
        e for e in times if "pubdate" in e.attributes or "publish" in (e.get("itemprop") + e.get("class")).lower()
    ]
    found += [(e.get("datetime"), "time element") for e in (*marked, *times[:1])]
    for value, field in found:
        dated: Dated | None = loose_date(value)
        if dated:
            return Published(dated.date, dated.precision, "metadata", field)
    return None
