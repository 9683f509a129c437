"""Articles into stories: which of the articles that links join belong to one unfolding matter.

Groups are merged while the mean likeness over all pairs of the two is high enough (average link, Sokal and Michener 1958), so that no
chain of half-alike articles runs through a year of news; then a group whose two parts each have names of their own is parted
(`onrecord.story.threads_parted`). The result depends on the articles, links and sketches given and not on their order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.story.sketch import Sketch, together
from onrecord.story.sketch_likeness import likeness
from onrecord.story.threads_parted import parted

MERGE: Final = 0.35
"""Mean likeness over all pairs of two groups, from which they are one; a pair with no link counts 0."""

JOIN: Final = 0.5
"""Likeness of an article to all of a story taken together, from which it is part of it."""

TOLD: Final = 3
"""Articles of a story that others are put to; what two have is not yet what the story is about."""

Near = dict[str, dict[str, float]]
"""For each article, or group by the least of its ids, the likeness to others, added up over pairs."""


def threads(
    ids: Collection[str], links: Iterable[tuple[str, str, float]], sketches: Mapping[str, Sketch]
) -> tuple[tuple[str, ...], ...]:
    """The stories of ``ids``: each article in one, alone if need be; ids in order, stories in the order of their first.

    ``links`` are (one, other, likeness); those to an article not in ``ids`` are passed over, and of two for one pair the stronger holds.
    An article that ``sketches`` lacks stays where its links put it. What lies in no chain of links of at least `MERGE` with an article
    has no part in its story. About n log n for sparse links.
    """
    return tuple(sorted(story for chain in chains(ids, links) for story in of_chain(chain, sketches)))


@dataclass(frozen=True, slots=True)
class Chain:
    """Articles that links of at least `MERGE` lead through, in order, and all links among them: no story reaches out of it."""

    ids: list[str]
    links: list[tuple[str, str, float]]


def chains(ids: Collection[str], links: Iterable[tuple[str, str, float]]) -> list[Chain]:
    """The chains of ``ids``; most links of a large record are weak ones from one chain to another, and are dropped here."""
    ordered, held = sorted(set(ids)), list(links)
    lead = {one: one for one in ordered}

    def end(one: str) -> str:
        while lead[one] != one:
            lead[one] = one = lead[lead[one]]
        return one

    for one, other, _ in [link for link in held if link[2] >= MERGE]:
        if one in lead and other in lead:
            low, high = sorted((end(one), end(other)))
            lead[high] = low
    ends = {one: end(one) for one in ordered}
    found: dict[str, Chain] = {}
    for one in ordered:
        found.setdefault(ends[one], Chain([], [])).ids.append(one)
    at = ends.get
    for link in [link for link in held if at(link[0], "") == at(link[1])]:
        found[ends[link[0]]].links.append(link)
    return list(found.values())


def of_chain(chain: Chain, sketches: Mapping[str, Sketch]) -> list[tuple[str, ...]]:
    """The stories of one chain, of each the ids in order."""
    if len(chain.ids) == 1:
        return [(chain.ids[0],)]
    near: Near = {one: {} for one in chain.ids}
    for one, other, score in chain.links:
        if one != other and near[one].get(other, -1.0) < score:
            near[one][other] = near[other][one] = score
    groups = _merged({one: dict(others) for one, others in near.items()})
    stories = [sorted(part) for group in groups for part in parted(group, sketches)]
    return [tuple(story) for story in _joined(stories, near, sketches)]


def _joined(stories: list[list[str]], near: Near, sketches: Mapping[str, Sketch]) -> list[list[str]]:
    """The stories, with articles left alone put to the story that they are most like as a whole, if they are near to any of it.

    A report of two sentences shares little with any other report and much with all of them taken together.
    """
    told = {i: [sketches[one] for one in story if one in sketches] for i, story in enumerate(stories)}
    home = {one: i for i, story in enumerate(stories) if len(told[i]) >= TOLD for one in story}
    whole: dict[int, Sketch] = {}
    gained: dict[int, list[str]] = {}
    for alone in (story[0] for story in stories if len(story) == 1 and story[0] in sketches):
        best, most = None, JOIN
        for i in sorted({home[other] for other, score in near[alone].items() if score >= MERGE and other in home}):
            if i not in whole:
                whole[i] = together(told[i])
            if (score := likeness(sketches[alone], whole[i])) >= most and (best is None or score > most):
                best, most = i, score
        if best is not None:
            gained.setdefault(best, []).append(alone)
    moved = {one for ones in gained.values() for one in ones}
    return [sorted([*story, *gained.get(i, ())]) for i, story in enumerate(stories) if story[0] not in moved]


def _merged(near: Near) -> list[list[str]]:
    """Average link by chains of nearest neighbours (Benzecri 1982; Murtagh 1983): the same groups as merging the closest pair
    each time, without a queue. Groups are known by the least of their ids."""
    members = {one: [one] for one in near}
    for first in sorted(near):
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


def _merge(kept: str, gone: str, near: Near, members: dict[str, list[str]]) -> None:
    members[kept] += members.pop(gone)
    del near[kept][gone]
    for other, total in near.pop(gone).items():
        if other != kept:
            near[kept][other] = near[other][kept] = near[kept].get(other, 0.0) + total
            del near[other][gone]
