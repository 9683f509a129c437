"""Who speaks, acts or is acted on in a story: named or only described."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from onrecord.reader.people_words import office, offices
from onrecord.terms import EntityType

UNNAMED: Final = "(not named)"
"""Who says it where the article names nobody."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OF: Final = re.compile(
    r"^.*?\b(?:thousands|hundreds|dozens|scores|some|most|many|all|none|one|two|three|number|group|majority) of "
)
_TAIL: Final = re.compile(r"\s(?:of|in|on|at|from|for|with|who|that|which|to|by|over|under|against)\s|[,;(]")
_PEOPLE: Final = frozenset(
    "people men women man woman children residents families parents workers police troops forces authorities team crew staff crowd "
    "government council committee court board company department ministry union party group county city state office agency hospital "
    "school university college bank firm church museum club airline operator authority regime embassy prosecutors defence defense".split()
)


class Party(NamedTuple):
    """Somebody who speaks, acts or is acted on: a person, a body, a group, or mere words ("two officials").

    ``key`` is the same over all articles of the story for whoever is held to be one; ``named`` tells a name from a description,
    which may be anybody's.
    """

    key: str
    name: str
    type: EntityType | None
    named: bool


def is_somebody(party: Party) -> bool:
    """Whether it is a person, a body or a group, or words whose noun is one for people: "a guard", "thousands of federal agents"."""
    if party.type is not None:
        return party.type in ("person", "organization", "group") or (party.type == "place" and party.named)
    words = _WORD.findall(_TAIL.split(_OF.sub("", party.name.lower()))[0])
    return bool(words) and (words[-1] in _PEOPLE or (office(words[-1]) or offices(words[-1])) is not None)


def is_unnamed(party: Party) -> bool:
    """Whether nobody is named: such a source may be anybody, and corroborates nothing."""
    return party.name == UNNAMED or not party.named


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its capitals; the first way of writing stands."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())
