"""``onrecord add``: read in order, kept one by one, acknowledged when safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import Article, Published, Reading, UnreadableSource
from onrecord.errors import ReadOnlyRecord, RecordError, RecordFull, SpanMismatch, UnsoundReading
from onrecord.faces.acknowledged import contradiction
from onrecord.terms import Field
from tests.faces.build import TEXT
from tests.faces.conftest import HandReader, Run
from tests.faces.records import FakeRecord


@pytest.fixture(autouse=True)
def sources(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is an article of its own, its id the file's name; a file named bad is refused; one with a line "url:" has one."""

    def load_articles(path: str, **about: Any) -> Iterator[Article]:
        data = Path(path).read_bytes()
        if path.startswith("bad"):
            raise UnreadableSource(path, "is empty")
        text = data.decode()
        yield replace(
            reading.article,
            id=f"id-{path}",
            title=f"Title of {path}",
            outlet=about["outlet"],
            url=text.partition("url:")[2].strip() or None,
            text="explode" if "explode" in text else TEXT,
            sha256=__import__("hashlib").sha256(data).hexdigest(),
        )

    monkeypatch.setitem(vars(onrecord), "load_articles", load_articles)
    monkeypatch.setitem(vars(onrecord), "load_reader", lambda: HandReader(reading))


def write(*names: str, **texts: str) -> list[str]:
    for name in names:
        Path(name).write_text(f"words of {name}", encoding="utf-8")
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    return [*names, *texts]


def test_one_line_an_article_in_the_order_of_the_sources(run: Run, record: FakeRecord) -> None:
    code, out, err = run("--record", "desk.sqlite", "add", "--outlet", "The Mail", *write("b", "a", "c"))
    assert (code, out.splitlines()) == (
        0,
        [f"added id-{name}  Title of {name} (The Mail, 3 March 2026)" for name in "bac"],
    )
    assert err == "record: desk.sqlite\n"
    assert record.opened == [("desk.sqlite", False)]
    assert list(record.readings) == ["id-b", "id-a", "id-c"]
    assert record.calls["close"] == 1


def test_stories_are_kept_up(run: Run, record: FakeRecord) -> None:
    run("add", *write("a", "b"))
    assert record.calls["keep_up"] == 3, "after each article, and once more for what an earlier run left behind"


def test_the_same_article_twice_is_known_and_not_read_again(run: Run, record: FakeRecord) -> None:
    run("add", *write("a"))
    reads = record.calls["add"]
    code, out, _ = run("add", "a")
    assert (code, out) == (0, "known id-a  Title of a (3 March 2026)\n")
    assert record.calls["add"] == reads
    code, out, _ = run("add", "--again", "a")
    assert (code, out) == (0, "known id-a  Title of a (3 March 2026)\n")
    assert record.calls["add"] == reads + 1


def test_the_same_article_twice_in_one_command(run: Run, record: FakeRecord) -> None:
    code, out, _ = run("add", *write("a"), "a")
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, ["added", "known"])
    assert len(record.readings) == 1


def test_a_new_version_names_the_one_before(run: Run, record: FakeRecord) -> None:
    _, out, _ = run("add", *write(a="url: https://a.example/x", b="another url: https://a.example/x"))
    assert out.splitlines()[1] == "new version of id-a: id-b  Title of b (3 March 2026)"


def test_jsonl_and_json(run: Run, record: FakeRecord) -> None:
    _, out, _ = run("add", "--format", "jsonl", *write("a", "b"))
    first, second = map(json.loads, out.splitlines())
    assert first == {
        "input": "a", "member": None, "article": "id-a", "seq": 1, "new": True, "title": "Title of a", "outlet": None,
        "published": "2026-03-03", "revises": None, "dates": [],
    }  # fmt: skip
    assert second["seq"] == 2
    _, out, _ = run("add", "--format", "json", "a", *write("c"))
    assert [(one["article"], one["new"]) for one in json.loads(out)] == [("id-a", False), ("id-c", True)]


def test_the_bytes_go_with_the_article(run: Run, record: FakeRecord) -> None:
    run("add", *write("a"))
    assert record.captures == {"id-a": b"words of a"}


def test_refused_inputs_are_named_and_the_others_added(run: Run, record: FakeRecord) -> None:
    code, out, err = run("add", "--format", "jsonl", *write("bad", "a"), "nowhere", *write(boom="explode"))
    assert code == 3
    assert [json.loads(line)["article"] for line in out.splitlines()] == ["id-a"]
    named = [line for line in err.splitlines() if line.startswith("onrecord: ")]
    assert named[:2] == ["onrecord: bad: is empty", "onrecord: nowhere: No such file or directory"]
    assert named[2].startswith("onrecord: boom: internal error (RuntimeError: the pump failed")
    assert [json.loads(line)["input"] for line in err.splitlines() if line.startswith("{")] == [
        "bad",
        "nowhere",
        "boom",
    ]


@pytest.mark.parametrize(
    "fault",
    [
        SpanMismatch("id-a/s1", 0, 3, said="Fer", found="Fe"),
        UnsoundReading("id-a", "statement s4 stands within s9, which is not there"),
    ],
)
def test_a_reading_that_does_not_hold_is_refused_by_the_record(run: Run, record: FakeRecord, fault: Exception) -> None:
    def fail(call: str) -> None:
        if call == "add" and record.calls["add"] == 1:
            raise fault

    record.fail = fail
    code, out, err = run("add", *write("a", "b"))
    assert code == 3
    assert out.startswith("added id-b")
    assert f"onrecord: a: {fault}\n" in err


def test_a_full_disk_stops_after_what_was_acknowledged(run: Run, record: FakeRecord) -> None:
    def fail(call: str) -> None:
        if call == "add" and record.calls["add"] == 3:
            raise RecordFull("desk.sqlite", "no room left on the disk")

    record.fail = fail
    code, out, err = run("--record", "desk.sqlite", "add", *write("a", "b", "c", "d"))
    assert code == 4
    assert [line.split()[1] for line in out.splitlines()] == ["id-a", "id-b"] == list(record.readings)
    assert err.splitlines()[-1] == "onrecord: desk.sqlite: no room left on the disk"
    assert record.calls["close"] == 1


def test_a_disk_that_fills_while_stories_are_kept_up(
    run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep_up(given: object) -> None:
        raise RecordFull("desk.sqlite", "no room left on the disk")

    monkeypatch.setitem(vars(onrecord), "keep_up", keep_up)
    code, out, _ = run("add", *write("a", "b"))
    assert (code, out) == (4, "added id-a  Title of a (3 March 2026)\n"), "it is in the record, and said to be"


@pytest.mark.parametrize(
    "fault",
    [
        RecordError("desk.sqlite", "is no record"),
        ReadOnlyRecord("desk.sqlite", "cannot be written to"),
        RecordError("postgresql://desk@db/desk", "cannot be reached"),
    ],
)
def test_a_record_that_cannot_be_used_is_said_before_anything_is_read(
    run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch, fault: RecordError
) -> None:
    def never(path: str, **about: object) -> None:
        raise AssertionError(path)

    def fail(call: str) -> None:
        raise fault

    monkeypatch.setitem(vars(onrecord), "load_articles", never)
    record.fail = fail
    code, out, err = run("add", *write("a"))
    assert (code, out, err) == (4, "", f"onrecord: {fault}\n")


def test_a_record_that_goes_away_in_the_middle(run: Run, record: FakeRecord) -> None:
    def fail(call: str) -> None:
        if call == "has" and record.calls["has"] == 3:
            raise RecordError("desk", "the server went away")

    record.fail = fail
    code, out, err = run("add", *write("a", "b", "c", "d"))
    assert code == 4
    assert all(line.split()[1] in record.readings for line in out.splitlines())
    assert "Traceback" not in err


def test_nothing_is_read_when_all_is_known(run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", *write("a"))

    def never() -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setitem(vars(onrecord), "load_reader", never)
    assert run("add", "a")[0] == 0


def test_the_record_is_the_users_own_unless_named(
    run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("add", *write("a"))[2] == "record: /home/una/.local/share/onrecord/record.sqlite\n"
    monkeypatch.setenv("ONRECORD_RECORD", "env.sqlite")
    assert run("add", "a")[2] == "record: env.sqlite\n"
    assert run("--record", "given.sqlite", "add", "a")[2] == "record: given.sqlite\n"
    monkeypatch.setenv("ONRECORD_RECORD", "")
    run("add", "a")
    assert [where for where, _ in record.opened] == [None, "env.sqlite", "given.sqlite", None]


def test_titles_cannot_drive_the_terminal(run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    real = onrecord.load_articles
    bad = "a\x1b[2J\u202e\nb"
    monkeypatch.setitem(
        vars(onrecord),
        "load_articles",
        lambda path, **about: (replace(a, title=bad, outlet=bad) for a in real(path, **about)),
    )
    _, out, _ = run("add", *write("a"))
    assert out.count("\n") == 1
    assert "\x1b" not in out
    assert "\u202e" not in out


# Articles that contradict their own date.


def dated(reading: Reading, date: str | None, *fields: tuple[str, str]) -> Article:
    return replace(
        reading.article,
        published=Published(date, "day", "metadata") if date else None,
        metadata=tuple(Field("published", value, basis, chosen=not n) for n, (value, basis) in enumerate(fields)),
    )


def test_an_article_that_contradicts_its_own_date_is_kept_and_named(
    run: Run, record: FakeRecord, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (("2026-03-03", "JSON-LD datePublished"), ("24 February 2026", "visible date"))
    article = replace(dated(reading, "2026-03-03", *told), id="a7")
    monkeypatch.setitem(vars(onrecord), "load_articles", lambda path, **about: iter([article]))
    code, out, err = run("add", "--format", "jsonl", *write("a"))
    assert code == 0
    assert list(record.readings) == ["a7"]
    assert json.loads(out)["dates"] == [
        {"date": "2026-03-03", "basis": "JSON-LD datePublished"},
        {"date": "2026-02-24", "basis": "visible date"},
    ]
    assert err.splitlines()[1] == (
        "onrecord: a: a7 contradicts its own date: 3 March 2026 (JSON-LD datePublished), 24 February 2026 (visible date); "
        "3 March 2026 was taken"
    )
    assert run("add", "a")[2].count("\n") == 1, "said once"


@pytest.mark.parametrize(
    ("date", "fields", "days"),
    [
        ("2026-03-03", [], []),
        (None, [], []),
        ("2026-03-03", [("2026-03-03T23:10:00Z", "meta date"), ("March 3, 2026", "visible date")], []),
        ("2026-03-03", [("2026-03-03T23:10:00Z", "meta date"), ("2026-03-04", "visible date")], []),
        ("2026-03-03", [("2026-03-03", "meta date"), ("2026-03-04", "visible date")], ["2026-03-03", "2026-03-04"]),
        (
            "2026-03-03",
            [("2026-03-03T23:10:00Z", "meta date"), ("2026-03-05", "visible")],
            ["2026-03-03", "2026-03-05"],
        ),
        ("2026-03-03", [("3/4/2026", "visible date"), ("last week", "visible date"), ("2026-03", "url")], []),
        (None, [("2026-03-03", "meta date"), ("Feb. 24, 2026", "visible date")], ["2026-03-03", "2026-02-24"]),
        ("2026-03-03", [("99 March 2026", "visible date")], []),
    ],
)
def test_what_counts_as_a_contradiction(
    reading: Reading, date: str | None, fields: list[tuple[str, str]], days: list[str]
) -> None:
    assert [day for day, _ in contradiction(dated(reading, date, *fields))] == days
