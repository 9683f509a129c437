"""When two speakers count the same thing differently at the same time: "180 trains", "more than 300 trains"."""

from __future__ import annotations

from typing import Final

from onrecord.story.carriers import Carrier
from onrecord.story.propositions import weight
from onrecord.terms import Figure

_ALIKE: Final = 0.6
"""Jaccard of the passages' words, numbers left out, from which they count the same: above that of the same claim, since the number
is what the claim is about."""
_ROUND: Final = 0.1
"""How far from its value "about" reaches."""


def counts_conflict(one: Carrier, other: Carrier) -> bool:
    """Whether two passages of different speakers, of one day, say the same but for a number, and both numbers cannot be right.

    Of different days the later may be the better count: that is no conflict.
    """
    if one.by is None or other.by is None or one.by.key == other.by.key or one.day != other.day or one.day is None:
        return False
    if one.figure is None or other.figure is None or one.figure.unit != other.figure.unit:
        return False
    left, right = one.proposition, other.proposition
    words = left.words & right.words
    if not words or weight(words) < _ALIKE * weight(left.words | right.words):
        return False
    (low, high), (least, most) = _range(one.figure), _range(other.figure)
    return high < least or most < low


def _range(figure: Figure) -> tuple[float, float]:
    """The least and the most that a figure allows."""
    match figure.bound:
        case "more_than":
            return figure.value, float("inf")
        case "less_than":
            return float("-inf"), figure.value
        case "about":
            return figure.value * (1 - _ROUND), figure.value * (1 + _ROUND)
        case _:
            return figure.value, figure.upper if figure.upper is not None else figure.value
