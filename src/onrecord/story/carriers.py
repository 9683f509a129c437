"""The passages that carry claims: what somebody is reported to say, and what outlets say in their own voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal

from onrecord.story.case import Case
from onrecord.story.parties import Party, is_unnamed
from onrecord.story.propositions import MIN_TOKENS, Proposition, proposition
from onrecord.story.sentences import pieces
from onrecord.story.source import Source
from onrecord.terms import Act, Event, Figure, Pointer, Span, Statement

CARRYING: Final[frozenset[Act]] = frozenset({"assert", "accuse", "deny", "agree", "predict"})
"""Acts that put something forward. A demand, a question, a plan, a decision or a belief is no claim."""
BACKING: Final[frozenset[Act]] = frozenset({"commit", "intend"})
"""Acts that bear a claim out where somebody says of another what that other promises: "she will leave", "I will leave"."""

ACCOUNTS = (
    r"(?:accounts?|versions?|reports?|stor(?:y|ies)|claims?|narratives?|statements?|testimon(?:y|ies)|explanations?)"
)
DIFFER: Final = re.compile(
    r"\b(?:(?:conflicting|differing|competing|contradictory|contradicting|contrasting|rival|divergent|clashing|"
    rf"two (?:\w+ )?different) (?:\w+ )?{ACCOUNTS}"
    rf"|{ACCOUNTS} (?:of \w+(?: \w+){{0,6}} )?(?:differ(?:s|ed)?|conflict(?:s|ed)?|var(?:y|ies|ied)|diverged?|"
    r"contradict(?:s|ed)? each other)\b"
    r"|(?:is|are|was|were|remains?|remained|being) (?:hotly |sharply |still |widely |now )?(?:disputed|in dispute)\b"
    r"|(?:disagree|differ|at odds|dispute) (?:sharply |widely )?(?:over|about|on) "
    r"(?:how|who|what|when|where|whether|why|the (?:cause|circumstances|facts|sequence)))",
    re.IGNORECASE,
)
"""An outlet's own word that accounts differ: ask `tells_of_difference`."""
_DIFFERING: Final = ("confl", "ffer", "compet", "contra", "val", "verge", "cla", "var", "pute", "agree", "odd")
"""Letters one of which is in all that `DIFFER` finds; none of i, k and s, for which that takes letters of other alphabets too."""

_DENYING: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|refut\w+|rebut\w*|disput\w+|contradict\w*|disclaim\w*|debunk\w*|reject\w*|dismiss\w*|"
    r"false|untrue|baseless|unfounded)\b",
    re.IGNORECASE,
)
"""Cues after which what is said is what is not so. "said there was none" denies in the words said."""
_WITHDRAWING: Final = re.compile(
    r"\b(?:withdr[ae]w\w*|retract\w*|recant\w*|t(?:ake|akes|ook|aken|aking) back|walk(?:s|ed|ing)? back|back(?:s|ed|ing)? away from|"
    r"apologi[sz]\w+ for)\b",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"[\"“]?that\s+(?=\S)")
HANGING: Final = re.compile(
    r"(?:which|who|whom|whose|to|of|for|in|by|that (?:have|has|had|is|are|was|were|will|would|can|could))\b",
    re.IGNORECASE,
)
_LONGEST: Final = 45
"""Words of a sentence that is shown whole in the place of a part that does not stand alone."""
_TAKEN_BACK: Final = re.compile(
    r"\b(?:claim|denial|statement|accusation|allegation|charge|remark|comment|account|story|words|testimony)s?\b",
    re.IGNORECASE,
)
_TOLD: Final = "account|accusation|allegation|charge|claim|report|story|suggestion"
"""Nouns for what was put forward."""
_POINTING: Final = re.compile(
    rf"(?:that|this|it|so|these|those|the (?:{_TOLD}|statement|denial)s?|"
    r"(?:that|this|his|her|their|its|any|all|the|such) (?:\w+ )?"
    rf"(?:{_TOLD}|statement|remark|comment|denial|wrongdoing)s?|wrongdoing|"
    r"(?:any|all) (?:involvement|knowledge|responsibility))",
    re.IGNORECASE,
)
"""Contents that only point back at a claim: "denies it", "rejected the accusation"."""
_FALSE: Final = re.compile(
    rf"(?:that|this|it|(?:the|this|that|these|those|his|her|their|its|such) (?:{_TOLD}|remark)s?) "
    r"(?:is|are|was|were|had been|has been) (?:\w+ly |all |just |simply )?"
    r"(?:false|untrue|baseless|unfounded|groundless|wrong|nonsense|lies|a lie|not true|without (?:merit|basis|foundation)|fabricated|"
    r"made up|invented)",
    re.IGNORECASE,
)
"""Words that say no more than that a claim before them is not so."""
_MARKS: Final = re.compile('["“”‘’]')
_DOING: Final = re.compile(r"(?!(?:any|every|no|some)thing\b)[a-z]{2,}ing\b")
"""How a content begins that leaves out who did it: "denied [telling them]"."""
_AGAINST: Final = re.compile(r"\b(?:reject|dismiss|oppos)\w*", re.IGNORECASE)
"""Cues after which a bare noun is what somebody will not have, and no claim: "rejected an inquiry"."""
UNNAMED_BY_WISH: Final = re.compile(
    r"(?:not )?to (?:not )?be (?:named|identified|quoted)|(?:for )?anonymity", re.IGNORECASE
)
"""What sources ask of reporters; no demand."""
_ASKED: Final = re.compile(
    r"(?:(?:the|a|an|any|all|his|her|their|its|such|these|those|further|new|\w+(?:['’]s)?) ){0,3}"
    r"(?:calls?|demands?|requests?|appeals?|offers?|pleas?|proposals?|deals?|bids?|motions?|petitions?|pressure|invitations?|plans?)\b",
    re.IGNORECASE,
)
"""Contents that are asked or offered, not put forward."""
_FINITE: Final = re.compile(
    r"(?<![-\w])(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|cannot|"
    r"\w+n['’]t|(?:it|that|there|he|she|who|what|they|we|you|i)['’](?:s|re|ve|ll|d|m)|\w{2,}ed|went|came|took|gave|made|said|told|knew|"
    r"saw|got|left|led|held|kept|lost|met|paid|put|ran|sent|shot|sold|spent|stood|thought|won|wrote|began|broke|brought|built|bought|"
    r"caught|chose|cut|drew|drove|fell|felt|found|fought|grew|hit|hurt|let|meant|read|rose|sank|set|shut|spoke|stole|struck|threw|wore|"
    r"understood|undermines|remains|lacks|needs|wants|means|shows|makes|gives|takes|comes|goes|knows|works|costs|owes|leads|helps|"
    r"hurts|brings|keeps|puts|says|tells|does|becomes|begins|believes|belongs|causes|contains|depends|deserves|faces|follows|includes|"
    r"involves|lies|lives|looks|moves|owns|pays|plans|poses|proves|requires|runs|seems|serves|stands|supports|threatens|violates)(?![-\w])",
    re.IGNORECASE,
)
"""Something like a verb with tense: a bare name or noun ("Democrats", "a new bridge") is no proposition."""
_CLAUSE: Final = re.compile(
    r"[\s,;:—–-]*(?:and|but|while|as|after|when|although|though|because|since|who|which|where)?\s*[\"“‘]?(?:[A-Z]|the |a |an |\d)"
)
"""How a clause of its own begins: with a name, an article or a number. "has drawn protests from" has lost its subject."""
MIN_CONFIDENCE: Final = 0.15
"""Statements and events under this are more often wrong than not: of the statements at 0.2 about a fifth are right."""

Stand = Literal["says", "denies", "withdraws"]


@dataclass(frozen=True)
class Carrier:
    """A passage that carries a claim, or answers one.

    ``source`` is the article, ``by`` on whose say-so it rests, None for the outlet's own voice; ``teller`` whose words are told
    where ``by`` tells another's. ``stand``: it *says* so, *denies* it, or *withdraws* what its speaker had said. ``pointing``: it names no
    content of its own and points back at what was said before. ``backing``: it bears out or contradicts what somebody claims, and is no
    claim by itself: a promise, or a sentence in the outlet's own voice that tells of no event.
    """

    source: Source
    spans: tuple[Span, ...]
    statement: Statement | None
    event: Event | None
    by: Party | None
    stand: Stand
    pointing: bool = False
    backing: bool = False

    @cached_property
    def proposition(self) -> Proposition:
        """The passage as it is compared. Who "denied telling nurses" denies that he told them."""
        read = proposition(self.source, self.spans)
        if self.stand == "denies" and self.by and _DOING.match(self.source.words(self.spans[0])):
            return replace(read, names=read.names | {f"@{self.by.key}"})
        return read

    @property
    def order(self) -> tuple[str, str, int]:
        """Where it stands: by day of publication, article and position."""
        return self.source.day or "9999", self.source.id, self.spans[0].start

    @cached_property
    def pointer(self) -> Pointer:
        """Where its words are shown."""
        return Pointer(
            self.source.id,
            self.statement.id if self.statement else None,
            self.event.id if self.event else None,
            self.shown,
        )

    @cached_property
    def shown(self) -> tuple[Span, ...]:
        """What is shown of it: the whole sentence where its words do not stand alone ("which has cost lives", "them of lying")."""
        words = " ".join(self.source.words(span) for span in self.spans)
        if self.statement and (self.statement.act == "accuse" or HANGING.match(words)):
            sentence = self.source.sentence(self.spans[0].start)
            if len(self.source.words(sentence).split()) <= _LONGEST:
                return (sentence,)
        return self.spans

    @cached_property
    def text(self) -> str:
        """The words shown."""
        return " ".join(self.source.words(span) for span in self.shown)

    @cached_property
    def figure(self) -> Figure | None:
        """The figure in its words, where there is just one."""
        counted = self.source.counted
        found = {
            i
            for start, end in self.spans
            for _, i in counted[bisect_left(counted, (start,)) : bisect_left(counted, (end,))]
        }
        return self.source.reading.figures[found.pop()] if len(found) == 1 else None

    @cached_property
    def day(self) -> str | None:
        """When it was said or happened, where the article says; else when the article came out."""
        if self.statement:
            return self.source.said_on(self.statement.id)
        return self.event.time.date if self.event and self.event.time and self.event.time.date else self.source.day


def carriers(case: Case) -> tuple[Carrier, ...]:
    """All carriers of a story's articles, older versions of an article too, in the order of the articles and of their words."""
    found = [carrier for source in case.sources for carrier in (*_said(source), *_withdrawn(source), *_own(source))]
    return tuple(sorted(found, key=lambda one: (one.order, one.pointer.statement or "")))


def _said(source: Source) -> Iterator[Carrier]:
    for statement in source.reading.statements:
        if statement.confidence < MIN_CONFIDENCE or statement.negated or statement.modality == "hypothetical":
            continue
        if statement.content.spans[0].start < source.title_end:
            continue  # the article says it again, with its source
        outer = source.outermost(statement)
        by = source.speaker(outer)
        if is_unnamed(by) and tells_of_difference(source.text, *source.sentence(statement.content.spans[0].start)):
            continue  # "conflicting accounts of [how he fell]": nobody says so
        cue = statement.cue.text if statement.cue else ""
        if _WITHDRAWING.search(cue):
            yield Carrier(source, statement.content.spans, statement, None, by, "withdraws", pointing=True)
            continue
        denies = bool(_DENYING.search(cue)) and statement.act in ("deny", "oppose")
        if statement.act not in CARRYING | BACKING and not denies:
            continue
        content = " ".join(statement.content.text.split()).strip(" .,“”\"'")
        if denies and _ASKED.match(content):
            continue  # to reject calls for an election is to answer a demand, not a claim
        if (
            denies
            and _AGAINST.search(cue)
            and not (_FINITE.search(content) or _DOING.match(content) or _POINTING.fullmatch(content))
        ):
            continue
        if (denies and _POINTING.fullmatch(content)) or is_said_false(content):
            yield Carrier(source, statement.content.spans, statement, None, by, "denies", pointing=True)
            continue
        stand: Stand = "denies" if denies else "says"
        sentences = [
            Carrier(source, _plain(source.text, spans), statement, None, by, stand, backing=statement.act in BACKING)
            for spans in pieces(source.text, statement.content.spans)
        ]
        told = [one for one in sentences if len(one.proposition.tokens) >= MIN_TOKENS]
        if not told and len(sentences) > 1:  # "It was full. No doubt about it": little by little, but together enough
            one = replace(sentences[0], spans=tuple(span for each in sentences for span in each.spans))
            told = [one] if len(one.proposition.tokens) >= MIN_TOKENS else []
        for carrier in told:
            if denies or statement.act == "accuse" or _FINITE.search(carrier.text):
                yield carrier


def tells_of_difference(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether words tell that accounts differ. Asked of every sentence of a story; hardly any holds a word for it."""
    low = text[start:end].lower()
    found = any(part in low for part in _DIFFERING)
    return found and DIFFER.search(text, start, len(text) if end is None else end) is not None


def is_said_false(words: str) -> bool:
    """Whether words say no more than that what was said before is not so: the charge was "entirely false"."""
    return _FALSE.fullmatch(_MARKS.sub("", words)) is not None


def _withdrawn(source: Source) -> Iterator[Carrier]:
    """What somebody is told to have taken back without a word of theirs: "retracted her claim"."""
    for event in source.reading.events:
        sentence = source.sentence(event.trigger.spans[0].start)
        told = event.status == "actual" and sentence.start >= source.title_end
        if told and _WITHDRAWING.fullmatch(event.trigger.text) and _TAKEN_BACK.search(source.text, *sentence):
            for actor in source.parties(event.actors):
                yield Carrier(source, (sentence,), None, event, actor, "withdraws", pointing=True)


def _plain(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """``spans`` without a leading "that"."""
    lead = _THAT.match(text, *spans[0])
    return (Span(lead.end(), spans[0].end), *spans[1:]) if lead and lead.end() < spans[0].end else spans


def _own(source: Source) -> Iterator[Carrier]:
    """What the outlet says in its own voice: sentences, or what is left of them, that are attributed to nobody."""
    attributed = sorted(
        span
        for statement in source.reading.statements
        for part in (statement.content, statement.cue, statement.source)
        if part
        for span in part.spans
    )
    reach = list(accumulate((high for _, high in attributed), max))  # where those up to each have ended
    told: dict[Span, Event] = {}
    for event in source.reading.events:
        at = event.trigger.spans[0].start
        told_here = event.basis is None and at >= source.title_end and event.confidence >= MIN_CONFIDENCE
        if not told_here or source.is_spoken(event) or not (event.actors or event.recipients):
            continue
        if event.status in ("actual", "historical", "negated") and (
            span := _outside(source, source.sentence(at), attributed, at)
        ):
            told.setdefault(span, event)
    for span, event in told.items():
        yield from _worth(Carrier(source, (span,), None, event, None, "says"))
    for sentence in source.sentences:
        held = bisect_left(attributed, (sentence.end,))
        free = held == 0 or reach[held - 1] <= sentence.start
        spoken = source.text[sentence.start] in "“\"‘'"  # words that somebody says, though the reader found nobody
        if sentence.start < source.title_end or not free or spoken or sentence in told:
            continue
        if _FINITE.search(source.text, *sentence):
            yield from _worth(Carrier(source, (sentence,), None, None, None, "says", backing=True))


def _worth(carrier: Carrier) -> Iterator[Carrier]:
    if len(carrier.proposition.tokens) >= MIN_TOKENS and not tells_of_difference(carrier.text):
        yield carrier


def _outside(source: Source, sentence: Span, attributed: list[Span], at: int) -> Span | None:
    """The part of a sentence around ``at`` that no statement holds; None where a statement holds ``at``."""
    start, end = sentence
    for low, high in attributed:
        if high <= start or low >= end:
            continue
        if low <= at < high:
            return None
        if high <= at:
            start = high
        elif low > at:
            end = min(end, low)
    if (start, end) == sentence:
        return sentence
    part = source.text[start:end].rstrip(" ,;:—–-\n")
    tail = part.rfind(",")
    if end < sentence.end and start + tail > at and not _FINITE.search(part, tail):
        part = part[:tail]  # "..., and by Saturday": what is left of a clause that a statement holds
    if start > sentence.start and not _CLAUSE.match(part):
        return None
    lead = len(part) - len(part.lstrip(" ,;:—–-\n"))
    span = Span(start + lead, start + len(part))
    return span if span.start <= at < span.end and _FINITE.search(source.text, *span) else None
