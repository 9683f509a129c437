"""What each article brought to its story when it was added: for those who want to know what is new.

Worked out from the story as it is told now, so that a correction, or an article that is read anew, changes what is said here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.terms import CHANGES, Change, ChangeKind, Kept, Pointer, Story, StoryArticle

_WEIGHT = {what: weight for weight, what in enumerate(CHANGES)}


def changes(story: Story, kept: Sequence[Kept]) -> tuple[Change, ...]:
    """What each article of ``story`` brought to it, the article added last first; ``kept`` are its articles, in any order.

    What rests on several articles came with the first of them that was added; what takes two things to be seen, such as a
    demand and its answer, with the second. What a later version of an article says came with the first version, for a story does not
    tell which of it is new: the later one is *altered*. A reprint brings only itself. Of one article the weightiest comes
    first, in the order of `CHANGES`. Articles that ``kept`` does not have are passed over.
    """
    articles = {one.id: one for one in story.articles}
    added = _Added([one for one in kept if one.id in articles], articles)
    found: dict[str, list[Change]] = defaultdict(list)
    for of in (_of_claims, _of_demands, _of_positions, _of_figures):
        for article, change in of(story, added):
            found[article].append(change)
    told = []
    for one in added.latest_first:
        if one.revises in articles:
            found[one.id].append(added.itself("altered", articles[one.id]))
        mine = found[one.id] or [added.itself("article", articles[one.id])]
        told += sorted(mine, key=lambda change: _WEIGHT[change.what])
    return tuple(told)


_Found = Iterator[tuple[str, Change]]


class _Added:
    """The articles of a story in the order of adding."""

    def __init__(self, kept: Sequence[Kept], articles: Mapping[str, StoryArticle]) -> None:
        self.latest_first = sorted(kept, key=lambda one: one.seq, reverse=True)
        self._kept = {one.id: one for one in kept}
        self._reprints = {one.id for one in articles.values() if one.reprint_of}

    def first(self, pointers: Iterable[Pointer]) -> str | None:
        """The article that brought what rests on ``pointers``; None where only reprints have it."""
        brought = (self._version(one.article) for one in pointers if one.article not in self._reprints)
        return min((one for one in brought if one is not None), key=self._seq, default=None)

    def _version(self, article: str) -> str | None:
        """Of an article's versions the one that was added first."""
        one = self._kept.get(article)
        versions = []
        while one is not None and one.id not in versions:
            versions.append(one.id)
            one = self._kept.get(one.revises or "")
        return min(versions, key=self._seq, default=None)

    def _seq(self, article: str) -> int:
        return self._kept[article].seq

    def later(self, *articles: str | None) -> str | None:
        """The one of them that was added last, with which all are there; None where one is None."""
        there = [one for one in articles if one is not None]
        return max(there, key=self._seq) if len(there) == len(articles) else None

    def change(
        self, article: str, what: ChangeKind, text: str, who: Iterable[str | None], pointers: Sequence[Pointer]
    ) -> tuple[str, Change]:
        """A change that ``article`` brought; of ``pointers`` those that lead into it, or all where none does."""
        own = tuple(one for one in pointers if self._version(one.article) == article) or tuple(pointers)
        names = tuple(name for name in who if name)
        return article, Change(article, self._kept[article].added, what, text, names, own)

    def itself(self, what: ChangeKind, one: StoryArticle) -> Change:
        """That the article is there."""
        return self.change(one.id, what, one.title or "", (one.outlet,), (Pointer(one.id),))[1]


def _of_claims(story: Story, added: _Added) -> _Found:
    for claim in story.claims:
        made = added.first(claim.pointers)
        if made is None:
            continue
        yield added.change(made, "claim", claim.text, claim.speakers or claim.outlets, claim.pointers)
        # What came with the claim or before it was no news of it.
        denied, withdrawn = (added.later(made, added.first(one)) for one in (claim.against, claim.withdrawn))
        if denied is not None and denied != made:
            yield added.change(denied, "denied", claim.text, claim.denied_by, claim.against)
        if withdrawn is not None and withdrawn != made:
            yield added.change(withdrawn, "withdrawn", claim.text, (), claim.withdrawn)


def _of_demands(story: Story, added: _Added) -> _Found:
    for demand in story.demands:
        made = added.first(demand.pointers)
        if made is None:
            continue
        yield added.change(made, "demand", demand.text, (demand.by,), demand.pointers)
        for answer in demand.responses:
            given = added.later(made, added.first(answer.pointers))
            if given is not None:
                yield added.change(given, "answered", answer.text, (answer.by,), answer.pointers)


def _of_positions(story: Story, added: _Added) -> _Found:
    for position in story.positions:
        for shift in position.shifts:
            before, after = position.points[shift.from_], position.points[shift.to]
            seen = added.later(added.first(before.pointers), added.first(after.pointers))
            if seen is not None:
                yield added.change(seen, "shift", after.text, (position.actor, position.toward), after.pointers)


def _of_figures(story: Story, added: _Added) -> _Found:
    for figure in story.figures:
        if figure.revises is None:
            continue
        before = story.figures[figure.revises]
        seen = added.later(added.first(before.pointers), added.first(figure.pointers))
        if seen is not None:
            yield added.change(seen, "figure", figure.text, figure.according_to or (figure.outlet,), figure.pointers)
