"""The key that what is told of some articles is kept under: another whenever the telling may be another, and only then."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from benchmarks.made_readings import made_reading
from onrecord.record import Alias, Link, Record, reads


@pytest.fixture
def ids(record: Record) -> list[str]:
    return [record.add(made_reading(number, statements=2)).article for number in range(6)]


def put(record: Record, article: str, *links: Link, version: str = "1") -> None:
    record.put_features(article, version, signature="sig", bands=(), sketch="{}", keys=(), links=links)


def test_the_key_is_the_same_in_any_order_and_by_any_view(record: Record, ids: list[str]) -> None:
    key = record.view().state(ids[:3])
    assert key == record.view().state([ids[2], ids[0], ids[1], ids[0]])
    assert len(key) == 20
    assert key != record.view().state(ids[:2])
    assert record.view().state([]) == record.view().state(["unknown"])


def test_what_changes_a_telling_changes_the_key(record: Record, ids: list[str]) -> None:
    mine = ids[:3]
    seen = [record.view().state(mine)]

    def changed() -> bool:
        key = record.view().state(mine)
        known = key in seen
        seen.append(key)
        return not known

    put(record, ids[0])
    assert changed()
    put(record, ids[1], Link(ids[0], ids[1], "story", 0.5))
    assert changed()
    put(record, ids[1], Link(ids[0], ids[1], "story", 0.625), version="2")
    assert changed()
    record.add(replace(made_reading(1, statements=2), reader="made-2"))
    assert changed()
    made = record.correct(f"{ids[1]}/s1", "reject", by="Ann")
    assert changed()
    record.correct(made.id, "undo", by="Ann")
    assert changed()
    same = record.correct(f"{ids[5]}/e1", "same", other=f"{ids[0]}/e1", by="Ann")
    assert changed()
    far = record.correct(f"{ids[4]}/e1", "different", other=f"{ids[5]}/e2", by="Ann")  # through it two may be one
    assert changed()
    for each in (same, far):
        record.correct(each.id, "undo", by="Ann")
        assert changed()
    record.import_aliases([Alias("Q1", "Ada Orr", (), None)])
    assert changed()
    later = made_reading(99, statements=2)
    url = record.view().article(ids[0]).url
    record.add(replace(later, article=replace(later.article, url=url)))  # a later version of it
    assert changed()


def test_what_is_of_other_articles_leaves_the_key(record: Record, ids: list[str]) -> None:
    mine = ids[:3]
    key = record.view().state(mine)
    record.correct(f"{ids[4]}/s1", "reject", by="Ann")
    record.add(made_reading(50, statements=2))
    record.add(replace(made_reading(4, statements=2), reader="made-2"))
    put(record, ids[4], Link(ids[0], ids[4], "story", 0.5))
    assert record.view().state(mine) == key


def test_a_view_as_of_an_entry_keeps_its_key(record: Record, ids: list[str]) -> None:
    seq = len(record)
    key = record.view().state(ids)
    record.correct(f"{ids[0]}/s1", "reject", by="Ann")
    record.import_aliases([Alias("Q1", "Ada Orr", (), None)])
    assert record.view(seq).state(ids) == key != record.view().state(ids)


def test_what_is_remembered_is_worked_out_once(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    number = count()

    def work() -> int:
        return next(number)

    assert [record.view().remembered(key, work) for key in ("a", "b", "a")] == [0, 1, 0]
    monkeypatch.setattr(reads, "REMEMBERED", 2)
    view = record.view()
    assert [view.remembered(key, work) for key in ("c", "a", "b")] == [
        2,
        0,
        3,
    ]  # of three the one used longest ago went
