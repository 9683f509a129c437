"""Which body a bare noun means in an article: "the company", "the union", "the ministry". Docs: docs/explanation/identity.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from onrecord.reader.people_words import BODIES
from onrecord.story.names import fold
from onrecord.story.people_joined import Row
from onrecord.terms import Entity, Mention, Reading

_IN_NAMES: Final = frozenset(
    """administration association authority board cabinet church coalition college commission committee council county court
    department district foundation hospital institute ministry panel parliament school senate tribunal union university""".split()
)
"""Nouns that are part of the names of such bodies: whatever is called the union has a name that says so. Not so "agency" (an FBI is
one), "paper" or "group"; and "the city", "the party", "the campaign" or "the government" may be no body of the article."""
_COMPANY: Final = frozenset({"company", "firm", "corporation"})
"""Nouns that are seldom part of the name: they mean what some article tells to be a company."""
_SHORT: Final = frozenset({"administration"})
"""Nouns with which only a name of two words is meant: "the administration" is Orr's and not that of the highways."""
_BARE: Final = re.compile(r"^the (?P<noun>[a-z]+)(?:['’]s?)?$", re.IGNORECASE)
_ALONE: Final = re.compile(r"^(?P<noun>[a-z]+)$", re.IGNORECASE)
_ONE_OF_MANY: Final = re.compile(r"^(?:an?|another|one|some|any|each|every|other|no|which)\b", re.IGNORECASE)
_OWNS: Final = re.compile(
    r"['’]s? (?:\w+ ){0,2}(?:chief executive|CEO|shareholders?|shares|profits?|customers)\b"
    r"|(?: group)? (?:chief executive|CEO)\b"
    r"|,? (?:inc|corp|ltd|llc|plc|gmbh)\b"
    r"|, (?:an?|the) (?:[\w-]+ ){0,3}(?:company|firm|manufacturer|maker|operator|airline|retailer|developer|contractor)\b",
    re.IGNORECASE,
)
"""Words behind a name that only companies have there."""
_IS: Final = re.compile(
    r"\b(?:company|firm|manufacturer|maker|operator|airline|retailer|developer|contractor|owner|employer),? $"
    r"|\b(?:chief executive|CEO) of (?:the )?$",
    re.IGNORECASE,
)
"""The same before it."""
_LEGAL: Final = frozenset("inc corp ltd llc plc gmbh company corporation".split())
"""Last words of a company's name."""
_PRESS: Final = frozenset(
    """times post journal news herald tribune gazette chronicle press radio courier globe guardian mail observer telegraph ledger
    daily tv television magazine examiner dispatch inquirer bulletin sentinel register enquirer today bbc cnn nbc cbs npr ap reuters
    afp""".split()
)
"""Last words of the names of newspapers and broadcasters: they are named because they report."""
_BEFORE: Final = 40
"""Characters before a name that are looked at."""
_BODILY: Final = ("organization", "group", "place")


class Meant(NamedTuple):
    """The body that a noun means in an article where it stands behind ``start``, the first place that tells of it, and before ``end``,
    where another comes up that it may mean; None where none does."""

    row: Row
    start: int
    end: int | None

    def holds(self, at: int, *, in_title: bool) -> bool:
        """Whether the noun means it at this place. A headline speaks of what the article tells below."""
        if in_title:
            return self.end is None
        return self.start < at and (self.end is None or at < self.end)


Described = Mapping[tuple[str, str], Meant]
"""By article and noun."""


def described(readings: Sequence[Reading], root: Callable[[Row], Row]) -> Described:
    """For each article and bare noun the body that it means: the only one there whose name ends so, or begins "Ministry of"; for
    "company" and the like the only one that an article of the story tells to be one, up to where another body comes up that may be
    one too. ``root``: who is one so far.
    """
    companies = {root((reading.article.id, one.id)) for reading in readings for one in _companies(reading)}
    found: dict[tuple[str, str], Meant] = {}
    for reading in readings:
        article = reading.article.id
        first: dict[Row, int] = {}
        meant: defaultdict[str, set[Row]] = defaultdict(set)
        rivals: dict[Row, int] = {}
        for entity in reading.entities:
            if not entity.mentions:
                continue  # a correction named it: no word of the article does
            row = root((article, entity.id))
            start = entity.mentions[0].span.start
            first[row] = min(start, first.get(row, start))
            nouns = set(_nouns(entity))
            for noun in nouns:
                meant[noun].add(row)
            if row in companies:
                meant["company"].add(row)
            elif _may_be_company(reading, entity, nouns):
                rivals[row] = first[row]
        for noun in _COMPANY:
            meant[noun] = meant[noun] | meant["company"]
        for noun, these in meant.items():
            if len(these) == 1:
                (row,) = these
                others = [at for other, at in rivals.items() if other != row] if noun in _COMPANY else []
                found[article, noun] = Meant(row, first[row], min(others, default=None))
    return found


def noun_of(words: str, *, in_title: bool = False) -> str | None:
    """The noun where ``words`` are nothing but "the" and a noun for a body, in a headline that alone too; None for all else."""
    bare = _BARE.match(words) or (_ALONE.match(words) if in_title else None)
    noun = fold(bare["noun"]) if bare else ""
    return noun if noun in _IN_NAMES or noun in _COMPANY else None


def bare(reading: Reading, found: Described) -> Iterator[tuple[Row, str, Row]]:
    """The entities of an article that have no name but such a noun, the noun, and the body that it means."""
    end = title_end(reading)
    for entity in reading.entities:
        if entity.type not in ("organization", "group"):
            continue
        told = [m for m in entity.mentions if m.form != "pronoun"]
        nouns = {_noun_at(m, end) for m in told}
        if len(nouns) != 1 or not (noun := nouns.pop()):
            continue
        meant = found.get((reading.article.id, noun))
        if meant and all(meant.holds(m.span.start, in_title=m.span.start < end) for m in told):
            yield (reading.article.id, entity.id), noun, meant.row


def title_end(reading: Reading) -> int:
    """Where the title line ends; 0 where the text has none."""
    title = reading.article.title
    return len(title) if title and reading.article.text.startswith(title) else 0


def _noun_at(mention: Mention, end: int) -> str | None:
    in_title = mention.span.start < end
    return noun_of(mention.text, in_title=in_title) if in_title or mention.form == "nominal" else None


def _nouns(entity: Entity) -> Iterator[str]:
    """The nouns for bodies that a body's name in several words ends in or begins with."""
    if entity.type not in _BODILY:
        return
    for name in {entity.name, *(m.text for m in entity.mentions if m.form == "name")}:
        words = [word for word in map(fold, name.split()) if word != "the"]
        if len(words) < 2 or _ONE_OF_MANY.match(name):
            continue
        if words[-1] in _IN_NAMES | _COMPANY and (words[-1] not in _SHORT or len(words) == 2):
            yield words[-1]
        if words[0] in _IN_NAMES and words[1] in ("of", "for"):
            yield words[0]


def _may_be_company(reading: Reading, entity: Entity, nouns: Iterable[str]) -> bool:
    """Whether a body may be what another calls "the company": one with a name that does not say what it is, newspapers aside."""
    named = [m.text for m in entity.mentions if m.form == "name"]
    if entity.type != "organization" or not named or any(noun in _IN_NAMES for noun in nouns):
        return False
    words = {fold(name.split()[-1]) for name in (entity.name, *named)}
    return not words & (_PRESS | BODIES - _LEGAL - {"group", "bank"}) and entity.name != reading.article.outlet


def _companies(reading: Reading) -> Iterator[Entity]:
    """The bodies that an article tells to be companies."""
    text = reading.article.text
    for entity in reading.entities:
        named = [m for m in entity.mentions if m.form == "name"]
        words = {fold(m.text.split()[-1]) for m in named}
        if entity.type != "organization" or words & (BODIES - _LEGAL - {"group", "bank"}):
            continue  # a council has a chief executive too
        if words & _LEGAL or any(
            _OWNS.match(text, m.span.end) or _IS.search(text[max(0, m.span.start - _BEFORE) : m.span.start])
            for m in named
        ):
            yield entity
