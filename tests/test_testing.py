from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import Article, Entity, Mention, Quoted, Reading, Ref, Span, SpanMismatch, Statement
from onrecord.testing import assert_references, assert_spans

TEXT = "Orr said the pump failed."


def _reading(**changes: object) -> Reading:
    statement = Statement(
        id="s1",
        kind="indirect",
        act="assert",
        source=Quoted("Orr", (Span(0, 3),)),
        speaker="e1",
        resolved_by="name",
        cue=Quoted("said", (Span(4, 8),)),
        content=Quoted("the pump failed", (Span(9, 24),)),
        addressees=(),
        channel=None,
        time=None,
        negated=False,
        modality="actual",
        within=None,
        confidence=1.0,
    )
    return Reading(
        Article("a", None, None, (), None, "en", None, TEXT, "0" * 64),
        (Entity("e1", "Orr", "person", (), (Mention(Span(0, 3), "Orr", "name"),)),),
        (replace(statement, **changes),),  # type: ignore[arg-type]
    )


def test_a_sound_reading_passes() -> None:
    assert_spans(_reading())
    assert_spans(_reading(content=Quoted("the failed", (Span(9, 12), Span(18, 24)))))
    assert_references(_reading())


@pytest.mark.parametrize(
    "content",
    [
        Quoted("the pump fails", (Span(9, 24),)),
        Quoted("failed the", (Span(18, 24), Span(9, 12))),
        Quoted("the the pump", (Span(9, 12), Span(9, 17))),
        Quoted("", ()),
        Quoted("", (Span(9, 9),)),
        Quoted("failed.", (Span(18, 26),)),
        Quoted("d", (Span(-2, -1),)),
    ],
    ids=["other words", "out of order", "overlap", "no span", "empty", "past the end", "before the start"],
)
def test_a_span_that_does_not_hold_is_named(content: Quoted) -> None:
    with pytest.raises(SpanMismatch, match=r"reading\.statements\[0\]\.content"):
        assert_spans(_reading(content=content))


def test_spans_are_found_wherever_they_stand() -> None:
    with pytest.raises(SpanMismatch, match=r"addressees\[0\]"):
        assert_spans(_reading(addressees=(Ref("Venn", (Span(0, 4),), None),)))
    off = replace(_reading().entities[0], mentions=(Mention(Span(0, 4), "Orr", "name"),))
    with pytest.raises(SpanMismatch, match=r"entities\[0\]\.mentions\[0\]"):
        assert_spans(replace(_reading(), entities=(off,)))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"speaker": "e2"}, "speaker 'e2' is no entity"),
        ({"within": "s2"}, "within 's2' is no statement"),
        ({"within": "s1"}, "'s1' stands within itself"),
        ({"addressees": (Ref("Orr", (Span(0, 3),), "e2"),)}, "addressee 'e2' is no entity"),
    ],
)
def test_an_id_that_names_nothing_is_named(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        assert_references(_reading(**changes))


def test_ids_are_unique() -> None:
    twice = _reading()
    with pytest.raises(AssertionError, match="entity ids"):
        assert_references(replace(twice, entities=twice.entities * 2))
