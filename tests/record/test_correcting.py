"""A person's verdict is appended, holds over every reading, and can be taken back; what makes no sense is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import Entity, Mention, Reading, Span
from onrecord.errors import RefusedCorrection, UnknownRow
from onrecord.record import Record, View
from onrecord.terms import Statement
from onrecord.testing import assert_references, assert_spans
from tests.faces.build import TEXT, reading_by_hand

READING = reading_by_hand()
ARTICLE = READING.article.id


@pytest.fixture
def kept(record: Record) -> Record:
    record.add(READING)
    return record


def corrected(record: Record) -> Reading:
    reading = record.view().reading(ARTICLE)
    assert_spans(reading)
    assert_references(reading)
    assert list(record.verify()) == []
    return reading


def statement(reading: Reading, name: str) -> Statement:
    return next(one for one in reading.statements if one.id == name)


def read_again(reading: Reading = READING) -> Reading:
    """The same article by a newer reader, which numbers its rows otherwise."""

    def renamed(name: str | None) -> str | None:
        return None if name is None else f"new-{name}"

    def refs(rows: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(replace(row, entity=renamed(row.entity)) for row in rows)

    return replace(
        reading,
        reader="newer",
        entities=tuple(replace(one, id=f"new-{one.id}") for one in reading.entities),
        statements=tuple(
            replace(
                one,
                id=f"new-{one.id}",
                speaker=renamed(one.speaker),
                within=renamed(one.within),
                addressees=refs(one.addressees),
            )
            for one in reading.statements
        ),
        events=tuple(
            replace(
                one,
                id=f"new-{one.id}",
                basis=renamed(one.basis),
                actors=refs(one.actors),
                recipients=refs(one.recipients),
                place=refs(one.place),
            )
            for one in reading.events
        ),
        figures=tuple(replace(one, basis=renamed(one.basis), places=refs(one.places)) for one in reading.figures),
    )


def test_a_rejected_statement_is_shown_no_more_and_kept(kept: Record) -> None:
    before = kept.view()
    made = kept.correct(f"{ARTICLE}/s1", "reject", by="Una Holt", why="a caption")
    assert made.row == f"{ARTICLE}/s1"
    assert made.spans == statement(READING, "s1").content.spans
    assert (made.by, made.why, made.at) == ("Una Holt", "a caption", "2026-03-01T12:00:01Z")
    assert [one.id for one in corrected(kept).statements] == [one.id for one in READING.statements if one.id != "s1"]
    assert before.reading(ARTICLE) == READING
    assert kept.view().uncorrected(ARTICLE) == READING
    assert kept.view().corrections() == (made,)


def test_what_rests_on_a_rejected_statement_rests_on_the_one_around_it(kept: Record) -> None:
    inner = next(one for one in READING.statements if one.within)
    kept.correct(f"{ARTICLE}/{inner.within}", "reject", by="Una")
    assert statement(corrected(kept), inner.id).within is None
    resting = [one for one in READING.events if one.basis]
    for event in resting:
        kept.correct(f"{ARTICLE}/{event.basis}", "reject", by="Una")
    assert [one.basis for one in corrected(kept).events if one.id in {event.id for event in resting}] == [None] * len(
        resting
    )


def test_a_speaker_is_replaced_by_an_entity_of_the_article(kept: Record) -> None:
    assert statement(READING, "s1").speaker == "pell"
    by_name = kept.correct(f"{ARTICLE}/s1", "replace", field="speaker", value="iven roe", by="Una")
    assert by_name.value == "Iven Roe"
    assert statement(corrected(kept), "s1").speaker == "roe"
    kept.correct(f"{ARTICLE}/s1", "replace", field="speaker", value="pell", by="Una")
    assert statement(corrected(kept), "s1").speaker == "pell"
    kept.correct(f"{ARTICLE}/s1", "replace", field="speaker", value=None, by="Una")
    unknown = statement(corrected(kept), "s1")
    assert (unknown.speaker, unknown.resolved_by) == (None, "none")


def test_a_speaker_may_be_somebody_whom_the_reader_did_not_see(kept: Record) -> None:
    kept.correct(f"{ARTICLE}/s1", "replace", field="speaker", value="  Zora   Quill ", by="Una")
    reading = corrected(kept)
    added = next(one for one in reading.entities if one.name == "Zora Quill")
    assert (added.type, added.mentions) == ("person", ())
    assert statement(reading, "s1").speaker == added.id
    assert [row.entity for row in kept.view().named("quill")] == [added.id]
    kept.correct(f"{ARTICLE}/{added.id}", "replace", field="type", value="organization", by="Una")
    assert next(one.type for one in corrected(kept).entities if one.id == added.id) == "organization"
    assert [row.type for row in kept.view().named("quill")] == ["organization"]


def test_content_and_source_are_replaced_by_words_of_the_article(kept: Record) -> None:
    made = kept.correct(f"{ARTICLE}/s1", "replace", field="content", value="will rise by a third in May", by="Una")
    start = TEXT.index("will rise by a third in May")
    assert statement(corrected(kept), "s1").content.spans == (Span(start, start + 27),)
    assert made.spans == statement(READING, "s1").content.spans
    kept.correct(f"{ARTICLE}/s1", "replace", field="source", value="Nora Pell", by="Una")
    kept.correct(f"{ARTICLE}/s2", "replace", field="source", value=None, by="Una")
    reading = corrected(kept)
    assert statement(reading, "s1").source.text == "Nora Pell"  # type: ignore[union-attr]
    assert statement(reading, "s2").source is None


def test_words_that_stand_several_times_are_taken_where_the_row_is(kept: Record) -> None:
    last = READING.statements[-1]
    kept.correct(f"{ARTICLE}/{last.id}", "replace", field="source", value="Pell", by="Una")
    (span,) = statement(corrected(kept), last.id).source.spans  # type: ignore[union-attr]
    places = [at for at in range(len(TEXT)) if TEXT.startswith("Pell", at)]
    near = last.content.spans[0].start
    assert span.start == min(places, key=lambda at: abs(at - near))


def test_an_act_a_type_and_a_status_are_replaced(kept: Record) -> None:
    kept.correct(f"{ARTICLE}/s1", "replace", field="act", value="predict", by="Una")
    event = READING.events[0]
    kept.correct(f"{ARTICLE}/{event.id}", "replace", field="type", value="PROTEST", by="Una")
    kept.correct(f"{ARTICLE}/{event.id}", "replace", field="status", value="future", by="Una")
    reading = corrected(kept)
    assert statement(reading, "s1").act == "predict"
    changed = next(one for one in reading.events if one.id == event.id)
    assert (changed.type, changed.mode, changed.status) == ("PROTEST", None, "future")


def test_a_rejected_entity_names_nobody_any_more(kept: Record) -> None:
    kept.correct(f"{ARTICLE}/pell", "reject", by="Una")
    reading = corrected(kept)
    assert "pell" not in {one.id for one in reading.entities}
    assert statement(reading, "s1").speaker is None
    assert kept.view().named("pell") == ()


def test_the_last_verdict_on_a_row_holds(kept: Record) -> None:
    kept.correct(f"{ARTICLE}/s1", "reject", by="Una")
    kept.correct(f"{ARTICLE}/s1", "accept", by="Ben")
    assert corrected(kept) == READING
    kept.correct(f"{ARTICLE}/s1", "unsure", by="Ben")
    assert [one.verdict for one in kept.view().standing(ARTICLE)] == ["unsure"]
    assert [one.verdict for one in kept.view().corrections(ARTICLE)] == ["reject", "accept", "unsure"]


def test_a_correction_is_undone_and_the_one_before_it_holds_again(kept: Record) -> None:
    first = kept.correct(f"{ARTICLE}/s1", "replace", field="act", value="predict", by="Una")
    second = kept.correct(f"{ARTICLE}/s1", "replace", field="act", value="demand", by="Ben")
    undo = kept.correct(second.id, "undo", by="Una")
    assert statement(corrected(kept), "s1").act == "predict"
    assert kept.view().standing(ARTICLE) == (first,)
    with pytest.raises(RefusedCorrection, match="undone already"):
        kept.correct(second.id, "undo", by="Una")
    kept.correct(undo.id, "undo", by="Ben")
    assert statement(corrected(kept), "s1").act == "demand"
    kept.correct(second.id, "undo", by="Una")
    kept.correct(first.id, "undo", by="Una")
    assert corrected(kept) == READING


def test_what_holds_already_is_not_appended_again(kept: Record) -> None:
    first = kept.correct(f"{ARTICLE}/s1", "reject", by="Una")
    entries = len(kept)
    assert kept.correct(f"{ARTICLE}/s1", "reject", by="Una") == first
    assert len(kept) == entries
    kept.correct(first.id, "undo", by="Una")
    again = kept.correct(f"{ARTICLE}/s1", "reject", by="Una")
    assert again.id != first.id
    assert "s1" not in {one.id for one in corrected(kept).statements}


def test_two_entities_are_the_same_or_not(kept: Record) -> None:
    one, other = f"{ARTICLE}/pell", f"{ARTICLE}/roe"
    kept.correct(one, "same", other=other, by="Una")
    different = kept.correct(other, "different", other=one, by="Ben")
    assert kept.view().verdicts() == (different,)
    kept.correct(different.id, "undo", by="Ben")
    assert [verdict.verdict for verdict in kept.view().verdicts()] == ["same"]
    kept.correct(one, "unsure", other=other, by="Ben")
    assert kept.view().verdicts() == ()
    assert corrected(kept) == READING


def test_corrections_hold_over_a_newer_reading(kept: Record) -> None:
    kept.correct(f"{ARTICLE}/s2", "reject", by="Una")
    kept.correct(f"{ARTICLE}/s1", "replace", field="speaker", value="Iven Roe", by="Una")
    kept.correct(f"{ARTICLE}/pell", "different", other=f"{ARTICLE}/roe", by="Una")
    old = kept.view()
    kept.add(read_again())
    reading = corrected(kept)
    assert "new-s2" not in {one.id for one in reading.statements}
    assert statement(reading, "new-s1").speaker == "new-roe"
    (verdict,) = kept.view().verdicts()
    assert (verdict.row, verdict.other) == (f"{ARTICLE}/new-pell", f"{ARTICLE}/new-roe")
    assert [one.row for one in kept.view().standing(ARTICLE)] == [
        f"{ARTICLE}/new-s2",
        f"{ARTICLE}/new-s1",
        f"{ARTICLE}/new-pell",
    ]
    assert kept.view().orphans() == ()
    assert {one.id for one in old.reading(ARTICLE).entities} == {one.id for one in READING.entities}


def test_a_correction_whose_row_is_gone_is_an_orphan(kept: Record) -> None:
    made = kept.correct(f"{ARTICLE}/s1", "reject", by="Una")
    new = read_again()
    kept.add(replace(new, statements=new.statements[1:], events=(), figures=()))
    view = kept.view()
    assert view.orphans() == (made,)
    assert view.standing(ARTICLE) == ()
    assert view.corrections() == (made,)
    corrected(kept)


@pytest.mark.parametrize(
    ("row", "near"),
    [
        (f"{ARTICLE}/s11", f"{ARTICLE}/s1"),
        ("nothing/s1", None),
        (f"{ARTICLE}", None),
        ("", None),
        ("/", None),
        (f"{ARTICLE}/", f"{ARTICLE}/"),
    ],
)
def test_a_row_that_does_not_exist_is_refused_with_the_nearest(kept: Record, row: str, near: str | None) -> None:
    with pytest.raises(UnknownRow) as refused:
        kept.correct(row, "reject", by="Una")
    assert refused.value.row == row
    if near:
        assert any(one.startswith(near) for one in refused.value.near)
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"row": "s1", "verdict": "doubt"}, "'doubt' is no verdict"),
        ({"row": "s1", "verdict": "reject", "by": " "}, "must be named"),
        ({"row": "s1", "verdict": "replace"}, "the field"),
        (
            {"row": "s1", "verdict": "replace", "field": "kind", "value": "direct"},
            "'kind' of this statement cannot be replaced",
        ),
        (
            {"row": "pell", "verdict": "replace", "field": "act", "value": "deny"},
            "'act' of this entity cannot be replaced",
        ),
        ({"row": "s1", "verdict": "replace", "field": "act", "value": "sing"}, "'sing' is no act; it is one of assert"),
        ({"row": "s1", "verdict": "replace", "field": "act", "value": None}, "None is no act"),
        ({"row": "pell", "verdict": "replace", "field": "type", "value": "PROTEST"}, "is no type"),
        (
            {"row": "s1", "verdict": "replace", "field": "content", "value": "never written"},
            "does not stand in the article",
        ),
        ({"row": "s1", "verdict": "replace", "field": "content", "value": None}, "does not stand in the article"),
        ({"row": "s1", "verdict": "replace", "field": "speaker", "value": " ! "}, "is no name"),
        ({"row": "s1", "verdict": "reject", "field": "act"}, "takes no field"),
        ({"row": "s1", "verdict": "reject", "other": "roe"}, "of one row"),
        ({"row": "pell", "verdict": "same"}, "needs the second entity"),
        ({"row": "pell", "verdict": "same", "other": "pell"}, "is one row"),
        ({"row": "s1", "verdict": "same", "other": "pell"}, "is a statement"),
        ({"row": "pell", "verdict": "different", "other": "s1"}, "is a statement"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(kept: Record, given: dict[str, str | None], why: str) -> None:
    given = {"by": "Una", **given, "row": f"{ARTICLE}/{given['row']}"}
    if given.get("other"):
        given["other"] = f"{ARTICLE}/{given['other']}"
    with pytest.raises(RefusedCorrection, match=why):
        kept.correct(**given)  # type: ignore[arg-type]
    assert len(kept) == 2


def test_only_a_correction_that_is_there_can_be_undone(kept: Record) -> None:
    made = kept.correct(f"{ARTICLE}/s1", "reject", by="Una")
    with pytest.raises(UnknownRow) as refused:
        kept.correct(f"{made.id[:-1]}x", "undo", by="Una")
    assert refused.value.near == (made.id,)


def test_a_name_that_several_have_must_be_told_apart(record: Record) -> None:
    twin = Entity("pell2", "Nora Pell", "person", (), (Mention(Span(0, 5), TEXT[:5], "name"),))
    record.add(replace(READING, entities=(*READING.entities, twin)))
    with pytest.raises(RefusedCorrection, match="pell or pell2"):
        record.correct(f"{ARTICLE}/s1", "replace", field="speaker", value="Nora Pell", by="Una")
    record.correct(f"{ARTICLE}/s1", "replace", field="speaker", value="pell2", by="Una")
    assert statement(record.view().reading(ARTICLE), "s1").speaker == "pell2"
    record.add(read_again(replace(READING, entities=(*READING.entities, twin))))
    assert statement(record.view().reading(ARTICLE), "new-s1").speaker == "new-pell2"


def test_a_view_keeps_to_its_entry_through_corrections(kept: Record) -> None:
    views: list[tuple[View, Reading]] = []
    for act in ("deny", "ask", "agree"):
        kept.correct(f"{ARTICLE}/s1", "replace", field="act", value=act, by="Una")
        view = kept.view()
        views.append((view, view.reading(ARTICLE)))
    for view, reading in views:
        assert view.reading(ARTICLE) == reading
        assert kept.view(as_of=view.seq).reading(ARTICLE) == reading
    assert [statement(reading, "s1").act for _, reading in views] == ["deny", "ask", "agree"]
