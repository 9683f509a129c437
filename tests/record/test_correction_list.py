"""The list of corrections: the newest first, page by page, each with whether it holds."""

from __future__ import annotations

import pytest

from benchmarks.made_readings import made_reading
from onrecord import Listed, UnknownRow, correction, list_corrections
from onrecord.record import Record


@pytest.fixture
def ids(record: Record) -> list[str]:
    return [record.add(made_reading(number, statements=3)).article for number in range(3)]


def told(found: tuple[Listed, ...]) -> list[tuple[str, bool]]:
    return [(f"{one.correction.verdict} by {one.correction.by}", one.holds) for one in found]


def test_the_newest_come_first_and_what_was_overtaken_or_undone_says_so(record: Record, ids: list[str]) -> None:
    first = record.correct(f"{ids[0]}/s1", "accept", by="Ann")
    record.correct(f"{ids[0]}/s1", "reject", by="Bo")
    other = record.correct(f"{ids[1]}/s2", "reject", by="Ann")
    record.correct(other.id, "undo", by="Cy")
    assert told(list_corrections(record.view())) == [
        ("undo by Cy", True),
        ("reject by Ann", False),
        ("reject by Bo", True),
        ("accept by Ann", False),
    ]
    assert correction(record.view(), first.id).article == ids[0]


def test_an_undo_names_what_it_takes_back_and_holds_until_it_is_taken_back(record: Record, ids: list[str]) -> None:
    made = record.correct(f"{ids[0]}/s1", "reject", by="Ann")
    undo = record.correct(made.id, "undo", by="Bo")
    assert correction(record.view(), undo.id) == Listed(undo, ids[0], True, made)
    record.correct(undo.id, "undo", by="Ann")
    assert not correction(record.view(), undo.id).holds
    assert correction(record.view(), made.id).holds


def test_a_page_goes_on_where_the_last_ended_whatever_was_corrected_since(record: Record, ids: list[str]) -> None:
    made = [record.correct(f"{ids[0]}/s{n}", "accept", by="Ann").id for n in (1, 2, 3)]
    page = list_corrections(record.view(), limit=2)
    record.correct(f"{ids[1]}/s1", "accept", by="Ann")
    rest = list_corrections(record.view(), limit=2, after=page[-1].correction.id)
    assert [one.correction.id for one in (*page, *rest)] == made[::-1]


def test_those_of_one_article_or_of_one_person(record: Record, ids: list[str]) -> None:
    record.correct(f"{ids[0]}/s1", "accept", by="Ann")
    record.correct(f"{ids[1]}/s1", "accept", by="Bo")
    record.correct(f"{ids[1]}/e1", "different", other=f"{ids[2]}/e1", by="Ann")
    view = record.view()
    assert told(list_corrections(view, article=ids[2])) == [("different by Ann", True)]
    assert told(list_corrections(view, article=ids[1], by="bo")) == [("accept by Bo", True)]
    assert len(list_corrections(view, by=" ann ")) == 2
    assert list_corrections(view, by="Nobody") == list_corrections(view, limit=0) == ()


def test_they_are_those_of_the_view(record: Record, ids: list[str]) -> None:
    made = record.correct(f"{ids[0]}/s1", "accept", by="Ann")
    then = record.view()
    undo = record.correct(made.id, "undo", by="Ann")
    assert told(list_corrections(then)) == [("accept by Ann", True)]
    for name in (undo.id, "nosuch", "\0", "\ud800"):
        with pytest.raises(UnknownRow):
            correction(then, name)
    with pytest.raises(UnknownRow):
        list_corrections(then, article="nosuch")
    with pytest.raises(UnknownRow):
        list_corrections(then, after="nosuch")
