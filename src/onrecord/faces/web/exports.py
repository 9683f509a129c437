"""Files: every list as CSV, JSON and Atom; a story and an article in the forms that other programs read.

The address of a file is that of its page with a suffix. A file has at most as many items as one page of the API; where there
is more, its name says so, and its Link header leads to the rest.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from starlette.responses import Response

from onrecord import BadQuery, UnknownRow
from onrecord.faces import atom, linked_data
from onrecord.faces.as_json import as_json
from onrecord.faces.references import bibtex, ris
from onrecord.faces.tables import table
from onrecord.faces.web.api import Served, State, entry_of, next_address, page_form, state_of, story_of
from onrecord.faces.web.api_params import NotTaken, Param, given, with_defaults
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.listing import AS_OF, LISTS, List
from onrecord.faces.web.permissions import Permission

_SECONDS: Final = 5.0
"""Seconds of telling stories for one file: longer than for a page, as whoever takes it along waits for all of it."""

_AT_ONCE: Final = 2
"""Files of lists made at one time."""

_SLUG: Final = 60
"""Characters of a title in a file's name."""

_SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For the words of an article as they are: they are shown and nothing else."""

_ID: Final = Param("id", "The id.", where="path", required=True, most=200)
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": linked_data.MEDIA_TYPE,
    "atom": f"{atom.MEDIA_TYPE}; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_SHOWN: Final = ("atom", "txt")
"""Forms that a browser is to show rather than to keep."""
_BOM: Final = "\ufeff"
"""By it a spreadsheet knows UTF-8; else it shows “ and ’ as three wrong characters each."""


def _file(form: str, name: str, body: bytes | str, headers: Mapping[str, str] | None = None) -> Response:
    """``body`` as a file of this ``name``, which `slug` has made fit for a header (RFC 6266) and for every system."""
    disposition = "inline" if form in _SHOWN else "attachment"
    said = {"content-disposition": f'{disposition}; filename="{name}.{form}"', **(headers or {})}
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return Response(data, headers=said | {"content-type": _TYPES[form]})


def slug(name: str) -> str:
    """Small letters, digits and dashes: what stands in a file's name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-") or "onrecord"


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _listing(one: List, form: str) -> Callable[[Asked], Response]:
    """What answers for a list as a file."""
    most = next((param.most for param in one.params if param.name == "limit"), None)
    params = one.params if one.noun == "check" else with_defaults(one.params, limit=most)

    def handle(asked: Asked) -> Response:
        try:
            found = one.page(asked, given(asked, params), _SECONDS)
        except BadQuery as wrong:
            cursor = asked.request.query_params.get("after")
            raise NotTaken("after" if wrong.query == cursor else one.words or "after", wrong.why) from wrong
        except UnknownRow as unknown:
            if unknown.row == asked.request.query_params.get("after"):
                raise NotTaken("after", "is no place in this list") from unknown
            raise
        headers = page_form_headers(asked, found)
        name = one.noun + ("-part" if headers else "")
        match form:
            case "csv":
                rows = table(found.columns, (row for item in found.items for row in found.rows(item)))
                return _file(form, name, _BOM + rows, headers)
            case "json":
                return _file(form, name, _written(page_form(asked, found).value), headers)
            case _:
                entries = [entry for item in found.items for entry in found.entries(item)]
                query = asked.request.url.query
                here = asked.site.origin + asked.path + (f"?{query}" if query else "")
                page = asked.site.origin + f"/{one.noun}" + (f"?{query}" if query else "")
                fixed = {k: v for k, v in asked.request.query_params.items() if k not in ("limit", "after", "as_of")}
                said = " ".join(filter(None, ("onrecord:", one.noun, *fixed.values())))
                body = atom.feed(
                    entries,
                    name=f"{one.noun}?{sorted(fixed.items())}",
                    title=said,
                    here=here,
                    page=page,
                    updated=_changed(entries),
                )
                return _file(form, name, body, headers)

    return handle


def page_form_headers(asked: Asked, found: Any) -> dict[str, str]:
    """Where the rest of a list is, where there is a rest."""
    rest = next_address(asked, found)
    return {"link": f'<{rest}>; rel="next"'} if rest else {}


def _changed(entries: Sequence[atom.Entry]) -> str:
    """When the last of ``entries`` was; the beginning of time where there is none."""
    return max(
        (at for one in entries if one.updated and (at := atom.moment(one.updated))), default="1970-01-01T00:00:00Z"
    )


def _story(form: str) -> Callable[[Asked], Response]:
    def handle(asked: Asked) -> Response:
        asked_for = given(asked, (_ID, AS_OF))
        view = asked.view
        story = asked.site.shelf.story(view, asked_for["id"])
        name = f"{slug(story.title)}-{slug(story.id)}"
        match form:
            case "json":
                return _file(form, name, _written(as_json(story)))
            case "jsonld":
                readings = view.readings([one.id for one in story.articles])
                return _file(form, name, _written(linked_data.story_jsonld(story, readings, asked.site.origin)))
            case "bib":
                return _file(form, name, bibtex(story.articles))
            case _:
                return _file(form, name, ris(story.articles))

    return handle


def _article(form: str) -> Callable[[Asked], Response]:
    def handle(asked: Asked) -> Response:
        asked_for = given(asked, (_ID, AS_OF))
        view = asked.view
        reading = view.reading(view.article(asked_for["id"]).id)
        article = reading.article
        name = f"{slug(article.title or article.outlet or 'article')}-{slug(article.id[:12])}"
        match form:
            case "json":
                return _file(form, name, _written(as_json(reading)))
            case "jsonld":
                return _file(form, name, _written(linked_data.article_jsonld(reading, asked.site.origin)))
            case "bib":
                return _file(form, name, bibtex([article]))
            case "ris":
                return _file(form, name, ris([article]))
            case _:
                # Letter by letter: the selectors of linked data count in it.
                return _file(form, name, article.text, {"content-security-policy": _SANDBOX})

    return handle


def _served(
    path: str,
    handler: Callable[[Asked], Response],
    state: State,
    at_once: int | None = None,
    permission: Permission = "read",
) -> Served:
    return (path, "export", handler, permission, ("GET",), state, at_once)


SERVED: Final[tuple[Served, ...]] = (
    *(
        _served(f"/{one.noun}.{form}", _listing(one, form), state_of(one), _AT_ONCE, one.permission)
        for one in LISTS
        for form in ("csv", "json", "atom")
    ),
    *(_served(f"/story/{{id}}.{form}", _story(form), story_of, _AT_ONCE) for form in ("json", "jsonld", "bib", "ris")),
    *(_served(f"/article/{{id}}.{form}", _article(form), entry_of) for form in ("json", "jsonld", "bib", "ris", "txt")),
)
"""The routes of the files, for the table of all routes: before those of the pages, whose ids would take the suffix."""
