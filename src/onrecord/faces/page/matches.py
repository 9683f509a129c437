"""``onrecord check`` set for the eye: a quotation beside the words of the record, the differences marked word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord import Match, Reading
from onrecord.faces.ink import Ink, Piece, safe
from onrecord.faces.page.hits import circumstances, in_place, whence

_AFTER = 13
"""Columns of what stands before the two lines of words."""


def matches(asked: str, found: Sequence[Match], readings: Mapping[str, Reading], ink: Ink) -> Iterator[str]:
    """What was asked, and each statement near it, the nearest first."""
    yield from ink.prose(safe(f"Asked: {' '.join(asked.split())}"), hang=7)
    if not found:
        yield from ink.prose(
            "No statement in the record is near these words. That is no proof that they were not said."
        )
        return
    yield from ink.lines([("Marked: ", None), ("words that differ", "trigger")])
    for match in found:
        yield ""
        yield from _match(match, readings, ink)


def _match(match: Match, readings: Mapping[str, Reading], ink: Ink) -> Iterator[str]:
    hit = match.hit
    same = "the same words" if match.exact else f"{match.score:.0%} of the words the same, in order"
    head = ink.prose(safe(" · ".join([hit.speaker or "(source not named)", same, *circumstances(hit)])), hang=2)
    yield ink.strong(head[0])
    yield from head[1:]
    if not match.exact:
        yield from _beside("asked", [(d.asked, d.same) for d in match.differences], ink)
        yield from _beside("on record", [(d.found, d.same) for d in match.differences], ink)
    yield from in_place(hit, readings, ink, indent=2)
    if not match.verbatim:
        yield from ink.prose("these are the article's words for what was said, not a quotation", indent=2, hang=2)
    yield from whence(hit, ink, indent=2)


def _beside(name: str, words: Sequence[tuple[str, bool]], ink: Ink) -> Iterator[str]:
    pieces: list[Piece] = []
    for text, same in words:
        if text.strip():
            pieces += [(safe(" ".join(text.split())), None if same else "trigger"), (" ", None)]
    first, *rest = list(ink.lines(pieces, indent=_AFTER)) or [""]
    yield f"  {name:<{_AFTER - 2}}{first[_AFTER:]}"
    yield from rest
