"""Sources that the article never names: "critics", "state officials", "a spokesman for Orr", "Orr's office", "the campaign".

They are entities of their own. What an office or a spokesman says is never put into the mouth of the person behind it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.reader.analysis import Run
from onrecord.reader.naming import Draft, Noted
from onrecord.reader.people_words import BODIES, MUTE, office, offices
from onrecord.reader.prose import CLITICS, Prose
from onrecord.reader.titles import determiner, phrase_start

_INDEFINITE = frozenset("a an another one some".split())
_PRONOUN_OWNERS = frozenset("his her its their our my your".split())


@dataclass(slots=True)
class Unnamed:
    """The unnamed sources met so far: by phrase, and the last one of each noun. ``bodies``: named organizations by a word of
    their name ("department")."""

    bodies: dict[str, list[Draft]]
    drafts: list[Draft] = field(default_factory=list)
    by_phrase: dict[tuple[object, ...], Draft] = field(default_factory=dict)
    last: dict[str, Draft] = field(default_factory=dict)


def unnamed(drafts: list[Draft]) -> Unnamed:
    """A start, given the drafts of the named."""
    bodies: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.type == "organization":
            for word in {word for form in draft.forms for word in form.lower().split()} & BODIES:
                bodies[word].append(draft)
    return Unnamed(bodies)


def note_source(prose: Prose, head: int, owner: dict[int, Draft], known: Unnamed) -> tuple[Draft, Run] | None:
    """The entity of a source whose noun is word ``head``, an old one or a new one, and its phrase; None where the noun is of a
    thing ("a poll"). Adds the mention."""
    low = prose.low[head]
    if prose.upos(head) not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    start = phrase_start(prose, head)
    before = determiner(prose, start)
    possessor = _possessor(prose, start, before, owner)
    begin = possessor.start if possessor else start
    plural = office(low) is None and low not in BODIES and (offices(low) is not None or _is_plural(low))
    singular = low[:-1] if plural and low.endswith("s") else low
    if singular in MUTE or low in MUTE:
        return None
    if not plural and start == head and before is None and prose.low[head] not in BODIES:
        return None
    if plural:
        draft = _same(known, ("group", _owned(prose, possessor, owner), *prose.low[start : head + 1]))
        draft.type, draft.plural = "group", True
    elif office(low) is not None:
        draft = _person(prose, head, start, before, possessor, owner, known)
    elif low in BODIES:
        draft = _body(prose, head, start, before, possessor, owner, known)
    else:
        return None
    words = prose.analysis.words
    span = words.span(Run(begin, head + 1))
    draft.forms[" ".join(words.text[span.start : span.end].split())] += draft not in known.bodies.get(low, ())
    whole = start - 1 if possessor is None and before is not None and prose.low[start - 1] == before else begin
    run = Run(whole, head + 1)
    draft.mentions.append(Noted(run, "nominal", head))
    return draft, run


def _person(
    prose: Prose,
    head: int,
    start: int,
    before: str | None,
    possessor: Run | None,
    owner: dict[int, Draft],
    known: Unnamed,
) -> Draft:
    noun = office(prose.low[head]) or prose.low[head]
    if before in ("the", "this", "that") and noun in known.last:
        return known.last[noun]
    key = ("person", _owned(prose, possessor, owner), *prose.low[start : head + 1])
    if before in _INDEFINITE or prose.low[start] in _INDEFINITE:
        known.by_phrase.pop(key, None)
    draft = known.last[noun] = _same(known, key)
    draft.type = "person"
    return draft


def _body(
    prose: Prose,
    head: int,
    start: int,
    before: str | None,
    possessor: Run | None,
    owner: dict[int, Draft],
    known: Unnamed,
) -> Draft:
    noun = prose.low[head]
    bare = start == head and possessor is None
    if before in ("the", "this", "that") and bare:
        named = known.bodies.get(noun, [])
        if len(named) == 1:
            return named[0]
        if not named and noun in known.last:
            return known.last[noun]
    draft = known.last[noun] = _same(known, ("body", _owned(prose, possessor, owner), *prose.low[start : head + 1]))
    draft.type = "organization"
    return draft


def _same(known: Unnamed, key: tuple[object, ...]) -> Draft:
    draft = known.by_phrase.get(key)
    if draft is None:
        draft = known.by_phrase[key] = Draft("person")
        known.drafts.append(draft)
    return draft


def _possessor(prose: Prose, start: int, before: str | None, owner: dict[int, Draft]) -> Run | None:
    """The possessor's words, clitic included, before a phrase: "Orr's" before "office"."""
    if before in _PRONOUN_OWNERS:
        return Run(start - 1, start)
    if before not in CLITICS:
        return None
    at = start - 1
    if at - 1 < prose.bounds(start).start:
        return None
    begin = at - 1
    while begin - 1 >= prose.bounds(start).start and owner.get(begin - 1) is owner.get(at - 1) is not None:
        begin -= 1
    if owner.get(at - 1) is None:
        begin = phrase_start(prose, at - 1)
    return Run(begin, start)


def _owned(prose: Prose, possessor: Run | None, owner: dict[int, Draft]) -> object:
    if possessor is None:
        return None
    held = owner.get(possessor.start)
    return id(held) if held is not None else prose.low[possessor.start]


def _is_plural(low: str) -> bool:
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ics"))
