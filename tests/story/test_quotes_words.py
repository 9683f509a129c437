"""Quotations beside each other: the same words or others, one utterance or two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.story.quotes import same_utterance, word_differences
from onrecord.terms import Difference


def same(words: str, found: str | None = None) -> Difference:
    return Difference(True, words, words if found is None else found)


def other(asked: str, found: str) -> Difference:
    return Difference(False, asked, found)


def test_a_word_replaced_stands_beside_the_one_it_replaced() -> None:
    asked, found = "We will not open it on a guess", "We will not open it on a hunch."
    assert word_differences(asked, found) == (same("We will not open it on a"), other("guess", "hunch"))


def test_a_word_left_out_or_put_in_stands_alone() -> None:
    assert word_differences("We will open it today", "We will not open it today") == (
        same("We will"),
        other("", "not"),
        same("open it today"),
    )
    assert word_differences("We will not ever open it", "We will not open it")[1] == other("ever", "")


def test_an_excerpt_has_no_difference_whichever_is_the_longer() -> None:
    whole, part = "We will not open it on a guess, Ms. Orr said", "open it on a guess"
    assert word_differences(part, whole) == word_differences(whole, part) == (same(part),)


def test_quotations_that_overlap_are_compared_where_they_do() -> None:
    found = word_differences("we will not open it on a guess", "open it on a guess until the county has answered")
    assert found == (same("open it on a guess"),)


def test_dress_is_no_difference() -> None:
    asked = "“The o\ufb03cers’ café—on Quay Street—won’t RE-OPEN 1,000 days on”"
    found = "the officers' cafe, on Quay Street, won't re open 1000 days on"
    assert [one.same for one in word_differences(asked, found)] == [True]
    assert [one.same for one in word_differences("U.S. officials & 5% of us", "US officials and 5 percent of us")] == [
        True
    ]


def test_numbers_are_compared_as_written() -> None:
    assert word_differences("it cost $4.2 million", "it cost $42 million")[1] == other("$4.2", "$42")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("We will not open it on a guess", "We will not open it on a hunch"),
        ("We will open it when the county says so", "We will not open it when the county says so"),
        ("The ferry carried nine thousand people in March", "The ferry carried ninety thousand people in March"),
        ("You never asked us about the pumps, not once", "They never asked us about the pumps, not once."),
    ],
)
def test_one_utterance_in_differing_words(one: str, two: str) -> None:
    assert 0.7 <= same_utterance(one, two) < 1
    assert same_utterance(one, two) == same_utterance(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("open it on a guess", "We will not open it on a guess"),
        ("We will not open it on a guess,", "“We will not open it on a guess.”"),
        ("will not open the bridge on a guess", "open the bridge on a guess until the county has answered us"),
    ],
)
def test_an_excerpt_is_the_same_utterance_in_the_same_words(one: str, two: str) -> None:
    assert same_utterance(one, two) == same_utterance(two, one) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("We will not open it on a guess", "The county has had the report for nine days"),
        ("We will not open it on a guess", "We will not close it on a whim"),
        (
            "I think that it is going to be a great thing for the island",
            "I think that it is going to be a loss for us all",
        ),
        ("It is a disgrace for this town", "It is a bribe for this town"),  # too short to tell
        ("hundreds of thousands of hours", "Pumps fail and hundreds of thousands of crowns go with them"),
        ("not on a guess", "not on a hunch"),
        ("on a guess", "on a guess"),
        ("", "We will not open it on a guess"),
    ],
)
def test_two_utterances_or_too_few_words_to_tell(one: str, two: str) -> None:
    assert same_utterance(one, two) == same_utterance(two, one) == 0


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab '.…[]\0\u00ad\ud800ﬁ5", max_size=30), st.text(alphabet="ab '.…[]\0\u00ad5", max_size=30))
def test_any_two_texts_can_be_compared(one: str, two: str) -> None:
    assert 0 <= same_utterance(one, two) == same_utterance(two, one) <= 1
    for difference in word_differences(one, two):
        assert difference.asked in one
        assert difference.found in two


def test_long_ones_take_no_long_time() -> None:
    speech = " ".join(f"word{n % 97} of{n % 13} it{n}" for n in range(300))
    begun = time.process_time()
    assert same_utterance(speech, speech.replace("word5 ", "term5 ")) > 0.9
    assert same_utterance(speech, "We will not open it on a guess") == 0
    assert time.process_time() - begun < 3
