"""Are the indexes what the log makes of them, now and at each entry before?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, func, select

from onrecord.record.aliases import alias_of, folded_names
from onrecord.record.base import Base
from onrecord.record.correcting import ends_of
from onrecord.record.index import article_row, differences, storable
from onrecord.record.log import Entry, entries_of, last_seq
from onrecord.record.reads import Place, Reads
from onrecord.record.tables import ALIAS, ALIAS_NAME, ARTICLE, CORRECTION, ENTRY, READING
from onrecord.record.values import Fault

_CHUNK: Final = 50  # articles in one transaction: who writes is not kept waiting
_INDEX_OF: Final = {"article": ARTICLE, "reading": READING, "correction": CORRECTION, "alias": ALIAS}
_WRONG: Final = (ValueError, KeyError, TypeError, AttributeError)  # what reading a damaged row comes to


def index_faults(base: Base) -> Iterator[Fault]:
    """Every row of an index that the log does not make, or makes otherwise."""
    with base.reading() as connection:
        seq = last_seq(connection)
        found = [Fault("the indexes", what) for what in _counts(connection, seq=seq)]
        places = Reads().places(connection, None, seq=seq)
        for entry in (*entries_of(connection, "correction", seq), *entries_of(connection, "alias", seq)):
            try:
                what = _of_correction(connection, entry) if entry.kind == "correction" else _of_alias(connection, entry)
            except _WRONG as wrong:
                what = f"its index cannot be compared with it ({wrong})"
            if what:
                found.append(Fault(f"entry {entry.seq} ({entry.kind} {entry.id})", what))
    yield from found
    for start in range(0, len(places), _CHUNK):
        with base.reading() as connection:
            found = [
                Fault(f"article {place.id}", what)
                for place in places[start : start + _CHUNK]
                for what in _of_article(connection, place, seq=seq)
            ]
        yield from found


def _of_article(connection: Connection, place: Place, *, seq: int) -> Iterator[str]:
    """The article's row, and those of its readings at each entry that changed them, and just before."""
    try:
        asked = select(READING.c.seq, READING.c.reader, ENTRY.c.body).outerjoin(ENTRY, ENTRY.c.seq == READING.c.seq)
        readings = connection.execute(asked.where(READING.c.article == place.seq)).all()
        if any(storable(json.loads(row.body)["reader"]) != row.reader for row in readings):
            yield "the index reading has it otherwise; `Record.rebuild` makes it anew"
        changes = [
            *(row.seq for row in readings),
            *connection.execute(select(CORRECTION.c.seq).where(CORRECTION.c.article == place.seq)).scalars(),
        ]
        moments = sorted({seq, *changes, *(change - 1 for change in changes if change > place.seq)})
        reads = Reads()
        for at in moments:
            (then,) = reads.places(connection, [place.id], seq=at)
            read = reads.corrected(connection, [then], seq=at)[place.id]
            if at == seq:
                stored = connection.execute(select(ARTICLE).where(ARTICLE.c.seq == place.seq)).mappings().one()
                added = connection.execute(select(ENTRY.c.at).where(ENTRY.c.seq == place.seq)).scalar_one()
                if dict(stored) != article_row(read.reading.article, seq=place.seq, added=added):
                    yield "the index article has it otherwise; `Record.rebuild` makes it anew"
            yield from differences(connection, read.reading, article=place.seq, seq=at)
    except _WRONG as wrong:
        yield f"its indexes cannot be compared with the log ({wrong})"


def _of_correction(connection: Connection, entry: Entry) -> str | None:
    row = connection.execute(select(CORRECTION).where(CORRECTION.c.seq == entry.seq)).first()
    if row is None:
        return "is not in the index correction"
    ends, pair = ends_of(connection, entry.body)
    if (row.article, row.other_article) != ends or row.pair != pair:
        return "the index correction has it otherwise; `Record.rebuild` makes it anew"
    return None


def _of_alias(connection: Connection, entry: Entry) -> str | None:
    row = connection.execute(select(ALIAS).where(ALIAS.c.seq == entry.seq)).first()
    if row is None:
        return "is not in the index alias"
    alias = alias_of(entry.body)
    names = set(connection.execute(select(ALIAS_NAME.c.name).where(ALIAS_NAME.c.alias == entry.seq)).scalars())
    later = select(func.min(ALIAS.c.seq)).where(ALIAS.c.qid == row.qid, ALIAS.c.seq > entry.seq)
    if row.qid != alias.qid or names != folded_names(alias) or row.until != connection.execute(later).scalar():
        return "the index alias has it otherwise; `Record.rebuild` makes it anew"
    return None


def _counts(connection: Connection, *, seq: int) -> Iterator[str]:
    for kind, table in _INDEX_OF.items():
        there = connection.execute(select(func.count()).where(table.c.seq <= seq)).scalar()
        of_kind = select(func.count()).where(ENTRY.c.kind == kind, ENTRY.c.seq <= seq)
        wanted = connection.execute(of_kind).scalar()
        if there != wanted:
            yield f"{table.name} has {there} rows, the log {wanted} entries; `Record.rebuild` makes it anew"
        beyond = connection.execute(select(func.max(table.c.seq))).scalar()
        if beyond is not None and beyond > last_seq(connection):
            yield f"{table.name} names entry {beyond}, and the log ends before: entries are missing at its end"
