"""The claims of a story on its page: on whose say-so each rests, what speaks against it, and who has not been heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord import Claim, Pointer
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.page.told import Told, say_so

ORDER: Final = ("disputed", "single_source", "corroborated", "own_voice")
"""The order of the page: what is least sure first."""
MEANS: Final = {
    "disputed": "someone denies it, or accounts conflict",
    "single_source": "every report goes back to one speaker",
    "corroborated": "two or more independent voices",
    "own_voice": "only outlets say it, with no source named",
}
"""What each status says, in words."""
MOST_AGAINST: Final = 3
"""Words against a claim that are shown; the rest are counted."""


def claims(told: Told, ink: Ink, shown: Sequence[Claim]) -> Iterator[str]:
    """The section: ``shown`` of the story's claims by status, the least sure first, in the story's order."""
    if not shown:
        return
    yield ink.strong("Claims")
    for status in ORDER:
        its = [claim for claim in shown if claim.status == status]
        if its:
            for line in ink.prose(f"{status.replace('_', ' ')}: {MEANS[status]}", indent=2, hang=2):
                yield ink.strong(line)
        for claim in its[: told.most]:
            yield from _claim(claim, told, ink)
        yield from told.more(len(its), f"{status.replace('_', ' ')} claim", ink)


def _claim(claim: Claim, told: Told, ink: Ink) -> Iterator[str]:
    yield from told.words(claim.pointers, claim.text, ink, indent=4)
    parts = [whose(claim), f"about {', '.join(claim.about)}" if claim.about else None]
    parts.append(day(claim.date) if claim.date else None)
    yield from ink.prose(safe(" · ".join(filter(None, parts))), indent=6, hang=2)
    if answer := answered(claim, told):
        yield from ink.prose(safe(answer), indent=6, hang=2)
    against = [pointer for pointer in claim.against if pointer not in claim.pointers]
    if len(against) < len(claim.against):
        yield from ink.prose("against it: these very words say that accounts differ", indent=6, hang=2)
    yield from _others("against it", against, told, ink)
    yield from _others("taken back", claim.withdrawn, told, ink)
    for article in claim.gone:
        number = told.number.get(article)
        where = f"article {number}" if number else article
        yield from ink.prose(safe(f"gone: {where} carried it, and its later version does not"), indent=6, hang=2)
    for line in ink.prose(safe(told.sources(claim.pointers)), indent=6, hang=2):
        yield ink.faint(line)


def whose(claim: Claim) -> str:
    """On whose say-so it rests."""
    if claim.denied_by and not claim.speakers and not claim.against:
        return "put forward by nobody in the articles read, and told only where it is denied"
    return say_so(claim.speakers, outlets=claim.outlets)


def answered(claim: Claim, told: Told) -> str | None:
    """What those whom the claim is about said of it; that none of their words were read is neither denial nor agreement."""
    whom = ", ".join(claim.about)
    match claim.answered_by_subject:
        case "denied":
            return f"denied by {', '.join(claim.denied_by) or whom}"
        case "confirmed":
            return f"{whom}: said so themselves" if whom and not set(claim.about) <= set(claim.speakers) else None
        case "declined":
            return f"{whom}: asked, and would not say" if whom else None
        case _:
            denied = f"spoken against by {', '.join(claim.denied_by)}; " if claim.denied_by else ""
            return f"{denied}{whom}: no word of theirs on it in {told.read()}" if whom else denied.rstrip("; ") or None


def _others(what: str, pointers: Sequence[Pointer], told: Told, ink: Ink) -> Iterator[str]:
    for pointer in pointers[:MOST_AGAINST]:
        yield from ink.prose(f"{what}:", indent=6)
        yield from told.words([pointer], "(words not at hand)", ink, indent=8)
        for line in ink.prose(safe(told.sources([pointer])), indent=8, hang=2):
            yield ink.faint(line)
    if len(pointers) > MOST_AGAINST:
        yield from ink.prose(f"{what}, too: {len(pointers) - MOST_AGAINST} more", indent=6)
