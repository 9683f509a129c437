"""Did they say it? A quotation beside the nearest words of the record, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from starlette.responses import Response

import onrecord
from onrecord import BadQuery, Difference, Match, Reading
from onrecord.faces.excerpt import passages, statement_marks
from onrecord.faces.ink import Piece
from onrecord.faces.web.asking import Asked, BadInput

SHOWN: Final = 5
"""Statements shown, the nearest."""

MOST: Final = 40
"""Statements that ``limit`` may ask for: as many as are looked at."""

How = Literal["same", "asked", "found"]


@dataclass(frozen=True, slots=True)
class Near:
    """A statement near the quotation. ``words``: the two word by word, as stretches that both have, or only one of them."""

    match: Match
    words: tuple[tuple[How, str], ...]
    passages: list[list[Piece]]


def check(asked: Asked) -> Response:
    """The statements nearest to a quotation; without one, the form for it."""
    try:
        quote = asked.text("quote")
    except BadInput as wrong:
        typed = asked.request.query_params["quote"]
        return asked.page("check.html", status=wrong.status, quote=typed[:4_000], wrong=wrong.why, near=None)
    if not quote:
        return asked.page("check.html", quote="", wrong="", near=None)
    many = asked.number("limit", SHOWN, most=MOST)
    try:
        found = onrecord.check(asked.view, quote, limit=many)
    except BadQuery as bad:
        return asked.page("check.html", status=400, quote=quote, wrong=bad.why, near=None)
    readings = asked.view.readings({match.hit.article for match in found})
    near = [Near(match, _words(match.differences), _in_place(match, readings[match.hit.article])) for match in found]
    return asked.page("check.html", quote=quote, wrong="", near=near)


def _words(differences: Sequence[Difference]) -> tuple[tuple[How, str], ...]:
    """The quotation and the record as one line: what was asked for and is not there, and what is there instead."""
    parts: list[tuple[How, str]] = []
    for one in differences:
        pairs: tuple[tuple[How, str], ...] = (
            (("same", one.found),) if one.same else (("asked", one.asked), ("found", one.found))
        )
        parts += [(how, " ".join(text.split())) for how, text in pairs if text.strip()]
    return tuple((how, " ".join(text for _, text in run)) for how, run in groupby(parts, key=lambda part: part[0]))


def _in_place(match: Match, reading: Reading) -> list[list[Piece]]:
    """The words where they stand in the article, with who says them."""
    hit = match.hit
    for statement in reading.statements:
        if statement.id == hit.row:
            return passages(reading.article.text, {**statement_marks(statement), "content": hit.spans})
    return passages(reading.article.text, {"content": hit.spans})
