"""What the record holds of one unfolding matter, over all its articles: ``onrecord/story/1``.

Worked out from readings and people's corrections, never stored as fact. The words are always those of an article; the rules are in
docs/explanation/stories.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.terms.article import Published, Span
from onrecord.terms.kinds import Act, Bound, EntityType, EventType, TimePrecision

ClaimStatus = Literal["own_voice", "single_source", "corroborated", "disputed"]
Answer = Literal["confirmed", "denied", "declined", "not_heard"]
Stance = Literal["accepts", "refuses", "partly", "unclear"]
Direction = Literal["toward_cooperation", "toward_conflict"]
Voice = Literal["outlet", "quoted", "paraphrased"]
ChangeKind = Literal["shift", "answered", "denied", "withdrawn", "figure", "altered", "demand", "claim", "article"]

CLAIM_STATUSES: dict[ClaimStatus, str] = {
    "own_voice": "only outlets say it, unattributed",
    "single_source": "every carrier goes back to one speaker, however many outlets",
    "corroborated": "two or more independent speakers, or a speaker and an outlet's own voice",
    "disputed": "someone in the record denies it, or an outlet reports conflicting accounts",
}
"""On whose say-so a claim rests."""

ANSWERS: dict[Answer, str] = {
    "confirmed": "those it is about said so themselves",
    "denied": "those it is about said that it is not so",
    "declined": "those it is about were asked and would not say",
    "not_heard": "no word of theirs on it in the articles read; neither a denial nor agreement",
}
"""What those whom a claim is about said of it."""


CHANGES: dict[ChangeKind, str] = {
    "shift": "somebody's position toward another moved",
    "answered": "somebody of whom something was demanded answered",
    "denied": "a claim that was there is denied, or accounts of it differ",
    "withdrawn": "a claim or a denial was taken back",
    "figure": "a number is another than was told before",
    "altered": "an article was published again in other words",
    "demand": "something is demanded",
    "claim": "something is claimed",
    "article": "an article, which brought none of these",
}
"""What an article brings to a story, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The row that an item rests on: ``statement`` or ``event`` of an article's reading, and the words. Both None: words only."""

    article: str
    statement: str | None = None
    event: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story.

    ``reprint_of`` is the article whose words it prints again: then it is no second voice. ``revised_by`` is the later version at the
    same address. ``published`` may be *inferred*: its ``why`` says from what.
    """

    id: str
    title: str | None
    outlet: str | None
    published: Published | None
    url: str | None = None
    byline: tuple[str, ...] = ()
    reprint_of: str | None = None
    revised_by: str | None = None


@dataclass(frozen=True, slots=True)
class StoryPerson:
    """A person, body, place or group of a story: one over all its articles.

    ``statements`` counts those that are theirs; ``heard`` tells whether any article quotes them directly or not, rather than another's
    report of their words.
    """

    name: str
    type: EntityType
    titles: tuple[str, ...]
    aliases: tuple[str, ...]
    statements: int
    heard: bool = False
    pointers: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a story's timeline: what happened or was said, when, and on whose say-so.

    ``date`` is when it happened, else None, ``end`` the last day of a period; ``basis``
    tells how that is known: *told* by the article, or the day of *publication*
    where it was said in an article of that day with no other date.
    """

    date: str | None
    precision: TimePrecision
    what: Literal["event", "statement"]
    text: str
    who: tuple[str, ...]
    according_to: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    type: EventType | Act | None = None
    status: str = "actual"
    basis: Literal["told", "publication", "unknown"] = "told"
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition and all on whose say-so it rests.

    ``text`` is the clearest carrier's own words, and the first of ``pointers`` leads to it.
    ``speakers`` are those it goes back to; ``outlets`` those that print it, reprints
    too; ``about`` whose acts, words or attitudes it is about. ``against`` points to what speaks against it: a denial, or an outlet's
    word that accounts differ; ``denied_by`` names who denies it or says otherwise.
    ``withdrawn`` points to denials or claims that their speaker took back.
    ``gone`` names articles that carried it and whose later version does not.
    """

    text: str
    status: ClaimStatus
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    about: tuple[str, ...]
    answered_by_subject: Answer
    pointers: tuple[Pointer, ...]
    date: str | None = None
    denied_by: tuple[str, ...] = ()
    against: tuple[Pointer, ...] = ()
    withdrawn: tuple[Pointer, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody of whom something was demanded did or said about it, and on whose say-so that rests.

    The first of ``pointers`` leads to ``text``.
    """

    by: str
    stance: Stance
    text: str
    date: str | None
    according_to: tuple[str, ...]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """What somebody wants others to do or stop, and every answer to it that the articles have."""

    by: str
    of: tuple[str, ...]
    text: str
    date: str | None
    responses: tuple[Response, ...]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where an actor stood toward another on one day, by one deed: ``score`` from -10, conflict, to 10, cooperation."""

    date: str | None
    score: float
    type: EventType
    text: str
    according_to: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    status: str = "actual"


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of position between two points of a `Position`, by their indexes.

    ``according_to`` names those who tell of the later point, empty for the outlets' own voice; ``confirmed_by_actor``: the actor
    says so too, in their own words.
    """

    from_: int
    to: int
    direction: Direction
    according_to: tuple[str, ...]
    confirmed_by_actor: bool


@dataclass(frozen=True, slots=True)
class Position:
    """Where ``actor`` stands ``toward`` another over time, on PLOVER's scale from conflict to cooperation."""

    actor: str
    toward: str
    points: tuple[Point, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """A number that the articles give for something, on whose say-so and when.

    Figures for the same thing have the same ``thing`` and stand together, by date; ``revises`` is the index, in the story's figures, of
    the one before it that it differs from, when it comes from the same source or a later report.
    """

    value: float
    bound: Bound
    unit: str | None
    of: str | None
    according_to: tuple[str, ...]
    date: str | None
    pointers: tuple[Pointer, ...]
    upper: float | None = None
    text: str = ""
    thing: str = ""
    outlet: str | None = None
    revises: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """Words that one voice uses for a referent: the *outlet*'s own, a speaker's *quoted*, or a speaker's *paraphrased*."""

    text: str
    voice: Voice
    speaker: str | None
    outlet: str | None
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Different words for the same thing.

    ``kind``: *referent*, other words for the same people or thing; *event*, for the same deed; *quotation*, differing words between
    quotation marks for the same utterance: at most one of them is right.
    """

    referent: str
    terms: tuple[Term, ...]
    kind: Literal["referent", "event", "quotation"] = "referent"


@dataclass(frozen=True, slots=True)
class Headline:
    """A story in a list: its id, its title, its first and last day, and the ids of its articles."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What an article brought to a story when it was added to the record.

    ``article`` is its id and ``at`` when the record got it (ISO 8601, UTC). ``text`` are the words of what is new: the claim's own, for
    *denied* and *withdrawn* too, the later point's for a *shift*, the title for *altered* and *article*. ``who`` said or did it; for a
    *shift* they are the actor and the one toward whom; for *altered* and *article* the outlet. ``pointers`` lead to the words,
    those of this article where it has any.
    """

    article: str | None
    at: str
    what: ChangeKind
    text: str
    who: tuple[str, ...]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one unfolding matter, and what they hold together. ``first`` and ``last`` are days of publication."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: tuple[StoryArticle, ...]
    people: tuple[StoryPerson, ...] = ()
    timeline: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    demands: tuple[Demand, ...] = ()
    positions: tuple[Position, ...] = ()
    figures: tuple[StoryFigure, ...] = ()
    wording: tuple[Wording, ...] = ()
    schema: str = field(default="onrecord/story/1")
