from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord import UnreadableSource
from onrecord.faces import screen
from onrecord.faces.sources import expand

pytestmark = pytest.mark.usefixtures("by_hand")


def _write(**files: str) -> list[str]:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    return list(files)


def test_jsonl_is_one_reading_a_line_in_the_order_of_the_sources(run) -> None:
    code, out, err = run("read", "--format", "jsonl", *_write(b="second", a="first"))
    digests = [json.loads(line)["article"]["sha256"] for line in out.splitlines()]
    assert digests == [hashlib.sha256(text).hexdigest() for text in (b"second", b"first")]
    assert (code, err) == (0, "")


def test_json_is_an_array_even_of_none(run) -> None:
    code, out, _ = run("read", "--format", "json", *_write(a="first", b="second"))
    assert [reading["schema"] for reading in json.loads(out)] == ["onrecord/reading/1"] * 2
    assert code == 0
    code, out, _ = run("read", "--format", "json", "nowhere.txt")
    assert (code, json.loads(out)) == (3, [])


def test_pretty_is_the_default_and_puts_nothing_on_standard_error(run) -> None:
    code, out, err = run("read", *_write(a="first"))
    assert out.startswith("Ferry fares will rise, operator says\n")
    assert (code, err) == (0, "")


def test_the_page_shows_what_is_asked_for(run) -> None:
    heads = ("Marked: _who says it_", "What happened", "Figures", "Times", "People and organizations")
    _, out, _ = run("read", *_write(a="first"))
    assert all(f"\n{head}" in out for head in heads)
    code, out, err = run("read", "--show", "figures, events", *_write(a="first"))
    assert [head for head in heads if f"\n{head}" in out] == ["What happened", "Figures"]
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        (("--show", "events,facts"), "'facts' is no section: write any of statements,events,figures,times,people"),
        (("--show", ""), "'' is no section"),
        (("--show", "events", "--format", "json"), "--show is for --format pretty; json gives every reading in full"),
    ],
)
def test_what_cannot_be_shown_is_wrong_usage(run, args: tuple[str, ...], fault: str) -> None:
    code, out, err = run("read", *args, *_write(a="first"))
    assert (code, out) == (2, "")
    assert fault in err


def test_what_the_caller_says_reaches_the_article(run) -> None:
    _, out, _ = run("read", "--format", "jsonl", "--outlet", "The Mail", *_write(a="first"))
    assert json.loads(out)["article"]["outlet"] == "The Mail"


def test_refused_inputs_are_named_and_the_others_read(run) -> None:
    _write(empty="", good="text")
    code, out, err = run("read", "--format", "jsonl", "empty", "nowhere", "good")
    lines = err.splitlines()
    assert code == 3
    assert len(out.splitlines()) == 1
    assert lines[0] == "onrecord: empty: the file is empty (limit 1 byte, observed 0 bytes)"
    assert json.loads(lines[1]) == {
        "input": "empty",
        "sha256": hashlib.sha256(b"").hexdigest(),
        "stage": "decode",
        "reason": "the file is empty",
        "limit": "1 byte",
        "observed": "0 bytes",
        "member": None,
    }
    assert lines[2] == "onrecord: nowhere: No such file or directory"
    assert json.loads(lines[3])["sha256"] is None


def test_members_that_are_refused_are_named_and_the_others_read(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_articles(path: Path, *, on_refused, columns, **about: object) -> Iterator[onrecord.Article]:
        article = next(real(path, **{**about, "outlet": columns["outlet"]}))
        on_refused(UnreadableSource(str(path), "is no JSON", member="row 1", sha256="ab"))
        yield replace(article, member="row 2")
        yield replace(article, member="row 3", text="explode")
        on_refused(UnreadableSource(str(path), "is too large", member="row 4", limit="8 bytes", observed="9 bytes"))

    real = onrecord.load_articles
    monkeypatch.setitem(vars(onrecord), "load_articles", load_articles)
    code, out, err = run("read", "--format", "jsonl", "--columns", "text=body, outlet=paper", *_write(table="rows"))
    assert code == 3
    (reading,) = map(json.loads, out.splitlines())
    assert (reading["article"]["member"], reading["article"]["outlet"]) == ("row 2", "paper")
    refused = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert [one["member"] for one in refused] == ["row 1", "row 3", "row 4"]
    assert [one["stage"] for one in refused] == ["ingest", "internal", "ingest"]
    assert refused[0]["sha256"] == "ab"
    assert "onrecord: table: row 4: is too large (limit 8 bytes, observed 9 bytes)\n" in err


@pytest.mark.parametrize("columns", ["", "text", "text=", "words=body", "text=body,,"])
def test_columns_that_are_wrong_usage(run, columns: str) -> None:
    code, out, err = run("read", "--columns", columns, *_write(a="first"))
    assert (code, out) == (2, "")
    assert "names no column" in err


def test_a_fault_of_the_program_is_one_line_and_ends_nothing(run) -> None:
    code, out, err = run("read", *_write(bad="explode", good="text"))
    assert code == 3
    assert err.startswith("onrecord: bad: internal error (RuntimeError: the pump failed, conftest.py:")
    assert err.endswith("); please report it\n")
    assert err.count("\n") == 1
    assert "Ferry fares" in out


def test_a_reader_that_cannot_be_loaded_refuses_every_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise onrecord.OnrecordError("model.onnx is damaged")

    monkeypatch.setitem(vars(onrecord), "load_reader", broken)
    assert run("read", *_write(a="first")) == (3, "", "onrecord: a: model.onnx is damaged\n")


def test_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"typed")))
    _, out, _ = run("read", "--format", "jsonl", "-")
    assert json.loads(out)["article"]["sha256"] == hashlib.sha256(b"typed").hexdigest()


def test_a_folder_stands_for_its_files_by_name(run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "deep/c.txt", ".git/x", "empty/"):
        path = tmp_path / "in" / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_text(name)
    found = expand(("in", "other.txt"))
    assert [Path(name).as_posix() for name in found] == ["in/a.txt", "in/b.txt", "in/deep/c.txt", "other.txt"]
    assert run("read", "in/empty") == (3, "", "onrecord: in/empty: a folder with no files to read\n")


@pytest.mark.parametrize(
    "date", ["2026", "2026-02", "2026-02-28", "2026-02-28T09:30", "2026-02-28T09:30:00Z", "2026-02-28T09:30+01:00"]
)
def test_dates_that_are_taken(run, date: str) -> None:
    assert run("read", "--date", date, *_write(a="first"))[0] == 0


@pytest.mark.parametrize(
    "date", ["", "yesterday", "2026-2-3", "2026-13", "2026-02-30", "20260228", "2026-02-28 09:30", "２０２６"]
)
def test_dates_that_are_wrong_usage(run, date: str) -> None:
    code, out, err = run("read", "--date", date, *_write(a="first"))
    assert (code, out) == (2, "")
    assert "is no date" in err


@pytest.mark.parametrize("args", [("read",), ("read", "--format", "xml", "a"), ("reed", "a"), ("--nonsense",)])
def test_wrong_usage(run, args: tuple[str, ...]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: onrecord")


def test_help_shows_examples(run) -> None:
    code, out, err = run("read", "--help")
    assert (code, err) == (0, "")
    assert "onrecord read --format jsonl articles/ > readings.jsonl" in out


@pytest.mark.parametrize(
    ("terminal", "environment", "colour"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_only_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], colour: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert screen.colour() is colour
