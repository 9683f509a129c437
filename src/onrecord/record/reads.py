"""What is read back from the log: articles, readings with corrections applied, and the corrections themselves."""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import BindParameter, Connection, Select, Table, Text, bindparam, select

from onrecord.errors import UnknownRow
from onrecord.ids import digest
from onrecord.record.corrections import Made, corrected, reviewed, standing
from onrecord.record.forms import article_of, canonical, reading_of
from onrecord.record.index import storable
from onrecord.record.tables import ARTICLE, CORRECTION, ENTRY, READING, SEQ
from onrecord.terms import Article, Correction, Reading, Span

_T = TypeVar("_T")

CHUNK: Final = 500
"""Values in one query; SQLite before 3.32 takes 999."""

KEPT_READINGS: Final = 256
"""Readings kept in memory as they were read, some 100 kB each with their article: more than a page of a story needs."""

REMEMBERED: Final = 20_000
"""Values kept in memory by `View.remembered`; one is a title or the ids of a story or two, under a kilobyte."""

MIN_PREFIX: Final = 4
"""Characters of an article's id that may stand for it, where no other begins so."""


class Place(NamedTuple):
    """Where an article is at some entry: its number, and its newest reading's number and id; None where none is there yet."""

    id: str
    seq: int
    reading: int | None
    reading_id: str | None


class Read(NamedTuple):
    """A reading with corrections applied, its id, the corrections whose row is not in it any more, and the rows with a verdict."""

    reading: Reading
    name: str
    orphans: tuple[Made, ...]
    reviewed: frozenset[str]


def chunks(values: Iterable[_T], *, size: int = CHUNK) -> Iterator[list[_T]]:
    """``values`` in lists of at most ``size``."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def open_at(table: Table, seq: int) -> Any:
    """The condition that a row of ``table`` is what holds at the entry ``seq``."""
    return (table.c.since <= seq) & (table.c.until.is_(None) | (table.c.until > seq))


class Reads:
    """Readings by their entries, of which the latest used are kept: they never change. For any number of threads."""

    def __init__(self, *, kept: int = KEPT_READINGS) -> None:
        self._kept: OrderedDict[int, Reading] = OrderedDict()
        self._remembered: OrderedDict[str, Any] = OrderedDict()
        self._most = kept
        self._lock = Lock()

    def remembered(self, key: str, work: Callable[[], _T]) -> _T:
        """See `View.remembered`."""
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                known: _T = self._remembered[key]
                return known
        made = work()
        with self._lock:
            self._remembered[key] = made
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return made

    def places(self, connection: Connection, ids: Collection[str] | None, *, seq: int) -> list[Place]:
        """Where the articles are at the entry ``seq``, in the order of adding; ids that are not there are passed over."""
        if ids is None:
            return [Place(*row) for row in connection.execute(_places(), {"seq": seq})]
        found = [
            Place(*row)
            for chunk in chunks(map(storable, ids))
            for row in connection.execute(_places_of(), {"seq": seq, "ids": chunk})
        ]
        return sorted(set(found), key=lambda place: place.seq)

    def texts(self, connection: Connection, places: Sequence[Place]) -> dict[str, Article]:
        """The articles alone."""
        with self._lock:
            kept = {place.id: self._kept.get(place.reading or 0) for place in places}
        known = {name: one.article for name, one in kept.items() if one}
        bodies = self._bodies(connection, [place.seq for place in places if place.id not in known])
        return known | {place.id: article_of(bodies[place.seq]) for place in places if place.seq in bodies}

    def uncorrected(self, connection: Connection, places: Sequence[Place]) -> dict[str, Reading]:
        """The newest readings as they were added; an empty one for an article that has none yet."""
        found: dict[str, Reading] = {}
        missing = []
        with self._lock:
            for place in places:
                known = self._kept.get(place.reading) if place.reading else None
                if known is None:
                    missing.append(place)
                else:
                    self._kept.move_to_end(place.reading or 0)
                    found[place.id] = known
        bodies = self._bodies(connection, [seq for place in missing for seq in (place.seq, place.reading) if seq])
        for place in missing:
            article = article_of(bodies[place.seq])
            if place.reading is None:
                found[place.id] = Reading(article, (), ())
                continue
            reading = reading_of(bodies[place.reading], article)
            found[place.id] = reading
            with self._lock:
                self._kept[place.reading] = reading
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return found

    def corrected(self, connection: Connection, places: Sequence[Place], *, seq: int) -> dict[str, Read]:
        """The newest readings with the corrections that are in force at the entry ``seq``."""
        plain = self.uncorrected(connection, places)
        by_article: dict[str, list[Made]] = defaultdict(list)
        for one in standing(corrections(connection, seq=seq, articles=[place.seq for place in places])):
            by_article[one.article].append(one)
        read = {}
        for place in places:
            name = place.reading_id or ""
            made = by_article[place.id]
            reading, orphans = corrected(plain[place.id], made, name=name)
            read[place.id] = Read(reading, name, orphans, reviewed(plain[place.id], made, name=name))
        return read

    @staticmethod
    def _bodies(connection: Connection, seqs: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for chunk in chunks(seqs):
            found.update((row.seq, row.body) for row in connection.execute(_bodies_of(), {"seqs": chunk}))
        return found


# These are built once: that takes longer than to find what they ask for.


@cache
def _places() -> Select[Any]:
    seq = bindparam("seq", type_=SEQ)
    newest = (READING.c.article == ARTICLE.c.seq) & (READING.c.seq <= seq)
    newest &= READING.c.until.is_(None) | (READING.c.until > seq)
    return (
        select(ARTICLE.c.id, ARTICLE.c.seq, READING.c.seq, ENTRY.c.id)
        .select_from(ARTICLE.outerjoin(READING, newest).outerjoin(ENTRY, ENTRY.c.seq == READING.c.seq))
        .where(ARTICLE.c.seq <= seq)
        .order_by(ARTICLE.c.seq)
    )


@cache
def _places_of() -> Select[Any]:
    return _places().where(ARTICLE.c.id.in_(bindparam("ids", expanding=True)))


@cache
def _bodies_of() -> Select[Any]:
    return select(ENTRY.c.seq, ENTRY.c.body).where(ENTRY.c.seq.in_(bindparam("seqs", expanding=True)))


@cache
def _corrections() -> Select[Any]:
    return (
        select(ENTRY.c.seq, ENTRY.c.id, ENTRY.c.at, ENTRY.c.body)
        .join(CORRECTION, CORRECTION.c.seq == ENTRY.c.seq)
        .where(ENTRY.c.seq <= bindparam("seq", type_=SEQ))
        .order_by(ENTRY.c.seq)
    )


@cache
def _corrections_of() -> Select[Any]:
    of: BindParameter[int] = bindparam("articles", expanding=True)
    return _corrections().where(CORRECTION.c.article.in_(of) | CORRECTION.c.other_article.in_(of))


@cache
def _pairs() -> Select[Any]:
    return (
        select(ENTRY.c.seq, ENTRY.c.id, ENTRY.c.at, ENTRY.c.body)
        .join(CORRECTION, CORRECTION.c.seq == ENTRY.c.seq)
        .where(CORRECTION.c.seq <= bindparam("seq", type_=SEQ), CORRECTION.c.pair)
        .order_by(ENTRY.c.seq)
    )


@cache
def _article_of() -> Select[Any]:
    return select(ARTICLE.c.id).where(
        ARTICLE.c.seq <= bindparam("seq", type_=SEQ), ARTICLE.c.id == bindparam("name", type_=Text())
    )


def corrections(connection: Connection, *, seq: int, articles: Collection[int] | None = None) -> list[Made]:
    """The corrections up to the entry ``seq``, in order: all, or those of rows of these articles, by the number of their entry."""
    if articles is None:
        return [made_of(*row) for row in connection.execute(_corrections(), {"seq": seq})]
    found: dict[int, Made] = {}
    for chunk in chunks(articles):
        rows = connection.execute(_corrections_of(), {"seq": seq, "articles": chunk})
        found.update((row[0], made_of(*row)) for row in rows)
    return [found[number] for number in sorted(found)]


def pairs(connection: Connection, *, seq: int) -> list[Made]:
    """The corrections that say of two entities whether they are one, and what undoes them, up to the entry ``seq``."""
    return [made_of(*row) for row in connection.execute(_pairs(), {"seq": seq})]


def find_article(connection: Connection, said: str, *, seq: int) -> str:
    """The id of the article that ``said`` is, or is the beginning of. Raises `UnknownRow`, also where several begin so."""
    if connection.execute(_article_of(), {"seq": seq, "name": storable(said)}).first():
        return said
    asked = select(ARTICLE.c.id).where(ARTICLE.c.seq <= seq)
    for length in range(len(said), 1, -1):
        begins = asked.where(ARTICLE.c.id.startswith(storable(said[:length]), autoescape=True))
        found = list(connection.execute(begins.order_by(ARTICLE.c.id).limit(3)).scalars())
        if len(found) == 1 and length == len(said) >= MIN_PREFIX:
            return str(found[0])
        if found:
            raise UnknownRow(said, tuple(found))
    raise UnknownRow(said)


def reading_id(article: str, reader: str) -> str:
    """The id of the entry that adds the reading of ``article`` by this version of the reader."""
    return digest("reading", article, reader)


def correction_id(body: str, seq: int) -> str:
    """The id of the correction with this body, in the entry ``seq``: the same words said again later are another one."""
    return digest("correction", body, str(seq))


def correction_body(made: Made) -> str:
    """The body of the entry that adds a correction: all but its id and moment, which are the entry's."""
    said = made.correction
    return canonical(
        {
            "row": said.row,
            "verdict": said.verdict,
            "field": said.field,
            "value": said.value,
            "other": said.other,
            "spans": said.spans,
            "by": said.by,
            "why": said.why,
            "kind": made.kind,
            "reading": made.reading,
            "whom": made.whom,
            "other_spans": made.other_spans,
            "other_reading": made.other_reading,
        }
    )


def made_of(seq: int, name: str, at: str, body: str) -> Made:
    """The correction in an entry."""
    row = json.loads(body)
    said = Correction(
        name,
        row["row"],
        row["verdict"],
        row["field"],
        row["value"],
        row["other"],
        _spans(row["spans"]),
        row["by"],
        at,
        row["why"],
    )
    return Made(
        seq, said, row["kind"], row["reading"], _spans(row["whom"]), _spans(row["other_spans"]), row["other_reading"]
    )


def _spans(rows: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*row) for row in rows)
