"""Searching the record, and what narrows a search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

import onrecord
from onrecord import BadQuery, Facets
from onrecord.faces.moments import day
from onrecord.faces.web.asking import Asked, BadInput

SHOWN: Final = 50
"""Hits on one page, unless ``limit`` says otherwise."""

MOST: Final = 500
"""Hits that ``limit`` may ask for: such a page stays under 400 kB."""

_FILTERS: Final = "speaker|outlet|act|kind|since|until|to|what"
_PART: Final = re.compile(
    rf"""(?P<filter>\b(?P<name>{_FILTERS}):(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]|(?P<value>[^\s()"“”„«»]+)))
    | ["“”„«»][^"“”„«»]*["“”„«»]
    | [^\s()"“”„«»]+""",
    re.VERBOSE,
)
_QUOTES: Final = re.compile(r'["“”„«»]+')
_HEADS: Final = {
    "what": "What it is",
    "speaker": "Who said it",
    "act": "What the words do",
    "kind": "In what words",
    "outlet": "Outlet",
    "month": "When it came out",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the query: how it is written, and the address of the search ``without`` it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value that would narrow the search: how often it is found, and the address of the search with it; None where it is asked for."""

    text: str
    many: int
    address: str | None


def search(asked: Asked) -> Response:
    """What the record holds of what is asked for, the newest articles first; without a question, how to ask."""
    try:
        query = asked.text("q")
    except BadInput as wrong:
        return _page(asked, asked.request.query_params["q"][:200], status=wrong.status, wrong=wrong.why)
    if {"since", "until"} & set(asked.request.query_params):
        return asked.to("/search", q=_dated(query, asked.text("since", most=40), asked.text("until", most=40)))
    if not query:
        return _page(asked, query)
    many = asked.number("limit", SHOWN, most=MOST)
    after = asked.text("after", most=200) or None
    try:
        found = onrecord.search(asked.view, query, limit=many, after=after)
        facets = asked.view.facets(query)
    except BadQuery as bad:
        if bad.query != query:  # the place to go on from
            raise
        return _page(asked, query, status=400, wrong=bad.why)
    people = [hit for hit in found if hit.what == "person"]
    alone = len(people) == len(found)
    return _page(
        asked,
        query,
        found=found if alone else [hit for hit in found if hit.what != "person"],
        people=[] if alone else people,
        facets=_facets(asked, query, facets),
        total=facets,
        near=onrecord.near_names(asked.view, query) if not found else (),
        more=asked.address(after=onrecord.cursor(found[-1])) if len(found) == many else None,
        first=asked.address(after=None) if after else None,
    )


def filters_of(query: str) -> Iterator[tuple[str, str, int, int]]:
    """The filters in a query: the name, the value, and where it begins and ends. What stands in a phrase is none."""
    for part in _PART.finditer(query):
        if part["filter"]:
            value = part["quoted"] if part["quoted"] is not None else part["value"]
            yield part["name"], value, part.start(), part.end()


def with_filter(query: str, name: str, value: str) -> str | None:
    """``query`` narrowed to a value of a facet; None for a value that has no letter or digit to ask for."""
    if not any(letter.isalnum() for letter in value):
        return None
    if name == "month":
        return _dated(query, value, value)
    plain = " ".join(_QUOTES.sub(" ", value).split())
    quoted = f'"{plain}"' if re.search(r"[^\w]", plain) else plain
    return f"{query} {name}:{quoted}".strip()


def _dated(query: str, since: str, until: str) -> str:
    """``query`` with these days in the place of those that it names."""
    for name, _, start, end in reversed(list(filters_of(query))):
        if name in ("since", "until"):
            query = f"{query[:start]} {query[end:]}"
    days = [f"{name}:{value}" for name, value in (("since", since), ("until", until)) if value]
    return " ".join([*query.split(), *days]) if days else " ".join(query.split())


def _page(asked: Asked, query: str, *, status: int = 200, wrong: str = "", **shown: object) -> Response:
    filters = list(filters_of(query))
    told = {
        "query": query,
        "wrong": wrong,
        "found": None,
        "people": [],
        "facets": [],
        "near": (),
        "more": None,
        "first": None,
        "total": None,
        "since": next((value for name, value, *_ in filters if name == "since"), ""),
        "until": next((value for name, value, *_ in filters if name == "until"), ""),
        "filters": [
            Filter(name, value, _at(" ".join(f"{query[:start]} {query[end:]}".split())))
            for name, value, start, end in filters
        ],
    }
    return asked.page("search.html", status=status, **(told | shown))


def _at(query: str) -> str:
    return f"/search?{urlencode({'q': query})}" if query else "/search"


def _facets(asked: Asked, query: str, facets: Facets) -> Sequence[tuple[str, list[Value]]]:
    """For the side of the page: each facet that parts what is found, with its values."""
    has = {(name, value.casefold()) for name, value, *_ in filters_of(query)}
    shown = []
    for name, head in _HEADS.items():
        values = []
        for text, many in getattr(facets, name):
            chosen = (name, text.casefold()) in has or (name == "month" and ("since", text) in has)
            narrowed = with_filter(query, name, text)
            label = (
                day(text) if name == "month" else text.replace("_", " ") if name in ("act", "kind", "what") else text
            )
            values.append(Value(label, many, None if chosen or narrowed is None else _at(narrowed)))
        if len(values) > 1:
            shown.append((head, values))
    return shown
