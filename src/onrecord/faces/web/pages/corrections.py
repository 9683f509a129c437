"""What people corrected: the newest first, with the words, who, when, why, and whether it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

import onrecord
from onrecord import Correction, Kept, Listed, Reading, View
from onrecord.faces.web.asking import Asked

SHOWN: Final = 50
"""Corrections on one page."""

MOST_ORPHANS: Final = 200
"""Corrections shown of rows that are read no more: there are some only after a newer reader read an article again."""

_SHORT: Final = 280
"""Characters of a row's words that are shown: enough to know it again; the link leads to all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A correction as the list shows it: ``words`` of the row that it is of, as the reader read them; ``whose``: their speaker."""

    listed: Listed
    article: Kept
    row: str
    words: str
    whose: str | None
    other: str | None


def corrections(asked: Asked) -> Response:
    """One page of the list: all, those of one article, or those of one person."""
    article = asked.text("article", most=100) or None
    by = asked.text("by", most=200) or None
    after = asked.text("after", most=100) or None
    many = asked.number("limit", SHOWN, most=200)
    view = asked.view
    found = onrecord.list_corrections(view, article=article, by=by, limit=many, after=after)
    orphans = () if article or by or after else view.orphans()[-MOST_ORPHANS:][::-1]
    lines = _lines(view, found)
    lost = _lines(view, [Listed(one, one.row.rpartition("/")[0], True, None) for one in orphans])
    return asked.page(
        "corrections.html",
        lines=lines,
        lost=lost,
        article=view.article(article) if article else None,
        by=by,
        more=asked.address(after=found[-1].correction.id, done=None) if len(found) == many else None,
        first=asked.address(after=None, done=None) if after else None,
        here=asked.address(done=None),
    )


def _lines(view: View, found: tuple[Listed, ...] | list[Listed]) -> list[Line]:
    said = [one.undoes or one.correction for one in found]
    ids = {row.rpartition("/")[0] for one in said for row in (one.row, one.other) if row and "/" in row}
    kept = {one.id: one for one in view.articles(ids | {one.article for one in found})}
    readings = {article: view.uncorrected(article) for article in ids if article in kept}
    lines = []
    for one, of in zip(found, said, strict=True):
        row = of.row.rpartition("/")[2]
        words, whose = _words(readings.get(one.article), of)
        lines.append(Line(one, kept[one.article], row, words, whose, _name(readings, of.other)))
    return lines


def _words(reading: Reading | None, of: Correction) -> tuple[str, str | None]:
    """The words that it is of, and who said them; of an entity its name."""
    if reading is None:
        return "", None
    row = of.row.rpartition("/")[2]
    names = {one.id: one.name for one in reading.entities}
    if row in names:
        return names[row], None
    words = " ".join(reading.article.text[start:end] for start, end in of.spans)
    words = " ".join(words.split())
    speaker = next((one.speaker for one in reading.statements if one.id == row), None)
    return words if len(words) <= _SHORT else words[:_SHORT].rpartition(" ")[0] + " …", names.get(speaker or "")


def _name(readings: Mapping[str, Reading], row: str | None) -> str | None:
    if row is None:
        return None
    article, _, item = row.rpartition("/")
    entities = readings[article].entities if article in readings else ()
    return next((one.name for one in entities if one.id == item), row)
