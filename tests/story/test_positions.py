"""Where an actor stands toward another, and where that shifts."""

from __future__ import annotations

import pytest

from onrecord import Position, Story
from onrecord.story.scores import SCORES, score
from onrecord.terms import EVENT_MODES, EVENT_TYPES
from tests.story.telling import Report, tell

REFUSED = Report("Hallam refuses\n\nPeter Hallam refused on Monday to meet Mayor Ada Orr.", "2026-03-02")
AGREED = Report(
    "Hallam comes round\n\nPeter Hallam agreed on Thursday to meet Mayor Ada Orr.", "2026-03-05", "The Courier"
)
TOLD = Report(
    "Venn on the two\n\nTom Venn said on Thursday that Peter Hallam had agreed to meet Mayor Ada Orr.",
    "2026-03-05",
    "The Courier",
)
SAID = Report(
    "Hallam speaks\n\n“I have agreed to meet Ada Orr,” Peter Hallam said on Thursday.", "2026-03-05", "The Courier"
)


def _position(story: Story, actor: str = "Peter Hallam", toward: str = "Ada Orr") -> Position:
    return next(one for one in story.positions if (one.actor, one.toward) == (actor, toward))


def test_a_shift_has_both_points_and_its_direction() -> None:
    position = _position(tell(REFUSED, AGREED))
    (shift,) = position.shifts
    assert shift.direction == "toward_cooperation"
    before, after = position.points[shift.from_], position.points[shift.to]
    assert before.score < 0 < after.score
    assert (before.date, after.date) == ("2026-03-02", "2026-03-05")


def test_a_shift_that_another_tells_is_on_that_ones_say_so_and_not_confirmed() -> None:
    (shift,) = _position(tell(REFUSED, TOLD)).shifts
    assert (shift.according_to, shift.confirmed_by_actor) == (("Tom Venn",), False)


def test_a_shift_that_the_outlet_tells_is_in_its_own_voice_and_not_confirmed() -> None:
    (shift,) = _position(tell(REFUSED, AGREED)).shifts
    assert (shift.according_to, shift.confirmed_by_actor) == ((), False)


def test_a_shift_is_confirmed_where_the_actor_says_so() -> None:
    (shift,) = _position(tell(REFUSED, SAID)).shifts
    assert (shift.according_to, shift.confirmed_by_actor) == (("Peter Hallam",), True)


def test_both_sides_told_on_one_day_are_no_shift() -> None:
    same_day = Report(
        "Other report\n\nPeter Hallam agreed on Monday to meet Mayor Ada Orr.", "2026-03-02", "The Courier"
    )
    assert _position(tell(REFUSED, same_day)).shifts == ()


def test_what_is_not_sure_to_happen_is_no_position() -> None:
    story = tell(
        Report("Perhaps\n\nPeter Hallam might agree to meet Mayor Ada Orr, Tom Venn said on Monday.", "2026-03-02")
    )
    assert not story.positions


def test_an_answer_to_a_demand_is_a_point_toward_who_demanded_and_to_a_part_of_it_half_of_one() -> None:
    asked = Report(
        "Hare asks\n\nLena Hare on Monday called on the engineer Peter Hallam to publish the inspection report.",
        "2026-03-02",
    )

    def answer(what: str) -> list[float]:
        told = Report(f"Answer\n\nPeter Hallam agreed on Wednesday to publish {what}.", "2026-03-04", "The Courier")
        return [point.score for point in _position(tell(asked, told), toward="Lena Hare").points]

    assert answer("the inspection report") == [score("AGREE", None)]
    assert answer("only part of the inspection report") == [score("AGREE", None) / 2]


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_and_mode_has_a_score_on_plovers_scale(kind: str) -> None:
    modes = [None, *EVENT_MODES.get(kind, {})]  # type: ignore[call-overload]
    assert all(-10 <= score(kind, mode) <= 10 for mode in modes)  # type: ignore[arg-type]
    assert set(SCORES) == set(EVENT_TYPES)
