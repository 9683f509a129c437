"""The JSON form of readings, stories and whatever else the record answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar, Protocol, overload


class Term(Protocol):
    """Any of the types of `onrecord.terms`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


@overload
def as_json(value: Term | Mapping[str, Any]) -> dict[str, Any]: ...
@overload
def as_json(value: tuple[Any, ...] | list[Any]) -> list[Any]: ...
@overload
def as_json(value: object) -> Any: ...
def as_json(value: object) -> Any:
    """``value``, a term of onrecord or several of them, as what ``json.dumps`` takes: dicts, lists, strings, numbers, booleans, None.

    Field names are those of the types, but that `Shift.from_` is "from"; a span is ``[start, end]``, a located run ``[start, end,
    byte_start, byte_end, exact]``. What has a schema names it first: ``onrecord/reading/1`` is described by
    ``docs/reference/reading.schema.json``, ``onrecord/story/1`` by ``docs/reference/story.schema.json``. A tuple becomes a list.

    Raises TypeError for anything that is no term and not made of terms.
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name.rstrip("_"): as_json(getattr(value, field.name)) for field in fields(value)}
        return {"schema": plain.pop("schema"), **plain} if "schema" in plain else plain
    if isinstance(value, Mapping):
        return {str(name): as_json(item) for name, item in value.items()}
    raise TypeError(f"a {type(value).__name__} is no term of onrecord")
