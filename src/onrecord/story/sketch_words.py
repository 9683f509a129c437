"""Words as threading compares them: folded, cut to a stem, and weighed by how rare they are in ordinary news."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_VOWELS: Final = frozenset("aeiouy")
_MIN_STEM: Final = 3  # letters left after an ending is cut; "king" and "bus" stay whole
TABLE: Final = "data/rarity.txt"


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case and without accents; a possessive's *s* is left out."""
    plain = fold(text).replace("’s ", " ").replace("'s ", " ")
    return [word.replace(",", "") if word[0].isdigit() else word for word in _WORD.findall(plain)]


def fold(text: str) -> str:
    """The text in lower case, its letters without accents."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()


@lru_cache(maxsize=1 << 16)  # the words of some hundred articles; a stem is asked for again and again
def stem(word: str) -> str:
    """A folded word without its ending: "charges", "charged" and "charging" are one. Numbers stay as they are.

    Cuts what English adds for number and tense and no more, so that "political" and "politician" stay two words.
    """
    if len(word) <= _MIN_STEM or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= _MIN_STEM and not _VOWELS.isdisjoint(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "lsz" else left
            break
    if word.endswith("y") and len(word) > _MIN_STEM and word[-2] not in _VOWELS:
        word = word[:-1] + "i"  # "carried" and "carry"
    return word[:-1] if word.endswith("e") and len(word) > _MIN_STEM else word


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    """Articles counted, and in how many of them each stem stands."""
    text = files("onrecord.story").joinpath(TABLE).read_text(encoding="ascii")
    total, counts = 0, dict[str, int]()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        number, *stems = line.split(" ")
        if number == "articles":
            total = int(stems[0])
        else:
            counts.update(dict.fromkeys(stems, int(number)))
    return total, counts


@lru_cache(maxsize=1 << 16)  # as above
def rarity(stem: str) -> float:
    """How rare a stem is, 0 (in every article) to 1 (in none): the logarithm of the share of articles that hold it.

    From a table that ships with the package and never changes with what is in the record, so that two articles are as
    alike whatever else was added. Stems that the table lacks are as rare as those it has once.
    """
    total, counts = _table()
    return math.log((total + 1) / (counts.get(stem, 1) + 1)) / math.log((total + 1) / 2)
