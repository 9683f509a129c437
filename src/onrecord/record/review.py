"""Statements that nobody has looked at yet, those first of which the reader was least sure."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, literal, select, tuple_

from onrecord.record.query_terms import BadQuery
from onrecord.record.reads import open_at
from onrecord.record.search import MOST, named_by, statement
from onrecord.record.search_rows import SOURCE, STATED
from onrecord.record.tables import ARTICLE, STATEMENT
from onrecord.terms import Hit


def to_review(connection: Connection, *, seq: int, limit: int, after: str | None) -> tuple[Hit, ...]:
    """`View.to_review` at the entry ``seq``."""
    limit = min(max(limit, 0), MOST)
    row_id = STATEMENT.c.row_id.collate("C") if connection.dialect.name == "postgresql" else STATEMENT.c.row_id
    order = (STATEMENT.c.confidence, STATEMENT.c.article, func.length(STATEMENT.c.row_id), row_id)
    asked = (
        select(*SOURCE, *STATED)
        .join(ARTICLE, ARTICLE.c.seq == STATEMENT.c.article)
        .where(~STATEMENT.c.reviewed, open_at(STATEMENT, seq))
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        last = _last(connection, after, seq=seq)
        place = (last.confidence, last.article, len(last.row_id), last.row_id)
        # Said twice: the first is what the index is entered by.
        asked = asked.where(STATEMENT.c.confidence >= last.confidence, tuple_(*order) > tuple_(*map(literal, place)))
    return tuple(statement(row) for row in connection.execute(asked))


def _last(connection: Connection, after: str, *, seq: int) -> Row[Any]:
    """The statement to go on behind: as it is, or else as it was last, where it was looked at since. Raises `BadQuery`."""
    what, article, row = named_by(after)
    asked = (
        select(*(STATEMENT.c[name] for name in ("confidence", "article", "row_id")))
        .join(ARTICLE, ARTICLE.c.seq == STATEMENT.c.article)
        .where(ARTICLE.c.id == article, STATEMENT.c.row_id == row, STATEMENT.c.since <= seq)
        .order_by(STATEMENT.c.id.desc())
        .limit(1)
    )
    found = connection.execute(asked).first()
    if what != "statement" or found is None:
        raise BadQuery(after, "the place to go on from is none of the record's")
    return found
