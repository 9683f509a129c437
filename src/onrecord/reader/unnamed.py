"""Sources that the article never names: "critics", "state officials", "a spokesman for Orr", "Orr's office", "the campaign".

They are entities of their own. What an office or a spokesman says is never put into the mouth of the person behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.reader.analysis import Run
from onrecord.reader.naming import Draft, Noted
from onrecord.reader.people_words import BODIES, MUTE, gender_of_noun, is_agent, office, offices
from onrecord.reader.prose import CLITICS, Prose
from onrecord.reader.titles import complement_end, determiner, phrase_start
from onrecord.terms import EntityType

_DEFINITE = frozenset(("the", "this", "that"))
_ANEW = frozenset("a an another one some".split())
_QUANTITIES = frozenset(
    "many some several few most other others two three four five six dozens both more various".split()
)
_PRONOUN_OWNERS = frozenset("his her its their our my your".split())
_FAR = 6
"""Sentences after which "the campaign" no longer means the one last spoken of, when the article has more than one."""


class _Phrase(NamedTuple):
    """A source's noun phrase: ``start`` without determiner or possessor, ``end`` with what follows "of" or "for"; ``before`` the
    determiner; ``owned`` who possesses it."""

    head: int
    start: int
    end: int
    before: str | None
    possessor: Run | None
    owned: object


@dataclass(slots=True)
class Unnamed:
    """The unnamed sources met so far, by phrase; for each noun the last one, the sentence it stood in, and how many there were.

    ``bodies``: named organizations by a word of their name ("department").
    """

    bodies: dict[str, list[Draft]]
    drafts: list[Draft] = field(default_factory=list)
    by_phrase: dict[tuple[object, ...], Draft] = field(default_factory=dict)
    last: dict[str, tuple[Draft, int]] = field(default_factory=dict)
    kinds: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def unnamed(drafts: list[Draft]) -> Unnamed:
    """A start, given the drafts of the named."""
    bodies: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.type == "organization":
            words = {word for form in draft.forms if " " in form for word in form.lower().split()}
            for word in words & BODIES:
                bodies[word].append(draft)
    return Unnamed(bodies)


def note_source(prose: Prose, head: int, owner: dict[int, Draft], known: Unnamed) -> tuple[Draft, Run] | None:
    """The entity of a source whose noun is word ``head``, an old one or a new one, and its phrase; None where the noun is of a
    thing ("a poll"). Adds the mention."""
    kind = _kind(prose, head)
    if kind is None:
        return None
    phrase = _phrase(prose, head, owner)
    bare = phrase.before is None and phrase.start == head
    if bare and (kind == "person" or (kind == "organization" and not prose.is_name_like(head))):
        return None
    if kind == "group":
        draft = _same(prose, phrase, known, kind)
        draft.plural = True
    else:
        draft = _person(prose, phrase, known) if kind == "person" else _body(prose, phrase, known)
    words = prose.analysis.words
    span = words.span(Run(phrase.possessor.start if phrase.possessor else phrase.start, phrase.end))
    if draft not in known.bodies.get(prose.low[head], ()):
        draft.forms[" ".join(words.text[span.start : span.end].split())] += 1
    run = Run(_begin(prose, phrase), phrase.end)
    draft.mentions.append(Noted(run, "nominal", head))
    return draft, run


def _kind(prose: Prose, head: int) -> Literal["group", "person", "organization"] | None:
    low = prose.low[head]
    if prose.upos(head) not in ("NOUN", "PROPN", "ADJ", "NUM") or low in MUTE:
        return None
    if low in BODIES:
        return "organization"
    if office(low) is not None:
        return "person"
    singular = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
    if offices(low) is not None or (singular != low and (singular in BODIES or is_agent(singular))):
        return "group"
    return "person" if is_agent(low) and prose.upos(head) == "NOUN" else None


def _phrase(prose: Prose, head: int, owner: dict[int, Draft]) -> _Phrase:
    start = phrase_start(prose, head)
    before = determiner(prose, start)
    possessor = _possessor(prose, start, before, owner)
    if before is None and start > prose.bounds(head).start and prose.upos(start - 1) == "DET":
        before = prose.low[start - 1]
    while start < head and prose.low[start] in _QUANTITIES:
        start += 1
    owned: object = None
    if possessor is not None:
        held = owner.get(possessor.start)
        owned = prose.low[possessor.start] if held is None else id(held)
    end = head + 1 if prose.low[head] in BODIES else complement_end(prose, head + 1)
    return _Phrase(head, start, end, before, possessor, owned)


def _possessor(prose: Prose, start: int, before: str | None, owner: dict[int, Draft]) -> Run | None:
    """The possessor's words, clitic included, before a phrase: "Orr's" before "office"."""
    if before in _PRONOUN_OWNERS:
        return Run(start - 1, start)
    floor = prose.bounds(start).start
    at = start - 2
    if before not in CLITICS or at < floor:
        return None
    held = owner.get(at)
    if held is None:
        return Run(phrase_start(prose, at), start)
    while at > floor and owner.get(at - 1) is held:
        at -= 1
    return Run(at, start)


def _begin(prose: Prose, phrase: _Phrase) -> int:
    """Where the mention starts: with the possessor, or the article."""
    if phrase.possessor is not None:
        return phrase.possessor.start
    start = phrase.start
    return start - 1 if start > prose.bounds(start).start and prose.low[start - 1] in _DEFINITE | _ANEW else start


def _person(prose: Prose, phrase: _Phrase, known: Unnamed) -> Draft:
    low = prose.low[phrase.head]
    noun = office(low) or low
    if phrase.before in _DEFINITE and noun in known.last:
        return known.last[noun][0]
    draft = _same(prose, phrase, known, "person", anew=phrase.before in _ANEW)
    draft.gender = draft.gender or gender_of_noun(low)
    known.last[noun] = draft, prose.sentence[phrase.head]
    return draft


def _body(prose: Prose, phrase: _Phrase, known: Unnamed) -> Draft:
    noun, sentence = prose.low[phrase.head], prose.sentence[phrase.head]
    if phrase.before in _DEFINITE and phrase.start == phrase.head and phrase.possessor is None:
        named = known.bodies.get(noun, [])
        near = [draft for draft in named if 0 <= sentence - _last(prose, draft, phrase.head) <= _FAR]
        if len(near) == 1:
            return near[0]
        if not named and noun in known.last:
            draft, seen = known.last[noun]
            if len(known.kinds[noun]) == 1 or sentence - seen <= _FAR:
                known.last[noun] = draft, sentence
                return draft
    draft = _same(prose, phrase, known, "organization")
    known.last[noun] = draft, sentence
    known.kinds[noun].add(id(draft))
    return draft


def _last(prose: Prose, draft: Draft, at: int) -> int:
    """The sentence of the draft's last mention before word ``at``; one beyond it if there is none."""
    here = bisect_left(draft.mentions, at, key=lambda noted: noted.run.start)
    return prose.sentence[draft.mentions[here - 1].run.start] if here else prose.sentence[at] + 1


def _same(prose: Prose, phrase: _Phrase, known: Unnamed, type_: EntityType, *, anew: bool = False) -> Draft:
    key = (type_, phrase.owned, *prose.low[phrase.start : phrase.end])
    draft = None if anew else known.by_phrase.get(key)
    if draft is None:
        draft = known.by_phrase[key] = Draft(type_)
        known.drafts.append(draft)
    return draft
