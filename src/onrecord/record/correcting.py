"""A person's verdict taken in: is there such a row, does it make sense, and what is kept of it."""

from __future__ import annotations

import json
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from onrecord.errors import RefusedCorrection, UnknownRow
from onrecord.record.base import Base
from onrecord.record.corrections import (
    PAIRS,
    Made,
    Row,
    RowKind,
    checked,
    name_of,
    rows_of,
    spans_of,
    standing,
    undoable,
)
from onrecord.record.derived import seqs_of
from onrecord.record.index import project, storable
from onrecord.record.log import Tail
from onrecord.record.reads import Place, Read, Reads, correction_body, correction_id, corrections, find_article
from onrecord.record.tables import CORRECTION, ENTRY
from onrecord.terms import VERDICTS, Correction, Span

KIND = "correction"


class _Found(NamedTuple):
    place: Place
    read: Read
    item: str
    kind: RowKind
    row: Row


def correct(base: Base, reads: Reads, connection: Connection, tail: Tail, asked: Correction) -> Correction:
    """Append ``asked``, which has no id, moment and spans yet, and return it with them.

    One that says again what holds already is not appended twice. Raises `UnknownRow` and `RefusedCorrection`.
    """
    _check(asked)
    if asked.verdict == "undo":
        return _undo(base, reads, connection, tail, asked)
    found = _find(reads, connection, asked.row, seq=tail.seq)
    made = _made(reads, connection, tail, asked, found)
    for one in standing(corrections(connection, seq=tail.seq, articles=[found.place.seq])):
        if correction_body(one) == correction_body(made):
            return one.correction
    return _append(base, reads, connection, tail, made)


def _check(asked: Correction) -> None:
    verdict = asked.verdict
    if verdict not in VERDICTS:
        raise RefusedCorrection(asked.row, f"{verdict!r} is no verdict; it is one of {', '.join(VERDICTS)}")
    if not asked.by.strip():
        raise RefusedCorrection(asked.row, "who says so must be named")
    if verdict == "replace" and not asked.field:
        raise RefusedCorrection(asked.row, "the field that is to be replaced must be named")
    if verdict != "replace" and (asked.field is not None or asked.value is not None):
        raise RefusedCorrection(asked.row, f"{verdict} takes no field and no value")
    if verdict in ("same", "different") and not asked.other:
        raise RefusedCorrection(asked.row, f"{verdict} needs the second entity")
    if verdict not in PAIRS and asked.other is not None:
        raise RefusedCorrection(asked.row, f"{verdict} is said of one row")


def _find(reads: Reads, connection: Connection, said: str, *, seq: int) -> _Found:
    """The row that is meant. Raises `UnknownRow` with the nearest there are."""
    article, _, item = said.rpartition("/")
    if not article:
        raise UnknownRow(said)
    try:
        name = find_article(connection, article, seq=seq)
    except UnknownRow as unknown:
        raise UnknownRow(said, tuple(f"{near}/{item}" for near in unknown.near)) from unknown
    (place,) = reads.places(connection, [name], seq=seq)
    read = reads.corrected(connection, [place], seq=seq)[name]
    rows = {**rows_of(read.reading), **rows_of(reads.uncorrected(connection, [place])[name])}
    if item not in rows:
        near = get_close_matches(item, rows, n=2, cutoff=0.5) or list(rows)[:1]
        raise UnknownRow(said, tuple(f"{name}/{one}" for one in near))
    return _Found(place, read, item, *rows[item])


def _made(reads: Reads, connection: Connection, tail: Tail, asked: Correction, found: _Found) -> Made:
    row = f"{found.place.id}/{found.item}"
    value, other = asked.value, None
    whom: tuple[Span, ...] = ()
    if asked.verdict == "replace":
        value = checked(row, found.kind, found.row, found.read.reading, field=asked.field, value=asked.value)
        if asked.field == "speaker" and asked.value is not None:
            entity = name_of(found.read.reading, " ".join(asked.value.split()))
            whom = spans_of(entity) if entity else ()
    if asked.other is not None:
        if found.kind != "entity":
            raise RefusedCorrection(row, f"is a {found.kind}: {asked.verdict} is said of entities")
        other = _find(reads, connection, asked.other, seq=tail.seq)
        if other.kind != "entity":
            raise RefusedCorrection(asked.other, f"is a {other.kind}: {asked.verdict} is said of entities")
        if (other.place.id, other.item) == (found.place.id, found.item):
            raise RefusedCorrection(row, "is one row; the second entity must be another")
    said = replace(
        asked,
        row=row,
        value=value,
        other=f"{other.place.id}/{other.item}" if other else None,
        spans=spans_of(found.row),
    )
    return Made(
        tail.seq + 1,
        said,
        found.kind,
        found.read.name,
        whom,
        spans_of(other.row) if other else (),
        other.read.name if other else None,
    )


def _undo(base: Base, reads: Reads, connection: Connection, tail: Tail, asked: Correction) -> Correction:
    meant = select(ENTRY.c.seq).where(ENTRY.c.kind == KIND, ENTRY.c.id == storable(asked.row))
    seq = connection.execute(meant).scalar()
    if seq is None:
        ids = connection.execute(select(ENTRY.c.id).where(ENTRY.c.kind == KIND)).scalars()
        raise UnknownRow(asked.row, tuple(get_close_matches(asked.row, ids, n=1, cutoff=0.5)))
    of = connection.execute(select(CORRECTION.c.article).where(CORRECTION.c.seq == seq)).scalar_one()
    if asked.row not in undoable(corrections(connection, seq=tail.seq, articles=[of])):
        raise RefusedCorrection(asked.row, "is undone already")
    made = Made(tail.seq + 1, asked, None, "")
    return _append(base, reads, connection, tail, made)


def _append(base: Base, reads: Reads, connection: Connection, tail: Tail, made: Made) -> Correction:
    body = correction_body(made)
    name = correction_id(body, tail.seq + 1)
    seq = tail.append(KIND, name, body)
    index_correction(base, reads, connection, body, seq=seq)
    return replace(made.correction, id=name, at=tail.at)


def ends_of(connection: Connection, body: str) -> tuple[tuple[int, int | None], bool]:
    """The numbers of the articles that a correction with this body is of, and whether it is of two entities.

    Raises ValueError where an article or a correction that it names is not indexed.
    """
    row = json.loads(body)
    if row["verdict"] == "undo":
        meant = select(ENTRY.c.seq).where(ENTRY.c.kind == KIND, ENTRY.c.id == row["row"]).scalar_subquery()
        undone = connection.execute(select(CORRECTION).where(CORRECTION.c.seq == meant)).first()
        if undone is None:
            raise ValueError(f"there is no correction {row['row']} before it")
        return (undone.article, undone.other_article), undone.pair
    names = [row[end].rpartition("/")[0] for end in ("row", "other") if row[end] is not None]
    seqs = seqs_of(connection, names)
    if set(names) - seqs.keys():
        raise ValueError(f"there is no article {names[0]} before it")
    return (seqs[names[0]], seqs[names[1]] if len(names) > 1 else None), len(names) > 1


def index_correction(base: Base, reads: Reads, connection: Connection, body: str, *, seq: int) -> None:
    """Index the correction in the entry ``seq``, and the rows of its article as they are with it."""
    (article, other), pair = ends_of(connection, body)
    row = {"seq": seq, "article": article, "other_article": other, "pair": pair}
    connection.execute(insert(CORRECTION), row)
    if pair:
        return
    name = str(connection.execute(select(ENTRY.c.id).where(ENTRY.c.seq == article)).scalar())
    (place,) = reads.places(connection, [name], seq=seq)
    read = reads.corrected(connection, [place], seq=seq)[name]
    project(base, connection, read.reading, reviewed=read.reviewed, article=article, seq=seq, fresh=False)
