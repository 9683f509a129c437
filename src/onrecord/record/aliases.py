"""Other names of people, bodies and places, from an imported list."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, insert, select, update

from onrecord.ids import digest
from onrecord.record.forms import canonical
from onrecord.record.index import storable, words
from onrecord.record.log import Tail
from onrecord.record.reads import chunks
from onrecord.record.tables import ALIAS, ALIAS_NAME, ENTRY
from onrecord.record.values import Alias

_MAX_NAME = 500  # characters of folded words; the longest names of bodies have under 200


def add(connection: Connection, tail: Tail, rows: Sequence[Alias]) -> int:
    """Append the rows that say something new, and return how many did."""
    new = 0
    for said in rows:
        row = said._replace(qid=storable(said.qid))
        body = canonical(row._asdict())
        asked = select(ENTRY.c.body).join(ALIAS, ALIAS.c.seq == ENTRY.c.seq)
        known = connection.execute(asked.where(ALIAS.c.qid == row.qid, ALIAS.c.until.is_(None))).scalar()
        if known != body:
            seq = tail.append("alias", digest("alias", body, str(tail.seq + 1)), body)
            index_alias(connection, row, seq=seq)
            new += 1
    return new


def index_alias(connection: Connection, row: Alias, *, seq: int) -> None:
    """Index the alias in the entry ``seq``: it stands for its QID from here on."""
    earlier = update(ALIAS).where(ALIAS.c.qid == row.qid, ALIAS.c.until.is_(None))
    connection.execute(earlier.values(until=seq))
    connection.execute(insert(ALIAS), {"seq": seq, "qid": row.qid, "until": None})
    names = folded_names(row)
    if names:
        connection.execute(insert(ALIAS_NAME), [{"name": name, "alias": seq} for name in sorted(names)])


def folded_names(row: Alias) -> set[str]:
    """The names under which ``row`` is found."""
    return {words(name)[:_MAX_NAME] for name in (row.label, *row.aliases)} - {""}


def alias_of(body: str) -> Alias:
    """The alias in an entry."""
    row = json.loads(body)
    return Alias(row["qid"], row["label"], tuple(row["aliases"]), row["description"])


def named(connection: Connection, names: Collection[str], *, seq: int) -> tuple[Alias, ...]:
    """The rows that have one of ``names`` as a label or alias, without case and diacritics, by QID."""
    found: dict[int, Alias] = {}
    for chunk in chunks({words(name)[:_MAX_NAME] for name in names} - {""}):
        asked = (
            select(ALIAS.c.seq, ENTRY.c.body)
            .join(ENTRY, ENTRY.c.seq == ALIAS.c.seq)
            .join(ALIAS_NAME, ALIAS_NAME.c.alias == ALIAS.c.seq)
            .where(ALIAS_NAME.c.name.in_(chunk), ALIAS.c.seq <= seq, ALIAS.c.until.is_(None) | (ALIAS.c.until > seq))
        )
        found.update((row.seq, alias_of(row.body)) for row in connection.execute(asked))
    return tuple(sorted(found.values(), key=lambda alias: alias.qid))
