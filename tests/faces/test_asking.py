"""The commands that ask the record: each in every format, as of any time, with its exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import NewerRecord, RecordError, UnknownRow
from onrecord.faces.as_json import as_json
from onrecord.terms import Story
from tests.faces.build_story import (
    correction,
    dossiers_by_hand,
    headlines_by_hand,
    hit,
    matches_by_hand,
    readings_of_story,
    story_by_hand,
)
from tests.faces.conftest import Run
from tests.faces.records import FakeRecord, FakeView

ASKING = [
    ("stories",), ("story", "5a0ry"), ("who", "Pell"), ("claims",), ("demands",), ("shifts",), ("search", "grant"), ("check", "We held"),
    ("corrections",), ("verify",),
]  # fmt: skip


@pytest.fixture(autouse=True)
def answers(record: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A record of the story made by hand; what the views were asked for."""
    asked: dict[str, Any] = {}
    record.readings = readings_of_story()

    def answer(name: str, value: object) -> object:
        def given(view: FakeView, *args: object, **options: object) -> object:
            asked[name] = (view.as_of, args, options)
            return value

        return given

    def story(view: FakeView, name: str) -> Story:
        asked["story"] = (view.as_of, (name,), {})
        if name != "5a0ry":
            raise UnknownRow(name, ("5a0ry",))
        return story_by_hand()

    def all_stories(view: FakeView) -> Iterator[Story]:
        asked["all_stories"] = (view.as_of, (), {})
        yield story_by_hand()
        yield Story("77af1", "Rain", None, None, ())

    for name, value in {
        "is_behind": lambda record: False,
        "stories": answer("stories", headlines_by_hand()),
        "story_of": story,
        "all_stories": all_stories,
        "who": answer("who", dossiers_by_hand()),
        "near_names": answer("near_names", ("Nora Pell", "Dan Pell")),
        "search": answer("search", (hit(), hit("b2", "s1"))),
        "check": answer("check", matches_by_hand()),
    }.items():
        monkeypatch.setitem(vars(onrecord), name, value)
    return asked


def table(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out, newline="")))


@pytest.mark.parametrize("args", ASKING, ids=lambda args: args[0])
def test_every_command_says_where_the_record_is_and_opens_it_to_be_read_only(
    run: Run, record: FakeRecord, args: tuple[str, ...]
) -> None:
    code, out, err = run("--record", "desk.sqlite", *args)
    assert (code, err) == (0, "record: desk.sqlite\n")
    assert out
    assert record.opened[0] == ("desk.sqlite", True)
    assert record.calls["close"] == len(record.opened) == (2 if args == ("verify",) else 1)


@pytest.mark.parametrize("args", ASKING, ids=lambda args: args[0])
@pytest.mark.parametrize("fault", [RecordError("desk.sqlite", "is no record"), NewerRecord("desk.sqlite", "9", 1)])
def test_a_record_that_cannot_be_used_is_named_with_the_cause(
    run: Run, record: FakeRecord, args: tuple[str, ...], fault: RecordError
) -> None:
    def fail(call: str) -> None:
        raise fault

    record.fail = fail
    assert run("--record", "desk.sqlite", *args) == (4, "", f"onrecord: {fault}\n")


@pytest.mark.parametrize("args", [args for args in ASKING if args[0] != "verify"], ids=lambda args: args[0])
def test_json_is_what_python_gives(run: Run, args: tuple[str, ...]) -> None:
    code, out, _ = run(*args, "--format", "json")
    assert code == 0
    plain = json.loads(out)
    assert isinstance(plain, dict if args[0] == "story" else list)
    given = {
        "stories": headlines_by_hand(),
        "story": story_by_hand(),
        "who": dossiers_by_hand(),
        "check": matches_by_hand(),
    }
    if args[0] in given:
        assert plain == json.loads(json.dumps(as_json(given[args[0]])))


@pytest.mark.parametrize(
    "args", [args for args in ASKING if args[0] not in ("verify", "story")], ids=lambda args: args[0]
)
def test_csv_has_a_head_and_rows_of_the_same_columns(run: Run, record: FakeRecord, args: tuple[str, ...]) -> None:
    record.corrected = [correction()]
    code, out, _ = run(*args, "--format", "csv")
    found = table(out)
    assert code == 0
    assert found
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("args", [args for args in ASKING if args[0] != "verify"], ids=lambda args: args[0])
@pytest.mark.parametrize(
    ("as_of", "taken"), [("2026-03-14", "2026-03-14"), ("2026-03-14T09:30Z", "2026-03-14T09:30Z"), ("@12", 12)]
)
def test_as_of_a_time_or_an_entry(
    run: Run, answers: dict[str, Any], args: tuple[str, ...], as_of: str, taken: object
) -> None:
    assert run(*args, "--as-of", as_of)[0] == 0
    assert {asked[0] for asked in answers.values()} <= {taken}


@pytest.mark.parametrize("as_of", ["yesterday", "12", "@", "@-1", "2026-02-30", "@9999999999999999999"])
def test_a_time_that_is_none_is_wrong_usage(run: Run, as_of: str) -> None:
    code, out, err = run("stories", "--as-of", as_of)
    assert (code, out) == (2, "")
    assert "is neither a time, as 2026-03-14 or" in err


@pytest.mark.parametrize(
    "args",
    [
        ("story",), ("who",), ("search",), ("check",), ("stories", "x"), ("story", "5a0ry", "--format", "csv"), ("claims", "--status", "x"),
        ("claims", "--limit", "0"), ("stories", "--format", "xml"), ("story", "5a0ry", "--show", "facts"),
        ("story", "5a0ry", "--show", "claims", "--format", "json"),
    ],
)  # fmt: skip
def test_wrong_usage(run: Run, args: tuple[str, ...]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: onrecord")


def test_a_story_that_is_not_there_names_the_nearest(run: Run) -> None:
    code, out, err = run("story", "5a0rz")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "onrecord: 5a0rz: no such row in the record; the nearest is 5a0ry"


def test_a_fault_of_the_program_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(view: object) -> None:
        raise ZeroDivisionError("the pump failed")

    monkeypatch.setitem(vars(onrecord), "stories", broken)
    code, out, err = run("stories")
    assert (code, out) == (3, "")
    assert "internal error (ZeroDivisionError: the pump failed" in err
    assert "Traceback" not in err


# Stories.


def test_stories_are_cut_where_asked(run: Run) -> None:
    assert [row["id"] for row in table(run("stories", "--limit", "1", "--format", "csv")[1])] == ["5a0ry"]
    assert run("stories", "--limit", "1")[1].endswith("and 1 more\n")
    plain = json.loads(run("stories", "--format", "json")[1])
    assert plain[0] == {
        "id": "5a0ry", "title": "Mayor ready to talk about ferry grant", "first": "2026-03-03", "last": "2026-03-06",
        "articles": ["a1", "b2", "c3"],
    }  # fmt: skip


def test_a_story_shows_the_sections_asked_for(run: Run) -> None:
    _, out, _ = run("story", "--show", "claims,people", "5a0ry")
    assert "\nClaims\n" in out
    assert "\nPeople and organizations\n" in out
    assert "\nTimeline\n" not in out
    assert "_Nora Pell_ *said*" in out, "words stand in place"


# Claims, demands and shifts.


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["own_voice", "single_source", "disputed", "corroborated"]),
        (("--status", "disputed"), ["disputed"]),
        (("--about", "roe"), ["single_source", "disputed"]),
        (("--about", "Iven Roe"), ["single_source", "disputed"]),
        (("--about", "Ro"), []),
        (("--unheard",), ["single_source"]),
        (("--unheard", "--about", "Pell"), []),
        (("--limit", "2"), ["own_voice", "single_source"]),
        (("--story", "5a0ry", "--status", "corroborated"), ["corroborated"]),
    ],
)
def test_claims_are_narrowed(run: Run, options: tuple[str, ...], found: list[str]) -> None:
    code, out, _ = run("claims", *options, "--format", "json")
    assert (code, [claim["status"] for claim in json.loads(out)]) == (0, found)


def test_a_claim_tells_its_story_and_its_sources(run: Run) -> None:
    claim = json.loads(run("claims", "--unheard", "--format", "json")[1])[0]
    assert (claim["story"], claim["story_title"]) == ("5a0ry", "Mayor ready to talk about ferry grant")
    assert [(one["id"], one["outlet"], one["published"]["date"]) for one in claim["sources"]] == [
        ("b2", "Harbour Post", "2026-03-06")
    ]
    assert claim["pointers"][0]["statement"] == "s1"


def test_claims_for_the_eye_stand_under_their_story(run: Run) -> None:
    _, out, _ = run("claims", "--unheard")
    assert out.startswith("Mayor ready to talk about ferry grant\n3 to 6 March 2026 · story 5a0ry\nClaims\n")
    assert "Iven Roe: no word of theirs on it in the 3 articles read" in out
    assert run("claims", "--about", "nobody")[1] == "No claims.\n"


def test_demands_and_shifts(run: Run) -> None:
    assert [row["stance"] for row in table(run("demands", "--format", "csv")[1])] == [
        "partly",
        "accepts",
        "unclear",
        "",
    ]
    (shift,) = json.loads(run("shifts", "--format", "json")[1])
    assert (shift["actor"], shift["toward"], shift["from"], shift["to"]) == ("Iven Roe", "Nora Pell", 0, 1)
    assert (shift["before"]["score"], shift["after"]["score"], shift["confirmed_by_actor"]) == (-2.0, 4.5, False)
    assert [one["id"] for one in shift["sources"]] == ["a1", "b2"]
    assert "│" in run("shifts")[1]


# People, search and check.


def test_who_gives_everyone_of_the_name(run: Run) -> None:
    _, out, _ = run("who", "Pell")
    assert out.startswith("Nora Pell\n")
    assert f"\n{'─' * 40}\n\nDan Pell\n" in out
    found = table(run("who", "Pell", "--limit", "2", "--format", "csv")[1])
    assert [(row["name"], row["how"]) for row in found] == [("Nora Pell", "said"), ("Nora Pell", "was_asked")]


def test_nobody_of_the_name_is_said_with_the_nearest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(onrecord), "who", lambda view, name: ())
    code, out, err = run("who", "Pall")
    assert (code, out) == (0, "Nothing of Pall.\n")
    assert err.splitlines()[-1] == "onrecord: nobody of the name 'Pall' is in the record; near: Nora Pell, Dan Pell"
    assert json.loads(run("who", "Pall", "--format", "json")[1]) == []


def test_search_is_handed_the_query_as_it_is(run: Run, answers: dict[str, Any]) -> None:
    run("search", '"end of April" speaker:Orr', "--limit", "7")
    assert answers["search"] == (None, ('"end of April" speaker:Orr',), {"limit": 7, "after": None})


def test_a_full_page_names_where_the_next_begins(run: Run, answers: dict[str, Any]) -> None:
    assert run("search", "grant", "--limit", "2")[2].splitlines()[-1] == "there may be more: --after statement:b2/s1"
    run("search", "grant", "--limit", "2", "--after", "statement:b2/s1")
    assert answers["search"][2] == {"limit": 2, "after": "statement:b2/s1"}


def test_a_query_that_makes_no_sense_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.record.query import BadQuery, parse

    monkeypatch.setitem(vars(onrecord), "search", lambda view, query, **options: parse(query))
    code, out, err = run("search", "act:mumble grant")
    assert issubclass(BadQuery, onrecord.OnrecordError)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("onrecord: ")


def test_check_finds_or_says_by_its_exit_code_that_it_did_not(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run("check", "had agreed to see her")
    assert code == 0
    assert "on record  had agreed to *meet* her" in out
    monkeypatch.setitem(vars(onrecord), "check", lambda view, quote, limit: ())
    code, out, _ = run("check", "We sold it")
    assert code == 1
    assert "That is no proof that they were not said." in " ".join(out.split())
    assert run("check", "We sold it", "--format", "json")[:2] == (1, "[]\n")


# A reader who leaves, and a narrow terminal.


def test_the_page_keeps_to_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    _, out, _ = run("story", "5a0ry")
    assert max(map(len, out.splitlines())) <= 50


def test_no_file_is_written(run: Run) -> None:
    for args in ASKING:
        run(*args)
    assert list(Path().iterdir()) == []
