"""How what a search finds is spread over speakers, outlets, acts and months: for the side of a page of hits."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, Text, func, literal_column, select, text

from onrecord.record.query import parse
from onrecord.record.search import asks_for, asks_for_people
from onrecord.record.search_rows import Place, Rows
from onrecord.record.tables import ARTICLE, STATEMENT
from onrecord.terms import Facets

MOST_COUNTED: Final = 3_000
"""Statements that are counted, the newest. They are found and counted in some 15 ms, however common the words are."""

FEW: Final = 6_000
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

# Counted by SQLite, which gives it in one row: at each row it lets other threads go on, and where these are busy thousands of rows
# take a second, and a hundred a tenth of one.
# It goes through the rows of a part in the order that they were found in.
_COUNTED: Final = text(
    "(select 'outlet' as name, outlet as value, count(*) as number from said group by outlet "
    "union all select 'month', substr(date, 1, :month), count(*) from said group by 2 "
    "union all select * from (select 'who', who, count(*) from said where who != '' group by who order by 3 desc, 2 limit :values) "
    "union all select 'act', act, count(*) from said group by act "
    "union all select 'kind', kind, count(*) from said group by kind "
    "union all select 'articles', group_concat(distinct seq), 0 from said "
    "union all select * from (select 'last', date, seq from said order by coalesce(date, ''), seq limit 1) "
    "union all select 'found', '', count(*) from found)"
)
_IN_ONE_ROW: Final = literal_column("json_group_array(json_array(name, value, number))", Text)


class _Said(NamedTuple):
    """Statements counted: the values of each facet, the articles they are of, the last of these, and whether these are ``whole``."""

    outlets: Counter[str | None]
    months: Counter[str | None]
    who: Counter[str | None]
    acts: Counter[str | None]
    kinds: Counter[str | None]
    number: int
    articles: frozenset[int]
    last: Place | None
    whole: bool


_NOTHING: Final = _Said(Counter(), Counter(), Counter(), Counter(), Counter(), 0, frozenset(), None, True)


def facets(connection: Connection, query: str, *, seq: int) -> Facets:
    """`View.facets` at the entry ``seq``."""
    asked = parse(query)
    rows = Rows(connection, asked, seq=seq)
    people = rows.people_counted(MOST_COUNTED) if asked.what == ("person",) or asks_for_people(asked) else 0
    said = _said(connection, rows) if asks_for(asked, "statement") else _NOTHING
    whole = said.whole
    # As in a search, an article itself is found where no statement of it is; none that stands behind what is counted.
    itself: Sequence[Any] = ()
    if asks_for(asked, "article"):
        room = MOST_COUNTED + len(said.articles) + 1
        found = rows.articles(room, None, last=None if whole else said.last, columns=_ARTICLE)
        whole = whole and len(found) < room
        itself = [row for row in found if row[0] not in said.articles][:MOST_COUNTED]
    return Facets(
        speaker=_most(said.who),
        outlet=_most(said.outlets + Counter(row[1] for row in itself)),
        act=_most(said.acts),
        kind=_most(said.kinds),
        what=_most({"person": people, "statement": said.number, "article": len(itself)}),
        month=_in_order(said.months + Counter(_month(row[2]) for row in itself)),
        counted=said.number + len(itself),
        whole=whole,
    )


def _said(connection: Connection, rows: Rows) -> _Said:
    at_once = rows.statements_at_once(MOST_COUNTED + 1, columns=_STATED, few=FEW)
    if connection.dialect.name == "sqlite" and at_once is not None:
        return _counted_there(connection, at_once)
    # PostgreSQL gives all rows at once.
    found: Sequence[Any] = (
        rows.statements(MOST_COUNTED + 1, None, columns=_STATED, few=FEW)
        if at_once is None
        else connection.execute(at_once).all()
    )
    said = found[:MOST_COUNTED]
    if not said:
        return _NOTHING
    numbers, outlets, dates, who, acts, kinds = ([row[place] for row in said] for place in range(len(_STATED)))
    return _Said(
        Counter(outlets),
        Counter(map(_month, dates)),
        Counter(who),
        Counter(acts),
        Counter(kinds),
        len(said),
        frozenset(numbers),
        Place(dates[-1] or "", numbers[-1], _BEHIND_ALL_OF_IT),
        len(found) == len(said),
    )


def _counted_there(connection: Connection, asked: Select[Any]) -> _Said:
    found = asked.cte("found")
    counted = (
        select(_IN_ONE_ROW)
        .select_from(_COUNTED)
        .add_cte(found, select(found).limit(MOST_COUNTED).cte("said"))
        .params(values=MOST_VALUES, month=_MONTH)
    )
    held: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    for name, value, number in json.loads(connection.execute(counted).scalar_one()):
        held[name][value] = number
    number = held["found"][""]
    if not number:
        return _NOTHING
    (articles,), ((date, last),) = held["articles"], held["last"].items()
    return _Said(
        held["outlet"],
        held["month"],
        held["who"],
        held["act"],
        held["kind"],
        min(number, MOST_COUNTED),
        frozenset(map(int, (articles or "").split(","))),
        Place(date or "", last, _BEHIND_ALL_OF_IT),
        number <= MOST_COUNTED,
    )


def _month(date: str | None) -> str | None:
    """A year where no more is known."""
    return date and date[:_MONTH]


def _most(counts: Mapping[str | None, int] | Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    told = [(value, count) for value, count in counts.items() if value and count]
    return tuple(sorted(told, key=lambda one: (-one[1], one[0]))[:MOST_VALUES])


def _in_order(months: Mapping[str | None, int]) -> tuple[tuple[str, int], ...]:
    """The newest first."""
    return tuple(sorted(((month, count) for month, count in months.items() if month), reverse=True))
