"""Articles as references for bibliographies: BibTeX, RIS, and what Zotero reads from a page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import quote, urlencode, urlsplit

from onrecord import Published
from onrecord.faces.ink import safe

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces whether or not a backslash stands before them.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
    }
)
_DATE: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?)?")
_KEPT: Final = 12
"""Digits of an article's id in its key, as many as a story's id has."""
_SLUG: Final = 24
"""Characters of the outlet's name in a key."""


class Printed(Protocol):
    """An article, as far as it is referred to: `onrecord.Article`, `Kept` and `StoryArticle` are such."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> Published | None: ...


@dataclass(frozen=True, slots=True)
class _Reference:
    """What is said of one article. Dates are ISO 8601, a time of day cut off; ``url`` is a web address."""

    id: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    date: str
    captured: str
    url: str
    language: str


def bibtex(articles: Iterable[Printed]) -> str:
    """The articles as BibTeX, each once, in UTF-8; an ``@article`` for each, its outlet the journal.

    A key is the outlet, the year and the beginning of the article's id, the same in every export: ``islandnews2026-3f0c12ab9d01``.
    """
    return "\n".join(map(_entry, _keyed(articles)))


def ris(articles: Iterable[Printed]) -> str:
    """The articles as RIS, each once, in UTF-8: a record of type NEWS for each, lines ended by CR LF."""
    return "".join(
        f"{tag}  - {value}\r\n"
        for key, one in _keyed(articles)
        for tag, value in _record(key, one)
        if value or tag == "ER"
    )


def coins(article: Printed) -> str:
    """The article as an OpenURL ContextObject (COinS): the ``title`` of ``<span class="Z3988">``, still to be escaped for HTML.

    Zotero takes it for a newspaper article.
    """
    one = _reference(article)
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/onrecord"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", one.title),
        ("rft.source", one.outlet),
        ("rft.date", one.date),
        ("rft.identifier", one.url),
        ("rft.language", one.language),
        *(("rft.creator", author) for author in one.authors),
    ]
    return urlencode([(name, value) for name, value in fields if value], quote_via=quote, errors="replace")


def meta_tags(article: Printed) -> list[tuple[str, str]]:
    """Names and contents of ``<meta>`` elements for the head of the article's page, by which reference managers know it.

    Dublin Core, those of Highwire Press that Google Scholar documents, and Zotero's type of item.
    """
    one = _reference(article)
    fields = [
        ("z:itemType", "newspaperArticle"),
        ("citation_title", one.title),
        *(("citation_author", author) for author in one.authors),
        ("citation_publication_date", one.date.replace("-", "/")),
        ("citation_public_url", one.url),
        ("citation_language", one.language),
        ("prism.publicationName", one.outlet),
        ("DC.type", "Text"),
        ("DC.title", one.title),
        *(("DC.creator", author) for author in one.authors),
        ("DC.source", one.outlet),
        ("DC.date", one.date),
        ("DC.identifier", one.url),
        ("DC.language", one.language),
    ]
    return [(name, content) for name, content in fields if content]


def _reference(article: Printed) -> _Reference:
    published = article.published.date if article.published else ""
    return _Reference(
        article.id,
        _line(article.title) or "(no title)",
        _line(article.outlet),
        tuple(name for author in getattr(article, "byline", ()) if (name := _line(author))),
        _day(published),
        _day(getattr(article, "captured", None) or ""),
        _web(article.url),
        _line(getattr(article, "language", None)),
    )


def _keyed(articles: Iterable[Printed]) -> list[tuple[str, _Reference]]:
    found = list({one.id: _reference(one) for one in articles}.values())
    short = Counter(_key(one, _KEPT) for one in found)
    return [(key if short[key := _key(one, _KEPT)] == 1 else _key(one, len(one.id)), one) for one in found]


def _key(one: _Reference, digits: int) -> str:
    plain = unicodedata.normalize("NFKD", one.outlet or "article").encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]", "", plain)[:_SLUG] or "article"
    return f"{slug}{one.date[:4] or 'undated'}-{re.sub(r'[^A-Za-z0-9]', '', one.id[:digits])}"


def _entry(keyed: tuple[str, _Reference]) -> str:
    key, one = keyed
    year, month, day = _parts(one.date)
    fields = [
        # The braces keep the capitals of the title as they are.
        ("title", f"{{{one.title.translate(_LATEX)}}}"),
        ("author", " and ".join(map(_author, one.authors))),
        ("journal", one.outlet.translate(_LATEX)),
        ("year", year),
        ("month", _MONTHS[int(month) - 1] if month else ""),
        ("day", day.lstrip("0")),
        ("url", one.url),
        ("urldate", one.captured),
        ("language", one.language.translate(_LATEX)),
    ]
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields if value]
    return f"@article{{{key},\n{''.join(lines)}}}\n"


def _author(name: str) -> str:
    """A name as it is written: in braces where BibTeX would take it apart ("Post staff and agencies", "Holt, Una")."""
    escaped = name.translate(_LATEX)
    taken_apart = "," in name or "\\" in escaped or re.search(r"\b(and|others)\b", name, re.IGNORECASE)
    return f"{{{escaped}}}" if taken_apart else escaped


def _record(key: str, one: _Reference) -> list[tuple[str, str]]:
    year, month, day = _parts(one.date)
    return [
        ("TY", "NEWS"),
        ("ID", key),
        ("TI", one.title),
        *(("AU", author) for author in one.authors),
        ("T2", one.outlet),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("Y2", f"{one.captured.replace('-', '/')}/" if one.captured else ""),
        ("UR", one.url),
        ("LA", one.language),
        ("ER", ""),
    ]


def _day(iso: str) -> str:
    """The year, month or day of ``iso``; empty where it is no date."""
    found = _DATE.match(iso)
    return found[0] if found else ""


def _parts(date: str) -> Sequence[str]:
    parts = date.split("-") if date else []
    return [*parts, "", "", ""][:3]


def _line(text: str | None) -> str:
    """On one line: in RIS a line is a field."""
    return " ".join(safe(text or "").split())


def _web(url: str | None) -> str:
    """A web address, with what would end a field percent-encoded; empty for any other."""
    try:
        parts = urlsplit(url or "")
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        known = None
    return (
        re.sub(r"[^\w\-.~:/?#@!$&'()*+,;=%\[\]]", lambda found: quote(found[0], errors="replace"), url or "")
        if known
        else ""
    )
