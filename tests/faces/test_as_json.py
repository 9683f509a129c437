from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import NoneType
from typing import get_args, get_type_hints

import jsonschema
import pytest

from onrecord import Event, Figure, Furniture, Located, Reading, Statement, Time, as_json

SCHEMA = json.loads(Path("docs/reference/reading.schema.json").read_text(encoding="utf-8"))


def test_the_form_is_the_one_described(reading: Reading) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(as_json(reading), SCHEMA)


def test_the_form_tells_the_values_that_the_types_allow() -> None:
    """Of every field that takes one of some words: no more in the form than in the types, and no fewer."""
    items = {name: part["items"] for name, part in SCHEMA["properties"].items() if "items" in part}
    forms = {
        Statement: items["statements"],
        Event: items["events"],
        Figure: items["figures"],
        Time: SCHEMA["$defs"]["time"],
    }
    for kind, described in forms.items():
        hints = get_type_hints(kind)
        assert list(described["properties"]) == list(hints)
        for name, form in described["properties"].items():
            if "enum" in form:
                allowed = {value for part in get_args(hints[name]) for value in (get_args(part) or (part,))}
                assert {NoneType if value is None else value for value in form["enum"]} == allowed, name


def test_events_figures_and_times_keep_their_fields(reading: Reading) -> None:
    form = json.loads(json.dumps(as_json(reading), allow_nan=False))
    assert [len(form[part]) for part in ("events", "figures", "times")] == [5, 6, 5]
    arrest, grant = form["events"][2], form["figures"][5]
    assert [arrest["type"], arrest["mode"], arrest["trigger"]["text"]] == ["COERCE", "arrest", "arrested arrests"]
    assert (arrest["actors"][0]["entity"], arrest["time"]["date"]) == ("police", "2026-02-28")
    assert (grant["value"], grant["unit"], grant["of"]["text"]) == (4_200_000, "USD", "county grant")
    assert grant["period"]["end"] == "2028-03-03"


def test_fields_are_those_of_the_types_and_positions_are_lists(reading: Reading) -> None:
    mapped = replace(
        reading.article, located=(Located(0, 5, 3, 8, True),), furniture=(Furniture("Share", "share", 9, 14),)
    )
    form = as_json(replace(reading, article=mapped))
    assert next(iter(form)) == "schema"
    assert form["article"]["located"] == [[0, 5, 3, 8, True]]
    assert form["article"]["furniture"] == [{"text": "Share", "label": "share", "byte_start": 9, "byte_end": 14}]
    assert form["statements"][4]["speaker"] == "pell"
    (start, end), *_ = form["statements"][0]["content"]["spans"]
    assert form["article"]["text"][start:end] == form["statements"][0]["content"]["text"]


def test_a_reading_that_leaves_the_form_is_caught(reading: Reading) -> None:
    form = as_json(reading)
    form["statements"][0]["act"] = "mumble"
    with pytest.raises(jsonschema.ValidationError, match="mumble"):
        jsonschema.validate(form, SCHEMA)
