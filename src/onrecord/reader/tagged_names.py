"""From name scores to names. A pure function of words and scores.

Tags are decoded as the best path of well-formed sequences. An article names the same few over and over, so before that each
capitalised word's scores are mixed with their mean over its other occurrences.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from onrecord.reader.analysis import Name, Run, Words
from onrecord.reader.chain import Array, best_path, log_softmax
from onrecord.reader.labels import NAME_TAGS

# Chosen on held-out newswire countries (training/LOG.md).
_SHARED = 0.5  # weight of the mean over the article in a word's log-probabilities
_ADJACENT = 2.0  # log-probability taken off a name that begins right after another without a word between
_NO_NAME = 0.995  # probability of no name from which a word is taken for none without more ado

_OUTSIDE = NAME_TAGS.index("O")


def _transitions() -> Array:
    """[20, 19]: scores of each tag after each; the last row is the start."""
    table = np.zeros((len(NAME_TAGS) + 1, len(NAME_TAGS)), dtype=np.float32)
    for j, after in enumerate(NAME_TAGS):
        for i, before in enumerate((*NAME_TAGS, "start")):
            if after[0] == "I" and before[1:] != after[1:]:
                table[i, j] = -1e4
            elif after[0] == "B" and before[0] in "BI":
                table[i, j] = -_ADJACENT
    return table


_TRANSITIONS = _transitions()


def names(words: Words, scores: Array) -> list[Name]:
    """The names of a text in order; ``scores`` [n, 19] are the tags' logits. A name never crosses a paragraph.

    The score of a name is the mean probability of its tags, before scores are shared over the article.
    """
    own = log_softmax(scores)
    shared = _shared(words, own)
    found: list[Name] = []
    start = 0
    maybe = np.exp(shared[:, _OUTSIDE]) < _NO_NAME
    for end in range(1, len(words) + 1):
        if end < len(words) and maybe[end] and maybe[start] and words.paragraph[end] == words.paragraph[start]:
            continue
        if maybe[start]:
            found += _decoded(Run(start, end), own, shared)
        start = end
    return found


def _shared(words: Words, own: Array) -> Array:
    """Log-probabilities mixed with their mean over the occurrences of the same capitalised word, type by type.

    Whether it opens a name or goes on in one stays its own: "Orr" opens one, and goes on in "Ada Orr".
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i in range(len(words)):
        word = words[i]
        if len(word) > 2 and word[0].isupper():
            places[word.lower()].append(i)
    begins, goes_on = own[:, 1::2], own[:, 2::2]  # NAME_TAGS: O, then B and I of each type
    types = np.concatenate([own[:, :1], np.logaddexp(begins, goes_on)], axis=1)
    out = own.copy()
    for at in places.values():
        if len(at) > 1:
            moved = _SHARED * (types[at].mean(axis=0) - types[at])
            out[at, :1] += moved[:, :1]
            out[at, 1:] += np.repeat(moved[:, 1:], 2, axis=1)
    return out


def _decoded(run: Run, own: Array, shared: Array) -> list[Name]:
    tags = best_path(shared[run.start : run.end], _TRANSITIONS)
    out: list[Name] = []
    first = 0
    for i in range(1, len(tags) + 1):
        if i < len(tags) and NAME_TAGS[tags[i]][0] == "I":
            continue
        if tags[first] != _OUTSIDE:
            at = np.arange(first, i) + run.start
            score = float(np.exp(own[at, tags[first:i]]).mean())
            out.append(Name(Run(first + run.start, i + run.start), NAME_TAGS[tags[first]][2:], score))
        first = i
    return out
