"""Whether two articles are one story reprinted: wire copy, cut, under another headline, with a paragraph of the paper's own.

Broder's shingles and MinHash ("On the resemblance and containment of documents", 1997). An article's `Signature` is small
and made once; two signatures tell how much two articles share, and band keys, plain integers that a database table can
hold, find those worth comparing among millions. docs/explanation/reprints-and-revisions.md has the measurements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from typing import Final

from onrecord.terms import Article

SHINGLE_WORDS: Final = 5
"""Words to a shingle. Reports of one event share names and phrases of three or four words; of five, few but quotations."""

SAMPLE_SIZE: Final = 1024
"""Shingles kept for counting: all of an article up to 1,000 words, so that most comparisons are exact; 4 kB."""

MINIMA: Final = 128
"""Bins of one-permutation MinHash: `BANDS` bands of `BAND_ROWS`."""

BANDS: Final = 64
BAND_ROWS: Final = 2
"""With 64 bands of 2 rows two articles that share a fifth of all their shingles meet in some band with probability
1 - (1 - 0.2**2)**64 = 0.93, those that share a hundredth with 0.006."""

MIN_CONTAINMENT: Final = 0.5
"""Share of the shorter article's shingles that stand in the other, for a reprint. Reports of one event by different hands
stay under 0.5 also where both quote one statement at length; most wire copy is over 0.6."""

MIN_SHARED: Final = 20
"""Shingles in common, for a reprint: 24 words on end. Less may be one quotation, or a list of headlines."""

_WORD = re.compile(r"\w+")
_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: its multiples spread evenly (Knuth, vol. 3, 6.4)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of an article to know its reprints by: a few kilobytes, however long it is.

    ``shingles`` counts its distinct runs of five words; ``sample`` is the least of their 32-bit hashes in order, all of them
    in an article of up to a thousand words; ``minima`` the least hash in each bin, from which band keys are made.
    """

    shingles: int
    sample: tuple[int, ...]
    minima: tuple[int, ...]


def signature(article: Article) -> Signature:
    """The signature of an article's text without its title. The same on every machine and in every run.

    Words are compared without regard to case, punctuation and quotation marks. Linear in the length of the text.
    """
    text = article.text
    if article.title and text.startswith(article.title):
        text = text[len(article.title) :]
    words = [word.lower() for word in _WORD.findall(text)]
    last = max(0, len(words) - SHINGLE_WORDS)
    shingles = {" ".join(words[at : at + SHINGLE_WORDS]) for at in range(last + 1)}
    hashes = [int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big") for shingle in shingles]
    values = {value >> 32 for value in hashes}
    return Signature(len(values), tuple(nsmallest(SAMPLE_SIZE, values)), _minima(hashes))


def bands(one: Signature) -> tuple[int, ...]:
    """`BANDS` keys, signed integers of 64 bits. Articles with a key in common are worth comparing; others are not reprints."""
    rows = [one.minima[at : at + BAND_ROWS] for at in range(0, BANDS * BAND_ROWS, BAND_ROWS)]
    return tuple(
        int.from_bytes(blake2b(repr((band, *row)).encode(), digest_size=8).digest(), "big", signed=True)
        for band, row in enumerate(rows)
    )


def similarity(one: Signature, other: Signature) -> float:
    """Of all shingles of both articles, the share that stands in both: Jaccard's index, 0 to 1."""
    shared, left, right = _counts(one, other)
    return shared / (left + right - shared) if shared else 0.0


def containment(one: Signature, other: Signature) -> float:
    """Of the shingles of the article that has fewer, the share that stands in the other too, 0 to 1: 1 for an excerpt."""
    shared, left, right = _counts(one, other)
    smaller = left if one.shingles <= other.shingles else right
    return min(1.0, shared / smaller) if shared and smaller else 0.0


def is_reprint(one: Signature, other: Signature) -> bool:
    """Whether one article is the other reprinted, in whole or in part, so that the two are no two voices.

    At least `MIN_CONTAINMENT` of the shorter one, and about `MIN_SHARED` shingles, stand in the other.
    """
    share = containment(one, other)
    return share >= MIN_CONTAINMENT and share * min(one.shingles, other.shingles) >= MIN_SHARED


def _counts(one: Signature, other: Signature) -> tuple[int, int, int]:
    """Shingles shared, of the one and of the other, among those that both samples would hold if they stood in the article.

    A sample that is cut holds all of its article's hashes up to its last: below the lower of two such bounds both are
    complete. Exact where neither is cut.
    """
    bound = min((s.sample[-1] for s in (one, other) if len(s.sample) < s.shingles), default=_MASK)
    left = set(one.sample[: bisect_right(one.sample, bound)])
    right = other.sample[: bisect_right(other.sample, bound)]
    return sum(value in left for value in right), len(left), len(right)


def _minima(hashes: list[int]) -> tuple[int, ...]:
    """The least hash in each of `MINIMA` bins; an empty bin borrows from one that is not.

    One-permutation hashing (Li, Owen and Zhang, 2012) with Shrivastava's optimal densification (2017): each empty bin asks
    other bins in an order of its own.
    """
    least: dict[int, int] = {}
    for value in hashes:
        bin_, rest = value % MINIMA, value >> 32
        if rest < least.get(bin_, _MASK):
            least[bin_] = rest
    return tuple(least[_donor(bin_, least)] for bin_ in range(MINIMA))


def _donor(bin_: int, filled: dict[int, int]) -> int:
    at, asked = bin_, bin_ << 32
    while at not in filled:
        asked += 1
        at = ((asked * _GOLDEN & _MASK) >> 32) % MINIMA
    return at
