"""JSON Schemas (2020-12) of what the API answers with, made from the types of onrecord themselves."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import onrecord

Schema = dict[str, Any]

_PLAIN: Final[Mapping[object, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
}

_NULLABLE_TEXT: Final[Schema] = {"type": ["string", "null"]}


def components() -> dict[str, Schema]:
    """Every schema that the document of the API refers to, by name."""
    found: dict[str, Schema] = {}
    for kind in (
        onrecord.Headline, onrecord.Hit, onrecord.Dossier, onrecord.Match, onrecord.Correction, onrecord.Facets,
        onrecord.Story, onrecord.Reading, onrecord.Kept,
    ):  # fmt: skip
        schema_of(kind, found)
    return found | _made(found)


def ref(name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def schema_of(kind: Any, found: dict[str, Schema]) -> Schema:
    """The schema of values of ``kind``, as `onrecord.as_json` gives them; those of types it is made of go into ``found``."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin = get_origin(kind)
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin in (Union, types.UnionType):
        return _either([schema_of(one, found) for one in get_args(kind)])
    if origin is tuple:
        first, *rest = get_args(kind)
        if rest == [...]:
            return {"type": "array", "items": schema_of(first, found)}
        return _fixed([schema_of(one, found) for one in (first, *rest)])
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        return _fixed([schema_of(hints[name], found) for name in getattr(kind, "_fields", ())])
    if is_dataclass(kind) and isinstance(kind, type):
        return _object_of(kind, found)
    raise TypeError(f"{kind!r} has no JSON form")


def listed(item: str, more: Mapping[str, Schema] | None = None) -> Schema:
    """The schema of a page of a list of ``item``."""
    return {
        "type": "object",
        "required": ["items", "next", "as_of"],
        "properties": {
            "items": {"type": "array", "items": ref(item)},
            "next": {**_NULLABLE_TEXT, "description": "the address of the next page, null at the end"},
            "as_of": {"type": "integer", "description": "the number of the entry of the record that this is as of"},
            **(more or {}),
        },
    }


def _object_of(kind: type, found: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in found:
        found[name] = {}  # a type may hold others of itself
        hints = get_type_hints(kind)
        properties = {}
        for one in fields(kind):
            properties[one.name.rstrip("_")] = schema_of(hints[one.name], found)
        if "schema" in properties:
            default = next(one.default for one in fields(kind) if one.name == "schema")
            properties["schema"] = {"const": default}
        told = re.sub(r"``(.+?)``", r"`\1`", inspect.getdoc(kind) or "").partition("\n\n")
        found[name] = {
            "type": "object",
            "description": " ".join(f"{told[0]} {told[2]}".split()),
            "required": list(properties),
            "properties": properties,
        }
    return ref(name)


def _either(several: list[Schema]) -> Schema:
    plain = [one["type"] for one in several if set(one) == {"type"}]
    if len(plain) == len(several):
        return {"type": plain}
    if any("enum" in one for one in several):
        values = [
            value for one in several for value in one.get("enum", [None] if one == _PLAIN[types.NoneType] else [])
        ]
        if len([one for one in several if "enum" in one or one == _PLAIN[types.NoneType]]) == len(several):
            return {"enum": values}
    return {"anyOf": several}


def _fixed(items: list[Schema]) -> Schema:
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _made(found: Mapping[str, Schema]) -> dict[str, Schema]:
    """What the API puts together itself."""
    story = {"story": {"type": "string"}, "story_title": {"type": "string"}}
    source = {
        "type": "object",
        "required": ["id", "title", "outlet", "published"],
        "properties": {
            "id": {"type": "string"},
            "title": _NULLABLE_TEXT,
            "outlet": _NULLABLE_TEXT,
            "published": {"anyOf": [ref("Published"), {"type": "null"}]},
        },
    }
    sources = {"type": "array", "items": source, "description": "the articles that it rests on"}
    text: Schema = {"type": "string"}

    def in_story(schema: Mapping[str, Any]) -> Schema:
        properties = {**story, **schema["properties"], "sources": sources}
        return {
            "type": "object",
            "description": schema["description"],
            "required": list(properties),
            "properties": properties,
        }

    shift = found["Shift"]
    moved = {"actor": text, "toward": text, **shift["properties"], "before": ref("Point"), "after": ref("Point")}
    words = {
        "article": text,
        "row": text,
        "outlet": _NULLABLE_TEXT,
        "title": _NULLABLE_TEXT,
        "published": _NULLABLE_TEXT,
    }
    corrected = {
        **found["Correction"]["properties"],
        "holds": {"type": "boolean", "description": "whether it is neither undone nor overtaken"},
        "undoes": {**_NULLABLE_TEXT, "description": "of an undo, the id of what it takes back"},
        "text": {**_NULLABLE_TEXT, "description": "the words of the row"},
        "source": {"type": "object", "required": list(words), "properties": words},
    }
    citation = dict.fromkeys(("plain", "markdown", "html"), text)
    job = {
        "id": text,
        "what": text,
        "by": _NULLABLE_TEXT,
        "state": {"enum": ["waiting", "reading", "done", "failed"]},
        "asked": text,
        "ended": _NULLABLE_TEXT,
        "new": {"type": "integer"},
        "known": {"type": "integer"},
        "refused": {"type": "integer"},
        "why": {**_NULLABLE_TEXT, "description": "what ended a job that failed"},
        "doing": {**_NULLABLE_TEXT, "description": "the input that is read"},
        "articles": {"type": "array", "items": ref("JobArticle")},
        "refusals": {"type": "array", "items": ref("JobRefusal")},
    }
    article = {
        "input": text, "member": _NULLABLE_TEXT, "article": text, "new": {"type": "boolean"}, "title": _NULLABLE_TEXT,
        "outlet": _NULLABLE_TEXT, "published": _NULLABLE_TEXT, "revises": _NULLABLE_TEXT,
    }  # fmt: skip
    refusal = {"input": text, "member": _NULLABLE_TEXT, "reason": text}
    row: dict[str, Schema] = {
        "what": {"enum": ["statement", "event", "figure", "entity"]},
        "row": text,
        "article": ref("Kept"),
        "value": {"anyOf": [ref(name) for name in ("Statement", "Event", "Figure", "Entity")]},
        "permalink": text,
        "live": {**_NULLABLE_TEXT, "description": "the page itself, leading to the words, where it has an address"},
        "citation": {"anyOf": [ref("Citation"), {"type": "null"}]},
    }
    error = {
        "reason": text,
        "what": text,
        "do": text,
        "param": {"type": "string", "description": "the parameter or field that is wrong"},
        "allowed": {"type": "array", "items": text, "description": "what would be taken"},
        "near": {"type": "array", "items": text, "description": "what may be meant"},
    }
    return {
        # Claim and Demand stand in a list with their story: these are theirs in a story too, under a name of their own.
        "ClaimListed": in_story(found["Claim"]),
        "DemandListed": in_story(found["Demand"]),
        "ShiftListed": in_story({"description": shift["description"], "properties": moved}),
        "CorrectionListed": _whole(corrected, found["Correction"]["description"]),
        "Name": _whole({"name": text}, "A name that is in the record."),
        "Row": _whole(row, "One row of a reading: a statement, an event, a figure or an entity."),
        "Citation": _whole(citation, "A quotation with where it comes from, to be pasted."),
        "Job": _whole(job, "Articles that are added: one job after the other."),
        "JobArticle": _whole(article, "An article that the record holds."),
        "JobRefusal": _whole(refusal, "An input that was not read."),
        "Error": {
            "type": "object",
            "required": ["error"],
            "properties": {"error": {"type": "object", "required": ["reason"], "properties": error}},
        },
    }


def _whole(properties: Mapping[str, Schema], description: str) -> Schema:
    return {"type": "object", "description": description, "required": list(properties), "properties": dict(properties)}
