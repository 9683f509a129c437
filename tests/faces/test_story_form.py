"""The JSON form of a story: what other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest

from onrecord import as_json
from onrecord.terms import (
    Claim,
    Demand,
    Moment,
    Point,
    Pointer,
    Position,
    Response,
    Shift,
    Story,
    StoryArticle,
    StoryFigure,
    StoryPerson,
    Term,
    Wording,
)
from tests.faces.build_story import story_by_hand

SCHEMA = json.loads(Path("docs/reference/story.schema.json").read_text(encoding="utf-8"))
CONTRACT = Path("../shared/contract/story.schema.json")


def _items(form: dict[str, Any], *path: str) -> dict[str, Any]:
    for name in path:
        form = form["properties"][name]["items"]
    return form


FORMS = {
    Story: SCHEMA,
    StoryArticle: _items(SCHEMA, "articles"),
    StoryPerson: _items(SCHEMA, "people"),
    Moment: _items(SCHEMA, "timeline"),
    Claim: _items(SCHEMA, "claims"),
    Demand: _items(SCHEMA, "demands"),
    Response: _items(SCHEMA, "demands", "responses"),
    Position: _items(SCHEMA, "positions"),
    Point: _items(SCHEMA, "positions", "points"),
    Shift: _items(SCHEMA, "positions", "shifts"),
    StoryFigure: _items(SCHEMA, "figures"),
    Wording: _items(SCHEMA, "wording"),
    Term: _items(SCHEMA, "wording", "terms"),
    Pointer: SCHEMA["$defs"]["pointer"],
}


def test_the_form_is_the_one_described() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    form = as_json(story_by_hand())
    jsonschema.validate(form, SCHEMA)
    assert next(iter(form)) == "schema"
    json.dumps(form, allow_nan=False)


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract lies beside the repository")
def test_the_form_keeps_the_contract() -> None:
    contract = json.loads(CONTRACT.read_text(encoding="utf-8"))
    jsonschema.validate(as_json(story_by_hand()), contract)


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_the_form_tells_the_fields_and_values_of_the_types(kind: type) -> None:
    hints = {name.rstrip("_"): hint for name, hint in get_type_hints(kind).items()}
    described = FORMS[kind]["properties"]
    assert set(described) == set(hints)
    for name, form in described.items():
        if "enum" in form:
            allowed = {value for part in get_args(hints[name]) for value in (get_args(part) or (part,))}
            assert {NoneType if value is None else value for value in form["enum"]} == allowed, name


def test_a_shift_goes_from_and_to() -> None:
    (shift,) = as_json(story_by_hand())["positions"][0]["shifts"]
    assert list(shift) == ["from", "to", "direction", "according_to", "confirmed_by_actor"]


def test_what_is_no_term_is_refused() -> None:
    with pytest.raises(TypeError, match="a set is no term of onrecord"):
        as_json({1})
    with pytest.raises(TypeError, match="a type is no term"):
        as_json(Story)


def test_several_are_a_list_and_names_may_be_put_beside_them() -> None:
    story = story_by_hand()
    assert [one["text"] for one in as_json(story.claims)] == [claim.text for claim in story.claims]
    assert as_json({"story": "5a0ry", "claims": story.claims[:1]})["claims"][0]["status"] == "own_voice"
