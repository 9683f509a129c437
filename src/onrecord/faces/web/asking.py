"""One request as handlers see it: who asks, what for, and what they are answered with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord import View
from onrecord.faces.params import AsOf
from onrecord.faces.web.permissions import Permission, Role, may

if TYPE_CHECKING:
    from onrecord.faces.web.site import Site

MOST_TEXT: Final = 4_000
"""Characters of one field of a query, as many as a search takes."""


class BadInput(Exception):
    """What was asked cannot be understood: ``name`` of the field, ``why`` it cannot, in words for people."""

    def __init__(self, name: str, why: str, *, status: int = 400) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why
        self.status = status


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: ``name`` of the account, or of whoever uses the own machine; None where nobody is known."""

    role: Role
    name: str | None = None

    def may(self, permission: Permission) -> bool:
        """Whether they may."""
        return may(self.role, permission)


class Asked:
    """A request: its fields, read strictly, and the view of the record that it is answered from."""

    def __init__(self, request: Request, site: Site, viewer: Viewer, form: FormData | None = None) -> None:
        self.request = request
        self.site = site
        self.viewer = viewer
        self.form = form or FormData()
        self.known: dict[object, Any] = {}  # what finding out the state of a page found that its handler needs again

    @property
    def path(self) -> str:
        """The path that was asked for."""
        return self.request.url.path

    @cached_property
    def view(self) -> View:
        """The record as it is, or as it stood ``as_of``."""
        as_of = self.as_of
        return self.site.shelf.view() if as_of is None else self.site.shelf.record.view(as_of)

    @cached_property
    def as_of(self) -> int | str | None:
        """The moment or entry that is asked for."""
        said = self.text("as_of", most=40)
        try:
            return AsOf().convert(said, None, None) if said else None
        except Exception as wrong:
            raise BadInput("as_of", f"{said!r} is neither a time, as 2026-03-14, nor an entry, as @120") from wrong

    # What is in the address.

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def text(self, name: str, default: str = "", *, most: int = MOST_TEXT) -> str:
        """A field of the query, trimmed; given twice or too long it is refused."""
        values = self.request.query_params.getlist(name)
        if len(values) > 1:
            raise BadInput(name, "is given more than once")
        return self._checked(name, values[0].strip() if values else default, most)

    def number(self, name: str, default: int, *, least: int = 1, most: int = 500) -> int:
        """A whole number in the query."""
        said = self.text(name, most=40)
        if not said:
            return default
        if not re.fullmatch(r"-?[0-9]{1,18}", said) or not least <= int(said) <= most:
            raise BadInput(name, f"{said!r} is no whole number from {least} to {most}")
        return int(said)

    def choice(self, name: str, allowed: tuple[str, ...] | Mapping[str, object], default: str = "") -> str:
        """One of some words; empty where nothing is said."""
        said = self.text(name, default, most=100)
        if said and said not in allowed:
            raise BadInput(name, f"{said!r} is none of {', '.join(allowed)}")
        return said

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.text(name, most=10).casefold() not in ("", "0", "no", "false")

    # What is in a form that was sent.

    def field(self, name: str, default: str = "", *, most: int = MOST_TEXT) -> str:
        """A field of the form, trimmed, line ends as \\n."""
        values = self.form.getlist(name)
        if len(values) > 1:
            raise BadInput(name, "is given more than once")
        value = values[0] if values else default
        if not isinstance(value, str):
            raise BadInput(name, "is a file where words are expected")
        return self._checked(name, value.replace("\r\n", "\n").strip(), most)

    @staticmethod
    def _checked(name: str, value: str, most: int) -> str:
        if len(value) > most:
            raise BadInput(name, f"has {len(value):,} characters, and {most:,} are read at most")
        if any("\ud800" <= c <= "\udfff" for c in value) or "\0" in value:
            raise BadInput(name, "holds characters that are none", status=422)
        return value

    # Answers.

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page made from a template; ``asked``, ``site`` and ``viewer`` are at hand in it."""
        html = self.site.templates.get_template(template).render(
            asked=self, site=self.site, viewer=self.viewer, may=self.viewer.may, **values
        )
        return HTMLResponse(html, status_code=status)

    def to(self, path: str, **query: str) -> Response:
        """Go on to another page of this server, after a form: ``path`` is one of its own."""
        return RedirectResponse(path + (f"?{urlencode(query)}" if query else ""), status_code=303)

    def address(self, **changed: str | int | None) -> str:
        """This address with some fields of its query changed; None takes a field out."""
        fields = dict(self.request.query_params) | changed
        kept = {name: str(value) for name, value in fields.items() if value not in (None, "")}
        return self.path + (f"?{urlencode(kept)}" if kept else "")

    def export(self, form: str) -> str:
        """The address of what this page shows in another form: csv, json, atom."""
        query = urlencode([one for one in self.request.query_params.multi_items() if one[0] != "done"])
        return f"{self.path.rstrip('/') or '/stories'}.{form}" + (f"?{query}" if query else "")
