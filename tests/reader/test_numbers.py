from __future__ import annotations

import time

import pytest

from onrecord.reader.numbers import match_number, read_number


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("150,000 people", "150,000", 150_000),
        ("1.2 million votes", "1.2 million", 1_200_000),
        ("4.2bn", "4.2bn", 4_200_000_000),
        ("2.3 trillion", "2.3 trillion", 2_300_000_000_000),
        ("30m", "30m", 30_000_000),
        (".5", ".5", 0.5),
        ("2½ years", "2½", 2.5),
        ("2 1/2 years", "2 1/2", 2.5),
        ("40\u2009000", "40\u2009000", 40_000),
        ("zero", "zero", 0),
        ("sixteen men", "sixteen", 16),
        ("twenty-one", "twenty-one", 21),
        ("ninety nine", "ninety nine", 99),
        ("twelve hundred", "twelve hundred", 1200),
        ("two hundred and five men", "two hundred and five", 205),
        ("two hundred thousand", "two hundred thousand", 200_000),
        ("one hundred and fifty thousand", "one hundred and fifty thousand", 150_000),
        ("six million two hundred thousand and five", "six million two hundred thousand and five", 6_200_005),
        ("a million and a half people", "a million and a half", 1_500_000),
        ("two and a half million", "two and a half million", 2_500_000),
        ("half a million", "half a million", 500_000),
        ("a quarter of a million", "a quarter of a million", 250_000),
        ("a dozen eggs", "a dozen", 12),
        ("half-dozen", "half-dozen", 6),
        ("two-thirds of it", "two-thirds", 2 / 3),
        ("three quarters of it", "three quarters", 0.75),
        ("a third of it", "a third", 1 / 3),
        ("half of it", "half", 0.5),
        ("dozens", "dozens", 12),
        ("thousands of men", "thousands", 1000),
        ("tens of thousands", "tens of thousands", 10_000),
        ("hundreds of millions", "hundreds of millions", 100_000_000),
        ("scores of men", "scores", 20),
    ],
)
def test_numbers_are_read(text: str, written: str, value: float) -> None:
    found = match_number(text, 0)
    assert found
    assert found[0] == written
    assert read_number(found[0]) == pytest.approx(value, rel=1e-12)
    assert read_number(found[0].upper()) == read_number(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "12th",
        "1990s",
        "3D",
        "1,2,3",
        "5.1.2",
        "9/11",
        "14:03",
        "an hour",
        "a third man",
        "half-brother",
        "scores",
        "oner",
        "x",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert match_number(text, 0) is None


@pytest.mark.parametrize("text", ["9" * 400, "1234567890123", "12,345,678,901,234,567", "", "and", "one man", "1/0"])
def test_no_value_is_made_up(text: str) -> None:
    assert read_number(text) is None


def test_a_number_of_many_digits_is_kept_where_a_float_holds_it() -> None:
    assert read_number("1,000,000,000,000,000,000") == 1e18


def test_long_texts_are_read_in_linear_time() -> None:
    start = time.perf_counter()
    for text in ("one million " * 50_000, "hundred and " * 50_000, "9" * 600_000, "1," * 300_000, "half a " * 80_000):
        match_number(text, 0)
        read_number(text)
    assert time.perf_counter() - start < 5
