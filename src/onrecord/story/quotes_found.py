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
    """A statement, or several that stand together: ``hit`` has all their words and spans."""

    hit: Hit
    statements: tuple[Statement, ...]
    reading: Reading

    @cached_property
    def words(self) -> list[Word]:
        """Its words, by their place in ``hit.text``."""
        return words_of(self.hit.text)

    def of(self, first: int, end: int) -> Passage:
        """The passage of those statements only in which its words from ``first`` to before ``end`` stand."""
        if len(self.statements) == 1 or first >= end:
            return self
        ends = list(accumulate(len(one.content.text) + 1 for one in self.statements))
        begin, last = (bisect_right(ends, self.words[at].start) for at in (first, end - 1))
        return _passage(self.hit, self.statements[begin : last + 1], self.reading)

    def is_quoted(self, first: int, end: int) -> bool:
        """Whether its words from ``first`` to before ``end`` all stand between quotation marks in the article."""
        kinds = {one.kind for one in self.statements}
        if first >= end or kinds <= {"indirect"}:
            return False
        if kinds <= {"direct"}:
            return True  # a block quotation has no marks
        marked = [one for one in find_quotations(self.reading.article.text) if one.depth == 0]
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
    said = [one for one in reading.statements if one.within is None or one.id == hit.row]
    said.sort(key=lambda one: one.content.spans)
    here = next((at for at, one in enumerate(said) if one.id == hit.row), None)
    if here is None:
        return
    yield Passage(hit, (said[here],), reading)
    first = last = here
    while here - first < _JOINED - 1 and first > 0 and _in_one_breath(said[first - 1], said[first]):
        first -= 1
    while last - here < _JOINED - 1 and last + 1 < len(said) and _in_one_breath(said[last], said[last + 1]):
        last += 1
    for begin in range(first, here + 1):
        for end in range(max(here, begin + 1), min(last, begin + _JOINED - 1) + 1):
            yield _passage(hit, said[begin : end + 1], reading)


def _in_one_breath(one: Statement, other: Statement) -> bool:
    gap = other.content.spans[0].start - one.content.spans[-1].end
    return one.speaker is not None and one.speaker == other.speaker and 0 <= gap <= _BREATH


def _passage(hit: Hit, statements: Sequence[Statement], reading: Reading) -> Passage:
    """Statements of the speaker of ``hit`` as one, by the name of the first."""
    first = statements[0]
    if first.id == hit.row and len(statements) == 1:
        return Passage(hit, (first,), reading)
    names = {entity.id: entity.name for entity in reading.entities}
    kinds = {one.kind for one in statements}
    joined = replace(
        hit,
        row=first.id,
        date=first.time.date if first.time else None,
        act=first.act,
        kind=first.kind if len(kinds) == 1 else "mixed",
        addressees=tuple(names.get(to.entity or "", to.text) for to in first.addressees),
        text=" ".join(one.content.text for one in statements),
        spans=tuple(span for one in statements for span in one.content.spans),
        confidence=min(one.confidence for one in statements),
    )
    return Passage(joined, tuple(statements), reading)
