"""The words of a quotation as they are compared, and what an editor did to it: words left out, words put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from onrecord.record.words import fold

MAX_INSERTION: Final = 8
"""Words of the speaker that an editor's ``[words]`` may stand for: "[the bridge]" for "that thing over there"."""

_LETTER = "[\\w\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]"  # and what has no width: soft hyphens, accents, joiners
_WORD = (
    rf"[$£€¥]?\d+(?:[.,:]\d+)*{_LETTER}*"  # $4.2bn, 1,000, 9:30
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|{_LETTER}+(?:['’‘]{_LETTER}+)*"  # don't
    r"|[%&]"
)
_WORDS = re.compile(_WORD)
_ASKED = re.compile(
    r"(?P<sic>\[\s*sic\.?\s*\])"
    r"|(?P<gap>[\[(]?\s?(?:…|\.{3,}|\.(?:[ \u00a0]\.){2,})+\s?[\])]?)"
    rf"|(?P<letter>\[{_LETTER}{{1,2}}\](?={_LETTER}){_LETTER}+(?:['’‘]{_LETTER}+)*)"  # [W]e: a letter made large or small
    r"|(?P<insertion>\[[^\[\]]{1,120}\])"
    rf"|(?P<word>{_WORD})"
)
_SIGNS = {"%": "percent", "&": "and"}

_COMMON = frozenset(
    "a an the and or but if so as at by for from in into of off on onto out over to up with about after before than then that this "
    "these those there here it its he him his she her hers they them their theirs we us our ours you your yours i me my mine who whom "
    "whose which what when where why how is am are was were be been being do does did done has have had having will would shall should "
    "can could may might im ive id ill its thats theres theyre weve were youre hes shes just very really well also too all any some "
    "such own other more most much many said say says".split()
)
"""Words that any two sentences may share. "Not", "never", "no", "must" and "only" are none: they turn a sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``key`` is how it is compared, ``start, end`` where it stands, in characters.

    In a quotation, a *gap* (an ellipsis) stands for any words, an *insertion* (``[words]``) for a few; neither has a key.
    """

    key: str
    start: int
    end: int
    kind: Literal["word", "gap", "insertion"] = "word"


def words_of(text: str) -> list[Word]:
    """The words of a text. Capitals, accents, ligatures, apostrophes and all punctuation between words count for nothing."""
    return [Word(key, *found.span()) for found in _WORDS.finditer(text) if (key := _key(found[0]))]


def asked_words(quote: str) -> list[Word]:
    """The words of a quotation that somebody asks after, with its gaps and insertions, but for gaps at its ends."""
    words: list[Word] = []
    for found in _ASKED.finditer(quote):
        if found["gap"]:
            if words and words[-1].kind != "gap":
                words.append(Word("", *found.span(), "gap"))
        elif found["insertion"]:
            words.append(Word("", *found.span(), "insertion"))
        elif not found["sic"] and (key := _key(found[0])):
            words.append(Word(key, *found.span()))
    while words and words[-1].kind == "gap":
        words.pop()
    return words


def is_content(key: str) -> bool:
    """Whether a word says something of its own, so that two sentences with it in common have more than grammar in common."""
    return key not in _COMMON


@lru_cache(maxsize=1 << 14)  # the words of some hundred quotations, each of which is compared with many
def _key(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    if word[-1].isdigit() or any(c.isdigit() for c in word[:2]):
        return word.replace(",", "").casefold()  # "4.2" is not "42"
    return "".join(fold(word))
