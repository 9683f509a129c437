"""Different words for the same thing, and differing words between quotation marks."""

from __future__ import annotations

from tests.story.telling import Report, tell


def test_a_misquote_is_one_utterance_in_differing_words() -> None:
    story = tell(
        Report("Shut\n\n“We will not open the bridge on a guess,” Mayor Ada Orr said on Monday.", "2026-03-02"),
        Report(
            "Bridge\n\n“We will not open the bridge on a hunch,” Mayor Ada Orr said on Monday.",
            "2026-03-02",
            "The Courier",
        ),
    )
    (wording,) = [one for one in story.wording if one.kind == "quotation"]
    assert {(term.text.rstrip(","), term.outlet) for term in wording.terms} == {
        ("We will not open the bridge on a guess", "Harbour Post"),
        ("We will not open the bridge on a hunch", "The Courier"),
    }


def test_a_quotation_cut_short_is_no_misquote() -> None:
    story = tell(
        Report(
            "Shut\n\n“We will not open the bridge on a guess, and not this month,” Mayor Ada Orr said.", "2026-03-02"
        ),
        Report("Bridge\n\n“We will not open the bridge on a guess,” Mayor Ada Orr said.", "2026-03-02", "The Courier"),
    )
    assert not [one for one in story.wording if one.kind == "quotation"]


def test_what_two_people_say_is_no_misquote() -> None:
    story = tell(
        Report("Shut\n\n“We will not open the bridge on a guess,” Mayor Ada Orr said.", "2026-03-02"),
        Report(
            "Bridge\n\n“We will not open the bridge on a hunch,” the engineer Peter Hallam said.",
            "2026-03-02",
            "The Courier",
        ),
    )
    assert not [one for one in story.wording if one.kind == "quotation"]


def test_other_words_for_the_same_people_with_whose_words_they_are() -> None:
    story = tell(
        Report(
            "March\n\nPolice arrested 14 demonstrators at the Sallow depot on Monday.\n\n"
            "Chief Inspector Ruth Kemble said that officers had arrested 14 rioters.",
            "2026-03-02",
        )
    )
    (wording,) = [one for one in story.wording if one.kind == "referent"]
    assert {(term.text, term.voice, term.speaker) for term in wording.terms} == {
        ("demonstrators", "outlet", None),
        ("rioters", "paraphrased", "Ruth Kemble"),
    }


def test_other_words_for_the_same_deed() -> None:
    story = tell(
        Report("Quay\n\nA guard shot Dan Lowe at the Sallow quay on Friday.", "2026-03-07"),
        Report("Killing\n\nA guard murdered Dan Lowe at the Sallow quay on Friday.", "2026-03-07", "The Courier"),
    )
    (wording,) = [one for one in story.wording if one.kind == "event"]
    assert {(term.text, term.outlet) for term in wording.terms} == {
        ("shot", "Harbour Post"),
        ("murdered", "The Courier"),
    }


def test_what_somebody_calls_those_whom_the_outlet_calls_otherwise() -> None:
    story = tell(
        Report(
            "Pickets\n\nThe sacked guards, whom Northrail calls “former contractors,” have picketed Corley station since Monday.",
            "2026-05-05",
        )
    )
    (wording,) = [one for one in story.wording if one.kind == "referent"]
    assert [(term.text, term.voice) for term in wording.terms] == [
        ("The sacked guards", "outlet"),
        ("former contractors", "quoted"),
    ]
