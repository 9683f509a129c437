from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import Quoted, Reading, Span
from onrecord.faces.counted import counted
from onrecord.faces.ink import Ink
from onrecord.faces.numbered import Numbered


def _shown(reading: Reading) -> list[str]:
    return list(counted(Numbered(reading), Ink(200, False)))


def test_figures_say_how_many_of_what_when_where_and_on_whose_say_so(reading: Reading) -> None:
    years, on_her_word = "3 March 2026 to 3 March 2028", "on the say-so of Nora Pell"
    assert _shown(replace(reading, figures=tuple(reversed(reading.figures)))) == [
        "Figures",
        f"  “a third” = a share of 0.333 · {on_her_word} (statement 1)",
        f"  six years · {on_her_word} (statement 2)",
        "  two · men (people) · place: the quay · in the outlet's own voice",
        "  more than 1,500 · islanders (people) · in the outlet's own voice",
        f"  “Thousands” = more than 1,000 · people · {on_her_word} (statement 7)",
        f"  “$4.2m” = 4,200,000 USD · county grant · “the next two years”: {years} · {on_her_word} (statement 7)",
    ]


@pytest.mark.parametrize(
    ("text", "about", "shown"),
    [
        ("40", {"value": 40}, "40"),
        ("40", {"value": 40, "bound": "about"}, "about 40"),
        ("forty", {"value": 40, "bound": "less_than"}, "“forty” = less than 40"),
        ("12%", {"value": 12, "unit": "percent"}, "12%"),
        ("12 percent", {"value": 12, "unit": "percent"}, "12 percent"),
        ("12 per cent", {"value": 12, "unit": "percent"}, "“12 per cent” = 12 percent"),
        ("$1,200", {"value": 1200, "unit": "USD", "bound": "more_than"}, "more than $1,200"),
        ("€5m", {"value": 5e6, "unit": "EUR"}, "“€5m” = 5,000,000 EUR"),
        ("37-year-old", {"value": 37, "unit": "years"}, "“37-year-old” = 37 years"),
        ("10 to 15", {"value": 10, "upper": 15, "bound": "range"}, "10 to 15"),
        ("10-15", {"value": 10, "upper": 15, "bound": "range", "unit": "votes"}, "“10-15” = 10 to 15 · votes"),
        ("12-8", {"value": 12, "upper": 8, "unit": "score"}, "12-8 · score"),
        ("12 to 8", {"value": 12, "upper": 8, "unit": "score"}, "“12 to 8” = 12–8 · score"),
        ("one", {"value": 1, "unit": "people", "of": Quoted("person", (Span(0, 1),))}, "one · person"),
        ("No. 1", {"value": 1, "unit": "rank"}, "“No. 1” = rank 1"),
        ("a third to a half", {"value": 1 / 3, "upper": 0.5, "unit": "share"}, "“a third to a half” = a share of 0.333 to 0.5"),
        ("2.75", {"value": 2.75}, "2.75"),
        ("minus 3", {"value": -3}, "“minus 3” = -3"),
        ("huge", {"value": 1e300}, "“huge” = 1e+300"),
        ("0", {"value": 0, "unit": "people", "of": Quoted("people", (Span(0, 1),))}, "0 · people"),
    ],
)  # fmt: skip
def test_the_number_as_the_article_has_it_and_as_it_was_read(
    reading: Reading, text: str, about: dict[str, object], shown: str
) -> None:
    plain = {"upper": None, "bound": "exactly", "unit": None, "of": None, "period": None, "places": (), "basis": None}
    one = replace(reading.figures[0], text=text, **{**plain, **about})
    assert _shown(replace(reading, figures=(one,)))[1] == f"  {shown} · in the outlet's own voice"


def test_no_figures_no_section(reading: Reading) -> None:
    assert _shown(replace(reading, figures=())) == []
