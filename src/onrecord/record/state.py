"""What a telling of some articles depends on, as one short key: it is asked for each time a page is, and tells it anew seldom."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from onrecord.ids import digest
from onrecord.record.index import storable
from onrecord.record.reads import chunks
from onrecord.record.tables import ALIAS, ARTICLE, CORRECTION, FEATURE, LINK, READING, SEQ


def state(connection: Connection, ids: Collection[str], *, seq: int) -> str:
    """`View.state` at the entry ``seq``."""
    rows = [
        tuple(row)
        for chunk in chunks(sorted(set(map(storable, ids))))
        for row in connection.execute(_articles(), {"seq": seq, "ids": chunk})
    ]
    numbers = [row[1] for row in rows]
    links = [tuple(row) for chunk in chunks(numbers) for row in connection.execute(_links(), {"ones": chunk})]
    ends = set(numbers)
    among = sorted(link for link in links if link[1] in ends)
    whole = connection.execute(_whole(), {"seq": seq}).one()
    return digest("state", *map(repr, sorted(rows)), *map(repr, among), repr(tuple(whole)))


# These are built once: that takes longer than to find what they ask for.


@cache
def _articles() -> Select[Any]:
    """Each article with its newest reading and correction, the last version at its address, and the version of its features."""
    seq = bindparam("seq", type_=SEQ)

    def last(column: Any, *where: Any) -> Any:
        return select(func.max(column)).where(column <= seq, *where).correlate(ARTICLE).scalar_subquery()

    other = ARTICLE.alias("version")
    return (
        select(
            ARTICLE.c.id,
            ARTICLE.c.seq,
            last(READING.c.seq, READING.c.article == ARTICLE.c.seq),
            last(CORRECTION.c.seq, CORRECTION.c.article == ARTICLE.c.seq),
            last(CORRECTION.c.seq, CORRECTION.c.other_article == ARTICLE.c.seq),
            last(other.c.seq, other.c.url_key == ARTICLE.c.url_key),
            FEATURE.c.version,
        )
        .outerjoin(FEATURE, FEATURE.c.article == ARTICLE.c.seq)
        .where(ARTICLE.c.seq <= seq, ARTICLE.c.id.in_(bindparam("ids", expanding=True)))
    )


@cache
def _links() -> Select[Any]:
    asked = select(LINK.c.one, LINK.c.other, LINK.c.kind, LINK.c.score)
    return asked.where(LINK.c.one.in_(bindparam("ones", expanding=True)))


@cache
def _whole() -> Select[Any]:
    """What of the whole record a telling depends on: verdicts on who is one, and other names."""
    seq = bindparam("seq", type_=SEQ)
    pairs = CORRECTION.alias("pairs")
    pair = select(pairs.c.seq).where(pairs.c.pair, pairs.c.seq <= seq).order_by(pairs.c.seq.desc()).limit(1)
    alias = select(func.max(ALIAS.c.seq)).where(ALIAS.c.seq <= seq)
    return select(pair.scalar_subquery(), alias.scalar_subquery())
