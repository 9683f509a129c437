"""Demands, of whom, and what those are reported to have answered."""

from __future__ import annotations

import pytest

from onrecord import Demand, Story
from tests.story.telling import Report, tell

ASKED = Report(
    "Orr wants report\n\nMayor Ada Orr on Monday called on the engineer Peter Hallam to publish the inspection report.\n\n"
    "The bridge has been shut since February.",
    "2026-03-02",
)


def _answer(text: str, *, date: str = "2026-03-04") -> Report:
    return Report(f"Engineer answers\n\n{text}", date, "The Courier")


def _only(story: Story) -> Demand:
    assert len(story.demands) == 1, [one.text for one in story.demands]
    return story.demands[0]


def test_a_demand_has_who_asks_and_of_whom_and_no_answer_until_there_is_one() -> None:
    demand = _only(tell(ASKED))
    assert (demand.by, demand.of, demand.date, demand.responses) == ("Ada Orr", ("Peter Hallam",), "2026-03-02", ())


def test_accepts() -> None:
    story = tell(ASKED, _answer("Peter Hallam agreed on Wednesday to publish the inspection report."))
    (response,) = _only(story).responses
    assert (response.by, response.stance, response.date) == ("Peter Hallam", "accepts", "2026-03-04")


def test_refuses() -> None:
    story = tell(ASKED, _answer("Peter Hallam refused on Wednesday to publish the inspection report."))
    assert {response.stance for response in _only(story).responses} == {"refuses"}


def test_partly() -> None:
    story = tell(ASKED, _answer("Peter Hallam agreed on Wednesday to publish only part of the inspection report."))
    assert {response.stance for response in _only(story).responses} == {"partly"}


def test_unclear() -> None:
    story = tell(ASKED, _answer("Peter Hallam agreed on Wednesday to consider publishing the inspection report."))
    assert {response.stance for response in _only(story).responses} == {"unclear"}


def test_silence_is_no_answer() -> None:
    story = tell(ASKED, _answer("Peter Hallam did not respond to questions about the inspection report."))
    assert _only(story).responses == ()


def test_an_answer_that_another_tells_is_on_that_ones_say_so() -> None:
    story = tell(
        ASKED, _answer("Tom Venn said on Wednesday that Peter Hallam had agreed to publish the inspection report.")
    )
    (response,) = _only(story).responses
    assert (response.by, response.stance, response.according_to) == ("Peter Hallam", "accepts", ("Tom Venn",))


def test_what_was_before_the_demand_is_no_answer_to_it() -> None:
    earlier = _answer("Peter Hallam agreed on Sunday to publish the inspection report.", date="2026-03-01")
    assert _only(tell(ASKED, earlier)).responses == ()


def test_what_somebody_else_does_is_no_answer() -> None:
    story = tell(ASKED, _answer("Lena Marsh agreed on Wednesday to publish the inspection report."))
    assert _only(story).responses == ()


def test_the_items_of_a_list_are_demanded_of_whom_its_lead_in_names() -> None:
    story = tell(
        Report(
            "Steps\n\nIn a letter to the county, Mayor Ada Orr outlined two steps she said the highways office must take:\n\n"
            "- Publish the report of every inspection.\n\n- Pay for a bus between the two banks.",
            "2026-03-02",
        )
    )
    items = [one for one in story.demands if one.text.startswith(("Publish", "Pay"))]
    assert [(one.by, one.of) for one in items] == [("Ada Orr", ("the highways office",))] * 2


def test_the_same_demand_in_two_outlets_is_one() -> None:
    again = Report(
        "Mayor asks for report\n\nMayor Ada Orr called on the engineer Peter Hallam to publish the inspection report on Monday.",
        "2026-03-03",
        "The Courier",
    )
    demand = _only(tell(ASKED, again))
    assert len(demand.pointers) == 2


def test_one_of_a_group_that_is_asked_may_answer_for_himself() -> None:
    story = tell(
        Report(
            "Appeal to mayors\n\nThe commissioner Iven Roe on Monday urged mayors to share the flood data with the county.",
            "2026-03-02",
        ),
        _answer("Mayor Ada Orr agreed on Wednesday to share the flood data with the county."),
    )
    (response,) = _only(story).responses
    assert (response.by, response.stance) == ("Ada Orr", "accepts")


def test_a_minister_answers_for_his_country() -> None:
    story = tell(
        Report(
            "An appeal\n\nSpain's foreign minister Ana Ruiz on Friday called on France to release two fishermen.",
            "2026-06-12",
        ),
        Report(
            "Paris yields\n\nThe French foreign minister Luc Morel agreed on Sunday to free the two fishermen.",
            "2026-06-14",
            "The Courier",
        ),
    )
    (response,) = _only(story).responses
    assert (response.by, response.stance) == ("Luc Morel", "accepts")


def test_the_demand_points_back_at_it() -> None:
    story = tell(
        Report(
            "Orr and Hallam\n\nMayor Ada Orr on Monday called on the engineer Peter Hallam to publish the inspection report.\n\n"
            "Hallam rejected the demand.",
            "2026-03-02",
        )
    )
    (response,) = _only(story).responses
    assert (response.by, response.stance) == ("Peter Hallam", "refuses")


HARE = Report(
    "Nurses want answers\n\nSallow Clinics's chief executive, Ada Orr, met the nurses on Monday.\n\n"
    "Lena Hare demanded that the company publish its rota, rehire 12 nurses dismissed in May and meet the staff before the end of "
    "the month.",
    "2026-03-02",
)


def test_what_is_asked_of_the_company_is_asked_of_the_only_one_and_needs_no_modal_word() -> None:
    story = tell(
        HARE, _answer("Sallow Clinics on Wednesday dropped its plan for the wards and agreed to publish its rota.")
    )
    demand = _only(story)
    assert (demand.by, demand.of) == ("Lena Hare", ("Sallow Clinics",))
    assert {(one.by, one.stance) for one in demand.responses} == {("Sallow Clinics", "partly")}


def test_who_agrees_to_all_that_is_asked_accepts() -> None:
    every = "Sallow Clinics on Wednesday agreed to publish its rota, to rehire the 12 nurses and to meet the staff."
    assert {one.stance for one in _only(tell(HARE, _answer(every))).responses} == {"accepts"}


def test_what_is_done_about_something_else_is_no_answer_to_any_item() -> None:
    story = tell(HARE, _answer("Sallow Clinics on Wednesday agreed to sell its old wards to the county."))
    assert _only(story).responses == ()


# What is told as done, by words for which the reader has no event

FERRY = Report(
    "Minister wants buses off the road\n\nThe operator, Greyfell Lines, said on Monday that nobody was hurt, according to its managing "
    "director, Noel Brisk.\n\nTransport Minister Edda Lorn ordered Greyfell Lines to suspend all night services and hand over its "
    "maintenance logs.",
    "2026-03-02",
)


def _responses(text: str, *, asked: Report = FERRY) -> set[tuple[str, str, tuple[str, ...]]]:
    demand = _only(tell(asked, _answer(text)))
    return {(one.by, one.stance, one.according_to) for one in demand.responses}


@pytest.mark.parametrize(
    "text",
    [
        "Greyfell Lines suspended all night services on Tuesday.",
        "Greyfell Lines has since handed its maintenance logs to the police.",
        "Greyfell Lines on Tuesday handed the maintenance logs over to the police.",
        "Greyfell Lines, the operator, had already suspended its night services.",
        "On Tuesday Greyfell Lines suspended all night services.",
        "Passengers were stranded on Tuesday after Greyfell Lines suspended its night services.",
        "The firm sat late, managing director Noel Brisk of Greyfell Lines said. The company suspended its night services on Tuesday.",
    ],
)
def test_what_one_did_of_what_was_asked_is_an_answer_in_the_outlets_own_voice(text: str) -> None:
    assert _responses(text) == {("Greyfell Lines", "partly", ())}


def test_who_did_all_of_it_accepts() -> None:
    text = "Greyfell Lines suspended all night services on Tuesday and handed over its maintenance logs."
    assert _responses(text) == {("Greyfell Lines", "accepts", ())}


def test_what_one_says_to_have_done_is_on_its_own_say_so() -> None:
    text = "Greyfell Lines said on Tuesday it had suspended all night services."
    assert _responses(text) == {("Greyfell Lines", "partly", ("Greyfell Lines",))}


def test_what_another_says_that_one_did_is_on_the_others_say_so() -> None:
    text = "Tom Venn said on Tuesday that Greyfell Lines had suspended all night services."
    assert _responses(text) == {("Greyfell Lines", "partly", ("Tom Venn",))}


def test_who_heads_the_body_that_is_asked_refuses_for_it() -> None:
    text = (
        "Greyfell Lines said it had suspended all night services, but its managing director, Noel Brisk, refused to hand over "
        "maintenance logs."
    )
    told = {(by, stance) for by, stance, _ in _responses(text)}
    assert told == {("Greyfell Lines", "partly"), ("Noel Brisk", "refuses")}


@pytest.mark.parametrize(
    "text",
    [
        "Greyfell Lines has yet to suspend its night services.",
        "Greyfell Lines has not suspended its night services.",
        "Greyfell Lines could have suspended its night services.",
        "Greyfell Lines failed to hand over its maintenance logs.",
        "Nobody would be safer if Greyfell Lines suspended its night services.",
        "Nobody knows whether Greyfell Lines has suspended its night services.",
        "Has Greyfell Lines suspended its night services?",
        "Drivers at Greyfell Lines suspended their night services in protest.",
        "Northrail suspended all night services on Tuesday.",
        "Greyfell Lines suspended a driver on Tuesday.",
        "Greyfell Lines washed its maintenance logs.",
        "Greyfell Lines suspended its night services last year.",
        "Greyfell Lines said the mayor of Tarn and suspended drivers had praised its night services.",
        "The sister of Director Noel Brisk suspended her night services to the poor.",
        "Tom Venn said it had suspended its night services.",
        "Greyfell Lines handed out leaflets about night services.",
    ],
)
def test_what_is_not_told_as_done_or_is_something_else_is_no_answer(text: str) -> None:
    assert _responses(text) == set()


def test_who_refused_has_not_done_it() -> None:
    assert {stance for _, stance, _ in _responses("Greyfell Lines refused to suspend its night services.")} == {
        "refuses"
    }


def test_what_was_done_before_it_was_demanded_is_no_answer() -> None:
    earlier = _answer("Greyfell Lines suspended all night services on Saturday.", date="2026-02-28")
    assert _only(tell(FERRY, earlier)).responses == ()


def test_who_does_what_was_not_to_be_done_has_not_answered() -> None:
    asked = Report(
        "Hare objects\n\nLena Hare said on Monday that Greyfell Lines must not publish the drivers' names.",
        "2026-03-02",
    )
    assert _responses("Greyfell Lines published the drivers' names on Tuesday.", asked=asked) == set()


def test_a_verb_of_little_meaning_needs_its_particle() -> None:
    asked = Report(
        "Lorn speaks\n\nEdda Lorn on Monday called on Greyfell Lines to take down its posters.", "2026-03-02"
    )
    assert _responses("Greyfell Lines took its posters to the fair on Tuesday.", asked=asked) == set()
    assert _responses("Greyfell Lines took its posters down on Tuesday.", asked=asked) == {
        ("Greyfell Lines", "accepts", ())
    }


def test_who_rejects_what_was_called_for_answers_a_call_to_nobody_in_particular() -> None:
    called = Report(
        "Minister speaks\n\nHealth Minister Bruno Castell called for an independent inquiry on Monday.", "2026-03-02"
    )
    rejected = Report(
        "Director speaks\n\nThe director, Sven Aldous, rejected an independent inquiry on Tuesday.", "2026-03-03"
    )
    other = Report("Director speaks\n\nThe director, Sven Aldous, rejected a new roof on Tuesday.", "2026-03-03")
    (demand,) = tell(called, rejected).demands
    assert [(one.by, one.stance) for one in demand.responses] == [("Sven Aldous", "refuses")]
    assert not tell(called, other).demands[0].responses


def test_to_ask_for_anonymity_is_no_demand() -> None:
    assert not tell(
        Report("Ward\n\nTwo nurses, who asked not to be named, said that the ward was cold.", "2026-03-03")
    ).demands
