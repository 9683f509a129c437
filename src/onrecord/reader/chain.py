"""The linear chain over attribution tags: best path and marginal probabilities. Pure functions of scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.labels import TAGS

Array = NDArray[np.float32]
_FORBIDDEN = -1e4


def allowed_transitions() -> Array:
    """[8, 7]: 0 where the tag of a column may follow that of a row, else a large negative score. The last row is the start."""
    table = np.zeros((len(TAGS) + 1, len(TAGS)), dtype=np.float32)
    for j, after in enumerate(TAGS):
        if after.startswith("I-"):
            for i, before in enumerate((*TAGS, "start")):
                if before[1:] != after[1:]:
                    table[i, j] = _FORBIDDEN
    return table


def best_path(tags: Array, transitions: Array) -> list[int]:
    """Viterbi: the tag sequence with the highest sum of ``tags`` [n, 7] and ``transitions`` [8, 7] (last row: start)."""
    score = tags[0] + transitions[-1]
    back = np.zeros(tags.shape, dtype=np.int64)
    inner = transitions[:-1]
    columns = np.arange(tags.shape[1])
    for i in range(1, len(tags)):
        total = score[:, None] + inner
        back[i] = total.argmax(0)
        score = total[back[i], columns] + tags[i]
    path = [int(score.argmax())]
    for i in range(len(tags) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def marginals(tags: Array, transitions: Array) -> Array:
    """[n, 7]: the probability of each tag of each word, over all sequences.

    Forward and backward passes in probabilities, scaled at each word, so that a step is one small matrix product.
    """
    emitted = np.exp(tags - tags.max(axis=1, keepdims=True)).astype(np.float64)
    moves = np.exp(transitions[:-1].astype(np.float64))
    n = len(tags)
    forward, backward = np.empty((n, tags.shape[1])), np.ones((n, tags.shape[1]))
    at = emitted[0] * np.exp(transitions[-1].astype(np.float64))
    forward[0] = at / at.sum()
    for i in range(1, n):
        at = (forward[i - 1] @ moves) * emitted[i]
        forward[i] = at / at.sum()
    for i in range(n - 2, -1, -1):
        at = moves @ (emitted[i + 1] * backward[i + 1])
        backward[i] = at / at.sum()
    both = forward * backward
    result: Array = (both / both.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def log_softmax(scores: Array) -> Array:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
