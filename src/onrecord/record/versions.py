"""Which articles are versions of one another: those at one address, in the order of when they were changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from onrecord.record.index import storable
from onrecord.record.reads import chunks
from onrecord.record.tables import ARTICLE, SEQ
from onrecord.terms import Kept, Published


def kept(connection: Connection, ids: Iterable[str] | None, *, seq: int) -> tuple[Kept, ...]:
    """The articles up to the entry ``seq`` in the order of adding: all, or those of ``ids`` that are there."""
    if ids is None:
        rows = list(connection.execute(_all().order_by(ARTICLE.c.seq), {"seq": seq}).mappings())
        return _kept(rows, rows)
    rows = [
        row
        for chunk in chunks(map(storable, ids))
        for row in connection.execute(_of(), {"seq": seq, "ids": chunk}).mappings()
    ]
    rows = sorted({row["seq"]: row for row in rows}.values(), key=lambda row: int(row["seq"]))
    keys = {row["url_key"] for row in rows} - {None}
    beside = [
        row
        for chunk in chunks(sorted(keys))
        for row in connection.execute(_at(), {"seq": seq, "keys": chunk}).mappings()
    ]
    return _kept(rows, beside)


# These are built once: that takes longer than to find what they ask for.


@cache
def _all() -> Select[Any]:
    return select(ARTICLE).where(ARTICLE.c.seq <= bindparam("seq", type_=SEQ))


@cache
def _of() -> Select[Any]:
    return _all().where(ARTICLE.c.id.in_(bindparam("ids", expanding=True)))


@cache
def _at() -> Select[Any]:
    return _all().where(ARTICLE.c.url_key.in_(bindparam("keys", expanding=True)))


def _kept(rows: Sequence[RowMapping], beside: Sequence[RowMapping]) -> tuple[Kept, ...]:
    """``rows`` as values; ``beside`` are all articles at their addresses."""
    at: dict[str, list[RowMapping]] = defaultdict(list)
    for row in beside:
        if row["url_key"] is not None:
            at[row["url_key"]].append(row)
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for versions in at.values():
        versions.sort(key=_when)
        for earlier, later in pairwise(versions):
            before[later["seq"]] = earlier["id"]
            after[earlier["seq"]] = later["id"]
    return tuple(_value(row, before.get(row["seq"]), after.get(row["seq"])) for row in rows)


def _when(row: RowMapping) -> tuple[str, str, int]:
    """When a version was made, as far as it tells: changed or published, then captured, then added."""
    return row["modified"] or row["date"] or "", row["captured"] or "", row["seq"]


def _value(row: Any, revises: str | None, revised_by: str | None) -> Kept:
    published = None
    if row["date"] is not None:
        published = Published(row["date"], row["date_precision"], row["date_basis"], row["date_why"])
    return Kept(
        row["id"],
        row["seq"],
        row["added"],
        row["title"],
        row["outlet"],
        row["url"],
        published,
        row["modified"],
        row["sha256"],
        revises,
        revised_by,
    )
