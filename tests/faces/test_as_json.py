from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from onrecord import Furniture, Located, Reading, as_json

SCHEMA = json.loads(Path("docs/reference/reading.schema.json").read_text(encoding="utf-8"))


def test_the_form_is_the_one_described(reading: Reading) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(as_json(reading), SCHEMA)


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
