"""The events of a reading on the page: what happened, by whom, to whom, where, when, and on whose say-so."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import Event
from onrecord.faces.excerpt import passages
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import when
from onrecord.faces.numbered import UNCERTAIN, Numbered

_REACH = 60
"""Characters of the article shown on either side of the word that tells of an event: two lines with it, at 80 columns."""
_MOST = 3
"""Words shown in place of an event that is told again and again."""


def happened(numbered: Numbered, ink: Ink) -> Iterator[str]:
    """The section of the events, in the order of the article."""
    events = sorted(numbered.reading.events, key=lambda event: event.trigger.spans[0])
    if not events:
        return
    yield ink.strong("What happened")
    yield from ink.legend({"trigger": "the word that tells of it"})
    column = max(3, *(len(event.id) for event in events))
    for event in events:
        kind, indent = _kind(event), column + 2
        first, *others = ink.prose(safe(" · ".join([kind, *_circumstances(event, numbered)])), indent=indent)
        edge = indent + len(kind)
        yield f"{safe(event.id):>{column}}  {ink.strong(first[indent:edge])}{first[edge:]}"
        yield from others
        for passage in passages(numbered.text, {"trigger": event.trigger.spans[:_MOST]}, reach=_REACH):
            yield from ink.lines(passage, indent=indent)
        if len(event.trigger.spans) > _MOST:
            yield from ink.prose(f"and again in {len(event.trigger.spans) - _MOST} more places", indent=indent)


def _kind(event: Event) -> str:
    return event.type.lower() + (f", {event.mode.replace('-', ' ')}" if event.mode else "")


def _circumstances(event: Event, numbered: Numbered) -> Iterator[str]:
    if event.status != "actual":
        yield event.status
    if event.actors:
        yield f"by {numbered.who(event.actors)}"
    if event.recipients:
        yield f"to {numbered.who(event.recipients)}"
    if event.place:
        yield f"place: {numbered.who(event.place)}"
    if event.time:
        yield when(event.time)
    yield numbered.say_so(event.basis)
    if event.confidence < UNCERTAIN:
        yield f"uncertain: confidence {event.confidence:.2f}"
