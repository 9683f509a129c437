"""Parting a group of articles that are alike and still two stories: the same champion, another challenger.

Within such a group the names that all share say nothing any more; those tell that nearly all of one part have and hardly
any of the other. A group is parted when *both* parts have such signs. One whose reports merely go on (a second day, a court date) has them
on one side at most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from onrecord.story.sketch import Sketch
from onrecord.story.sketch_likeness import likeness
from onrecord.story.sketch_words import rarity, stem

LEAST: Final = 4
"""Articles of a part, reprints counted as one. Of two or three articles every other word is a sign."""

SIGNS: Final = 5
PARTED: Final = 0.95
"""A sign counts rarity times squared difference of shares, 1 at most; of each kind a part's best five. Names count in full: two matters
of one cast have other victims, places, opponents, while two sides of one matter are told in other words."""

WORDS: Final = 0.5

ACROSS: Final = 0.68
"""Mean likeness between the parts, from which they are one story all the same, whatever their signs."""

MAX_FITTED: Final = 160
"""Articles of a group that are looked at to find its parts; the others are put with the part they are more like."""

SEEDS: Final = 24
ROUNDS: Final = 8
MAX_FEATURES: Final = 400
SAME_WORDS: Final = 0.8
"""Product of two vectors of words from which two articles are one text printed twice, and one voice."""

_Features = Mapping[str, frozenset[str]]
_Weights = Mapping[str, float]


def parted(group: Sequence[str], sketches: Mapping[str, Sketch]) -> list[list[str]]:
    """The stories of a group: itself, or its parts and theirs."""
    if len(group) < 2 * LEAST:
        return [list(group)]
    held = {one: features(sketches[one]) for one in group if one in sketches}
    found = _two(sorted(held), held, sketches)
    if found is None:
        return [list(group)]
    left, right = found
    rest = [one for one in group if one not in held]  # with the greater part: there is nothing to tell them by
    left, right = sorted((left, right), key=lambda part: (-len(part), part))
    return [*parted([*left, *rest], sketches), *parted(right, sketches)]


def features(one: Sketch) -> frozenset[str]:
    """What an article can be told by: the words of its names, and its telling words."""
    return frozenset((*(f"{word}:" for word in one.tokens), *one.words))


def _two(group: list[str], held: _Features, sketches: Mapping[str, Sketch]) -> tuple[list[str], list[str]] | None:
    if len(group) < 2 * LEAST:
        return None
    looked_at = group[:: -(-len(group) // MAX_FITTED)]
    weights = _once(looked_at, sketches)
    total = math.fsum(weights.values())
    counts = _counts(looked_at, held, weights)
    rare = {one: rarity(stem(one.rstrip(":"))) for one, count in counts.items() if 1.5 <= count <= total - 0.5}
    spread = {one: min(counts[one], total - counts[one]) * rare[one] for one in rare}
    ranked = sorted(spread, key=lambda one: (-spread[one], one))[:MAX_FEATURES]
    used = {one: rare[one] for one in ranked}
    told = {one: held[one] & used.keys() for one in group}
    best: tuple[float, list[str], list[str]] | None = None
    seen: set[frozenset[str]] = set()
    for seed in ranked[:SEEDS]:
        left = _settled(looked_at, {one for one in looked_at if seed in told[one]}, told, weights, used, seen)
        if not left:
            continue
        first, second = sorted((sorted(left), sorted(set(looked_at) - left)))
        score = _signs(first, second, held, weights, rare)
        better = score >= PARTED and (best is None or (score, first) > best[:2])
        if better and _across(first, second, sketches) < ACROSS:
            best = score, first, second
    if best is None:
        return None
    _, first, second = best
    if len(looked_at) < len(group):
        tell = _telling(set(first), set(second), told, weights, used)
        first = [one for one in group if _leaning(told[one], *tell) > 0]
        second = [one for one in group if _leaning(told[one], *tell) <= 0]
    return (first, second) if first and second else None


def _settled(
    group: list[str],
    left: set[str],
    told: _Features,
    weights: _Weights,
    used: Mapping[str, float],
    seen: set[frozenset[str]],
) -> set[str]:
    """One of the two parts that a seed grows into: each article goes where its features are likelier (a mixture of two, each feature on
    its own, by hard steps), until nothing moves. Empty where a part gets too small, and where another seed has come by here (``seen``)."""
    for _ in range(ROUNDS):
        here = frozenset(left)
        right = set(group) - left
        if here in seen or min(_size(left, weights), _size(right, weights)) < LEAST:
            return set()
        seen.add(here)
        tell = _telling(left, right, told, weights, used)
        moved = {one for one in group if _leaning(told[one], *tell) > 0}
        if moved == left:
            return left
        left = moved
    return left if min(_size(left, weights), _size(set(group) - left, weights)) >= LEAST else set()


def _telling(
    left: set[str], right: set[str], told: _Features, weights: _Weights, used: Mapping[str, float]
) -> tuple[dict[str, float], float]:
    """For each feature how much having it speaks for the left part, and how much it speaks to have none of them."""
    a, b = _counts(left, told, weights), _counts(right, told, weights)
    m, n = _size(left, weights), _size(right, weights)
    having: dict[str, float] = {}
    none: list[float] = []
    for one, rare in used.items():
        prior = (a[one] + b[one]) / (m + n)
        p, q = (a[one] + prior) / (m + 1), (b[one] + prior) / (n + 1)
        without = rare * math.log((1 - p) / (1 - q))
        having[one] = rare * math.log(p / q) - without
        none.append(without)
    return having, math.fsum(none)


def _leaning(features: Collection[str], having: Mapping[str, float], none: float) -> float:
    return none + math.fsum(having[one] for one in features)


def _signs(left: list[str], right: list[str], held: _Features, weights: _Weights, rare: Mapping[str, float]) -> float:
    """How well both parts are told apart: the weaker one's `SIGNS` best signs."""
    a, b = _counts(left, held, weights), _counts(right, held, weights)
    m, n = _size(left, weights), _size(right, weights)
    (names, others), (names_too, others_too) = _best(a, m, b, n, rare), _best(b, n, a, m, rare)
    return min(names, names_too) + WORDS * min(others, others_too)


def _across(left: list[str], right: list[str], sketches: Mapping[str, Sketch]) -> float:
    """The mean likeness of an article of the one part and one of the other."""
    scores = [likeness(sketches[one], sketches[other]) for one in left for other in right]
    return math.fsum(scores) / len(scores)


def _best(
    own: Mapping[str, float], m: float, others: Mapping[str, float], n: float, rare: Mapping[str, float]
) -> tuple[float, float]:
    """The best signs among names and among other words. Shares are drawn in a little: what all of three hold may not be held by all."""
    names: list[float] = []
    held: list[float] = []
    for one, weight in rare.items():
        apart = own.get(one, 0.0) / (m + 1) - (others.get(one, 0.0) + 0.5) / (n + 1)
        if apart > 0:
            (names if one.endswith(":") else held).append(weight * apart * apart)
    return math.fsum(sorted(names)[-SIGNS:]), math.fsum(sorted(held)[-SIGNS:])


def _once(group: list[str], sketches: Mapping[str, Sketch]) -> dict[str, float]:
    """For each article one over how often its text stands in the group, so that ten reprints are one voice here too."""
    times = dict.fromkeys(group, 1)
    for at, one in enumerate(group):
        a = sketches[one].vector
        for other in group[at + 1 :]:
            b = sketches[other].vector
            both = a.keys() & b.keys()
            # Seldom near: a quick sum, wrong in its last digits, tells first.
            if sum([a[word] * b[word] for word in both]) < SAME_WORDS - 0.01:
                continue
            if math.fsum(a[word] * b[word] for word in both) >= SAME_WORDS:
                times[one] += 1
                times[other] += 1
    return {one: 1 / count for one, count in times.items()}


def _counts(group: Collection[str], held: _Features, weights: _Weights) -> Counter[str]:
    counts = Counter[str]()
    for one in sorted(group):  # in order: sums of fractions depend on it in the last digit
        weight = weights[one]
        for feature in held[one]:
            counts[feature] += weight  # type: ignore[assignment]
    return counts


def _size(group: Collection[str], weights: _Weights) -> float:
    return math.fsum(weights[one] for one in group)
