from __future__ import annotations

import pytest

from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published, Time
from tests.reader.build import analysis_of, flat

SUNDAY = Published("2026-01-25", "day", "given")


def times(text: str, published: Published | None = SUNDAY) -> list[tuple[str, str | None, str | None, str]]:
    return [(t.text, t.date, t.end, t.precision) for t in find_times(tree_of(flat(text)), published=published)]


@pytest.mark.parametrize(
    ("text", "date", "end", "precision"),
    [
        ("Sunday", "2026-01-25", None, "day"),
        ("Monday", "2026-01-19", None, "day"),
        ("last Sunday", "2026-01-18", None, "day"),
        ("next Friday", "2026-01-30", None, "day"),
        ("Saturday night", "2026-01-24", None, "part_of_day"),
        ("yesterday", "2026-01-24", None, "day"),
        ("today", "2026-01-25", None, "day"),
        ("tonight", "2026-01-25", None, "part_of_day"),
        ("tomorrow", "2026-01-26", None, "day"),
        ("Jan. 24", "2026-01-24", None, "day"),
        ("January 24", "2026-01-24", None, "day"),
        ("Dec. 30", "2025-12-30", None, "day"),
        ("Nov. 8, 2016", "2016-11-08", None, "day"),
        ("24 January 2026", "2026-01-24", None, "day"),
        ("2026-01-20", "2026-01-20", None, "day"),
        ("1/24/2026", "2026-01-24", None, "day"),
        ("March 2024", "2024-03", "2024-03-31", "month"),
        ("last week", "2026-01-12", "2026-01-18", "week"),
        ("this week", "2026-01-19", "2026-01-25", "week"),
        ("last weekend", "2026-01-17", "2026-01-18", "week"),
        ("earlier this month", "2026-01", "2026-01-25", "month"),
        ("last month", "2025-12", "2025-12-31", "month"),
        ("last year", "2025", "2025-12-31", "year"),
        ("the past year", "2025-01-25", "2026-01-25", "year"),
        ("the past two weeks", "2026-01-11", "2026-01-25", "week"),
        ("three days ago", "2026-01-22", None, "day"),
        ("two years ago", "2024", None, "year"),
    ],
)
def test_expressions(text: str, date: str, end: str | None, precision: str) -> None:
    assert times(f"Orr left {text} .") == [(text, date, end, precision)]


def test_words_with_a_preposition() -> None:
    assert times("In March , Orr left .")[0][:2] == ("March", "2025-03")
    assert times("It was so in 2015 .")[0][:3] == ("2015", "2015", "2015-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "He may go .",
        "They march 20 miles .",
        "Will May 50 percent do ?",
        "Jan. 45",
        "In 2015 people left , 3 of them .",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [t for t in times(text) if t[0] != "2015"] == []


@pytest.mark.parametrize(
    "text", ["Monday", "Jan. 24", "yesterday", "last week", "the past year", "last month", "two days ago"]
)
def test_without_a_date_of_publication_only_the_words_are_known(text: str) -> None:
    ((words, date, end, _),) = times(f"Orr left {text} .", None)
    assert (words, date, end) == (text, None, None)


def test_a_month_of_publication_settles_no_day() -> None:
    assert times("Orr left Monday .", Published("2026-01", "month", "metadata"))[0][1] is None
    assert times("Orr left Jan. 24, 2020 .", None)[0][1] == "2020-01-24"


AHEAD = """
Orr PROPN 3 nsubj
will AUX 3 aux
meet VERB 0 root
Venn PROPN 3 obj
Friday PROPN 3 obl:unmarked
. PUNCT 3 punct
"""


def test_a_verb_that_looks_ahead() -> None:
    found: tuple[Time, ...] = find_times(tree_of(analysis_of(AHEAD)), published=SUNDAY)
    assert [t.date for t in found] == ["2026-01-30"]


def test_spans_are_the_words() -> None:
    analysis = flat("Orr left on Jan. 24 and came back Sunday .")
    for t in find_times(tree_of(analysis), published=SUNDAY):
        assert analysis.words.text[t.spans[0].start : t.spans[0].end] == t.text


def test_a_full_month_name_takes_no_full_stop() -> None:
    for month in ("June", "July", "March"):
        ((found, *_),) = times(f"Orr said the depot would open in {month}.")
        assert found == month
