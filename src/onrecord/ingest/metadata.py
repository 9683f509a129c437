"""What a page says of itself in markup: JSON-LD, OpenGraph, ``<meta>``, ``<link>``, ``<time>``; and what to believe of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from onrecord.ingest.blocks import block
from onrecord.ingest.bylines import byline_names
from onrecord.ingest.dates import Dated, loose_date
from onrecord.ingest.linked import linked_data
from onrecord.ingest.markup import Value
from onrecord.ingest.tree import Tree
from onrecord.terms import Article, Field, Published

_FIELDS = {
    "title": "dc.title dcterms.title og:title weibo:article:title parsely-title sailthru.title headline title twitter:title",
    "published": "article:published_time datepublished og:article:published_time og:published_time parsely-pub-date sailthru.date "
    "dc.date.issued dcterms.created dcterms.issued dc.date dcterms.date citation_online_date prism.publicationdate "
    "citation_publication_date pubdate bt:pubdate publishdate publish-date publish_date publication_date article.published "
    "date_published published_date cxenseparse:recs:publishtime originalpublicationdate ptime datecreated article:post_date date",
    "modified": "article:modified_time datemodified og:article:modified_time og:updated_time dcterms.modified dc.date.modified "
    "bt:moddate last-modified lastmod moddate article.updated",
    "byline": "byl parsely-author sailthru.author dc.creator dcterms.creator article:author_name author article:author "
    "og:article:author citation_author",
    "outlet": "og:site_name application-name publisher dc.publisher",
    "section": "article:section parsely-section og:article:section dc.subject.section section cxenseparse:recs:category",
    "url": "og:url",
    "language": "language content-language dc.language og:locale",
}
_PLACES = {key: (name, rank) for name, keys in _FIELDS.items() for rank, key in enumerate(keys.split())}
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}$")
_BY = re.compile(r"(?:(?:written|posted|published)\s+)?(?:by|von|par|por)\s*:?\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,200}\)")
_MAX_NAME = 120  # characters of one author's name with title
_MAX_AUTHORS = 100  # of one article
_MAX_SECTION = 60  # characters of a section's name; longer ones are lists of key words

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields found, best first among those of one name: ``firm`` speak of the article, ``faint`` of the page.

    ``titles`` are the values that give the headline, with their places, the first ``linked_headlines`` of them from JSON-LD.
    """

    titles: tuple[Value, ...]
    linked_headlines: int
    firm: tuple[Field, ...]
    faint: tuple[Field, ...]


def metadata(tree: Tree, usable: Sequence[bool]) -> Metadata:
    """All that a page's own markup says. What cannot be parsed is passed over. ``usable``: see `onrecord.ingest.visible`."""
    linked, of_page = linked_data([script.raw for script in tree.scripts])
    tags = list(_tags(tree))
    stated = [
        Field("url", element.get("href").strip(), "link canonical")
        for element in tree.elements
        if element.name == "link" and "canonical" in element.get("rel").lower().split()
    ]
    for element in tree.elements:
        if element.name == "html" and (language := element.get("lang") or element.get("xml:lang")):
            stated.append(Field("language", language, "html lang"))
    times = [row for row, e in enumerate(tree.elements) if e.name == "time" and e.get("datetime") and usable[row]]
    moments = [Field("published", tree.elements[row].get("datetime"), "time element") for row in times]
    marked = [_says_published(tree, row) for row in times]
    last = [field for field in linked if field.name in ("outlet", "language")]
    firm = [
        *stated,
        *(field for field in linked if field not in last),
        *(field for field, _ in tags),
        *(moment for moment, is_marked in zip(moments, marked, strict=True) if is_marked),
        *last,
    ]
    if tree.title and (title := block(tree.title)):
        firm.append(Field("title", title.text, "title element"))
    headlines = tuple(_headlines(tree, linked))
    return Metadata(
        titles=(*headlines, *(value for field, value in tags if field.name == "title")),
        linked_headlines=len(headlines),
        firm=tuple(firm),
        faint=(*of_page, *moments[:1]),
    )


def _headlines(tree: Tree, linked: Iterable[Field]) -> Iterator[Value]:
    """The headlines that JSON-LD states, where they are written in it letter for letter."""
    for field in linked:
        for script in tree.scripts if field.name == "title" else ():
            if (at := script.raw.find(f'"{field.value}"')) >= 0:
                yield Value(field.value, script.start + at + 1)
                break


def _says_published(tree: Tree, row: int) -> bool:
    element = tree.elements[row]
    return "pubdate" in element.attributes or "publish" in (element.get("itemprop") + element.get("class")).lower()


def _tags(tree: Tree) -> list[tuple[Field, Value]]:
    """The fields in ``<meta>``, best first: by property before name before itemprop. The first of a key stands; but each
    author may have a tag, and those of one key are joined."""
    found: dict[tuple[str, int, int], list[Value]] = {}
    for element in tree.elements:
        content = element.attributes.get("content") if element.name == "meta" else None
        if content is None or not content.raw.strip():
            continue
        for weight, attribute in enumerate(("property", "name", "itemprop")):
            for key in element.get(attribute).lower().split()[:8]:
                if place := _PLACES.get(key) or _PLACES.get(key.replace(":", ".", 1)):
                    found.setdefault((place[0], place[1], weight), []).append(content)
    tags: list[tuple[Field, Value]] = []
    for (name, rank, _), values in sorted(found.items(), key=lambda item: item[0]):
        said = [" ".join(value.text.split()) for value in values]
        value = "; ".join(dict.fromkeys(said)) if name == "byline" else said[0]
        tags.append((Field(name, value, f"meta {_FIELDS[name].split()[rank]}"), values[0]))
    return tags


def first(fields: Iterable[Field], name: str, read: Callable[[str], _T | None]) -> _T | None:
    """The first field of a name that ``read`` makes something of."""
    return next((value for field in fields if field.name == name and (value := read(field.value))), None)


def read_outlet(value: str) -> str | None:
    """The name of an outlet; an address is none."""
    return None if _ADDRESS.match(value) else value.strip().lstrip("@") or None


def read_url(value: str) -> str | None:
    """An address of the web."""
    return value.strip() if _ADDRESS.match(value.strip()) else None


def read_language(value: str) -> str | None:
    """The language in a tag such as ``en-US`` or ``en_GB``, in lower case."""
    found = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_]|\s*$)", value)
    return found[1].lower() if found else None


def read_section(value: str) -> str | None:
    """The name of a part of an outlet."""
    return value.strip() if len(value) <= _MAX_SECTION and not _ADDRESS.match(value) else None


def read_modified(value: str) -> str | None:
    """A date, ISO 8601."""
    dated = loose_date(value)
    return dated.date if dated else None


def read_byline(value: str) -> tuple[str, ...]:
    """The names in an author field: several apart, without "By". Empty for an address or a user name."""
    if ";" in value:
        return tuple(dict.fromkeys(name for part in value.split(";")[:_MAX_AUTHORS] for name in read_byline(part)))
    words = " ".join(_IN_BRACKETS.sub("", _BY.sub("", value.strip(), count=1)).split())
    if not words or len(words) > 5 * _MAX_NAME or re.match(r"(?:https?:|www\.|@|/)", words):
        return ()
    parts = [part.strip() for part in re.split(r"\s*(?:\||,\s*and\s|\sand\s|,|\s&\s)\s*", words) if part.strip()]
    if len(parts) > 1 and all(" " in part and byline_names(part) for part in parts):
        return tuple(dict.fromkeys(parts))
    if names := byline_names(words):
        return names
    return (words,) if " " in words and len(words) <= _MAX_NAME and not re.search(r"[.!?]\s", words) else ()


def read_published(fields: Iterable[Field]) -> Published | None:
    """When an article was published, by the first field that gives a day, or else by the first that gives a month or year."""
    found: list[tuple[Dated, str]] = [
        (dated, field.basis) for field in fields if field.name == "published" and (dated := loose_date(field.value))
    ]
    exact = [one for one in found if one[0].precision in ("day", "minute")] or found
    if not exact:
        return None
    dated, basis = exact[0]
    return Published(dated.date, dated.precision, "text" if basis.startswith("visible") else "metadata", basis)


def marked(article: Article, fields: Iterable[Field]) -> tuple[Field, ...]:
    """``fields`` with those marked that ``article`` has its values from: of each name the first that says the same."""
    done: set[str] = set()
    told: list[Field] = []
    for field in dict.fromkeys(fields):
        chosen = field.name not in done and _agrees(article, field)
        if chosen:
            done.add(field.name)
        told.append(replace(field, chosen=chosen))
    return tuple(told)


def _agrees(article: Article, field: Field) -> bool:
    match field.name:
        case "title":
            return bool(article.title) and _fold(article.title or "") in _fold(field.value)
        case "byline":
            return bool(article.byline) and read_byline(field.value) == article.byline
        case "outlet":
            return article.outlet is not None and read_outlet(field.value) == article.outlet
        case "published":
            dated = loose_date(field.value)
            return bool(dated and article.published and dated.date == article.published.date)
        case "modified":
            return article.modified is not None and read_modified(field.value) == article.modified
        case "url":
            return article.url is not None and read_url(field.value) == article.url
        case "language":
            return article.language is not None and read_language(field.value) == article.language
        case _:
            return article.section is not None and read_section(field.value) == article.section


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
