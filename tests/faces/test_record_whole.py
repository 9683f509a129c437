"""The installed commands on a real record, with the shipped model: nothing replaced."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from onrecord import is_behind, load_articles, load_reader, open_record
from onrecord.faces import cli

SAMPLES = sorted(path for path in Path("samples").rglob("*") if path.is_file())
SCHEMA = json.loads(Path("docs/reference/story.schema.json").read_text(encoding="utf-8"))
COMMAND = [sys.executable, "-c", "from onrecord.faces.cli import main; main()"]

CONTRADICTS = """<html><head><title>Ferry stays</title><meta property="article:published_time" content="2026-03-03">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry stays", "datePublished": "2026-02-24"}</script></head>
<body><article><h1>Ferry stays</h1><p>The night ferry will stay, Nora Pell said on Monday. “We held it down for six years,” she said
to the harbour board, which had asked for her books and for a list of all the boats that she has.</p></article></body></html>"""


class Done(NamedTuple):
    returncode: object
    stdout: str
    stderr: str


def onrecord(record: Path, *args: str) -> Done:
    """The command in this process, its output as bytes go out."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as left:
            cli.main(["--record", str(record), *args])
    said = [stream.buffer.getvalue().decode() for stream in (out, err) if not stream.flush()]
    assert "Traceback" not in said[1]
    return Done(left.value.code, *said)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the samples, never written to by the tests that share it."""
    record = tmp_path_factory.mktemp("filled") / "record.sqlite"
    done = onrecord(record, "add", *map(str, SAMPLES))
    assert done.returncode == 0
    assert done.stdout.count("added ") == len(SAMPLES)
    return record


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written to."""
    done = onrecord(filled, "backup", str(tmp_path / "own.sqlite"))
    assert done.returncode == 0
    return tmp_path / "own.sqlite"


def test_the_same_articles_again_change_nothing(own: Path) -> None:
    before = onrecord(own, "export").stdout
    done = onrecord(own, "add", *map(str, SAMPLES), str(SAMPLES[0]))
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["known"] * (len(SAMPLES) + 1)
    assert onrecord(own, "export").stdout == before


def test_every_answer_holds_words_that_stand_where_it_says(filled: Path) -> None:
    with open_record(filled, read_only=True) as record:
        texts = {kept.id: record.view().text(kept.id).text for kept in record.view().articles()}
    for args in (
        ("search", "the"),
        ("who", "Orr"),
        ("check", "We will not open it on a guess"),
        ("claims",),
        ("demands",),
    ):
        done = onrecord(filled, *args, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
        assert done.returncode == 0
        assert rows, args
        for row in rows:
            spans = [tuple(map(int, span.split("-"))) for span in row["spans"].split("; ") if span]
            words = " ".join(texts[row["article"]][start:end] for start, end in spans)
            # A claim's or demand's text may be the whole sentence that its words hang on.
            assert (
                words in row["text"] if args[0] in ("claims", "demands") else words == row["text"].removeprefix("'")
            ), args


def test_every_page_can_be_shown(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    stories = json.loads(onrecord(filled, "stories", "--format", "json").stdout)
    assert sum(len(story["articles"]) for story in stories) == len(SAMPLES)
    for story in stories:
        form = json.loads(onrecord(filled, "story", story["id"], "--format", "json").stdout)
        jsonschema.validate(form, SCHEMA)
        assert form["title"] == story["title"]
        page = onrecord(filled, "story", story["id"]).stdout
        assert max(map(len, page.splitlines())) <= 60
    for args in (("claims",), ("demands",), ("shifts",), ("who", "Orr"), ("search", "bridge"), ("corrections",)):
        assert onrecord(filled, *args).returncode == 0


def test_a_search_goes_on_where_it_stopped(filled: Path) -> None:
    whole = json.loads(onrecord(filled, "search", "the", "--limit", "1000", "--format", "json").stdout)
    found, after = [], []
    while True:
        done = onrecord(filled, "search", "the", "--limit", "20", "--format", "json", *after)
        found += json.loads(done.stdout)
        if "there may be more: " not in done.stderr:
            break
        after = done.stderr.rstrip().rpartition(": ")[2].split(" ", 1)
    assert found == whole
    assert len(whole) > 20


def test_did_they_say_it(filled: Path) -> None:
    done = onrecord(filled, "check", "We will not open it on a guess")
    assert done.returncode == 0
    assert "the same words" in done.stdout
    done = onrecord(filled, "check", "The penguins were promised a lighthouse of their own")
    assert done.returncode == 1


def test_as_of_an_entry_is_as_it_was(own: Path) -> None:
    before = onrecord(own, "stories").stdout
    with open_record(own, read_only=True) as record:
        entry = len(record)
    Path(own.parent / "more.html").write_text(CONTRADICTS, encoding="utf-8")
    assert onrecord(own, "add", str(own.parent / "more.html")).returncode == 0
    assert onrecord(own, "stories").stdout != before
    assert onrecord(own, "stories", "--as-of", f"@{entry}").stdout == before


@pytest.mark.parametrize("year", ["2026", "9999", "2026-02", "9999-12-31T23:59-12:00"])
def test_as_of_a_year_is_as_of_its_end(own: Path, year: str) -> None:
    done = onrecord(own, "stories", "--as-of", year)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_an_article_that_contradicts_its_own_date_is_kept_and_named(own: Path) -> None:
    page = own.parent / "ferry.html"
    page.write_text(CONTRADICTS, encoding="utf-8")
    done = onrecord(own, "add", str(page))
    assert done.returncode == 0
    assert done.stdout.startswith("added ")
    note = done.stderr.splitlines()[1]
    assert (
        " contradicts its own date: 24 February 2026 (JSON-LD datePublished), 3 March 2026 (meta article:published_time)"
        in note
    )
    assert note.endswith("; 24 February 2026 was taken")


def test_correcting_and_taking_back(own: Path) -> None:
    (first, *_) = json.loads(onrecord(own, "search", "guess", "--format", "json").stdout)
    row = f"{first['article'][:12]}/{first['row']}"
    made = onrecord(own, "correct", row, "reject", "--by", "Una Holt", "--why", "a test")
    assert made.returncode == 0
    assert first["row"] not in [
        hit["row"] for hit in json.loads(onrecord(own, "search", "guess", "--format", "json").stdout)
    ]
    (listed,) = json.loads(onrecord(own, "corrections", "--format", "json").stdout)
    assert (listed["by"], listed["holds"], listed["text"]) == ("Una Holt", True, first["text"])
    assert onrecord(own, "correct", "--undo", made.stdout.split()[0], "--by", "Una Holt").returncode == 0
    assert json.loads(onrecord(own, "search", "guess", "--format", "json").stdout)[0] == first
    assert onrecord(own, "verify").returncode == 0


def test_a_correction_for_a_row_that_does_not_exist(own: Path) -> None:
    before = onrecord(own, "export").stdout
    for row in ("nowhere/s1", "zz", "s1"):
        done = onrecord(own, "correct", row, "reject", "--by", "Una Holt")
        assert (done.returncode, done.stdout) == (2, "")
        assert f"onrecord: {row}: no such row in the record" in done.stderr
    assert onrecord(own, "export").stdout == before


def test_a_record_written_by_a_newer_version(own: Path) -> None:
    database = sqlite3.connect(own)
    tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
    assert "meta" in tables
    database.execute("update meta set value = '99' where name like '%version%'")
    database.commit()
    database.close()
    size = own.stat().st_size
    for args in (("stories",), ("add", str(SAMPLES[0])), ("verify",)):
        done = onrecord(own, *args)
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr.startswith(f"onrecord: {own}: was written by a newer version of onrecord")
    assert own.stat().st_size == size


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every file")
def test_a_file_that_can_only_be_read(own: Path) -> None:
    own.chmod(0o444)
    done = onrecord(own, "add", str(SAMPLES[0]))
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(f"onrecord: {own}: ")
    assert onrecord(own, "stories").returncode == 0


@pytest.mark.parametrize("what", ["folder", "text", "missing folder"])
def test_what_is_no_record(tmp_path: Path, what: str) -> None:
    where = {
        "folder": tmp_path,
        "text": tmp_path / "notes.txt",
        "missing folder": tmp_path / "a" / "b" / "record.sqlite",
    }[what]
    if what == "text":
        where.write_text("Notes of a meeting. " * 1000)
    done = onrecord(where, "stories")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(f"onrecord: {where}: ")
    assert done.stderr.count("\n") == 1
    if what == "text":
        assert onrecord(where, "add", str(SAMPLES[0])).returncode == 4
        assert where.read_text().startswith("Notes of a meeting.")


def test_a_full_disk_stops_with_what_was_acknowledged_safe(tmp_path: Path) -> None:
    """The size of a file is bounded, as on a disk that is full: some articles fit, then none."""
    record, text = tmp_path / "record.sqlite", SAMPLES[0].read_text(encoding="utf-8")
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(text.replace("Millrace", f"Millrace {number}th"), encoding="utf-8")

    def bounded() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    args = ["--record", str(record), "add", *map(str, sorted(tmp_path.glob("*.txt")))]
    done = subprocess.run([*COMMAND, *args], capture_output=True, text=True, check=False, preexec_fn=bounded)
    acknowledged = [line.split()[1] for line in done.stdout.splitlines()]
    assert done.returncode == 4
    assert 0 < len(acknowledged) < 60
    assert done.stderr.splitlines()[-1].startswith(f"onrecord: {record}: ")
    with open_record(record, read_only=True) as kept:
        assert {one.id for one in kept.view().articles()} >= set(acknowledged)
    assert onrecord(record, "verify").returncode == 0
    again = onrecord(record, "add", str(tmp_path / "00.txt"), str(tmp_path / "59.txt"))
    assert [line.split()[0] for line in again.stdout.splitlines()] == ["known", "added"]


def test_an_export_imports_to_the_same_bytes(filled: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    assert onrecord(filled, "export", str(first)).returncode == 0
    assert onrecord(tmp_path / "new.sqlite", "import", str(first)).returncode == 0
    assert onrecord(tmp_path / "new.sqlite", "export", str(second)).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    assert onrecord(tmp_path / "new.sqlite", "stories").stdout == onrecord(filled, "stories").stdout
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(first.read_bytes().replace(b"bridge", b"brigde", 1))
    done = onrecord(tmp_path / "other.sqlite", "import", str(broken))
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_the_order_of_adding_does_not_change_a_story(filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert onrecord(other, "add", *map(str, reversed(SAMPLES))).returncode == 0
    for story in json.loads(onrecord(filled, "stories", "--format", "json").stdout):
        asked = ("story", story["id"], "--format", "json")
        assert onrecord(other, *asked).stdout == onrecord(filled, *asked).stdout


def test_the_command_keeps_what_python_reads(filled: Path) -> None:
    reader = load_reader()
    with open_record(filled, read_only=True) as record:
        view = record.view()
        for path in SAMPLES:
            (article,) = load_articles(str(path))
            assert view.reading(article.id) == reader.read(article)


def test_help_of_the_commands_loads_no_database() -> None:
    loaded = (
        "import sys; print(sorted({'numpy', 'onnxruntime', 'sqlalchemy', 'sqlite3', 'psycopg'} & set(sys.modules)))"
    )
    for args in (["--help"], ["add", "--help"], ["who", "--help"]):
        code = f"from onrecord.faces.cli import _run; _run({args!r}); {loaded}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"


def test_articles_whose_adding_was_cut_short_are_put_into_their_stories_when_asked(tmp_path: Path) -> None:
    where = tmp_path / "cut.sqlite"
    reader = load_reader()
    with open_record(where) as record:
        for name in ("1-harbour-post.txt", "2-courier.txt"):
            for article in load_articles(f"samples/story/{name}"):
                record.add(reader.read(article))
        assert is_behind(record)
    (story,) = json.loads(onrecord(where, "stories", "--format", "json").stdout)
    assert len(story["articles"]) == 2
    with open_record(where, read_only=True) as record:
        assert not is_behind(record)
