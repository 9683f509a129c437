from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import Reading, Span, Time
from onrecord.faces.ink import Ink
from onrecord.faces.moments import day, moments, when


def _time(text: str, date: str | None, end: str | None = None, **more: object) -> Time:
    return Time(text, (Span(0, len(text)),), date, end, "day", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026", "2026"),
        ("2026-03", "March 2026"),
        ("2026-03-02", "2 March 2026"),
        ("2026-03-02T14:03", "2 March 2026, 14:03"),
        ("2026-03-02T14:03:00Z", "2 March 2026, 14:03 UTC"),
        ("-0489", "490 BC"),
        ("-0489-09", "September 490 BC"),
        ("2026-W10", "2026-W10"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_days(iso: str, shown: str) -> None:
    assert day(iso) == shown


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (_time("Monday", "2026-03-02"), "“Monday”: 2 March 2026"),
        (_time("Monday", None), "“Monday”: date not known"),
        (_time("2 March 2026", "2026-03-02"), "“2 March 2026”"),
        (_time("this week", "2026-03-02", "2026-03-08"), "“this week”: 2 to 8 March 2026"),
        (_time("since\nthen", "2026-02-28", "2026-03-08"), "“since then”: 28 February to 8 March 2026"),
        (_time("the past year", "2025-03-03", "2026-03-03"), "“the past year”: 3 March 2025 to 3 March 2026"),
        (_time("this month", "2026-03", "2026-03-31"), "“this month”: March 2026"),
        (_time("this month so far", "2026-03", "2026-03-03"), "“this month so far”: 1 to 3 March 2026"),
        (_time("spring", "2026-03", "2026-05-31"), "“spring”: March to May 2026"),
        (_time("last year", "2025", "2025-12-31"), "“last year”: 2025"),
        (_time("the 2010s", "2010", "2019-12-31"), "“the 2010s”: 2010 to 2019"),
        (_time("the war", "-0489", "-0478-12-31"), "“the war”: 490 to 479 BC"),
        (_time("early 2019", "2019", "2019-12-31", modifier="start"), "“early 2019”: start of 2019"),
        (_time("since March", "2026-03", modifier="on_or_after"), "“since March”: March 2026 or after"),
        (_time("Monday morning", "2026-03-02", part="morning"), "“Monday morning”: 2 March 2026"),
        (_time("tonight", "2026-03-02", part="evening"), "“tonight”: 2 March 2026, evening"),
        (_time("3 p.m. Monday", "2026-03-02", clock="15:00"), "“3 p.m. Monday”: 2 March 2026, 15:00"),
        (_time("from 9 to 11", "2026-03-02T09:00", "2026-03-02T11:00"), "“from 9 to 11”: 2 March 2026, 09:00 to 2 March 2026, 11:00"),
        (_time("3 p.m.", None, clock="15:00"), "“3 p.m.”: 15:00, day not known"),
        (_time("six years", None, duration="P6Y"), "“six years”"),
        (_time("weekly", None, every="P1W"), "“weekly”"),
        (_time("recently", None, vague="past"), "“recently”"),
    ],
)  # fmt: skip
def test_the_words_and_the_date_they_mean(time: Time, shown: str) -> None:
    assert when(time) == shown


def test_each_is_listed_once_in_order_with_those_that_mean_no_date_last(reading: Reading) -> None:
    monday, year = _time("Monday", "2026-03-02"), _time("six years", None, duration="P6Y")
    times = (
        year,
        monday,
        _time("Monday", None),
        replace(monday, text="monday"),
        year,
        _time("now", None, vague="present"),
    )
    assert list(moments(replace(reading, times=times), Ink(80, False))) == [
        "Times",
        "  “Monday”: 2 March 2026 (2 times) · “Monday”: date not known",
        "  no date meant: “six years” (2 times) · “now”",
    ]
    assert list(moments(replace(reading, times=()), Ink(80, False))) == []


def test_lines_break_between_times(reading: Reading) -> None:
    days = tuple(_time(f"March {n}", f"2026-03-{n:02d}") for n in range(1, 26))
    lines = list(moments(replace(reading, times=days), Ink(80, False)))
    assert all(line.startswith("  “March ") and line.endswith(" March 2026") for line in lines[1:])
    assert len(lines) < 15
    assert max(map(len, lines)) <= 80
