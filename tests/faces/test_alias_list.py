"""Lists of other names: tables and JSON Lines, line by line."""

from __future__ import annotations

import json

import pytest

from onrecord import UnreadableSource
from onrecord.faces.alias_list import alias_rows
from onrecord.record.values import Alias
from tests.faces.records import FakeRecord

pytestmark = pytest.mark.usefixtures("record")

PELL = Alias("Q1", "Nora Pell", ("Pell", "N. Pell"), "runs the ferry")


@pytest.mark.parametrize(
    "text",
    [
        "qid\tlabel\taliases\tdescription\nQ1\tNora Pell\tPell|N. Pell\truns the ferry\n",
        "qid,label,aliases,description\nQ1,Nora Pell,Pell|N. Pell,runs the ferry\n",
        '\ufeffDescription,Aliases,QID,Label\r\nruns the ferry,"Pell| N.  Pell |Pell|",Q1,Nora Pell\r\n',
        json.dumps(
            {"qid": "Q1", "label": "Nora Pell", "aliases": ["Pell", "N. Pell"], "description": "runs the ferry"}
        ),
    ],
    ids=["tab", "comma", "other order", "json"],
)
def test_forms(text: str) -> None:
    assert list(alias_rows(text.splitlines(keepends=True), name="people")) == [PELL]


def test_aliases_and_description_may_be_left_out() -> None:
    assert list(alias_rows(["qid,label\n", "x1,Iven Roe\n"], name="people")) == [Alias("x1", "Iven Roe", (), None)]
    assert list(alias_rows(['{"qid": "x1", "label": "Iven Roe"}\n'], name="people")) == [
        Alias("x1", "Iven Roe", (), None)
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "name,other\nPell,x\n", "Nora Pell\n"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSource, match=r"is empty|has no head that names qid, label, aliases, description"):
        list(alias_rows(text.splitlines(keepends=True), name="people"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"qid": "Q1"}', "has no label"),
        ('{"label": "Pell"}', "has no qid"),
        ('{"qid": 1, "label": "Pell"}', "has a qid that is no text"),
        ('{"qid": "Q1", "label": "Pell", "aliases": "P"}', "has aliases that are no list"),
        ('{"qid": "Q1", "label": "Pell", "aliases": [3]}', "has an alias that is no text"),
        ('{"qid": "Q1", "label": "Pe\\u0000ll"}', "has a label with characters that are none"),
        (json.dumps({"qid": "Q1", "label": "P" * 3000}), "has a label of more than 2,000 characters"),
        ("{broken", "is no JSON"),
        ("[1]", "is no object with the fields of an alias"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_taken(line: str, why: str) -> None:
    good = '{"qid": "Q2", "label": "Iven Roe"}'
    found = list(alias_rows([f"{good}\n", f"{line}\n", "\n", f"{good}\n"], name="people"))
    assert [type(one) for one in found] == [Alias, UnreadableSource, Alias]
    assert str(found[1]) == f"people: row 2: {why}"


def test_the_record_fixture_is_there(record: FakeRecord) -> None:
    assert not record.aliases
