"""One run of ``onrecord read``: every input read in turn, its readings written as they are done."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import onrecord
from onrecord import Article, Reading
from onrecord.faces.as_json import as_json
from onrecord.faces.pipeline import each, once, report
from onrecord.faces.pretty import SECTIONS, Section, pretty
from onrecord.faces.refusal import Refusal
from onrecord.faces.screen import Format, Output, Progress
from onrecord.faces.sources import About, Source, Web

_BETWEEN = f"\n{'─' * 40}\n\n"
"""What stands between two pages."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How readings are set. ``width``, ``colour`` and ``show`` are those of `pretty`; the JSON forms know none of them."""

    form: Format
    width: int = 80
    colour: bool = False
    show: tuple[Section, ...] = SECTIONS

    def __call__(self, reading: Reading) -> str:
        """``reading`` as it is written."""
        if self.form == "pretty":
            return pretty(reading, width=self.width, colour=self.colour, show=self.show)
        line = json_line(reading)
        return line + "\n" if self.form == "jsonl" else line


def json_line(value: object) -> str:
    """``value`` as JSON on one line, without its line end."""
    return json.dumps(as_json(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_all(sources: tuple[str, ...], *, about: About, how: Setting, web: Web | None = None) -> int:
    """Read every input that ``sources`` name, write the readings to standard output, and return how many were refused.

    Refusals and progress go to standard error; progress only where that is a terminal. Each reading is flushed when it
    is done. Raises OSError where the output cannot be written.
    """
    out, reader = Output(how.form, between=_BETWEEN), once(lambda: onrecord.load_reader())
    refused = 0

    def read(article: Article) -> str:
        return how(reader().read(article))

    def work(source: Source, article: Article) -> Callable[[], str]:
        return partial(read, article)

    for result in each(sources, about=about, web=web, progress=Progress(), work=work):
        if isinstance(result, Refusal):
            refused += 1
            report(result, how.form)
        else:
            out.write(result)
    out.close()
    return refused
