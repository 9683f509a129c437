"""From the encoder's scores to attributions: which words are source, cue and content, and which belong together.

A pure function of words and scores. Tags are decoded as the best path through a linear chain; each source and content run
then goes to the cue its words point to. The clean-up rules follow PolNeAR's annotation guide: one contiguous cue and at most
one contiguous source to an attribution, no cue without content.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.labels import ROLES, TAGS

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


def _runs(path: list[int], paragraph: Sequence[int]) -> dict[str, list[Run]]:
    """The runs of each role in a tag path; a run ends with its paragraph."""
    found: dict[str, list[Run]] = {role: [] for role in ROLES}
    start = 0
    for i in range(1, len(path) + 1):
        if (
            i == len(path)
            or TAGS[path[i]][:1] != "I"
            or TAGS[path[i]][2:] != TAGS[path[start]][2:]
            or paragraph[i] != paragraph[i - 1]
        ):
            role = TAGS[path[start]][2:]
            if role:
                found[role].append(Run(start, i))
            start = i
    return found


def decode(
    words: list[str], paragraph: Sequence[int], tags: Array, link: Array, transitions: Array
) -> list[Attribution]:
    """The attributions of one window.

    ``paragraph`` numbers each word's paragraph: no attribution crosses one (fewer than 1 in 100 do in PolNeAR). ``tags``
    [n, 7] and ``link`` [2, n, n+1] are scores (logits) as the model gives them: from each word, as source (0) or content (1),
    to each word as the first of its cue, the last column for none. Runs are word indices of the window.
    """
    if not words:
        return []
    runs = _runs(best_path(tags, transitions), paragraph)
    cues = runs["cue"]
    if not cues:
        return []
    log_link = link - np.logaddexp.reduce(link, axis=-1, keepdims=True)
    starts = [c.start for c in cues]
    members: list[dict[str, list[tuple[float, Run]]]] = [{"source": [], "content": []} for _ in cues]
    for kind, role in enumerate(("source", "content")):
        for run in runs[role]:
            scores = log_link[kind, run.start : run.end][:, starts].mean(0)
            scores[[paragraph[s] != paragraph[run.start] for s in starts]] = -np.inf
            best = int(scores.argmax())
            if not np.isfinite(scores[best]):
                continue
            members[best][role].append((float(scores[best]), run))
    probability = np.exp(tags - np.logaddexp.reduce(tags, axis=-1, keepdims=True))
    out = []
    for cue, member in zip(cues, members, strict=True):
        contents = _joined(words, sorted(run for _, run in member["content"]))
        if not contents:
            continue
        source = (max(member["source"])[1],) if member["source"] else ()
        out.append(Attribution(source, (cue,), tuple(contents), float(probability[cue.start, TAGS.index("B-cue")])))
    return out


def _joined(words: list[str], runs: list[Run]) -> list[Run]:
    """Runs with no word between them (punctuation at most) become one."""
    out: list[Run] = []
    for run in runs:
        if out and not any(c.isalnum() for w in words[out[-1].end : run.start] for c in w):
            out[-1] = Run(out[-1].start, run.end)
        else:
            out.append(run)
    return out
