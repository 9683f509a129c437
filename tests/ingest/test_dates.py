from __future__ import annotations

import datetime

import pytest

from onrecord.ingest.dates import address_date, date_line, given_date, iso_date, loose_date


@pytest.mark.parametrize(
    ("value", "date", "precision"),
    [
        ("2026", "2026", "year"),
        ("2026-01", "2026-01", "month"),
        ("20260125", "2026-01-25", "day"),
        ("2026-01-25", "2026-01-25", "day"),
        ("2026-01-25T14:03", "2026-01-25T14:03:00", "minute"),
        ("2026-01-25 14:03:09.123+0100", "2026-01-25T14:03:09+01:00", "minute"),
        ("2026-01-25T14:03:00Z", "2026-01-25T14:03:00Z", "minute"),
    ],
)
def test_iso_dates_keep_their_precision_and_offset(value: str, date: str, precision: str) -> None:
    assert iso_date(value) == (date, precision)


@pytest.mark.parametrize(
    "value", ["", "2026-02-30", "2026-13", "0000", "25.01.2026", "2026-01-25T25:00", "tomorrow", "2026-1-5"]
)
def test_what_is_no_iso_date_is_none(value: str) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("Sun, 25 Jan 2026 14:03:00 GMT", "2026-01-25"),
        ("January 25th, 2026", "2026-01-25"),
        ("25/01/2026", "2026-01-25"),
        ("01/25/2026", "2026-01-25"),
        ("3/4/2026", None),
        ("3/3/2026", "2026-03-03"),
        ("Feb. 30, 2026", None),
        ("Jan. 25", None),
    ],
)
def test_dates_in_words_are_read_only_where_they_are_certain(value: str, date: str | None) -> None:
    dated = loose_date(value)
    assert (dated.date if dated else None) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://h.example/2026/01/25/bridge", "2026-01-25"),
        ("https://h.example/2026/jan/25/bridge", "2026-01-25"),
        ("https://h.example/news/bridge-20260125-1", "2026-01-25"),
        ("https://h.example/2026/01/bridge", "2026-01"),
        ("https://h.example/2026/13/45/bridge", None),
        ("https://h.example/story/1234567890", None),
        ("https://h.example/bridge-2026", None),
    ],
)
def test_dates_in_addresses(url: str, date: str | None) -> None:
    dated = address_date(url)
    assert (dated.date if dated else None) == date


def test_date_lines() -> None:
    assert date_line("First published: 3:04 p.m. EST, January 25, 2026") == (("2026-01-25", "day"),)
    assert date_line("Last updated on January 27, 2026") == (None,)
    assert date_line("The vote is on January 25, 2026") is None
    assert date_line("Share this") is None


def test_given_dates() -> None:
    assert given_date(datetime.date(2026, 1, 25)) == ("2026-01-25", "day")
    assert given_date(datetime.datetime(2026, 1, 25, 14, 3, tzinfo=datetime.UTC)) == (
        "2026-01-25T14:03:00+00:00",
        "minute",
    )
    assert given_date("2026-01") == ("2026-01", "month")
