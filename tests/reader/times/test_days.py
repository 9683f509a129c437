from __future__ import annotations

from datetime import date

import pytest

from onrecord.reader.times.holidays import easter, holiday, nth_weekday
from onrecord.terms import Published
from tests.reader.times.seen import only, parsed, times


@pytest.mark.parametrize(
    ("text", "date", "end"),
    [
        ("Saturday, June 24, 1950", "1950-06-24", None),
        ("the fourth of July 1995", "1995-07-04", None),
        ("the 19th of October 1950", "1950-10-19", None),
        ("Feb. 2nd, 2019", "2019-02-02", None),
        ("March twenty-third, 2019", "2019-03-23", None),
        ("25.1.2026", "2026-01-25", None),
        ("5/3/18", "2018-05-03", None),
        ("2026-01-25T14:03:00Z", "2026-01-25T14:03Z", None),
        ("June 3-5", "2026-06-03", "2026-06-05"),
        ("from 9 to 12 June 2020", "2020-06-09", "2020-06-12"),
        ("from April 27 to the third", "2026-04-27", "2026-05-03"),
        ("Feb. 28 to March 1, 2024", "2024-02-28", "2024-03-01"),
        ("Nov. 18-Dec. 19, 2015", "2015-11-18", "2015-12-19"),
        ("the past Friday", "2026-01-23", None),
        ("last Wednesday", "2026-01-14", None),
        ("next Monday", "2026-01-26", None),
        ("this coming Friday", "2026-01-30", None),
        ("Monday to Thursday", "2026-01-19", "2026-01-22"),
        ("Monday of next week", "2026-01-26", None),
        ("the first Monday of November 2025", "2025-11-03", None),
        ("the last Friday in May 2024", "2024-05-31", None),
        ("9/11", "2001-09-11", None),
    ],
)
def test_days(text: str, date: str, end: str | None) -> None:
    found = only(f"Orr left {text} .")
    assert (found.text, found.date, found.end) == (text, date, end)


def test_the_attacks_of_september_11_are_of_2001() -> None:
    assert only("Orr spoke of the Sept. 11 attacks .").date == "2001-09-11"
    assert only("Orr spoke on Sept. 11 .").date == "2025-09-11"


def test_days_in_a_list() -> None:
    assert [t.date for t in times("They met on May 4 and 5 .")] == ["2026-05-04", "2026-05-05"]
    assert [t.text for t in times("They met on 18 and 19 June .")] == ["18", "19 June"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Christmas", "2025-12-25"),
        ("last Christmas", "2025-12-25"),
        ("next Christmas", "2026-12-25"),
        ("Christmas 2019", "2019-12-25"),
        ("Thanksgiving 2023", "2023-11-23"),
        ("Labor Day 2021", "2021-09-06"),
        ("Election Day 2024", "2024-11-05"),
        ("Good Friday 2024", "2024-03-29"),
        ("New Year’s Eve", "2025-12-31"),
        ("Martin Luther King Jr. Day", "2026-01-19"),
    ],
)
def test_holidays(text: str, date: str) -> None:
    assert only(f"Orr came on {text} .").date == date


def test_a_feast_that_hangs_on_the_moon_keeps_its_words() -> None:
    assert (only("Orr came for Ramadan .").date, only("Orr came for Ramadan .").text) == (None, "Ramadan")


def test_a_long_weekend() -> None:
    found = only("Orr came for Labor Day weekend 2021 .")
    assert (found.date, found.end, found.part) == ("2021-09-04", "2021-09-06", "weekend")


@pytest.mark.parametrize(
    ("year", "day"), [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day
    assert holiday("Easter Monday", year) == date.fromordinal(day.toordinal() + 1)


def test_nth_weekday() -> None:
    assert nth_weekday(2026, 1, 0, 1) == date(2026, 1, 5)
    assert nth_weekday(2025, 12, 2, -1) == date(2025, 12, 31)
    assert nth_weekday(2025, 5, 0, -1) == date(2025, 5, 26)


SET_FOR = """
Orr PROPN 2 nsubj
was AUX 3 aux:pass
tried VERB 0 root
Feb. PROPN 3 obl
3 NUM 4 nummod
. PUNCT 3 punct
"""
WILL = SET_FOR.replace("was AUX", "will AUX").replace("tried", "try").replace("Feb.", "Dec.").replace("3 NUM", "30 NUM")
TO_LEAVE = """
They PRON 2 nsubj
forced VERB 0 root
Orr PROPN 2 obj
to PART 5 mark
leave VERB 2 xcomp
on ADP 7 case
Jan. PROPN 5 obl
20 NUM 7 nummod
. PUNCT 2 punct
"""


def test_a_day_near_at_hand_is_taken_against_the_tense_but_not_against_will() -> None:
    assert [t.date for t in parsed(SET_FOR)] == ["2026-02-03"]
    assert [t.date for t in parsed(WILL)] == ["2026-12-30"]
    assert [t.date for t in parsed(TO_LEAVE)] == ["2026-01-20"]


BEGINS = """
The DET 2 det
trial NOUN 3 nsubj
begins VERB 0 root
Tuesday PROPN 3 obl
. PUNCT 3 punct
"""


def test_the_present_tense_of_what_is_scheduled_looks_ahead() -> None:
    assert [t.date for t in parsed(BEGINS)] == ["2026-01-27"]
    assert [t.date for t in parsed(BEGINS.replace("begins", "began"))] == ["2026-01-20"]


def test_the_article_s_day_may_be_known_to_the_minute() -> None:
    assert only("Orr left Monday .", Published("2026-01-25T14:03:00Z", "minute", "metadata")).date == "2026-01-19"
