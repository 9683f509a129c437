"""Figures read from sentences as news writes them, with the shipped model's parse."""

from __future__ import annotations

import json
import math

import pytest

from onrecord.reader.analyse import analyse
from onrecord.reader.encoder import Encoder
from onrecord.reader.figures import find_figures
from onrecord.reader.times import find_times
from onrecord.reader.trees import Tree, tree_of
from onrecord.terms import Bound, Figure, Published, Span
from tests.reader.build import Known

SUNDAY = Published("2026-01-25", "day", "given")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(threads=1)


def read(encoder: Encoder, text: str) -> tuple[Figure, ...]:
    tree = tree_of(analyse(text, encoder))
    times = find_times(tree, published=SUNDAY)
    return find_figures(tree, Known(tree.analysis, {"Ovria": "e1", "Talm": "e2"}), times=times, basis=lambda _: None)


def row(figure: Figure) -> tuple[str, float, float | None, Bound, str | None, str | None]:
    of = figure.of.text if figure.of else None
    return figure.text, figure.value, figure.upper, figure.bound, figure.unit, of


Row = tuple[str, float, float | None, Bound, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # people, votes and things
        ("Police arrested more than 150,000 armed rebels.", [("150,000", 150000, None, "more_than", "people", "armed rebels")]),
        ("The storm killed two Ovrian citizens.", [("two", 2, None, "exactly", "people", "Ovrian citizens")]),
        ("She won 1.2 million votes.", [("1.2 million", 1.2e6, None, "exactly", "votes", "votes")]),
        ("Orr outlined four specific actions.", [("four", 4, None, "exactly", None, "specific actions")]),
        ("Thousands of federal agents were sent there.", [("Thousands", 1000, None, "more_than", "people", "federal agents")]),
        ("Tens of thousands of workers went home.", [("Tens of thousands", 10000, None, "more_than", "people", "workers")]),
        ("Dozens of houses burned.", [("Dozens", 12, None, "more_than", None, "houses")]),
        ("Several hundred protesters gathered.", [("hundred", 100, None, "more_than", "people", "protesters")]),
        ("They lost two of the five boats.", [("two", 2, None, "exactly", None, "boats"), ("five", 5, None, "exactly", None, "boats")]),
        ("The blast killed 12 and wounded 30.", [("12", 12, None, "exactly", "people", None), ("30", 30, None, "exactly", "people", None)]),
        ("One person was killed.", [("One", 1, None, "exactly", "people", "person")]),
        ("A 12-member panel met.", [("12", 12, None, "exactly", "people", "member")]),
        ("Orr is the mother of three.", [("three", 3, None, "exactly", "people", None)]),
        ("Officials read 2,093 of Venn's emails.", [("2,093", 2093, None, "exactly", None, "Venn's emails")]),
        (
            "The war brought 30,000 combat and civilian deaths.",
            [("30,000", 30000, None, "exactly", None, "combat and civilian deaths")],
        ),
        ("Thousands marched in Ovria.", [("Thousands", 1000, None, "more_than", "people", None)]),
        ("They need the 1,237 delegate threshold.", [("1,237", 1237, None, "exactly", "people", "delegate")]),
        ("The university surveyed 1,042 Ohio registered voters.", [("1,042", 1042, None, "exactly", "people", "Ohio registered voters")]),
        ("A report put the number of victims at 9,000.", [("9,000", 9000, None, "exactly", "people", "victims")]),
        ("Ovria has a population of 2.3 million.", [("2.3 million", 2.3e6, None, "exactly", "people", "population")]),
        (
            "The storm left 14 dead and 200 missing.",
            [("14", 14, None, "exactly", "people", None), ("200", 200, None, "exactly", "people", None)],
        ),
        # money
        ("Orr sold the firm for $4.2bn.", [("$4.2bn", 4.2e9, None, "exactly", "USD", None)]),
        ("The state sent $5 million in aid.", [("$5 million", 5e6, None, "exactly", "USD", "aid")]),
        ("They asked for £30m.", [("£30m", 30e6, None, "exactly", "GBP", None)]),
        ("The bank lost €5 m on the deal.", [("€5 m", 5e6, None, "exactly", "EUR", None)]),
        ("It costs A$12 a day.", [("A$12", 12, None, "exactly", "AUD", None)]),
        ("He gave 12 million dollars to the museum.", [("12 million dollars", 12e6, None, "exactly", "USD", None)]),
        ("The city owes hundreds of thousands of dollars.", [("hundreds of thousands of dollars", 1e5, None, "more_than", "USD", None)]),
        ("Venn held a $10,000-a-plate dinner.", [("$10,000", 10000, None, "exactly", "USD", None)]),
        ("The price is between $8 billion and $12 billion.", [("$8 billion and $12 billion", 8e9, 12e9, "range", "USD", "price")]),
        ("The wall needs a $5-10 million payment.", [("$5-10 million", 5e6, 10e6, "range", "USD", "payment")]),
        ("The group spent $3 million on television ads.", [("$3 million", 3e6, None, "exactly", "USD", "television ads")]),
        ("She raised $4 million for a new school.", [("$4 million", 4e6, None, "exactly", "USD", "new school")]),
        ("The firm spent $90,000 in total.", [("$90,000", 90000, None, "exactly", "USD", None)]),
        ("The firm holds contracts worth $40 million.", [("$40 million", 4e7, None, "exactly", "USD", "contracts")]),
        ("The wall will cost $8 billion.", [("$8 billion", 8e9, None, "exactly", "USD", "wall")]),
        ("The debt has ballooned to $18 trillion.", [("$18 trillion", 1.8e13, None, "exactly", "USD", "debt")]),
        ("They raised the minimum wage to $15.", [("$15", 15, None, "exactly", "USD", "minimum wage")]),
        ("The trust owes the bank millions.", [("millions", 1e6, None, "more_than", "USD", None)]),
        # percent, points, shares
        ("He won 19 percent among moderate voters.", [("19 percent", 19, None, "exactly", "percent", "moderate voters")]),
        (
            "Among women, Orr leads 52 percent to 40 percent.",
            [("52 percent", 52, None, "exactly", "percent", "women"), ("40 percent", 40, None, "exactly", "percent", "women")],
        ),
        (
            "Male troops backed Orr, 57 percent to 22 percent.",
            [
                ("57 percent", 57, None, "exactly", "percent", "Male troops"),
                ("22 percent", 22, None, "exactly", "percent", "Male troops"),
            ],
        ),
        ("The poll put his approval at 38 percent.", [("38 percent", 38, None, "exactly", "percent", "approval")]),
        ("Unemployment at 5 percent is low.", [("5 percent", 5, None, "exactly", "percent", "Unemployment")]),
        ("The greatest support (31 percent) came from the navy.", [("31 percent", 31, None, "exactly", "percent", "greatest support")]),
        ("Her rating of -11 points fell.", [("-11 points", -11, None, "exactly", "percentage points", "rating")]),
        ("About 40 percent of likely voters agreed.", [("40 percent", 40, None, "about", "percent", "likely voters")]),
        ("Prices rose 12.5%.", [("12.5%", 12.5, None, "exactly", "percent", "Prices")]),
        ("Venn has a 5-point lead in the poll.", [("5-point", 5, None, "exactly", "percentage points", "lead")]),
        ("The real rate could be as high as 42 percent.", [("42 percent", 42, None, "less_than", "percent", "real rate")]),
        ("Orr scored 31 points in the win.", [("31 points", 31, None, "exactly", "points", None)]),
        ("Support fell by three percentage points.", [("three percentage points", 3, None, "exactly", "percentage points", "Support")]),
        ("Nearly a third of its members resigned.", [("a third", 1 / 3, None, "less_than", "share", "members")]),
        ("Two-thirds of senators voted for it.", [("Two-thirds", 2 / 3, None, "exactly", "share", "senators")]),
        ("Nearly one in five voters stayed home.", [("one in five", 0.2, None, "less_than", "share", "voters")]),
        (
            "Venn led Orr 45 percent to 40 percent.",
            [("45 percent", 45, None, "exactly", "percent", None), ("40 percent", 40, None, "exactly", "percent", None)],
        ),
        (
            "The survey has a margin of error of plus or minus 3 percentage points.",
            [("3 percentage points", 3, None, "exactly", "percentage points", "margin of error")],
        ),
        ("More than nine of 10 Republicans agreed.", [("nine of 10", 0.9, None, "more_than", "share", "Republicans")]),
        # measures and ages
        ("Ada Orr, 37, said no.", [("37", 37, None, "exactly", "years", None)]),
        ("A 37-year-old man was hurt.", [("37-year-old", 37, None, "exactly", "years", None)]),
        ("She served a four-year term.", [("four-year", 4, None, "exactly", "years", "term")]),
        ("He served 12 years in prison.", [("12 years", 12, None, "exactly", "years", None)]),
        ("The fire burned 300 acres.", [("300 acres", 300, None, "exactly", "acres", None)]),
        ("The road is 12 miles long.", [("12 miles", 12, None, "exactly", "miles", None)]),
        ("He died when he was 12.", [("12", 12, None, "exactly", "years", None)]),
        ("Over a 40-year career he won.", [("40-year", 40, None, "exactly", "years", "career")]),
        # scores and ranks
        ("Orr beat Venn 42-40.", [("42-40", 42, 40, "exactly", "score", None)]),
        ("It passed by a vote of 90 to 10.", [("90 to 10", 90, 10, "exactly", "score", "vote")]),
        ("The court ruled 5-4 for the city.", [("5-4", 5, 4, "exactly", "score", None)]),
        ("The council approved it on a 60-40 vote.", [("60-40", 60, 40, "exactly", "score", "vote")]),
        ("It is the third-largest city.", [("third", 3, None, "exactly", "rank", "largest city")]),
        ("Orr is the No. 2 Democrat.", [("No. 2", 2, None, "exactly", "rank", "Democrat")]),
        # bounds and ranges
        ("Up to 700 workers may go.", [("700", 700, None, "less_than", "people", "workers")]),
        ("As many as 90 homes burned.", [("90", 90, None, "less_than", None, "homes")]),
        ("Some 40 homes burned.", [("40", 40, None, "about", None, "homes")]),
        ("At least 40 homes burned.", [("40", 40, None, "more_than", None, "homes")]),
        ("Firms with 50 or more employees must pay.", [("50", 50, None, "more_than", "people", "employees")]),
        ("The plan needs 10 to 15 ships.", [("10 to 15", 10, 15, "range", None, "ships")]),
        ("Between 5 and 10 ships were lost.", [("5 and 10", 5, 10, "range", None, "ships")]),
        ("The price rose from $10 to $15.", [("$10", 10, None, "exactly", "USD", "price"), ("$15", 15, None, "exactly", "USD", "price")]),
    ],
)  # fmt: skip
def test_what_a_number_says(encoder: Encoder, text: str, rows: list[Row]) -> None:
    found = [row(figure) for figure in read(encoder, text)]
    assert [(t, u, b, unit, of) for t, _, u, b, unit, of in found] == [
        (t, u, b, unit, of) for t, _, u, b, unit, of in rows
    ]
    assert [v for _, v, *_ in found] == pytest.approx([v for _, v, *_ in rows])


@pytest.mark.parametrize(
    "text",
    [
        "Orr arrived on Jan. 24, 2026.",
        "The polls close at 7 p.m. on Tuesday.",
        "Call 555-1234 or (212) 555-0123.",
        "The 2016 election was close.",
        "She watched Super Bowl 50 on Channel 4.",
        "No one knew which one he meant.",
        "It was one of the worst storms.",
        "He lives at 1600 Harbor Avenue.",
        "The 2016-17 season was long.",
        "It fell in the first place.",
        "The F-16 and the COVID-19 ward were named.",
        "Four years ago he left.",
        "She called 911.",
        "The two agreed.",
        "See section 215 and page 4.",
        "They saw the film 13 Hours.",
        "The Gang of Eight met.",
        "A six-figure sum was paid.",
        "She 1) read it and 2) signed it.",
        "The second half of May was wet.",
        "He is a one-time rival.",
        "He heard http://example.org/12/34 and @orr99.",
    ],
)
def test_labels_are_no_figures(encoder: Encoder, text: str) -> None:
    assert [figure.text for figure in read(encoder, text)] == []


def test_places_and_period_of_the_clause(encoder: Encoder) -> None:
    text = "He said that in Ovria, Talm and Georgia, police arrested more than 900 smugglers over the past year."
    (figure,) = read(encoder, text)
    assert [(ref.text, ref.entity) for ref in figure.places] == [("Ovria", "e1"), ("Talm", "e2"), ("Georgia", None)]
    assert figure.period
    assert figure.period.text == "the past year"
    assert figure.period.date == "2025-01-25"


def test_a_figure_rests_on_the_statement_that_holds_it(encoder: Encoder) -> None:
    tree = tree_of(analyse("Orr said two men died. Three men lived.", encoder))
    rested = find_figures(
        tree, Known(tree.analysis), times=(), basis=lambda span: "s1" if span < Span(20, 20) else None
    )
    assert [(figure.text, figure.basis) for figure in rested] == [("two", "s1"), ("Three", None)]


def flat_tree(text: str) -> Tree:
    from tests.reader.build import flat

    return tree_of(flat(text))


@pytest.mark.parametrize("digits", ["9" * 400, "1" * 20, "0" * 50, "1," * 300, "1." * 300, "-" * 50 + "1"])
def test_what_no_float_holds_is_left_out(digits: str) -> None:
    for figure in find_figures(
        flat_tree(f"It cost {digits} dollars ."), Known(flat_tree("x").analysis), times=(), basis=lambda _: None
    ):
        assert math.isfinite(figure.value)
        assert json.loads(json.dumps(figure.value)) == figure.value
        assert len(figure.text) < 20


def test_many_numbers_are_read_in_one_pass() -> None:
    tree = flat_tree(" ".join(f"{n},{n % 900 + 100} men and" for n in range(1, 400)) + " .")
    found = find_figures(tree, Known(tree.analysis), times=(), basis=lambda _: None)
    assert [figure.value for figure in found] == [n * 1000 + n % 900 + 100 for n in range(1, 400)]
    assert all(tree.analysis.words.text[f.spans[0].start : f.spans[0].end] == f.text for f in found)
