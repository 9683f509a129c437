"""The log: one event, one line, whatever stands in it."""

from __future__ import annotations

import json
import logging

import pytest

from onrecord.faces.web.guard_log import MOST, JsonLines

HOSTILE = [
    '/x\n{"level":"error","event":"forged"}',
    "/x\r\n2026 forged",
    "\x1b[2J\x1b[31mred",
    "a\u2028b\u2029c\x85d",
    "\u202eabc",
    '"}{"',
    "\ud800",
    "\x00",
    "x" * 100_000,
]


def _line(message: str, *, about: dict[str, object] | None = None, error: BaseException | None = None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("onrecord.web", logging.WARNING, "x.py", 1, message, (), exc_info)
    record.about = about or {}
    return JsonLines().format(record)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_it_is_one_line_of_json_in_ascii(text: str) -> None:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        line = _line(text, about={"path": text, "name": text, text[:20]: 1}, error=error)
    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert not any(ord(letter) < 32 or ord(letter) == 127 for letter in line)
    told = json.loads(line)
    assert told["level"] == "warning"
    assert told["path"][:MOST] == text[:MOST]
    assert len(told["path"]) < MOST + 50


def test_an_event_cannot_be_passed_off_as_another() -> None:
    told = json.loads(_line("refused", about={"event": "signed in", "level": "info", "ip": "192.0.2.1"}))
    assert (told["event"], told["level"], told["ip"]) == ("refused", "warning", "192.0.2.1")


def test_an_error_is_told_with_the_places_it_came_through_and_no_paths() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        told = json.loads(_line("error 1f", error=error))
    assert told["error"].startswith("JSONDecodeError: ")
    assert told["through"][0].startswith("test_guard_log.py:")
    assert not any("/" in place for place in told["through"])
