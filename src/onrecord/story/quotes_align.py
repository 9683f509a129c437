"""Two runs of words side by side: which answer to which, where one may be cut out of the other.

Alignment by dynamic programming with free ends (Needleman and Wunsch, 1970; Sellers, 1980). Takes a step for each pair of
words, so that only what is already held to be near is aligned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from onrecord.story.quotes_words import MAX_INSERTION, Word
from onrecord.terms import Difference

_SAME: Final = 2000
_OTHER: Final = -1000
"""A word in common outweighs two that came, went or were replaced, so that what belongs together stays together when a few
words lie between, and a stray "the" far off is left alone."""

_SKIPPED: Final = -1
"""For a word that an ellipsis stands for: as good as nothing, but of two places the nearer is taken."""

_DIAGONAL, _LEFT, _UP, _SKIP, _STOP = range(5)


class Column(NamedTuple):
    """A word of the one beside a word of the other, either None. ``skipped``: an ellipsis or insertion answers to it."""

    asked: int | None
    found: int | None
    same: bool
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """How ``asked`` lies along ``found``, word by word, from the first to the last that are compared."""

    columns: tuple[Column, ...]

    @property
    def same(self) -> int:
        """Words that are the same and in order."""
        return sum(column.same for column in self.columns)

    @property
    def compared(self) -> int:
        """Words compared: the same ones, and those replaced, added or left out, but for what an ellipsis stands for."""
        return sum(not column.skipped for column in self.columns)

    @property
    def score(self) -> float:
        """Share of the words compared that are the same and in order, 0 to 1."""
        return self.same / self.compared if self.compared else 0.0

    @property
    def found(self) -> tuple[int, int]:
        """The first word of what was found that is the same, and the one after the last; twice 0 if there is none."""
        places = [column.found for column in self.columns if column.same and column.found is not None]
        return (places[0], places[-1] + 1) if places else (0, 0)


def align(asked: Sequence[Word], found: Sequence[Word], *, overlap: bool = False) -> Alignment:
    """The best alignment of all of ``asked`` with a part of ``found``.

    With ``overlap`` either may go on before or after where the other begins or ends; what goes beyond is not compared.
    """
    rows, columns = len(asked) + 1, len(found) + 1
    keys = [word.key for word in found]
    above = [0] * columns
    moves = [bytearray([_STOP]) * columns]
    last: list[int] = []  # the score at the end of ``found``, for each row
    for i in range(1, rows):
        here, move = _row(asked[i - 1], keys, above, overlap)
        moves.append(move)
        above = here
        last.append(here[-1])
    i, j = rows - 1, _end(above, rows)
    if overlap and last and max(last) > above[j]:
        i, j = _end([0, *last], columns), columns - 1
    return Alignment(tuple(_trace(asked, keys, moves, i, j))[::-1])


def _end(scores: list[int], reach: int) -> int:
    """Where the alignment ends: the first place as good as any, or so near behind it that a last word is replaced, not lost."""
    best = max(scores)
    first = scores.index(best)
    return max(at for at in range(first, min(len(scores), first + reach)) if scores[at] == best)


def _row(word: Word, keys: list[str], above: list[int], overlap: bool) -> tuple[list[int], bytearray]:
    if word.kind != "word":
        return _skipping(word, above)
    key = word.key
    here = [0 if overlap else above[0] + _OTHER]
    move = bytearray([_STOP if overlap else _UP])
    for j, other in enumerate(keys):
        best, how = above[j] + (_SAME if key == other else _OTHER), _DIAGONAL
        if here[j] + _OTHER > best:
            best, how = here[j] + _OTHER, _LEFT
        if above[j + 1] + _OTHER > best:
            best, how = above[j + 1] + _OTHER, _UP
        here.append(best)
        move.append(how)
    return here, move


def _skipping(word: Word, above: list[int]) -> tuple[list[int], bytearray]:
    """The row of an ellipsis or insertion, which passes over words of the other."""
    here, move = [above[0]], bytearray([_UP])
    run = 0
    for value in above[1:]:
        onward = here[-1] + _SKIPPED
        run = run + 1 if onward > value and (word.kind == "gap" or run < MAX_INSERTION) else 0
        here.append(onward if run else value)
        move.append(_SKIP if run else _UP)
    return here, move


def _trace(asked: Sequence[Word], keys: list[str], moves: list[bytearray], i: int, j: int) -> Iterator[Column]:
    while (how := moves[i][j]) != _STOP:
        marked = asked[i - 1].kind != "word" if i else False
        if how == _DIAGONAL:
            i, j = i - 1, j - 1
            yield Column(i, j, asked[i].key == keys[j])
        elif how == _UP:
            i -= 1
            yield Column(i, None, False, marked)
        else:
            j -= 1
            yield Column(i - 1 if how == _SKIP else None, j, False, how == _SKIP)


def differences(
    alignment: Alignment, asked: Sequence[Word], asked_text: str, found: Sequence[Word], found_text: str
) -> tuple[Difference, ...]:
    """An alignment as the words themselves, run by run. An ellipsis that passes over nothing is no difference."""
    runs: list[Difference] = []
    for (same, skipped), group in groupby(alignment.columns, key=lambda column: (column.same, column.skipped)):
        columns = list(group)
        ours = _extent(asked, sorted({column.asked for column in columns if column.asked is not None}))
        theirs = _extent(found, [column.found for column in columns if column.found is not None])
        if (
            skipped
            and not theirs
            and all(asked[column.asked].kind == "gap" for column in columns if column.asked is not None)
        ):
            continue
        runs.append(
            Difference(
                same, asked_text[slice(*ours)].strip() if ours else "", found_text[slice(*theirs)] if theirs else ""
            )
        )
    return tuple(runs)


def _extent(words: Sequence[Word], places: Sequence[int]) -> tuple[int, int] | None:
    return (words[places[0]].start, words[places[-1]].end) if places else None
