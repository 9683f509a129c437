"""What stories hold, as lists: claims, demands and shifts, which of them are wanted, and each in JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from onrecord import Claim, Demand, Pointer, Position, Shift, Story
from onrecord.faces.as_json import as_json
from onrecord.faces.columns import CLAIMS, DEMANDS, SHIFTS
from onrecord.faces.rows import Row, of_claim, of_demand, of_shift

_T = TypeVar("_T")

NOUNS: Final = ("claims", "demands", "shifts")
"""What can be listed over all stories."""


@dataclass(frozen=True, slots=True)
class StoryList(Generic[_T]):
    """One kind of item: those wanted ``of`` a story, in its order, what each rests on, and what it is in JSON and CSV."""

    noun: str
    of: Callable[[Story], Iterable[_T]]
    plain: Callable[[_T], dict[str, Any]]
    pointers: Callable[[_T], Sequence[Pointer]]
    columns: Sequence[str]
    rows: Callable[[Story, _T], Iterable[Row]]

    def entry(self, story: Story, item: _T) -> dict[str, Any]:
        """The item in JSON, with its story and who published what it rests on."""
        return {
            "story": story.id,
            "story_title": story.title,
            **self.plain(item),
            "sources": _sources(story, self.pointers(item)),
        }


def claims_list(*, status: str | None = None, about: str | None = None, unheard: bool = False) -> StoryList[Claim]:
    """Claims: of a ``status``, ``about`` somebody of this name, or on which nobody whom they are about was heard."""

    def wanted(claim: Claim) -> bool:
        return (
            (not status or claim.status == status)
            and (not about or any(_names(about, name) for name in claim.about))
            and (not unheard or (claim.answered_by_subject == "not_heard" and bool(claim.about)))
        )

    return StoryList(
        "claims",
        of=lambda story: filter(wanted, story.claims),
        plain=as_json,
        pointers=lambda claim: claim.pointers,
        columns=CLAIMS,
        rows=lambda story, claim: [of_claim(story, claim)],
    )


def demands_list() -> StoryList[Demand]:
    """Demands, each with the responses to it."""
    return StoryList(
        "demands",
        of=lambda story: story.demands,
        plain=as_json,
        pointers=lambda demand: demand.pointers,
        columns=DEMANDS,
        rows=of_demand,
    )


def shifts_list() -> StoryList[tuple[Position, Shift]]:
    """Changes of position, each with the position that it is of."""
    return StoryList(
        "shifts",
        of=lambda story: ((position, shift) for position in story.positions for shift in position.shifts),
        plain=_shift,
        pointers=lambda item: [p for end in (item[1].from_, item[1].to) for p in item[0].points[end].pointers],
        columns=SHIFTS,
        rows=lambda story, item: [of_shift(story, *item)],
    )


def _shift(item: tuple[Position, Shift]) -> dict[str, Any]:
    position, shift = item
    return {
        "actor": position.actor,
        "toward": position.toward,
        **as_json(shift),
        "before": as_json(position.points[shift.from_]),
        "after": as_json(position.points[shift.to]),
    }


def _sources(story: Story, pointers: Sequence[Pointer]) -> list[dict[str, Any]]:
    """The articles that ``pointers`` lead to: who published each, and when."""
    articles = {article.id: article for article in story.articles}
    led = [articles[one] for one in dict.fromkeys(pointer.article for pointer in pointers) if one in articles]
    return [
        {"id": one.id, "title": one.title, "outlet": one.outlet, "published": as_json(one.published)} for one in led
    ]


def _names(asked: str, name: str) -> bool:
    """Whether every word asked for is one of the name's."""
    return set(asked.casefold().split()) <= set(name.casefold().split())
