"""Rows of the indexes for a dossier: who bears a name, who else is in some articles, and what is told of somebody in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Row, Table, func, select, text

from onrecord.record.query_terms import Phrase
from onrecord.record.reads import chunks, open_at
from onrecord.record.search import statement
from onrecord.record.search_match import fts5, tsquery
from onrecord.record.search_rows import SOURCE, STATED
from onrecord.record.tables import ARTICLE, ENTITY, EVENT, STATEMENT
from onrecord.record.words import fold
from onrecord.terms import Hit, Span

if TYPE_CHECKING:
    from onrecord.record.view import View

_ARTICLE: Final = (ARTICLE.c.id, ARTICLE.c.seq, ARTICLE.c.date)
_EVENT: Final = (
    *(
        EVENT.c[name]
        for name in ("row_id", "type", "mode", "status", "actors", "recipients", "according_to", "trigger_text")
    ),
    *(EVENT.c[name] for name in ("spans", "basis", "confidence")),
    EVENT.c.date.label("happened"),
)
_PATTERNS: Final = 40
"""Names that are looked for in one query; somebody has seldom more than five."""


class Borne(NamedTuple):
    """An entity of one article: ``names`` are all that are used of it, the fullest first, and ``spans`` its first mention; ``seq`` is the
    number of the article's entry, ``published`` its date."""

    article: str
    seq: int
    published: str | None
    entity: str
    name: str
    type: str
    titles: tuple[str, ...]
    names: tuple[str, ...]
    spans: tuple[Span, ...]


class Told(NamedTuple):
    """A row that somebody has a part in: the ``speaker`` of a statement by the entity's id, everybody else by the name that the entity
    has in its article, or by the words for them. ``within``: the statement that holds this one."""

    hit: Hit
    speaker: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    within: str | None


def borne(view: View, words: str) -> tuple[Borne, ...]:
    """The entities one of whose names has these words on end, folded or not, in the order of the articles and of their readings."""
    asked = fold(words)
    if not asked:
        return ()
    found = view.base.phrase("entity_words", asked)
    query = (
        select(
            *_ARTICLE, ENTITY.c.row_id, ENTITY.c.name, ENTITY.c.type, ENTITY.c.titles, ENTITY.c.names, ENTITY.c.spans
        )
        .join(found, found.c.id == ENTITY.c.id)
        .join(ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
        .where(open_at(ENTITY, view.seq))
        .order_by(ENTITY.c.article, ENTITY.c.id)
    )
    with view.base.reading() as connection:
        return tuple(
            Borne(*row[:6], _names(row[6]), _names(row[7]), _spans(row[8])) for row in connection.execute(query)
        )


def company(view: View, articles: Collection[int]) -> Iterator[tuple[str, str, str]]:
    """Article, name and type of the people and bodies with a name of several words, in the articles of these numbers."""
    query = (
        select(ARTICLE.c.id, ENTITY.c.name, ENTITY.c.type)
        .join(ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
        .where(open_at(ENTITY, view.seq), ENTITY.c.type.in_(("person", "organization")), ENTITY.c.name.contains(" "))
    )
    with view.base.reading() as connection:
        for chunk in chunks(sorted(articles)):
            for row in connection.execute(query.where(ENTITY.c.article.in_(chunk))):
                yield row[0], row[1], row[2]


def told(view: View, names: Collection[str], articles: Collection[int]) -> Iterator[Told]:
    """The statements and events of the articles of these numbers in which anybody of these names, or of names like them, has a part."""
    asked = sorted(names)
    with view.base.reading() as connection:
        for at in range(0, len(asked), _PATTERNS):
            some = asked[at : at + _PATTERNS]
            for chunk in chunks(sorted(articles)):
                said = select(*SOURCE, *STATED, STATEMENT.c.speaker_row, STATEMENT.c.within).join(
                    ARTICLE, ARTICLE.c.seq == STATEMENT.c.article
                )
                part = STATEMENT.c.speaker.in_(some) | _holds(STATEMENT.c.addressees, some)
                for row in connection.execute(_of(said, STATEMENT, view.seq, chunk).where(part)):
                    to = _names(row.addressees)
                    yield Told(statement(row), row.speaker_row, (), to, row.within)
                done = select(*SOURCE, *_EVENT).join(ARTICLE, ARTICLE.c.seq == EVENT.c.article)
                part = _holds(EVENT.c.actors, some) | _holds(EVENT.c.recipients, some)
                for row in connection.execute(_of(done, EVENT, view.seq, chunk).where(part)):
                    yield Told(_event(row), None, _names(row.actors), _names(row.recipients), row.basis)


def beginning(view: View, word: str, *, most: int) -> tuple[str, ...]:
    """Names of which a word begins so, those in the most articles first."""
    asked = fold(word)
    if not asked:
        return ()
    phrase = Phrase((asked[0],), prefix=True)
    if view.base.engine.dialect.name == "postgresql":
        key, test, value = "id", "words @@ cast(:begun as tsquery)", tsquery(phrase, (0,))
    else:
        key, test, value = "rowid", "entity_words match :begun", fts5(phrase, ("name",))
    held = text(f"entity.id in (select {key} from entity_words where {test})").bindparams(begun=value)
    often = func.count(ENTITY.c.article.distinct()).desc()
    query = select(ENTITY.c.name).where(open_at(ENTITY, view.seq), held).group_by(ENTITY.c.name)
    with view.base.reading() as connection:
        return tuple(connection.execute(query.order_by(often, ENTITY.c.name).limit(most)).scalars())


def _of(query: Any, table: Table, seq: int, chunk: Sequence[int]) -> Any:
    return query.where(open_at(table, seq), table.c.article.in_(chunk)).order_by(table.c.article, table.c.id)


def _holds(column: ColumnElement[str], names: Sequence[str]) -> ColumnElement[bool]:
    """That the JSON list holds one of the names, or one that differs in capitals."""
    quoted = (json.dumps(name, ensure_ascii=False, separators=(",", ":")) for name in names)
    return reduce(or_, [column.contains(name, autoescape=True) for name in quoted])


def _event(row: Row[Any]) -> Hit:
    """An event as a hit: its type is the act, its mode and what there is of its status the kind, the actors speak and the
    recipients are spoken to."""
    kind = ", ".join(part for part in (row.mode, row.status if row.status != "actual" else None) if part)
    return Hit(
        "event", row.id, row.row_id, row.title, row.outlet, row.url, row.date, row.happened, ", ".join(_names(row.actors)) or None,
        row.type, kind or None, _names(row.recipients), _names(row.according_to), row.trigger_text,
        _spans(row.spans), row.confidence,
    )  # fmt: skip


def _spans(value: str) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in json.loads(value))


def _names(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))
