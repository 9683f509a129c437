"""Answers as tables: CSV for spreadsheets and statistics, every row with its source, its words and their position."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.faces.ink import safe

Cell = str | int | float | bool | None | Sequence[str]
"""What stands in a cell: a list is joined by "; "."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet would take for a formula, or strip to one, also behind marks that say it is none (OWASP ASVS 1.2.10)."""


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """``rows`` as CSV (RFC 4180), a head of ``columns`` first.

    Words that a spreadsheet would take for a formula have a ``'`` put before them; whoever wants them back takes one
    ``'`` from a cell that begins with ``'`` and one of these signs. Control characters but tab and line feed are U+FFFD.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: Cell) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case str():
            words = safe(value)
        case _:
            words = safe("; ".join(value))
    return f"'{words}" if _FORMULA.match(words) else words
