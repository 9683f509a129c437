"""``onrecord correct``, ``corrections``, ``aliases``, ``verify``, ``backup``, ``export`` and ``import``."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord import errors
from onrecord.faces.commands.correct import VERDICTS
from onrecord.record.values import Alias, Fault
from onrecord.terms import VERDICTS as ALL
from tests.faces.build_story import correction, readings_of_story
from tests.faces.conftest import Run
from tests.faces.records import FakeRecord


@pytest.fixture(autouse=True)
def filled(record: FakeRecord) -> None:
    record.readings = readings_of_story()


def test_the_verdicts_are_those_of_the_record() -> None:
    assert [*VERDICTS, "undo"] == list(ALL)


def test_a_verdict_is_added_and_named_by_its_id(run: Run, record: FakeRecord) -> None:
    code, out, err = run(
        "--record", "desk", "correct", "a1/s2", "reject", "--by", "Una Holt", "--why", "she was quoting"
    )
    assert (code, out, err) == (0, "k1  reject a1/s2\n", "record: desk\n")
    (made,) = record.corrected
    assert (made.row, made.verdict, made.by, made.why) == ("a1/s2", "reject", "Una Holt", "she was quoting")
    assert record.opened == [("desk", False)]
    assert record.calls["keep_up"] == 1


def test_replace_same_and_undo(run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_BY", "Una Holt")
    assert (
        run("correct", "a1/s2", "replace", "--field", "speaker", "--value", "Iven Roe")[1]
        == "k1  replace a1/s2: speaker = Iven Roe\n"
    )
    assert run("correct", "a1/e1", "same", "--other", "b2/e1")[1] == "k2  same a1/e1 and b2/e1\n"
    assert run("correct", "--undo", "k1")[1] == "k3  undo k1\n"
    assert {made.by for made in record.corrected} == {"Una Holt"}


def test_a_row_that_is_not_there(run: Run, record: FakeRecord) -> None:
    code, out, err = run("correct", "zz/s1", "reject", "--by", "Una Holt")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("onrecord: zz/s1: no such row in the record; `onrecord stories`")
    assert not record.corrected


def test_a_correction_that_makes_no_sense(run: Run, record: FakeRecord) -> None:
    def fail(call: str) -> None:
        if call == "correct":
            raise errors.RefusedCorrection("a1/s2", "reject takes no field and no value")

    record.fail = fail
    code, _, err = run("correct", "a1/s2", "reject", "--field", "act", "--value", "x", "--by", "Una Holt")
    assert (code, err.splitlines()[-1]) == (2, "onrecord: a1/s2: reject takes no field and no value")


def test_a_record_that_can_only_be_read(run: Run, record: FakeRecord) -> None:
    def fail(call: str) -> None:
        raise errors.ReadOnlyRecord("desk.sqlite", "cannot be written to")

    record.fail = fail
    assert run("correct", "a1/s2", "reject", "--by", "Una Holt")[0] == 4


@pytest.mark.parametrize(
    "args",
    [
        (), ("a1/s2",), ("a1/s2", "mumble"), ("a1/s2", "undo"), ("a1/s2", "reject", "--undo", "k1"), ("a1/s2", "reject", "more"),
    ],
)  # fmt: skip
def test_wrong_usage(run: Run, record: FakeRecord, args: tuple[str, ...]) -> None:
    code, out, err = run("correct", *args, "--by", "Una Holt")
    assert (code, out) == (2, "")
    assert err.startswith("Usage: onrecord correct")
    assert not record.opened


def test_nobody_corrects_without_a_name(run: Run, record: FakeRecord) -> None:
    code, _, err = run("correct", "a1/s2", "reject")
    assert code == 2
    assert "Missing option '--by'" in err
    assert not record.opened


def test_corrections_are_listed_with_words_source_and_whether_they_hold(run: Run, record: FakeRecord) -> None:
    record.corrected = [
        correction(),
        correction("k2", row="b2/s1", spans=()),
        correction("k3", verdict="undo", row="k1", spans=()),
    ]
    _, out, _ = run("corrections")
    assert (
        "reject a1/s2 · no longer holds\n  ““We held it down for six years,” “We cannot hold it any longer.””\n" in out
    )
    plain = json.loads(run("corrections", "--format", "json")[1])
    assert [(one["id"], one["holds"]) for one in plain] == [("k1", False), ("k2", True), ("k3", True)]
    assert plain[1]["source"] == {
        "article": "b2", "row": "s1", "outlet": "Harbour Post", "title": "Mayor ready to talk about ferry grant, operator says",
        "published": "2026-03-06",
    }  # fmt: skip
    found = list(csv.DictReader(io.StringIO(run("corrections", "--format", "csv", "--limit", "2")[1], newline="")))
    assert [(row["id"], row["article"], row["row"]) for row in found] == [("k2", "b2", "s1"), ("k3", "", "k1")]
    assert [one["id"] for one in json.loads(run("corrections", "--article", "a", "--format", "json")[1])] == ["k1"]


def test_other_names_are_imported(run: Run, record: FakeRecord) -> None:
    Path("people.tsv").write_text("qid\tlabel\taliases\nQ1\tNora Pell\tPell|N. Pell\n\tNobody\t\n", encoding="utf-8")
    code, out, err = run("--record", "desk", "aliases", "people.tsv")
    assert (code, out) == (3, "")
    assert record.aliases == [Alias("Q1", "Nora Pell", ("Pell", "N. Pell"), None)]
    assert err.splitlines() == [
        "record: desk",
        "onrecord: people.tsv: row 2: has no qid",
        "1 alias row from people.tsv, 1 new one",
    ]
    Path("people.tsv").write_text("Nora Pell\n", encoding="utf-8")
    code, _, err = run("aliases", "people.tsv")
    assert code == 3
    assert err.splitlines()[-1] == "onrecord: people.tsv: has no head that names qid, label, aliases, description"
    assert run("aliases", "nowhere.tsv")[0] == 2


def test_a_sound_record_says_so_and_how_it_is_kept(run: Run) -> None:
    code, out, _ = run("verify")
    assert (code, out) == (
        0,
        "2 entries, all as they were written.\nEvery article is on disk before it is acknowledged.\n",
    )


def test_every_fault_is_named(run: Run, record: FakeRecord) -> None:
    record.faults = [Fault("entry 7", "its hash is\nanother"), Fault("a1/s2", "its words are not at its spans")]
    code, out, err = run("verify")
    assert (code, out) == (1, "entry 7: its hash is another\na1/s2: its words are not at its spans\n")
    assert err.splitlines()[-1].startswith("onrecord: 2 faults in 2 entries")
    code, out, _ = run("verify", "--format", "json")
    assert code == 1
    assert [fault["where"] for fault in json.loads(out)["faults"]] == ["entry 7", "a1/s2"]


def test_an_export_goes_to_a_new_file_or_to_standard_output(run: Run) -> None:
    code, _, err = run("export", "out.jsonl")
    assert (code, err.splitlines()[-1]) == (0, "export: out.jsonl")
    assert Path("out.jsonl").read_bytes() == b'{"all": "of it"}\n'
    code, _, err = run("export", "out.jsonl")
    assert (code, err.splitlines()[-1]) == (3, "onrecord: out.jsonl: File exists")


def test_export_to_standard_output(run: Run) -> None:
    assert run("export")[:2] == (0, '{"all": "of it"}\n')


def test_a_disk_that_is_full_leaves_no_half_export(
    run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def export(file: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record, "export", export)
    code, _, err = run("export", "out.jsonl")
    assert (code, err.splitlines()[-1]) == (3, "onrecord: out.jsonl: No space left on device")
    assert not Path("out.jsonl").exists()


def test_backup_and_import(run: Run, record: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("backup", "copy.sqlite")[2].splitlines()[-1] == "backup: copy.sqlite"
    Path("in.jsonl").write_bytes(b"{}\n")
    code, _, err = run("import", "in.jsonl")
    assert (code, err.splitlines()[-1]) == (0, "import: in.jsonl; the record has 2 entries")
    assert record.calls["keep_up"] == 1
    assert run("import", "nowhere.jsonl")[2].splitlines()[-1] == "onrecord: nowhere.jsonl: No such file or directory"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}\n")))
    assert run("import", "-")[0] == 0
    assert onrecord
