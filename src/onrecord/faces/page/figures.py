"""The figures of a story on its page: for each thing counted, what was said of it over time and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from onrecord import StoryFigure
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
    things = [
        (thing, list(its)) for thing, its in groupby(told.story.figures, key=lambda one: one.thing or one.of or "")
    ]
    # What several figures are given for comes first: it may have moved.
    for thing, same in sorted(things, key=lambda item: len(item[1]) < 2)[: told.most]:
        name = brief(thing) or "what is counted is not said"
        if len(same) == 1:
            yield from ink.prose(safe(" · ".join([name, *_parts(same[0], told)])), indent=2, hang=2)
            continue
        yield from ink.prose(safe(name), indent=2, hang=2)
        for figure in same:
            yield from ink.prose(safe(" · ".join(_parts(figure, told))), indent=4, hang=2)
    yield from told.more(len(things), "counted thing", ink)


def _parts(figure: StoryFigure, told: Told) -> Iterator[str]:
    if figure.date:
        yield day(figure.date)
    yield amount(figure)
    if figure.revises is not None and 0 <= figure.revises < len(told.story.figures):
        yield f"was {amount(told.story.figures[figure.revises])}"
    if figure.unit in ("people", "votes") and figure.unit not in (figure.of or ""):
        yield figure.unit
    yield say_so(figure.according_to)
    yield told.sources(figure.pointers)
