"""What is written is canonical, and is read back as it was; older and newer forms too."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.made_readings import made_reading
from onrecord import Reading
from onrecord.record.forms import article_body, article_of, canonical, reading_body, reading_of
from onrecord.record.index import storable
from tests.faces.build import reading_by_hand


@pytest.mark.parametrize("reading", [reading_by_hand(), made_reading(3)], ids=["by hand", "made"])
def test_a_reading_is_read_back_as_it_was(reading: Reading) -> None:
    body, article = reading_body(reading), article_body(reading.article)
    assert reading_of(body, article_of(article)) == reading
    assert article_of(article) == reading.article
    for one in (body, article):
        assert one.isascii()
        assert canonical(json.loads(one)) == one


def test_a_field_that_an_older_entry_lacks_has_its_default() -> None:
    reading = reading_by_hand()
    row = json.loads(article_body(reading.article))
    for field in fields(reading.article):
        if field.name in ("wire", "metadata", "section"):
            del row[field.name]
    assert article_of(json.dumps(row)) == replace(reading.article, wire=(), metadata=(), section=None)


def test_a_field_that_is_not_known_is_left() -> None:
    reading = made_reading(3)
    row = json.loads(reading_body(reading))
    row["mood"] = "glum"
    row["statements"][0]["tone"] = {"of": "voice"}
    assert reading_of(json.dumps(row), reading.article) == reading


@pytest.mark.parametrize(
    "body", ["", "[]", "null", "{}", '{"entities": 3}', '{"entities": [3], "statements": []}', "{", '"x"']
)
def test_what_is_no_reading_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        reading_of(body, made_reading(3).article)


@given(st.text(st.characters(), max_size=40))
def test_any_text_comes_back_and_has_a_form_that_both_databases_hold(text: str) -> None:
    assert json.loads(canonical(text)) == text
    kept = storable(text)
    assert "\0" not in kept
    assert kept.encode().decode() == kept
    assert len(kept) == len(text)
    assert storable(kept) == kept


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back(value: float) -> None:
    assert json.loads(canonical(value)) == value


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))
