"""``onrecord who`` set for the eye: all that the record holds of somebody, by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from onrecord import Deed, Dossier, Reading
from onrecord.faces.ink import Ink, safe
from onrecord.faces.page.hits import one
from onrecord.faces.page.told import count

HOW: Final = {
    "said": "said",
    "did": "did",
    "was_asked": "was asked",
    "was_said_to_have_said": "was said to have said",
    "had_done_to_them": "done to them",
}
"""What a line tells, in words."""


def dossier(found: Dossier, readings: Mapping[str, Reading], ink: Ink, *, most: int | None) -> Iterator[str]:
    """One person, body or place: who that is, why several names are held to be one, and ``most`` deeds of theirs."""
    for line in ink.prose(safe(found.name)):
        yield ink.strong(line)
    for parts in (found.titles, tuple(f"also {name}" for name in found.aliases[:1]) + found.aliases[1:]):
        if parts:
            yield from ink.prose(safe("; ".join(parts)), hang=2)
    yield from ink.prose(f"{found.type} · {count(len(found.articles), 'article')} · {_counts(found)}", hang=2)
    for line in found.evidence:
        yield from ink.prose(safe(f"one because: {line}"), indent=2, hang=2)
    for deed in found.deeds[:most]:
        yield ""
        yield from _deed(deed, found.name, readings, ink)
    if most is not None and len(found.deeds) > most:
        yield ""
        yield from ink.prose(f"and {len(found.deeds) - most} more")


def _deed(deed: Deed, name: str, readings: Mapping[str, Reading], ink: Ink) -> Iterator[str]:
    how = HOW[deed.how]
    by = deed.hit.speaker if deed.how == "was_asked" else None
    yield from one(deed.hit, readings, ink, first=f"{how} by {by}" if by else how, indent=2, of=name)


def _counts(found: Dossier) -> str:
    told = [f"{sum(deed.how == how for deed in found.deeds)} {words}" for how, words in HOW.items()]
    return ", ".join(one for one in told if not one.startswith("0 ")) or "nothing said or done"
