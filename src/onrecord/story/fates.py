"""What became of people whom an article counts: killed, injured, missing, held, driven out. Such counts are revised most."""

from __future__ import annotations

import re
from typing import Final, Literal

from onrecord.terms import Span

Fate = Literal["killed", "injured", "missing", "held", "driven out"]

_WORDS: Final[dict[Fate, str]] = {
    "killed": r"kill(?:s|ed|ing)?|dead|(?<!-)deaths?(?! (?:sentence|penalty|row|threat|squad))|die[sd]?|dying|fatalit(?:y|ies)|"
    r"perish(?:ed)?|drown(?:ed)?|slain|(?:death )?toll",
    "injured": r"injur(?:ed?|es|ing|y|ies)|wound(?:ed|ing|s)?|hurt",
    "missing": r"missing|unaccounted for",
    "held": r"arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|in custody|jailed",
    "driven out": r"evacuat(?:ed?|ing)|displac(?:ed?|ing)|homeless",
}
_FATES: Final = [(fate, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for fate, words in _WORDS.items()]
_NEAR: Final = 40
"""Characters between a number and the word that tells the fate at most."""
_TOLL: Final = re.compile(
    r"\btoll\b[^.;]*?\b(?:to|at|of|was|is|reached|passed|hit|topped)\s+(?:at least |about |around |nearly |more than |over )?$",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(r"\b(?:and|while|but|with|as|when|after|before|since|by)\b|[,;:—–]")
"""What parts the fate of some from that of others, or from what others did."""
_MORE: Final = re.compile(r"\s*(?:more|other|others|additional|further|extra)\b", re.IGNORECASE)
_ANOTHER: Final = re.compile(r"\b(?:another|further|additional|extra)\s+$", re.IGNORECASE)
_PART: Final = re.compile(r"\s*(?:of (?:them|those|the|whom)\b|percent|per cent|%|-year)", re.IGNORECASE)
_EARLIER: Final = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:[Ll]ast|[Pp]revious) (?:year|month|decade)\b|\b(?:years|months|decades) (?:ago|earlier|before)\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December|(?:in|last) May)\b"
)


def fate_of(text: str, number: Span, sentence: Span, *, people: bool) -> Fate | None:
    """What became of those whom the ``number`` in a ``sentence`` of ``text`` counts: by the nearest word for a fate in its clause.

    None for a count that is to be added to another ("nine more"), or is a part of one. ``people``: whether the number is known to count
    people; if not, only a toll tells ("the toll rose to 23").
    """
    before, after = text[sentence.start : number.start], text[number.end : sentence.end]
    if _MORE.match(after) or _ANOTHER.search(before) or _PART.match(after):
        return None
    if _TOLL.search(before):
        return "killed"
    if not people:
        return None
    found: list[tuple[bool, int, Fate]] = []
    for fate, pattern in _FATES:
        for match in pattern.finditer(before) if fate != "missing" else ():  # "they are missing two players"
            between = before[match.end() :]
            found.append((bool(_BESIDE.search(between)), len(between), fate))
        for match in pattern.finditer(after):
            between = after[: match.start()]
            found.append((bool(_BESIDE.search(between)), len(between), fate))
    apart, distance, nearest = min(found, default=(True, _NEAR + 1, "killed"))
    return nearest if distance <= _NEAR and not apart else None


def other_times(text: str, sentence: Span) -> frozenset[str]:
    """The words of a sentence that may put what it tells into another time: "in 2019", "in September", "three years ago"."""
    return frozenset(found.group().lower() for found in _EARLIER.finditer(text, *sentence))
