"""Which stories a record holds, and which articles each has. The articles of a story do not depend on the order of adding."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from onrecord.ids import digest
from onrecord.record.values import Link
from onrecord.story.dating import inferred
from onrecord.story.sketch import Sketch
from onrecord.story.threads import MERGE, Chain, chains, of_chain
from onrecord.story.titles import clearest
from onrecord.terms import Headline, Kept, Published, Reading

if TYPE_CHECKING:
    from onrecord.record import View  # which loads the database: not before there is one

SHORT: Final = 12
"""Hexadecimal digits of a story's id: those its first article's id begins with."""


def stories(view: View) -> tuple[Headline, ...]:
    """All stories of the record as ``view`` has it, those with the latest news first, then by title."""
    kept = {one.id: one for one in view.articles()}
    voices = voices_of(list(kept.values()), view.all_links("reprint"))
    groups = _stories(view, kept, view.weights(), kept.values())
    found = [headline(view, [kept[one] for one in ids], voices) for ids in groups]
    return tuple(sorted(found, key=lambda one: (_reversed(one.last), one.title, one.id)))


def _reversed(day: str | None) -> tuple[bool, list[int]]:
    """Sorts later days first, none last."""
    return day is None, [-ord(c) for c in day or ""]


def members_of(view: View, article: str) -> tuple[str, ...]:
    """The ids of the articles of the story that this article belongs to, itself among them.

    Only links of at least `MERGE` are followed: those under it lead into no story (`onrecord.story.threads`), and in a large
    record from anything to everything.
    """
    known: set[str] = set()
    kept: dict[str, Kept] = {}
    new = {article}
    while new:
        known |= new
        for one in view.articles(sorted(new)):
            kept[one.id] = one
        near = view.links_from(sorted(new), least=MERGE)
        versions = {other for one in new for other in (kept[one].revises, kept[one].revised_by) if other}
        new = ({link.one for link in near} | {link.other for link in near} | versions) - known
    near_by = [
        (one, other, 1.0 if kind == "reprint" else score) for one, other, kind, score in view.links(sorted(known))
    ]
    return next(ids for ids in _stories(view, known, near_by, kept.values()) if article in ids)


def _stories(
    view: View, ids: Collection[str], near: list[tuple[str, str, float]], kept: Iterable[Kept]
) -> tuple[tuple[str, ...], ...]:
    """Threads over articles whose versions and reprints are taken together first: they share their story whatever else is alike."""
    near += [(one.id, one.revises, 1.0) for one in kept if one.revises is not None and one.revises in ids]
    found = chains(ids, near)
    texts = view.sketches([one for chain in found if len(chain.ids) > 1 for one in chain.ids])
    return tuple(sorted(story for chain in found for story in _of_chain(view, chain, texts)))


def _of_chain(view: View, chain: Chain, texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The stories of a chain, which most additions to a record leave as it was."""
    if len(chain.ids) == 1:
        return of_chain(chain, {})
    scores = array("d", [score for _, _, score in chain.links])
    ends = [end for one, other, _ in chain.links for end in (one, other)]
    told = [texts.get(one) for one in chain.ids]
    key = digest("chain", " ".join(chain.ids), " ".join(ends), scores.tobytes().hex(), *told)
    return view.remembered(
        key,
        lambda: of_chain(
            chain, {one: Sketch.from_text(text) for one, text in zip(chain.ids, told, strict=True) if text}
        ),
    )


def headline(view: View, kept: Sequence[Kept], voices: Mapping[str, str]) -> Headline:
    """A story in a list. Its id is that of its first article, cut short: any article's id leads to the story too."""
    ordered = sorted(kept, key=first)
    titles = [one.title for one in ordered if one.title and one.revised_by is None and voices[one.id] == one.id]
    lead = "" if titles else lead_of(view.reading(ordered[0].id))
    days = sorted(day for one in _dated(view, ordered).values() if (day := one.date[:10]))
    return Headline(
        id=ordered[0].id[:SHORT],
        title=view.remembered(digest("title", lead, *titles), lambda: clearest(titles, lead=lead)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        articles=tuple(one.id for one in ordered),
    )


def first(one: Kept) -> tuple[str, str]:
    """Sorts articles by the day they tell themselves, undated ones last, then by id."""
    return one.published.date if one.published else "9999", one.id


def voices_of(kept: Sequence[Kept], links: Iterable[Link]) -> dict[str, str]:
    """The article whose words each of ``kept`` prints: the first of those that are reprints of one another; its own where it is none.

    Versions of one article are no reprints of each other.
    """
    leader = {one.id: one.id for one in kept}
    order = {one.id: first(one) for one in kept}
    revised = {frozenset((one.id, one.revises)) for one in kept if one.revises}

    def top(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    for link in links:
        inside = link.kind == "reprint" and link.one in leader and link.other in leader
        if inside and frozenset((link.one, link.other)) not in revised:
            low, high = sorted((top(link.one), top(link.other)), key=lambda one: order[one])
            leader[high] = low
    return {one: top(one) for one in leader}


def lead_of(reading: Reading) -> str:
    """The first paragraph of an article."""
    return next((" ".join(part.split()) for part in reading.article.text.split("\n\n") if part.strip()), "")


def _dated(view: View, kept: Sequence[Kept]) -> dict[str, Published]:
    """The days of a story's articles, inferred ones among them."""
    known = {one.id: one.published for one in kept if one.published}
    undated = [one.id for one in kept if not one.published]
    if not known or not undated:
        return known
    readings = view.readings([one.id for one in kept])
    return known | days_inferred(readings)


def days_inferred(readings: Mapping[str, Reading]) -> dict[str, Published]:
    """The days that the story forces on those of its articles that tell none."""
    found: defaultdict[str, Published] = defaultdict()
    for one in sorted(readings):
        others = [readings[other] for other in sorted(readings) if other != one]
        if day := inferred(readings[one], others):
            found[one] = day
    return dict(found)
