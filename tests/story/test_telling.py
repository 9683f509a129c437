"""A story as a whole: its days, its people, its timeline, and that the order of adding changes nothing."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

import onrecord
from tests.story.telling import Report, add, read, tell

SUNDAY = Report(
    "Orr calls on the county\n\nMayor Ada Orr on Sunday called on the county commissioner Iven Roe to pay for the harbour wall, "
    "three days after a storm broke it and flooded the Sallow quay.\n\n“The county has the money,” Orr said.",
    "2026-01-25",
)
UNDATED = Report(
    "Roe agrees to pay for harbour wall, mayor says\n\nMayor Ada Orr said Monday that the county commissioner Iven Roe had agreed to "
    "pay for the harbour wall.\n\nThe wall broke in a storm on Jan. 22, which flooded the Sallow quay. “He called me,” Orr said.",
    outlet="The Courier",
)


def test_an_undated_article_gets_the_day_that_the_story_forces_with_the_reason() -> None:
    story = tell(SUNDAY, UNDATED)
    published = story.articles[1].published
    assert published is not None
    assert (published.date, published.basis) == ("2026-01-26", "inferred")
    assert (
        published.why == "“Monday” in its lead, after “Jan. 22”; another report of the story is of Sunday, 2026-01-25"
    )
    assert (story.first, story.last) == ("2026-01-25", "2026-01-26")


def test_times_of_an_article_whose_day_is_inferred_are_resolved_too() -> None:
    story = tell(SUNDAY, UNDATED)
    said = next(one for one in story.timeline if "had agreed to pay" in one.text)
    assert (said.date, said.according_to, said.basis) == ("2026-01-26", ("Ada Orr",), "told")


def test_a_day_of_a_month_may_be_written_either_way() -> None:
    british = Report(UNDATED.text.replace("on Jan. 22", "on 22 January"), outlet="The Courier")
    published = tell(SUNDAY, british).articles[1].published
    assert published is not None
    assert published.date == "2026-01-26"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mayor Ada Orr said Monday that Iven Roe had agreed to pay for the harbour wall.", "no day of a month"),
        ("Mayor Ada Orr said that the wall broke in a storm on Jan. 22.", "no weekday"),
        ("Mayor Ada Orr said Monday that the wall broke in a storm on June 4.", "too far from the other report"),
        ("Mayor Ada Orr said Monday, and Iven Roe on Tuesday, that the wall broke on Jan. 22.", "two weekdays"),
        ("Mayor Ada Orr will speak on Monday of the wall that broke on Jan. 22.", "a day to come"),
    ],
)
def test_where_nothing_forces_a_day_there_is_none(text: str, why: str) -> None:
    story = tell(SUNDAY, Report(f"Harbour wall\n\n{text}"))
    assert story.articles[-1].published is None, why


def test_an_undated_article_alone_stays_undated() -> None:
    (article,) = tell(UNDATED).articles
    assert article.published is None


def test_two_people_of_the_same_surname_are_two() -> None:
    story = tell(
        Report("Orrs\n\nMayor Ada Orr said on Monday that the wall was safe. “It is safe,” Orr said.", "2026-03-02"),
        Report(
            "Bricks\n\nBen Orr, a bricklayer, said on Tuesday that he had seen cracks.", "2026-03-03", "The Courier"
        ),
    )
    assert {person.name for person in story.people if "Orr" in person.name} == {"Ada Orr", "Ben Orr"}


def test_somebody_only_told_of_has_not_been_heard() -> None:
    people = {person.name: person for person in tell(SUNDAY, UNDATED).people}
    assert people["Ada Orr"].heard
    assert not people["Iven Roe"].heard


def test_the_timeline_goes_by_when_things_happened_not_by_when_they_were_printed() -> None:
    story = tell(
        Report("Late report\n\nA guard shot Dan Lowe at the Sallow quay on Jan. 5, 2026.", "2026-03-07"),
        Report("Early report\n\nPolice arrested Karl Brandt in Harwick on Feb. 10, 2026.", "2026-02-11", "The Courier"),
    )
    assert [one.date for one in story.timeline] == ["2026-01-05", "2026-02-10"]


def test_every_pointer_leads_to_a_row_and_words_of_the_record() -> None:
    story = tell(SUNDAY, UNDATED)
    texts = {read(one).article.id: read(one) for one in (SUNDAY, UNDATED)}
    pointers = [
        pointer
        for items in (story.timeline, story.claims, story.demands, story.figures)
        for item in items
        for pointer in item.pointers
    ]
    assert pointers
    for pointer in pointers:
        reading = texts[pointer.article]
        assert pointer.statement is None or pointer.statement in {one.id for one in reading.statements}
        assert pointer.event is None or pointer.event in {one.id for one in reading.events}
        assert all(0 <= start < end <= len(reading.article.text) for start, end in pointer.spans)


def test_the_first_pointer_of_a_claim_leads_to_its_words() -> None:
    texts = {read(one).article.id: read(one).article.text for one in (SUNDAY, UNDATED)}
    for claim in tell(SUNDAY, UNDATED).claims:
        pointer = claim.pointers[0]
        words = " ".join(" ".join(texts[pointer.article][start:end] for start, end in pointer.spans).split())
        assert words == claim.text


def test_the_order_of_adding_changes_no_story(tmp_path: Path) -> None:
    third = Report(
        "County: no promise yet\n\nThe county denied on Tuesday that Iven Roe had agreed to pay for the harbour wall, which a storm "
        "broke on Jan. 22.\n\nMayor Ada Orr said that Roe had called her.",
        "2026-01-27",
        "Northline News",
    )
    told = []
    for number, order in enumerate(permutations((SUNDAY, UNDATED, third))):
        with onrecord.open_record(tmp_path / f"{number}.db") as record:
            add(record, order)
            view = record.view()
            told.append([onrecord.story_of(view, headline.id) for headline in onrecord.stories(view)])
    assert len(told[0]) == 1
    assert all(stories == told[0] for stories in told)


def test_any_article_leads_to_its_story(tmp_path: Path) -> None:
    with onrecord.open_record(tmp_path / "record.db") as record:
        ids = add(record, (SUNDAY, UNDATED))
        view = record.view()
        assert onrecord.story_of(view, ids[0]) == onrecord.story_of(view, ids[1][:8])


def test_the_two_reports_of_a_call_that_only_one_side_tells_of(seeds: tuple[Report, ...]) -> None:
    story = tell(*seeds)
    agreed = next(one for one in story.claims if "agreed to cooperate" in one.text)
    assert (agreed.status, agreed.speakers, agreed.answered_by_subject) == (
        "single_source",
        ("Donald Trump",),
        "not_heard",
    )


@pytest.fixture
def seeds() -> tuple[Report, ...]:
    folder = Path(__file__).parents[3] / "shared" / "acceptance" / "seeds"
    if not folder.is_dir():
        pytest.skip("the two reports of the acceptance check are not part of this repository")
    return tuple(Report(path.read_text(encoding="utf-8"), outlet=None) for path in sorted(folder.glob("*.txt")))
