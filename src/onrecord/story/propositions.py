"""When two passages say the same: compared by their words, with everybody named in them as one, and by whether they say yes or no.

Weights are those of rarity in ordinary news (`sketch_words`), so that the same holds whatever else is in the record. No model is
asked; what is said in quite other words stays apart: two claims that are one do less harm than one claim that is two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

from onrecord.reader.lemmas import lemma
from onrecord.story.case import Source
from onrecord.story.sketch_words import fold, rarity, stem
from onrecord.terms import Span

Relation = Literal["same", "opposite", "other"]

SAME: Final = 0.5
"""Weight of the shared words over that of all words (Jaccard), for two passages to say the same. Set by reading pairs of the two
news stories and of the sample articles, docs/explanation/stories.md."""
PART: Final = 0.8
"""Weight of the shared words over that of the shorter passage, for it to be the other told in brief."""
MIN_PART: Final = 0.3
"""Jaccard below which a part is a passing mention, not the same told in brief."""
MIN_TOKENS: Final = 2
"""Words and names that count, for a passage to be compared at all."""
_MIN_SHARED: Final = 2
"""Words shared that are no names: two passages about the same people need not say the same."""
_NAME_WEIGHT: Final = 0.6

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: Final = frozenset(
    """a an the and or but nor so of in on at to for from by with about into over after before between under through during against
    as than that this these those it its he him his she her hers they them their theirs i me my mine we us our ours you your yours
    who whom whose which what when where why how there here is are was were be been being am do does did done have has had having
    will would shall should can could might must ought s t re ve ll d m not no if then also just very too more most such same own
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight
    each any some all both few other another only one ones said say says told tell called actually really up down out off again""".split()
)
_NEGATIONS: Final = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot false untrue baseless unfounded lie lies nonsense".split()
)
_OPPOSITES: Final = dict(
    pair
    for one, other in (
        pair.split("/")
        for pair in """rise/fall win/lose open/close guilty/innocent true/false alive/dead increase/decrease accept/refuse accept/reject
        safe/dangerous enter/leave start/stop more/less before/after higher/lower up/down first/last keep/drop support/oppose
        right/wrong succeed/fail legal/illegal push/pull buy/sell gain/loss hold/release admit/deny agree/refuse approve/reject
        clean/polluted full/empty early/late""".split()
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
    """A passage as it is compared: ``words`` are the roots of its content words, ``names`` the keys of those it mentions,
    ``numbers`` the figures in it, ``negative`` whether it says that something is not so."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    negative: bool

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Words and names together."""
        return self.words | self.names

    @cached_property
    def weight(self) -> float:
        """Of all its words and names."""
        return weight(self.tokens)


def weight(tokens: frozenset[str]) -> float:
    """How much these words and names say, together."""
    return sum(_NAME_WEIGHT if token.startswith("@") else rarity(token) for token in tokens)


def proposition(source: Source, spans: Sequence[Span]) -> Proposition:
    """The passage at ``spans`` of an article. Pronouns and titles count as whom they mean."""
    words: set[str] = set()
    names: set[str] = set()
    numbers: set[str] = set()
    negations = 0
    for start, end in spans:
        marks = source.mentions(start, end)
        names |= {f"@{mark.party.key}" for mark in marks}
        at = start
        for mark in [*marks, None]:
            stop = mark.span.start if mark else end
            for token in _TOKEN.findall(source.text[at : max(at, stop)]):
                folded = fold(token).replace("’", "'")
                if folded[0].isdigit():
                    numbers.add(folded.replace(",", ""))
                    continue
                plain = folded.split("'")[0]
                if folded in _NEGATIONS or folded.endswith("n't"):
                    negations += 1
                elif plain not in _STOP and len(plain) > 1 and token != "may":
                    words.add(root(plain))
            at = max(at, mark.span.end) if mark else end
    return Proposition(frozenset(words), frozenset(names), frozenset(numbers), negations % 2 == 1)


def relation(one: Proposition, other: Proposition) -> Relation:
    """Whether two passages say the same, the opposite, or speak of other things."""
    shared = one.tokens & other.tokens
    if not shared or min(len(one.tokens), len(other.tokens)) < MIN_TOKENS:
        return "other"
    flips = 0
    left, right = one.words - other.words, other.words - one.words
    for word in left:
        for against in _against(word):
            if against in right:
                flips += 1
                shared |= {word, against}
    if len([token for token in shared if not token.startswith("@")]) < _MIN_SHARED:
        return "other"
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return "other"
    common = weight(shared)
    whole = weight(one.tokens | other.tokens)
    jaccard = common / whole if whole else 0.0
    part = common / min(one.weight, other.weight) if min(one.weight, other.weight) else 0.0
    if jaccard < SAME and not (part >= PART and jaccard >= MIN_PART):
        return "other"
    return "opposite" if (one.negative != other.negative) != (flips % 2 == 1) else "same"


@lru_cache(maxsize=1 << 14)
def _against(word: str) -> tuple[str, ...]:
    """The roots of words that say the opposite."""
    found = [f"{prefix}{word}" for prefix in ("un", "in", "im", "dis", "non", "ir", "il")]
    found += [
        word.removeprefix(prefix)
        for prefix in ("un", "in", "im", "dis", "non", "ir", "il")
        if len(word) > len(prefix) + 3
    ]
    found += [root(other) for base, other in _OPPOSITES.items() if root(base) == word]
    return tuple(one for one in found if one != word)
