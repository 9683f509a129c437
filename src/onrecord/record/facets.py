"""How what a search finds is spread over speakers, outlets, acts and months: for the side of a page of hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, func

from onrecord.record.query import parse
from onrecord.record.search import asks_for, asks_for_people
from onrecord.record.search_rows import Place, Rows
from onrecord.record.tables import ARTICLE, STATEMENT
from onrecord.terms import Facets

MOST_COUNTED: Final = 3_000
"""Statements that are counted, the newest. They are found and counted in some 50 ms, however common the words are."""

FEW: Final = 10_000
"""Rows with the words that are looked up one by one: so many are counted, and not a page of them, that going through the articles
pays later than in a search."""

MOST_VALUES: Final = 50
"""Speakers or outlets told, those with the most."""

_ARTICLE: Final = (ARTICLE.c.seq, ARTICLE.c.outlet, ARTICLE.c.date)
_STATED: Final = (
    *_ARTICLE,
    func.coalesce(STATEMENT.c.speaker, STATEMENT.c.source).label("who"),
    STATEMENT.c.act,
    STATEMENT.c.kind,
)
_BEHIND_ALL_OF_IT: Final = -1  # a length that no row id has: the place before the first row of an article
_MONTH: Final = len("2026-03")


def facets(connection: Connection, query: str, *, seq: int) -> Facets:
    """`View.facets` at the entry ``seq``."""
    asked = parse(query)
    rows = Rows(connection, asked, seq=seq)
    what: Counter[str] = Counter()
    if asked.what == ("person",) or asks_for_people(asked):
        what["person"] = rows.people_counted(MOST_COUNTED)
    said = []
    if asks_for(asked, "statement"):
        said = rows.statements(MOST_COUNTED + 1, None, columns=_STATED, ordered=False, few=FEW)
    whole = len(said) <= MOST_COUNTED
    said = said[:MOST_COUNTED]
    # As in a search, an article itself is found where no statement of it is; none that stands behind what is counted.
    last = None if whole else Place(said[-1].date or "", said[-1].seq, _BEHIND_ALL_OF_IT)
    itself = []
    if asks_for(asked, "article"):
        shown = {row.seq for row in said}
        room = MOST_COUNTED + len(shown) + 1
        found = rows.articles(room, None, last=last, columns=_ARTICLE)
        whole = whole and len(found) < room
        itself = [row for row in found if row.seq not in shown][:MOST_COUNTED]
    what["statement"], what["article"] = len(said), len(itself)
    items = (*said, *itself)
    return Facets(
        speaker=_most(row.who for row in said),
        outlet=_most(row.outlet for row in items),
        act=_most(row.act for row in said),
        kind=_most(row.kind for row in said),
        what=_most(what.elements()),
        month=tuple(sorted(Counter(row.date[:_MONTH] for row in items if row.date).items(), reverse=True)),
        counted=len(items),
        whole=whole,
    )


def _most(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    counts = Counter(values)
    counts.pop(None, None)
    told = [(value, count) for value, count in counts.items() if value]
    return tuple(sorted(told, key=lambda one: (-one[1], one[0]))[:MOST_VALUES])
