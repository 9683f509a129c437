"""When two passages say the same: compared by their words, with everybody named in them as one, and by whether they say yes or no.

Weights are those of rarity in ordinary news (`sketch_words`), so that the same holds whatever else is in the record. No model is
asked; what is said in quite other words stays apart: two claims that are one do less harm than one claim that is two.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final, Literal

from onrecord.reader.lemmas import lemma
from onrecord.story.sketch_words import fold, rarity, stem
from onrecord.story.source import Source
from onrecord.terms import Span

Relation = Literal["same", "opposite", "part", "other"]
"""*part*: the shorter passage says in brief what the longer says among other things."""

SAME: Final = 0.5
"""Weight of the shared words over that of all words (Jaccard), for two passages to say the same. Set by reading pairs of the two
news stories and of the sample articles, docs/explanation/stories.md."""
PART: Final = 0.8
"""Weight of the shared words over that of the shorter passage, for it to be the other told in brief."""
MIN_PART: Final = 0.3
"""Jaccard below which a part is a passing mention, not the same told in brief."""
TURNED: Final = 0.6
"""Jaccard from which a word's opposite ("safe", "unsafe") turns what is said: among more other words it may belong to those."""
DENIED: Final = 0.6
"""Share of what two passages have in common that one of them denies, and of what it denies that the other says, for the two to
contradict each other. A no in another clause is said to something else: of 30 pairs of ECB+ (train topics) that differ in their
noes only, two were contradictions."""
_ASIDE: Final = 0.3
"""Share under which a no is said to something else."""
MIN_PART_TOKENS: Final = 4
"""Words and names of the shorter passage, for it to be the other told in brief."""
MIN_TOKENS: Final = 2
"""Words and names that count, for a passage to be compared at all."""
_MIN_SHARED: Final = 2
"""Words shared that are no names: two passages about the same people need not say the same."""
_WEIGHTS: Final = {"@": 0.6, "#": 0.5}
"""Of a name and of a type of event: "arrested" and "taken into custody" share the latter."""

_ROUNDING: Final = 1e-9
"""More than adding up some hundred weights in another order can make of a difference."""
LEAST_SHARED: Final = MIN_PART / (1 + MIN_PART) * (1 - _ROUNDING)
"""Of the weights of two passages together, what they share at least where they are not *other* and no word turns what is said."""
_NONE: Final[frozenset[str]] = frozenset()

_TOKEN: Final = re.compile(r"[,;:—–.!?]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: Final = frozenset(
    """a an the and or but nor so of in on at to for from by with about into over after before between under through during against
    as than that this these those it its he him his she her hers they them their theirs i me my mine we us our ours you your yours
    who whom whose which what when where why how there here is are was were be been being am do does did done have has had having
    will would shall should can could might must ought s t re ve ll d m not no if then also just very too more most such same own
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight
    each any some all both few other another only one ones said say says saying told tell tells telling called
    actually really up down out off again""".split()
)
_NEGATIONS: Final = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot false untrue baseless unfounded lie lies nonsense".split()
)
_BREAKS: Final = frozenset(
    "and but because who which while when after before although though since if that as where until unless".split()
)
"""Words before which a clause may end: what is said no to ends there."""
_OPPOSITES: Final = dict(
    pair
    for one, other in (
        pair.split("/")
        for pair in """rise/fall win/lose guilty/innocent true/false alive/dead increase/decrease accept/reject approve/reject
        safe/dangerous support/oppose succeed/fail legal/illegal""".split()
    )
    for pair in ((one, other), (other, one))
)
_DERIVED: Final = ("ation", "ition", "ion", "ment", "ance", "ence", "ure", "al", "ive", "or", "er", "ly", "ness", "ity")


@lru_cache(maxsize=1 << 16)  # the words of some hundred articles
def root(word: str) -> str:
    """What a folded word has in common with those made from it: "cooperate", "cooperation" and "cooperative" are one."""
    cut = stem(lemma(word, frozenset()))
    for ending in _DERIVED:
        if cut.endswith(ending) and len(cut) - len(ending) >= 4:
            return cut[: -len(ending)].removesuffix("e")
    return cut


@dataclass(frozen=True)
class Proposition:
    """A passage as it is compared: ``words`` are the roots of its content words and the types of its events, ``names`` the keys of
    those it mentions, ``numbers`` the figures in it, ``denied`` those of its words and names that stand in a clause that says no."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    denied: frozenset[str]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Words and names together."""
        return self.words | self.names

    @cached_property
    def weight(self) -> float:
        """Of all its words and names."""
        return weight(self.tokens)

    @cached_property
    def against(self) -> frozenset[str]:
        """Words that would say the opposite of one of its own."""
        return frozenset(chain.from_iterable(map(opposites, self.words)))


def weight(tokens: Iterable[str]) -> float:
    """How much these words and names say, together. Each counts once; the order makes no difference."""
    return math.fsum(map(weight_of, tokens))


@lru_cache(maxsize=1 << 16)
def weight_of(token: str) -> float:
    """How much one word or name says, 0 to 1."""
    return _WEIGHTS.get(token[0]) or rarity(token)


def proposition(source: Source, spans: Sequence[Span]) -> Proposition:
    """The passage at ``spans`` of an article, taken apart once. Pronouns and titles count as whom they mean."""
    at = tuple(spans)
    if at not in source.passages:
        source.passages[at] = _taken_apart(source, at)
    return source.passages[at]


def _taken_apart(source: Source, spans: Sequence[Span]) -> Proposition:
    found = _Words()
    for start, end in spans:
        marks = source.mentions(start, end)
        at = start
        for mark in [*marks, None]:
            found.read(source.text[at : max(at, mark.span.start if mark else end)])
            if mark:
                found.name(f"@{mark.party.key}")
            at = max(at, mark.span.end) if mark else end
    found.close()
    types = {
        f"#{kind}"
        for start, end in spans
        for _, kind in source.triggers[bisect_left(source.triggers, (start,)) : bisect_left(source.triggers, (end,))]
    }
    return Proposition(
        frozenset(found.words | types), frozenset(found.names), frozenset(found.numbers), frozenset(found.denied)
    )


class _Words:
    """What is found in a passage, clause by clause."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.names: set[str] = set()
        self.numbers: set[str] = set()
        self.denied: set[str] = set()
        self._clause: set[str] = set()
        self._named: set[str] = set()
        self._negations = 0

    def read(self, text: str) -> None:
        for token in _TOKEN.findall(text):
            kind, word = _sort(token)
            if kind == "nothing":
                continue
            if kind == "word":
                self._clause.add(word)
            elif kind == "number":
                self.numbers.add(word)
            elif kind == "no":
                self._negations += 1
            elif kind == "break":
                self.close()

    def name(self, key: str) -> None:
        self.names.add(key)
        self._named.add(key)

    def close(self) -> None:
        """End a clause: what is in it is denied if it says no an odd number of times."""
        self.words |= self._clause
        if self._negations % 2:
            self.denied |= self._clause
            self.denied |= self._named
        self._clause.clear()
        self._named.clear()
        self._negations = 0


@lru_cache(maxsize=1 << 16)
def _sort(token: str) -> tuple[Literal["word", "number", "no", "break", "nothing"], str]:
    """What a token is in a passage, and as what it counts."""
    folded = fold(token).replace("’", "'")
    plain = folded.split("'")[0]
    if folded in _BREAKS or not folded[0].isalnum():
        return "break", ""
    if folded[0].isdigit():
        return "number", folded.replace(",", "")
    if folded in _NEGATIONS or folded.endswith("n't"):
        return "no", ""
    return ("word", root(plain)) if plain not in _STOP and len(plain) > 1 and token != "may" else ("nothing", "")


def relation(one: Proposition, other: Proposition) -> Relation:
    """Whether two passages say the same, the opposite, one of them a part of the other, or speak of other things: when unsure, that."""
    common = one.tokens & other.tokens
    if not common or (one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)):
        return "other"
    against = not one.against.isdisjoint(other.words)
    # No word has a weight of more than 1: most pairs that are compared end here, before anything is added up.
    if not may_match(one.weight, other.weight, len(common), 2 * against):
        return "other"
    turned = _turned(one, other) if against else _NONE
    shared = common | turned if turned else common
    fewest = min(len(one.tokens), len(other.tokens))
    if fewest < MIN_TOKENS or len(shared & one.words | shared & other.words) < _MIN_SHARED:
        return "other"
    own = weight(common)
    smaller, whole = min(one.weight, other.weight), one.weight + other.weight - own
    told = weight(shared) if turned else own
    jaccard = told / whole if whole else 0.0
    # What one passage denies may be the part that the other leaves out: a part says the same, never the opposite.
    brief = fewest >= MIN_PART_TOKENS and told >= PART * smaller and jaccard >= MIN_PART
    if jaccard < SAME and not brief:
        return "other"
    sign = _sign(one, other, shared)
    if sign is None or (turned and jaccard < TURNED):
        return "other"
    if not (sign ^ bool(turned)):
        return "same" if jaccard >= SAME else "part"
    return "opposite" if jaccard >= SAME else "other"


def may_match(one: float, other: float, shared: float, turned: float) -> bool:
    """Whether passages of these weights can be anything but *other* to each other where they share no more than the weight ``shared``.

    ``turned``: the most that a word of the one and a word of the other which say the opposite weigh; 0 where there are none. Sums may
    be rounded in any way.
    """
    told = shared + turned + _ROUNDING
    whole = one + other - shared
    return told >= SAME * whole or (told >= MIN_PART * whole and told >= PART * min(one, other))


def is_no_part(one: float, other: float, shared: float) -> bool:
    """Whether neither of two passages of these weights, which share as much, can be a *part* of the other: they share too much."""
    return shared - _ROUNDING >= SAME * (one + other - shared)


def _sign(one: Proposition, other: Proposition, shared: frozenset[str]) -> bool | None:
    """Whether one says no to what the other says yes to; None where that cannot be told. Two that both say no to something agree."""
    if not one.denied and not other.denied:
        return False
    denier, affirmer = (one, other) if one.denied else (other, one)
    share = weight(denier.denied & shared) / (weight(shared) or 1.0)
    if affirmer.denied or share < _ASIDE:
        return False
    if min(len(one.tokens), len(other.tokens)) < MIN_PART_TOKENS and one.tokens != other.tokens:
        return None
    told = weight(denier.denied & affirmer.tokens) / (weight(denier.denied) or 1.0)
    return True if share >= DENIED and told >= DENIED else None


def _turned(one: Proposition, other: Proposition) -> frozenset[str]:
    """Words of the one and the other that say the opposite of each other, where there is one pair of them."""
    right = one.against & other.words - one.words
    pairs = (
        [(own, word) for own in one.words - other.words for word in opposites(own) if word in right] if right else []
    )
    return frozenset(pairs[0]) if len(pairs) == 1 else _NONE


@lru_cache(maxsize=1 << 14)
def opposites(word: str) -> tuple[str, ...]:
    """The roots of words that say the opposite."""
    found = [f"{prefix}{word}" for prefix in ("un", "in", "im", "dis", "non", "ir", "il")]
    found += [
        word.removeprefix(prefix)
        for prefix in ("un", "in", "im", "dis", "non", "ir", "il")
        if len(word) > len(prefix) + 3
    ]
    found += [root(other) for base, other in _OPPOSITES.items() if root(base) == word]
    return tuple(one for one in found if one != word)
