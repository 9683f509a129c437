"""What somebody's titles tell against their being somebody else: walks of life, offices that one person holds, gender."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Final

from onrecord.reader.people_words import PARTIES, Gender, compound, gender_of_noun, office

_FORMER: Final = frozenset("former ex onetime one-time late then deposed ousted retired then-".split())
_ENDS: Final = frozenset("of for at from to in who with and , –".split())
_SEATS: Final = frozenset(
    """governor mayor senator representative sheriff president vice_president prime_minister secretary attorney_general
    judge justice chief_justice bishop archbishop cardinal pope king queen chancellor councilman councillor ambassador
    lieutenant_governor assemblyman alderman""".split()
)
"""Offices used as titles. Who is called by one today is not the one called by another, former holders aside."""
_LOCAL: Final = frozenset("mayor governor sheriff lieutenant_governor coroner".split())
"""Offices of one place: the mayor of one town is not the mayor of another. Not those of countries, whose names have too many forms."""
_SMALL: Final = frozenset(
    """The A An Of And For In At U.S US State City County Town Mr Mrs Deputy Vice Acting Then Interim Outgoing Incoming Longtime
    Embattled Popular Veteran Current Former New Late Local""".split()
)
"""Words with a capital, as at the start of a sentence, that are no place."""


@dataclass(frozen=True, slots=True)
class Role:
    """What one title says. ``noun``: the office, "vice_president" in one word; ``walks``: the walks of life it belongs to, none
    where it tells nothing; ``places``: names that narrow an office of one place, lower case."""

    noun: str
    walks: frozenset[str]
    former: bool
    gender: Gender | None
    places: frozenset[str]

    @property
    def seat(self) -> bool:
        """Whether it is an office that tells its holder from holders of others."""
        return self.noun in _SEATS and not self.former


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of somebody beside the name: what the roles say together, and the gender if an honorific or noun tells it."""

    walks: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    local: frozenset[tuple[str, frozenset[str]]] = frozenset()
    gender: Gender | None = None

    @property
    def blank(self) -> bool:
        """Whether it tells nothing that could speak against anybody."""
        return not (self.walks or self.seats or self.local or self.gender)


@lru_cache(maxsize=1 << 13)
def role(title: str) -> Role:
    """What a title, as written in an article, says: "former Minnesota Gov.", "mayor of Harwick", "who runs the ferry"."""
    words = title.replace(",", " , ").split()
    low = [word.lower().strip("“”\"'’‘") for word in words]
    end = next((at for at, word in enumerate(low) if word in _ENDS and at), len(low))
    head = max((at for at in range(end) if office(low[at])), default=end - 1)
    noun = compound(low[:head], office(low[head]) or low[head].rstrip("."), low[head]) if low else ""
    noun = "_".join(noun.split())
    plain = noun if noun in _walks() or "_" not in noun else noun.rpartition("_")[2]
    places = frozenset[str]()
    if noun in _LOCAL:
        places = frozenset(
            bare.lower()
            for at, word in enumerate(words)
            if at != head
            and (bare := word.strip(".,’'")).istitle()
            and bare not in _SMALL
            and bare.lower() not in PARTIES
        )
    former = any(word.rstrip(".") in _FORMER or word.startswith(("ex-", "then-")) for word in low[: head + 1])
    gender = gender_of_noun(low[head]) if low else None
    return Role(noun, _walks().get(plain, frozenset()), former, gender, places)


def standing(titles: tuple[str, ...], honorific: Gender | None = None, given: Gender | None = None) -> Standing:
    """What titles and an honorific's gender say together. Titles tell no gender that the honorific, the given name's (``given``) or
    another title contradicts: one that is read wrongly is likelier."""
    if not titles:
        return _PLAIN[honorific]
    return _standing(titles, honorific, given)


@lru_cache(maxsize=1 << 13)
def _standing(titles: tuple[str, ...], honorific: Gender | None, given: Gender | None) -> Standing:
    roles = [role(title) for title in titles]
    told = {one.gender for one in roles if one.gender}
    gender = honorific or (next(iter(told)) if len(told) == 1 and given in (None, *told) else None)
    return Standing(
        frozenset().union(*(one.walks for one in roles)),
        frozenset(one.noun for one in roles),
        frozenset(one.noun for one in roles if one.seat),
        frozenset((one.noun, one.places) for one in roles if one.places and not one.former),
        gender,
    )


_PLAIN: Final[dict[Gender | None, Standing]] = {None: Standing(), "m": Standing(gender="m"), "f": Standing(gender="f")}


def together(one: Standing, other: Standing) -> Standing:
    """What is known of somebody who is both."""
    if one.blank and not one.nouns:
        return other
    if (other.blank and not other.nouns) or one == other:
        return one
    return Standing(
        one.walks | other.walks,
        one.nouns | other.nouns,
        one.seats | other.seats,
        one.local | other.local,
        one.gender
        if one.gender == other.gender or other.gender is None
        else other.gender
        if one.gender is None
        else None,
    )


def clash(one: Standing, other: Standing) -> str | None:
    """What speaks against their being one whatever the context: the gender. None where nothing does."""
    return "a man and a woman" if one.gender and other.gender and one.gender != other.gender else None


def differ(one: Standing, other: Standing) -> str | None:
    """What makes it likely that they are two, unless what is told of them has something in common: other walks of life, or one
    office of two places."""
    if one.walks and other.walks and not one.walks & other.walks and not _any_near(one.walks, other.walks):
        return f"{_list(one.nouns)} and {_list(other.nouns)}"
    for noun in {noun for noun, _ in one.local} & {noun for noun, _ in other.local}:
        here, there = (frozenset(p for n, ps in these.local if n == noun for p in ps) for these in (one, other))
        if not here & there:
            return f"{_plain(noun)} of {_list(here)} and of {_list(there)}"
    return None


def bridges(one: Standing) -> bool:
    """Whether it is two things that few are both: "goalkeeper turned mayor"."""
    told = [walks for noun in one.nouns if (walks := _walks().get(noun))]
    return any(not a & b and not _any_near(a, b) for a, b in combinations(told, 2))


def _any_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return any((a, b) in _near() for a in one for b in other)


def other_seat(one: Standing, other: Standing) -> str | None:
    """What keeps a surname with a title from somebody with another: "Mayor Orr" is not Governor Ada Orr."""
    if one.seats and other.seats and not one.seats & other.seats:
        return f"{_list(one.seats)} and {_list(other.seats)}"
    return None


def _plain(noun: str) -> str:
    return noun.replace("_", " ")


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(_plain(word) for word in words))


@cache
def _walks() -> dict[str, frozenset[str]]:
    return {noun: frozenset(walks) for noun, walks in _read()[0].items()}


@cache
def _near() -> frozenset[tuple[str, str]]:
    return frozenset(_read()[1])


def _read() -> tuple[dict[str, set[str]], list[tuple[str, str]]]:
    walks: dict[str, set[str]] = {}
    near: list[tuple[str, str]] = []
    for line in files("onrecord.story").joinpath("data/walks.txt").read_text(encoding="utf-8").splitlines():
        first, *rest = line.split()
        if first == "near":
            near += [(rest[0], rest[1]), (rest[1], rest[0])]
        elif first != "#":
            for noun in rest:
                walks.setdefault(noun, set()).add(first)
    return walks, near
