"""On whose say-so a claim rests, who denies it, and whether those it is about have been heard."""

from __future__ import annotations

from tests.story.telling import Report, claim, tell

GRANT = Report(
    "Mayor: county pulled its grant\n\n"
    "Mayor Ada Orr said on Monday that the county had withdrawn the grant for the harbour wall.\n\n"
    "“We learned of it from a letter,” Orr said.",
    "2026-03-02",
)
GRANT_TOO = Report(
    "Orr says harbour grant is gone\n\n"
    "The county has withdrawn the grant for the harbour wall, Mayor Ada Orr told reporters on Monday.",
    "2026-03-03",
    "The Courier",
)
OIL = Report(
    "Marsh accuses contractor\n\n"
    "Lena Marsh said on Monday that the contractor Karl Brandt had poured oil into the River Rill.\n\n"
    "The river was closed to swimmers.",
    "2026-03-02",
)
NO_OIL = Report(
    "Brandt rejects oil claim\n\n"
    "Karl Brandt denied on Tuesday that he had poured oil into the River Rill. “I have poured nothing into any river,” Brandt said.",
    "2026-03-03",
    "The Courier",
)


def test_own_voice_only_outlets_say_it() -> None:
    story = tell(Report("Shots at the quay\n\nA guard shot Dan Lowe at the Sallow quay on Friday.", "2026-03-07"))
    shot = claim(story, "shot Dan Lowe")
    assert (shot.status, shot.speakers, shot.outlets) == ("own_voice", (), ("Harbour Post",))


def test_single_source_one_speaker_in_two_outlets_is_one_say_so() -> None:
    grant = claim(tell(GRANT, GRANT_TOO), "withdrawn the grant")
    assert (grant.status, grant.speakers) == ("single_source", ("Ada Orr",))
    assert grant.outlets == ("Harbour Post", "The Courier")
    assert len(grant.pointers) == 2


def test_corroborated_two_speakers_say_it() -> None:
    story = tell(
        Report(
            "Two saw the gate open\n\nThe lock gate was open before the flood, the engineer Peter Hallam said on Monday.\n\n"
            "Lena Marsh, who lives by the lock, said the gate was open before the flood.",
            "2026-03-02",
        )
    )
    gate = claim(story, "open before the flood")
    assert (gate.status, gate.speakers) == ("corroborated", ("Peter Hallam", "Lena Marsh"))


def test_an_unnamed_source_corroborates_nobody() -> None:
    story = tell(
        Report(
            "Gate was open\n\nThe lock gate was open before the flood, the engineer Peter Hallam said on Monday.\n\n"
            "An official said the lock gate was open before the flood.",
            "2026-03-02",
        )
    )
    assert claim(story, "open before the flood").status == "single_source"


def test_disputed_somebody_denies_it() -> None:
    oil = claim(tell(OIL, NO_OIL), "poured oil")
    assert (oil.status, oil.speakers, oil.denied_by) == ("disputed", ("Lena Marsh",), ("Karl Brandt",))
    assert len(oil.against) == 1


def test_disputed_one_says_it_is_and_another_says_it_is_not() -> None:
    story = tell(
        Report(
            "Two Orrs at odds\n\nMayor Ada Orr said on Monday that the bridge was safe. "
            "Ben Orr, a bricklayer, said that the bridge was not safe.",
            "2026-03-02",
        )
    )
    safe = claim(story, "bridge was safe")
    assert (safe.status, safe.speakers, safe.denied_by) == ("disputed", ("Ada Orr",), ("Ben Orr",))


def test_disputed_the_outlet_says_that_accounts_differ() -> None:
    story = tell(
        Report(
            "Fight at the quay\n\nDan Lowe was hurt in a fight at the Sallow quay on Friday. "
            "There are conflicting accounts of how Lowe came to be hurt.",
            "2026-03-07",
        )
    )
    differing = claim(story, "conflicting accounts")
    assert (differing.status, differing.speakers, differing.about) == ("disputed", (), ("Dan Lowe",))


def test_a_no_to_something_else_disputes_nothing() -> None:
    story = tell(
        Report(
            "Fire at mill\n\nThe fire at the mill began in the boiler room, Peter Hallam said on Monday.", "2026-03-02"
        ),
        Report(
            "Mill fire\n\nThe fire at the mill began in the boiler room and nobody was hurt, Lena Marsh said on Tuesday.",
            "2026-03-03",
            "The Courier",
        ),
    )
    assert not [one for one in story.claims if one.status == "disputed"]


def test_not_heard_no_word_of_theirs() -> None:
    oil = claim(tell(OIL), "poured oil")
    assert (oil.about, oil.answered_by_subject) == (("Karl Brandt",), "not_heard")


def test_denied_those_it_is_about_say_no() -> None:
    assert claim(tell(OIL, NO_OIL), "poured oil").answered_by_subject == "denied"


def test_confirmed_those_it_is_about_say_so_themselves() -> None:
    story = tell(
        Report("Orr to leave\n\nTom Venn said on Monday that Mayor Ada Orr will leave office in May.", "2026-03-02"),
        Report(
            "Orr: I will go in May\n\n“I will leave office in May,” Mayor Ada Orr said on Tuesday.",
            "2026-03-03",
            "The Courier",
        ),
    )
    leaving = claim(story, "leave office in May")
    assert (leaving.status, leaving.answered_by_subject) == ("corroborated", "confirmed")


def test_declined_is_neither_a_denial_nor_agreement() -> None:
    story = tell(
        Report(
            "Auditor: council hid deficit\n\nThe auditor Ruth Kemble said on Monday that Mayor Ada Orr had hidden a deficit.\n\n"
            "Orr declined to comment.",
            "2026-03-02",
        )
    )
    hidden = claim(story, "hidden a deficit")
    assert (hidden.status, hidden.answered_by_subject) == ("single_source", "declined")


def test_an_office_that_keeps_silent_does_not_speak_for_its_head() -> None:
    story = tell(
        Report(
            "Venn: mayor agreed\n\nTom Venn said on Monday that Mayor Ada Orr had agreed to close the depot.\n\n"
            "Orr’s office did not release a record of the meeting.",
            "2026-03-02",
        )
    )
    agreed = claim(story, "agreed to close the depot")
    assert (agreed.status, agreed.speakers, agreed.answered_by_subject) == ("single_source", ("Tom Venn",), "not_heard")


def test_what_one_tells_of_anothers_words_is_the_first_ones_say_so() -> None:
    story = tell(
        Report(
            "Venn on the county\n\nTom Venn said on Monday that the engineer Peter Hallam had told him that the bridge would fall.",
            "2026-03-02",
        )
    )
    assert all(one.speakers == ("Tom Venn",) for one in story.claims)


def test_a_denial_later_withdrawn_is_shown_and_no_longer_disputes() -> None:
    story = tell(
        Report(
            "Venn denies taking money\n\nLena Marsh, who leads the Rill Group, accused Councilman Tom Venn of taking money from "
            "the ferry company.\n\nVenn denied on Monday that he had taken money from the ferry company.",
            "2026-03-02",
        ),
        Report(
            "Venn admits taking ferry money\n\n"
            "Councilman Tom Venn admitted on Friday that he had taken money from the ferry company.",
            "2026-03-06",
        ),
    )
    money = claim(story, "money from the ferry company")
    assert (money.status, money.denied_by, money.answered_by_subject) == ("corroborated", (), "confirmed")
    assert len(money.against) == 1  # the denial, still there
    assert money.withdrawn == money.against


def test_a_reprint_in_ten_outlets_is_one_voice() -> None:
    words = (
        "The county will close the Sallow ferry in June, the transport commissioner Iven Roe said on Monday. “The boats are forty "
        "years old and the repairs cost more than the fares bring in,” Roe told reporters at the quay. He said that the islanders "
        "would get a bus over the new causeway. The ferry carries 300 people a day, most of them workers at the mill."
    )
    story = tell(*(Report(f"Ferry to close\n\n{words}", "2026-03-02", f"Paper {number}") for number in range(10)))
    closing = claim(story, "close the Sallow ferry")
    assert (closing.status, closing.speakers, len(closing.outlets)) == ("single_source", ("Iven Roe",), 10)
    assert sum(article.reprint_of is not None for article in story.articles) == 9
    roe = next(person for person in story.people if person.name == "Iven Roe")
    assert roe.statements == 3


def test_an_outlets_own_words_in_ten_reprints_are_one_voice() -> None:
    words = (
        "A guard shot Dan Lowe at the Sallow quay on Friday evening, shortly before the last ferry left for the island with some "
        "forty people on board, many of whom saw what happened from the rail and were still shaking when they landed."
    )
    reprints = [Report(f"Shots at quay\n\n{words}", "2026-03-07", f"Paper {number}") for number in range(10)]
    shot = claim(tell(*reprints), "shot Dan Lowe")
    assert shot.status == "own_voice"


def test_an_article_revised_so_that_a_claim_vanishes_keeps_it_and_says_so() -> None:
    address = "https://harbour-post.example/fire"
    story = tell(
        Report(
            "Depot fire\n\nA fire broke out at the Sallow depot on Monday. The owner, Karl Brandt, had ignored three warnings, the "
            "inspector Ruth Kemble said. The fire was out by noon.",
            "2026-03-02",
            url=address,
        ),
        Report(
            "Depot fire\n\nA fire broke out at the Sallow depot on Monday. The fire was out by noon. Nobody was hurt.",
            "2026-03-03",
            url=address,
        ),
    )
    first, second = story.articles
    assert first.revised_by == second.id
    warned = claim(story, "ignored three warnings")
    assert warned.gone == (first.id,)
    assert not [one for one in story.claims if one is not warned and one.gone]


def test_a_claim_taken_back_keeps_its_speaker_and_says_so() -> None:
    story = tell(
        Report(
            "Marsh on the depot\n\nLena Marsh claimed on Monday that the depot had burned 40 tonnes of tyres.",
            "2026-03-02",
        ),
        Report("Marsh retracts\n\nLena Marsh retracted her claim on Friday.", "2026-03-06", "The Courier"),
    )
    tyres = claim(story, "40 tonnes of tyres")
    assert (tyres.status, tyres.speakers) == ("single_source", ("Lena Marsh",))
    assert tyres.withdrawn


def test_two_counts_of_one_day_that_cannot_both_be_right_are_disputed() -> None:
    story = tell(
        Report(
            "Trains\n\nMore than 300 trains were cancelled on Sunday, the union leader Lena Marsh said on Monday. "
            "Northrail said 180 trains were cancelled on Sunday.",
            "2026-03-02",
        )
    )
    trains = claim(story, "trains were cancelled")
    assert (trains.status, trains.speakers, trains.denied_by) == ("disputed", ("Lena Marsh",), ("Northrail",))


def test_the_head_of_a_body_is_no_second_voice_beside_it() -> None:
    story = tell(
        Report(
            "Northrail\n\nNorthrail chief executive Martin Gale said on Monday that the night trains had lost four million pounds. "
            "Northrail said that the night trains had lost four million pounds.",
            "2026-03-02",
        )
    )
    assert claim(story, "night trains had lost").status == "single_source"


FULL = Report(
    "Ferry sinks\n\nThe ferry sank off Sallow on Monday.\n\n“It was overloaded. There is no doubt about it,” the harbour master, "
    "Idris Vale, told reporters.\n\nThe owner, Corin Dask, denied that the ferry was overloaded.",
    "2026-05-12",
)


def test_a_denial_in_fuller_words_is_of_the_claim_before_it() -> None:
    full = claim(tell(FULL), "overloaded")
    assert (full.status, full.speakers, full.text) == (
        "disputed",
        ("Idris Vale",),
        "It was overloaded. There is no doubt about it",
    )


def test_a_quotation_of_short_sentences_is_a_claim_as_a_whole() -> None:
    again = Report(
        "Inquiry opens\n\n“It was overloaded, no doubt about that,” Idris Vale said on Tuesday.",
        "2026-05-13",
        "The Courier",
    )
    assert claim(tell(FULL, again), "overloaded").outlets == ("Harbour Post", "The Courier")


def test_a_denial_of_something_else_near_a_claim_is_not_of_it() -> None:
    story = tell(
        Report(
            "Ferry sinks\n\n“It was overloaded. There is no doubt about it,” the harbour master, Idris Vale, told reporters.\n\n"
            "The owner, Corin Dask, denied that he had left the country.",
            "2026-05-12",
        )
    )
    assert claim(story, "overloaded").status == "single_source"


WARD = Report(
    "Director accused\n\nThe nurse Petra Wynn said on Monday that Sven Aldous had told the nurses to change the charts.\n\n"
    "A spokeswoman, Ilse Korn, said the charge was “entirely false”.",
    "2026-03-02",
)


def test_that_the_charge_is_false_denies_the_charge_before_it() -> None:
    charts = claim(tell(WARD), "change the charts")
    assert (charts.status, charts.denied_by) == ("disputed", ("Ilse Korn",))
    assert "Ilse Korn" not in charts.about


def test_who_denies_doing_it_denies_that_it_was_done() -> None:
    denied = Report(
        "Director speaks\n\nSven Aldous denied on Tuesday telling the nurses to change the charts.", "2026-03-03"
    )
    charts = claim(tell(WARD, denied), "change the charts")
    assert charts.denied_by == ("Ilse Korn", "Sven Aldous")


def test_a_denial_that_is_taken_back_disputes_no_more() -> None:
    back = Report(
        "Spokeswoman retracts\n\nThe spokeswoman, Ilse Korn, withdrew her statement that the charge was false.",
        "2026-03-09",
    )
    charts = claim(tell(WARD, back), "change the charts")
    assert (charts.status, charts.denied_by) == ("single_source", ())
    assert charts.withdrawn


def test_to_reject_a_thing_is_no_denial() -> None:
    story = tell(
        Report("Inquiry\n\nThe director, Sven Aldous, rejected an independent inquiry on Tuesday.", "2026-03-03")
    )
    assert not [one for one in story.claims if one.status == "disputed"]
