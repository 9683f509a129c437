"""The wording of a story on its page: different words for the same thing, and who uses which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord import Term
from onrecord.faces.ink import Ink, safe
from onrecord.faces.numbered import brief
from onrecord.faces.page.told import Told

KINDS: Final = {
    "referent": "for the same people or thing",
    "event": "for the same deed",
    "quotation": "for the same utterance, between quotation marks: at most one of them is right",
}
"""What terms that stand together are for, in words."""


def wording(told: Told, ink: Ink) -> Iterator[str]:
    """The section: each referent, and under it every term with its voice and source."""
    if not told.story.wording:
        return
    yield ink.strong("Wording")
    for one in told.story.wording[: told.most]:
        yield from ink.prose(safe(f"{KINDS[one.kind]} ({brief(one.referent)})"), indent=2, hang=2)
        for term in one.terms:
            yield from ink.prose(
                safe(f"{marked(term)} · {voice(term)} · {told.sources(term.pointers)}"), indent=4, hang=2
            )
    yield from told.more(len(told.story.wording), "referent", ink)


def marked(term: Term) -> str:
    """The words of a term between quotation marks."""
    words = " ".join(term.text.split())
    return words if words[:1] in "“\"‘'" else f"“{words}”"


def voice(term: Term) -> str:
    """Whose words they are."""
    who = term.speaker or "a source not named"
    return {
        "outlet": "in the outlet's own voice",
        "quoted": f"quoted from {who}",
        "paraphrased": f"{who}, paraphrased",
    }[term.voice]
