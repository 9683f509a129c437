"""Names of bodies and places as they are compared, and whom an office or a spokesman speaks for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.reader.names import INSTITUTIONS
from onrecord.reader.people_words import BODIES
from onrecord.story.names import fold, is_odd

_LEGAL: Final = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag sa nv bv pty spa ab asa oyj kk".split()
)
"""What a company's name may end in or not."""
_SAME: Final = {
    "us": "unitedstates", "usa": "unitedstates", "unitedstatesofamerica": "unitedstates", "uk": "unitedkingdom",
    "eu": "europeanunion", "un": "unitednations", "uae": "unitedarabemirates", "prc": "china", "dprk": "northkorea",
}  # fmt: skip
"""Countries and leagues that news calls by letters without ever spelling them out."""
_LASTING: Final = frozenset("democrats republicans tories libertarians conservatives liberals greens".split())
"""Groups that are the same from one article to the next; "officials", "critics", "neighbours" are not."""
_DIRECTIONS: Final = frozenset(
    """north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central downtown greater upper lower inner outer suburban rural""".split()
)
_KINDS: Final = frozenset(
    """police force guard guards navy times post news press journal herald tribune union unions city county center centre
    international national games fund trust society federation alliance front movement forces services command division
    labs house hall school schools airport street park holdings industries group systems report weekly daily today
    republic state states america africa europe asia england britain ireland scotland wales""".split()
)
_NOT_TOWNS: Final = frozenset(
    ("washington", "newyork", "georgia", "mexico", "luxembourg", "panama", "kuwait", "singapore")
)
_SPEAKER: Final = (
    r"(?:press |media |news )?(?:office|spokes(?:man|woman|person|people)|press secretary|campaign|lawyers?|attorneys?|"
    r"solicitors?|counsel|legal team|publicist|representatives?|rep|press officer|communications director)"
)
_OWNED: Final = re.compile(rf"^(?P<of>.+?)(?:['’]s|s['’])\s+(?:[\w-]+ ){{0,2}}?(?P<by>{_SPEAKER})\b", re.IGNORECASE)
_PRONOUN: Final = re.compile(rf"^(?P<of>his|her|its|their)\s+(?:[\w-]+ ){{0,2}}?(?P<by>{_SPEAKER})\b", re.IGNORECASE)
_FOR: Final = re.compile(
    rf"^(?:[\w-]+ ){{0,3}}?(?P<by>{_SPEAKER})\s+(?:for|of|to|at|with)\s+(?P<of>.+)$", re.IGNORECASE
)
_BEFORE: Final = re.compile(
    r"^(?P<of>.+?)\s+(?P<by>spokes(?:man|woman|person|people)|press secretary|press officer|press office|"
    r"communications director)$",
    re.IGNORECASE,
)


class Voice(NamedTuple):
    """Who speaks for whom: ``by`` is the noun, lower case ("office", "spokeswoman"); the words ``start`` to ``end`` of the phrase
    name whom."""

    by: str
    start: int
    end: int


@lru_cache(maxsize=1 << 14)
def body_key(written: str) -> str:
    """What two spellings of one name of a body or place share: no article in front, no legal form behind, dots and "&" no matter."""
    if is_odd(written):
        return unicodedata.normalize("NFC", " ".join(written.split()))
    tokens = [fold(word) for word in written.replace("&", " and ").replace(",", " ").split()]
    tokens = [token for token in tokens if token]
    if len(tokens) > 1 and tokens[0] == "the":
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1] in _LEGAL:
        tokens = tokens[:-1]
    if len(tokens) > 2 and tokens[0] == "us":
        tokens = tokens[1:]
    whole = "".join(tokens)
    return _SAME.get(whole, whole) if len(tokens) > 1 or written.replace(".", "").isupper() else whole


@lru_cache(maxsize=1 << 13)
def group_key(written: str) -> str:
    """The same for a people or party: one and many do not matter."""
    return body_key(written).removesuffix("s")


def ends_of(written: str) -> tuple[str, ...]:
    """What a body's name may be cut to: "Harwick Dockers" is "Dockers" for short. Not where the end is a kind of body, such as
    "Council", "Police" or "Times", of which there are many, nor in the middle of "Board of Trade"."""
    words = [word for word in written.split() if fold(word) not in _LEGAL]
    if len(words) < 2 or not words[-1][:1].isupper() or _is_kind(words[-1]):
        return ()
    starts = [at for at in range(1, len(words)) if words[at][:1].isupper() and not words[at - 1].islower()]
    return tuple(body_key(" ".join(words[at:])) for at in starts if not _is_kind(words[at]))


def is_country(key: str) -> bool:
    """Whether it is the key of one that news calls by letters in any article: they need not be given for it."""
    return key in _SAME.values()


def _is_kind(word: str) -> bool:
    low = fold(word)
    return low in BODIES or low in _KINDS or low in INSTITUTIONS or is_acronym(word)


def town_of(written: str) -> tuple[str, str] | None:
    """For "Harwick, Ohio" the keys of both parts; None for a name without a comma, or a town that has the name of a state or
    country of its own."""
    town, comma, around = written.partition(",")
    if not comma or not around.strip() or body_key(town) in _NOT_TOWNS:
        return None
    return body_key(town), body_key(around)


def is_acronym(written: str) -> bool:
    """Whether the name is letters: "ICE", "F.B.I."."""
    bare = written.replace(".", "")
    return 2 <= len(bare) <= 7 and bare.isalpha() and bare.isupper()


def is_lasting(written: str) -> bool:
    """Whether a group's words mean the same people in every article: "House Democrats", and not "Minnesota officials"."""
    words = fold(written).split()
    return bool(words) and words[-1] in _LASTING


def part_of(written: str) -> str | None:
    """The key of the place that another is a part of by its name: "south Harwick" lies in Harwick, if nothing says otherwise."""
    words = written.split()
    at = 0
    # "South Africa" is no part of a place: only small letters tell a part.
    while at < len(words) - 1 and words[at].lower() in _DIRECTIONS and words[at].islower():
        at += 1
    return body_key(" ".join(words[at:])) if at else None


@lru_cache(maxsize=1 << 13)
def voice(phrase: str) -> Voice | None:
    """Whom a phrase like "Orr’s office", "a spokesman for the county" or "Harwick police spokeswoman" speaks for; None for another."""
    for pattern in (_PRONOUN, _OWNED, _FOR, _BEFORE):
        found = pattern.match(phrase)
        if found:
            return Voice(found["by"].lower(), *found.span("of"))
    return None
