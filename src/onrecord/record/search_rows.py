"""A query as SQL: which rows of an index it finds, in the order of the articles, the newest first.

Rare words are looked up and their rows put in order. Common ones are met soon enough by going through the articles in
order, so that no search costs as much as its words are common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    func,
    literal,
    literal_column,
    select,
    text,
    tuple_,
)

from onrecord.record.query_terms import AllOf, Node, Not, Phrase, Query
from onrecord.record.reads import open_at
from onrecord.record.search_match import fts5, tsquery
from onrecord.record.tables import ARTICLE, DATED, ENTITY, STATEMENT, WORDS

FEW: Final = 2_000
"""Rows with the words that are looked up one by one, at some 10 microseconds each. Where there are more, one article in fifty
has them in a record of 20,000, and going through the articles fills a page sooner."""

CHUNK: Final = 400
"""Articles gone through at first on PostgreSQL, which would not go through all in order; then four times as many, and so on."""

SOURCE: Final = (ARTICLE.c.id, ARTICLE.c.seq, ARTICLE.c.title, ARTICLE.c.outlet, ARTICLE.c.url, ARTICLE.c.date)
"""The columns of an article that a hit shows."""

STATED: Final = tuple(
    STATEMENT.c[name].label(name)
    for name in ("row_id", "kind", "act", "source", "speaker", "addressees", "according_to", "content", "spans", "said", "confidence")
)  # fmt: skip
"""Those of a statement."""

_Condition = ColumnElement[bool]


class Place(NamedTuple):
    """Where a hit stands in the order: by its article's date and number downwards, in an article by the rest upwards."""

    date: str
    article: int
    length: int  # of the row's id, by which s9 stands before s10; `WHOLE` for the article itself
    row: str = ""


WHOLE: Final = 1 << 31
"""The article itself stands behind all of its statements."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a query asks of a full-text table, in the database's language: rows that hold ``wanted`` and not ``unwanted``."""

    table: str
    wanted: str | None
    unwanted: str | None


class _Asked(NamedTuple):
    """The first ``limit`` rows of ``table`` behind ``place``, and none behind the article of ``last``; ``within`` is what else of the
    article of ``place`` stands behind it. Rows with the words are looked up one by one where there are at most ``few``."""

    select: Select[Any]
    table: Table
    words: Words
    limit: int
    place: Place | None
    within: Sequence[_Condition]
    last: Place | None
    few: int


class Rows:
    """The rows that ``query`` finds at the entry ``seq``."""

    def __init__(self, connection: Connection, query: Query, *, seq: int) -> None:
        self._connection = connection
        self._query = query
        self._seq = seq
        self._postgres = connection.dialect.name == "postgresql"
        self._date = self._by_code_point(DATED)
        self._key = tuple_(self._date, ARTICLE.c.seq)
        self._newest_first = (self._date.desc(), ARTICLE.c.seq.desc())

    def statements(
        self,
        limit: int,
        place: Place | None,
        *,
        columns: Sequence[ColumnElement[Any]] = (*SOURCE, *STATED),
        few: int = FEW,
    ) -> Sequence[Row[Any]]:
        """The first ``limit`` statements behind ``place``. Rows with the words are looked up one by one where there are at most ``few``."""
        found = self._statements(limit, place, columns, few)
        at_once = self._at_once(found)
        return self._by_chunks(found) if at_once is None else self._connection.execute(at_once).all()

    def statements_at_once(
        self, limit: int, *, columns: Sequence[ColumnElement[Any]], few: int = FEW
    ) -> Select[Any] | None:
        """What finds the first ``limit`` statements; None where they are found chunk by chunk."""
        return self._at_once(self._statements(limit, None, columns, few))

    def _statements(self, limit: int, place: Place | None, columns: Sequence[ColumnElement[Any]], few: int) -> _Asked:
        query = self._query
        row = self._by_code_point(STATEMENT.c.row_id)
        asked = select(*columns)
        asked = asked.where(open_at(STATEMENT, self._seq), *self._of_articles())
        asked = asked.where(STATEMENT.c.act.in_(query.acts)) if query.acts else asked
        asked = asked.where(STATEMENT.c.kind.in_(query.kinds)) if query.kinds else asked
        asked = asked.order_by(*self._newest_first, func.length(STATEMENT.c.row_id), row)
        if query.speakers:  # the words for a source tell who spoke only where nobody is known to have
            named = self.words("statement_words", None, (), [(query.speakers, ("speaker",))])
            by_row = "+" if self._postgres else ""  # it would look up all that a name said
            spoke = self._holds(STATEMENT, named.table, "named", named.wanted or "", by_row)
            asked = asked.where(STATEMENT.c.speaker.is_(None) | spoke)
        names = [(query.speakers, ("speaker", "source")), (query.addressees, ("addressees",))]
        words = self.words("statement_words", query.words, ("content",), names)
        within: list[_Condition] = []
        if place and place.length < WHOLE:
            later = tuple_(func.length(STATEMENT.c.row_id), row) > tuple_(literal(place.length), literal(place.row))
            within = [(self._key == _key(place)) & later]
        return _Asked(asked, STATEMENT, words, limit, place, within, None, few)

    def articles(
        self,
        limit: int,
        place: Place | None,
        *,
        last: Place | None = None,
        columns: Sequence[ColumnElement[Any]] = SOURCE,
    ) -> Sequence[Row[Any]]:
        """The first ``limit`` articles behind that of ``place``, and none behind that of ``last``."""
        asked = select(*columns).where(*self._of_articles()).order_by(*self._newest_first)
        words = self.words("article_words", self._query.words, ("title", "text"))
        found = _Asked(asked, ARTICLE, words, limit, place, (), last, FEW)
        at_once = self._at_once(found)
        return self._by_chunks(found) if at_once is None else self._connection.execute(at_once).all()

    def people(self, limit: int, *, after: str | None, by_name: bool) -> list[Row[Any]]:
        """Names of people, each with the entity that bears it and was added last, and its article.

        ``by_name``: in order, those behind ``after``; else those in the most articles first.
        """
        name = self._by_code_point(ENTITY.c.name)
        most = func.count(ENTITY.c.article.distinct()).desc()
        named = (
            select(func.max(ENTITY.c.id).label("entity"), most.element.label("articles"))
            .join_from(ENTITY, ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
            .where(*self._of_people())
            .where(*([name > literal(after)] if after is not None else []))
            .group_by(ENTITY.c.name)
            .order_by(*([name] if by_name else [most, name]))
            .limit(limit)
            .subquery()
        )
        asked = select(*SOURCE, ENTITY.c.row_id, ENTITY.c.name, ENTITY.c.spans)
        asked = asked.join_from(named, ENTITY, ENTITY.c.id == named.c.entity).join(
            ARTICLE, ARTICLE.c.seq == ENTITY.c.article
        )
        asked = asked.order_by(*([name] if by_name else [named.c.articles.desc(), name]))
        return list(self._connection.execute(asked))

    def people_counted(self, most: int) -> int:
        """How many names of people are found; no more than ``most`` are counted."""
        named = select(ENTITY.c.name).distinct().join_from(ENTITY, ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
        asked = select(func.count()).select_from(named.where(*self._of_people()).limit(most).subquery())
        return self._connection.execute(asked).scalar_one()

    def _of_people(self) -> list[_Condition]:
        words = self.words("entity_words", self._query.words, ("name",))
        of_articles = (*self._of_articles(), *self._holding(ENTITY, words))
        return [open_at(ENTITY, self._seq), ENTITY.c.type == "person", *of_articles]

    def words(
        self,
        table: str,
        node: Node | None,
        columns: Sequence[str],
        names: Sequence[tuple[Sequence[tuple[str, ...]], Sequence[str]]] = (),
    ) -> Words:
        """``node`` in any of ``columns``, and of each of ``names`` one, all of its words in one of its columns."""
        wanted = [] if node is None or isinstance(node, Not) else [self._express(table, node, columns)]
        for values, where in names:
            ways = [
                self._express(table, AllOf(tuple(Phrase((word,)) for word in value)), (column,))
                for value in values
                for column in where
            ]
            if ways:
                wanted.append((" | " if self._postgres else " OR ").join(f"({way})" for way in ways))
        both = (" & " if self._postgres else " AND ").join(f"({one})" for one in wanted)
        return Words(table, both or None, self._express(table, node.part, columns) if isinstance(node, Not) else None)

    def count(self, words: Words, most: int) -> int:
        """How many rows of the full-text table hold what is wanted; no more than ``most`` are counted."""
        _, test = self._test(words.table, "counted")
        held = text(f"select 1 from {words.table} where {test} limit :most")
        asked = select(func.count()).select_from(held.columns().subquery())
        return self._connection.execute(asked, {"counted": words.wanted, "most": most}).scalar_one()

    def ids(self, words: Words, most: int) -> list[int]:
        """The ids of the rows that hold what is wanted, ``most`` of them at most."""
        key, test = self._test(words.table, "wanted")
        asked = text(f"select {key} from {words.table} where {test} limit :most")
        return list(self._connection.execute(asked, {"wanted": words.wanted, "most": most}).scalars())

    def _at_once(self, found: _Asked) -> Select[Any] | None:
        """One statement; None where PostgreSQL would not go through the articles in order."""
        asked, table, words = found.select, found.table, found.words
        if found.last:
            asked = asked.where(self._key >= _key(found.last))
        if words.wanted and self.count(words, found.few + 1) <= found.few:
            if table is STATEMENT:
                asked = asked.join_from(STATEMENT, ARTICLE, STATEMENT.c.article == ARTICLE.c.seq)
            asked = asked.where(*self._holding(table, words))
        elif self._postgres:
            return None
        else:
            asked = self._walking(asked, table, words)
        return asked.where(*self._behind(found.place, found.within)).limit(found.limit)

    def _by_chunks(self, found: _Asked) -> Sequence[Row[Any]]:
        """The rows, some hundred articles at a time."""
        asked = self._walking(found.select, found.table, found.words)
        before = [self._key >= _key(found.last)] if found.last else []
        place, within = found.place, found.within
        rows: list[Row[Any]] = []
        size = CHUNK
        while len(rows) < found.limit:
            chunk = self._chunk(place, within, before, size)
            if not chunk:
                break
            # Told by their numbers: it counts on a third of all articles between two.
            among = text("article.seq = any(:chunk)").bindparams(chunk=[one.article for one in chunk])
            some = asked.where(*before, *self._behind(place, within), among)
            rows += self._connection.execute(some.limit(found.limit - len(rows)))
            if len(chunk) < size:
                break
            place, within, size = chunk[-1], (), size * 4
        return rows

    def _walking(self, asked: Select[Any], table: Table, words: Words) -> Select[Any]:
        asked = asked.where(*self._holding(table, words, walking=True))
        if table is ARTICLE:
            return asked
        # The sign keeps SQLite from looking up an article for each statement there is.
        return asked.join_from(ARTICLE, STATEMENT, text("statement.article = +article.seq"))

    def _chunk(
        self, place: Place | None, within: Sequence[_Condition], before: Sequence[_Condition], size: int
    ) -> list[Place]:
        """The next ``size`` articles, that of ``place`` itself first where more of it is ``within`` the rows to come."""
        asked = select(ARTICLE.c.date, ARTICLE.c.seq).where(*self._of_articles(), *before)
        if place:
            asked = asked.where(self._key <= _key(place) if within else self._key < _key(place))
        found = self._connection.execute(asked.order_by(*self._newest_first).limit(size))
        return [Place(row.date or "", row.seq, WHOLE) for row in found]

    def _behind(self, place: Place | None, within: Sequence[_Condition]) -> list[_Condition]:
        if place is None:
            return []
        # Said twice where some of an article is left: the first is what the index is entered by.
        return [self._key <= _key(place), reduce(or_, within, self._key < _key(place))]

    def _holding(self, table: Table, words: Words, *, walking: bool = False) -> list[_Condition]:
        """That a row of ``table`` holds the words. ``walking``: looked at row by row, and not found by them."""
        sign = "+" if walking else ""
        conditions = []
        if words.wanted:
            conditions.append(self._holds(table, words.table, "wanted", words.wanted, sign))
        if words.unwanted:
            conditions.append(self._holds(table, words.table, "unwanted", words.unwanted, sign, "not in"))
        return conditions

    def _holds(
        self, table: Table, words: str, name: str, expression: str, sign: str = "", word: str = "in"
    ) -> _Condition:
        """That a row of ``table`` is found by ``expression``, bound to this ``name``; or is not."""
        key, test = self._test(words, name)
        own = f"{table.name}.{table.primary_key.columns[0].name}"
        if self._postgres and sign:  # a value for each row, which no plan turns round
            held = text(f"{word.removesuffix('in')} (select {test} from {words} where {key} = {own})")
        else:
            held = text(f"{sign}{own} {word} (select {key} from {words} where {test})")
        return cast(_Condition, held.bindparams(**{name: expression}))

    def _test(self, table: str, bound: str) -> tuple[str, str]:
        """The key of a full-text table, and the condition that a row of it holds the value bound to this name."""
        assert table in WORDS
        if self._postgres:
            return "id", f"words @@ cast(:{bound} as tsquery)"
        return "rowid", f"{table} match :{bound}"

    def _of_articles(self) -> list[_Condition]:
        """The filters that hold of an article."""
        query, date = self._query, self._date
        # The sign keeps SQLite from going through the articles by their numbers, and putting them in order afterwards.
        added: ColumnElement[int] = (
            ARTICLE.c.seq if self._postgres else literal_column("+article.seq", ARTICLE.c.seq.type)
        )
        conditions: list[_Condition] = [added <= self._seq]
        if query.outlets:
            name = " " + ARTICLE.c.outlet_folded + " "
            outlets = [reduce(and_, [name.like(f"% {word} %") for word in outlet]) for outlet in query.outlets]
            conditions.append(reduce(or_, outlets))
        if query.since:
            # An article dated to its month or year only may be of any day in it.
            wider = [query.since[:length] for length in (4, 7) if length < len(query.since)]
            # Said twice: the first is where the index is left.
            conditions += [date >= query.since[:4], (date >= query.since) | date.in_(wider)]
        if query.until:
            conditions.append((date > "") & (date < f"{query.until}~"))
        return conditions

    def _express(self, table: str, node: Node, columns: Sequence[str]) -> str:
        if self._postgres:
            return tsquery(node, [WORDS[table].index(column) for column in columns])
        return fts5(node, columns)

    def _by_code_point(self, value: ColumnElement[str]) -> ColumnElement[str]:
        """SQLite compares by code point; PostgreSQL by the rules of a language if it is not told otherwise."""
        return value.collate("C") if self._postgres else value


def _key(place: Place) -> ColumnElement[Any]:
    return tuple_(literal(place.date), literal(place.article))
