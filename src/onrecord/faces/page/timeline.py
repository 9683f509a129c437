"""The timeline of a story on its page: what happened and what was said, by the day it happened on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from onrecord import Moment
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day, stretch
from onrecord.faces.page.told import Told, say_so

_LINES: Final = 3
"""Lines of a page that the words of one moment take at most: a timeline is looked over, the rest is a row away."""


def timeline(told: Told, ink: Ink) -> Iterator[str]:
    """The section, in the order of the story's moments: a line for each day, and what happened or was said under it.

    Where not all are shown it is the last ones.
    """
    if not told.story.timeline:
        return
    yield ink.strong("Timeline")
    yield from told.more(len(told.story.timeline), "earlier moment", ink)
    for date, moments in groupby(told.story.timeline[-(told.most or 0) :], key=day_of):
        for line in ink.prose(safe(date), indent=2):
            yield ink.strong(line)
        # Several things may be told in one sentence: its words stand once.
        for text, same in groupby(moments, key=lambda moment: moment.text):
            yield from ink.prose(textwrap.shorten(safe(text), _LINES * (ink.width - 6), placeholder=" …"), indent=4)
            for moment in same:
                for line in ink.prose(
                    safe(" · ".join([*circumstances(moment), told.sources(moment.pointers)])), indent=6, hang=2
                ):
                    yield ink.faint(line)


def day_of(moment: Moment) -> str:
    """When it was, no more exactly than is known."""
    if moment.date is None:
        return "date not known"
    if moment.end:
        return stretch(moment.date, moment.end)
    return day(moment.date[: {"year": 4, "month": 7}.get(moment.precision)])


def circumstances(moment: Moment) -> Iterator[str]:
    """What it was, who did or said it, on whose say-so, and how its day is known."""
    kind = moment.type.lower().replace("_", " ") if moment.type else None
    yield kind or ("statement" if moment.what == "statement" else "event")
    if moment.status != "actual":
        yield moment.status
    if moment.what == "event":
        if moment.who:
            yield ", ".join(moment.who)
        yield say_so(moment.according_to)
    else:
        speaker, *to = moment.who or ("source not named",)
        yield f"{speaker} to {', '.join(to)}" if to else speaker
        if others := [name for name in moment.according_to if name not in moment.who]:
            yield f"as told by {', '.join(others)}"
    if moment.date and moment.basis == "publication":
        yield "by the day of the report"
