"""The stories of a record and the corrections made to it, listed for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord import Correction, Headline
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.page.told import count, days


def stories(found: Sequence[Headline], ink: Ink, *, left: int = 0) -> Iterator[str]:
    """Each story with its days, the number of its articles and its id; ``left`` are not shown."""
    if not found:
        yield from ink.prose("The record holds no story yet.")
        return
    for number, headline in enumerate(found):
        if number:
            yield ""
        for line in ink.prose(safe(headline.title)):
            yield ink.strong(line)
        articles = count(len(headline.articles), "article")
        yield from ink.packed([days(headline.first, headline.last), articles, safe(headline.id)], indent=2)
    if left:
        yield from ["", f"and {left} more"]


def corrections(
    found: Sequence[Correction], words: Sequence[str | None], standing: Sequence[bool], ink: Ink
) -> Iterator[str]:
    """Each correction with the words that it is of (None: not at hand), by whom and when; one that no longer holds says so."""
    if not found:
        yield from ink.prose("The record holds no correction.")
        return
    for number, (correction, said, stands) in enumerate(zip(found, words, standing, strict=True)):
        if number:
            yield ""
        head, *rest = ink.prose(safe(verdict(correction) + ("" if stands else " · no longer holds")), hang=2)
        yield ink.strong(head)
        yield from rest
        if said:
            yield from ink.prose(safe(f"“{said}”"), indent=2, hang=1)
        if correction.why:
            yield from ink.prose(safe(f"because: {correction.why}"), indent=2, hang=2)
        yield from ink.packed([safe(f"by {correction.by}"), day(correction.at), safe(correction.id)], indent=2)


def verdict(correction: Correction) -> str:
    what = f"{correction.verdict} {correction.row}"
    if correction.field:
        what += f": {correction.field} = {correction.value}"
    return what + (f" and {correction.other}" if correction.other else "")
