from __future__ import annotations

import pytest

from onrecord.terms import Published
from tests.reader.times.seen import only, parsed, times


@pytest.mark.parametrize(
    ("text", "date", "end"),
    [
        ("the past year", "2025-01-25", "2026-01-25"),
        ("the next two weeks", "2026-01-25", "2026-02-08"),
        ("the last two quarters", "2025-07", "2025-12-31"),
        ("two weeks from now", "2026-02-08", None),
        ("a day after tomorrow", "2026-01-27", None),
        ("two weeks and 2 days ago", "2026-01-09", None),
        ("two days after Christmas", "2025-12-27", None),
        ("three weeks from Tuesday", "2026-02-10", None),
        ("three days starting Monday", "2026-01-19", "2026-01-21"),
        ("the week of Jan. 12", "2026-01-12", "2026-01-18"),
        ("this working week", "2026-01-19", "2026-01-23"),
        ("the year to date", "2026", "2026-01-25"),
        ("this quarter", "2026-01", "2026-03-31"),
        ("this decade", "2020", "2029-12-31"),
        ("last century", "1901", "2000-12-31"),
        ("next weekend", "2026-01-31", "2026-02-01"),
        ("earlier this month", "2026-01", "2026-01-25"),
        ("the end of the month", "2026-01", "2026-01-31"),
    ],
)
def test_seen_from_publication(text: str, date: str, end: str | None) -> None:
    found = only(f"Orr left {text} .")
    assert (found.text, found.date, found.end) == (text, date, end)
    assert {t.date for t in times(f"Orr left {text} .", None)} == {None}


@pytest.mark.parametrize(
    ("second", "date"),
    [
        ("The next day", "2016-11-09"),
        ("Two days later", "2016-11-10"),
        ("A year earlier", "2015"),
        ("The day before", "2016-11-07"),
        ("That month", "2016-11"),
        ("The same year", "2016"),
        ("The following year", "2017"),
        ("That evening", "2016-11-08"),
    ],
)
def test_seen_from_the_time_last_told(second: str, date: str) -> None:
    assert times(f"Orr won on Nov. 8, 2016 . {second} , Venn left .")[1].date == date


@pytest.mark.parametrize(
    "text", ["The next day", "Two days later", "That month", "The following year", "the day before"]
)
def test_with_nothing_told_before_they_mean_no_date(text: str) -> None:
    assert only(f"Orr left . {text} , Venn came .").date is None


def test_what_is_told_far_off_is_not_leaned_on() -> None:
    text = "Orr won on Nov. 8, 2016 . " + "Venn left . " * 6 + "The next day , it rained ."
    assert times(text)[1].date is None


TO_COME = """
Orr PROPN 3 nsubj
will AUX 3 aux
leave VERB 0 root
in ADP 6 case
two NUM 6 nummod
months NOUN 3 obl
. PUNCT 3 punct
"""


def test_in_two_months_is_a_point_ahead_and_else_a_length() -> None:
    (ahead,) = parsed(TO_COME)
    assert (ahead.date, ahead.duration) == ("2026-03", None)
    (took,) = parsed(TO_COME.replace("will AUX 3 aux", "had AUX 3 aux").replace("leave", "left"))
    assert (took.date, took.duration) == (None, "P2M")


def test_this_weekend_told_on_a_monday_of_what_was_done() -> None:
    table = """
Orr PROPN 2 nsubj
marched VERB 0 root
this DET 4 det
weekend NOUN 2 obl
. PUNCT 2 punct
"""
    (found,) = parsed(table, Published("2026-01-26", "day", "given"))
    assert (found.date, found.end) == ("2026-01-24", "2026-01-25")


def test_words_of_a_name_are_no_times() -> None:
    assert times("Orr told the Harbor Today that all is well .") == ()
