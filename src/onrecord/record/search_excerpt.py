"""The sentence of an article to show for a search: the first that holds the most of what was asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.record.query_terms import AllOf, AnyOf, Near, Node, Phrase
from onrecord.record.words import fold
from onrecord.terms import Span

MAX_EXCERPT: Final = 400
"""Characters of a sentence that are shown; a longer one is a list or a table and is cut between words."""

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
# With what has no width, and accents written apart, a word may hold what is no letter.
_RUN = re.compile("[^\\W_](?:[^\\W_]|[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff])*")


class _Word(NamedTuple):
    word: str
    start: int
    end: int


def excerpt(text: str, asked: Node | None) -> Span | None:
    """Where the sentence to show stands; the first of the article if nothing is asked for, None if there is no word at all.

    Linear in the length of the text.
    """
    words = [_Word(word, *run.span()) for run in _RUN.finditer(text) for word in fold(run[0])]
    if not words:
        return None
    starts, spans = zip(*((span.start, span) for span in _sentences(text)), strict=True)
    held: defaultdict[int, set[int]] = defaultdict(set)
    first: dict[int, int] = {}  # the first word asked for, of each sentence
    for leaf, node in enumerate(_leaves(asked) if asked else ()):
        for place in _places(words, node):
            at = bisect_right(starts, words[place].start) - 1
            held[at].add(leaf)
            first[at] = min(first.get(at, place), place)
    if not held:
        return _cut(text, spans[bisect_right(starts, words[0].start) - 1], words[0])
    best = min(held, key=lambda at: (-len(held[at]), at))
    return _cut(text, spans[best], words[first[best]])


def _sentences(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _SENTENCE_END.finditer(text, *line.span()):
            yield Span(start, end.end())
            start = end.end()
        if start < line.end():
            yield Span(start, line.end())


def _cut(text: str, sentence: Span, word: _Word) -> Span:
    """The sentence without white space around it; of a long one the part around ``word``."""
    start, end = sentence
    if end - start > MAX_EXCERPT:
        start = max(start, min(word.start - MAX_EXCERPT // 2, end - MAX_EXCERPT))
        end = min(end, start + MAX_EXCERPT)
        if start > sentence.start and (space := text.find(" ", start, word.start)) >= 0:
            start = space
        if end < sentence.end and (space := text.rfind(" ", word.end, end)) >= 0:
            end = space
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _leaves(node: Node) -> Iterator[Phrase | Near]:
    match node:
        case Phrase() | Near():
            yield node
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            return


def _places(words: Sequence[_Word], node: Phrase | Near) -> list[int]:
    """The numbers of the words where it begins; of a NEAR, where the first of two that are near each other does."""
    if isinstance(node, Phrase):
        return _begins(words, node)
    ones, others = _begins(words, node.one), _begins(words, node.other)
    found = []
    for before, width, after in ((ones, len(node.one.words), others), (others, len(node.other.words), ones)):
        for place in before:
            at = bisect_right(after, place - 1)
            if at < len(after) and after[at] - place - width <= node.distance:
                found.append(place)
    return sorted(found)


def _begins(words: Sequence[_Word], phrase: Phrase) -> list[int]:
    *whole, last = phrase.words
    reach = len(whole)
    return [
        at
        for at in range(len(words) - reach)
        if (words[at + reach].word == last or (phrase.prefix and words[at + reach].word.startswith(last)))
        and all(words[at + k].word == word for k, word in enumerate(whole))
    ]
