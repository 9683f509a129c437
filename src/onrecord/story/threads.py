"""Articles into stories: which of the articles that links join belong to one unfolding matter.

Groups are merged while the mean likeness over all pairs of the two is high enough (average link, Sokal and Michener 1958), so that no
chain of half-alike articles runs through a year of news; then a group whose two parts each have names of their own is parted
(`onrecord.story.threads_parted`). The result depends on the articles, links and sketches given and not on their order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from onrecord.story.sketch import Sketch
from onrecord.story.threads_parted import parted

MERGE: Final = 0.35
"""Mean likeness over all pairs of two groups, from which they are one; a pair with no link counts 0."""


def threads(
    ids: Collection[str], links: Iterable[tuple[str, str, float]], sketches: Mapping[str, Sketch]
) -> tuple[tuple[str, ...], ...]:
    """The stories of ``ids``: each article in one, alone if need be; ids in order, stories in the order of their first.

    ``links`` are (one, other, likeness); those to an article not in ``ids`` are passed over, and of two for one pair the stronger holds.
    An article that ``sketches`` lacks stays where its links put it. About n log n for sparse links.
    """
    groups = _merged(sorted(set(ids)), links)
    stories = [part for group in groups for part in parted(group, sketches)]
    return tuple(sorted(tuple(sorted(story)) for story in stories))


def _merged(ids: list[str], links: Iterable[tuple[str, str, float]]) -> list[list[str]]:
    """Average link by chains of nearest neighbours (Benzecri 1982; Murtagh 1983): the same groups as merging the closest pair
    each time, without a queue. Groups are known by the least of their ids."""
    near = _neighbours(ids, links)
    members = {one: [one] for one in ids}
    for first in ids:
        chain = [first] if first in members else []
        while chain:
            here = chain[-1]
            size = len(members[here])
            best, mean = None, 0.0
            for other, total in near[here].items():
                share = total / (size * len(members[other]))
                if share > mean or (share == mean and best is not None and other < best):
                    best, mean = other, share
            before = chain[-2] if len(chain) > 1 else None
            if before is not None and near[here].get(before, 0.0) / (size * len(members[before])) >= mean:
                best = before  # of equals the one we came from, or the chain would run in a ring
            if best is None or mean < MERGE:
                chain.pop()  # nothing is near enough to this group, nor will be: means only fall
            elif best == before:
                del chain[-2:]
                kept = min(here, best)
                _merge(kept, max(here, best), near, members)
                chain = chain or [kept]
            else:
                chain.append(best)
    return list(members.values())


def _merge(kept: str, gone: str, near: dict[str, dict[str, float]], members: dict[str, list[str]]) -> None:
    members[kept] += members.pop(gone)
    del near[kept][gone]
    for other, total in near.pop(gone).items():
        if other != kept:
            near[kept][other] = near[other][kept] = near[kept].get(other, 0.0) + total
            del near[other][gone]


def _neighbours(ids: list[str], links: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {one: {} for one in ids}
    for one, other, score in sorted((min(a, b), max(a, b), score) for a, b, score in links if a != b):
        if one in near and other in near:  # in order, so that the stronger of two comes last
            near[one][other] = near[other][one] = score
    return near
