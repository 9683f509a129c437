"""Where a quotation may stand in the record: statements near it, and what the same speaker goes on to say in the same breath."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from onrecord.reader.quotations import find_quotations
from onrecord.story.quotes_words import Word, words_of
from onrecord.terms import Hit, Reading, Statement

_BREATH = 240  # characters between two statements of one speaker that a reader quotes as one: a cue, a name and a title
_JOINED = 4  # statements that are quoted as one at most


@dataclass(frozen=True)
class Passage:
    """A statement, or several that stand together: ``hit`` with all their words and spans, ``kinds`` as each is given."""

    hit: Hit
    kinds: tuple[str | None, ...]

    @cached_property
    def words(self) -> list[Word]:
        """Its words, by their place in ``hit.text``."""
        return words_of(self.hit.text)

    def is_quoted(self, first: int, end: int, article: str) -> bool:
        """Whether its words from ``first`` to before ``end`` all stand between quotation marks in the text of the article."""
        if first >= end:
            return False
        if set(self.kinds) <= {"direct"}:
            return True  # a block quotation has no marks
        if set(self.kinds) <= {"indirect"}:
            return False
        marked = [one for one in find_quotations(article) if one.depth == 0]
        starts = [one.start for one in marked]
        for word in self.words[first:end]:
            at = self._in_article(word.start)
            before = bisect_right(starts, at) - 1
            if before < 0 or at + word.end - word.start > marked[before].end:
                return False
        return True

    def _in_article(self, place: int) -> int:
        """The place in the article of a character of the text, which is that at the spans, joined by one space."""
        starts = [0, *accumulate(end - start + 1 for start, end in self.hit.spans)]
        at = min(bisect_right(starts, place) - 1, len(self.hit.spans) - 1)
        return self.hit.spans[at].start + place - starts[at]


def passages(hit: Hit, reading: Reading) -> Iterator[Passage]:
    """The statement of ``hit``, alone and with those of the same speaker right before and after it."""
    yield Passage(hit, (hit.kind,))
    said = [one for one in reading.statements if one.within is None and one.content.spans]
    said.sort(key=lambda one: one.content.spans)
    here = next((at for at, one in enumerate(said) if one.id == hit.row), None)
    if here is None:
        return
    first = last = here
    while first > 0 and here - first < _JOINED and _in_one_breath(said[first - 1], said[first]):
        first -= 1
    while last + 1 < len(said) and last - here < _JOINED and _in_one_breath(said[last], said[last + 1]):
        last += 1
    for begin in range(first, here + 1):
        for end in range(here, min(last, begin + _JOINED - 1) + 1):
            if begin < end:
                yield _joined(hit, said[begin : end + 1])


def _in_one_breath(one: Statement, other: Statement) -> bool:
    gap = other.content.spans[0].start - one.content.spans[-1].end
    return one.speaker is not None and one.speaker == other.speaker and 0 <= gap <= _BREATH


def _joined(hit: Hit, statements: Sequence[Statement]) -> Passage:
    """Several statements of the speaker of ``hit`` as one, by the name of the first."""
    first = statements[0]
    kinds = tuple(one.kind for one in statements)
    joined = replace(
        hit,
        row=first.id,
        act=first.act,
        kind=kinds[0] if len(set(kinds)) == 1 else "mixed",
        text=" ".join(one.content.text for one in statements),
        spans=tuple(span for one in statements for span in one.content.spans),
        confidence=min(one.confidence for one in statements),
    )
    return Passage(joined, kinds)
