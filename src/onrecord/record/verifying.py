"""Is everything as it was written? Each fault is named by its entry or row; nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import Connection, select

from onrecord.errors import RecordError, SpanMismatch
from onrecord.record import tables
from onrecord.record.adding import capture_body
from onrecord.record.aliases import alias_of
from onrecord.record.base import Base
from onrecord.record.captures import fault_of, misplaced, unpacked
from onrecord.record.forms import article_of, canonical, reading_of
from onrecord.record.log import FIRST, KINDS, Entry, hash_of, next_entries
from onrecord.record.reads import correction_id, made_of, reading_id
from onrecord.record.tables import CAPTURE, ENTRY, META
from onrecord.record.values import Fault
from onrecord.record.verifying_indexes import index_faults
from onrecord.testing import assert_references, assert_spans

_CHUNK: Final = 50  # captures in one transaction: who writes is not kept waiting


def faults(base: Base) -> Iterator[Fault]:
    """Every fault of the database, the log, the captures and the indexes, in this order."""
    for look in (_database, _log, _captures, index_faults):
        try:
            yield from look(base)
        except RecordError as wrong:  # the database itself gives up
            yield Fault(wrong.where, wrong.why)


def _database(base: Base) -> Iterator[Fault]:
    with base.reading(bounded=False) as connection:
        found = [Fault(*said) for said in base.faults(connection)]
        version = connection.execute(select(META.c.value).where(META.c.name == "version")).scalar()
        connection.rollback()
    if version != str(tables.VERSION):
        found.append(Fault("the table meta", f"names version {version!r}, not {tables.VERSION}"))
    yield from found


def _log(base: Base) -> Iterator[Fault]:
    seq, prev = 0, FIRST
    while True:
        with base.reading(bounded=False) as connection:
            some = next_entries(connection, after=seq)
            found = []
            for entry in some:
                found += [Fault(_name(entry), what) for what in _of_entry(connection, entry, seq=seq + 1, prev=prev)]
                seq, prev = entry.seq, entry.hash
        yield from found
        if not some:
            return


def _name(entry: Entry) -> str:
    return f"entry {entry.seq} ({entry.kind} {entry.id})"


def _of_entry(connection: Connection, entry: Entry, *, seq: int, prev: str) -> Iterator[str]:
    if entry.seq != seq:
        yield f"entry {seq} is missing before it"
    if entry.prev != prev:
        yield "does not follow the entry before: its hash is not the one that stands here"
    if hash_of(entry.seq, entry.kind, entry.id, entry.at, entry.body, entry.prev) != entry.hash:
        yield "was changed: its hash is not right"
        return  # what else is wrong with it follows from that
    if entry.kind not in KINDS:
        yield "is of an unknown kind"
        return
    try:
        if canonical(json.loads(entry.body)) != entry.body:
            yield "is not written in the canonical form"
        yield from _CHECKS[entry.kind](connection, entry)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        yield f"cannot be understood ({wrong})"


def _of_capture(connection: Connection, entry: Entry) -> Iterator[str]:
    size = connection.execute(select(CAPTURE.c.size).where(CAPTURE.c.sha256 == entry.id)).scalar()
    if size is None:
        yield "its bytes are missing"
    elif entry.body != capture_body(entry.id, size):
        yield "its size is not that of its bytes"


def _of_article(connection: Connection, entry: Entry) -> Iterator[str]:
    article = article_of(entry.body)
    if article.id != entry.id:
        yield f"holds the article {article.id}"
    row = connection.execute(select(CAPTURE.c.body).where(CAPTURE.c.sha256 == article.sha256)).first()
    if row is not None:
        try:
            wrong = misplaced(article, unpacked(article.sha256, row.body))
        except RecordError:
            return  # said of the capture
        if wrong:
            yield wrong


def _of_reading(connection: Connection, entry: Entry) -> Iterator[str]:
    of = str(json.loads(entry.body)["article"])
    body = connection.execute(select(ENTRY.c.body).where(ENTRY.c.kind == "article", ENTRY.c.id == of)).scalar()
    if body is None:
        yield f"its article, {of}, is missing"
        return
    reading = reading_of(entry.body, article_of(body))
    if reading_id(of, reading.reader) != entry.id:
        yield f"is not the reading of {of} by {reading.reader!r}"
    try:
        assert_spans(reading)
        assert_references(reading)
    except (SpanMismatch, AssertionError) as wrong:
        yield str(wrong)


def _of_correction(_: Connection, entry: Entry) -> Iterator[str]:
    made_of(entry.seq, entry.id, entry.at, entry.body)
    if correction_id(entry.body, entry.seq) != entry.id:
        yield "its id is not that of its words"


def _of_alias(_: Connection, entry: Entry) -> Iterator[str]:
    alias_of(entry.body)
    yield from ()


_CHECKS: Final[dict[str, Callable[[Connection, Entry], Iterator[str]]]] = {
    "capture": _of_capture,
    "article": _of_article,
    "reading": _of_reading,
    "correction": _of_correction,
    "alias": _of_alias,
}


def _captures(base: Base) -> Iterator[Fault]:
    after = ""
    known = select(ENTRY.c.seq).where(ENTRY.c.kind == "capture", ENTRY.c.id == CAPTURE.c.sha256).exists()
    while True:
        asked = select(CAPTURE, known.label("known")).where(CAPTURE.c.sha256 > after).order_by(CAPTURE.c.sha256)
        with base.reading(bounded=False) as connection:
            rows = connection.execute(asked.limit(_CHUNK)).all()
        for row in rows:
            after = row.sha256
            wrong = fault_of(row)
            if wrong:
                yield Fault(f"capture {row.sha256}", wrong)
            elif not row.known:
                yield Fault(f"capture {row.sha256}", "no entry of the log names it")
        if not rows:
            return
