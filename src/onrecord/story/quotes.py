"""Whether somebody said it: a quotation beside the nearest words of the record, word by word.

Words are compared without regard to capitals, accents, ligatures, punctuation and quotation marks; numbers are compared as
written. docs/how-to/check-a-quote.md is for those who ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from onrecord.record.query import BadQuery, fold
from onrecord.record.search_nearest import nearest
from onrecord.story.quotes_align import Alignment, align, differences
from onrecord.story.quotes_found import Passage, passages
from onrecord.story.quotes_words import Word, asked_words, is_content, words_of
from onrecord.terms import Difference, Match, Span

if TYPE_CHECKING:
    from onrecord.record import View

MAX_ASKED: Final = 300
"""Words of a quotation that is checked: two minutes of speech."""

MIN_NEAR: Final = 0.6
"""Share of the words compared that are the same, for a statement to be near a quotation of `FEW_WORDS` words or more."""

MIN_NEAR_FEW: Final = 0.7
"""The same for shorter ones: four words of six are in common by chance now and then. `MIN_WORDS` must be, or all."""

FEW_WORDS: Final = 8

CANDIDATES: Final = 40
"""Statements looked at."""

ALIGNED: Final = 8
"""Of these, statements put beside the quotation word by word: those with the most words in common, in order."""

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


def check(view: View, quote: str, *, limit: int = 5) -> tuple[Match, ...]:
    """The statements of the record nearest to ``quote``, the nearest first, of equal ones that of the earliest article.

    An excerpt of a statement is that statement; what one speaker says in one breath is taken together. An ellipsis stands for
    any words left out, ``[words]`` for a few of the speaker's; neither counts for or against. Empty where nothing is near,
    as `MIN_NEAR` and `MIN_NEAR_FEW` have it. Raises `BadQuery` where there is no word in it, or more than `MAX_ASKED`.
    """
    asked = asked_words(quote)
    spoken = [word for word in asked if word.kind == "word"]
    if not spoken:
        raise BadQuery(quote, "there is no word in it; give the words that are said to have been said")
    if len(spoken) > MAX_ASKED:
        raise BadQuery(quote, f"it has {len(spoken):,} words; at most {MAX_ASKED} are checked at once")
    terms = [term for word in spoken for term in fold(quote[word.start : word.end])]
    hits = nearest(view, terms, limit=CANDIDATES)
    likely = sorted(hits, key=lambda hit: -_in_common(spoken, words_of(hit.text)))[:ALIGNED]
    readings = view.readings({hit.article for hit in likely})
    matches: dict[tuple[str, tuple[Span, ...]], Match] = {}
    for hit in likely:
        said = passages(hit, readings[hit.article])
        passage = max(said, key=lambda one: (_in_common(spoken, one.words), -len(one.words)))
        alignment = align(asked, passage.words)
        if _is_near(alignment, asked):
            match = _match(alignment, asked, quote, passage)
            matches.setdefault((hit.article, match.hit.spans), match)
    ordered = sorted(
        matches.values(), key=lambda one: (-one.score, one.hit.published or "~", one.hit.article, one.hit.spans)
    )
    return tuple(ordered[:limit])


def _in_common(ours: Sequence[Word], theirs: Sequence[Word]) -> int:
    """Words in common and in order, wherever they stand."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity([word.key for word in ours], [word.key for word in theirs])


def _is_near(alignment: Alignment, asked: Sequence[Word]) -> bool:
    spoken = [at for at, word in enumerate(asked) if word.kind == "word"]
    if alignment.score == 1:
        return True
    same = {column.asked for column in alignment.columns if column.same}
    content = [at in same for at in spoken if is_content(asked[at].key)]
    if len(same) < MIN_WORDS or sum(content) < MIN_CONTENT * len(content):
        return False
    return alignment.score >= (MIN_NEAR if len(spoken) >= FEW_WORDS else MIN_NEAR_FEW)


def _match(alignment: Alignment, asked: Sequence[Word], quote: str, passage: Passage) -> Match:
    first, end = alignment.found
    told = differences(alignment, asked, quote, passage.words, passage.hit.text)
    exact = all(one.same for one in told)
    return Match(passage.of(first, end).hit, alignment.score, exact, told, passage.is_quoted(first, end))


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
    needed = max(MIN_WORDS, min(LONG_OVERLAP, MIN_OVERLAP * len(ours)))
    return _in_common(ours, theirs) >= needed
