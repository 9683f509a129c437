"""Whether a reply answers a demand: by one of whom it is made, about what is to be done, and not before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from onrecord.story.calls import Call
from onrecord.story.case import Case
from onrecord.story.parties import Party
from onrecord.story.propositions import root, weight
from onrecord.story.replies import REFUSES, Reply
from onrecord.story.sketch_words import fold, stem

_WORD: Final = re.compile(r"[^\W\d_]+")
_TITLES: Final = {
    "gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "atty": "attorney", "gen": "general",
    "lt": "lieutenant", "supt": "superintendent", "dem": "democrat", "democratic": "democrat", "councilman": "councilor",
    "councilwoman": "councilor", "councillor": "councilor",
}  # fmt: skip
_SHARE: Final = 0.12
"""Weight of the words that a response and a demand share, over that of the demand, for the one to be about the other where the
response has the verb of what is to be done: the rest it says in words of its own."""
_SHARE_WITHOUT_VERB: Final = 0.4
"""The same where it does not have the verb."""
_TO_NOBODY: Final = 0.6
"""The same for a demand that is put to nobody."""
_THE_DEMAND: Final = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|such) (?:\w+ )?(?:demand|call|request|ultimatum|appeal|plea|condition)s?\b",
    re.I,
)
_REACH: Final = 3
"""Paragraphs between a demand and "the demand" at most."""
_MIN_SHARED_WEIGHT: Final = 0.3
"""Of shared words that are no names: one word of middling rarity."""
_LEFT_OFF: Final = re.compile(
    r"\b(?:stop|end|cease|halt|quit|avoid|refrain from|abstain from|without|against)\s+\w+ing\b", re.I
)
"""Who is asked to stop doing something has not done so by doing it."""
_GOVERNS: Final = re.compile(
    r"\b(?:president|(?:prime |foreign |defen[cs]e |interior )?minister|premier|chancellor|king|queen|leader)\b", re.I
)
_STEM: Final = 4
"""Letters that the name of a country and the word for its people share at least: "China", "Chinese"."""
_DEMONYMS: Final = {
    "french": "france", "spanish": "spain", "dutch": "netherlands", "swiss": "switzerland", "greek": "greece", "turkish": "turkey",
    "danish": "denmark", "irish": "ireland", "welsh": "wales", "american": "states", "british": "kingdom", "polish": "poland",
}  # fmt: skip
_PARTIES: Final = frozenset({"democrat", "republican", "labour", "conservativ", "liberal", "green"})
_ANY_OFFICE: Final = frozenset({"official", "leader", "authoriti", "politician", "democrat", "republican"})


@dataclass(frozen=True)
class Demanded:
    """A demand as replies are held against it: the ``calls`` that make it, and ``of`` whom."""

    calls: Sequence[Call]
    of: Sequence[Party]

    @cached_property
    def first(self) -> str | None:
        """The day on which it was first made, None where no article tells one."""
        return min((day for call in self.calls if (day := call.day)), default=None)

    @cached_property
    def names(self) -> frozenset[str]:
        """The roots of the words by which those are called of whom it is demanded."""
        return _roots(party.name for party in self.of)


def may_answer(case: Case, who: Party, demand: Demanded) -> bool:
    """Whether somebody can answer a demand at all: one of whom it is demanded, or who speaks for one. A demand that is put to nobody
    in particular may be answered by all but those who make it."""
    speaker = case.voice(who)
    if any(speaker == case.voice(call.by) for call in demand.calls):
        return False
    return not demand.of or any(speaker == case.voice(party) or _is_one_of(case, who, party) for party in demand.of)


def fit(case: Case, reply: Reply, demand: Demanded) -> float:
    """How much of a demand a reply by somebody who may answer it takes up, by weight; 0 where it was before the demand was made."""
    if reply.day and demand.first and reply.day < demand.first:
        return 0.0
    if any(_within(reply, call) for call in demand.calls):
        return 0.0
    if not demand.of:  # a call to nobody in particular: whoever speaks against just that answers it
        told = reply.source.statements.get(reply.pointer.statement or "")
        against = (
            told is not None and told.cue is not None and REFUSES.search(told.cue.text) and reply.stance == "refuses"
        )
        share = max((_share(reply, call, frozenset()) for call in demand.calls), default=0.0) if against else 0.0
        return share if share >= _TO_NOBODY else 0.0
    if reply.done is None and _points_back(reply, demand.calls):
        return 1.0
    offices = demand.names | _roots(_titles(case, reply.by))
    return max((_share(reply, call, offices) for call in demand.calls), default=0.0)


def _roots(names: Iterable[str]) -> frozenset[str]:
    return frozenset(root(fold(word)) for name in names for word in _WORD.findall(name))


def _share(reply: Reply, call: Call, offices: frozenset[str]) -> float:
    """How much of one call a reply takes up, by weight; 0 where that is neither what is to be done nor most of the rest."""
    asked = frozenset(word for word in call.words.words if not word.startswith("#")) - offices
    shared = reply.words.words & asked
    if reply.done is not None and not _is_done(reply.done, call, asked, shared):
        return 0.0
    done = _done(reply, call)
    shared |= done
    own = weight(shared)
    share = own / (weight(asked) or 1.0)
    enough = _SHARE if done else _SHARE_WITHOUT_VERB
    return share if own >= _MIN_SHARED_WEIGHT and share >= enough else 0.0


def _is_done(told: frozenset[str], call: Call, asked: frozenset[str], shared: frozenset[str]) -> bool:
    """Whether what is told as done is what is asked: with its verb, and some of its other words where it has any."""
    others = asked - call.verbs
    alone = weight(others) < _MIN_SHARED_WEIGHT
    if _LEFT_OFF.search(call.text):
        return False
    return bool(told & call.verbs - call.words.denied) and (
        alone or weight(shared & others - told) >= _MIN_SHARED_WEIGHT
    )


def takes_up_all(reply: Reply, group: Sequence[Call]) -> bool:
    """Whether a reply speaks of all that is to be done, where a demand asks for several things: "to open its books and meet the union"."""
    return _points_back(reply, group) or any(len(_done(reply, call)) >= len(call.verbs) for call in group)


def _done(reply: Reply, call: Call) -> frozenset[str]:
    """What of all that is to be done a reply has the verb of, or one for the same deed."""
    deeds = frozenset(deed for word in reply.words.words for deed in deeds_of(word))
    return frozenset(verb for verb in call.verbs if verb in reply.words.words or deeds_of(verb) & deeds)


def _points_back(reply: Reply, group: Sequence[Call]) -> bool:
    """Whether a reply speaks of "the demand", in the paragraph of one of these or the next."""
    text, at = reply.source.text, reply.span.start
    ends = [call.spans[-1].end for call in group if call.source.id == reply.source.id]
    near = any(end <= at and text.count("\n\n", end, at) <= _REACH for end in ends)
    return near and _THE_DEMAND.search(text, *reply.span) is not None


def _within(reply: Reply, call: Call) -> bool:
    """Whether a reply is told by the words of the demand itself: what is demanded is not thereby done."""
    return reply.source.id == call.source.id and any(
        start < reply.span.end and reply.span.start < end for start, end in call.spans
    )


def _titles(case: Case, who: Party) -> tuple[str, ...]:
    identity = case.people.persons.get(who.key)
    return identity.titles if identity else ()


def _is_one_of(case: Case, who: Party, group: Party) -> bool:
    """Whether somebody is one of a group that is only described: "governors" and "Gov. Tim Walz", "Democrat officials" and "Democratic
    governor". The group's last word is an office that the titles name; "officials" and "leaders" are any office."""
    if group.named and group.type in ("place", "organization", "person"):
        return _is_of_country(group.name, _titles(case, who))  # whatever the reader took the country for
    titles = {_office(word) for title in _titles(case, who) for word in _WORD.findall(title)}
    words = [_office(word) for word in _WORD.findall(group.name)]
    if not titles or not words:
        return False
    head = words[-1]
    rest = {word for word in words[:-1] if word in _PARTIES}
    if head in _ANY_OFFICE:
        return bool(rest & titles) or not rest
    return head in titles and (not rest or not (titles & _PARTIES) or bool(rest & titles))


def _is_of_country(place: str, titles: Sequence[str]) -> bool:
    """Whether titles are of somebody who answers for a country: "Maldenese President" for Malden."""
    words = [fold(word) for word in _WORD.findall(place)]
    return any(
        _GOVERNS.search(title) and any(_is_demonym(fold(word), words) for word in _WORD.findall(title))
        for title in titles
    )


def _is_demonym(word: str, place: Sequence[str]) -> bool:
    country = _DEMONYMS.get(word, word)
    return any(
        country == name or (len(name) >= _STEM and word.startswith(name[: max(_STEM, len(name) - 2)])) for name in place
    )


def _office(word: str) -> str:
    folded = fold(word)
    return stem(_TITLES.get(folded, folded))


@cache
def _deeds_table() -> dict[str, frozenset[int]]:
    text = files("onrecord.story").joinpath("data/deeds.txt").read_text(encoding="utf-8")
    table: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        for verb in line.split() if not line.startswith("#") else ():
            table.setdefault(root(verb), set()).add(number)
    return {verb: frozenset(numbers) for verb, numbers in table.items()}


def deeds_of(verb: str) -> frozenset[int]:
    """The lines of ``data/deeds.txt`` that a verb, by its root, stands in."""
    return _deeds_table().get(verb, frozenset())
