"""How likely two articles are to be of one story, from their sketches alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from onrecord.story.sketch import Sketch
from onrecord.story.sketch_words import rarity

LINK: Final = 0.15
"""Likeness from which a link is worth keeping. `onrecord.story.threads` asks for more of the mean over two groups."""

# Weights of a logistic regression over 30,000 pairs of ECB+ train topics that share a name or a telling word, rounded; five folds by topic
# gave the same clusters for each set of features tried. Those of time are not fitted: half of ECB+ has no dates.
WORDS: Final = 3.0
NAMES: Final = 7.2
PLACES: Final = 0.6
OTHER_PLACES: Final = -0.8
TITLES: Final = 0.7
NONE: Final = -5.9
FEW_WORDS: Final = -6.0
"""For each .1 that the words' part is under `ENOUGH_WORDS`, .6: the same cast in another matter."""
ENOUGH_WORDS: Final = 0.25
APART: Final = -0.4
"""For each e-fold of days apart beyond three: a week takes .5, a month 1.0, a year 1.9."""
DAYS: Final = 3.0


def likeness(one: Sketch, other: Sketch) -> float:
    """0 to 1: how likely the two articles are to be of one unfolding matter. Symmetric, and of nothing but the two.

    Weighs the names, places and telling words that both have, against each other's; how far apart they were published, or
    where that is not known of both, the days they tell of; undated articles count neither way.
    """
    told = math.sqrt(_shared(one.vector, other.vector))
    score = NONE + WORDS * told + FEW_WORDS * max(0.0, ENOUGH_WORDS - told)
    score += NAMES * math.sqrt(_shared(one.tokens, other.tokens))
    if one.places and other.places:
        where = _shared(one.places, other.places)
        score += PLACES * where if where else OTHER_PLACES
    score += TITLES * _titles(one.title, other.title) + _time(one, other)
    return 1 / (1 + math.exp(-score))


def _time(one: Sketch, other: Sketch) -> float:

    if one.published is not None and other.published is not None:
        apart = abs(one.published - other.published)
    else:
        left, right = _all_days(one), _all_days(other)
        if not left or not right:
            return 0.0
        apart = min(abs(a - b) for a in left for b in right)
    return APART * math.log1p(apart / DAYS)


def _all_days(one: Sketch) -> tuple[int, ...]:
    return one.days if one.published is None else (*one.days, one.published)


def _titles(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    both = set(one).intersection(other)
    if not both:
        return 0.0
    return _sum(both) / math.sqrt(_sum(one) * _sum(other))


def _sum(stems: Iterable[str]) -> float:
    return math.fsum(map(rarity, stems))


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The product of two vectors. `math.fsum`, so that it does not depend on the order of their words."""
    return math.fsum(one[word] * other[word] for word in one.keys() & other.keys())
