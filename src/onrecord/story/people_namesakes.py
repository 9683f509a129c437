"""People of one and the same name: one, or several?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from onrecord.story.people_bearers import Bearer, Context, Group, group
from onrecord.story.people_joined import Joined, Row
from onrecord.story.people_roles import Standing, bridges, clash, differ


def share(one: Group, other: Group, context: Context) -> bool:
    """Whether anything that is told beside them is common to both: an article, or somebody else who is named with each."""
    if one.articles & other.articles:
        return True
    own = {name.whole for name in (*one.names, *other.names)}
    left = frozenset[str]().union(*(context(article) for article in one.articles)) - own
    return any(left & context(article) for article in other.articles)


def against(one: Group, other: Group, context: Context) -> str | None:
    """What speaks against two groups being one person, their names aside; None where nothing does."""
    if one.standing.blank or other.standing.blank:
        return None
    why = clash(one.standing, other.standing)
    if why is None and (why := differ(one.standing, other.standing)) and share(one, other, context):
        return None
    return why


def split(bearers: Sequence[Bearer], joined: Joined, context: Context) -> tuple[list[Group], str | None]:
    """Put bearers of one name into as few groups as the evidence allows, and say what it is where they are several.

    First those whose titles do not contradict each other, beginning with whoever is two things at once. Where that leaves
    several persons, or people told some of them apart, whoever has no titles goes to the one with whom most is shared, if that is
    one; else stays alone.
    """
    profiles: dict[Standing, list[Bearer]] = {}
    for one in bearers:
        profiles.setdefault(one.standing, []).append(one)
    blank = [one for standing, these in profiles.items() if standing.blank for one in these]
    told = sorted(
        (group(these) for standing, these in profiles.items() if not standing.blank),
        key=lambda one: (not bridges(one.standing), -len(one.bearers), min(b.row for b in one.bearers)),
    )
    groups: list[Group] = []
    why: str | None = None
    for some in told:
        reasons = [against(other, some, context) for other in groups]
        free = [other for other, reason in zip(groups, reasons, strict=True) if reason is None]
        why = why or next((reason for reason in reasons if reason), None)
        if len(free) == 1:
            free[0].take(some.bearers)
        elif free:
            # Contradicts none of several: no more telling than no title at all.
            blank += some.bearers
        else:
            groups.append(some)
    if joined.ruled and (parted := _parted(bearers, joined)):
        why = why or "somebody said that they are not one"
        groups, blank = _seeds(groups, blank, parted, joined)
    if len(groups) < 2 and why is None:
        return [group([*(b for some in groups for b in some.bearers), *blank])], None
    return _spread(groups, blank, joined, context), why


def _seeds(
    groups: list[Group], blank: list[Bearer], parted: set[Row], joined: Joined
) -> tuple[list[Group], list[Bearer]]:
    """Groups in which nobody is together with one told apart from them, and those left over."""
    kept: list[Group] = []
    loose: list[Bearer] = []
    for bearers, untold in [*((some.bearers, False) for some in groups), (blank, True)]:
        seeds = {root: these for root, these in _by_root(bearers, joined).items() if root in parted}
        if len(seeds) > 1 or untold:
            kept += [group(these) for _, these in sorted(seeds.items())]
            loose += [one for one in bearers if joined.root(one.row) not in seeds]
        else:
            kept.append(group(bearers))
    return kept, loose


def _by_root(bearers: Sequence[Bearer], joined: Joined) -> dict[Row, list[Bearer]]:
    found: dict[Row, list[Bearer]] = {}
    for one in bearers:
        found.setdefault(joined.root(one.row), []).append(one)
    return found


def _parted(bearers: Sequence[Bearer], joined: Joined) -> set[Row]:
    """The roots of those whom people told apart from others of these bearers."""
    roots = [root for root in _by_root(bearers, joined) if joined.told_apart(root)]
    return {root for pair in combinations(roots, 2) if joined.apart(*pair) for root in pair}


def _spread(groups: list[Group], loose: Sequence[Bearer], joined: Joined, context: Context) -> list[Group]:
    """Each of the loose to the group with whom it shares most, if there is one; else a group of its own."""
    known = [frozenset[str]().union(*(context(article) for article in one.articles)) for one in groups]
    before = [set(one.articles) for one in groups]
    alone: list[Bearer] = []
    for one in sorted(loose, key=lambda b: b.row):
        around = context(one.row[0]) - {one.name.whole}
        scores = [
            -1 if joined.apart(one.row, other.row) else len(around & names) + 2 * (one.row[0] in articles)
            for other, names, articles in zip(groups, known, before, strict=True)
        ]
        best = max(scores, default=0)
        if best > 0 and scores.count(best) == 1:
            groups[scores.index(best)].take([one])
        else:
            alone.append(one)
    return [*groups, *companies(alone, joined, context)]


def companies(alone: Sequence[Bearer], joined: Joined, context: Context) -> list[Group]:
    """Bearers of one name, together where the same others are named with them or the same office is theirs, through any number of
    them; nobody with those of whom something speaks against it."""
    at: dict[str, list[Bearer]] = {}
    for one in alone:
        for name in (context(one.row[0]) - {one.name.whole}) | (
            one.standing.nouns if one.standing.walks else frozenset()
        ):
            at.setdefault(name, []).append(one)
    of = {one.row: group([one]) for one in alone}
    for name in sorted(at):
        first, *others = at[name]
        for one in others:
            left, right = of[first.row], of[one.row]
            if left is right or joined.apart(left.row, right.row) or clash(left.standing, right.standing):
                continue
            if left.standing.walks and right.standing.walks and differ(left.standing, right.standing):
                continue
            left.take(right.bearers)
            of.update((b.row, left) for b in right.bearers)
    return list({id(of[one.row]): of[one.row] for one in alone}.values())
