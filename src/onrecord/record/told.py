"""Rows of the indexes for a dossier: who bears a name, who else is in some articles, and what is told of somebody in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Row, Select, Table, Text, bindparam, false, func, or_, select, text

from onrecord.record.query_terms import Phrase
from onrecord.record.reads import chunks, open_at
from onrecord.record.search import statement
from onrecord.record.search_match import fts5, tsquery
from onrecord.record.search_rows import SOURCE, STATED
from onrecord.record.tables import ARTICLE, ENTITY, EVENT, SEQ, STATEMENT
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
_ARTICLES: Final[BindParameter[int]] = bindparam("articles", expanding=True)
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
    with view.base.reading() as connection:
        for chunk in chunks(sorted(articles)):
            for row in connection.execute(_company(), {"seq": view.seq, "articles": chunk}).all():
                yield row[0], row[1], row[2]


def told(view: View, names: Collection[str], articles: Collection[int]) -> Iterator[Told]:
    """The statements and events of the articles of these numbers in which anybody of these names, or of names like them, has a part."""
    asked = sorted(names)
    with view.base.reading() as connection:
        for at in range(0, len(asked), _PATTERNS):
            some = asked[at : at + _PATTERNS]
            given: dict[str, object] = {f"holds{i}": _pattern(name) for i, name in enumerate(some)} | {"seq": view.seq}
            for chunk in chunks(sorted(articles)):
                given["articles"] = chunk
                for row in connection.execute(_said(len(some)), given | {"names": some}).all():
                    to = _names(row.addressees)
                    yield Told(statement(row), row.speaker_row, (), to, row.within)
                for row in connection.execute(_done(len(some)), given).all():
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


# These are built once: that takes longer than to find what they ask for.


@cache
def _company() -> Select[Any]:
    asked = select(ARTICLE.c.id, ENTITY.c.name, ENTITY.c.type).join(ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
    of = ENTITY.c.type.in_(("person", "organization")) & ENTITY.c.name.contains(" ")
    return asked.where(_open(ENTITY), of, ENTITY.c.article.in_(_ARTICLES))


@cache
def _said(names: int) -> Select[Any]:
    """The statements that one of so many names has a part in."""
    asked = select(*SOURCE, *STATED, STATEMENT.c.speaker_row, STATEMENT.c.within)
    spoke = STATEMENT.c.speaker.in_(bindparam("names", expanding=True))
    return _of(asked, STATEMENT, spoke | _holds((STATEMENT.c.addressees,), names))


@cache
def _done(names: int) -> Select[Any]:
    """The events that one of so many names has a part in."""
    return _of(select(*SOURCE, *_EVENT), EVENT, _holds((EVENT.c.actors, EVENT.c.recipients), names))


def _of(query: Select[Any], table: Table, part: ColumnElement[bool]) -> Select[Any]:
    of = query.join(ARTICLE, ARTICLE.c.seq == table.c.article)
    return of.where(_open(table), table.c.article.in_(_ARTICLES), part).order_by(table.c.article, table.c.id)


def _open(table: Table) -> ColumnElement[bool]:
    """As `open_at` the entry *seq*."""
    seq = bindparam("seq", type_=SEQ)
    return (table.c.since <= seq) & (table.c.until.is_(None) | (table.c.until > seq))


def _holds(columns: Sequence[ColumnElement[str]], names: int) -> ColumnElement[bool]:
    """That a JSON list holds one of so many names, or one that differs in capitals."""
    patterns = [bindparam(f"holds{number}", type_=Text()) for number in range(names)]
    return or_(false(), *(column.like(pattern, escape="/") for column in columns for pattern in patterns))


def _pattern(name: str) -> str:
    quoted = json.dumps(name, ensure_ascii=False, separators=(",", ":"))
    return "%" + quoted.replace("/", "//").replace("%", "/%").replace("_", "/_") + "%"


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


@lru_cache(maxsize=1 << 13)  # somebody has the same names and titles in article after article
def _names(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))
