from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.words import split_words


def words_of(text: str) -> list[str]:
    words = split_words(text)
    return [words[i] for i in range(len(words))]


def test_clitics_and_punctuation_are_words() -> None:
    assert words_of("Orr's dog isn’t “well-fed”, they'll say.") == (
        ["Orr", "'s", "dog", "is", "n’t", "“", "well", "-", "fed", "”", ",", "they", "'ll", "say", "."]
    )


def test_numbers_abbreviations_and_addresses_stay_whole() -> None:
    assert words_of("Gov. Orr paid $4.2bn on Jan. 24 in the U.S. at 5:30 p.m.") == (
        ["Gov.", "Orr", "paid", "$", "4.2bn", "on", "Jan.", "24", "in", "the", "U.S.", "at", "5:30", "p.m."]
    )
    assert words_of("See https://harbor.example/a?b=1, or write a.venn@dunmore.example.") == (
        ["See", "https://harbor.example/a?b=1", ",", "or", "write", "a.venn@dunmore.example", "."]
    )


def test_a_paragraph_is_a_line() -> None:
    words = split_words("One two.\n\n  \nThree.\nFour.")
    assert words.paragraph == (0, 0, 0, 1, 1, 2, 2)


@given(st.text(max_size=300))
def test_words_cover_all_but_white_space(text: str) -> None:
    words = split_words(text)
    at = 0
    for start, end in words.spans:
        assert text[at:start].strip() == "" or not text[at:start].strip()
        assert at <= start < end
        at = end
    assert text[at:].strip() == ""


def test_linear_on_hostile_text() -> None:
    for text in ("a." * 250_000, "x" * 500_000, "-" * 500_000, "'" * 500_000, "a@" * 250_000, "http://" * 70_000):
        began = time.perf_counter()
        split_words(text)
        assert time.perf_counter() - began < 5.0, text[:10]
