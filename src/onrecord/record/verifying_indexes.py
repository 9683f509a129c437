"""Are the indexes what the log makes of them, now and at each entry before?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, func, select

from onrecord.record.aliases import alias_of, folded_names
from onrecord.record.base import Base
from onrecord.record.correcting import ends_of
from onrecord.record.index import PROJECTED, article_row, key_of, rows_of, storable
from onrecord.record.log import Entry, entries_of, last_seq
from onrecord.record.reads import Place, Reads
from onrecord.record.tables import ALIAS, ALIAS_NAME, ARTICLE, CORRECTION, ENTRY, READING
from onrecord.record.values import Fault

_CHUNK: Final = 50  # articles in one transaction: who writes is not kept waiting
_INDEX_OF: Final = {"article": ARTICLE, "reading": READING, "correction": CORRECTION, "alias": ALIAS}
_WRONG: Final = (ValueError, KeyError, TypeError, AttributeError)  # what reading a damaged row comes to


def index_faults(base: Base) -> Iterator[Fault]:
    """Every row of an index that the log does not make, or makes otherwise."""
    with base.reading(bounded=False) as connection:
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
        with base.reading(bounded=False) as connection:
            found = _of_articles(connection, places[start : start + _CHUNK], seq=seq)
        yield from found


def _of_articles(connection: Connection, places: Sequence[Place], *, seq: int) -> list[Fault]:
    """What is wrong with the rows of these articles; one that cannot be read is looked at by itself, and named."""
    try:
        wanted, there = _Wanted(connection, places, seq=seq), _there(connection, places)
        return [
            Fault(f"article {place.id}", what)
            for place in places
            for what in (*_of_article(connection, place, wanted), *_differences(place, wanted, there))
        ]
    except _WRONG as wrong:
        if len(places) > 1:
            return [fault for place in places for fault in _of_articles(connection, [place], seq=seq)]
        return [Fault(f"article {places[0].id}", f"its indexes cannot be compared with the log ({wrong})")]


class _Wanted:
    """The rows that some articles must have, worked out from the log: by table and article, each with its first and last entry."""

    def __init__(self, connection: Connection, places: Sequence[Place], *, seq: int) -> None:
        self.readings = Reads().corrected(connection, places, seq=seq)
        self.rows: dict[tuple[str, int], set[object]] = {}
        changes: dict[int, list[int]] = {place.seq: [] for place in places}
        for table in (READING, CORRECTION):
            asked = select(table.c.article, table.c.seq).where(table.c.article.in_(changes), table.c.seq <= seq)
            asked = asked.where(~CORRECTION.c.pair) if table is CORRECTION else asked
            for row in connection.execute(asked):
                changes[row.article].append(row.seq)
        for place in places:
            self._replay(connection, place, sorted(changes[place.seq]))

    def _replay(self, connection: Connection, place: Place, changes: Sequence[int]) -> None:
        since: dict[str, dict[object, int]] = {table.name: {} for table in PROJECTED}
        closed: dict[str, set[object]] = {table.name: set() for table in PROJECTED}
        for at in changes:
            if at == changes[-1]:
                read = self.readings[place.id]
            else:
                reads = Reads()
                then = reads.places(connection, [place.id], seq=at)
                read = reads.corrected(connection, then, seq=at)[place.id]
            for table, rows in rows_of(read.reading, read.reviewed).items():
                keys = [key_of(row) for row in rows]
                for key in since[table].keys() - set(keys):
                    closed[table].add((key, since[table].pop(key), at))
                for key in keys:
                    since[table].setdefault(key, at)
        for name, still in since.items():
            self.rows[name, place.seq] = closed[name] | {(key, first, None) for key, first in still.items()}


def _there(connection: Connection, places: Sequence[Place]) -> dict[tuple[str, int], set[object]]:
    """The rows that these articles have."""
    found: dict[tuple[str, int], set[object]] = {
        (table.name, place.seq): set() for table in PROJECTED for place in places
    }
    for table in PROJECTED:
        asked = select(table).where(table.c.article.in_([place.seq for place in places]))
        for row in connection.execute(asked).mappings():
            found[table.name, row["article"]].add((key_of(row), row["since"], row["until"]))
    return found


def _differences(place: Place, wanted: _Wanted, there: Mapping[tuple[str, int], set[object]]) -> Iterator[str]:
    for table in PROJECTED:
        at = table.name, place.seq
        for what, rows in (
            ("lacks", wanted.rows[at] - there[at]),
            ("has too much or changed", there[at] - wanted.rows[at]),
        ):
            if rows:
                names = ", ".join(sorted({str(dict(row[0])["row_id"]) for row in rows}))  # type: ignore[index]
                yield f"the index {table.name} {what}: {names}; `Record.rebuild` makes it anew"


def _of_article(connection: Connection, place: Place, wanted: _Wanted) -> Iterator[str]:
    """The article's own row, and those that say which readings it has."""
    stored = connection.execute(select(ARTICLE).where(ARTICLE.c.seq == place.seq)).mappings().one()
    added = connection.execute(select(ENTRY.c.at).where(ENTRY.c.seq == place.seq)).scalar_one()
    article = wanted.readings[place.id].reading.article
    if dict(stored) != article_row(article, seq=place.seq, added=added):
        yield "the index article has it otherwise; `Record.rebuild` makes it anew"
    asked = select(READING.c.reader, READING.c.until, READING.c.seq, ENTRY.c.body)
    joined = asked.outerjoin(ENTRY, ENTRY.c.seq == READING.c.seq).where(READING.c.article == place.seq)
    rows = connection.execute(joined.order_by(READING.c.seq)).all()
    untils = [row.seq for row in rows[1:]] + [None]
    if any(
        storable(json.loads(row.body)["reader"]) != row.reader or row.until != until
        for row, until in zip(rows, untils, strict=False)
    ):
        yield "the index reading has it otherwise; `Record.rebuild` makes it anew"


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
