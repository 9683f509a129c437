from __future__ import annotations

import numpy as np

from onrecord.reader.labels import NAME_TAGS
from onrecord.reader.tagged_names import names
from onrecord.reader.words import split_words


def found(
    text: str, tags: list[str], *, force: float = 6.0, weak: dict[int, dict[str, float]] | None = None
) -> list[tuple[str, str]]:
    """The names decoded from scores that say ``tags``, but for the words in ``weak``."""
    words = split_words(text)
    scores = np.zeros((len(words), len(NAME_TAGS)), dtype=np.float32)
    for i, tag in enumerate(tags):
        scores[i, NAME_TAGS.index(tag)] = force
    for i, instead in (weak or {}).items():
        scores[i] = 0
        for tag, score in instead.items():
            scores[i, NAME_TAGS.index(tag)] = score
    return [(" ".join(words.words(n.run)), n.type) for n in names(words, scores)]


def test_names_in_order_with_their_types() -> None:
    assert found("Ada Orr left Dunmore", ["B-Person", "I-Person", "O", "B-Location"]) == [
        ("Ada Orr", "Person"),
        ("Dunmore", "Location"),
    ]


def test_a_name_is_whole_where_greedy_tags_would_break_it() -> None:
    weak = {1: {"B-Organization": 3.0, "I-Organization": 2.8}}
    assert found("Dunmore Dam Trust", ["B-Organization", "O", "I-Organization"], weak=weak) == [
        ("Dunmore Dam Trust", "Organization")
    ]


def test_what_a_word_is_elsewhere_in_the_article_counts() -> None:
    text = "Calder spoke . Calder left . Calder slept ."
    tags = ["B-Person", "O", "O"] * 3
    assert found(text, tags, weak={3: {"B-Location": 2.0, "B-Person": 1.5}}) == [("Calder", "Person")] * 3


def test_a_surname_that_stands_alone_elsewhere_still_goes_on_in_a_full_name() -> None:
    text = "Calder spoke . Ada Calder left . Calder slept . Calder ate ."
    tags = ["B-Person", "O", "O", "B-Person", "I-Person", "O", "O", "B-Person", "O", "O", "B-Person", "O", "O"]
    weak = {4: {"I-Person": 2.0, "B-Person": 1.0}}
    assert ("Ada Calder", "Person") in found(text, tags, weak=weak)


def test_a_name_never_crosses_a_paragraph() -> None:
    assert found("Ada\nOrr", ["B-Person", "I-Person"])[0] == ("Ada", "Person")


def test_no_words_no_names() -> None:
    assert names(split_words(""), np.zeros((0, len(NAME_TAGS)), dtype=np.float32)) == []
