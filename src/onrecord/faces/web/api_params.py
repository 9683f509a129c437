"""What addresses of the API and of exports take, declared once: from the same words come what is read and what is documented."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from anyio import from_thread

from onrecord.faces.params import AsOf
from onrecord.faces.web.asking import Asked, BadInput

Kind = Literal["text", "number", "flag", "choice", "as_of"]
Where = Literal["query", "path", "body"]

MOST_LIMIT: Final = 1_000
"""Items of one page at most, as many as a search gives at once."""

_WHOLE: Final = re.compile(r"[0-9]{1,18}")
_FLAGS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class NotTaken(BadInput):
    """A parameter that is not taken; ``allowed`` are the values, or the names, that would be."""

    def __init__(self, name: str, why: str, *, allowed: Sequence[str] = (), status: int = 400) -> None:
        super().__init__(name, why, status=status)
        self.allowed = tuple(allowed)


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its name, what it means, of which kind it is and its bounds.

    ``most`` is the largest number, or the most characters of a text. ``default`` is what stands for one that is not given.
    """

    name: str
    means: str
    kind: Kind = "text"
    where: Where = "query"
    required: bool = False
    default: Any = None
    least: int = 1
    most: int = 400
    choices: tuple[str, ...] = ()
    example: str | None = None

    def schema(self) -> dict[str, Any]:
        """Its values, as JSON Schema."""
        match self.kind:
            case "number":
                found: dict[str, Any] = {"type": "integer", "minimum": self.least, "maximum": self.most}
            case "flag":
                found = {"type": "boolean"}
            case "choice":
                found = {"type": "string", "enum": list(self.choices)}
            case "as_of":
                found = {
                    "type": "string",
                    "maxLength": self.most,
                    "examples": ["2026-03-14", "2026-03-14T09:30Z", "@120"],
                }
            case _:
                found = {"type": "string", "maxLength": self.most}
        if self.where == "body" and not self.required:
            found["type"] = [found["type"], "null"]
        if self.default is not None:
            found["default"] = self.default
        if self.example is not None:
            found["examples"] = [self.example]
        return found

    def read(self, said: str) -> Any:
        """The value that ``said`` is. Raises `NotTaken`."""
        if len(said) > self.most and self.kind in ("text", "as_of"):
            raise NotTaken(self.name, f"has {len(said):,} characters, and {self.most:,} are read at most")
        if "\0" in said or any("\ud800" <= c <= "\udfff" for c in said):
            raise NotTaken(self.name, "holds characters that are none")
        match self.kind:
            case "number":
                if not _WHOLE.fullmatch(said) or not self.least <= int(said) <= self.most:
                    raise NotTaken(
                        self.name,
                        f"{said[:40]!r} is no whole number from {self.least:,} to {self.most:,}",
                        allowed=(f"{self.least} to {self.most}",),
                    )
                return int(said)
            case "flag":
                if said.casefold() not in _FLAGS:
                    raise NotTaken(self.name, f"{said[:40]!r} says neither yes nor no", allowed=("1", "0"))
                return _FLAGS[said.casefold()]
            case "choice":
                if said not in self.choices:
                    raise NotTaken(self.name, f"{said[:40]!r} is none of these", allowed=self.choices)
                return said
            case "as_of":
                try:
                    return AsOf().convert(said, None, None)
                except Exception as wrong:
                    why = f"{said!r} is neither a time, as 2026-03-14 or 2026-03-14T09:30Z, nor an entry, as @120"
                    raise NotTaken(self.name, why) from wrong
            case _:
                return said


def given(asked: Asked, params: Sequence[Param]) -> dict[str, Any]:
    """The parameters of the path and the query, by name; every other is refused, so that a slip is not taken for "all of it".

    Raises `NotTaken`.
    """
    known = {param.name: param for param in params if param.where != "body"}
    query = asked.request.query_params
    for name in query:
        if name not in known or known[name].where == "path":
            allowed = [param.name for param in params if param.where == "query"]
            raise NotTaken(name[:100], "is no parameter of this address", allowed=allowed)
    found: dict[str, Any] = {}
    for param in known.values():
        if param.where == "path":
            found[param.name] = param.read(str(asked.request.path_params[param.name]))
            continue
        values = query.getlist(param.name)
        if len(values) > 1:
            raise NotTaken(param.name, "is given more than once")
        said = values[0].strip() if values else ""
        if said:
            found[param.name] = param.read(said)
        elif param.required:
            raise NotTaken(param.name, "is not given")
        else:
            found[param.name] = param.default
    return found


def sent(asked: Asked, params: Sequence[Param]) -> dict[str, Any]:
    """The fields of the JSON object in the body, by name. To be called by the thread that answers. Raises `NotTaken`."""
    media = asked.request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if media != "application/json":
        raise NotTaken("body", "is to be application/json", status=415, allowed=("application/json",))
    said = _object(from_thread.run(asked.request.body))
    known = {param.name: param for param in params if param.where == "body"}
    for name in said:
        if name not in known:
            raise NotTaken(_shown(name), "is no field of this body", status=422, allowed=tuple(known))
    return {name: _field(param, said.get(name)) for name, param in known.items()}


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_constant=_none)
    except (ValueError, RecursionError) as wrong:
        raise NotTaken("body", "is no JSON, in UTF-8, with each field once") from wrong
    if not isinstance(found, dict):
        raise NotTaken("body", "is no JSON object", status=422)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field is given more than once")
    return found


def _none(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _field(param: Param, value: Any) -> Any:
    if value is None:
        if param.required:
            raise NotTaken(param.name, "is not given", status=422)
        return param.default
    right = {"number": int, "flag": bool}.get(param.kind, str)
    if not isinstance(value, right) or (right is int and isinstance(value, bool)):
        kinds = {int: "a whole number", bool: "true or false", str: "text"}
        raise NotTaken(param.name, f"is not {kinds[right]}", status=422)
    if right is bool:
        return value
    try:
        return param.read(str(value))
    except NotTaken as wrong:
        raise NotTaken(wrong.name, wrong.why, status=422, allowed=wrong.allowed) from None
    except ValueError:  # a number of thousands of digits
        raise NotTaken(param.name, "is no number that can be meant", status=422) from None


def _shown(name: str) -> str:
    return name[:100].encode("utf-8", "replace").decode()


def with_defaults(params: Sequence[Param], **defaults: Any) -> tuple[Param, ...]:
    """``params``, some with another default."""
    return tuple(replace(one, default=defaults[one.name]) if one.name in defaults else one for one in params)


def error_body(wrong: BadInput) -> Mapping[str, Any]:
    """What is said of a parameter that is not taken, as JSON."""
    allowed = list(wrong.allowed) if isinstance(wrong, NotTaken) else []
    about = {
        "reason": f"{wrong.name}: {wrong.why}.",
        "what": "That cannot be understood",
        "param": wrong.name,
        "allowed": allowed,
    }
    return {"error": {name: value for name, value in about.items() if value}}
