"""What is written to: standard output in UTF-8, one line of progress, and how wide and colourful the terminal is."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Final, Literal

from onrecord.faces.ink import safe

Format = Literal["pretty", "json", "jsonl"]
"""How what is done article by article is written."""
FORMATS: Final = ("pretty", "json", "jsonl")

_JSON: Final = ("[\n", ",\n", "\n]\n")
"""What stands before, between and after the items of an array."""


class Output:
    """Items on standard output, in UTF-8 whatever the locale: JSON is defined so, and news is full of ’ and –.

    ``between`` stands between the items of a pretty page. Every item is flushed.
    """

    def __init__(self, form: Format, *, between: str = "") -> None:
        self._opening, self._between, self._closing = _JSON if form == "json" else ("", between, "")
        if form == "jsonl":
            self._between = ""
        self._written = 0

    def write(self, item: str) -> None:
        """Write one item, with what stands before it, and flush."""
        put((self._between if self._written else self._opening) + item)
        self._written += 1

    def close(self) -> None:
        """Write what stands after the last item."""
        put(self._closing if self._written else self._opening + self._closing.lstrip())


def put(text: str) -> None:
    """``text`` on standard output, flushed. Raises OSError where it cannot be written."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """One line for people on standard error, with no control characters."""
    sys.stderr.write(safe(" ".join(text.splitlines())) + "\n")
    sys.stderr.flush()


class Progress:
    """One line on a terminal, written over itself; nothing anywhere else."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False

    def show(self, what: str) -> None:
        """Show ``what`` in place of what was shown."""
        if self._live:
            sys.stderr.write(f"\r\x1b[K{safe(what)[:70]}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def width() -> int:
    """Columns of the terminal, at most 100: longer lines are hard to read back from."""
    return min(shutil.get_terminal_size().columns, 100)


def colour() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
