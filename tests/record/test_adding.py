"""What is added stays as it was added; a view shows the newest of it, and does not change."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from benchmarks.made_readings import capture_of, made_reading
from onrecord import Article, Published, Quoted, Reading, Span, SpanMismatch
from onrecord.errors import UnknownRow, UnsoundReading
from onrecord.ids import article_id
from onrecord.record import Record, View, open_record
from tests.faces.build import reading_by_hand


def small(number: int, *, reader: str = "made-1") -> Reading:
    return made_reading(number, statements=3, reader=reader)


def with_article(reading: Reading, **changes: object) -> Reading:
    return replace(reading, article=replace(reading.article, **changes))  # type: ignore[arg-type]


def everything(view: View) -> tuple[object, ...]:
    ids = [kept.id for kept in view.articles()]
    return view.seq, view.articles(), view.readings(ids), view.corrections(), view.verdicts(), view.named("Venn")


def test_a_reading_comes_back_as_it_was(record: Record) -> None:
    reading = reading_by_hand()
    added = record.add(reading)
    view = record.view()
    assert added == (reading.article.id, 1, True)
    assert view.reading(reading.article.id) == reading
    assert view.text(reading.article.id) == reading.article
    assert list(record.verify()) == []


def test_everything_that_text_may_hold_comes_back(record: Record) -> None:
    text = "Nul \0, a lone surrogate \ud800, \u202eturned\u202c, e\u0301, \U0001f5de and “quotes”"
    name = "Ma\0ry \udfff Orr"
    article = Article(
        "a" * 20,
        name,
        "Post\0",
        (name,),
        "https://post.example/\0/a",
        "en",
        Published("2026-01-02", "day", "given"),
        text,
        "0" * 64,
    )
    whole = Reading(article, (), (), reader="r\0")
    record.add(whole)
    view = record.view()
    assert view.reading("a" * 20) == whole
    (kept,) = view.articles()
    assert (kept.title, kept.outlet) == ("Ma\ufffdry \ufffd Orr", "Post\ufffd")
    assert list(record.verify()) == []


def test_the_same_article_twice_changes_nothing(record: Record) -> None:
    first = record.add(small(1))
    before = len(record)
    again = record.add(small(1))
    assert (first.new, again.new) == (True, False)
    assert (first.article, first.seq) == (again.article, again.seq)
    assert len(record) == before


def test_the_same_article_from_another_page_changes_nothing(record: Record) -> None:
    reading = small(1)
    record.add(reading)
    again = record.add(with_article(reading, sha256="f" * 64, url="https://elsewhere.example/a"))
    assert not again.new
    assert record.view().text(reading.article.id) == reading.article


def test_the_texts_of_several_articles_whether_read_before_or_not(record: Record) -> None:
    added = [small(n) for n in range(3)]
    for one in added:
        record.add(one)
    view = record.view()
    view.reading(added[1].article.id)
    ids = [one.article.id for one in added]
    assert view.texts(ids) == {one.article.id: one.article for one in added}
    assert view.texts([]) == {}
    with pytest.raises(UnknownRow):
        view.texts([*ids, "nosuch"])


def test_whether_it_is_known_is_told_without_reading_it(record: Record) -> None:
    article = small(1).article.id
    assert not record.has(article)
    record.add(small(1))
    assert record.has(article)
    assert record.has(article, "made-1")
    assert not record.has(article, "made-2")
    assert not record.has(article[:10])


def test_a_newer_reader_makes_a_new_reading_and_the_old_one_stays(record: Record) -> None:
    old = small(1)
    new = replace(old, statements=old.statements[:1], reader="made-2")
    first = record.add(old)
    before = record.view()
    added = record.add(new)
    assert (added.new, added.seq) == (True, first.seq)
    assert record.view().reading(old.article.id) == new
    assert before.reading(old.article.id) == old
    assert record.view(as_of=before.seq).reading(old.article.id) == old
    assert list(record.verify()) == []


def test_words_that_do_not_stand_at_their_span_are_refused(record: Record) -> None:
    reading = small(1)
    wrong = replace(reading.statements[0], content=Quoted("never said", (Span(0, 10),)))
    with pytest.raises(SpanMismatch):
        record.add(replace(reading, statements=(wrong,)))
    assert len(record) == 0


def test_a_reading_that_names_what_is_not_there_is_refused(record: Record) -> None:
    reading = small(1)
    with pytest.raises(UnsoundReading, match="'e99' is no entity"):
        record.add(replace(reading, statements=(replace(reading.statements[0], speaker="e99"),)))
    assert len(record) == 0


@pytest.mark.parametrize("name", ["", "a\0", "\udfff"])
def test_what_is_no_id_is_refused(record: Record, name: str) -> None:
    with pytest.raises(UnsoundReading, match="no id"):
        record.add(with_article(small(1), id=name))


@pytest.mark.parametrize("name", ["", "\0", "\ud800", "%", "x" * 10_000])
def test_whatever_is_asked_for_is_answered(record: Record, name: str) -> None:
    record.add(small(1))
    view = record.view()
    assert not record.has(name)
    assert not record.has(name, name)
    assert view.articles([name]) == view.links([name]) == view.named(name) == view.aliases(name) == ()
    assert view.sketches([name]) == {}
    for ask in (view.article, view.text, view.reading, view.corrections, view.standing):
        with pytest.raises(UnknownRow):
            ask(name)
    for row in (name, f"{name}/s1", f"{small(1).article.id}/{name}"):
        with pytest.raises(UnknownRow):
            record.correct(row, "reject", by="Una")
        with pytest.raises(UnknownRow):
            record.correct(row, "undo", by="Una")


def test_another_text_under_a_known_id_is_refused(record: Record) -> None:
    record.add(small(1))
    other = with_article(small(2, reader="made-2"), id=small(1).article.id)
    with pytest.raises(UnsoundReading, match="another text"):
        record.add(other)


def test_captured_bytes_are_kept_once_and_must_be_the_articles(record: Record) -> None:
    reading = small(1)
    with pytest.raises(UnsoundReading, match="captured bytes"):
        record.add(reading, capture=b"other bytes")
    record.add(reading, capture=capture_of(reading))
    assert len(record) == 3
    twin = with_article(reading, id="b" * 20, title=None)
    record.add(twin, capture=capture_of(reading))
    assert len(record) == 5
    assert list(record.verify()) == []


def test_captured_bytes_are_given_back_as_they_were(record: Record) -> None:
    with_bytes, without = (
        record.add(small(n), capture=data).article for n, data in ((1, capture_of(small(1))), (2, None))
    )
    view = record.view()
    assert view.capture(with_bytes) == capture_of(small(1))
    assert view.capture(without) is None
    with pytest.raises(UnknownRow):
        view.capture("unknown")


def test_a_capture_that_came_later_is_in_no_earlier_view(record: Record) -> None:
    name = record.add(small(1)).article
    before = record.view()
    article = replace(small(1).article, id="another")
    record.add(replace(small(1), article=article), capture=capture_of(small(1)))
    assert before.capture(name) is None
    assert record.view().capture(name) == record.view().capture("another") == capture_of(small(1))


def test_a_view_does_not_change_whatever_is_added_later(record: Record) -> None:
    for number in range(3):
        record.add(small(number))
    view = record.view()
    at = view.seq
    before = everything(view)
    article = small(1).article.id
    record.add(small(3))
    record.add(small(1, reader="made-2"))
    record.correct(f"{article}/s1", "reject", by="Una")
    record.correct(f"{article}/e1", "same", other=f"{small(0).article.id}/e1", by="Una")
    assert everything(view) == before
    assert everything(record.view(as_of=at)) == before
    assert everything(record.view()) != before


def test_a_view_can_be_asked_for_by_the_moment(record: Record) -> None:
    for number in range(3):
        record.add(small(number))  # at 12:00:00, :01 and :02
    assert len(record.view("2026-03-01T12:00:01Z").articles()) == 2
    assert len(record.view("2026-03-01T13:00:01+01:00").articles()) == 2
    assert len(record.view("2026-03-01").articles()) == 3
    assert len(record.view("2026-02-28").articles()) == 0
    assert [len(record.view(end).articles()) for end in ("2026-03", "2026-02", "2026", "2025")] == [3, 0, 3, 0]
    # Nothing is out of reach at the ends of the calendar.
    assert len(record.view("9999-12-31T23:59-12:00").articles()) == 3
    assert len(record.view("0001-01-01T00:00+12:00").articles()) == 0
    assert record.view(10_000).seq == len(record)
    with pytest.raises(ValueError, match="last week"):
        record.view("last week")
    with pytest.raises(ValueError, match="numbered from 1"):
        record.view(-1)


def test_articles_are_found_by_the_beginning_of_their_id(record: Record) -> None:
    ids = ["abcd" + "0" * 16, "abce" + "0" * 16, "ffff" + "0" * 16]
    for number, name in enumerate(ids):
        record.add(with_article(small(number), id=name))
    view = record.view()
    assert view.article(ids[0]).id == ids[0]
    assert view.article("abcd0").id == ids[0]
    assert view.article("ffff").id == ids[2]
    for unclear in ("abc", "fff", "", "%", "abce_"):
        with pytest.raises(UnknownRow):
            view.article(unclear)
    with pytest.raises(UnknownRow) as refused:
        view.article("abcx")
    assert refused.value.near == (ids[0], ids[1])
    assert "the nearest is abcd" in str(refused.value)
    with pytest.raises(UnknownRow):
        view.reading("abcd")


def test_articles_come_in_the_order_of_adding(record: Record) -> None:
    ids = [record.add(small(number)).article for number in (5, 3, 4)]
    view = record.view()
    assert [kept.id for kept in view.articles()] == ids
    assert [kept.id for kept in view.articles([ids[2], ids[0], "unknown"])] == [ids[0], ids[2]]
    assert [kept.added for kept in view.articles()] == [f"2026-03-01T12:00:0{second}Z" for second in range(3)]


def test_versions_at_one_address_follow_one_another(record: Record) -> None:
    def version(text: str, url: str | None, modified: str | None) -> str:
        made = Article(
            article_id(text, None, "2026-01-02", "Post"), None, "Post", (), url, "en", Published("2026-01-02", "day", "metadata"),
            text, hashlib.sha256(text.encode()).hexdigest(), modified=modified,
        )  # fmt: skip
        return record.add(Reading(made, (), (), reader="made-1")).article

    third = version("Three were hurt.", "http://Post.example/a/1/?utm_source=x#top", "2026-01-02T12:00:00Z")
    first = version("Nobody was hurt.", "https://post.example/a/1", None)
    view = record.view()
    second = version("One was hurt.", "https://post.example:443/a/1?fbclid=77", "2026-01-02T09:00:00Z")
    other = version("One was hurt, too.", "https://post.example/a/1?page=2", None)
    none = version("No address.", None, None)
    chain = {kept.id: (kept.revises, kept.revised_by) for kept in record.view().articles()}
    assert chain == {
        first: (None, second),
        second: (first, third),
        third: (second, None),
        other: (None, None),
        none: (None, None),
    }
    assert record.view().article(second).revises == first
    assert [kept.revises for kept in view.articles()] == [first, None]


def test_entities_are_found_by_any_word_of_any_of_their_names(record: Record) -> None:
    reading = reading_by_hand()
    record.add(reading)
    view = record.view()
    article = reading.article.id
    assert [(row.article, row.name, row.titles) for row in view.named("PELL")] == [
        (article, "Nora Pell", ("who runs the ferry",))
    ]
    assert view.named("nobody") == ()
    assert view.named("'") == ()


def test_what_nobody_reads_yet_is_there_without_rows(record: Record) -> None:
    record.add(small(1), capture=capture_of(small(1)))
    view = record.view(as_of=2)  # the capture and the article are in, the reading comes after them
    (kept,) = view.articles()
    assert view.reading(kept.id) == Reading(view.text(kept.id), (), ())


def test_the_clock_may_stand_still(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    with open_record(where) as record:
        record.add(small(1))
        assert [kept.added for kept in record.view().articles()] == ["2026-01-01T00:00:00Z"]


def test_aliases_come_from_a_list(record: Record) -> None:
    from onrecord.record import Alias

    orr = Alias("Q1", "Ada Orr", ("A. Orr", "Mayor Orr"), "mayor of Sallowby")
    assert record.import_aliases([orr, Alias("Q2", "Ada Orr", (), "rower")]) == 2
    before = record.view()
    assert record.import_aliases([orr]) == 0
    newer = orr._replace(aliases=("Ada Örr",))
    assert record.import_aliases([newer]) == 1
    assert record.import_aliases([orr]) == 1  # it says otherwise again
    view = record.view()
    assert before.aliases("a orr") == (orr,)
    assert [alias.qid for alias in view.aliases("ADA ORR")] == ["Q1", "Q2"]
    assert view.aliases("mayor orr") == (orr,)
    assert view.aliases("") == ()
    assert list(record.verify()) == []
