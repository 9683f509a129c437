"""Which carriers are worth comparing: nearly all pairs of a story speak of other things, and the weight of what they share tells so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.story.carriers import Carrier
from onrecord.story.propositions import is_no_part, may_match, opposites, weight_of

_MAX_NEIGHBOURS: Final = 60
"""Carriers that share a word, for it to make two worth comparing: a word in all of them says nothing, and would cost their square."""


class Pair(NamedTuple):
    """Two carriers by their places, and whether they share so much that neither can be a part of the other."""

    one: int
    other: int
    no_part: bool


def worth_comparing(found: Sequence[Carrier]) -> Iterator[Pair]:
    """Pairs, in order, that share a word which few of the others have: those of them that may say the same, the opposite or a part of
    each other by the weight of all that they share, and those that may count one thing differently. Of a story's pairs in real news
    that is one in a hundred."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        for token in one.proposition.tokens:
            holders[token].append(i)
    own = {token: weight_of(token) for token in holders}
    few = {token for token, held in holders.items() if len(held) <= _MAX_NEIGHBOURS and not token.startswith("@")}
    against = {
        token: [word for word in opposites(token) if word in holders] for token in holders if token[0] not in "@#"
    }
    weights = [one.proposition.weight for one in found]
    counting = [_counting(one) for one in found]
    for i, one in enumerate(found):
        shared = [0.0] * len(found)  # with this one, by weight
        near: set[int] = set()
        turned: set[int] = set()
        for token in one.proposition.tokens:
            later = holders[token]
            del later[0]  # this one; those before it had their turn
            weight = own[token]
            for j in later:
                shared[j] += weight
            if token in few:
                near.update(later)
            for word in against.get(token, ()):
                turned.update(holders[word])
        for j in sorted(near):
            weight = shared[j]
            alike = may_match(weights[i], weights[j], weight, turned=j in turned)
            if alike or (counting[i] is not None and counting[i] == counting[j]):
                yield Pair(i, j, is_no_part(weights[i], weights[j], weight))


def _counting(one: Carrier) -> tuple[str, str | None] | None:
    """The day and the unit of what a carrier counts, if somebody says so: only of one day and unit two counts can conflict."""
    if one.by is None or one.day is None or one.figure is None:
        return None
    return one.day, one.figure.unit
