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
