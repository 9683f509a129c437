"""Corrections as people look through them: the newest first, each with whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select

from onrecord.errors import UnknownRow
from onrecord.record.corrections import Made, standing, undoable
from onrecord.record.index import storable
from onrecord.record.reads import corrections, find_article, made_of
from onrecord.record.tables import ARTICLE, CORRECTION, ENTRY
from onrecord.terms import Correction

if TYPE_CHECKING:
    from onrecord.record.view import View

MOST: Final = 500
"""Corrections of one page at most."""

_AT_ONCE: Final = 500
"""Corrections looked through at a time where those of one person are asked for."""


class Listed(NamedTuple):
    """A correction in the list: ``holds`` tells whether it is in force, that is neither undone nor overtaken by a later one.

    ``article`` is the id of the article whose row it is of. ``undoes`` is, of an *undo*, what it takes back; else None.
    """

    correction: Correction
    article: str
    holds: bool
    undoes: Correction | None


def list_corrections(
    view: View, *, article: str | None = None, by: str | None = None, limit: int = 50, after: str | None = None
) -> tuple[Listed, ...]:
    """The corrections of the record, the newest first: all, those of one ``article``'s rows, or those ``by`` one person.

    ``by`` is the name as it was given, without case. ``limit`` is 0 to `MOST`; ``after`` is the id of the last one of the page
    before. Raises `UnknownRow` for an article or a correction that is not there.
    """
    limit = min(max(limit, 0), MOST)
    with view.base.reading() as connection:
        before = view.seq + 1 if after is None else _seq_of(connection, after, seq=view.seq)
        of = None if article is None else _article_seq(connection, article, seq=view.seq)
        found: list[tuple[Made, int]] = []
        for made, place in _newest(connection, before, of):
            if len(found) == limit:
                break
            if by is None or made.correction.by.casefold() == by.strip().casefold():
                found.append((made, place))
        return _listed(connection, found, seq=view.seq)


def correction(view: View, name: str) -> Listed:
    """The correction with this id. Raises `UnknownRow`."""
    with view.base.reading() as connection:
        seq = _seq_of(connection, name, seq=view.seq)
        return _listed(connection, _rows(connection, CORRECTION.c.seq == seq), seq=view.seq)[0]


def _newest(connection: Connection, before: int, article: int | None) -> Iterator[tuple[Made, int]]:
    while True:
        wanted = CORRECTION.c.seq < before
        if article is not None:
            wanted &= (CORRECTION.c.article == article) | (CORRECTION.c.other_article == article)
        rows = _rows(connection, wanted)
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        before = rows[-1][0].seq


def _rows(connection: Connection, wanted: ColumnElement[bool]) -> list[tuple[Made, int]]:
    return [(made_of(*row[:4]), row[4]) for row in connection.execute(_asked().where(wanted))]


@cache
def _asked() -> Select[Any]:
    return (
        select(ENTRY.c.seq, ENTRY.c.id, ENTRY.c.at, ENTRY.c.body, CORRECTION.c.article)
        .join(CORRECTION, CORRECTION.c.seq == ENTRY.c.seq)
        .order_by(CORRECTION.c.seq.desc())
        .limit(_AT_ONCE)
    )


def _listed(connection: Connection, found: Iterable[tuple[Made, int]], *, seq: int) -> tuple[Listed, ...]:
    rows = list(found)
    if not rows:
        return ()
    articles = sorted({place for _, place in rows})
    made = corrections(connection, seq=seq, articles=articles)
    known = {one.correction.id: one.correction for one in made}
    # An undo stands with nothing: it holds while no other takes it back.
    holding = {one.correction.id for one in standing(made)} | {
        name for name in undoable(made) if known[name].verdict == "undo"
    }
    asked = select(ARTICLE.c.seq, ARTICLE.c.id).where(ARTICLE.c.seq.in_(articles))
    ids = {row.seq: row.id for row in connection.execute(asked)}
    return tuple(
        Listed(
            one.correction,
            ids[place],
            one.correction.id in holding,
            known.get(one.correction.row) if one.correction.verdict == "undo" else None,
        )
        for one, place in rows
    )


def _seq_of(connection: Connection, name: str, *, seq: int) -> int:
    asked = select(ENTRY.c.seq).where(ENTRY.c.kind == "correction", ENTRY.c.id == storable(name), ENTRY.c.seq <= seq)
    found: int | None = connection.execute(asked).scalar()
    if found is None:
        raise UnknownRow(name)
    return found


def _article_seq(connection: Connection, name: str, *, seq: int) -> int:
    article = find_article(connection, name, seq=seq)
    found: int = connection.execute(select(ARTICLE.c.seq).where(ARTICLE.c.id == article)).scalar_one()
    return found
