"""JSON-LD: what a page's ``<script type="application/ld+json">`` says of the article, as schema.org has it; and other scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.config import MAX_METADATA, MAX_METADATA_OBJECTS
from onrecord.terms import Field

_ARTICLE_TYPE = re.compile(r"(?:.*Article|.*BlogPosting|Report|.*Review)$")
_PAGE_TYPE = re.compile(r"(?:.*Page|CreativeWork|VideoObject|Recipe|.*Event)$")
_WRAPPING = re.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)?[\s/*]*(?=[\[{])|(?<=[\]}])[\s;/*]*(?:\]\]>|-->)?[\s;/*]*$")
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_STRING = r'"\s{0,20}:\s{0,20}"((?:[^"\\\n]|\\.){1,500})"'
_BROKEN = re.compile(rf'"(headline|datePublished|dateModified|articleSection){_STRING}')
_SCRIPTED = re.compile(
    r'"((?:first_?|iso_?)?(?:publish(?:ed)?_?(?:date|at|time)|pub_?date|date_?published))"\s{0,5}:\s{0,5}"((?:19|20)\d\d-\d\d-\d\d[^"\\]{0,30})"',
    re.IGNORECASE,
)
_NAMES = {"headline": "title", "datePublished": "published", "dateModified": "modified", "articleSection": "section"}


def linked_data(scripts: Sequence[str]) -> tuple[list[Field], list[Field]]:
    """What the scripts say of the article, and what of the page it stands on, which is the weaker word for it.

    A block that is no JSON is mended where only a comma is too many; else its plain fields are taken where they can be
    read. One over `MAX_METADATA` is passed over, and of `MAX_METADATA_OBJECTS` objects the rest.
    """
    items: list[dict[str, object]] = []
    broken: list[Field] = []
    for script in scripts:
        if len(script) > MAX_METADATA:
            continue
        data = _parsed(script)
        if data is None:
            broken += [
                Field(_NAMES[found[1]], found[2], f"broken JSON-LD {found[1]}") for found in _BROKEN.finditer(script)
            ]
        else:
            items += _objects(data, MAX_METADATA_OBJECTS - len(items))
    named = {str(item["@id"]): item for item in items if "@id" in item and "name" in item}
    article = next((item for item in items if _is(item, _ARTICLE_TYPE)), None)
    page = next((item for item in items if item is not article and _is(item, _PAGE_TYPE)), None)
    stated = list(_fields(article, named, "JSON-LD")) if article else broken
    return stated, list(_fields(page, named, "JSON-LD page")) if page else []


def scripted(source: str) -> list[Field]:
    """The moment of publication that a page's own programs hold as data, if all of them that say one say the same day."""
    found = _SCRIPTED.findall(source)
    days = {value[:10] for _, value in found}
    return [Field("published", found[0][1], f"script {found[0][0]}")] if len(days) == 1 else []


def _parsed(script: str) -> object:
    """The JSON of a script; None for what is none."""
    bare = _WRAPPING.sub("", script)
    for text in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            parsed: object = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return parsed
    return None


def _objects(data: object, limit: int) -> Iterator[dict[str, object]]:
    """The objects of a document, outer before inner, ``limit`` of them at most."""
    todo = [data]
    while todo and limit > 0:
        item = todo.pop()
        if isinstance(item, list):
            todo.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            limit -= 1
            todo.extend(value for value in reversed(item.values()) if isinstance(value, dict | list))


def _is(item: Mapping[str, object], kinds: re.Pattern[str]) -> bool:
    stated = item.get("@type")
    return any(
        isinstance(kind, str) and kinds.match(kind) for kind in (stated if isinstance(stated, list) else [stated])
    )


def _fields(item: Mapping[str, object], named: Mapping[str, Mapping[str, object]], basis: str) -> Iterator[Field]:
    for key, name in _NAMES.items():
        value = item.get(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one.strip():
                yield Field(name, one.strip(), f"{basis} {key}")
    for key in ("author", "creator"):
        authors = item.get(key)
        people = [_name(one, named) for one in (authors if isinstance(authors, list) else [authors])]
        if any(people):
            yield Field("byline", "; ".join(person for person in people if person), f"{basis} {key}")
    for key, field in (("publisher", "outlet"), ("inLanguage", "language")):
        if value := _name(item.get(key), named):
            yield Field(field, value, f"{basis} {key}")


def _name(item: object, named: Mapping[str, Mapping[str, object]]) -> str | None:
    """The name of a person or body: a string, an object with a name, a reference to one, or the first of a list of such."""
    for _ in range(4):  # list, reference, object, its name: each may hold the next
        if isinstance(item, list):
            item = item[0] if item else None
        elif isinstance(item, dict):
            item = item.get("name") or item.get("alternateName") or named.get(str(item.get("@id")))
    return " ".join(item.split()) or None if isinstance(item, str) else None
