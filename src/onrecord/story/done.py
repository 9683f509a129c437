"""What was demanded and is told as done: "the company has suspended all crossings". Rules: docs/explanation/stories.md."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from onrecord.reader.lemmas import lemma
from onrecord.story.calls import Call
from onrecord.story.case import Case
from onrecord.story.parties import Party
from onrecord.story.propositions import root
from onrecord.story.replies import Reply, is_partly
from onrecord.story.sketch_words import fold
from onrecord.story.source import Mark, Source
from onrecord.terms import Pointer, Span, Statement

_DAY: Final = (
    r"(?:(?:on |late on |early on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|this (?:week|morning|afternoon|evening))"
)
_ASIDE: Final = r",? (?:(?:also|already|since|then|now|later|finally|\w+ly)|" + _DAY + r"),?"
_ASIDES: Final = rf"(?:{_ASIDE}){{0,2}}"
_TO_VERB: Final = re.compile(
    rf"(?:, (?:the|an?|its|his|her) [^,.;:\n]{{3,40}},)?{_ASIDES}(?P<had>(?: ha[ds]| have|['’]ve|['’]d){_ASIDES})? (?P<verb>[a-z]+)\b"
)
"""Between somebody and what that one did: nothing that says no, and nothing of what is only to come."""
_AND_VERB: Final = re.compile(rf",?(?: and| then)(?: then| has| had| have)?{_ASIDES} (?P<verb>[a-z]+)\b")
"""One more thing done: "suspended all crossings[ and handed] over its lists"."""
_CLAUSE: Final = re.compile(
    r"[;:—–!?\n”\"]|\.(?=\s|$)|,? (?:but|while|who|which|after|although|though|because|if|unless|until|before|as|when|where|saying|"
    r"instead of|rather than|not)\b"
)
"""Where the clause ends."""
_PARTICLE: Final = re.compile(r"(?P<verb>[a-z]+) (?P<particle>away|back|down|off|on|out|over|up)\b", re.IGNORECASE)
_LIGHT: Final = frozenset(
    "back break bring call carry come cut get give go hold keep lay let look make pull put run set stand step take turn".split()
)
"""Verbs that mean another deed without their particle: "step down" and "step"; "hand over" and "hand" are one."""
_SAME_FORM: Final = frozenset("cut let put quit set shut split".split())
"""Verbs whose past is the same word: after a name in the singular it is the past, "they shut" may be either."""
_BEFORE: Final = re.compile(
    r"\b(?:of|at|by|to|for|with|from|in|on|against|near|between|like|unlike|than|have|had|has|get|got|see|saw|keep|kept|leave|left|"
    r"find|found|want(?:s|ed)?|order(?:s|ed)?|demand(?:s|ed)?)(?: (?:the|its|his|her|their|an?))?"
    r"(?-i:(?: (?!\w+day\b|January|February|March|April|May|June|July|August|\w+ber\b)[A-Z]\w+\.?){0,2})\s*$",
    re.IGNORECASE,
)
"""Before somebody who is no subject: "workers at", "the death of Justice", "ordered ... suspended"."""
_UNSURE: Final = re.compile(
    r"\b(?:if|unless|until|whether|wish\w*|would|could|should|must|may|might|not|no|never|neither|nor|den(?:y|ies|ied)|false\w*|"
    r"doubt\w*|unclear|pretend\w*|insist\w* that|demand\w* that|ask\w*|urg\w+|rumou?r\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words before it in the sentence with which it may not have been done."""
_EARLIER: Final = re.compile(
    r"\b(?:last (?:year|month|summer|winter|spring|autumn|fall)|(?:years?|months?|decades?) (?:ago|earlier|before)|previously|once|"
    r"in (?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(r"[\s“\"‘']*(?:that\s+)?(?P<who>it|they|he|she|we|I)\b", re.IGNORECASE)
_OTHER: Final = frozenset(
    "his her hers its their theirs my our your him them me us you himself herself itself themselves".split()
)
"""Pronouns that are no subject."""
_THINGS: Final = frozenset({"it", "they"})
"""Pronouns that may be a thing's: somebody's only where what that one says begins with it."""
_NO_DOERS: Final = _OTHER | _THINGS
_IS: Final = frozenset("am are is was were been being".split())
_OF_ANOTHER: Final = re.compile(r"\b(?:said|told|reported|announced|claimed|wrote|that|to|had)\b")
"""Between somebody and one more thing done, with which that may be another's deed."""
_TURNED: Final = re.compile(r" (?:away|by|down|off|out|short|up)\b")
"""Behind a verb that was not asked with it: "stopped short", "closed out" are other deeds, "suspended by" is somebody else's."""
_THE: Final = re.compile(r"\bthe (?:company|firm|corporation)\b", re.IGNORECASE)
_NO_DEED: Final = frozenset({"demand", "deny", "predict", "intend", "commit", "oppose", "ask"})
"""Acts by which nothing is told as done."""


def told_as_done(case: Case, calls: Sequence[Call]) -> Iterator[Reply]:
    """The passages that tell that somebody did what some demand is about, whoever did it and on whose say-so ever."""
    names = {party.name: party for call in calls for party in call.of if party.named and " " in party.name}
    asked = {verb for call in calls for verb in call.verbs}
    particles = {
        (root(fold(found["verb"])), found["particle"]) for call in calls for found in _PARTICLE.finditer(call.text)
    }
    for source in case.current:
        if not source.reprint_of and asked:
            for mark in _doers(case, source, names):
                yield from _deed(source, mark, asked, particles)


def _doers(case: Case, source: Source, names: Mapping[str, Party]) -> Iterator[Mark]:
    """Everybody whom the article mentions, the company, and the pronouns that begin what somebody says of itself.

    ``names``: of those who are asked; the reader may have taken one of them for a part of it.
    """
    taken = set()
    for name, party in names.items():
        for found in () if name not in source.text else re.finditer(rf"\b{re.escape(name)}\b", source.text):
            taken.add(found.start())
            yield Mark(Span(*found.span()), party, "name")
    meant = {mark.span.start: mark for mark in source.marks if mark.span.start not in taken}
    for mark in meant.values():
        if source.text[mark.span.start : mark.span.end].lower() not in _NO_DOERS:
            taken.add(mark.span.start)
            yield mark
    for statement in source.reading.statements:
        who = _PRONOUN.match(source.text, *statement.content.spans[0])
        if who is None or who.start("who") in taken or statement.act in _NO_DEED:
            continue
        speaker, known = source.speaker(statement), meant.get(who.start("who"))
        is_thing = who["who"].lower() == "it" and speaker.type == "person"
        if not is_thing and (known is None or known.party.key == speaker.key):
            taken.add(who.start("who"))
            yield Mark(Span(*who.span("who")), speaker, "pronoun")
    for words in _THE.finditer(source.text):
        if words.start() not in taken:
            party = source.somebody(Span(*words.span()))
            if body := party if party.type else _headed(case, source, words.start()):
                yield Mark(Span(*words.span()), body, "nominal")


def _headed(case: Case, source: Source, at: int) -> Party | None:
    """The company that everybody speaks for who is named before it in the paragraph: the words of its managing director came first."""
    start = max(source.text.rfind("\n", 0, at), 0)
    named = [mark.party for mark in source.mentions(start, at) if mark.form == "name"]
    known = [party for party in named if party.type in ("person", "organization", "place")]
    voices = {case.voice(party) for party in known}
    person = case.people.persons.get(next(iter(voices))) if len(voices) == 1 else None
    if person is None or person.type != "organization":
        return None
    return Party(person.key, person.name, person.type, person.named)


def _deed(source: Source, mark: Mark, asked: Collection[str], particles: set[tuple[str, str]]) -> Iterator[Reply]:
    text, (start, end) = source.text, mark.span
    found = _TO_VERB.match(text, end)
    if found is None or start < source.title_end:
        return
    sentence = source.sentence(start)
    plural = mark.party.type == "group" or text[start:end].lower() in ("they", "we", "i")
    if not _is_past(found["verb"], plain=bool(found["had"]) or not plural):
        return
    clause = _CLAUSE.search(text, found.end())
    stop = min(clause.start() if clause else len(text), sentence.end)
    verbs = [found]
    for more in _AND_VERB.finditer(text, found.end(), stop):
        sure = root(fold(found["verb"])) in asked or not _OF_ANOTHER.search(text, found.start("verb"), more.start())
        if sure and _is_past(more["verb"], plain=False):
            verbs.append(more)
    done = {
        verb: one.start("verb")
        for one in verbs
        if (verb := root(fold(one["verb"]))) in asked
        and _has_particle(one["verb"], verb, text[one.end() : stop], particles)
    }
    if not done or not _is_told(source, mark, sentence, stop):
        return
    statement = _holding(source, start)
    outer = source.outermost(statement) if statement else None
    if statement and (statement.negated or statement.act in _NO_DEED or statement.modality == "hypothetical"):
        return
    first = min(done.values())
    behind = Span(first, stop)
    span = Span(start, stop)
    days = [time.date for time in source.reading.times if time.date and start <= time.spans[0].start < sentence.end]
    yield Reply(
        source,
        mark.party,
        "partly" if is_partly(source.words(behind)) else "accepts",
        source.speaker(outer) if outer else None,
        span,
        (behind,),
        Pointer(source.id, statement.id if statement else None, None, (span,)),
        min(days, default=None) or source.said_on(statement.id if statement else None),
        frozenset(done),
    )


def _is_past(word: str, *, plain: bool) -> bool:
    """Whether a word is the past form of a verb. ``plain``: where the plain form can only be a past one."""
    base = lemma(word, frozenset())
    if word in _IS:
        return False
    if word in _SAME_FORM:
        return plain
    return word.endswith("ed") or (base != word and not word.endswith(("ing", "s")))


def _has_particle(word: str, verb: str, behind: str, particles: set[tuple[str, str]]) -> bool:
    """Whether a verb that means little alone has the particle of what was asked: "took the posters down"."""
    needed = {particle for one, particle in particles if one == verb}
    turned = _TURNED.match(behind)
    if turned and turned[0].strip() not in needed:
        return False
    return lemma(word, _LIGHT) not in _LIGHT or not needed or any(re.search(rf"\b{one}\b", behind) for one in needed)


def _is_told(source: Source, mark: Mark, sentence: Span, stop: int) -> bool:
    """Whether it is told as a deed of that one's after all: no question, no condition, nothing of years ago."""
    text = source.text
    before = text[sentence.start : mark.span.start]
    question = text[stop : sentence.end].rstrip(" ”\"'").endswith("?")
    return not (
        _BEFORE.search(before)
        or _UNSURE.search(before)
        or question
        or _EARLIER.search(text, mark.span.end, sentence.end)
        or _EARLIER.search(before)
    )


def _holding(source: Source, at: int) -> Statement | None:
    """The shortest statement whose words hold a place."""
    held = [
        statement
        for statement in source.reading.statements
        if any(start <= at < end for start, end in statement.content.spans)
    ]
    return min(held, key=lambda one: sum(end - start for start, end in one.content.spans), default=None)
