"""A list of other names, to be imported: a table by comma or tab, or JSON Lines, told from its first line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import onrecord
from onrecord import UnreadableSource

if TYPE_CHECKING:
    from onrecord import Alias

COLUMNS: Final = ("qid", "label", "aliases", "description")
"""The fields of a line: ``aliases`` are parted by "|" in a table, a list in JSON."""
_LONGEST: Final = 2_000
"""Characters of one field. Wikidata's labels and aliases have under 250, and a line some dozen aliases."""


def alias_rows(lines: Iterable[str], *, name: str) -> Iterator[Alias | UnreadableSource]:
    """The rows of a list, in order; for a line that cannot be read, what is wrong with it, and the others follow.

    A table has a head with the names of `COLUMNS`, in any order, *qid* and *label* at least. Raises `UnreadableSource`
    where there is no such head.
    """
    iterator = iter(lines)
    first = next((line for line in iterator if line.strip()), None)
    if first is None:
        raise UnreadableSource(name, "is empty", stage="aliases")
    first = first.removeprefix("\ufeff")
    rows = _objects(chain([first], iterator)) if first.lstrip().startswith("{") else _table(first, iterator, name)
    for number, row in rows:
        try:
            yield _alias(row)
        except ValueError as wrong:
            yield UnreadableSource(name, str(wrong), stage="aliases", member=f"row {number}")


def _objects(lines: Iterable[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, "is no JSON"


def _table(head: str, lines: Iterable[str], name: str) -> Iterator[tuple[int, Any]]:
    delimiter = "\t" if "\t" in head else ","
    columns = [column.strip().lower() for column in next(csv.reader([head], delimiter=delimiter))]
    if not {"qid", "label"} <= set(columns):
        raise UnreadableSource(name, f"has no head that names {', '.join(COLUMNS)}", stage="aliases")
    number = 0
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield number, f"is no row of a table: {wrong}"
            continue
        if cells:
            row = dict(zip(columns, cells, strict=False))
            yield number, {**row, "aliases": [one for one in row.get("aliases", "").split("|") if one.strip()]}


def _alias(row: Any) -> Alias:
    if isinstance(row, str):
        raise ValueError(row)
    if not isinstance(row, dict):
        raise ValueError("is no object with the fields of an alias")
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list):
        raise ValueError("has aliases that are no list")
    qid, label = _words(row.get("qid"), "a qid"), _words(row.get("label"), "a label")
    if not qid or not label:
        raise ValueError(f"has no {'label' if qid else 'qid'}")
    names = tuple(dict.fromkeys(word for one in aliases if (word := _words(one, "an alias"))))
    return onrecord.Alias(qid, label, names, _words(row.get("description"), "a description") or None)


def _words(value: Any, what: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"has {what} that is no text")
    if len(value) > _LONGEST:
        raise ValueError(f"has {what} of more than {_LONGEST:,} characters")
    if any(not char.isprintable() and not char.isspace() for char in value):
        raise ValueError(f"has {what} with characters that are none")
    return " ".join(value.split())
