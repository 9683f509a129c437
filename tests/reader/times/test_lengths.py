from __future__ import annotations

import pytest

from tests.reader.times.seen import only, times


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("two years", "P2Y"),
        ("three-day", "P3D"),
        ("several weeks", "PXW"),
        ("a few months", "PXM"),
        ("a couple of hours", "PT2H"),
        ("half an hour", "PT0.5H"),
        ("an hour and a half", "PT1.5H"),
        ("two decades", "P20Y"),
        ("90 minutes", "PT90M"),
        ("two years and three months", "P2Y3M"),
        ("1 hour 30 minutes", "PT1H30M"),
        ("twenty-one days", "P21D"),
        ("two straight weeks", "P2W"),
        ("recent weeks", "PXW"),
        ("all week", "P1W"),
    ],
)
def test_lengths(text: str, duration: str) -> None:
    found = only(f"It lasted for {text} .")
    assert (found.text, found.duration, found.date, found.precision) == (text, duration, None, "unknown")


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("every Monday", "XXXX-WXX-1"),
        ("Tuesdays", "XXXX-WXX-2"),
        ("daily", "P1D"),
        ("annual", "P1Y"),
        ("once a year", "P1Y"),
        ("every other week", "P2W"),
        ("each quarter", "P3M"),
        ("every 72 minutes", "PT72M"),
        ("per month", "P1M"),
        ("Friday mornings", "XXXX-WXX-5"),
    ],
)
def test_how_often(text: str, every: str) -> None:
    assert only(f"They meet {text} .").every == every


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("now", "present"),
        ("currently", "present"),
        ("recently", "past"),
        ("the future", "future"),
        ("these days", "present"),
    ],
)
def test_vague(text: str, vague: str) -> None:
    found = only(f"Orr says {text} all is well .")
    assert (found.vague, found.date, found.precision) == (vague, None, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "Orr , a 37-year-old clerk , left .",
        "Orr is 18 years old .",
        "It pays $50,000 a year .",
        "in their sixties",
        "highs in the 60s .",
    ],
)
def test_ages_rates_and_temperatures_are_no_times(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "clock", "date"),
    [
        ("at 5:34 a.m.", "05:34", None),
        ("at 3 p.m. EST", "15:00-05:00", None),
        ("at 12 a.m.", "00:00", None),
        ("at noon", "12:00", None),
        ("at midnight", "00:00", None),
        ("at 17:30", "17:30", None),
        ("at half past seven", "07:30", None),
        ("at eight o’clock", "08:00", None),
        ("at 5:30 p.m. on Saturday", "17:30", "2026-01-24T17:30"),
        ("on Saturday at 5:30 p.m.", "17:30", "2026-01-24T17:30"),
        ("on Jan. 20, 2026, at noon", "12:00", "2026-01-20T12:00"),
        ("on Saturday evening at 7", "19:00", "2026-01-24T19:00"),
        ("Saturday from 3 to 5 p.m.", "15:00/17:00", "2026-01-24T15:00"),
        ("from 9:30 a.m. to 2 p.m. Saturday", "09:30/14:00", "2026-01-24T09:30"),
    ],
)
def test_clock_times(text: str, clock: str, date: str | None) -> None:
    found = only(f"Orr left {text} .")
    assert (found.clock, found.date, found.precision) == (clock, date, "minute")


def test_an_hour_takes_the_day_told_before_it() -> None:
    assert [t.date for t in times("On Saturday , Orr left home . At 3 p.m. , Venn came .")] == [
        "2026-01-24",
        "2026-01-24T15:00",
    ]
    assert [t.date for t in times("On Saturday , Orr left home .\nAt 3 p.m. , Venn came .")][1] is None


@pytest.mark.parametrize("text", ["at 25:61", "at 13 p.m.", "won 12:30", "a ratio of 4:3", "at 3:75 p.m."])
def test_what_is_no_hour(text: str) -> None:
    assert times(f"Orr left {text} .") == ()


def test_a_part_of_a_day() -> None:
    found = only("It rained in the early hours of Friday .")
    assert (found.date, found.part, found.precision) == ("2026-01-23", "morning", "part_of_day")
    assert only("It rained on the morning of Jan. 20 .").part == "morning"
