"""The timeline of a story on its page: what happened and what was said, by the day it happened on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.page.told import Told, say_so

if TYPE_CHECKING:
    from onrecord import Moment

_LINES: Final = 3
"""Lines of a page that the words of one moment take at most: a timeline is looked over, the rest is a row away."""


def timeline(told: Told, ink: Ink) -> Iterator[str]:
    """The section, in the order of the story's moments: a line for each day, and what happened or was said under it."""
    if not told.story.timeline:
        return
    yield ink.strong("Timeline")
    for date, moments in groupby(told.story.timeline, key=lambda moment: moment.date):
        for line in ink.prose(safe(day(date) if date else "date not known"), indent=2):
            yield ink.strong(line)
        for moment in moments:
            words = textwrap.shorten(safe(moment.text), _LINES * (ink.width - 6), placeholder=" …")
            yield from ink.prose(words, indent=4)
            for line in ink.prose(safe(" · ".join(_circumstances(moment, told))), indent=6):
                yield ink.faint(line)


def _circumstances(moment: Moment, told: Told) -> Iterator[str]:
    kind = moment.type.lower().replace("_", " ") if moment.type else None
    yield kind or ("statement" if moment.what == "statement" else "event")
    if moment.status != "actual":
        yield moment.status
    if moment.what == "event":
        if moment.who:
            yield ", ".join(moment.who)
        yield say_so(moment.according_to)
    else:
        yield ", ".join(moment.who) or "source not named"
        if others := [name for name in moment.according_to if name not in moment.who]:
            yield f"as told by {', '.join(others)}"
    if moment.date and moment.basis == "publication":
        yield "told that day, with no other date"
    yield told.sources(moment.pointers)
