"""The demands of a story on its page, each with the responses that the articles have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord import Demand, Response
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.page.told import Told

STANCES: Final = {
    "accepts": "accepts",
    "refuses": "refuses",
    "partly": "accepts in part",
    "unclear": "answers, unclear which way",
}
"""What each stance is, in words."""


def demands(told: Told, ink: Ink, shown: Sequence[Demand]) -> Iterator[str]:
    """The section: who wants what of whom, and what came back, set further in."""
    if not shown:
        return
    yield ink.strong("Demands")
    # Those that somebody responded to first: the others are told by what is missing.
    for demand in sorted(shown, key=lambda demand: not demand.responses)[: told.most]:
        of = f" of {', '.join(demand.of)}" if demand.of else ""
        date = f" · {day(demand.date)}" if demand.date else ""
        head, *rest = ink.prose(safe(f"{demand.by}{of}{date}"), indent=2, hang=2)
        yield "  " + ink.strong(head[2:])
        yield from rest
        yield from told.words(demand.pointers, demand.text, ink, indent=4)
        for line in ink.prose(safe(told.sources(demand.pointers)), indent=4, hang=2):
            yield ink.faint(line)
        for response in demand.responses:
            yield from _response(response, told, ink)
        if not demand.responses:
            yield from ink.prose(f"no response to it in {told.read()}", indent=6)
    yield from told.more(len(shown), "demand", ink)


def _response(response: Response, told: Told, ink: Ink) -> Iterator[str]:
    parts = (
        f"{response.by} {STANCES[response.stance]}",
        whose(response),
        day(response.date) if response.date else None,
    )
    yield from ink.packed((safe(part) for part in parts if part), indent=6, hang=2)
    yield from told.words(response.pointers, response.text, ink, indent=8)
    for line in ink.prose(safe(told.sources(response.pointers)), indent=8, hang=2):
        yield ink.faint(line)


def whose(response: Response) -> str | None:
    """On whose say-so it rests; None where it is theirs who respond."""
    others = [name for name in response.according_to if name != response.by]
    if others:
        return f"as told by {', '.join(others)}"
    return None if response.according_to else "in the outlet's own voice"
