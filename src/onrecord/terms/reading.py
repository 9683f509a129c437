"""What is read in one article: entities, statements, events, figures and times, each on its exact words."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.terms.article import Article, Quoted, Span
from onrecord.terms.kinds import (
    Act,
    Bound,
    ChannelType,
    EntityType,
    EventStatus,
    EventType,
    Form,
    Kind,
    Modality,
    PartOfTime,
    ResolvedBy,
    TimeModifier,
    TimePrecision,
    VagueTime,
)


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that refer to somebody or something, with the `Entity` id they are held to name, or None."""

    text: str
    spans: tuple[Span, ...]
    entity: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that refers to someone or something: by *name* ("Ada Orr"), *nominal* ("the mayor") or *pronoun* ("she")."""

    span: Span
    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom several mentions of one article are held to name: derived from them, never a fact of its own.

    ``name`` is the fullest name used, without title; ``titles`` the offices and roles given to it, as written. ``mentions`` stand in text
    order.
    """

    id: str
    name: str
    type: EntityType
    titles: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, with the date it means when that can be known.

    ``date`` is ISO 8601 or a prefix of it, ``end`` the last day of a period; both None where the article does not settle them ("Monday"
    in an undated article): the words stay. Years before 1 are counted as ISO 8601 does: "-0489" is 490 BC. ``duration`` is how long: ISO
    8601, "P2Y" for "two years", with X for a number not told ("several weeks": "PXW"). ``every`` is how often: "P1W" for "weekly",
    "XXXX-WXX-1" for "every Monday". ``part`` is the part of a day or year named, ``modifier`` what TIMEX3 calls *mod*: "early 2019" is
    *start*, "since March" *on_or_after*. ``clock`` is the time of day, "15:00", also where its day is not known. ``vague`` is where an
    expression points that means no date: "recently" is *past*.
    """

    text: str
    spans: tuple[Span, ...]
    date: str | None
    end: str | None
    precision: TimePrecision
    duration: str | None = None
    every: str | None = None
    part: PartOfTime | None = None
    modifier: TimeModifier | None = None
    clock: str | None = None
    vague: VagueTime | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Through what something was said, and the words that say so: "in a post on Harbor" is a *social_post*."""

    text: str
    spans: tuple[Span, ...]
    type: ChannelType


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody (the source), by a cue, says a content: the attribution relation of PARC and PolNeAR.

    ``source`` is the words that name the source, None where they are implicit; ``speaker`` the `Entity` id, None when unresolved,
    ``resolved_by`` how it was found. ``within`` is the id of the statement whose content holds this one: then this is the outer speaker's
    report of it. ``confidence`` is calibrated: of the statements at 0.8 about 80% are right in source, cue and content.
    """

    id: str
    kind: Kind
    act: Act
    source: Quoted | None
    speaker: str | None
    resolved_by: ResolvedBy
    cue: Quoted | None
    content: Quoted
    addressees: tuple[Ref, ...]
    channel: Channel | None
    time: Time | None
    negated: bool
    modality: Modality
    within: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody did something to somebody: an event of PLOVER 2.0 (Open Event Data Alliance).

    ``type`` is what was done and ``mode`` how, None where no mode fits. ``trigger`` is the words that tell of it: several where the
    article tells of one event more than once. ``actors`` did it and ``recipients`` had it done to them; of those who did it together all
    are actors. Either is empty where the article does not name them. ``status`` tells whether it happened. ``basis`` is the id of the
    statement on which it rests, None where the outlet says it in its own voice. ``confidence``, 0 to 1, is how sure the reader is.
    """

    id: str
    type: EventType
    mode: str | None
    trigger: Quoted
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    place: tuple[Ref, ...]
    time: Time | None
    status: EventStatus
    basis: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    ``text`` is the number's own words with currency sign and unit: "$4.2bn", "two", "12 percent". ``value`` is what they come to, in
    ``unit``: *people* and *votes* where such are counted, *percent*, *percentage points*, a currency by ISO 4217, a measure (*years*,
    *miles*), *share* for a fraction of a whole, *rank*, *score*; None where things are simply counted. ``upper`` is the other end of a
    range or score, else None. ``bound`` tells on which side of ``value`` the count lies. ``of`` is the words for what is counted, without
    the number; ``period`` and ``places`` over what time and where, if the clause says so. ``basis`` as in `Event`.
    """

    text: str
    spans: tuple[Span, ...]
    value: float
    upper: float | None
    bound: Bound
    unit: str | None
    of: Quoted | None
    period: Time | None
    places: tuple[Ref, ...]
    basis: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one version of the reader read in one article."""

    article: Article
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    reader: str = field(default="")
    schema: str = "onrecord/reading/1"
