"""Whether somebody said it: a quotation beside the nearest words of the record, word by word.

Words are compared without regard to capitals, accents, ligatures, punctuation and quotation marks; numbers are compared as
written. docs/how-to/check-a-quote.md is for those who ask.
"""

from __future__ import annotations

from typing import Final

from onrecord.story.quotes_align import align, differences
from onrecord.story.quotes_words import Word, is_content, words_of
from onrecord.terms import Difference

MIN_WORDS: Final = 4
"""Words that two quotations must have in common, in order, to be one utterance; of fewer, chance may bring three together."""

MIN_SAME: Final = 6
"""The same where other words differ: "I think it's a bribe" and "I think it's a disgrace" are two utterances."""

MIN_SHARE: Final = 0.7
"""Share of the words compared that are the same, for one utterance in differing words. Measured on the quotations of 840
articles: under it most pairs are two utterances, over it most pairs from different articles are one."""

MIN_CONTENT: Final = 0.5
"""The same share for words with a meaning of their own; what speakers say again and again is the grammar around these."""

MIN_OVERLAP: Final = 0.5
"""Share of the shorter quotation that lies along the longer one, or `LONG_OVERLAP` words: outlets cut where they like."""

LONG_OVERLAP: Final = 8
"""Words in common at the end of one quotation and the start of the other that no two utterances share by chance."""


def word_differences(asked: str, found: str) -> tuple[Difference, ...]:
    """Two quotations word by word, run by run: the same words, or other ones.

    Either may be an excerpt of the other, or they may overlap: what only one of them goes on to quote is no difference and is
    left out.
    """
    one, other = words_of(asked), words_of(found)
    return differences(align(one, other, overlap=True), one, asked, other, found)


def same_utterance(one: str, other: str) -> float:
    """How likely two quotations of one speaker give the same utterance, 0 to 1; 1 if all words that both quote are the same.

    0 where too few are in common: `MIN_WORDS`, or `MIN_SAME` where others differ, `MIN_SHARE` of all and `MIN_CONTENT` of those
    with a meaning of their own. The same either way round. A speaker who says nearly the same twice in one speech looks like two reports of
    one sentence: what one article quotes side by side is not for this function.
    """
    ours, theirs = words_of(one), words_of(other)
    if len(ours) > len(theirs) or (len(ours) == len(theirs) and [w.key for w in ours] > [w.key for w in theirs]):
        ours, theirs = theirs, ours
    if len(ours) < MIN_WORDS or not _may_share(ours, theirs):
        return 0.0
    alignment = align(ours, theirs, overlap=True)
    if alignment.same < (MIN_WORDS if alignment.score == 1 else MIN_SAME) or alignment.score < MIN_SHARE:
        return 0.0
    if alignment.same < min(LONG_OVERLAP, MIN_OVERLAP * len(ours)):
        return 0.0
    content = [
        column.same
        for column in alignment.columns
        if (column.asked is not None and is_content(ours[column.asked].key))
        or (column.found is not None and is_content(theirs[column.found].key))
    ]
    return alignment.score if sum(content) >= max(2, MIN_CONTENT * len(content)) else 0.0


def _may_share(ours: list[Word], theirs: list[Word]) -> bool:
    """Whether enough words are in common and in order, wherever they stand: cheap, and never wrong where it says no."""
    from rapidfuzz.distance import LCSseq

    needed = max(MIN_WORDS, min(LONG_OVERLAP, MIN_OVERLAP * len(ours)))
    return LCSseq.similarity([w.key for w in ours], [w.key for w in theirs]) >= needed
