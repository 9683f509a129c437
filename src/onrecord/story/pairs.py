"""Which carriers are worth comparing: nearly all pairs of a story speak of other things, and the weight of what they share tells so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.story.carriers import Carrier
from onrecord.story.propositions import LEAST_SHARED, is_no_part, may_match, opposites, weight_of

_MAX_NEIGHBOURS: Final = 60
"""Carriers that share a word, for it to make two worth comparing: a word in all of them says nothing, and would cost their square."""


def worth_comparing(found: Sequence[Carrier]) -> Iterator[tuple[int, int, bool]]:
    """Pairs, in order, that share a word which few of the others have: those of them that may say the same, the opposite or a part of
    each other by the weight of all that they share, and those that may count one thing differently. Of a story's pairs in real news
    that is one in a hundred. True where the two share so much that neither can be a part of the other."""
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
        near: set[int] = set()
        for token in one.proposition.tokens:
            later = holders[token]
            del later[0]  # this one; those before it had their turn
            if token in few:
                near.update(later)
        if not near:
            continue
        shared = [0.0] * len(found)  # with this one, by weight
        turned: dict[int, float] = {}  # what words of the two weigh that say the opposite of each other, at most
        for token in one.proposition.tokens:
            weight = own[token]
            for j in holders[token]:
                shared[j] += weight
            for word in against.get(token, ()):
                both = weight + own[word]
                turned.update((j, both) for j in holders[word] if turned.get(j, 0.0) < both)
        weight, counts = weights[i], counting[i] is not None
        some = [j for j in near if shared[j] >= LEAST_SHARED * (weight + weights[j]) or counts or j in turned]
        for j in sorted(some):
            if is_no_part(weights[i], weights[j], shared[j]):
                yield i, j, True
            elif may_match(weights[i], weights[j], shared[j], turned.get(j, 0.0)) or (
                counts and counting[i] == counting[j]
            ):
                yield i, j, False


def _counting(one: Carrier) -> tuple[str, str | None] | None:
    """The day and the unit of what a carrier counts, if somebody says so: only of one day and unit two counts can conflict."""
    if one.by is None or one.day is None or one.figure is None:
        return None
    return one.day, one.figure.unit
