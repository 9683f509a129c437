"""What is worked out from readings to compare articles by: kept so that it need not be worked out again, never a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache as remembered
from typing import Any, Final

from sqlalchemy import Connection, Select, TextClause, bindparam, case, delete, func, insert, or_, select, text

from onrecord.ids import digest
from onrecord.record.index import storable
from onrecord.record.reads import chunks
from onrecord.record.tables import ARTICLE, FEATURE, LINK, MARK
from onrecord.record.values import Features, Link

MAX_HOLDERS: Final = 200
"""Articles that may share a key or band for it to tell them apart; a name in more of them is everybody's. It bounds what one
look at near articles costs, some thousand rows."""

_MARKS_AT_ONCE: Final = 64
"""Marks asked for in one statement: SQLite joins 500 SELECTs at most."""

_MAX_KEY = 100  # characters of a key as it is; a longer one is kept as its digest


def behind(connection: Connection, version: str, limit: int | None) -> list[str]:
    """The articles without features of this ``version``, in the order of adding. Costs what it finds, however many there are."""
    found: list[tuple[int, str]] = []
    last: str | None = None
    while True:
        asked = select(func.min(FEATURE.c.version))
        last = connection.execute(asked if last is None else asked.where(FEATURE.c.version > last)).scalar()
        if last is None:
            return [name for _, name in sorted(found)[:limit]]
        if last != version:
            of = select(FEATURE.c.article, ARTICLE.c.id).join(ARTICLE, ARTICLE.c.seq == FEATURE.c.article)
            rows = connection.execute(of.where(FEATURE.c.version == last).order_by(FEATURE.c.article).limit(limit))
            found += [(row.article, row.id) for row in rows]


def expect(connection: Connection, seq: int) -> None:
    """Note that the article in the entry ``seq`` is new or was read anew: it has no features yet."""
    connection.execute(insert(FEATURE), {"article": seq, "version": "", "signature": "", "sketch": ""})


def put_features(
    connection: Connection,
    article: str,
    version: str,
    *,
    signature: str,
    bands: Sequence[int],
    sketch: str,
    keys: Sequence[str],
    links: Iterable[Link],
) -> None:
    """Put the features of ``article`` and its links in the place of those of another version. Links to unknown articles are left out.

    Nothing where it has features of this ``version``: two who bring one record up to date do the same, and the slower of them knows
    fewer articles to link to.
    """
    links = tuple(links)
    seqs = seqs_of(connection, {article, *(end for link in links for end in link[:2])})
    seq = seqs.get(article)
    if seq is None or connection.execute(select(FEATURE.c.version).where(FEATURE.c.article == seq)).scalar() == version:
        return
    forget(connection, [seq])
    row = {"article": seq, "version": version, "signature": signature, "sketch": sketch}
    connection.execute(insert(FEATURE), row)
    marks = {("key", _short(key)) for key in keys} | {("band", str(band)) for band in bands}
    _insert(connection, MARK, [{"kind": kind, "value": value, "article": seq} for kind, value in sorted(marks)])
    ends: dict[tuple[int, int, str], float] = {}
    for link in links:
        if link.one in seqs and link.other in seqs and link.one != link.other:
            one, other = sorted((seqs[link.one], seqs[link.other]))
            ends[one, other, link.kind] = float(link.score)
    rows = [
        {"one": one, "other": other, "kind": kind, "score": score} for (one, other, kind), score in sorted(ends.items())
    ]
    _insert(connection, LINK, rows)


def forget(connection: Connection, seqs: Collection[int]) -> None:
    """Remove the features, marks and links of these articles, by the numbers of their entries."""
    for chunk in chunks(seqs):
        connection.execute(delete(FEATURE).where(FEATURE.c.article.in_(chunk)))
        connection.execute(delete(MARK).where(MARK.c.article.in_(chunk)))
        connection.execute(delete(LINK).where(LINK.c.one.in_(chunk)))
        connection.execute(delete(LINK).where(LINK.c.other.in_(chunk)))


def near(
    connection: Connection, *, keys: Collection[str], bands: Collection[int], besides: str, most: int
) -> dict[str, int]:
    """How many of ``keys`` and ``bands`` each other article shares; those that more than ``most`` articles have are passed over."""
    shared: Counter[int] = Counter()
    marks = {("key", _short(key)) for key in keys} | {("band", str(band)) for band in bands}
    for asked in chunks(sorted(marks), size=_MARKS_AT_ONCE):
        given = {f"{part}{i}": one[j] for i, one in enumerate(asked) for j, part in enumerate(("kind", "value"))}
        held = connection.execute(_holders(len(asked)), {**given, "most": most + 1}).all()
        holders = Counter(number for number, _ in held)
        shared.update(article for number, article in held if holders[number] <= most)
    names: dict[int, str] = {}
    for chunk in chunks(shared):
        rows = connection.execute(select(ARTICLE.c.seq, ARTICLE.c.id).where(ARTICLE.c.seq.in_(chunk)))
        names.update((row.seq, row.id) for row in rows)
    return {names[seq]: shared[seq] for seq in sorted(shared) if names[seq] != besides}


@remembered
def _holders(count: int) -> TextClause:
    """The holders of so many marks, each mark's bounded: one statement, since a hundred cost a hundred times the way to the database."""
    return text(
        " UNION ALL ".join(
            f"SELECT {i} AS number, article FROM (SELECT article FROM mark WHERE kind = :kind{i} AND value = :value{i} "
            f"LIMIT :most) AS holder{i}"
            for i in range(count)
        )
    )


def features(connection: Connection, ids: Collection[str], *, seq: int | None = None) -> dict[str, Features]:
    """The features of these articles, as far as they have any; ``seq``: of those added up to this entry."""
    found: dict[str, Features] = {}
    asked = select(ARTICLE.c.id, FEATURE.c.signature, FEATURE.c.sketch).join(
        FEATURE, FEATURE.c.article == ARTICLE.c.seq
    )
    asked = asked.where(FEATURE.c.version != "")
    if seq is not None:
        asked = asked.where(ARTICLE.c.seq <= seq)
    for chunk in chunks(map(storable, ids)):
        rows = connection.execute(asked.where(ARTICLE.c.id.in_(chunk)))
        found.update((row.id, Features(row.signature, row.sketch)) for row in rows)
    return found


def all_links(connection: Connection, *, kind: str | None, seq: int) -> tuple[Link, ...]:
    """The links among all articles up to the entry ``seq``, in the order of adding: all, or those of a ``kind``."""
    asked = _linked().order_by(LINK.c.one, LINK.c.other, LINK.c.kind)
    asked = asked if kind is None else asked.where(LINK.c.kind == kind)
    return tuple(Link(*row[:4]) for row in connection.execute(asked, {"seq": seq}))


def weights(connection: Connection, *, seq: int) -> list[tuple[str, str, float]]:
    """All links up to the entry ``seq`` with their weight, in the order of adding; a reprint weighs 1."""
    # Joined here, and in plain rows: the database takes twice as long to find the two ids of each of a hundred thousand links.
    found = connection.execute(select(ARTICLE.c.seq, ARTICLE.c.id).where(ARTICLE.c.seq <= seq))
    names = {row[0]: row[1] for row in found}
    weight = case((LINK.c.kind == "reprint", 1.0), else_=LINK.c.score)
    asked = select(LINK.c.one, LINK.c.other, weight).where(LINK.c.other <= seq)
    rows = connection.execute(asked.order_by(LINK.c.one, LINK.c.other, LINK.c.kind))
    return [(names[one], names[other], score) for one, other, score in rows]


def links(connection: Connection, ids: Collection[str], *, seq: int) -> tuple[Link, ...]:
    """The links up to the entry ``seq`` that have both ends among ``ids``."""
    numbers = set(seqs_of(connection, ids).values())
    rows = (
        row
        for chunk in chunks(numbers)
        for row in connection.execute(_linked().where(LINK.c.one.in_(chunk)), {"seq": seq})
    )
    return _in_order(row for row in rows if row[5] in numbers)


def links_from(connection: Connection, ids: Collection[str], *, least: float, seq: int) -> tuple[Link, ...]:
    """The links up to the entry ``seq`` with an end among ``ids``: those of a likeness of ``least`` or more, and reprints."""
    return _in_order(
        row
        for chunk in chunks(seqs_of(connection, ids).values())
        for asked in _linked_from()
        for row in connection.execute(asked, {"seq": seq, "least": least, "ends": chunk})
    )


def _in_order(rows: Iterable[Any]) -> tuple[Link, ...]:
    """Each link once, in the order of adding."""
    found = {(row[4], row[5], row[2]): Link(row[0], row[1], row[2], row[3]) for row in rows}
    return tuple(found[key] for key in sorted(found))


@remembered
def _linked() -> Select[Any]:
    """Built once: that takes longer than to find the links of an article."""
    one, other = ARTICLE.alias("first_article"), ARTICLE.alias("other_article")
    return (
        select(one.c.id, other.c.id, LINK.c.kind, LINK.c.score, LINK.c.one, LINK.c.other)
        .join(one, one.c.seq == LINK.c.one)
        .join(other, other.c.seq == LINK.c.other)
        .where(LINK.c.other <= bindparam("seq"))
    )


@remembered
def _linked_from() -> tuple[Select[Any], ...]:
    """The links that begin at some articles, and those that end there: each has an index of its own."""
    asked = _linked().where(or_(LINK.c.score >= bindparam("least"), LINK.c.kind == "reprint"))
    return tuple(asked.where(end.in_(bindparam("ends", expanding=True))) for end in (LINK.c.one, LINK.c.other))


@remembered
def _seqs() -> Select[Any]:
    return select(ARTICLE.c.id, ARTICLE.c.seq).where(ARTICLE.c.id.in_(bindparam("ids", expanding=True)))


def seqs_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of the entries of these articles, as far as they are there."""
    found: dict[str, int] = {}
    for chunk in chunks(map(storable, ids)):
        found.update((row.id, row.seq) for row in connection.execute(_seqs(), {"ids": chunk}))
    return found


def _short(key: str) -> str:
    return key if len(key) <= _MAX_KEY and key.isprintable() else f"#{digest(key)}"


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
