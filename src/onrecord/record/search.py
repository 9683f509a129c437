"""Searching statements, articles and people: what is found, as hits with their source, date and words.

The order is that of the articles, the newest first, so that a page goes on where the one before it ended, whatever has been
added since. docs/how-to/search.md is the language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Row, select

from onrecord.record.base import go_on
from onrecord.record.query import parse
from onrecord.record.query_terms import BadQuery, Not, Query
from onrecord.record.search_excerpt import excerpt
from onrecord.record.search_rows import WHOLE, Place, Rows
from onrecord.record.tables import ARTICLE, ENTITY, ENTRY
from onrecord.terms import Hit, Span

if TYPE_CHECKING:
    from onrecord.record.view import View

MOST: Final = 1_000
"""Hits of one page at most."""

MOST_PEOPLE: Final = 5
"""People before all other hits, where not people alone are asked for: those in the most articles."""


def search(view: View, query: str, *, limit: int = 50, after: str | None = None) -> tuple[Hit, ...]:
    """What the record holds of what is asked for; docs/how-to/search.md is the language.

    On the first page some people of that name come first. Then come statements and articles by the date of the article, the
    newest first, those without a date last; of one date, the last added first; statements in the order of their article. An
    article itself is found where no statement of it is. Where only people are asked for they come by name. ``limit`` is 0
    to `MOST`; ``after`` is the `cursor` of the last hit of the page before. Raises `BadQuery`.
    """
    return view.search(query, limit=limit, after=after)


def find(
    connection: Connection, query: str | Query, *, seq: int, limit: int = 50, after: str | None = None
) -> tuple[Hit, ...]:
    """`search` in the record as it was at the entry ``seq``."""
    asked = parse(query) if isinstance(query, str) else query
    limit = min(max(limit, 0), MOST)
    rows = Rows(connection, asked, seq=seq)
    if asked.what == ("person",):
        name = _name_at(connection, after) if after is not None else None
        return _people(connection, rows.people(limit, after=name, by_name=True))
    first: tuple[Hit, ...] = ()
    if after is None and asks_for_people(asked):
        first = _people(connection, rows.people(min(limit, MOST_PEOPLE), after=None, by_name=False))
    place = _place_of(connection, after) if after is not None else None
    left = limit - len(first)
    found: list[tuple[Place, Row[Any]]] = []
    if asks_for(asked, "statement"):
        found += [
            (Place(row.date or "", row.seq, len(row.row_id), row.row_id), row) for row in rows.statements(left, place)
        ]
    shown = {at.article for at, _ in found} | ({place.article} if place else set())
    last = found[-1][0] if len(found) == left and found else None
    if asks_for(asked, "article"):
        # Each article found has at least this one row, so that as many as the page takes are enough.
        found += [
            (Place(row.date or "", row.seq, WHOLE), row)
            for row in rows.articles(left, place, last=last)
            if row.seq not in shown
        ]
    found.sort(key=lambda one: one[0][2:])
    found.sort(key=lambda one: one[0][:2], reverse=True)
    page = found[:left]
    texts = _texts(connection, {at.article for at, _ in page if at.length == WHOLE})
    hits = []
    for at, row in page:
        go_on(connection)  # many words are looked for in each text
        hits.append(_article(row, texts[at.article], asked) if at.length == WHOLE else statement(row))
    return first + tuple(hits)


def cursor(hit: Hit) -> str:
    """Where the page after the one that ends with ``hit`` begins. It holds as long as the record does."""
    return f"{hit.what}:{hit.article}/{hit.row or ''}"


def asks_for_people(query: Query) -> bool:
    """Whether people come before all other hits: they are found by words, and not by what is not to be there."""
    return query.words is not None and not isinstance(query.words, Not) and asks_for(query, "person")


def asks_for(query: Query, what: str) -> bool:
    """Whether hits of this sort are asked for: the filters of statements leave only statements."""
    of_statements = query.speakers or query.acts or query.kinds or query.addressees
    return what in query.what if query.what else (what == "statement" or not of_statements)


def statement(row: Row[Any]) -> Hit:
    """The hit that a row of `search_rows.STATED` is."""
    return Hit(
        "statement",
        row.id,
        row.row_id,
        row.title,
        row.outlet,
        row.url,
        row.date,
        row.said,
        row.speaker or row.source,
        row.act,
        row.kind,
        _names(row.addressees),
        _names(row.according_to),
        row.content,
        _spans(row.spans),
        row.confidence,
    )


def _article(row: Row[Any], text: str, query: Query) -> Hit:
    span = excerpt(text, query.words)
    words, spans = (text[slice(*span)], (span,)) if span else ("", ())
    return Hit(
        "article", row.id, None, row.title, row.outlet, row.url, row.date, None, None, None, None, (), (), words, spans
    )


def _people(connection: Connection, rows: list[Row[Any]]) -> tuple[Hit, ...]:
    """People, by the place in the article where their name stands."""
    texts = _texts(connection, {row.seq for row in rows})
    hits = []
    for row in rows:
        text, spans = texts[row.seq], _spans(row.spans)
        named = re.search(rf"\b{re.escape(row.name)}\b", text)
        if named and text[slice(*spans[0])] != row.name:
            spans = (Span(*named.span()),)
        words = " ".join(text[slice(*span)] for span in spans)
        source = (row.id, row.row_id, row.title, row.outlet, row.url, row.date)
        hits.append(Hit("person", *source, None, None, None, None, (), (), words, spans))
    return tuple(hits)


def _names(value: str) -> tuple[str, ...]:
    return () if value == "[]" else tuple(json.loads(value))


def _spans(value: str) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in json.loads(value))


def _texts(connection: Connection, articles: Collection[int]) -> dict[int, str]:
    """The texts of articles, by the number of their entry."""
    asked = select(ENTRY.c.seq, ENTRY.c.body).where(ENTRY.c.seq.in_(articles))
    return {row.seq: json.loads(row.body)["text"] for row in connection.execute(asked)} if articles else {}


def _place_of(connection: Connection, after: str) -> Place | None:
    """Where to go on; None, from the beginning, behind the people that come first."""
    what, article, row = named_by(after)
    if what == "person":
        return None
    found = connection.execute(select(ARTICLE.c.seq, ARTICLE.c.date).where(ARTICLE.c.id == article)).first()
    if found is None:
        raise _nowhere(after)
    return Place(found.date or "", found.seq, *((WHOLE, "") if what == "article" else (len(row), row)))


def _name_at(connection: Connection, after: str) -> str:
    """The name of the person to go on after."""
    what, article, row = named_by(after)
    asked = select(ENTITY.c.name).join(ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
    asked = asked.where(ARTICLE.c.id == article, ENTITY.c.row_id == row).order_by(ENTITY.c.id.desc()).limit(1)
    name: str | None = connection.execute(asked).scalar()
    if what != "person" or name is None:
        raise _nowhere(after)
    return name


def named_by(after: str) -> tuple[str, str, str]:
    """What a `cursor` names: what it is, its article and its row. Raises `BadQuery`."""
    what, colon, rest = after.partition(":")
    article, slash, row = rest.rpartition("/")
    if not (colon and slash and what in ("person", "article", "statement")) or not (article + row).isprintable():
        raise _nowhere(after)
    return what, article, row


def _nowhere(after: str) -> BadQuery:
    return BadQuery(after, "the place to go on from is none of the record's")
