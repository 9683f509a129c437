from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord import Quoted, Reading, Span
from onrecord.faces.excerpt import Marks, passages, statement_marks
from onrecord.terms import quoted

_LETTERS = st.text(alphabet="aB .\n”“", min_size=1, max_size=60)


def _shown(text: str, *spans: tuple[int, int], **how: int) -> list[str]:
    marks: Marks = {"content": tuple(Span(*span) for span in spans)}
    return ["".join(piece for piece, _ in passage) for passage in passages(text, marks, **how)]


@given(_LETTERS, st.data())
def test_every_word_of_the_content_is_shown_and_nothing_that_is_not_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = passages(text, {"content": (Span(start, end),)})
    marked = "".join(piece for passage in found for piece, role in passage if role == "content")
    assert marked == text[start:end].replace("\n", "")
    assert all("".join(piece for piece, _ in passage) in text for passage in found if passage != [("…", None)])


def test_a_passage_is_the_sentence_and_no_more() -> None:
    text = "It rained. Mr. Orr said the pump failed. Nobody came."
    at = text.index("the pump")
    assert _shown(text, (at, at + len("the pump failed"))) == ["Mr. Orr said the pump failed."]


def test_a_sentence_that_ends_inside_the_quotation_is_closed() -> None:
    text = "“It rained. The pump failed.” Nobody came."
    at = text.index("The pump")
    assert _shown(text, (at, text.index("”"))) == ["The pump failed.”"]


def test_paragraphs_left_out_show_as_a_gap() -> None:
    text = "One said:\n\nTwo.\n\nThree.\n\nFour."
    assert _shown(text, (0, 3), (text.index("Three"), text.index("Three") + 5)) == ["One said:", "…", "Three."]


def test_far_context_is_cut_between_words() -> None:
    text = "far " * 200 + "here" + " off" * 200
    at = text.index("here")
    (shown,) = _shown(text, (at, at + 4))
    assert shown.startswith("… far far")
    assert shown.endswith("off off …")


def test_the_reach_says_how_much_is_shown_around_the_words() -> None:
    text = "It rained for days, and in the end the pump of the lower lock failed, as it had every spring since the war."
    at = text.index("failed")
    assert _shown(text, (at, at + 6), reach=20) == ["… of the lower lock failed, as it had every …"]


def test_roles_that_overlap_show_the_narrower(reading: Reading) -> None:
    text = "Orr said so."
    content, cue = quoted(text, (Span(0, 12),)), quoted(text, (Span(4, 8),))
    both = replace(reading.statements[0], content=content, cue=cue, source=Quoted("Orr", (Span(0, 3),)))
    assert passages(text, statement_marks(both)) == [
        [("Orr", "source"), (" ", "content"), ("said", "cue"), (" so.", "content")],
    ]
