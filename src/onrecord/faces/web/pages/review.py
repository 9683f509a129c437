"""The queue of what nobody has looked at yet, those first of which the reader was least sure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final
from urllib.parse import quote, urlencode

from starlette.responses import Response

import onrecord
from onrecord import Hit, Reading
from onrecord.faces.excerpt import passages, statement_marks
from onrecord.faces.ink import Piece
from onrecord.faces.web.asking import Asked

SHOWN: Final = 20
"""Statements on one page: some minutes of work, and words of as many articles at most."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement to decide on: ``place`` is its anchor, ``passages`` its words in place; ``next`` is where the one after it begins, and
    ``change`` the page to correct it on."""

    hit: Hit
    place: str
    passages: list[list[Piece]]
    next: str
    change: str


def review(asked: Asked) -> Response:
    """One page of the queue. After a decision the page begins with the statement behind it."""
    view = asked.view
    after = asked.text("after", most=200) or None
    hits = view.to_review(limit=SHOWN, after=after)
    readings = view.readings({hit.article for hit in hits})
    found = []
    for hit, following in zip_longest(hits, hits[1:]):
        on = _at(onrecord.cursor(hit)) + (f"#{_place(following)}" if following else "")
        back = quote(_at(after) + f"#{_place(hit)}", safe="")
        change = f"/article/{quote(hit.article, safe='')}/{quote(hit.row or '', safe='')}?next={back}#correct"
        found.append(Doubt(hit, _place(hit), _in_place(hit, readings[hit.article]), on, change))
    more = _at(onrecord.cursor(hits[-1])) if len(hits) == SHOWN else None
    return asked.page("review.html", found=found, after=after, more=more, seen=view.seq)


def _at(after: str | None) -> str:
    return "/review" + (f"?{urlencode({'after': after})}" if after else "")


def _place(hit: Hit) -> str:
    return f"r-{hit.article[:12]}-{hit.row}"


def _in_place(hit: Hit, reading: Reading) -> list[list[Piece]]:
    for statement in reading.statements:
        if statement.id == hit.row:
            return passages(reading.article.text, statement_marks(statement))
    return [[(hit.text, None)]]
