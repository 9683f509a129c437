"""Tables of articles, JSON Lines and CSV: each row a text and what is known of it.

A column is known by its name, or by the caller's mapping. Rows are counted from 1; the line of names is none.
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from onrecord.config import MAX_ROW, MAX_SOURCE_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About
from onrecord.ingest.bylines import byline_names
from onrecord.ingest.csv_rows import csv_rows
from onrecord.ingest.dates import loose_date
from onrecord.ingest.members import Member, Stated, buffered, read_whole
from onrecord.terms import Published

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "body", "content", "article", "article_text", "article_body", "full_text", "fulltext", "maintext",
        "plain_text", "story", "html",
    ),
    "title": ("title", "headline", "head"),
    "date": (
        "date", "published", "date_published", "published_date", "published_at", "publish_date", "date_publish",
        "publication_date", "pub_date", "pubdate", "datetime",
    ),
    "url": ("url", "link", "address", "permalink", "source_url", "web_url"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "source_name", "site_name"),
    "byline": ("byline", "author", "authors", "by", "creator"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a row may say of its article, and the names that columns for it have in common data sets, best first. Case does
not count, nor whether words are joined by a space, a hyphen or an underscore."""

_DELIMITERS = (",", "\t", ";")
_JOINT = re.compile(r"[\s_-]+")


def is_table(head: bytes, columns: Mapping[str, str] | None = None) -> bool:
    """Whether a source that begins with ``head`` is CSV: its first line names a column of texts, and another."""
    return _delimiter(_first_line(head), columns) is not None


def read_csv(
    file: io.BufferedReader, *, name: str, columns: Mapping[str, str] | None = None
) -> Iterator[Member | UnreadableSource]:
    """The rows of a CSV file (RFC 4180; comma, tab or semicolon), each a member.

    A row with more or fewer cells than the line of names, or that is cut off, is refused by its number.
    """
    head = file.peek(1)
    encoding = _encoding(head)
    lines = io.TextIOWrapper(file, encoding, "replace" if encoding == "utf-16" else "surrogateescape", newline="")
    rows = csv_rows(
        iter(lambda: lines.readline(MAX_ROW), ""), _delimiter(_first_line(head), columns) or ",", limit=MAX_ROW
    )
    header = next(rows, None)
    if header is None or isinstance(header, str):
        raise UnreadableSource(name, f"has no line of column names that can be read: {header or 'it is empty'}")
    places = _places(header, columns)
    for number, row in enumerate(rows, 1):
        if isinstance(row, str):
            yield UnreadableSource(name, row, member=f"row {number}")
        elif len(row) != len(header):
            why = f"has {len(row)} cells where the first line names {len(header)}"
            yield UnreadableSource(name, why, member=f"row {number}")
        else:
            yield _member(name, number, {column: row[at] for column, at in places.items()}, header)


def read_json(
    file: io.BufferedReader, *, name: str, columns: Mapping[str, str] | None = None
) -> Iterator[Member | UnreadableSource]:
    """The objects of a JSON Lines file, or of a JSON file that is an array or one object, each a member.

    A line that is no object is refused by its number. Raises `UnreadableSource` for a file that is no JSON at all.
    """
    first = file.peek(1).removeprefix(codecs.BOM_UTF8).lstrip().split(b"\n", 1)[0].rstrip()
    # Spread over lines, as programs write JSON for people; a line cut off in the middle of a word is not.
    if first.startswith(b"[") or first.endswith((b"{", b"[", b",")):
        whole = _parsed(read_whole(file, name=name, limit=MAX_SOURCE_BYTES))
        if isinstance(whole, str):
            raise UnreadableSource(name, whole)
        rows: Iterable[tuple[int, object]] = enumerate(whole if isinstance(whole, list) else [whole], 1)
    else:
        rows = _json_lines(file)
    for number, row in rows:
        if isinstance(row, dict):
            names = list(row)
            yield _member(name, number, {key: row[names[at]] for key, at in _places(names, columns).items()}, names)
        else:
            yield UnreadableSource(name, row if isinstance(row, str) else "is no JSON object", member=f"row {number}")


def _json_lines(file: io.BufferedReader) -> Iterator[tuple[int, object]]:
    """The number of each line that is not blank, and its value, or what is wrong with it."""
    number = 0
    while line := file.readline(MAX_ROW + 1):
        number += 1
        size = len(line)
        while not line.endswith(b"\n") and (more := file.readline(MAX_ROW)):
            line, size = more, size + len(more)
        if size > MAX_ROW:
            yield number, f"is too large: over {MAX_ROW:,} bytes"
        elif line.strip():
            yield number, _parsed(line)


def _parsed(data: bytes) -> object:
    """The JSON value in ``data``; what is wrong with it, as a string, where it has none."""
    try:
        value: object = json.loads(data.removeprefix(codecs.BOM_UTF8))
    except RecursionError:
        return "is nested too deep for JSON"
    except ValueError as wrong:  # not JSON, not UTF-8, or a number of over 4,300 digits
        return f"is no JSON: {wrong}"
    return "is no JSON object" if isinstance(value, str) else value


def _member(name: str, number: int, cells: Mapping[str, object], names: Sequence[str]) -> Member | UnreadableSource:
    """The article of one row: ``cells`` by what they say of it; ``names`` are all the columns there are."""
    row = f"row {number}"
    if "text" not in cells:
        there = ", ".join(names)[:200]
        return UnreadableSource(name, f"has no column of texts that is known; its columns are: {there}", member=row)
    text = cells["text"]
    if not isinstance(text, str):
        return UnreadableSource(name, "holds no text in its column of texts", member=row)
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as wrong:
        return UnreadableSource(name, f"holds a lone surrogate at position {wrong.start} of its text", member=row)
    dated = loose_date(_words(cells.get("date")) or "")
    about = About(
        outlet=_words(cells.get("outlet")),
        byline=_names(cells.get("byline")),
        url=_words(cells.get("url")),
        language=(_words(cells.get("language")) or "")[:2].lower() or None,
        published=Published(dated.date, dated.precision, "metadata", "column of dates") if dated else None,
    )
    return Member(row, buffered(data), Stated(_words(cells.get("title")), about), single=True)


def _words(cell: object) -> str | None:
    """A cell as words: of an object its name, of a list the first."""
    if isinstance(cell, list):
        cell = cell[0] if cell else None
    if isinstance(cell, dict):
        cell = cell.get("name")
    if not isinstance(cell, str):
        return None
    return " ".join(cell.encode("utf-8", "replace").decode().split()) or None


def _names(cell: object) -> tuple[str, ...]:
    listed = [_words(one) for one in (cell if isinstance(cell, list) else [cell])]
    return tuple(dict.fromkeys(name for words in listed if words for name in byline_names(words)))


def _places(names: Sequence[str], columns: Mapping[str, str] | None) -> dict[str, int]:
    """Where in a row of columns so named each thing stands that a row may say of its article."""
    at = {_joined(name): place for place, name in reversed(list(enumerate(names)))}
    found: dict[str, int] = {}
    for column, known in COLUMNS.items():
        wanted = (columns[column],) if columns and column in columns else known
        place = next((at[_joined(name)] for name in wanted if _joined(name) in at), None)
        if place is not None and (place not in found.values()):
            found[column] = place
    return found


def _joined(name: str) -> str:
    return _JOINT.sub("_", name.strip().lower())


def _first_line(head: bytes) -> str:
    return re.split(r"\r\n?|\n", head.decode(_encoding(head), "replace").removeprefix("\ufeff"), maxsplit=1)[0]


def _delimiter(line: str, columns: Mapping[str, str] | None) -> str | None:
    """What separates the names in the first line of a table: that by which it names texts and something else."""
    for delimiter in _DELIMITERS:
        header = next(csv_rows(iter([line]), delimiter, limit=MAX_ROW), "")
        places = _places(header, columns) if isinstance(header, list) else {}
        if "text" in places and (len(places) > 1 or (len(header) > 1 and columns and "text" in columns)):
            return delimiter
    return None


def _encoding(head: bytes) -> str:
    """UTF-16 by its mark, UTF-8 where the beginning is, else Windows-1252."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
