"""What the page on events says holds: every example is read as the PLOVER type and mode that it stands under."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.ingest import article_from_text
from onrecord.reader.reader import Reader, load_reader

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "events.md"
_SECTION = re.compile(r"^### ([A-Z]+)\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_NO_DEED = (
    "Venn beat Tessia 3-1 on Saturday.",
    "The two sides struck a deal.",
    "Orr shot a film in Tessia.",
    "The crash killed three people.",
    "The minister suffered a heart attack.",
    "The bill was killed in the Senate.",
    "Shares rallied on Monday.",
    "The band marched through the town.",
)


def _examples() -> list[tuple[str, str | None, str]]:
    found: list[tuple[str, str | None, str]] = []
    for type_, section in _SECTION.findall(PAGE.read_text(encoding="utf-8")):
        for row in re.findall(r"^\| (.*) \|$", section, re.MULTILINE)[1:]:
            mode, _, _, example = (cell.strip() for cell in row.split("|"))
            if example:
                found.append((type_, mode or None, example))
    return found


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(threads=1)


@pytest.mark.parametrize(("type_", "mode", "example"), _examples(), ids=lambda value: str(value))
def test_an_example_is_read_as_what_it_stands_under(reader: Reader, type_: str, mode: str | None, example: str) -> None:
    assert (type_, mode) in [(event.type, event.mode) for event in reader.read(article_from_text(example)).events]


def test_every_type_has_an_example() -> None:
    assert len({type_ for type_, _, _ in _examples()}) == 16


@pytest.mark.parametrize("text", _NO_DEED)
def test_everyday_senses_are_no_force(reader: Reader, text: str) -> None:
    force = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST")
    assert [event.type for event in reader.read(article_from_text(text)).events if event.type in force] == []
