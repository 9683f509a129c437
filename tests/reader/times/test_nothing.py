"""What is no time, and what is too much: nothing invented, in linear time."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from onrecord.reader.analysis import Name, Run
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from tests.reader.build import flat
from tests.reader.times.seen import SUNDAY, only, times


@pytest.mark.parametrize(
    "text",
    [
        "He may go .",
        "May I ask ?",
        "Will and June Orr will march to the sea .",
        "They march 20 miles .",
        "The Sun rose and Mar was there .",
        "2,015 people came .",
        "It lost by 12-8 .",
        "It cost $2015 .",
        "Only 1,999 were left .",
        "Call 555-2010-2015 or 206-555-1212 .",
        "Feb. 30 , 25:61 and 99/99/2026 are none .",
        "On June 31 , 2024 nothing was .",
        "The vote was 7/6 .",
        "A 4:3 ratio",
        "The most up to date equipment",
        "One may second the motion in a second .",
        "It was the dawn of a new age .",
    ],
)
def test_no_time(text: str) -> None:
    analysis = flat(text)
    words = [analysis.words[i] for i in range(len(analysis.words))]
    names = tuple(Name(Run(i, i + 2), "Person", 0.9) for i in range(len(words)) if words[i : i + 2] == ["June", "Orr"])
    assert find_times(tree_of(replace(analysis, names=names)), published=SUNDAY) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "1,234 people and 56 ", "Jan. 24 , 2020 ", "Feb. 30 , 25:61 99/99/2026 ", "Monday to ", "9" * 400 + " ", "from June 3 to ",
        "the first two weeks of ", "1999-2000-", "--- 12:30:", "early late mid ",
    ],
)  # fmt: skip
def test_linear_in_length(unit: str) -> None:
    def seconds(n: int) -> float:
        tree = tree_of(flat((unit * n).strip()))
        took = []
        for _ in range(3):  # the least of three: what else the machine does only adds
            began = time.process_time()
            find_times(tree, published=SUNDAY)
            took.append(time.process_time() - began)
        return min(took)

    seconds(100)
    assert seconds(2000) < 0.05 + 30 * seconds(200)


def test_every_time_is_its_words() -> None:
    text = "Orr left at 3 p.m. on Jan. 24 , came back in the summer of 2003 and stayed for two years , from Monday to Friday ."
    for found in times(text):
        ((start, end),) = found.spans
        assert text[start:end] == found.text


def test_nothing_crosses_a_line() -> None:
    assert [t.text for t in times("Orr left on Jan.\n24 people came .")] in ([], ["Jan."])
    assert times("Orr left in March\n2020 was another year .")[0].text == "March"


def test_the_words_of_a_month_alone_are_kept_without_a_year() -> None:
    assert (only("In March , Orr left .", None).date, only("In March , Orr left .", None).precision) == (None, "month")
