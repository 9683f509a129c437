"""The JSON form of a reading: ``onrecord/reading/1``."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from onrecord import Reading


def as_json(reading: Reading) -> dict[str, Any]:
    """``reading`` as dicts, lists, strings, numbers, booleans and None, ready for ``json.dumps``.

    Field names are those of the types; a span is ``[start, end]``, a located run
    ``[start, end, byte_start, byte_end, exact]``. The form is described by ``docs/reference/reading.schema.json``.
    """
    return {"schema": reading.schema, **_plain(reading)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
