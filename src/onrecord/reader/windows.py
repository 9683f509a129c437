"""An article in windows that the encoder can take: word pieces, features, and where each word begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reader.analysis import Run, Words
from onrecord.reader.features import QUOTE_STATES, shape
from onrecord.reader.quotations import quote_states

CLS, SEP = 101, 102  # ids in BERT's uncased vocabulary
_SPECIAL_QUOTE = QUOTE_STATES.index("special")
MAX_PIECES = 320
"""Word pieces in a window, at most. The encoder takes 512; beyond about 300 the cost of attention grows and scores on
PolNeAR dev no longer do (training/LOG.md)."""
_WORD_PIECES = 24  # pieces kept of one word: longer ones are addresses or noise


@dataclass(frozen=True, slots=True)
class Window:
    """One window: the run of words it holds and the encoder's inputs.

    ``pieces``, ``shapes``, ``quotes``: int64 arrays of one length, special pieces included. ``first``: index of each
    word's first piece.
    """

    run: Run
    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    quotes: NDArray[np.int64]
    first: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The words of a text with their piece ids and features, not yet cut into windows."""

    words: Words
    pieces: list[list[int]]
    shapes: list[int]
    quotes: list[int]


def encode(words: Words, tokenizer: Tokenizer) -> Encoded:
    """Word pieces, shapes and quotation states of all words. Linear in the text's length."""
    texts = [words[i] for i in range(len(words))]
    pieces: list[list[int]] = []
    for at in range(0, len(texts), 4096):
        batch = texts[at : at + 4096]
        ids: list[list[int]] = [[] for _ in batch]
        encoding = tokenizer.encode(batch, is_pretokenized=True, add_special_tokens=False)
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(ids[word]) < _WORD_PIECES:
                ids[word].append(piece)
        pieces += [p or [100] for p in ids]  # 100 is [UNK]: a word of control characters alone has no piece
    return Encoded(words, pieces, [shape(t) for t in texts], quote_states(words))


def cut(encoded: Encoded, *, max_pieces: int = MAX_PIECES) -> list[Run]:
    """Runs of whole paragraphs of at most ``max_pieces`` pieces; a longer paragraph is cut after a sentence end if one is near."""
    sizes = [len(p) for p in encoded.pieces]
    paragraph = encoded.words.paragraph
    runs: list[Run] = []
    start = at = 0
    used = 2  # [CLS] and the last [SEP]
    last_break = last_stop = 0
    while at < len(sizes):
        if at > start and paragraph[at] != paragraph[at - 1]:
            used += 1  # the [SEP] between paragraphs
            last_break = at
        if used + sizes[at] > max_pieces and at > start:
            end = last_break if last_break > start else (last_stop if last_stop > start else at)
            runs.append(Run(start, end))
            start = at = end
            used = 2
            continue
        used += sizes[at]
        at += 1
        if encoded.words[at - 1] in (".", "?", "!", "”", '"', ";"):
            last_stop = at
    if start < len(sizes):
        runs.append(Run(start, len(sizes)))
    return runs


def window(encoded: Encoded, run: Run) -> Window:
    """The encoder's inputs for one run of words: [CLS], the paragraphs with [SEP] between them, [SEP]."""
    pieces, shapes, quotes, first = [CLS], [0], [_SPECIAL_QUOTE], []
    paragraph = encoded.words.paragraph
    for i in range(run.start, run.end):
        if i > run.start and paragraph[i] != paragraph[i - 1]:
            pieces.append(SEP)
            shapes.append(0)
            quotes.append(_SPECIAL_QUOTE)
        first.append(len(pieces))
        pieces += encoded.pieces[i]
        shapes += [encoded.shapes[i]] * len(encoded.pieces[i])
        quotes += [encoded.quotes[i]] * len(encoded.pieces[i])
    pieces.append(SEP)
    shapes.append(0)
    quotes.append(_SPECIAL_QUOTE)
    return Window(run, *(np.array(a, dtype=np.int64) for a in (pieces, shapes, quotes, first)))


def windows(encoded: Encoded, *, max_pieces: int = MAX_PIECES) -> Iterator[Window]:
    """All windows of a text, in order; each word stands in exactly one."""
    for run in cut(encoded, max_pieces=max_pieces):
        yield window(encoded, run)
