"""The labels of figures hold together, and judging a figure against one does what it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import get_args

from benchmarks.figures import Found, Label, judge, labels
from onrecord.ingest import article_from_text
from onrecord.terms import Bound, Figure, Quoted, Reading, Span, Statement, quoted

TEXT = "Orr said about 40 farmers signed."
ORR, SAID, FORTY, FARMERS = Span(0, 3), Span(4, 8), Span(15, 17), Span(18, 25)


def test_labels() -> None:
    rows = [row for file in labels().values() for row in file]
    assert Counter(row.kind for row in rows) == {"figure": 200, "not": 145, "unclear": 13}
    assert len({(row.file, row.span) for row in rows}) == len(rows)
    for row in rows:
        assert row.kind != "figure" or row.bound in get_args(Bound)
        assert (row.upper is not None) == (row.bound == "range" or row.unit == "score")
        assert all(0 <= span.start < span.end for span in (row.span, row.of, row.basis) if span)


def test_judge() -> None:
    statement = Statement(
        id="s1", kind="indirect", act="assert", source=at(ORR), speaker=None, resolved_by="none", cue=at(SAID),
        content=at(Span(9, 32)), addressees=(), channel=None, time=None, negated=False, modality="actual",
        within=None, confidence=1.0,
    )  # fmt: skip
    label = Label("figure", "a", FORTY, 40.0, None, "about", "people", FARMERS, SAID)
    figure = Figure("40", (FORTY,), 40, None, "about", "people", at(FARMERS), None, (), "s1")
    reading = Reading(article_from_text(TEXT), (), (statement,))

    def right(figure: Figure) -> set[str]:
        found = Found(figure, reading, lambda words: list(words.spans) if words else [])
        return {part for part, ok in judge(label, [found]).items() if ok}

    every = {"value", "value and unit", "value, unit and of", "bound", "of", "basis"}
    assert right(figure) == every
    assert right(replace(figure, value=4)) == {"bound", "of", "basis"}
    assert right(replace(figure, upper=50)) == {"bound", "of", "basis"}
    assert right(replace(figure, unit=None)) == every - {"value and unit", "value, unit and of"}
    assert right(replace(figure, of=at(SAID))) == every - {"value, unit and of", "of"}
    assert right(replace(figure, bound="exactly")) == every - {"bound"}
    assert right(replace(figure, basis=None)) == every - {"basis"}
    assert right(replace(figure, text="farmers", spans=(FARMERS,))) == set()


def at(span: Span) -> Quoted:
    return quoted(TEXT, (span,))
