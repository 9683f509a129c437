from __future__ import annotations

import itertools

import numpy as np

from onrecord.reader.chain import allowed_transitions, best_path, log_softmax, marginals
from onrecord.reader.labels import TAGS


def every_path(tags: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    out = {}
    for path in itertools.product(range(len(TAGS)), repeat=len(tags)):
        steps = zip((-1, *path[:-1]), path, strict=True)
        out[path] = float(sum(tags[i, t] for i, t in enumerate(path)) + sum(transitions[a, b] for a, b in steps))
    return out


def test_a_run_never_opens_with_an_inside_tag() -> None:
    emitted = np.zeros((3, len(TAGS)), dtype=np.float32)
    emitted[:, TAGS.index("I-cue")] = 3
    assert [TAGS[i] for i in best_path(emitted, allowed_transitions())] == ["B-cue", "I-cue", "I-cue"]


def test_best_path_and_marginals_are_those_of_all_paths() -> None:
    random = np.random.default_rng(5)
    tags = random.normal(size=(4, len(TAGS))).astype(np.float32)
    transitions = allowed_transitions() + random.normal(size=(8, 7)).astype(np.float32)
    paths = every_path(tags, transitions)
    assert tuple(best_path(tags, transitions)) == max(paths, key=lambda p: paths[p])
    weights = {p: np.exp(s) for p, s in paths.items()}
    expected = np.zeros((4, len(TAGS)))
    for path, weight in weights.items():
        expected[np.arange(4), path] += weight
    assert np.allclose(marginals(tags, transitions), expected / sum(weights.values()), atol=1e-4)


def test_marginals_of_a_long_text_neither_vanish_nor_overflow() -> None:
    tags = np.random.default_rng(1).normal(scale=20, size=(5000, len(TAGS))).astype(np.float32)
    found = marginals(tags, allowed_transitions())
    assert np.isfinite(found).all()
    assert np.allclose(found.sum(1), 1, atol=1e-3)


def test_log_softmax_sums_to_one() -> None:
    assert np.allclose(np.exp(log_softmax(np.array([[1000.0, 999.0], [0.0, -1e4]], dtype=np.float32))).sum(-1), 1)
