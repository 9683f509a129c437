"""From scores to sentences and dependency trees. Pure functions of the encoder's scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.analysis import Run

Array = NDArray[np.float32]
_CLOSED = -1e9
_LONGEST = 400  # words; a longer sentence is a table or noise, and is cut


def sentences(starts: Array, paragraph: tuple[int, ...]) -> list[Run]:
    """Sentences from start scores (logits) and paragraph numbers: one begins wherever the score is positive and with each
    paragraph. Runs cover all words."""
    first = [i for i in range(len(paragraph)) if i == 0 or paragraph[i] != paragraph[i - 1] or starts[i] > 0]
    out = []
    for start, end in zip(first, [*first[1:], len(paragraph)], strict=True):
        out += [Run(at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]
    return out


def tree(arcs: Array) -> list[int]:
    """Heads of one sentence from arc scores [n, n+1] (last column: root); -1 for the root.

    Each word takes its best head; then one root is kept and cycles are opened at the word that loses least. That is the
    maximum spanning tree in all but rare cases, at a fraction of the cost.
    """
    n = len(arcs)
    scores = arcs.astype(np.float32, copy=True)
    scores[np.arange(n), np.arange(n)] = _CLOSED
    root = int((scores[:, n] - scores[:, :n].max(1)).argmax()) if n > 1 else 0
    heads = scores[:, :n].argmax(1)
    heads[root] = -1
    while (cycle := _cycle(heads)) is not None:
        inside = _below(heads, cycle)
        best: tuple[float, int, int] | None = None
        for i in cycle:
            row = scores[i, :n].copy()
            row[inside] = _CLOSED
            j = int(row.argmax())
            loss = float(scores[i, heads[i]] - row[j])
            if best is None or loss < best[0]:
                best = (loss, i, j)
        assert best is not None
        heads[best[1]] = best[2]
    return [int(h) for h in heads]


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """Some cycle of words, or None."""
    state = [0] * len(heads)  # 0 unseen, 1 on the way, 2 done
    for start in range(len(heads)):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if at >= 0 and state[at] == 1:
            return path[path.index(at) :]
        for i in path:
            state[i] = 2
    return None


def _below(heads: NDArray[np.int64], cycle: list[int]) -> list[int]:
    """The cycle and all that hangs on it."""
    found = set(cycle)
    grew = True
    while grew:
        more = {i for i, h in enumerate(heads) if int(h) in found and i not in found}
        found |= more
        grew = bool(more)
    return sorted(found)
