from __future__ import annotations

import pytest

from tests.reader.times.seen import only, parsed, times


@pytest.mark.parametrize(
    ("text", "date", "end", "precision"),
    [
        ("early October 2024", "2024-10", "2024-10-31", "month"),
        ("mid-November 2024", "2024-11", "2024-11-30", "month"),
        ("the end of 1989", "1989", "1989-12-31", "year"),
        ("this September", "2026-09", "2026-09-30", "month"),
        ("the summer of 2003", "2003-06", "2003-08-31", "month"),
        ("last fall", "2025-09", "2025-11-30", "month"),
        ("next summer", "2026-06", "2026-08-31", "month"),
        ("this winter", "2025-12", "2026-02-28", "month"),
        ("the first quarter of 2025", "2025-01", "2025-03-31", "month"),
        ("Q3 2019", "2019-07", "2019-09-30", "month"),
        ("the second half of last year", "2025-07", "2025-12-31", "month"),
        ("fiscal 2027", "2027", None, "year"),
        ("fiscal year 2026", "2026", None, "year"),
        ("the last fiscal year", "2025", None, "year"),
        ("the 1990s", "1990", "1999-12-31", "year"),
        ("the late ’80s", "1980", "1989-12-31", "year"),
        ("the sixties", "1960", "1969-12-31", "year"),
        ("the 19th century", "1801", "1900-12-31", "year"),
        ("the 1800s", "1800", "1899-12-31", "year"),
        ("2015-16", "2015", "2016-12-31", "year"),
        ("From 2014 to April 2015", "2014", "2015-04-30", "year"),
        ("between 2019 and 2021", "2019", "2021-12-31", "year"),
        ("from 2014 through May 2018", "2014", "2018-05-31", "year"),
        ("from January to April 2015", "2015-01", "2015-04-30", "month"),
        ("Nov.-Feb. 2017", "2016-11", "2017-02-28", "month"),
        ("490 BC", "-0489", "-0489-12-31", "year"),
        ("499-493 BC", "-0498", "-0492-12-31", "year"),
        ("the 4th century BC", "-0399", "-0300-12-31", "year"),
        ("the last two months of 2021", "2021-11", "2021-12-31", "month"),
        ("the first week of 2021", "2021-01-04", "2021-01-10", "week"),
    ],
)
def test_periods(text: str, date: str, end: str | None, precision: str) -> None:
    found = only(f"Orr lived in {text} .")
    assert (found.text.removeprefix("in "), found.date, found.end, found.precision) == (text, date, end, precision)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("since 2015", "on_or_after"),
        ("by 2030", "on_or_before"),
        ("before 2018", "before"),
        ("after March 2024", "after"),
        ("in early 2019", "start"),
        ("at the end of 2019", "end"),
        ("around 1950", "approx"),
        ("early Sunday", "start"),
    ],
)
def test_modifiers(text: str, modifier: str) -> None:
    found = only(f"It was so {text} .")
    assert found.modifier == modifier
    assert (found.end is None) == (modifier in ("on_or_after", "after") or found.precision == "day")


@pytest.mark.parametrize("text", ["in nineteen eighty-six", "in nineteen hundred eighty-six", "in 1986", "in ’86"])
def test_a_year_in_words_and_in_two_figures(text: str) -> None:
    assert only(f"Orr left {text} .").date == "1986"


IN_NOVEMBER = """
If SCONJ 3 mark
Orr PROPN 3 nsubj
wins VERB 0 root
in ADP 5 case
April PROPN 3 obl
. PUNCT 3 punct
"""


def test_a_month_with_a_verb_in_the_present_is_the_next() -> None:
    assert [t.date for t in parsed(IN_NOVEMBER)] == ["2026-04"]
    assert [t.date for t in parsed(IN_NOVEMBER.replace("wins", "won"))] == ["2025-04"]


VOTERS = """
Some DET 3 det
1900 NUM 3 nummod
voters NOUN 4 nsubj
left VERB 0 root
. PUNCT 4 punct
"""
LEVELS = """
Sales NOUN 2 nsubj
fell VERB 0 root
below ADP 5 case
2005 NUM 5 nummod
levels NOUN 2 obl
. PUNCT 2 punct
"""


def test_a_number_that_counts_is_no_year() -> None:
    assert parsed(VOTERS) == ()
    assert [t.date for t in parsed(LEVELS)] == ["2005"]


def test_winter_coats_and_summer_associates_are_no_times() -> None:
    table = """
As ADP 4 case
a DET 4 det
summer NOUN 4 compound
associate NOUN 6 obl
Orr PROPN 6 nsubj
wrote VERB 0 root
. PUNCT 6 punct
"""
    assert parsed(table) == ()
    assert [t.part for t in times("Orr wrote in the summer .")] == ["summer"]
