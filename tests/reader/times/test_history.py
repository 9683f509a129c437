from __future__ import annotations

from tests.reader.times.seen import times

HISTORY = (
    "The league was founded in 1911 . In May 1912 it struck . In 1913 it was banned . "
    "On September 2, 1914 the war began . In October the harbor fell . In January the fleet came . "
    "A memoir of 1950 speaks of it . In March the league met again . The next day it rained ."
)


def test_history_goes_on_from_the_year_last_told() -> None:
    dates = {t.text: t.date for t in times(HISTORY)}
    assert dates["October"] == "1914-10"
    assert dates["January"] == "1915-01"
    assert dates["March"] == "1915-03"


def test_a_text_with_a_few_old_years_and_weekdays_is_news() -> None:
    text = "Orr won in 1998 , 2002 and 2006 . He spoke Monday and Tuesday . In March he left ."
    assert {t.text: t.date for t in times(text)}["March"] == "2025-03"


def test_without_a_day_of_publication_history_is_read_all_the_same() -> None:
    dates = {t.text: t.date for t in times(HISTORY, None)}
    assert dates["October"] == "1914-10"
