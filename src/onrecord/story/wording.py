"""Wording: the different words that outlets and speakers use for the same people, deed or thing, and differing words between quotation
marks for the same utterance. Rules: docs/explanation/stories.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.story.case import Case
from onrecord.story.deeds import Deed
from onrecord.story.parties import Party
from onrecord.story.propositions import root
from onrecord.story.quotes import same_utterance, word_differences
from onrecord.story.sketch_words import fold, stem
from onrecord.story.source import Source
from onrecord.terms import EventType, Pointer, Span, Term, Voice, Wording

_NOUNS: Final = "data/nouns.txt"
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEADING: Final = re.compile(
    r"^(?:(?:and|or|but|the|a|an|all|any|some|many|most|more|than|about|nearly|almost|over|at|least|its|his|her|their|our|those|these|this|that|every|"
    r"each|other|several|few|dozens|hundreds|thousands|scores|of|no|[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten)\s+)+",
    re.IGNORECASE,
)
_HEAD_END: Final = re.compile(
    r"\s(?:of|in|on|at|from|for|with|who|that|which|to|by|over|under|against|currently|arrested|wanted|accused|held|and|or|as|when|after|"
    r"said|says|were|was|are|is|have|had|has)\b|[,;:(—–“”\"\n]"
)
_SET_PHRASE: Final = re.compile(r"death\b(?=\s+(?:penalty|sentence|row|toll|threat|certificate)|\W)", re.IGNORECASE)
"""Words that are no name for the deed here: "sentenced to death", "the death penalty"."""
_MAX_TERM: Final = 6
"""Words of a term: a longer one is a description, not a name for something."""
_TELLING: Final[frozenset[EventType]] = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
"""Deeds that outlets name by words of their choosing: "killed", "slain", "murdered". Of others mere synonyms came out."""
_PLAIN: Final = frozenset(
    root(word) for word in "make take hold have find give send get go put set use do be keep leave bring".split()
)
_CALLED: Final = (
    r", (?:whom|which|who|what) (?P<who>(?:the |a )?[\w’'-]+(?: [\w’'-]+){0,4}) (?:calls?|called|describes? as|described as|terms?|termed|"
    r"labels?|labell?ed|dubs?|dubbed) "
    r"(?:as )?[“\"](?P<called>[^“”\"\n]{3,60}?),?[”\"]"
)
_IS_CALLED: Final = re.compile(_CALLED)
"""Which hardly any article has; where there is no comma to begin with, looking for what stands before it takes a hundred times as long."""
_CALLS: Final = re.compile(
    r"(?P<own>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z])[\w’'-]*(?: [\w’'-]+){0,5})" + _CALLED
)
_QUOTED: Final = re.compile(r"[“\"]([^“”\"\n]{12,600})[”\"]")


@dataclass(frozen=True)
class _Used:
    """Words used for something, by one voice."""

    source: Source
    span: Span
    text: str
    voice: Voice
    speaker: Party | None

    @property
    def term(self) -> Term:
        return Term(
            self.text,
            self.voice,
            self.speaker.name if self.speaker else None,
            self.source.kept.outlet,
            (Pointer(self.source.id, None, None, (self.span,)),),
        )


def wording(case: Case, happened: Sequence[Sequence[Deed]]) -> tuple[Wording, ...]:
    """Misquotes first, then other words for the same deed, then for the same people and things."""
    return (*_quotations(case), *_deeds(case, happened), *_naming(case), *_referents(case))


def _used(source: Source, span: Span, text: str) -> _Used:
    """Whose words they are: in a statement its outermost speaker's, between quotation marks verbatim; else the outlet's."""
    holding = [
        statement
        for statement in source.reading.statements
        if any(start <= span.start and span.end <= end for start, end in statement.content.spans)
    ]
    if not holding:
        return _Used(source, span, text, "outlet", None)
    speaker = source.speaker(source.outermost(holding[0]))
    quoted = any(statement.kind != "indirect" for statement in holding) and _in_quotes(source.text, span.start)
    return _Used(source, span, text, "quoted" if quoted else "paraphrased", speaker)


def _in_quotes(text: str, at: int) -> bool:
    """Whether quotation marks are open at a position, counted from the beginning of its paragraph."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _referents(case: Case) -> Iterator[Wording]:
    """Phrases whose head nouns are of one set in ``data/nouns.txt`` and that differ, over the story's articles."""
    found: defaultdict[str, list[_Used]] = defaultdict(list)
    for source in case.current:
        if source.reprint_of:
            continue
        for span in _phrases(source):
            text = source.words(span)
            label = _label(text)
            if label:
                found[label].append(_used(source, span, text))
    for label in sorted(found):
        terms = _terms(found[label])
        heads = {_head(term.text) for term in terms}
        voices = {(term.voice, term.speaker, term.outlet) for term in terms}
        if len(terms) > 1 and len(heads) > 1 and len(voices) > 1:
            yield Wording(label, terms, "referent")


def _phrases(source: Source) -> Iterator[Span]:
    """Where the article names groups of people and things by nouns: parties of events, what is counted, and nominal mentions."""
    spans: set[Span] = set()
    for event in source.reading.events:
        spans |= {ref.spans[0] for ref in (*event.actors, *event.recipients)}
    spans |= {figure.of.spans[0] for figure in source.reading.figures if figure.of}
    spans |= {mark.span for mark in source.marks if mark.form == "nominal"}
    seen: set[Span] = set()
    for start, end in sorted(spans):
        words = source.text[start:end]
        lead = _LEADING.match(words)
        start += lead.end() if lead else 0
        if _SET_PHRASE.match(source.text, start):
            continue
        stop = _HEAD_END.search(source.text, start, end)
        end = stop.start() if stop else end
        span = Span(start, end)
        if start < end and span not in seen and len(source.words(span).split()) <= _MAX_TERM:
            seen.add(span)
            yield span


def _terms(used: Sequence[_Used]) -> tuple[Term, ...]:
    """Each term of each voice once, with all the places where it stands, in the order of the first."""
    merged: dict[tuple[str, Voice, str | None, str | None], Term] = {}
    for one in used:
        term = one.term
        key = (fold(term.text), term.voice, term.speaker, term.outlet)
        if key in merged:
            old = merged[key]
            term = Term(old.text, old.voice, old.speaker, old.outlet, (*old.pointers, *term.pointers))
        merged[key] = term
    return tuple(merged.values())


def _head(text: str) -> str:
    words = _WORD.findall(fold(text))
    return stem(words[-1]) if words else ""


def _label(text: str) -> str | None:
    """The label of the set that a phrase's head noun, or its last two words, belong to."""
    words = _WORD.findall(fold(text))
    if not words:
        return None
    nouns = _nouns()
    return nouns.get(" ".join(stem(word) for word in words[-2:])) or nouns.get(stem(words[-1]))


@cache
def _nouns() -> dict[str, str]:
    text = files("onrecord.story").joinpath(_NOUNS).read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            label, _, nouns = line.partition(":")
            for noun in nouns.split(","):
                table.setdefault(" ".join(stem(word) for word in noun.split()), label)
    return table


def _naming(case: Case) -> Iterator[Wording]:
    """What outlets say that somebody calls what they call otherwise: "the guards, whom the company calls “contractors”"."""
    for source in case.current:
        if source.reprint_of or not _IS_CALLED.search(source.text):
            continue
        for found in _CALLS.finditer(source.text):
            own, called = Span(*found.span("own")), Span(*found.span("called"))
            marks = source.mentions(*found.span("who"))
            who = marks[0].party if marks else Party("", " ".join(found["who"].split()), None, False)
            yield Wording(
                source.words(own),
                (
                    _used(source, own, source.words(own)).term,
                    _Used(source, called, source.words(called), "quoted", who).term,
                ),
                "referent",
            )


def _deeds(case: Case, happened: Sequence[Sequence[Deed]]) -> Iterator[Wording]:
    """Different words that tell of one event: "shot", "killed"."""
    for group in happened:
        used = [
            _used(deed.source, span, deed.source.words(span))
            for deed in group
            if not deed.source.reprint_of and deed.event.type in _TELLING
            for span in deed.event.trigger.spans
            if root(fold(deed.source.words(span)).split()[0]) not in _PLAIN
        ]
        terms = _terms(used)
        if (
            len({root(_head(term.text)) for term in terms}) > 1
            and len({(t.voice, t.speaker, t.outlet) for t in terms}) > 1
        ):
            parties = {party.name: None for deed in group for party in (*deed.recipients, *deed.actors) if party.named}
            yield Wording(", ".join(parties) or group[0].event.type.lower(), terms, "event")


def _quotations(case: Case) -> Iterator[Wording]:
    """What articles set between quotation marks for one utterance of one speaker, in differing words. Reprints say nothing new."""
    said: defaultdict[str, list[_Used]] = defaultdict(list)
    for source in case.current:
        if source.reprint_of:
            continue
        for statement in source.reading.statements:
            if statement.kind == "indirect" or statement.within is not None:
                continue
            speaker = source.speaker(statement)
            for start, end in statement.content.spans:
                # The marks of a direct quotation may stand just outside of its content.
                for quote in _QUOTED.finditer(source.text, max(0, start - 1), min(len(source.text), end + 1)):
                    span = Span(*quote.span(1))
                    said[speaker.key].append(_Used(source, span, source.words(span), "quoted", speaker))
    for key in sorted(said):
        yield from _misquoted(said[key])


def _misquoted(used: Sequence[_Used]) -> Iterator[Wording]:
    done: set[int] = set()
    for i, one in enumerate(used):
        if i in done:
            continue
        group = [one]
        for j in range(i + 1, len(used)):
            if j not in done and used[j].source.id != one.source.id and _differ(one.text, used[j].text):
                group.append(used[j])
                done.add(j)
        if len(group) > 1 and one.speaker:
            yield Wording(f"what {one.speaker.name} said", _terms(group), "quotation")


def _differ(one: str, other: str) -> bool:
    """Whether two quotations are one utterance and differ in more than where they are cut."""
    return same_utterance(one, other) > 0 and not all(change.same for change in word_differences(one, other))
