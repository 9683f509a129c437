"""The log of the server: one line of JSON for each event, whatever stands in what is told of it."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

MOST: Final = 500
"""Characters of one value; the rest is cut off, and said to be."""


class JsonLines(logging.Formatter):
    """Each record as one line of JSON in ASCII: control characters, line ends and what turns text are written as escapes.

    Fields: ``at`` (UTC), ``level``, ``logger``, ``event``, those of the record's ``about``, and of an error its ``error`` and
    the places it came through, the last ones, by file name and line. No query strings, passwords or tokens are logged: who
    calls gives none.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        about = getattr(record, "about", {})
        fields: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _cut(record.getMessage()),
        }
        fields |= {str(name): _cut(value) for name, value in about.items() if name not in fields}
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)[-12:]
            fields["error"] = _cut(f"{type(error).__name__}: {error}")
            fields["through"] = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(fields)


def write_to_stderr() -> None:
    """Have all that is logged in this process written to standard error so: warnings, and what is done with accounts."""
    lines = logging.StreamHandler()
    lines.setFormatter(JsonLines())
    logging.basicConfig(handlers=[lines], level=logging.WARNING)
    logging.getLogger("onrecord.web").setLevel(logging.INFO)


def _cut(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if len(text) <= MOST else f"{text[:MOST]}… ({len(text)} characters)"
