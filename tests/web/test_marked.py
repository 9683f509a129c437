"""The text of an article in stretches: all that overlaps shows, nothing moves, and it takes no longer than the text is long."""

from __future__ import annotations

from time import process_time

from onrecord import Reading, Span
from onrecord.faces.web.marked import MOST, Block, Mark, around, blocks, by_row, marks_of
from tests.faces.build import reading_by_hand
from tests.web.made_article import article, at, long_reading, said

READING = reading_by_hand()


def shown(made: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    return [
        (one.words, " ".join(one.roles), " ".join(one.rows)) for block in made for line in block.lines for one in line
    ]


def test_paragraphs_are_those_of_the_text() -> None:
    made = blocks(READING.article.text, (), title=READING.article.title)
    assert [block.kind for block in made] == ["title", *["text"] * 7]
    words = [one.words for block in made for line in block.lines for one in line]
    assert words == [line for line in READING.article.text.split("\n") if line]


def test_items_of_a_list_stand_together_without_their_stars() -> None:
    (before, items, after) = blocks("Three steps:\n\n* Pay.\n\n* Publish it.\n\nThat was all.", ())
    assert (before.kind, items.kind, after.kind) == ("text", "list", "text")
    assert [[one.words for one in line] for line in items.lines] == [["Pay."], ["Publish it."]]


def test_a_first_line_that_is_not_the_title_is_text() -> None:
    assert [block.kind for block in blocks("A head\n\nWords.", (), title="Another head")] == ["text", "text"]


def test_statements_within_one_another_are_all_shown() -> None:
    text = "Pell said that Roe had promised her a grant."
    outer, inner = at(text, "that Roe had promised her a grant"), at(text, "her a grant")
    reading = Reading(
        article(text),
        (),
        (
            said("s1", outer, source=at(text, "Pell"), cue=at(text, "said")),
            said("s2", inner, source=at(text, "Roe"), cue=at(text, "had promised"), within="s1"),
        ),
    )
    assert shown(blocks(text, marks_of(reading))) == [
        ("Pell", "source", "s1"),
        (" ", "", ""),
        ("said", "cue", "s1"),
        (" ", "", ""),
        ("that ", "content", "s1"),
        ("Roe", "content source", "s1 s2"),
        (" ", "content", "s1"),
        ("had promised", "content cue", "s1 s2"),
        (" ", "content", "s1"),
        ("her a grant", "content inner", "s1 s2"),
        (".", "", ""),
    ]


def test_statements_that_overlap_are_both_shown() -> None:
    found = shown(blocks("abcdefgh", [Mark(0, 5, "content", "s1"), Mark(3, 8, "content", "s2")]))
    assert found == [("abc", "content", "s1"), ("de", "content inner", "s1 s2"), ("fgh", "content", "s2")]


def test_a_row_begins_once_where_its_own_words_do() -> None:
    made = blocks(READING.article.text, marks_of(READING), title=READING.article.title)
    begun = [row for block in made for row in block.begins]
    assert sorted(begun) == sorted(row for row in by_row(READING) if row not in {one.id for one in READING.entities})
    first = {row: one.words for block in made for line in block.lines for one in line for row in one.begins}
    assert first["s2"] == "“We held it down for "  # not “she”, which stands after it
    assert first["v3"] == "arrested"
    assert first["f6"] == "$4.2m"


def test_characters_beyond_the_first_plane_move_nothing() -> None:
    text = "👩‍👩‍👧 𝔄 storm 🌊. Orr said the wall 🧱 fell."
    words = at(text, "the wall 🧱 fell")
    made = blocks(text, [Mark(*words.spans[0], "content", "s1")])
    assert [one for one in shown(made) if one[1]] == [("the wall 🧱 fell", "content", "s1")]


def test_every_character_is_shown_once_whatever_is_marked() -> None:
    text = "\n  one two\u2028three \n\n\n* four\n \n*five\n\n"
    marks = [Mark(a, b, "content", f"s{a}") for a in range(-2, len(text)) for b in range(a, len(text) + 3, 3)]
    words = "".join(one.words for block in blocks(text, marks) for line in block.lines for one in line)
    assert words == "  one two\u2028three four*five"


def test_a_row_whose_words_are_nowhere_is_not_lost() -> None:
    (only,) = blocks("Words.", [Mark(90, 95, "content", "s1")])
    assert only.begins == ("s1",)
    assert blocks("", [Mark(0, 5, "content", "s1")]) == ()


def test_ten_thousand_statements_take_less_than_a_second() -> None:
    reading = long_reading(10_000)
    began = process_time()
    made = blocks(reading.article.text, marks_of(reading))
    assert process_time() - began < 1
    assert sum(len(block.begins) for block in made) == 20_000


def test_ten_thousand_statements_within_one_another_take_less_than_a_second() -> None:
    text = "x" * 30_000
    marks = [Mark(n, 30_000 - n, "content", f"s{n}") for n in range(10_000)]
    began = process_time()
    made = blocks(text, marks)
    assert process_time() - began < 1
    assert max(len(one.rows) for one in made[0].lines[0]) == MOST
    (middle,) = (one for one in made[0].lines[0] if one.start == 9_999)
    assert middle.rows[-1] == "s9999"


def test_the_paragraphs_around_a_row_are_few() -> None:
    text = "\n\n".join(f"Paragraph {n}." for n in range(40))
    made = blocks(text, [Mark(*at(text, "Paragraph 7.").spans[0], "content", "s1")])
    near, broken = around(made, "s1")
    assert [block.lines[0][0].words for block in near] == ["Paragraph 6.", "Paragraph 7.", "Paragraph 8."]
    assert not broken
    near, broken = around(blocks(text, [Mark(*Span(0, len(text)), "content", "s1")]), "s1")
    assert broken
    assert [block.lines[0][0].words for block in near][-2:] == ["Paragraph 5.", "Paragraph 39."]
    assert around(made, "s2") == ((), False)
