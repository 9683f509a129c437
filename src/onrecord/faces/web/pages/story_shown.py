"""A story as its page shows it: the same words as the terminal's page, with the places they lead to."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from onrecord import (
    Claim,
    Moment,
    Point,
    Pointer,
    Position,
    Reading,
    Response,
    Shift,
    Story,
    StoryArticle,
    StoryFigure,
    StoryPerson,
    Term,
    Wording,
)
from onrecord.faces.counted import amount
from onrecord.faces.ink import Piece
from onrecord.faces.page import claims as claim_words
from onrecord.faces.page import demands as demand_words
from onrecord.faces.page import figures as figure_words
from onrecord.faces.page import positions as position_words
from onrecord.faces.page import story as story_words
from onrecord.faces.page import timeline as timeline_words
from onrecord.faces.page import wording as wording_words
from onrecord.faces.page.told import MOST_SOURCES, Led, Told, say_so, source
from onrecord.faces.web.render import href

MOST_WORDS: Final = 900
"""Characters of the words of one item that are shown: three paragraphs. The rest is a row away."""

NamePiece = tuple[str, bool]
"""A stretch of a sentence, and whether it is somebody's name."""


class Silent(NamedTuple):
    """Somebody of whom claims tell, with no word of theirs on ``unheard`` of them; on ``declined`` they would not say."""

    name: str
    unheard: int
    declined: int
    first: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article that an item rests on: ``name`` says who published it and when; ``row`` is the first row, ``others`` the rest of them."""

    article: str
    name: str
    row: str | None
    others: tuple[str, ...]
    reprint_of: int | None


class Shown:
    """One story being shown. ``readings`` are those of its articles, by id; where one is missing the words stand alone."""

    def __init__(self, story: Story, readings: Mapping[str, Reading]) -> None:
        self.story = story
        self.told = Told(story, readings)
        self._names = {article.id: source(article) for article in story.articles}
        self.live = frozenset(article.id for article in story.articles if href(article.url))
        self._anchors: dict[int, str] = {}
        self._used: Counter[str] = Counter()

    def words(self, pointers: Sequence[Pointer], text: str) -> list[list[Piece]]:
        """The words of an item in place, by paragraph; ``text`` alone where they cannot be had."""
        return _cut(self.told.passages(pointers) or [[(text, "content")]])

    def sources(self, pointers: Sequence[Pointer]) -> tuple[list[Source], int]:
        """The articles that ``pointers`` lead to, as many as the terminal's page names, and how many more there are."""
        led = self.told.led(pointers)
        return [self._source(one) for one in led[:MOST_SOURCES]], max(0, len(led) - MOST_SOURCES)

    def row(self, pointers: Sequence[Pointer]) -> tuple[str, str] | None:
        """The article and row that is cited and corrected: the first of ``pointers`` that leads to one."""
        return next(((p.article, row) for p in pointers if (row := p.statement or p.event)), None)

    def anchor(self, kind: str, item: object, *words: str) -> str:
        """The id of an item on the page: of what it says, so that it is the same when others come or go. Each item has one."""
        if id(item) not in self._anchors:
            name = f"{kind}-{hashlib.sha256('|'.join(words).encode('utf-8', 'replace')).hexdigest()[:8]}"
            self._used[name] += 1
            again = self._used[name]
            self._anchors[id(item)] = name if again == 1 else f"{name}-{again}"
        return self._anchors[id(item)]

    def claim_anchor(self, claim: Claim) -> str:
        """The id of a claim."""
        return self.anchor("claim", claim, claim.text)

    def silent(self) -> list[Silent]:
        """Those of whom claims tell and who have not been heard on them, those with most claims first."""
        unheard: Counter[str] = Counter()
        declined: Counter[str] = Counter()
        first: dict[str, str] = {}
        for claim in self.story.claims:
            if claim.answered_by_subject in ("not_heard", "declined"):
                counter = unheard if claim.answered_by_subject == "not_heard" else declined
                counter.update(claim.about)
                for name in claim.about:
                    first.setdefault(name, self.claim_anchor(claim))
        found = [Silent(name, unheard[name], declined[name], first[name]) for name in first]
        return sorted(found, key=lambda one: (-one.unheard, -one.declined, one.name))

    # The sentences of the terminal's page, the names in them marked.

    def whose(self, claim: Claim) -> list[NamePiece]:
        """On whose say-so a claim rests."""
        return named(claim_words.whose(claim), claim.speakers)

    def answered(self, claim: Claim) -> list[NamePiece]:
        """What those whom it is about said of it; nothing where there is nothing to tell."""
        said = claim_words.answered(claim, self.told)
        return named(said, (*claim.denied_by, *claim.about)) if said else []

    def against(self, claim: Claim) -> tuple[list[Pointer], bool]:
        """The words against a claim, and whether its own words say that accounts differ. What was taken back is told apart."""
        own = set(claim.pointers)
        told = own.union(claim.withdrawn)
        return [one for one in claim.against if one not in told], not own.isdisjoint(claim.against)

    def responded(self, response: Response) -> list[NamePiece]:
        """On whose say-so a response rests; nothing where it is theirs who respond."""
        said = demand_words.whose(response)
        return named(said, [name for name in response.according_to if name != response.by]) if said else []

    def stance(self, response: Response) -> str:
        """How somebody responded."""
        return demand_words.STANCES[response.stance]

    def shifted(self, position: Position, shift: Shift) -> list[list[NamePiece]]:
        """A shift in words: which way, on whose say-so, and whether the actor says so too."""
        names = ((), shift.according_to, (position.actor,))
        said = position_words.shifted(position, shift, self.told)
        return [named(_minus(part) if not its else part, its) for part, its in zip(said, names, strict=True)]

    def say_so(self, speakers: Sequence[str]) -> list[NamePiece]:
        """On whose say-so it rests."""
        return named(say_so(speakers), speakers)

    def point(self, point: Point) -> str:
        """The day, score and deed of a point of a position."""
        return _minus(" · ".join(position_words.what(point)))

    def ends(self, position: Position) -> set[int]:
        """The points that a shift begins or ends at."""
        return {end for shift in position.shifts for end in (shift.from_, shift.to)}

    def moment(self, moment: Moment) -> str:
        """What a moment of the timeline was, whose, and how its day is known."""
        return " · ".join(timeline_words.circumstances(moment))

    def amount(self, figure: StoryFigure) -> str:
        """A figure in the article's words."""
        return " ".join(filter(None, (amount(figure), figure_words.of_whom(figure))))

    def revised(self, figure: StoryFigure) -> str | None:
        """What it was before."""
        return figure_words.revised(figure, self.story)

    def by_day(self, moments: Sequence[Moment]) -> list[tuple[str, list[Moment]]]:
        """The moments under their days."""
        return [(day, list(its)) for day, its in groupby(moments, key=timeline_words.day_of)]

    def term(self, term: Term) -> str:
        """The words of a term between quotation marks."""
        return wording_words.marked(term)

    def voice(self, term: Term) -> str:
        """Whose words they are."""
        return wording_words.voice(term)

    def terms_for(self, wording: Wording) -> str:
        """What the terms of a wording are for."""
        return wording_words.KINDS[wording.kind]

    def heard(self, person: StoryPerson) -> str | None:
        """How often somebody is heard, and whether in their own words."""
        return story_words.heard(person)

    def published(self, article: StoryArticle) -> str:
        """When an article was published, and how that is known."""
        return story_words.published(article)

    def marks(self, article: StoryArticle) -> list[str]:
        """What else an article is: a reprint, or revised since."""
        return list(story_words.marks(article, self.told))

    def _source(self, led: Led) -> Source:
        rows = [row for _, pointer in led.rows if (row := pointer.statement or pointer.event)]
        name = self._names.get(led.article, led.article)
        return Source(led.article, name, rows[0] if rows else None, tuple(rows[1:]), led.reprint_of)


def named(sentence: str, names: Iterable[str]) -> list[NamePiece]:
    """``sentence`` cut at ``names``, which stand in it in this order: each name once, where it stands first after the one before."""
    pieces: list[NamePiece] = []
    rest = sentence
    for name in filter(None, names):
        before, found, after = rest.partition(name)
        if found:
            pieces += [(before, False), (name, True)]
            rest = after
    return [piece for piece in (*pieces, (rest, False)) if piece[0]]


def _minus(text: str) -> str:
    """``text`` with the sign of minus before its numbers."""
    return re.sub(r"(?<!\w)-(?=\d)", "−", text)


def _cut(passages: list[list[Piece]]) -> list[list[Piece]]:
    """The passages up to `MOST_WORDS` characters, whatever one item has swallowed."""
    left = MOST_WORDS
    cut: list[list[Piece]] = []
    for passage in passages:
        if left <= 0:
            cut.append([("…", None)])
            break
        pieces: list[Piece] = []
        for words, role in passage:
            pieces.append((words if len(words) <= left else words[:left].rstrip() + " …", role))
            left -= len(words)
            if left <= 0:
                break
        cut.append(pieces)
    return cut
