"""Names of people, taken apart so that two ways to write one can be told from two names.

What is compared is folded: capitals, diacritics, apostrophes, hyphens and dots do not tell names apart, nor does the form of
Unicode. A name in which characters of several scripts, invisible ones or marks of direction stand is never folded: it equals
only itself (UTS 39, "Unicode security mechanisms", names such mixtures as the way to pass one name off for another).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from onrecord.reader.names import is_particle
from onrecord.reader.people_words import HONORIFICS, gender_of_given, office

FORMS: Final = "are forms of one name"
"""How `fits` ends its reason where one given name is short for the other, or another spelling."""
_KNOWN: Final = 1 << 14
"""Names kept taken apart: those of some hundred articles. A record's names recur."""

_DROPPED: Final = frozenset("'’‘ʼ`´′.-‐‑‒–\u00b7")
"""Characters of a name that tell nobody apart: apostrophes, dots, hyphens."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Latin letters that have no decomposition in Unicode and the spelling English news gives them."""
_TOGETHER: Final = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "KATAKANA-HIRAGANA"))
_SUFFIXES: Final = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_INITIALS: Final = re.compile(r"(?:\w\.){2,}\w?|\w\.")
_CALLED: Final = re.compile(r"[“\"(‘]([^“”\"()‘’]+)[”\")’](?!\w)")
"""What somebody is called by, inside the name: Ada “Addie” Orr."""
_MARKS: Final = str.maketrans(dict.fromkeys(',()“”"', " "))
_GIVEN_TOO: Final = frozenset("dean earl duke major king prince guy bishop marshal star".split())
"""Offices that are given names as well. The reader leaves titles out of names, so that one in front is most likely a name."""
_GIVEN_PARTICLES: Final = frozenset(("Al", "Van", "Del"))


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name taken apart, each part folded.

    ``whole`` is all of it in one word: what two spellings of one name share. ``given`` is empty for a surname alone, one letter for
    an initial. ``middle`` are the words between, particles left out; ``tokens`` all words but the ``suffix``: "jr", "iii".
    ``block`` is what all names that may be one share: the surname, its last part where a hyphen joins two. ``odd``: see `is_odd`; then
    ``whole`` is the name as written and nothing else is known of it. ``nick``: what stands in quotation marks or brackets inside it.
    """

    whole: str
    given: str
    middle: tuple[str, ...]
    last: str
    suffix: str
    tokens: tuple[str, ...]
    block: str
    odd: bool = False
    nick: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        """Whether it has a given name that is more than an initial."""
        return len(self.given) > 1

    @property
    def detail(self) -> tuple[int, int, str]:
        """Sorts names by how much they tell, the fullest first."""
        return (-len(self.tokens) - bool(self.suffix), -len(self.whole), self.whole)


@lru_cache(maxsize=_KNOWN)
def parse(written: str) -> Name:
    """The parts of a person's name. Titles and honorifics in front are left out."""
    if is_odd(written):
        same = unicodedata.normalize("NFC", " ".join(written.split()))
        return Name(same, "", (), same, "", (same,), same, odd=True)
    nick = tuple(fold(found) for found in _CALLED.findall(written) if " " not in found)
    words = _CALLED.sub(" ", written).translate(_MARKS).split()
    shouted = written.isupper()
    suffix = ""
    while len(words) > 1 and fold(words[-1]) in _SUFFIXES:
        suffix = _SUFFIXES[fold(words.pop())]
    while len(words) > 1 and _addresses(words[0]):
        words = words[1:]
    if not words:
        words = [written]
    tokens: list[str] = []
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if not last and (_INITIALS.fullmatch(word) or (at == 0 and not shouted and _is_initials(word))):
            tokens += fold(word)
        elif "-" in word and is_particle(word.partition("-")[0].lower()):
            tokens += [fold(part) for part in word.split("-", 1)]
        else:
            tokens.append(fold(word))
    tokens = [token for token in tokens if token] or [written.casefold()]
    bare = len(tokens) == 1 or (is_particle(tokens[0]) and not (len(words) == 2 and words[0] in _GIVEN_PARTICLES))
    given = "" if bare else tokens[0]
    middle = () if bare else tuple(token for token in tokens[1:-1] if not is_particle(token))
    block = fold(words[-1].rpartition("-")[2]) or tokens[-1]
    return Name("".join(tokens), given, middle, tokens[-1], suffix, tuple(tokens), block, nick=nick)


def untitled(written: str) -> str:
    """A name as written, without titles and honorifics in front."""
    words = written.split()
    while len(words) > 1 and _addresses(words[0]):
        words = words[1:]
    return " ".join(words)


def _addresses(word: str) -> bool:
    low = word.lower()
    if low.rstrip(".") in HONORIFICS:
        return True
    return office(low) is not None and gender_of_given(low) is None and low not in _GIVEN_TOO


def _is_initials(word: str) -> bool:
    """Whether the first word is initials run together: "JR", "AJ"."""
    return 2 <= len(word) <= 3 and word.isalpha() and word.isupper()


@lru_cache(maxsize=_KNOWN)
def fold(written: str) -> str:
    """A word, or a name, as it is compared: no capitals, diacritics, apostrophes, hyphens or dots; white space as it is."""
    if not written.isascii():
        low = unicodedata.normalize("NFC", written).casefold().translate(_LETTERS)
        decomposed = unicodedata.normalize("NFD", low)
        # Only marks that stand above or below; what strikes a letter through makes another of it.
        low = "".join(c for c in decomposed if not ("\u0300" <= c <= "\u0333" or "\u0339" <= c <= "\u0345"))
        written = unicodedata.normalize("NFC", low)
    else:
        written = written.casefold()
    return "".join(c for c in written if c not in _DROPPED)


@lru_cache(maxsize=_KNOWN)
def is_odd(written: str) -> bool:
    """Whether a name holds what could pass it off for another: letters of several scripts, characters that are not seen, marks
    of direction, letters in another width or style. Never joined to a name that is not the same, character for character."""
    if written.isascii():
        return not written.isprintable() and not written.replace("\n", " ").replace("\t", " ").isprintable()
    scripts: set[str] = set()
    for char in unicodedata.normalize("NFC", written):
        if char in _DROPPED or char.isspace():
            continue
        category = unicodedata.category(char)
        if category[0] == "C" or category == "Me" or char in "\u034f\u2800":
            return True
        if category[0] == "M" and not "\u0300" <= char <= "\u036f":
            # Marks of scripts that need them go with their letters; on Latin ones they hide.
            scripts.add(unicodedata.name(char, "?").split()[0])
        elif category[0] == "L":
            if unicodedata.normalize("NFKC", char) != char:
                return True
            scripts.add(unicodedata.name(char, "?").split()[0])
    return len(scripts) > 1 and not scripts <= _TOGETHER


def fits(one: Name, other: Name) -> str | None:
    """Why two names with the same last word may be one person's: a reason in words, or None where they may not.

    Equal but for spelling; a nickname and what it is short for; a middle name or initials left out; the surname alone, with
    what particles it has. Neither suffix nor middle names may conflict.
    """
    if one.whole == other.whole and one.suffix == other.suffix:
        return "the same name"
    if one.odd or other.odd or one.last != other.last or (one.suffix and other.suffix and one.suffix != other.suffix):
        return None
    fuller, shorter = (one, other) if len(one.tokens) >= len(other.tokens) else (other, one)
    if not shorter.given:
        return "the surname alone" if fuller.tokens[-len(shorter.tokens) :] == shorter.tokens else None
    if not fuller.given:
        return None
    why = given_fits(one.given, other.given)
    if why is None and (one.given in other.nick or other.given in one.nick):
        return "a nickname that is given with the name"
    if why and all(_middle_fits(a, b) for a, b in zip(one.middle, other.middle, strict=False)):
        return why
    if len(shorter.tokens) > 1 and shorter.full and fuller.tokens[-len(shorter.tokens) :] == shorter.tokens:
        return "the end of the longer name"
    return None


def given_fits(one: str, other: str) -> str | None:
    """Why two given names may be one person's, or None."""
    if one == other:
        return "the same but for middle names"
    if 1 in (len(one), len(other)):
        return "an initial for the given name" if one[0] == other[0] else None
    if other in _short_for(one) or one in _short_for(other):
        return f"{one.capitalize()} and {other.capitalize()} {FORMS}"
    return None


def _middle_fits(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0]) or other in _short_for(one)


def _short_for(name: str) -> frozenset[str]:
    return _nicknames().get(name, frozenset())


def forms_of(given: str) -> frozenset[str]:
    """A given name and all it may stand for or be written as."""
    return _short_for(given) | {given}


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """For each name its formal and short forms. Two short forms of one name are no forms of each other."""
    known: dict[str, set[str]] = {}
    spellings: list[list[str]] = []
    text = files("onrecord.story").joinpath("data/nicknames.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        names = rest.split()
        if mark == "=":
            spellings.append(names)
        elif mark == "-" and names:
            known.setdefault(names[0], set()).update(names[1:])
            for name in names[1:]:
                known.setdefault(name, set()).add(names[0])
    for names in spellings:
        short = {form for name in names for form in known.get(name, ()) if form not in names}
        for name in names:
            known.setdefault(name, set()).update(names, short)
        for form in short:
            known[form].update(names)
    return {name: frozenset(others - {name}) for name, others in known.items()}
