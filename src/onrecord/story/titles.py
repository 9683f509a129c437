"""The title of a story: the clearest headline of its articles, as printed, without the labels in front of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from onrecord.story.sketch_words import rarity, stem, words

_LABEL: Final = re.compile(
    r"^(?:(?:JUST IN|BREAKING(?: NEWS)?|EXCLUSIVE|UPDATE(?:D|\s*\d+)?|WATCH|VIDEO|LIVE(?: UPDATES)?|"
    r"OPINION|ANALYSIS|Opinion|Analysis|Exclusive|Breaking|Watch|Live|Updated?|REPORT|Report)\s*[:|—–-]\s*)+"
)
_ADDRESS: Final = re.compile(r"\S*(?:://|www\.)\S*|\S+\.\S+/\S*")
_FEWEST, _MOST = 5, 16
"""Words of a headline that tells what happened: fewer are a label ("Latest news"), more are a sentence of the text."""
_LEAD_WORDS: Final = 16


def clearest(titles: Sequence[str], *, lead: str) -> str:
    """The title among ``titles``, in order of publication, that most of the others speak of too; ``lead``, cut, where there is none.

    A question, a lone label or a scrap is taken only where nothing else is there.
    """
    cleaned = [clean for title in titles if (clean := _LABEL.sub("", title).strip()) and not _ADDRESS.fullmatch(clean)]
    if not cleaned:
        found = lead.split()
        return " ".join(found[:_LEAD_WORDS]) + (" …" if len(found) > _LEAD_WORDS else "")
    stems = [frozenset(stem(word) for word in words(title)) for title in cleaned]
    held = Counter(word for each in stems for word in each)

    def clarity(i: int) -> tuple[bool, bool, float, int]:
        count = len(cleaned[i].split())
        shared = math.fsum(rarity(word) * (held[word] - 1) for word in stems[i]) / max(1, len(stems[i]))
        return not cleaned[i].endswith("?"), _FEWEST <= count <= _MOST, shared, -i

    return cleaned[max(range(len(cleaned)), key=clarity)]
