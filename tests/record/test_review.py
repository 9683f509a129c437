"""What is to be reviewed: statements nobody has looked at, those first of which the reader was least sure, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.made_readings import made_reading
from onrecord import BadQuery, Hit, Reading, cursor
from onrecord.record import Record, View


def reading(number: int, *confidences: float, reader: str = "made-1") -> Reading:
    made = made_reading(number, statements=len(confidences), reader=reader)
    said = (replace(one, confidence=sure) for one, sure in zip(made.statements, confidences, strict=True))
    return replace(made, statements=tuple(said))


@pytest.fixture
def ids(record: Record) -> list[str]:
    return [record.add(reading(number, 0.5, 0.1 * number, 0.9)).article for number in range(4)]


def rows(hits: tuple[Hit, ...], ids: list[str]) -> list[str]:
    return [f"{ids.index(hit.article)}{hit.row}" for hit in hits]


def pages(view: View, limit: int) -> Iterator[Hit]:
    after = None
    while page := view.to_review(limit=limit, after=after):
        yield from page
        after = cursor(page[-1])


def test_the_least_sure_come_first_then_in_the_order_of_adding(record: Record, ids: list[str]) -> None:
    found = record.view().to_review()
    assert rows(found, ids) == "0s2 1s2 2s2 3s2 0s1 1s1 2s1 3s1 0s3 1s3 2s3 3s3".split()
    assert [hit.confidence for hit in found] == sorted(hit.confidence or 0 for hit in found)
    assert {hit.what for hit in found} == {"statement"}
    assert rows(record.view().to_review(limit=2), ids) == ["0s2", "1s2"]
    assert record.view().to_review(limit=0) == record.view().to_review(limit=-1) == ()


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_what_somebody_looked_at_is_left_out_until_that_is_undone(record: Record, ids: list[str], verdict: str) -> None:
    before = record.view()
    made = record.correct(f"{ids[1]}/s2", verdict, by="Ann")  # type: ignore[arg-type]
    assert rows(record.view().to_review(limit=3), ids) == ["0s2", "2s2", "3s2"]
    assert rows(before.to_review(limit=3), ids) == ["0s2", "1s2", "2s2"]
    record.correct(made.id, "undo", by="Ann")
    assert record.view().to_review() == before.to_review()
    assert list(record.verify()) == []


def test_what_was_replaced_is_left_out(record: Record, ids: list[str]) -> None:
    record.correct(f"{ids[0]}/s2", "replace", field="act", value="deny", by="Ann")
    record.correct(
        f"{ids[2]}/e1", "replace", field="type", value="organization", by="Ann"
    )  # of an entity: looked at no statement
    assert rows(record.view().to_review(limit=3), ids) == ["1s2", "2s2", "3s2"]


def test_a_verdict_holds_in_a_newer_reading(record: Record, ids: list[str]) -> None:
    record.correct(f"{ids[0]}/s2", "accept", by="Ann")
    record.add(reading(0, 0.25, 0.05, 0.9, reader="made-2"))
    assert rows(record.view().to_review(limit=3), ids) == ["1s2", "2s2", "0s1"]
    assert list(record.verify()) == []


@pytest.mark.parametrize("limit", [1, 5])
def test_pages_go_on_where_the_one_before_ended(record: Record, ids: list[str], limit: int) -> None:
    view = record.view()
    assert tuple(pages(view, limit)) == view.to_review()


def test_pages_go_on_whatever_was_added_or_looked_at_meanwhile(record: Record, ids: list[str]) -> None:
    first = record.view().to_review(limit=3)
    rest = record.view().to_review(after=cursor(first[-1]))
    record.add(reading(9, 0.05, 0.06))
    for hit in first:
        record.correct(f"{hit.article}/{hit.row}", "reject", by="Ann")
    assert record.view().to_review(after=cursor(first[-1])) == rest
    record.correct(f"{rest[0].article}/{rest[0].row}", "accept", by="Ann")
    assert record.view().to_review(after=cursor(first[-1])) == rest[1:]


@pytest.mark.parametrize(
    "after", ["", "statement:unknown/s1", "nonsense", "article:{}/", "person:{}/e1", "statement:{}/s99"]
)
def test_a_place_that_is_none_is_refused(record: Record, ids: list[str], after: str) -> None:
    with pytest.raises(BadQuery, match="place to go on from"):
        record.view().to_review(after=after.format(ids[0]))


def test_the_indexes_are_the_same_when_made_anew(record: Record, ids: list[str]) -> None:
    record.correct(f"{ids[1]}/s2", "accept", by="Ann")
    before = record.view().to_review()
    record.rebuild()
    assert record.view().to_review() == before
