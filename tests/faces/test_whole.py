"""The installed command on real files, with the shipped model: nothing replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from onrecord import Reading, as_json, load_articles, load_reader
from onrecord.faces.pretty import pretty
from onrecord.faces.sources import expand
from onrecord.testing import assert_references, assert_spans

SAMPLES = [Path(name) for name in expand(("samples",))]
SCHEMA = json.loads(Path("docs/reference/reading.schema.json").read_text(encoding="utf-8"))
COMMAND = [sys.executable, "-c", "from onrecord.faces.cli import main; main()", "read"]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    reader = load_reader()
    return [reader.read(article) for path in SAMPLES for article in load_articles(path)]


def test_every_item_of_every_sample_holds(readings: list[Reading]) -> None:
    assert len(readings) == len(SAMPLES)
    for reading in readings:
        assert_spans(reading)
        assert_references(reading)
        jsonschema.validate(as_json(reading), SCHEMA)
        assert reading.statements


def test_the_page_shows_every_event_and_figure_with_its_say_so(readings: list[Reading]) -> None:
    assert sum(len(reading.events) for reading in readings) > 5
    assert sum(len(reading.figures) for reading in readings) > 5
    for reading in readings:
        page = pretty(reading, width=100, show=("events", "figures"))
        assert all(f"{event.id}  {event.type.lower()}" in page for event in reading.events)
        words = " ".join(page.split())
        own, others = words.count("in the outlet's own voice"), words.count("on the say-so of")
        items = [*reading.events, *reading.figures]
        assert own == sum(item.basis is None for item in items)
        assert own + others == len(items)


def test_what_was_done_is_kept_apart_from_what_was_said_to_be_done(readings: list[Reading]) -> None:
    """The sample tells in its own voice of arrests; the police deny one of them, the marchers accuse the police of more."""
    (protest,) = (
        reading
        for reading in readings
        if reading.article.title == "Police and marchers differ over arrests at Sallow depot"
    )
    arrests = {(event.status, event.basis is None) for event in protest.events if event.mode == "arrest"}
    assert arrests == {("actual", True), ("negated", False)}
    (fourteen,) = (figure for figure in protest.figures if figure.text == "Fourteen")
    assert (fourteen.value, fourteen.unit, fourteen.basis) == (14, "people", None)
    assert fourteen.period
    assert fourteen.period.date == "2026-02-20"


def test_the_command_gives_what_python_gives_in_order(readings: list[Reading]) -> None:
    done = subprocess.run([*COMMAND, "--format", "jsonl", "samples"], capture_output=True, check=True)
    assert [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]] == json.loads(
        json.dumps([as_json(reading) for reading in readings])
    )
    assert done.stderr == b""


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    for name, data in {
        "binary": bytes(range(256)) * 200,
        "empty": b"",
        "large": b"Orr said it rained. " * 1_000_000,
        "marks": "“ ".encode() * 2000 + b'Orr said it rained. "' * 500,
        "nul": b"Orr said\0 that it rained.",
        "space": b" \n\n\t\n",
        "windows": "“It’s the café,” Orr said – again.".encode("cp1252"),
    }.items():
        (folder / name).write_bytes(data)
    return folder


def test_awkward_input_is_refused_by_name_or_read_and_ends_nothing(awkward: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--format", "jsonl", str(awkward), "samples"], capture_output=True, text=True, check=False
    )
    refused = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert done.returncode == 3
    assert [Path(line["input"]).name for line in refused] == ["binary", "empty", "large", "space"]
    assert not [line for line in refused if line["stage"] == "internal"]
    assert len(done.stdout.splitlines()) == 3 + len(SAMPLES)
    assert "Traceback" not in done.stderr
    assert "“It’s the café,” Orr said – again." in done.stdout


def test_a_reader_of_the_output_may_leave() -> None:
    with subprocess.Popen([*COMMAND, "samples"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.read(1)
        process.stdout.close()
        assert process.wait() == 0
        assert process.stderr
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_said_in_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, *map(str, SAMPLES)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (3, "onrecord: standard output: No space left on device\n")
