"""The tables made, made anew from the log, and those of an older version brought up to date.

A new version takes a step that changes the log's own tables, seldom needed, or only adds what finds rows sooner; unless it does no more
than that, all indexes are made anew. Step, indexes and version are one transaction, so that a record is of the old version or of the
new one, never between.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import NewerRecord, RecordError
from onrecord.record import tables
from onrecord.record.adding import add_reading
from onrecord.record.aliases import alias_of, index_alias
from onrecord.record.base import Base
from onrecord.record.correcting import index_correction
from onrecord.record.derived import seqs_of
from onrecord.record.forms import article_of, reading_of
from onrecord.record.index import add_article
from onrecord.record.log import Entry, entries
from onrecord.record.reads import Reads
from onrecord.record.tables import ENTRY, META, READING


class Step(NamedTuple):
    """From one version to the next: a ``change``, and whether all indexes must be made ``anew`` after it."""

    change: Callable[[Connection], None]
    anew: bool = True


def _without_cache(connection: Connection) -> None:
    """Version 1 kept values that were worked out once in a table of their own; the log's tables are the same."""
    connection.exec_driver_sql("drop table if exists cache")


def _found_sooner(connection: Connection) -> None:
    """Version 2 had other indexes of the articles by date and of the statements by article; the rows are the same."""
    for name in ("article_newest", "ix_statement_article", "statement_article"):
        connection.exec_driver_sql(f"drop index if exists {name}")
    tables.NEWEST[connection.dialect.name].create(connection)
    tables.BY_ARTICLE.create(connection)


STEPS: Final[Mapping[int, Step]] = {1: Step(_without_cache), 2: Step(_found_sooner, anew=False)}
"""What changes the tables from each version to the next. Version 1 is the first."""

_VERSION = "version"


def prepare(base: Base) -> None:
    """Make the tables of a new record, or bring an older one up to date. Raises `NewerRecord` and `RecordError`."""
    with base.reading() as connection:
        new = base.is_new(connection)
        version = None if new else _version(base, connection)
    if version == tables.VERSION:
        return
    if base.read_only:
        why = "there is no record here yet" if new else f"is of an older version ({version}): open it for writing once"
        raise RecordError(base.where, f"{why}. Nothing was changed")
    copy = None if version is None else base.before_migration(version)
    base.write(lambda connection: _prepare(base, connection), again=True)
    del copy


def _prepare(base: Base, connection: Connection) -> None:
    if base.is_new(connection):
        base.mark_new(connection)
        tables.metadata.create_all(connection, tables.LOG)
        base.guard(connection)
        connection.execute(insert(META), {"name": _VERSION, "value": str(tables.VERSION)})
        _make_indexes(base, connection)
        return
    version = _version(base, connection)
    if version == tables.VERSION:
        return  # somebody else has just done it
    steps = [STEPS[number] for number in range(version, tables.VERSION)]
    for step in steps:
        step.change(connection)
    if any(step.anew for step in steps):
        rebuild(base, connection)
    connection.execute(update(META).where(META.c.name == _VERSION).values(value=str(tables.VERSION)))


def _version(base: Base, connection: Connection) -> int:
    """The version of the tables. Raises `NewerRecord`, and `RecordError` where none can be told or it is too old."""
    said = str(connection.execute(select(META.c.value).where(META.c.name == _VERSION)).scalar())
    if not said.isdecimal():
        raise RecordError(base.where, f"is damaged: the version of its tables is {said!r}")
    version = int(said)
    if version > tables.VERSION:
        raise NewerRecord(base.where, said, tables.VERSION)
    if any(number not in STEPS for number in range(version, tables.VERSION)):
        raise RecordError(base.where, f"is of version {version}, which this onrecord cannot bring up to date any more")
    return version


def _make_indexes(base: Base, connection: Connection) -> None:
    tables.metadata.create_all(connection, (*tables.INDEXES, *tables.DERIVED))
    base.make_words(connection)


def rebuild(base: Base, connection: Connection) -> None:
    """Make all indexes anew from the log."""
    base.drop_words(connection)
    tables.metadata.drop_all(connection, (*tables.INDEXES, *tables.DERIVED))
    _make_indexes(base, connection)
    reads = Reads()
    for entry in entries(connection):
        index_entry(base, reads, connection, entry)


def index_entry(base: Base, reads: Reads, connection: Connection, entry: Entry) -> None:
    """Index what ``entry`` adds; those before it are indexed. Raises ValueError where it makes no sense there."""
    body = entry.body
    match entry.kind:
        case "article":
            add_article(base, connection, article_of(body), seq=entry.seq, added=entry.at)
        case "reading":
            name = str(json.loads(body)["article"])
            seq = _seq(connection, name)
            article = connection.execute(select(ENTRY.c.body).where(ENTRY.c.seq == seq)).scalar_one()
            fresh = not connection.execute(select(func.count()).where(READING.c.article == seq)).scalar()
            reading = reading_of(body, article_of(article))
            add_reading(base, connection, reading, name=entry.id, article=seq, seq=entry.seq, fresh=fresh)
        case "correction":
            index_correction(base, reads, connection, body, seq=entry.seq)
        case "alias":
            index_alias(connection, alias_of(body), seq=entry.seq)


def _seq(connection: Connection, article: str) -> int:
    seq = seqs_of(connection, [article]).get(article)
    if seq is None:
        raise ValueError(f"there is no article {article} before it")
    return seq
