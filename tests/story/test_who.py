"""All that a record holds of somebody, by date, and who is meant by a name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Alias, Record, open_record
from onrecord.story.who import near_names, who
from onrecord.terms import Dossier, Event, Published, Quoted, Reading, Ref, Span, Statement, Time
from tests.story.people_build import over, read


def words(reading: Reading, part: str) -> Quoted:
    start = reading.article.text.index(part)
    return Quoted(part, (Span(start, start + len(part)),))


def ref(reading: Reading, part: str, entity: str | None) -> Ref:
    found = words(reading, part)
    return Ref(found.text, found.spans, entity)


def say(reading: Reading, content: str, speaker: str | None = None, **given: Any) -> Reading:
    """The reading with one more statement; ``to``: (words, entity); ``date``: when it was said, whose words are in the text."""
    to = tuple(ref(reading, *one) for one in given.pop("to", ()))
    date = given.pop("date", None)
    time = Time(*_timed(reading, date), date, None, "day") if date else None
    plain: dict[str, Any] = {"kind": "indirect", "act": "assert", "within": None}
    number = f"s{len(reading.statements) + 1}"
    one = Statement(
        id=number, source=None, speaker=speaker, resolved_by="name" if speaker else "none", cue=None,
        content=words(reading, content), addressees=to, channel=None, time=time, negated=False, modality="actual",
        confidence=0.9, **{**plain, **given},
    )  # fmt: skip
    return replace(reading, statements=(*reading.statements, one))


def _timed(reading: Reading, date: str) -> tuple[str, tuple[Span, ...]]:
    found = words(reading, date)
    return found.text, found.spans


def do(reading: Reading, trigger: str, by: tuple[str, str], to: tuple[str, str], **given: Any) -> Reading:
    """The reading with one more event; ``by`` and ``to``: words and entity."""
    plain: dict[str, Any] = {"type": "COERCE", "mode": None, "status": "actual", "basis": None, "time": None}
    one = Event(
        id=f"v{len(reading.events) + 1}", trigger=words(reading, trigger), actors=(ref(reading, *by),),
        recipients=(ref(reading, *to),), place=(), confidence=0.8, **{**plain, **given},
    )  # fmt: skip
    return replace(reading, events=(*reading.events, one))


def of(reading: Reading, day: str | None, outlet: str = "Island News") -> Reading:
    """The reading as of an article that came out on ``day``."""
    published = Published(day, "day", "given") if day else None
    digest = hashlib.sha256(reading.article.text.encode()).hexdigest()
    return replace(reading, article=replace(reading.article, published=published, outlet=outlet, sha256=digest))


Add = Callable[..., None]


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record on each kind of database."""
    if request.param == "sqlite":
        with open_record(tmp_path / "record.sqlite") as opened:
            yield opened
        return
    server = os.environ.get("ONRECORD_TEST_POSTGRES")
    if not server:
        pytest.skip("needs a PostgreSQL server: ONRECORD_TEST_POSTGRES names none (.ci/run starts one)")
    import psycopg

    schema = f"test_who_{os.getpid()}"
    with open_record(f"{server}?schema={schema}") as opened:
        yield opened
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"set client_min_messages = error; drop schema if exists {schema} cascade".encode())


def told(found: Dossier) -> list[tuple[str, str]]:
    return [(deed.how, deed.hit.text) for deed in found.deeds]


def test_all_that_somebody_said_did_was_asked_and_was_said_to_have_said(record: Record) -> None:
    first = read(
        "a1",
        "{p1:Ada Orr} said the dam holds. {p2:Ben Venn} said {p1:Orr} told him it leaks. {p2:Venn} urged {p1:Orr} to quit. "
        "Police arrested {p2:Venn}; {p1:Orr} thanked {o1:Harwick Police}.",
    )
    first = say(first, "the dam holds", "p1")
    first = say(first, "Orr told him it leaks", "p2")
    first = say(first, "it leaks", "p1", within="s2", to=[("him", "p2")])
    first = say(first, "to quit", "p2", act="demand", to=[("Orr to", "p1")])
    first = do(first, "thanked", ("Orr thanked", "p1"), ("Harwick Police", "o1"), type="SUPPORT")
    first = do(first, "arrested", ("Police", "o1"), ("Venn; ", "p2"), mode="arrest", status="negated")
    record.add(of(first, "2026-03-02"))
    view = record.view()
    (orr,) = who(view, "Ada Orr")
    assert told(orr) == [
        ("said", "the dam holds"),
        ("was_said_to_have_said", "it leaks"),
        ("was_asked", "to quit"),
        ("did", "thanked"),
    ]
    assert orr.deeds[1].hit.according_to == ("Ben Venn",)
    assert orr.deeds[0].hit.outlet == "Island News"
    assert (orr.name, orr.aliases, orr.articles) == ("Ada Orr", ("Orr",), ("a1",))
    (venn,) = who(view, "Ben Venn")
    assert told(venn) == [("said", "Orr told him it leaks"), ("said", "to quit"), ("had_done_to_them", "arrested")]
    assert venn.deeds[2].hit.kind == "arrest, negated"
    assert who(view, "Orr")[0] == orr


def test_lines_stand_by_date_the_days_told_before_that_of_the_article_and_undated_ones_last(record: Record) -> None:
    for article, day, content in (("a1", "2026-03-05", "late"), ("a2", "2026-03-02", "early"), ("a3", None, "undated")):
        record.add(of(say(read(article, "{p1:Ada Orr} said " + content + "."), content, "p1"), day))
    old = read("a4", "{p1:Ada Orr} said on 2026-02-11 that it was old.")
    record.add(of(say(old, "it was old", "p1", date="2026-02-11"), "2026-03-04"))
    (orr,) = who(record.view(), "Ada Orr")
    assert [deed.hit.text for deed in orr.deeds] == ["it was old", "early", "late", "undated"]
    assert orr.articles == ("a2", "a4", "a1", "a3")
    (cut,) = who(record.view(), "Ada Orr", limit=2)
    assert [deed.hit.text for deed in cut.deeds] == ["late", "undated"]


def test_an_event_that_is_the_saying_of_a_statement_is_one_line(record: Record) -> None:
    text = read("a1", "{p1:Ada Orr} urged {p2:Ben Venn} to resign.")
    text = say(text, "to resign", "p1", act="demand", to=[("Ben Venn", "p2")])
    text = do(text, "urged", ("Ada Orr", "p1"), ("Ben Venn", "p2"), type="REQUEST")
    record.add(of(text, "2026-03-02"))
    (orr,) = who(record.view(), "Ada Orr")
    (venn,) = who(record.view(), "Ben Venn")
    assert told(orr) == [("said", "to resign")]
    assert told(venn) == [("was_asked", "to resign")]


def test_two_of_one_surname_are_two_the_fullest_first(record: Record) -> None:
    record.add(of(say(read("a1", "Gov. {p1:Tim Roe} said so.", p1="Gov."), "so", "p1"), "2026-03-02"))
    record.add(of(read("a2", "{p1:Gwen Roe} came."), "2026-03-02"))
    found = who(record.view(), "Roe")
    assert [one.name for one in found] == ["Tim Roe", "Gwen Roe"]
    assert [one.name for one in who(record.view(), "Gwen Roe")] == ["Gwen Roe"]
    assert [one.name for one in who(record.view(), "Timothy Roe")] == ["Tim Roe"]
    assert [one.name for one in who(record.view(), "Roe, Tim")] == ["Tim Roe"]
    assert [one.name for one in who(record.view(), "Gov. Tim Roe")] == ["Tim Roe"]
    assert found[0].titles == ("Gov.",)


def test_a_surname_alone_in_another_matter_is_nobody_known(record: Record) -> None:
    record.add(of(read("a1", "{p1:Ada Orr} met {p2:Lee Tarn}."), "2026-03-02"))
    record.add(of(read("a2", "{p1:Orr} met {p2:Lee Tarn}."), "2026-03-02"))
    record.add(of(read("a3", "{p1:Orr} scored; {p2:Max Pell} fell."), "2026-03-02"))
    assert [one.articles for one in who(record.view(), "Orr")] == [("a1", "a2"), ("a3",)]
    assert [one.articles for one in who(record.view(), "Ada Orr")] == [("a1", "a2")]


def test_honorifics_of_a_surname_alone_are_looked_up(record: Record) -> None:
    record.add(of(read("a1", "{p1:Ada Orr} met {p2:Lee Tarn}."), "2026-03-02"))
    record.add(of(read("a2", "Then Mr. {p1:Orr} met {p2:Lee Tarn}."), "2026-03-02"))
    assert len(who(record.view(), "Orr")) == 2


def test_namesakes_in_two_walks_of_life_are_two_dossiers_with_the_reason(record: Record) -> None:
    record.add(of(read("a1", "{p1:John Marsh}, the goalkeeper, fell.", p1="goalkeeper"), "2026-03-02"))
    record.add(of(read("a2", "Mayor {p1:John Marsh} spoke.", p1="Mayor"), "2026-03-02"))
    first, second = who(record.view(), "John Marsh")
    assert {first.titles, second.titles} == {("goalkeeper",), ("Mayor",)}
    assert any("told apart: goalkeeper and mayor" in line for line in first.evidence)


def test_a_body_is_found_by_its_letters_and_the_letters_by_the_body(record: Record) -> None:
    spelt = read("a1", "{o1:Coastal and Harbour Office} ({o1:CHO}) said no.")
    record.add(of(say(spelt, "no", "o1"), "2026-03-02"))
    record.add(of(say(read("a2", "{o1:CHO} said yes."), "yes", "o1"), "2026-03-03"))
    for asked in ("CHO", "Coastal and Harbour Office", "the Coastal and Harbour Office"):
        (cho,) = who(record.view(), asked)
        assert (cho.name, cho.type) == ("Coastal and Harbour Office", "organization")
        assert [deed.hit.text for deed in cho.deeds] == ["no", "yes"]


def test_an_office_is_not_the_person(record: Record) -> None:
    text = over(read("a1", "{p1:Ada Orr} left. {p1:Orr}’s office said no."), "o1", "Orr’s office")
    record.add(of(say(text, "no", "o1"), "2026-03-02"))
    (orr,) = who(record.view(), "Orr")
    assert orr.deeds == ()
    (office,) = who(record.view(), "Orr’s office")
    assert told(office) == [("said", "no")]


def test_verdicts_of_people_stand_above_the_rules(record: Record) -> None:
    for article in ("a1", "a2"):
        record.add(of(say(read(article, "{p1:Ada Orr} said " + article + "."), article, "p1"), "2026-03-02"))
    record.add(of(say(read("a3", "{p1:Dame Pelune} said a3."), "a3", "p1"), "2026-03-02"))
    record.correct("a1/p1", "different", other="a2/p1", by="Una Holt")
    record.correct("a2/p1", "same", other="a3/p1", by="Una Holt")
    found = who(record.view(), "Ada Orr")
    assert [[deed.hit.text for deed in one.deeds] for one in found] == [["a2", "a3"], ["a1"]]
    assert who(record.view(as_of=6), "Ada Orr")[0].articles == ("a1", "a2")


def test_the_entities_that_are_held_to_be_one_can_be_corrected(record: Record) -> None:
    record.add(of(read("a1", "{p1:Ada Orr} met {p2:Lee Tarn}. Then {p1:Orr} left."), "2026-03-05"))
    record.add(of(read("a2", "Here {p1:Orr} met {p2:Lee Tarn}."), "2026-03-02"))
    view = record.view()
    (orr,) = who(view, "Ada Orr")
    assert [(one.row, one.name) for one in orr.entities] == [("a2/p1", "Orr"), ("a1/p1", "Ada Orr")]
    shown = [view.text(one.row.partition("/")[0]).text[slice(*one.spans[0])] for one in orr.entities]
    assert shown == ["Orr", "Ada Orr"]
    record.correct(orr.entities[0].row, "different", other=orr.entities[1].row, by="Una Holt")
    parted = who(record.view(), "Orr")
    assert sorted(one.entities[0].row for one in parted) == ["a1/p1", "a2/p1"]
    record.add(of(read("a3", "{p1:Dame Pelune} left."), "2026-03-06"))
    record.correct("a1/p1", "same", other="a3/p1", by="Una Holt")
    (whole,) = who(record.view(), "Ada Orr")
    assert [(one.row, one.name) for one in whole.entities] == [("a1/p1", "Ada Orr"), ("a3/p1", "Dame Pelune")]
    assert whole.entities[1].spans == (Span(0, len("Dame Pelune")),)


def test_an_alias_list_finds_whoever_goes_by_another_name(record: Record) -> None:
    record.add(of(read("a1", "{p1:Lulena Song} sang."), "2026-03-02"))
    record.add(of(read("a2", "{p1:Maria Song Vale} sang."), "2026-03-02"))
    assert len(who(record.view(), "Lulena Song")) == 1
    record.import_aliases([Alias("Q1", "Lulena Song", ("Maria Song Vale",), "singer")])
    (song,) = who(record.view(), "Maria Song Vale")
    assert song.articles == ("a1", "a2")


def test_an_unknown_name_gives_nothing_and_those_that_are_like_it(record: Record) -> None:
    record.add(of(read("a1", "{p1:Ada Orrendale} met {p2:Ben Venn}."), "2026-03-02"))
    view = record.view()
    assert who(view, "Ida Orrendal") == ()
    assert near_names(view, "Ada Orendale") == ("Ada Orrendale",)
    assert near_names(view, "Orrendal") == ("Ada Orrendale",)
    assert near_names(view, "Oorendale") == ()  # no word begins as it should
    assert near_names(view, "Zyx Qwv") == ()
    for odd in ("", "  ", "\0", "’", "((", '"', "*", "a" * 5000, "\u202e", ","):
        assert who(view, odd) == ()
        assert near_names(view, odd) == ()


def test_the_order_of_adding_changes_nothing(tmp_path: Path) -> None:
    made = [
        of(say(read("a1", "Gov. {p1:Tim Roe} said one.", p1="Gov."), "one", "p1"), "2026-03-02"),
        of(say(read("a2", "{p1:Roe} met {p2:Lee Tarn} and said two."), "two", "p1"), "2026-03-02"),
        of(say(read("a3", "{p1:Timothy Roe} met {p2:Lee Tarn} and said three."), "three", "p1"), None),
    ]
    answers = []
    for number, order in enumerate((made, made[::-1], [made[1], made[2], made[0]])):
        with open_record(tmp_path / f"{number}.db") as opened:
            for one in order:
                opened.add(one)
            answers.append(who(opened.view(), "Roe"))
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) == 1
