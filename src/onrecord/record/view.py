"""The record as it was after one entry: what stories, searches and answers are made from."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeVar

from sqlalchemy import Connection, select

from onrecord.errors import UnknownRow
from onrecord.record import aliases, derived, versions
from onrecord.record.base import Base
from onrecord.record.captures import captured
from onrecord.record.corrections import Made, find_row, standing
from onrecord.record.log import last_seq
from onrecord.record.reads import Place, Read, Reads, corrections, find_article, open_at, pairs
from onrecord.record.tables import ARTICLE, ENTITY, ENTRY
from onrecord.record.values import Alias, Link, NamedRow
from onrecord.record.words import fold
from onrecord.terms import Article, Correction, Kept, Reading

if TYPE_CHECKING:
    from onrecord.terms import Facets, Hit

_T = TypeVar("_T")
_DAY = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")


def seq_at(connection: Connection, as_of: int | str | None) -> int:
    """The number of the entry that ``as_of`` means: itself, or the last that was added by a moment, a day, month or year by its end.

    Raises ValueError.
    """
    last = last_seq(connection)
    if as_of is None:
        return last
    if isinstance(as_of, int):
        if as_of < 0:
            raise ValueError(f"entries are numbered from 1, not {as_of}")
        return min(as_of, last)
    by = ENTRY.c.at <= f"{_moment(as_of).isoformat(timespec='seconds')}Z"
    return connection.execute(select(ENTRY.c.seq).where(by).order_by(ENTRY.c.seq.desc()).limit(1)).scalar() or 0


def _moment(said: str) -> datetime:
    """In UTC. Raises ValueError."""
    if day := _DAY.fullmatch(said):
        year, month = int(day["year"]), int(day["month"] or 12)
        first = datetime(year, month, 1, 23, 59, 59)
        return first.replace(day=int(day["day"] or monthrange(year, month)[1]))
    moment = datetime.fromisoformat(said)
    if moment.tzinfo:
        # At either end of the calendar UTC may be outside it; no record is so old or will be.
        with suppress(OverflowError):
            moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None)


class View:
    """The record as it was after the entry ``seq``: it stays the same, whatever is added or corrected later.

    Made by ``Record.view``, and of use while the record is open. What is derived (links, sketches) is the newest there is
    for the articles of the view.
    """

    def __init__(self, base: Base, reads: Reads, seq: int) -> None:
        self.base = base
        self.seq = seq
        self._reads = reads
        self._all: tuple[Kept, ...] | None = None

    def articles(self, ids: Iterable[str] | None = None) -> tuple[Kept, ...]:
        """The articles in the order of adding: all, or those of ``ids`` that are there."""
        if ids is not None:
            with self.base.reading() as connection:
                return versions.kept(connection, ids, seq=self.seq)
        if self._all is None:
            with self.base.reading() as connection:
                self._all = versions.kept(connection, None, seq=self.seq)
        return self._all

    def article(self, name: str) -> Kept:
        """The article with this id, or whose id alone begins so, in four characters or more. Raises `UnknownRow`."""
        with self.base.reading() as connection:
            found = find_article(connection, name, seq=self.seq)
            return versions.kept(connection, [found], seq=self.seq)[0]

    def text(self, article: str) -> Article:
        """The whole article, with its text. Raises `UnknownRow`."""
        return self.texts([article])[article]

    def texts(self, ids: Iterable[str]) -> dict[str, Article]:
        """The same of several, by id: much sooner there than their readings. Raises `UnknownRow`."""
        with self.base.reading() as connection:
            return self._reads.texts(connection, self._places(connection, ids))

    def capture(self, article: str) -> bytes | None:
        """The bytes that the article was taken from, as they were captured; None where none were kept.

        Raises `UnknownRow`, and `RecordError` where they are not what was captured any more.
        """
        with self.base.reading() as connection:
            (place,) = self._places(connection, [article])
            return captured(connection, place.seq, seq=self.seq)

    def reading(self, article: str) -> Reading:
        """The newest reading of the article with people's corrections. Raises `UnknownRow`.

        A rejected row is not in it; what rests on a rejected statement rests on the one around it, or on none. A replaced
        field has the new value. The other verdicts change nothing here.
        """
        return self.readings([article])[article]

    def readings(self, ids: Iterable[str]) -> dict[str, Reading]:
        """The newest readings with people's corrections, by article. Raises `UnknownRow`."""
        with self.base.reading() as connection:
            read = self._read(connection, ids)
        return {article: one.reading for article, one in read.items()}

    def uncorrected(self, article: str) -> Reading:
        """The newest reading of the article as the reader made it, rows that people rejected included. Raises `UnknownRow`."""
        with self.base.reading() as connection:
            places = self._places(connection, [article])
            return self._reads.uncorrected(connection, places)[article]

    def corrections(self, article: str | None = None) -> tuple[Correction, ...]:
        """The corrections in order, those undone or overtaken too: all, or those of one article's rows. Raises `UnknownRow`."""
        with self.base.reading() as connection:
            of = None if article is None else [place.seq for place in self._places(connection, [article])]
            return tuple(one.correction for one in corrections(connection, seq=self.seq, articles=of))

    def standing(self, article: str) -> tuple[Correction, ...]:
        """The corrections of the article's rows that hold, with the ids that the rows have in its newest reading."""
        with self.base.reading() as connection:
            places = self._places(connection, [article])
            made = standing(corrections(connection, seq=self.seq, articles=[place.seq for place in places]))
            return tuple(self._placed(connection, made)[0])

    def verdicts(self) -> tuple[Correction, ...]:
        """The verdicts *same* and *different* that hold, with the ids that the entities have in the newest readings."""
        with self.base.reading() as connection:
            made = [one for one in standing(pairs(connection, seq=self.seq)) if one.correction.verdict != "unsure"]
            return tuple(self._placed(connection, made)[0])

    def orphans(self) -> tuple[Correction, ...]:
        """The corrections that hold, of rows that the newest reading of their article does not have any more."""
        with self.base.reading() as connection:
            return tuple(self._placed(connection, standing(corrections(connection, seq=self.seq)))[1])

    def aliases(self, *names: str) -> tuple[Alias, ...]:
        """The imported aliases under any of ``names``, without case and diacritics, by QID."""
        with self.base.reading() as connection:
            return aliases.named(connection, names, seq=self.seq)

    def named(self, token: str) -> tuple[NamedRow, ...]:
        """The entities one of whose names has this word, folded or not, by article and in the order of the reading."""
        asked = fold(token)
        if not asked:
            return ()
        found = self.base.phrase("entity_words", asked)
        query = (
            select(ARTICLE.c.id, ENTITY.c.row_id, ENTITY.c.name, ENTITY.c.type, ENTITY.c.titles)
            .join(found, found.c.id == ENTITY.c.id)
            .join(ARTICLE, ARTICLE.c.seq == ENTITY.c.article)
            .where(open_at(ENTITY, self.seq))
            .order_by(ENTITY.c.article, ENTITY.c.id)
        )
        with self.base.reading() as connection:
            return tuple(NamedRow(*row[:4], tuple(json.loads(row[4]))) for row in connection.execute(query))

    def links(self, ids: Collection[str]) -> tuple[Link, ...]:
        """The links among these articles."""
        with self.base.reading() as connection:
            return derived.links(connection, ids, seq=self.seq)

    def links_from(self, ids: Collection[str], *, least: float) -> tuple[Link, ...]:
        """The links of these articles to any: those of a likeness of ``least`` or more, and reprints."""
        with self.base.reading() as connection:
            return derived.links_from(connection, ids, least=least, seq=self.seq)

    def all_links(self, kind: Literal["story", "reprint"] | None = None) -> tuple[Link, ...]:
        """The links among all articles: all, or those of a ``kind``."""
        with self.base.reading() as connection:
            return derived.all_links(connection, kind=kind, seq=self.seq)

    def weights(self) -> list[tuple[str, str, float]]:
        """All links as two articles and how near they are, 0 to 1; a reprint is 1."""
        with self.base.reading() as connection:
            return derived.weights(connection, seq=self.seq)

    def sketches(self, ids: Collection[str]) -> dict[str, str]:
        """The sketches of these articles, as far as they have one."""
        with self.base.reading() as connection:
            found = derived.features(connection, ids, seq=self.seq)
        return {article: one.sketch for article, one in found.items()}

    def remembered(self, key: str, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, which must be the same whenever it is asked under this ``key``: kept in memory while the record is open.

        The 20,000 used last are kept, of all views of the record; nobody may change what is given.
        """
        return self._reads.remembered(key, work)

    def facets(self, query: str) -> Facets:
        """How what `search` finds is spread over speakers, outlets, acts, kinds and months. Raises `BadQuery`.

        At most the newest 3,000 statements are counted, with the articles up to there; ``whole`` is False where there are more.
        """
        from onrecord.record.facets import facets

        with self.base.reading() as connection:
            return facets(connection, query, seq=self.seq)

    def to_review(self, *, limit: int = 50, after: str | None = None) -> tuple[Hit, ...]:
        """The statements that nobody has looked at, those first of which the reader was least sure; then by article and row.

        Left out is what a verdict in force is of: accepted, replaced, left unsure, or rejected. ``limit`` is 0 to 1,000; ``after`` is
        the `cursor` of the last hit of the page before, which holds when that one was looked at since. Raises `BadQuery`
        for another.
        """
        from onrecord.record.review import to_review

        with self.base.reading() as connection:
            return to_review(connection, seq=self.seq, limit=limit, after=after)

    def state(self, ids: Collection[str]) -> str:
        """A key, 20 hexadecimal digits, that is another whenever a telling of these articles may be another.

        It covers, of these articles: which are there, the newest reading and the last correction of each (of its rows, or of
        two entities one of which is its own), the last version at its address, the links among them, and the version of what they
        are compared by. Of the whole record: the last verdict on whether two are one, and the last alias. So what is told
        of the same ids under the same key, by the same program, is the same. It does not cover which articles belong
        together: links to others.
        """
        from onrecord.record.state import state

        with self.base.reading() as connection:
            return state(connection, ids, seq=self.seq)

    def search(self, query: str, *, limit: int = 50, after: str | None = None) -> tuple[Hit, ...]:
        """What ``query`` finds; the language is in docs/how-to/search.md. Raises `BadQuery`."""
        from onrecord.record.search import find

        with self.base.reading() as connection:
            return find(connection, query, seq=self.seq, limit=limit, after=after)

    def _places(self, connection: Connection, ids: Iterable[str]) -> list[Place]:
        """Raises `UnknownRow` for the first that is not there."""
        asked = list(dict.fromkeys(ids))
        places = self._reads.places(connection, asked, seq=self.seq)
        missing = set(asked) - {place.id for place in places}
        if missing:
            name = next(one for one in asked if one in missing)
            find_article(connection, name, seq=self.seq)  # raises, with the nearest, unless it is the beginning of one
            raise UnknownRow(name)
        return places

    def _read(self, connection: Connection, ids: Iterable[str]) -> dict[str, Read]:
        return self._reads.corrected(connection, self._places(connection, ids), seq=self.seq)

    def _placed(self, connection: Connection, made: list[Made]) -> tuple[list[Correction], list[Correction]]:
        """Corrections with the ids that their rows have in the newest readings, and those whose rows are not there any more."""
        ends: dict[str, list[str]] = defaultdict(list)
        for one in made:
            for row in (one.correction.row, one.correction.other):
                if row is not None:
                    ends[row.rpartition("/")[0]].append(row)
        places = {place.id: place for place in self._reads.places(connection, list(ends), seq=self.seq)}
        plain: dict[str, Reading] = {}
        found, lost = [], []
        for one in made:
            said = one.correction
            row = self._row(connection, plain, places, said.row, one, other=False)
            other = said.other and self._row(connection, plain, places, said.other, one, other=True)
            if row is None or (said.other and other is None):
                lost.append(said)
            else:
                found.append(replace(said, row=row, other=other))
        return found, lost

    def _row(
        self,
        connection: Connection,
        plain: dict[str, Reading],
        places: dict[str, Place],
        row: str,
        one: Made,
        *,
        other: bool,
    ) -> str | None:
        article, _, item = row.rpartition("/")
        place = places[article]
        if place.reading_id == (one.other_reading if other else one.reading):
            return row
        if article not in plain:
            plain.update(self._reads.uncorrected(connection, [place]))
        spans = one.other_spans if other else one.correction.spans
        name = find_row(plain[article], item, "entity" if other else one.kind, spans, made_on=False)
        return None if name is None else f"{article}/{name}"
