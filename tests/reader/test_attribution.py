from __future__ import annotations

import numpy as np
import pytest

from onrecord.reader.attribution import Proposal, decode
from onrecord.reader.chain import allowed_transitions
from onrecord.reader.labels import TAGS

WORDS = "Orr said the dam will hold . Venn denied that .".split()
TWO = ["B-source", "B-cue", "B-content", *["I-content"] * 3, "O", "B-source", "B-cue", "B-content", "O"]
LINKS = {0: 1, 2: 1, 3: 1, 4: 1, 5: 1, 7: 8, 9: 8}
ENDS = {1: (0, 0, 2, 5), 8: (7, 7, 9, 9)}


def proposal(tags: list[str], cue_of: dict[int, int], ends: dict[int, tuple[int, int, int, int]]) -> Proposal:
    """Scores that say just this, with the same force everywhere."""
    n = len(tags)
    emitted = np.full((n, len(TAGS)), -4, dtype=np.float32)
    for i, tag in enumerate(tags):
        emitted[i, TAGS.index(tag)] = 4
    link = np.full((2, n, n + 1), -4, dtype=np.float32)
    link[:, :, n] = 4
    for i, cue in cue_of.items():
        kind = int(tags[i].endswith("content"))
        link[kind, i, n], link[kind, i, cue] = -4, 4
    edges = np.full((4, n, n + 1), -4, dtype=np.float32)
    for cue, points in ends.items():
        for kind, at in enumerate(points):
            edges[kind, cue, at] = 8
    return Proposal(emitted, link, edges)


def test_two_attributions() -> None:
    first, second = decode(WORDS, [0] * 11, proposal(TWO, LINKS, ENDS), allowed_transitions())
    assert (first.source, first.cue, first.content) == (((0, 1),), ((1, 2),), ((2, 6),))
    assert (second.source, second.cue, second.content) == (((7, 8),), ((8, 9),), ((9, 10),))
    assert 0 < first.score < 1


def test_pointers_mend_a_run_that_the_tags_broke() -> None:
    broken = [*TWO[:3], "O", *TWO[4:]]
    (first, _) = decode(WORDS, [0] * 11, proposal(broken, LINKS, {**ENDS, 1: (0, 0, 2, 5)}), allowed_transitions())
    assert first.content == ((2, 3), (4, 6))  # a gap inside stays a gap: contents may be discontinuous
    short = [*TWO[:5], "O", *TWO[6:]]
    (first, _) = decode(WORDS, [0] * 11, proposal(short, LINKS, ENDS), allowed_transitions())
    assert first.content == ((2, 6),)


def test_an_implicit_source_stays_implicit() -> None:
    tags = ["O", *TWO[1:]]
    (first, _) = decode(WORDS, [0] * 11, proposal(tags, LINKS, {**ENDS, 1: (11, 11, 2, 5)}), allowed_transitions())
    assert first.source == ()


def test_content_stands_on_both_sides_of_its_cue() -> None:
    words = "“ No , ” Orr said . “ Not now . ”".split()
    tags = ["B-content", *["I-content"] * 3, "B-source", "B-cue", "O", "B-content", *["I-content"] * 4]
    links = dict.fromkeys([0, 1, 2, 3, 4, 7, 8, 9, 10, 11], 5)
    (only,) = decode(words, [0] * 12, proposal(tags, links, {5: (4, 4, 0, 11)}), allowed_transitions())
    assert only.content == ((0, 4), (7, 12))


def test_a_cue_that_a_content_points_to_is_found_though_its_tag_is_weak() -> None:
    weak = proposal(["O", "O", *TWO[2:]], LINKS, ENDS)
    weak.tags[1, TAGS.index("B-cue")] = 3.9
    first = decode(WORDS, [0] * 11, weak, allowed_transitions())[0]
    assert first.cue == ((1, 2),)


def test_no_attribution_crosses_a_paragraph() -> None:
    tags = ["B-source", "B-cue", "B-content", *["I-content"] * 3, "O", *["I-content"] * 3, "O"]
    links = dict.fromkeys((0, 2, 3, 4, 5, 7, 8, 9), 1)
    (only,) = decode(WORDS, [0] * 6 + [1] * 5, proposal(tags, links, {1: (0, 0, 2, 9)}), allowed_transitions())
    assert only.content == ((2, 6),)


def test_a_cue_without_content_is_no_attribution() -> None:
    nothing = proposal(["B-source", "B-cue", *["O"] * 5], {0: 1}, {})
    words = "Orr said . She left at noon".split()
    assert decode(words, list(range(7)), nothing, allowed_transitions()) == []


@pytest.mark.parametrize("dateline", ["DUNMORE ( Northline ) —", "DUNMORE , May 2025 -"])
def test_a_dateline_is_nobodys_words(dateline: str) -> None:
    words = f"{dateline} The dam held , Orr said .".split()
    tags = ["B-content", *["I-content"] * 8, "B-source", "B-cue", "O"]
    (only,) = decode(
        words, [0] * 12, proposal(tags, dict.fromkeys(range(10), 10), {10: (9, 9, 0, 7)}), allowed_transitions()
    )
    assert only.content[0].start == 5


def test_nothing_in_nothing_out() -> None:
    assert decode([], [], proposal([], {}, {}), allowed_transitions()) == []
