"""The figures of a story on its page: for each thing counted, what was said of it over time and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from onrecord import Story, StoryFigure
from onrecord.faces.counted import amount
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.numbered import brief
from onrecord.faces.page.told import Told, say_so


def figures(told: Told, ink: Ink) -> Iterator[str]:
    """The section: figures for the same thing under each other; one that differs from an earlier names it."""
    if not told.story.figures:
        return
    yield ink.strong("Figures")
    counted = things(told.story)
    for name, same in counted[: told.most]:
        if len(same) == 1:
            yield from ink.prose(safe(" · ".join([name, *_line(same[0], told)])), indent=2, hang=2)
            continue
        yield from ink.prose(safe(name), indent=2, hang=2)
        for figure in same:
            yield from ink.prose(safe(" · ".join(_line(figure, told))), indent=4, hang=2)
    yield from told.more(len(counted), "counted thing", ink)


def things(story: Story) -> list[tuple[str, list[StoryFigure]]]:
    """What is counted, by name, and the figures given for it; that with several first: it may have moved."""
    found = [(thing, list(its)) for thing, its in groupby(story.figures, key=lambda one: one.thing or one.of or "")]
    ordered = sorted(found, key=lambda item: len(item[1]) < 2)
    return [(brief(thing) or "what is counted is not said", its) for thing, its in ordered]


def revised(figure: StoryFigure, story: Story) -> str | None:
    """The amount that it differs from, which was given for the same thing before."""
    was = figure.revises
    return amount(story.figures[was]) if was is not None and 0 <= was < len(story.figures) else None


def of_whom(figure: StoryFigure) -> str | None:
    """What its unit says that the words for what is counted do not."""
    return figure.unit if figure.unit in ("people", "votes") and figure.unit not in (figure.of or "") else None


def _line(figure: StoryFigure, told: Told) -> Iterator[str]:
    was, unit = revised(figure, told.story), of_whom(figure)
    parts = (
        day(figure.date) if figure.date else None,
        amount(figure),
        was and f"was {was}",
        unit,
        say_so(figure.according_to),
        told.sources(figure.pointers),
    )
    yield from filter(None, parts)
