from __future__ import annotations

import numpy as np

from onrecord.reader.attribution import allowed_transitions, best_path, decode
from onrecord.reader.labels import TAGS

WORDS = "Orr said the dam will hold . Venn denied that .".split()


def scores_for(words: list[str], tags: list[str], cue_of: dict[int, int]) -> tuple[np.ndarray, np.ndarray]:
    n = len(words)
    emitted = np.full((n, len(TAGS)), -4, dtype=np.float32)
    for i, tag in enumerate(tags):
        emitted[i, TAGS.index(tag)] = 4
    link = np.full((2, n, n + 1), -4, dtype=np.float32)
    link[:, :, n] = 4
    for i, cue in cue_of.items():
        kind = int(tags[i].endswith("content"))
        link[kind, i, n], link[kind, i, cue] = -4, 4
    return emitted, link


def test_two_attributions() -> None:
    tags = ["B-source", "B-cue", "B-content", *["I-content"] * 3, "O", "B-source", "B-cue", "B-content", "O"]
    emitted, link = scores_for(WORDS, tags, {0: 1, 2: 1, 3: 1, 4: 1, 5: 1, 7: 8, 9: 8})
    first, second = decode(WORDS, [0] * 11, emitted, link, allowed_transitions())
    assert (first.source, first.cue, first.content) == (((0, 1),), ((1, 2),), ((2, 6),))
    assert (second.source, second.cue, second.content) == (((7, 8),), ((8, 9),), ((9, 10),))
    assert first.score > 0.9


def test_a_run_never_opens_with_an_inside_tag() -> None:
    emitted = np.zeros((3, len(TAGS)), dtype=np.float32)
    emitted[:, TAGS.index("I-cue")] = 3
    path = [TAGS[i] for i in best_path(emitted, allowed_transitions())]
    assert path == ["B-cue", "I-cue", "I-cue"]


def test_a_cue_without_content_is_no_attribution() -> None:
    emitted, link = scores_for(WORDS, ["B-source", "B-cue", *["O"] * 9], {0: 1})
    assert decode(WORDS, [0] * 11, emitted, link, allowed_transitions()) == []


def test_no_attribution_crosses_a_paragraph() -> None:
    tags = ["B-source", "B-cue", "B-content", *["I-content"] * 3, "O", *["I-content"] * 3, "O"]
    emitted, link = scores_for(WORDS, tags, dict.fromkeys((0, 2, 3, 4, 5, 7, 8, 9), 1))
    (only,) = decode(WORDS, [0] * 6 + [1] * 5, emitted, link, allowed_transitions())
    assert only.content == ((2, 6),)


def test_nothing_in_nothing_out() -> None:
    empty = np.zeros((0, 7), dtype=np.float32)
    assert decode([], [], empty, np.zeros((2, 0, 1), dtype=np.float32), allowed_transitions()) == []
