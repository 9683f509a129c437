"""What a search finds, counted by each filter that would narrow it."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.made_readings import made_reading
from onrecord import BadQuery
from onrecord.record import Record, facets
from tests.record.said import Said, article


@pytest.fixture
def filled(record: Record) -> Record:
    record.add(
        article(
            "a" * 20,
            Said("Ada Orr", "the bridge is safe"),
            Said("Bram Venn", "the bridge is not safe", act="deny", kind="indirect"),
            Said(None, "the bridge is old", source="residents"),
        )
    )
    record.add(article("b" * 20, Said("Ada Orr", "the bridge will be closed"), date="2026-02", outlet="Harbour Post"))
    record.add(
        article("c" * 20, Said("Bram Venn", "there is a ferry"), title="A bridge too old", date="2025", outlet=None)
    )
    record.add(article("d" * 20, "The bridge stands.", date=None))
    return record


def test_statements_and_articles_are_counted_by_each_filter(filled: Record) -> None:
    found = filled.view().facets("bridge")
    assert found.speaker == (("Ada Orr", 2), ("Bram Venn", 1), ("residents", 1))
    assert found.outlet == (("Island News", 4), ("Harbour Post", 1))
    assert found.act == (("assert", 3), ("deny", 1))
    assert found.kind == (("direct", 3), ("indirect", 1))
    assert found.what == (("statement", 4), ("article", 2))
    assert found.month == (("2026-03", 3), ("2026-02", 1), ("2025", 1))
    assert (found.counted, found.whole) == (6, True)


def test_they_count_what_the_search_finds(record: Record) -> None:
    for number in range(30):
        record.add(made_reading(number, statements=9))
    view = record.view()
    for query in (
        "ferry",
        "the",
        "bridge act:demand",
        'outlet:courier "the ferry"',
        "-the",
        "speaker:orr",
        "what:article new",
    ):
        found, counts = view.search(query, limit=1_000), view.facets(query)
        hits = [hit for hit in found if hit.what != "person"]
        assert counts.counted == len(hits)
        assert Counter(dict(counts.speaker)) == Counter(hit.speaker for hit in hits if hit.speaker)
        assert Counter(dict(counts.act)) == Counter(hit.act for hit in hits if hit.act)
        assert Counter(dict(counts.month)) == Counter((hit.published or "")[:7] for hit in hits)
        assert counts.whole


def test_people_are_counted_where_they_are_asked_for(filled: Record) -> None:
    view = filled.view()
    assert view.facets("orr").what == (("article", 2), ("person", 1))
    assert view.facets("what:person orr OR venn").what == (("person", 2),)
    assert view.facets("orr what:statement").what == ()
    assert view.facets("-orr").what == (("statement", 5), ("article", 1))


def test_a_narrowing_filter_finds_what_was_counted(filled: Record) -> None:
    view = filled.view()
    found = view.facets("bridge")
    for name in ("speaker", "act", "kind", "outlet"):
        for value, count in getattr(found, name):
            assert view.facets(f'bridge {name}:"{value}"').counted == count
    assert [view.facets(f"bridge since:{month} until:{month}").counted for month, _ in found.month] == [3, 1, 1]


def test_of_many_the_newest_are_counted(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST_COUNTED", 5)
    for day in range(1, 9):
        record.add(article(str(day) * 20, Said("Ada Orr", "the bridge is safe"), "The bridge.", date=f"2026-0{day}-01"))
    record.add(article("9" * 20, "The bridge.", date="2026-09-01"))
    found = record.view().facets("bridge")
    assert found.month == tuple((f"2026-0{day}", 1) for day in range(9, 3, -1))
    assert found.what == (("statement", 5), ("article", 1))
    assert not found.whole
    assert record.view().facets("bridge since:2026-06").whole
    assert not record.view().facets("bridge what:article").whole


def test_a_query_that_is_not_understood_is_refused(record: Record) -> None:
    with pytest.raises(BadQuery):
        record.view().facets("(bridge")


def test_an_empty_record_counts_nothing(record: Record) -> None:
    found = record.view().facets("bridge")
    assert (found.what, found.month, found.counted, found.whole) == ((), (), 0, True)
