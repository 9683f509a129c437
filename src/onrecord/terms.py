"""The words onrecord is built from. Each type's docstring is its entry in the glossary.

Everything here is a frozen value. Positions are half-open ``[start, end)`` ranges of Unicode code points of one
article's text; bytes, words and word pieces are internal to ``ingest`` and ``reader``. The JSON form of a `Reading`
is ``onrecord/reading/1``; field names there and here are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["direct", "indirect", "mixed"]
"""How the words are given: *direct*, all between quotation marks or set off as a block; *indirect*, none; *mixed*, some of them."""

Act = Literal[
    "assert", "demand", "commit", "accuse", "deny", "agree", "support", "oppose", "predict", "ask", "intend", "believe",
    "decide", "decline_to_comment",
]  # fmt: skip

ACTS: dict[Act, str] = {
    "assert": "puts something forward as true. 'The pump failed at noon, Orr said.' Also the act when no other is clear.",
    "demand": "wants somebody to do or stop something: orders, urges, calls on, requests. 'Orr urged the council to close the road.'",
    "commit": "binds the speaker to a deed to come: promises, pledges, vows, offers; 'would' and 'will' of the speaker's own "
    "deeds. 'Orr said she would repay the fund.'",
    "accuse": "lays a wrong at somebody's door: accuses, blames, charges, condemns. 'Orr accused Venn of hiding the report.'",
    "deny": "says that something put forward is not so, or was not done. 'Venn denied hiding the report.'",
    "agree": "accepts, concedes or confirms what another put forward. 'Venn agreed that the report was late.'",
    "support": "speaks for a person, measure or deed: backs, praises, endorses, defends. 'Orr backed the levy.'",
    "oppose": "speaks against a person, measure or deed with no wrong laid: rejects, criticises, objects. 'Venn opposes the levy.'",
    "predict": "says what will come, beyond the speaker's own deeds: expects, warns, forecasts. 'Orr said the dam will hold.'",
    "ask": "puts a question or wonders. 'Venn asked who had signed the order.'",
    "intend": "reports a plan or wish of the speaker with no promise to anyone: plans, hopes, wants. 'Orr plans to run.'",
    "believe": "reports what is held in the mind, not said: thinks, knows, fears, feels. 'Venn believes the count is wrong.'",
    "decide": "does by the words what they say: rules, approves, votes, appoints, bans. 'The court struck down the ban.'",
    "decline_to_comment": "refuses or fails to answer. 'Venn's office did not respond.' Never a denial, never agreement.",
}
"""What each act means, with an example. When two fit, the more specific one stands: any act before *assert*."""

ChannelType = Literal[
    "social_post", "interview", "press_conference", "speech", "phone_call", "meeting", "letter", "written_statement",
    "court_filing", "report", "testimony", "advertisement", "other",
]  # fmt: skip
EntityType = Literal["person", "organization", "place", "group", "work", "other"]
Form = Literal["name", "nominal", "pronoun"]
ResolvedBy = Literal["name", "nominal", "pronoun", "continuation", "none"]
Modality = Literal["actual", "future", "hypothetical"]
DatePrecision = Literal["year", "month", "day", "minute"]
DateBasis = Literal["given", "metadata", "text", "url", "inferred"]
TimePrecision = Literal["year", "month", "week", "day", "part_of_day", "minute", "unknown"]
PartOfTime = Literal[
    "morning", "afternoon", "evening", "night", "daytime", "weekend", "spring", "summer", "fall", "winter",
    "Q1", "Q2", "Q3", "Q4", "H1", "H2",
]  # fmt: skip
TimeModifier = Literal[
    "start", "mid", "end", "approx", "before", "after", "on_or_before", "on_or_after", "less_than", "more_than"
]
VagueTime = Literal["past", "present", "future"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

EVENT_TYPES: dict[EventType, str] = {
    "AGREE": "accepts, offers or promises to work with another or to help; also cooperation that is still to come. "
    "'Venn agreed to share the data.'",
    "CONSULT": "meets, visits or talks with another. 'Orr met the ferry workers.'",
    "SUPPORT": "backs, praises, recognises or signs with another, by word and not by means. 'Venn endorsed Orr.'",
    "CONCEDE": "gives way by word: apologises, pardons, eases a rule, announces a retreat. 'The county lifted the ban.'",
    "COOPERATE": "works with another to the good of both: trade, joint exercises, shared evidence. "
    "'The two towns run the ferry jointly.'",
    "AID": "gives help that serves the one who gets it: money, goods, shelter, rescue. 'The county gave Sallow ten pumps.'",
    "RETREAT": "gives way by deed: frees, withdraws, disarms, lets in, resigns. 'The guards left the quay.'",
    "REQUEST": "asks, demands or orders something of another. 'Orr called on the county to publish the report.'",
    "ACCUSE": "blames, condemns, sues or investigates another. 'Prosecutors charged Venn with fraud.'",
    "REJECT": "turns down, refuses, breaks off or blocks what another wants. 'Venn refused to meet Orr.'",
    "THREATEN": "warns of harm to come. 'The union threatened to close the port.'",
    "PROTEST": "acts in public, with others, against somebody or something. 'Islanders marched against the fares.'",
    "SANCTION": "cuts back what was there between the two: ends, expels, fines, convicts. 'The county cut the subsidy.'",
    "MOBILIZE": "readies or moves armed force, short of using it. 'Police were sent to the quay.'",
    "COERCE": "bears down by power, short of violence: arrests, deports, seizes, bans, hacks. 'Police arrested two men.'",
    "ASSAULT": "does what can badly hurt or kill, or wrecks. 'A gunman shot a guard.'",
}
"""What each event type means for the actor, with an example. The sixteen types of PLOVER 2.0 (Open Event Data Alliance),
from cooperation to conflict."""

EVENT_MODES: dict[EventType, dict[str, str]] = {
    "CONSULT": {"visit": "the actor is the guest", "third-party": "a third one is the host",
        "multilateral": "among many, as in an alliance", "phone": "from afar"},
    "RETREAT": {"withdraw": "from a place", "release": "of captives", "disarm": "laying down weapons", "ceasefire": "holding fire",
        "access": "letting in helpers or observers", "resign": "leaving office"},
    "REQUEST": {"assist": "for help or relations", "change": "for another policy, law or leader",
        "yield": "to give way: free, ease, cease fire", "meet": "for talks"},
    "ACCUSE": {"disapprove": "condemning, complaining", "investigate": "inquiring, of any kind",
        "allege": "laying a wrong at somebody's door, in court or out"},
    "REJECT": {"assist": "help or relations", "change": "another policy, law or leader", "yield": "to give way", "meet": "talks"},
    "THREATEN": {"restrict": "to ban or block", "arrest": "to arrest", "relations": "to break off relations or talks",
        "expel": "to expel", "territory": "to take land", "violence": "to use violence"},
    "PROTEST": {"demo": "a demonstration, largely peaceful", "riot": "violent", "strike": "leaving work", "hunger": "a hunger strike",
        "boycott": "refusing to buy or to deal", "obstruct": "blocking the way", "vandalize": "damage as a sign"},
    "SANCTION": {"convict": "found guilty or unlawful", "expel": "from a group, an office or a country",
        "withdraw": "taking oneself or one's means out", "discontinue": "ending or cutting exchange"},
    "MOBILIZE": {"troops": "soldiers", "weapons": "weapons, ships, vehicles", "police": "police", "militia": "other armed groups"},
    "COERCE": {"seize": "search, raid, confiscate", "restrict": "limits on politics or movement",
        "censor": "limits on what may be published", "curfew": "a curfew", "martial-law": "a state of emergency",
        "arrest": "arrest, detain", "deport": "put out of the country", "withhold": "cut off public goods", "misinformation": "deceive",
        "cyber": "attack computers"},
    "ASSAULT": {"abduct": "kidnap, hijack", "beat": "blows", "torture": "torture", "sexual": "sexual violence",
        "targeted": "killing of chosen or defenceless people", "destroy": "wrecking as the aim", "primitive": "blades, stones, fire",
        "firearms": "guns", "explosives": "bombs, mines", "suicide-attack": "suicide attack", "aerial": "from aircraft",
        "drone": "by drone", "heavy-weapons": "artillery, rockets, tanks", "crowd-control": "tear gas, water cannon, batons",
        "unconventional": "chemical, biological, nuclear"},
}  # fmt: skip
"""The modes of PLOVER 2.0: how it was done, or what was asked, refused or threatened. Types left out have none."""

EventStatus = Literal["actual", "future", "hypothetical", "negated", "historical"]
"""Whether it happened: *actual*; *future*, it is to happen; *hypothetical*, it may, would or is only thought of; *negated*, it did
not; *historical*, it did, over a year before the article. PLOVER's auxiliary modes, or *actual*."""

Bound = Literal["exactly", "more_than", "less_than", "about", "range"]
"""How a number bounds what it counts: "at least 40" is *more_than*, "nearly 40" and "up to 40" *less_than*, "some 40" *about*,
"10 to 15" a *range*."""


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of Unicode code points of ``article.text``, ``0 <= start < end``."""

    start: int
    end: int


class Located(NamedTuple):
    """A run of clean text and the bytes of the capture it was decoded from.

    ``start, end`` are code points of ``article.text``; ``byte_start, byte_end`` are offsets into the captured bytes. ``exact`` says that
    the bytes, decoded, are the run character for character; else the run was written in another form (a character reference, collapsed
    white space) and maps only as a whole.
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of the page that is not the article: share buttons, comment boxes, newsletter pleas.

    Labelled and kept beside the article, so that a wrong label can be undone. ``text`` is as the source had it, ``label`` says what it
    was taken for, ``byte_start, byte_end`` where it stood in the capture, None in an article that is not located.
    """

    text: str
    label: str
    byte_start: int | None
    byte_end: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published, and how that is known.

    ``date`` is ISO 8601 to the stated ``precision``. ``basis``: *given* by the caller, *metadata* of the page, *text* (a dateline or date
    prefix), *url*, or *inferred* from what ``why`` names. Never guessed: an unknown date is None.
    """

    date: str
    precision: DatePrecision
    basis: DateBasis
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a source says of an article in one place, as it stands there.

    ``name`` is the article's field that it tells, *title* or *section*; ``basis`` the place: "JSON-LD datePublished", "visible byline",
    "front matter". ``chosen``: the article's field was taken from here. Where several contradict each other all are kept.
    """

    name: str
    value: str
    basis: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One version of clean text, mapped to the bytes it came from.

    ``text`` is the title line (when there is one), then the paragraphs, a blank line between any two; page furniture is not in it. ``id``
    is a digest of text, title and date, the same in every run; ``sha256`` is that of the captured bytes; ``encoding`` the one they were
    decoded with. ``located`` maps the text to bytes, in order; a stretch with no entry (the blank line between paragraphs, a title that a
    mail's header gives) has no bytes of its own.

    Where one source holds many articles, ``member`` names this one in it (a file of an archive, a record, a message, a row), and the
    captured bytes are the member's own, unpacked. ``captured`` is when an archive says that they were fetched, ISO 8601. Where the text
    is no stretch of the bytes, ``located`` is empty and ``unlocated`` says why.

    ``modified`` is when the source says that it was last changed, ISO 8601; ``section`` the part of the outlet that it stands in;
    ``wire`` the agencies credited ("AP"). ``metadata`` is all that the source says of itself, place by place, also where it contradicts
    itself.
    """

    id: str
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    url: str | None
    language: str | None
    published: Published | None
    text: str
    sha256: str
    encoding: str = "utf-8"
    located: tuple[Located, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    member: str | None = None
    captured: str | None = None
    unlocated: str | None = None
    modified: str | None = None
    section: str | None = None
    wire: tuple[str, ...] = ()
    metadata: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the article: ``text`` equals the text at ``spans``, several spans joined by one space."""

    text: str
    spans: tuple[Span, ...]


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


def quoted(text: str, spans: tuple[Span, ...]) -> Quoted:
    """The words of ``text`` at ``spans``, joined by one space."""
    return Quoted(" ".join(text[start:end] for start, end in spans), spans)
