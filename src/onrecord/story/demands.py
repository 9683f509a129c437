"""Demands, and what those of whom something is demanded are reported to have answered. Rules: docs/explanation/stories.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from onrecord.story.carriers import MIN_CONFIDENCE
from onrecord.story.case import Case, Party, Source, is_somebody
from onrecord.story.propositions import Proposition, proposition, relation, root, weight
from onrecord.story.sketch_words import fold, stem
from onrecord.terms import Demand, Event, Pointer, Response, Span, Stance, Statement

_BY_EVENT: Final[dict[str, Stance]] = {
    "AGREE": "accepts", "COOPERATE": "accepts", "CONCEDE": "accepts", "RETREAT": "accepts", "AID": "accepts", "REJECT": "refuses",
}  # fmt: skip
_BY_ACT: Final[dict[str, Stance]] = {"agree": "accepts", "commit": "accepts", "oppose": "refuses", "deny": "refuses"}
_REFUSES: Final = re.compile(
    r"\b(?:refus\w+|reject\w*|will not|won['’]t|would not|wouldn['’]t|declin\w+ to|no intention|rul(?:e|es|ed|ing) out|"
    r"defi(?:ed|es|ant)|ignor\w+|turn(?:ed|s|ing)? down|rebuff\w*|"
    r"dismiss\w* (?:\w+ ){0,2}(?:calls?|demands?|requests?|ideas?|suggestions?|appeals?))\b",
    re.IGNORECASE,
)
_UNCLEAR: Final = re.compile(
    r"\b(?:consider\w*|review\w*|look(?:s|ed|ing)? (?:into|at)|study\w*|weigh\w*|under advisement|discuss\w*|may|might|could|"
    r"not (?:yet )?decided|undecided|open to)\b",
    re.IGNORECASE,
)
_PARTLY: Final = re.compile(
    r"\b(?:part(?:ly|ially)?|some of|only|except|but not|one of|two of|in part|a limited|most of|provided that|on condition|as long as)\b",
    re.IGNORECASE,
)
_MODAL: Final = re.compile(r"\b(?:must|should|to|needs? to|ha(?:s|ve|d) to|ought to|not to|stop|end|cease)\b")
_NOUN: Final = re.compile(
    r"\b((?:the|all|every|each|both|any|his|her|their|its) (?:[\w’'-]+ ){0,3}[\w’'-]+|[A-Z][\w’'-]+(?: [\w’'-]+){0,2})\W*$"
)
"""A noun with its article at the end of words: "she said [the highways office]"."""
_TITLES: Final = {
    "gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "atty": "attorney", "gen": "general",
    "lt": "lieutenant", "supt": "superintendent", "dem": "democrat", "democratic": "democrat", "councilman": "councilor",
    "councilwoman": "councilor", "councillor": "councilor",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHARE: Final = 0.12
"""Weight of the words that a response and a demand share, over that of the demand, for the one to be about the other where the
response has the verb of what is to be done: the rest it says in words of its own."""
_SHARE_WITHOUT_VERB: Final = 0.4
"""The same where it does not have the verb."""
_FEWEST_WORDS: Final = 4
"""Of a passage that answers: a scrap tells nothing."""
_NEAR_BEST: Final = 0.75
"""Of the best fit, for a reply to answer another demand as well: four demands of one speech share half of their words."""
_MIN_SHARED_WEIGHT: Final = 0.3
"""Of shared words that are no names: one word of middling rarity."""


@dataclass(frozen=True)
class Call:
    """One statement by which something is demanded."""

    source: Source
    statement: Statement
    by: Party
    of: tuple[Party, ...]
    words: Proposition

    @property
    def pointer(self) -> Pointer:
        """Where it stands."""
        return Pointer(self.source.id, self.statement.id, None, self.statement.content.spans)

    @cached_property
    def verb(self) -> str:
        """The root of the word that tells what is to be done: the first with a meaning of its own after "to", "must" or "should"."""
        start, end = self.statement.content.spans[-1]
        modal = _MODAL.search(self.source.text, start, end)
        after = proposition(self.source, (Span(modal.end() if modal else start, end),)).words
        told = (root(fold(word)) for word in _WORD.findall(self.source.text[modal.end() if modal else start : end]))
        return next((word for word in told if word in after), "")

    @property
    def day(self) -> str | None:
        """When it was made, where the article says; else when the article came out."""
        return self.source.said_on(self.statement.id)


@dataclass(frozen=True, eq=False)
class Reply:
    """A passage that may answer a demand: what somebody agrees to, refuses or does, and on whose say-so."""

    source: Source
    by: Party
    stance: Stance
    told_by: Party | None
    span: Span
    words: Proposition
    pointer: Pointer
    day: str | None


class Answered(NamedTuple):
    """A reply to a demand, and whoever made it."""

    reply: Reply
    by: Party


def demands(case: Case) -> tuple[tuple[Demand, ...], tuple[Answered, ...]]:
    """The demands of a story, by date, the same demand told by several articles once, each with its responses; and every reply that
    was taken for one."""
    groups = _grouped([call for source in case.current if not source.reprint_of for call in _calls(source)])
    of = [tuple({party.key: party for call in group for party in call.of}.values()) for group in groups]
    answers: list[list[Reply]] = [[] for _ in groups]
    for reply in replies(case):
        fits = [_fit(case, reply, group, whom) for group, whom in zip(groups, of, strict=True)]
        best = max(fits, default=0.0)
        for i, fit in enumerate(fits):
            if fit and fit >= _NEAR_BEST * best:
                answers[i].append(reply)
    found = [_demand(case, *each) for each in zip(groups, of, answers, strict=True)]
    answered = {Answered(reply, group[0].by): None for group, its in zip(groups, answers, strict=True) for reply in its}
    return tuple(sorted(found, key=lambda one: (one.date or "9999", case.order(one.pointers[0])))), tuple(answered)


def _calls(source: Source) -> Iterator[Call]:
    last: dict[str, tuple[Party, ...]] = {}
    held: list[Call] = []
    for statement in sorted(source.reading.statements, key=lambda one: one.content.spans[0]):
        if statement.act != "demand" or statement.negated or statement.confidence < MIN_CONFIDENCE / 2:
            continue
        if statement.content.spans[0].start < source.title_end:
            continue
        by = source.speaker(statement)
        of = _addressed(source, statement) or (() if statement.cue else last.get(by.key) or _lead_in(source, statement))
        last[by.key] = of
        held.append(Call(source, statement, by, of, proposition(source, statement.content.spans)))
    yield from (call for call in held if not _is_lead(call, held))


def _is_lead(call: Call, all_calls: Sequence[Call]) -> bool:
    """Whether the words of a demand lie within another's of the same speaker: "four actions [they must take]"."""
    return any(
        other is not call
        and other.by == call.by
        and all(
            any(a <= start and end <= b for a, b in other.statement.content.spans)
            for start, end in call.statement.content.spans
        )
        and (other.statement.content.spans != call.statement.content.spans or other.statement.id < call.statement.id)
        for other in all_calls
    )


def _addressed(source: Source, statement: Statement) -> tuple[Party, ...]:
    """Of whom it is demanded: its addressees; else whom the event of asking names; else the subject of what is to be done."""
    if statement.addressees:
        return source.parties(statement.addressees)
    if statement.cue:
        for event in source.reading.events:
            over = any(a < d and c < b for a, b in event.trigger.spans for c, d in statement.cue.spans)
            if event.type == "REQUEST" and over and event.recipients:
                return source.parties(event.recipients)
    return _subject(source, statement.content.spans[-1]) if statement.cue else ()


def _lead_in(source: Source, item: Statement) -> tuple[Party, ...]:
    """Of whom the items of a list are demanded: the subject of the nearest words before it of the same speaker that say what must be
    done ("three steps [that] the council must take:")."""
    before = [
        statement.content.spans[-1]
        for statement in source.reading.statements
        if statement.speaker == item.speaker and statement.content.spans[-1].end <= item.content.spans[0].start
    ]
    for span in sorted(before, reverse=True)[:2]:
        if found := _subject(source, span):
            return found
    return ()


def _subject(source: Source, span: Span) -> tuple[Party, ...]:
    """Who is to do something: the name or noun right before "must", "should" or "to" in these words."""
    modal = _MODAL.search(source.text, *span)
    if modal is None:
        return ()
    marks = [mark for mark in source.mentions(span.start, modal.start()) if mark.span.start >= span.start]
    if marks and not source.text[marks[-1].span.end : modal.start()].strip(' ,"”'):
        return (marks[-1].party,)
    before = source.text[span.start : modal.start()].strip()
    noun = _NOUN.search(before)
    words = " ".join(noun[1].split()) if noun else before.removeprefix("that ")
    if not is_somebody(Party("", words, None, False)):
        return ()
    return (Party(f"{source.id}/{words.casefold()}", words, None, False),)


def _grouped(calls: Sequence[Call]) -> list[list[Call]]:
    groups: list[list[Call]] = []
    for call in sorted(calls, key=lambda one: (one.day or "9999", one.source.id, one.statement.content.spans)):
        home = next(
            (
                group
                for group in groups
                if any(one.by.key == call.by.key and relation(one.words, call.words) == "same" for one in group)
            ),
            None,
        )
        if home is None:
            groups.append([call])
        else:
            home.append(call)
    return groups


def _demand(case: Case, group: Sequence[Call], of: Sequence[Party], answers: Sequence[Reply]) -> Demand:
    best = max(group, key=lambda call: (call.statement.confidence, call.source.id))
    return Demand(
        by=best.by.name,
        of=tuple(party.name for party in of),
        text=" ".join(best.statement.content.text.split()),
        date=_first_day(group),
        responses=tuple(_responses(case, answers)),
        pointers=case.sorted([call.pointer for call in group]),
    )


def _first_day(group: Sequence[Call]) -> str | None:
    return min((call.day for call in group if call.day), default=None)


def _fit(case: Case, reply: Reply, group: Sequence[Call], of: Sequence[Party]) -> float:
    """How much of a demand a reply takes up, by weight; 0 where it is not by one of whom it is demanded, or was before it was made."""
    first = _first_day(group)
    speaker = case.voice(reply.by)
    if any(_within(reply, call) for call in group):
        return 0.0
    if (reply.day and first and reply.day < first) or speaker in {case.voice(call.by) for call in group}:
        return 0.0
    if not any(speaker == case.voice(party) or _is_one_of(case, reply.by, party) for party in of):
        return 0.0
    offices = frozenset(
        root(fold(word)) for name in (*_titles(case, reply.by), *(p.name for p in of)) for word in _WORD.findall(name)
    )
    return max((_share(reply, call, offices) for call in group), default=0.0)


def _share(reply: Reply, call: Call, offices: frozenset[str]) -> float:
    """How much of one call a reply takes up, by weight; 0 where that is neither what is to be done nor most of the rest."""
    asked = frozenset(word for word in call.words.words if not word.startswith("#")) - offices
    own = weight(reply.words.words & asked)
    share = own / (weight(asked) or 1.0)
    enough = _SHARE if call.verb in reply.words.words else _SHARE_WITHOUT_VERB
    return share if own >= _MIN_SHARED_WEIGHT and share >= enough else 0.0


def _within(reply: Reply, call: Call) -> bool:
    """Whether a reply is told by the words of the demand itself: what is demanded is not thereby done."""
    return reply.source.id == call.source.id and any(
        start < reply.span.end and reply.span.start < end for start, end in call.statement.content.spans
    )


def _titles(case: Case, who: Party) -> tuple[str, ...]:
    identity = case.people.persons.get(who.key)
    return identity.titles if identity else ()


def _is_one_of(case: Case, who: Party, group: Party) -> bool:
    """Whether somebody is one of a group that is only described: "governors" and "Gov. Tim Walz", "Democrat officials" and "Democratic
    governor". The group's last word is an office that the titles name; "officials" and "leaders" are any office."""
    if group.named and group.type in ("person", "organization", "place"):
        return False
    titles = {_office(word) for title in _titles(case, who) for word in _WORD.findall(title)}
    words = [_office(word) for word in _WORD.findall(group.name)]
    if not titles or not words:
        return False
    head = words[-1]
    rest = {word for word in words[:-1] if word in _PARTIES}
    if head in _ANY_OFFICE:
        return bool(rest & titles) or not rest
    return head in titles and (not rest or not (titles & _PARTIES) or bool(rest & titles))


_PARTIES: Final = frozenset({"democrat", "republican", "labour", "conservativ", "liberal", "green"})
_ANY_OFFICE: Final = frozenset({"official", "leader", "authoriti", "politician", "democrat", "republican"})


def _office(word: str) -> str:
    folded = fold(word)
    return stem(_TITLES.get(folded, folded))


def _responses(case: Case, answers: Iterable[Reply]) -> Iterator[Response]:
    """Responses by the same one, of the same stance, on the same say-so: once, in the clearest words."""
    groups: dict[tuple[str, str, str], list[Reply]] = {}
    for reply in answers:
        told = case.voice(reply.told_by) if reply.told_by else ""
        groups.setdefault((case.voice(reply.by), reply.stance, told), []).append(reply)
    for group in sorted(groups.values(), key=lambda one: (min(r.day or "9999" for r in one), one[0].source.id)):
        clear = max(
            group, key=lambda one: (one.span.start >= one.source.title_end, len(one.words.tokens), one.source.id)
        )
        told_by = group[0].told_by
        yield Response(
            by=clear.by.name,
            stance=clear.stance,
            text=clear.source.words(clear.span),
            date=min((one.day for one in group if one.day), default=None),
            according_to=(told_by.name,) if told_by else (),
            pointers=case.led_by(clear.pointer, [one.pointer for one in group]),
        )


def replies(case: Case) -> list[Reply]:
    """All passages of a story that may answer a demand; what a headline tells, the article tells again."""
    return [
        reply
        for source in case.current
        if not source.reprint_of
        for reply in (*_from_events(source), *_from_statements(source))
        if reply.span.start >= source.title_end and len(source.words(reply.span).split()) >= _FEWEST_WORDS
    ]


def _from_events(source: Source) -> Iterator[Reply]:
    for event in source.reading.events:
        stance = _BY_EVENT.get(event.type)
        if stance is None or event.confidence < MIN_CONFIDENCE or event.status in ("historical", "hypothetical"):
            continue  # what may or might be done is no answer
        span = _around(source, event)
        if stance == "accepts" and _REFUSES.search(source.words(span)):
            stance = "unclear"  # "pledged to keep order, rebuffing calls for elections": the pledge is not the answer
        if event.status == "negated":
            stance = "refuses" if stance == "accepts" else "unclear"
        for actor in source.parties(event.actors):
            yield Reply(
                source,
                actor,
                _refined(stance, source.words(span)),
                source.say_so(event.basis),
                span,
                proposition(source, (span,)),
                Pointer(source.id, event.basis, event.id, (span,)),
                event.time.date if event.time and event.time.date else source.said_on(event.basis),
            )


def _from_statements(source: Source) -> Iterator[Reply]:
    for statement in source.reading.statements:
        stance = _BY_ACT.get(statement.act)
        text = " ".join(statement.content.text.split())
        if stance is None and statement.act in ("assert", "predict", "intend", "decide") and _REFUSES.search(text):
            stance = "refuses"
        if stance is None or statement.negated or statement.confidence < MIN_CONFIDENCE:
            continue
        cue = statement.cue.text if statement.cue else ""
        if statement.act in ("oppose", "deny") and not _REFUSES.search(f"{cue} {text}"):
            continue  # to speak against somebody is no answer
        if stance == "accepts" and _REFUSES.search(text):
            stance = "refuses"
        outer = source.outermost(statement)
        told_by = None if outer is statement else source.speaker(outer)
        span = Span(statement.content.spans[0].start, statement.content.spans[-1].end)
        yield Reply(
            source,
            source.speaker(statement),
            _refined(stance, text),
            told_by,
            span,
            proposition(source, statement.content.spans),
            Pointer(source.id, statement.id, None, statement.content.spans),
            source.said_on(statement.id),
        )


def _around(source: Source, event: Event) -> Span:
    """The words of the statement that an event rests on, else its sentence."""
    basis = source.statements.get(event.basis or "")
    at = event.trigger.spans[0].start
    if basis:
        for start, end in basis.content.spans:
            if start <= at < end:
                return Span(start, end)
    return source.sentence(at)


def _refined(stance: Stance, text: str) -> Stance:
    if stance == "accepts" and _PARTLY.search(text):
        return "partly"
    if stance == "accepts" and _UNCLEAR.search(text):
        return "unclear"
    return stance
