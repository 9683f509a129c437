"""The rows of the indexes: worked out from the log, in the transaction that appends to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select, update

from onrecord.record.addresses import address_key
from onrecord.record.base import Base
from onrecord.record.corrections import spans_of
from onrecord.record.tables import ARTICLE, ENTITY, EVENT, READING, STATEMENT
from onrecord.record.words import fold
from onrecord.terms import Article, Entity, Event, Reading, Ref, Statement

_Row = dict[str, Any]

PROJECTED: Final = (STATEMENT, EVENT, ENTITY)
"""The tables whose rows are those of the newest corrected reading of each article."""

_OWN: Final = frozenset({"id", "article", "since", "until"})  # what a row has beside what it is worked out from
_UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def storable(value: str) -> str:
    """``value`` without NUL, which PostgreSQL refuses, and lone surrogates, which both do."""
    return value.translate(_UNSTORABLE) if "\0" in value or not _encodes(value) else value


def words(value: str | None) -> str:
    """The folded words of ``value``, joined by one space."""
    return " ".join(fold(value or ""))


def article_row(article: Article, *, seq: int, added: str) -> _Row:
    """The row of ``article``."""
    published = article.published
    return _clean(
        {
            "seq": seq,
            "id": article.id,
            "added": added,
            "title": article.title,
            "outlet": article.outlet,
            "outlet_folded": words(article.outlet) if article.outlet else None,
            "url": article.url,
            "url_key": address_key(article.url),
            "date": published.date if published else None,
            "date_precision": published.precision if published else None,
            "date_basis": published.basis if published else None,
            "date_why": published.why if published else None,
            "modified": article.modified,
            "captured": article.captured,
            "sha256": article.sha256,
        }
    )


def rows_of(reading: Reading, reviewed: Collection[str]) -> dict[str, list[_Row]]:
    """The rows of a corrected reading by table, without what tells since when they are; ``reviewed`` are those with a verdict."""
    told = _Told(reading, reviewed)
    return {
        "statement": [told.statement(one) for one in reading.statements],
        "event": [told.event(one) for one in reading.events],
        "entity": [_entity(one) for one in reading.entities],
    }


class _Told:
    """Who is who in a reading, and who tells of what."""

    def __init__(self, reading: Reading, reviewed: Collection[str]) -> None:
        self._reviewed = reviewed
        self._names = {entity.id: entity.name for entity in reading.entities}
        self._statements = {statement.id: statement for statement in reading.statements}

    def statement(self, one: Statement) -> _Row:
        return _clean(
            {
                "row_id": one.id,
                "kind": one.kind,
                "act": one.act,
                "source": one.source.text if one.source else None,
                "speaker_row": one.speaker,
                "speaker": self._names.get(one.speaker or ""),
                "addressees": self._refs(one.addressees),
                "according_to": self._chain(one.within),
                "content": one.content.text,
                "spans": _json(one.content.spans),
                "said": one.time.date if one.time else None,
                "negated": one.negated,
                "modality": one.modality,
                "within": one.within,
                "confidence": float(one.confidence),
                "reviewed": one.id in self._reviewed,
            }
        )

    def event(self, one: Event) -> _Row:
        return _clean(
            {
                "row_id": one.id,
                "type": one.type,
                "mode": one.mode,
                "status": one.status,
                "actors": self._refs(one.actors),
                "recipients": self._refs(one.recipients),
                "according_to": self._chain(one.basis),
                "trigger_text": one.trigger.text,
                "spans": _json(one.trigger.spans),
                "date": one.time.date if one.time else None,
                "basis": one.basis,
                "confidence": float(one.confidence),
            }
        )

    def _refs(self, refs: Sequence[Ref]) -> str:
        return _json([self._names.get(ref.entity or "", ref.text) for ref in refs])

    def _chain(self, inner: str | None) -> str:
        """Whose word it is, from the statement ``inner`` outwards: the speaker's name, or else the words for the source."""
        names = []
        seen: set[str] = set()
        while inner in self._statements and inner not in seen:
            seen.add(inner)
            one = self._statements[inner]
            said = self._names.get(one.speaker or "") or (one.source.text if one.source else None)
            if said:
                names.append(said)
            inner = one.within or ""
        return _json(names)


def _entity(one: Entity) -> _Row:
    names = dict.fromkeys([one.name, *(mention.text for mention in one.mentions if mention.form == "name")])
    return _clean(
        {
            "row_id": one.id,
            "name": one.name,
            "type": one.type,
            "titles": _json(one.titles),
            "names": _json(list(names)),
            "spans": _json(spans_of(one)[:1]),
        }
    )


def add_article(base: Base, connection: Connection, article: Article, *, seq: int, added: str) -> None:
    """Index a new article."""
    connection.execute(insert(ARTICLE), article_row(article, seq=seq, added=added))
    body = article.text.removeprefix(article.title or "")
    base.add_words(connection, "article_words", [{"id": seq, "title": words(article.title), "text": words(body)}])


def add_reading(connection: Connection, *, seq: int, article: int, reader: str) -> None:
    """Note a new reading, from which on the one before it is no longer the newest."""
    earlier = update(READING).where(READING.c.article == article, READING.c.until.is_(None))
    connection.execute(earlier.values(until=seq))
    connection.execute(insert(READING), {"seq": seq, "article": article, "reader": storable(reader), "until": None})


def project(
    base: Base,
    connection: Connection,
    reading: Reading,
    *,
    reviewed: Collection[str],
    article: int,
    seq: int,
    fresh: bool,
) -> None:
    """Make the rows of ``article`` those of ``reading`` from the entry ``seq`` on. ``fresh``: it has none yet. ``reviewed``: the
    ids of rows that a verdict in force is of.

    A row that stays as it is stays; one that does not is closed, and comes as a new one.
    """
    made = rows_of(reading, reviewed)
    for table in PROJECTED:
        rows = made[table.name]
        if not fresh:
            rows = _without_kept(connection, table, rows, article=article, seq=seq)
        if not rows:
            continue
        first = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
        full = [
            {**row, "id": number, "article": article, "since": seq, "until": None}
            for number, row in enumerate(rows, first)
        ]
        connection.execute(insert(table), full)
        if table is STATEMENT:
            base.add_words(connection, "statement_words", [_statement_words(row) for row in full])
        elif table is ENTITY:
            base.add_words(connection, "entity_words", [_entity_words(row) for row in full])


def _statement_words(row: Mapping[str, Any]) -> _Row:
    return {
        "id": row["id"],
        "content": words(row["content"]),
        "speaker": words(row["speaker"]),
        "source": words(row["source"]),
        "addressees": " ".join(words(name) for name in json.loads(row["addressees"])),
    }


def _entity_words(row: Mapping[str, Any]) -> _Row:
    return {"id": row["id"], "name": " ".join(words(name) for name in json.loads(row["names"]))}


def _without_kept(connection: Connection, table: Table, rows: Sequence[_Row], *, article: int, seq: int) -> list[_Row]:
    """Those of ``rows`` that are not there yet; those there that are not among them are closed."""
    open_rows = connection.execute(select(table).where(table.c.article == article, table.c.until.is_(None))).mappings()
    there = {key_of(row): row["id"] for row in open_rows}
    wanted = {key_of(row): row for row in rows}
    closed = [number for key, number in there.items() if key not in wanted]
    if closed:
        connection.execute(update(table).where(table.c.id.in_(closed)).values(until=seq))
    return [row for key, row in wanted.items() if key not in there]


def key_of(row: Mapping[Any, Any]) -> tuple[tuple[str, Any], ...]:
    """What a row says, whenever it is said."""
    return tuple(sorted((name, value) for name, value in row.items() if name not in _OWN))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _clean(row: _Row) -> _Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _encodes(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
