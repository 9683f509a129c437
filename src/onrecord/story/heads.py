"""Who heads a body, and so speaks for it: by titles, and by the words round names. Rules: docs/explanation/identity.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from onrecord.story.people import Identity, People
from onrecord.story.sketch_words import fold
from onrecord.story.source import Mark, Source

_HEADING: Final = re.compile(
    r"\b(?:chief executive|CEO|chair(?:man|woman|person)?|(?:managing |executive )?director|president|general secretary|commissioner|"
    r"founder|owner|head|boss|chief|leader)\b",
    re.IGNORECASE,
)
"""Titles of those who speak for a body by leading it."""
_COMPANY: Final = re.compile(
    r"\b(?:chief executive|CEO|chair(?:man|woman|person)|(?:managing|executive) director)\b", re.IGNORECASE
)
"""Titles that only companies and the like give: whatever has one was no place."""
_ASSEMBLY: Final = re.compile(
    r"\b(?:senate|house|congress|parliament|council|assembly|committee|party|democrats?|republicans?|commons|lords)\b",
    re.IGNORECASE,
)
"""Bodies with several heads who do not speak for one another."""
_OFFICE: Final = (
    r"(?:(?:new|acting|interim|longtime|long-time|current|outgoing) )?"
    r"(?:group chief executive|chief executive(?: officer)?|CEO|chair(?:man|woman|person)?|(?:managing|executive) director|president|"
    r"general secretary|commissioner|head|boss|chief|leader)"
)
"""What stands beside a name and a body where somebody heads it; no "former" or "deputy", and no "security" chief."""
_HIS: Final = re.compile(rf"['’]s? {_OFFICE},? (?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? )?$", re.IGNORECASE)
"""Between a body and a name: "Northrail[’s chief executive, ]Ada Orr"."""
_OF: Final = re.compile(rf",? (?:the )?{_OFFICE}(?: and {_OFFICE}| and (?:co-)?founder)? (?:of|at) ", re.IGNORECASE)
"""Between a name and a body: "Ada Orr[, chief executive of ]Northrail"."""
_ITS: Final = re.compile(rf"['’]s? {_OFFICE}", re.IGNORECASE)
"""Behind a body, behind a name: "Ada Orr, the union[’s president], said"."""
_ITS_OWN: Final = re.compile(
    rf"\bits {_OFFICE}(?: and {_OFFICE}| and (?:co-)?founder)?,? (?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? )?$", re.IGNORECASE
)
"""Before a name: "Northrail closed the line, but [its chairwoman, ]Ada Orr, stayed"."""
_END: Final = re.compile(r"[,.;:)—–”\"]|\s+(?:said|says|told|and|who|on)\b|\s*$")
"""What may stand behind, so that nothing of the name or the office is left out."""
_THE: Final = re.compile(r"the (?P<noun>[a-z]+)", re.IGNORECASE)
_THE_BEFORE: Final = re.compile(r"\bthe (?P<noun>[a-z]+)$", re.IGNORECASE)
_NEAR: Final = 80
"""Characters beside a name that are looked at."""


def headed(people: People, sources: Sequence[Source]) -> dict[str, str]:
    """The bodies that persons are told to head, by keys: "Northrail chief executive Ada Orr", "Northrail's chief executive, Ada Orr",
    "Ada Orr, chief executive of Northrail". None for whoever is told to head two, and no assembly, which has several heads."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, body in (*_by_titles(people), *(pair for source in sources for pair in _by_words(source))):
        found[person].add(body)
    return {person: next(iter(bodies)) for person, bodies in found.items() if len(bodies) == 1}


def _by_titles(people: People) -> Iterator[tuple[str, str]]:
    bodies = [
        (f" {fold(name)} ", identity)
        for identity in people.persons.values()
        if _has_head(identity)
        for name in (identity.name, *identity.aliases)
    ]
    for identity in people.persons.values():
        if identity.type == "person":
            for title in identity.titles:
                for name, body in bodies if _HEADING.search(title) else ():
                    if name in f" {fold(title)} " and _fits(title, body):
                        yield identity.key, body.key


def _by_words(source: Source) -> Iterator[tuple[str, str]]:
    people, text = source.people, source.text
    for at, mark in enumerate(source.marks):
        if mark.form != "name" or mark.party.type != "person" or mark.party.key not in people.persons:
            continue
        beside = _beside(source, text, mark, source.marks[max(0, at - 2) : at + 3])
        for body in (*beside, *_its_own(source, mark)):
            known = people.persons.get(body)
            # A place is where a company sits: "chairman of Little Harwick, Ohio-based Northrail".
            if known and known.type == "organization" and _has_head(known):
                yield mark.party.key, body


def _beside(source: Source, text: str, mark: Mark, near: Iterable[Mark]) -> Iterator[str]:
    """The keys of the bodies right before or behind a name whose head the words between tell to be of that name."""
    ends = {one.span.end: one.party.key for one in near}
    starts = {one.span.start: (one.span.end, one.party.key) for one in near}
    low = max(0, mark.span.start - _NEAR)
    if his := _HIS.search(text[low : mark.span.start]):
        end = low + his.start()
        if body := ends.get(end) or _bare(source, _THE_BEFORE.search(text[low:end]), low):
            yield body
    of = _OF.match(text, mark.span.end)
    start = of.end() if of else mark.span.end + len(", ") if text.startswith(", ", mark.span.end) else None
    if start is None:
        return
    after = len("the ") if text[start : start + 4].lower() == "the " else 0
    bare = _THE.match(text, start)
    end, named = starts.get(start) or starts.get(start + after) or (bare.end() if bare else start, None)
    body = named or _bare(source, bare, 0)
    its = None if of else _ITS.match(text, end)
    if body and (of or its) and _END.match(text, its.end() if its else end):
        yield body


def _its_own(source: Source, mark: Mark) -> Iterator[str]:
    """The key of the body that "its" means in "its chairwoman, Ada Orr": the only one that the sentence has named so far, else the
    only one that the paragraph has. With a place between it may be the place that has a president."""
    text, start = source.text, mark.span.start
    low = max(0, start - _NEAR)
    its = _ITS_OWN.search(text[low:start])
    if its is None:
        return
    end = low + its.start()
    for begin in (source.sentence(end).start, max(0, text.rfind("\n", 0, end))):
        named = [one for one in source.mentions(begin, end) if one.form == "name"]
        bodies = {one.party.key for one in named if one.party.type == "organization"}
        if bodies:
            last = max(at for at, one in enumerate(named) if one.party.key in bodies)
            place = any(one.party.type in ("place", "group") for one in named[last:])
            if len(bodies) == 1 and (not place or _COMPANY.search(its[0])):
                yield bodies.pop()
            return


def _bare(source: Source, found: re.Match[str] | None, offset: int) -> str | None:
    """The body that "the union" means there."""
    return source.people.described(source.id, found[0], offset + found.start()) if found else None


def _has_head(identity: Identity) -> bool:
    return identity.type in ("organization", "place") and not _ASSEMBLY.search(identity.name)


def _fits(office: str, body: Identity) -> bool:
    """A place has no president that speaks for it, but what has a chief executive is none."""
    return bool(_COMPANY.search(office)) or body.type != "place"
