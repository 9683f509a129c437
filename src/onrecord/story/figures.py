"""Figures over a story: the numbers that articles give for the same thing, by date and source. Rules: docs/explanation/stories.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from onrecord.story.case import Case
from onrecord.story.fates import Fate, fate_of, other_times
from onrecord.story.parties import Party
from onrecord.story.propositions import Proposition, proposition, root, weight
from onrecord.story.sketch_words import fold
from onrecord.story.source import Source
from onrecord.terms import Figure, Pointer, Span, StoryFigure

_WORD: Final = re.compile(r"[^\W\d_]+")
_HEAD_END: Final = re.compile(
    r"\b(?:of|in|on|at|from|for|with|who|that|which|to|by|over|under|currently|being|were|was|are|is|across|between|near)\b|[,;(—–]"
)
_TELLING: Final = 0.9
"""Weight of what is counted, from which it tells one thing from another by itself: two words of middling rarity. "people" does not."""
_CONTEXT: Final = 0.34
"""Share of the shorter sentence's words, those counted left out, that stand in the other too, for two counts of "people" to be of
the same."""


_SAME_CONTEXT: Final = 0.6
"""The same for amounts of which no noun tells what they count."""
_AMOUNTS: Final = frozenset({"USD", "EUR", "GBP", "percent", "percentage points"})
_ANYBODY: Final = frozenset(
    root(word) for word in "people person others victim victims body bodies lives deaths fatalities casualties".split()
)
"""Words for those counted that tell nothing of who they are."""
_NEAR: Final = 40
"""Characters around a figure in which the word stands that tells what became of those counted: "killed 12", "12 were hurt"."""


@dataclass(frozen=True)
class _Told:
    source: Source
    figure: Figure

    @cached_property
    def by(self) -> Party | None:
        return self.source.say_so(self.figure.basis)

    @property
    def day(self) -> str | None:
        return self.source.said_on(self.figure.basis)

    @cached_property
    def head(self) -> str:
        """The root of the noun that is counted; the unit where none is told."""
        words = _WORD.findall(fold(_HEAD_END.split(self.figure.of.text)[0])) if self.figure.of else []
        return root(words[-1]) if words else ""

    @cached_property
    def fate(self) -> Fate | None:
        """What became of the people that are counted, where the words beside the number tell."""
        if self.figure.unit not in (None, "people"):
            return None
        span = self.figure.spans[0]
        return fate_of(self.source.text, span, self.source.sentence(span.start), people=self.figure.unit is not None)

    @cached_property
    def times(self) -> frozenset[str]:
        """The years and months of its sentence, but for the article's own: what happened then is another matter."""
        told = other_times(self.source.text, self.source.sentence(self.figure.spans[0].start))
        own = (
            date.fromisoformat(self.source.day)
            if self.source.day and len(self.source.day) == len("2026-01-01")
            else None
        )
        return told - ({str(own.year), f"{own:%B}".lower()} if own else set())

    @cached_property
    def places(self) -> frozenset[str]:
        """The places of its sentence; a dateline is where the reporter is."""
        marks = self.source.mentions(*self.source.sentence(self.figure.spans[0].start))
        return frozenset(
            mark.party.key
            for mark in marks
            if mark.party.type == "place" and not self.source.text[mark.span.start : mark.span.end].isupper()
        )

    @cached_property
    def counted(self) -> frozenset[str]:
        return (
            frozenset(root(word) for word in _WORD.findall(fold(self.figure.of.text)))
            if self.figure.of
            else frozenset()
        )

    @cached_property
    def context(self) -> Proposition:
        return proposition(self.source, (self.source.sentence(self.figure.spans[0].start),))

    @cached_property
    def near(self) -> frozenset[str]:
        """The roots of the words around it in its sentence, those counted left out."""
        start, end = self.source.sentence(self.figure.spans[0].start)
        span = Span(max(start, self.figure.spans[0].start - _NEAR), min(end, self.figure.spans[-1].end + _NEAR))
        return proposition(self.source, (span,)).words - self.counted

    @cached_property
    def pointer(self) -> Pointer:
        return Pointer(self.source.id, self.figure.basis, None, self.figure.spans)


def figures(case: Case) -> tuple[StoryFigure, ...]:
    """The figures of a story's articles, those for the same thing together, by date. Reprints give no figure of their own."""
    told = [
        one
        for source in case.current
        if not source.reprint_of
        for one in (_Told(source, figure) for figure in source.reading.figures)
        if one.figure.of is not None or one.figure.unit is not None or one.fate
    ]
    told.sort(key=lambda one: (one.day or "9999", case.order(one.pointer)))
    found: list[StoryFigure] = []
    for group in _grouped(told):
        found += _series(case, group, start=len(found))
    return tuple(found)


def _grouped(told: Sequence[_Told]) -> list[list[_Told]]:
    blocks: defaultdict[tuple[str | None, str], list[list[_Told]]] = defaultdict(list)
    order: list[list[_Told]] = []
    for one in told:
        key = ("people", one.fate) if one.fate else (one.figure.unit, one.head)
        together = (
            all if one.fate else any
        )  # two counts of dead may be of two disasters, told apart by where or when only
        home = next((group for group in blocks[key] if together(_same_thing(one, other) for other in group)), None)
        if home is None:
            home = []
            blocks[key].append(home)
            order.append(home)
        home.append(one)
    return order


def _same_thing(one: _Told, other: _Told) -> bool:
    """Whether two figures count the same: people of one fate, none of whom is called what the others are not; equal words that tell
    enough; or sentences that share what else they say."""
    if one.fate:
        ours, theirs = one.counted - _ANYBODY, other.counted - _ANYBODY
        elsewhere = one.places and other.places and not one.places & other.places
        return ours == theirs and one.times == other.times and not elsewhere
    if one.counted and other.counted:
        nested = one.counted <= other.counted or other.counted <= one.counted
        if nested and weight(one.counted & other.counted) >= _TELLING:
            return True
        return nested and bool(one.near & other.near) and _context(one, other) >= _CONTEXT
    if one.figure.value == other.figure.value:
        return _context(one, other) >= _CONTEXT
    if one.context.names != other.context.names:
        return False
    return (one.figure.unit or "") in _AMOUNTS and bool(one.near & other.near) and _context(one, other) >= _SAME_CONTEXT


def _context(one: _Told, other: _Told) -> float:
    """Share of the shorter sentence's words that stand in the other too, those counted left out."""
    left, right = one.context.tokens - one.counted, other.context.tokens - other.counted
    smaller = min(weight(left), weight(right))
    return weight(left & right) / smaller if smaller else 0.0


def _series(case: Case, group: Sequence[_Told], *, start: int) -> list[StoryFigure]:
    """The figures of one thing; the same figure on the same say-so once."""
    once: dict[tuple[object, ...], list[_Told]] = {}
    for one in group:
        voice = case.voice(one.by) if one.by else f"outlet {one.source.outlet}"
        once.setdefault((one.figure.value, one.figure.upper, one.figure.bound, voice, one.day), []).append(one)
    labels = [" ".join(one.figure.of.text.split()) for one in group if one.figure.of]
    thing = min(labels, key=lambda label: (len(label), label)) if labels else (group[0].figure.unit or "people")
    if fate := group[0].fate:
        thing = f"{thing} {fate}"
    found: list[StoryFigure] = []
    for same in once.values():
        one = same[0]
        found.append(
            StoryFigure(
                value=one.figure.value,
                bound=one.figure.bound,
                unit=one.figure.unit,
                of=" ".join(one.figure.of.text.split()) if one.figure.of else None,
                according_to=(one.by.name,) if one.by else (),
                date=one.day,
                pointers=case.sorted([each.pointer for each in same]),
                upper=one.figure.upper,
                text=one.figure.text,
                thing=thing,
                outlet=one.source.kept.outlet,
                revises=_revised(found, one, start),
            )
        )
    return found


def _revised(before: Sequence[StoryFigure], one: _Told, start: int) -> int | None:
    """The index of the last figure of an earlier day that this one differs from."""
    for i in range(len(before) - 1, -1, -1):
        earlier = before[i]
        if earlier.date and one.day and earlier.date < one.day:
            differs = (earlier.value, earlier.upper) != (one.figure.value, one.figure.upper)
            return start + i if differs else None
    return None
