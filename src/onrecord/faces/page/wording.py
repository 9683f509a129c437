"""The wording of a story on its page: different words for the same thing, and who uses which."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import Term
from onrecord.faces.ink import Ink, safe
from onrecord.faces.numbered import brief
from onrecord.faces.page.told import Told

_KINDS = {
    "referent": "for the same people or thing",
    "event": "for the same deed",
    "quotation": "for the same utterance, between quotation marks: at most one of them is right",
}


def wording(told: Told, ink: Ink) -> Iterator[str]:
    """The section: each referent, and under it every term with its voice and source."""
    if not told.story.wording:
        return
    yield ink.strong("Wording")
    for one in told.story.wording[: told.most]:
        yield from ink.prose(safe(f"{_KINDS[one.kind]} ({brief(one.referent)})"), indent=2, hang=2)
        for term in one.terms:
            words = " ".join(term.text.split())
            shown = words if words[:1] in "“\"‘'" else f"“{words}”"
            yield from ink.prose(safe(f"{shown} · {_voice(term)} · {told.sources(term.pointers)}"), indent=4, hang=2)
    yield from told.more(len(told.story.wording), "referent", ink)


def _voice(term: Term) -> str:
    who = term.speaker or "a source not named"
    return {
        "outlet": "in the outlet's own voice",
        "quoted": f"quoted from {who}",
        "paraphrased": f"{who}, paraphrased",
    }[term.voice]
