"""Figures for the same thing over time and source."""

from __future__ import annotations

from tests.story.telling import Report, tell

TWELVE = Report("Explosion\n\nAn explosion at the Sallow mill injured 12 workers on Monday, police said.", "2026-03-02")
FIFTEEN = Report(
    "Toll rises\n\nThe explosion at the Sallow mill injured 15 workers, the hospital said on Tuesday.",
    "2026-03-03",
    "The Courier",
)
FOURTEEN = Report(
    "Count corrected\n\nThe explosion at the Sallow mill injured 14 workers, police said on Thursday.", "2026-03-05"
)


def test_a_figure_revised_twice_keeps_every_value_with_its_source_and_day() -> None:
    figures = tell(TWELVE, FIFTEEN, FOURTEEN).figures
    assert [(one.value, one.according_to, one.date, one.revises) for one in figures] == [
        (12, ("police",), "2026-03-02", None),
        (15, ("hospital",), "2026-03-03", 0),
        (14, ("police",), "2026-03-05", 1),
    ]
    assert len({one.thing for one in figures}) == 1


def test_two_figures_on_one_day_revise_nothing() -> None:
    other = Report(
        "March\n\nMore than 900 people marched against the depot on Monday, the organisers said. The police said that 300 people "
        "marched against the depot.",
        "2026-03-02",
    )
    assert [one.revises for one in tell(other).figures] == [None] * len(tell(other).figures)


def test_figures_for_other_things_stand_apart() -> None:
    story = tell(
        TWELVE,
        Report("Fare\n\nThe ferry carried 40 workers to the island on Tuesday, the operator said.", "2026-03-03"),
    )
    assert all(one.revises is None for one in story.figures)


def test_the_same_figure_in_a_reprint_is_one() -> None:
    words = (
        "An explosion at the Sallow mill injured 12 workers on Monday, police said. The blast broke windows as far as the quay, and "
        "the ferry was held for two hours while firefighters searched the loading hall for anybody left behind."
    )
    story = tell(*(Report(f"Explosion\n\n{words}", "2026-03-02", f"Paper {number}") for number in range(3)))
    assert len([one for one in story.figures if one.value == 12]) == 1


FERRY = (
    Report(
        "Ferry sinks\n\nAt least 14 people were killed when a ferry sank off Sallow on Monday, the harbour master said.",
        "2026-05-12",
    ),
    Report(
        "Divers at work\n\nThe death toll rose to 23 on Tuesday after divers found nine more bodies, police said.",
        "2026-05-13",
    ),
    Report(
        "Owners speak\n\nThe owners said on Thursday that the ferry had 112 people aboard when it sank, killing 25.",
        "2026-05-15",
    ),
)


def test_a_death_toll_is_followed_in_whatever_words_it_is_told() -> None:
    killed = [one for one in tell(*FERRY).figures if one.thing == "people killed"]
    assert [(one.value, one.revises is not None) for one in killed] == [(14, False), (23, True), (25, True)]


def test_those_aboard_and_those_found_are_not_the_dead() -> None:
    others = {one.value: one for one in tell(*FERRY).figures if one.thing != "people killed"}
    assert {9, 112} <= set(others)
    assert others[9].revises is None
    assert others[112].revises is None


def test_the_dead_of_another_time_or_place_are_counted_apart() -> None:
    story = tell(
        FERRY[0],
        Report(
            "Ferries\n\nIn 2019 a ferry sank and 40 people were killed. In Harwick 300 people were killed in a ferry fire.",
            "2026-05-13",
        ),
        Report("Ferry\n\nPolice in Sallow said that 16 people were killed.", "2026-05-14"),
    )
    killed = {one.value: one for one in story.figures if one.thing == "people killed"}
    assert set(killed) == {14, 40, 300, 16}
    assert [value for value, one in killed.items() if one.revises is not None] == [16]
    assert story.figures[killed[16].revises or 0].value == 14


def test_killed_and_injured_of_one_sentence_are_two_counts() -> None:
    story = tell(
        Report("Blast\n\nThe blast at the mill killed 3 people and injured 40, police said on Monday.", "2026-03-02"),
        Report("Blast\n\nPolice said that 5 people were dead and 38 hurt after the blast at the mill.", "2026-03-03"),
    )
    assert {(one.thing, one.value, one.revises is not None) for one in story.figures} == {
        ("people killed", 3, False), ("people killed", 5, True), ("people injured", 40, False), ("people injured", 38, True),
    }  # fmt: skip
