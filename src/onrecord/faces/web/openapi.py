"""The OpenAPI 3.1 document of the API, made from its table of endpoints."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from onrecord.faces.web.api_params import Param
from onrecord.faces.web.api_schema import Schema, components, listed, ref

if TYPE_CHECKING:
    from onrecord.faces.web.api import Endpoint

_ERRORS: Final = {
    400: "A parameter that cannot be understood: it is named.",
    401: "Nobody is signed in.",
    403: "Not allowed, or the server is read only.",
    404: "Not in the record.",
    409: "Others corrected the same row since it was seen. Nothing was changed.",
    415: "The body is no JSON.",
    422: "A field of the body that cannot be taken: it is named. Nothing was changed.",
    429: "Too many requests: wait as long as Retry-After says.",
    503: "Too much at once, or the record is busy: come back after Retry-After.",
}
_ALWAYS: Final = (400, 401, 403, 429, 503)

_ABOUT: Final = """What the record of this server holds: who said what, what happened, on whose say-so each claim rests, and how
positions move.

Lists give `items`, `next` (the address of the next page, or null) and `as_of` (the entry of the record that the page is as of).
`next` goes on in the record as it was, so that nothing is shown twice or missed while others add to it.

An answer that has not changed since its `ETag` is not sent again: send `If-None-Match`."""


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The document that describes ``endpoints``."""
    paths: dict[str, dict[str, Any]] = {}
    for one in endpoints:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    token = {"type": "http", "scheme": "bearer", "description": "A token of an account, where the server has accounts."}
    return {
        "openapi": "3.1.0",
        "info": {"title": "onrecord", "version": version("onrecord"), "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {"schemas": components(), "securitySchemes": {"token": token}},
    }


def shown(param: Param) -> str:
    """What a parameter may be, in few words, for the page."""
    match param.kind:
        case "number":
            found = f"a whole number from {param.least:,} to {param.most:,}"
        case "flag":
            found = "1 or 0" if param.where == "query" else "true or false"
        case "choice":
            found = ", ".join(param.choices)
        case "as_of":
            found = "2026-03-14, 2026-03-14T09:30Z or @120"
        case _:
            found = f"text, up to {param.most:,} characters"
    if param.default not in (None, False):
        found += f"; {param.default} if not given"
    return found


def _operation(one: Endpoint) -> dict[str, Any]:
    schema = listed(one.answer, _more(one)) if one.list else ref(one.answer)
    answers: dict[str, Any] = {str(one.success): {"description": one.means, "content": _json(schema)}}
    if one.list:
        link = {"description": "the next page, where there is one", "schema": {"type": "string"}}
        answers[str(one.success)]["headers"] = {"Link": link}
    if one.state is not None:
        answers["304"] = {"description": "Not changed since the ETag that was sent."}
    for status in sorted({*_ALWAYS, *one.statuses}):
        answers[str(status)] = {"description": _ERRORS[status], "content": _json(ref("Error"))}
    found: dict[str, Any] = {"operationId": one.name, "summary": one.means, "responses": answers}
    if parameters := [_parameter(param) for param in one.params if param.where != "body"]:
        found["parameters"] = parameters
    if one.body:
        found["requestBody"] = {"required": True, "content": _json(_body(one.body))}
    return found


def _more(one: Endpoint) -> dict[str, Schema]:
    match one.name:
        case "search":
            return {"facets": ref("Facets")}
        case "who":
            names = {"type": "array", "items": {"type": "string"}}
            return {"near": names | {"description": "names that are like it, where nobody bears it"}}
        case _:
            return {}


def _parameter(param: Param) -> dict[str, Any]:
    return {
        "name": param.name,
        "in": param.where,
        "required": param.required,
        "description": param.means,
        "schema": param.schema(),
    }


def _body(fields: Sequence[Param]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [one.name for one in fields if one.required],
        "properties": {one.name: {**one.schema(), "description": one.means} for one in fields},
    }


def _json(schema: Schema) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
