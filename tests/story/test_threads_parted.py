from __future__ import annotations

import pytest

from onrecord.story.sketch import Sketch, sketch
from onrecord.story.threads_parted import MAX_FITTED, parted
from tests.story.threads_samples import FIRST_BOUT, SECOND_BOUT, reading

FILLING = "The hall was {} and the bell rang at {} while the {} band played on."
SEATS, HOURS, BANDS = (
    ("full", "cold", "bright", "loud"),
    ("eight", "nine", "ten"),
    ("brass", "school", "navy", "pipe", "fire"),
)


def evenings(bouts: list[str], name: str, count: int) -> dict[str, Sketch]:
    """Reports of one evening, each in some words of its own."""
    return {
        f"{name}{i:03}": sketch(
            reading(f"{bouts[i % len(bouts)]} {FILLING.format(SEATS[i % 4], HOURS[i % 3], BANDS[i % 5])}")
        )
        for i in range(count)
    }


@pytest.mark.parametrize("count", [5, MAX_FITTED])
def test_a_group_is_parted_where_both_parts_have_names_of_their_own(count: int) -> None:
    sketches = evenings(FIRST_BOUT, "first", count) | evenings(SECOND_BOUT, "second", count)
    parts = parted(sorted(sketches), sketches)
    assert sorted({one[:-3] for one in part} for part in parts) == [{"first"}, {"second"}]
    assert sum(map(len, parts)) == 2 * count


def test_a_group_of_one_matter_stays_whole() -> None:
    sketches = evenings(FIRST_BOUT, "first", 40)
    assert parted(sorted(sketches), sketches) == [sorted(sketches)]


def test_a_small_group_is_not_parted() -> None:
    sketches = evenings(FIRST_BOUT, "first", 3) | evenings(SECOND_BOUT, "second", 3)
    assert parted(sorted(sketches), sketches) == [sorted(sketches)]


def test_reprints_are_one_voice_in_parting_too() -> None:
    wire = sketch(reading(SECOND_BOUT[0]))
    sketches = evenings(FIRST_BOUT, "first", 5) | {f"wire{i}": wire for i in range(10)}
    assert len(parted(sorted(sketches), sketches)) == 1


def test_an_article_without_a_sketch_stays_with_the_greater_part() -> None:
    sketches = evenings(FIRST_BOUT, "first", 6) | evenings(SECOND_BOUT, "second", 5)
    parts = parted(["bare", *sorted(sketches)], sketches)
    assert [("bare" in part, len(part)) for part in parts] == [(True, 7), (False, 5)]
