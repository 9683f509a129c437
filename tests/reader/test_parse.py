from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.parse import sentences, tree


def test_sentences_begin_at_positive_scores_and_paragraphs() -> None:
    starts = np.array([-1, -1, 2, -1, -1], dtype=np.float32)
    assert sentences(starts, (0, 0, 0, 0, 1)) == [(0, 2), (2, 4), (4, 5)]


def test_the_best_heads_stand_when_they_are_a_tree() -> None:
    arcs = np.full((3, 4), -5, dtype=np.float32)
    arcs[0, 1] = arcs[2, 1] = arcs[1, 3] = 5
    assert tree(arcs) == [1, -1, 1]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    arcs = np.full((3, 4), -5, dtype=np.float32)
    arcs[0, 1] = arcs[1, 0] = 5
    arcs[2, 3] = 4
    arcs[1, 2] = 3
    assert tree(arcs) == [1, 2, -1]


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_always_one_root_and_no_cycle(n: int, seed: int) -> None:
    heads = tree(np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32))
    assert heads.count(-1) == 1
    for i in range(n):
        steps, at = 0, i
        while at >= 0:
            at = heads[at]
            steps += 1
            assert steps <= n
