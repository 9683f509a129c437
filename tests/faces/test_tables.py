"""CSV: columns that stay, words that no spreadsheet runs, and every row with its source and position."""

from __future__ import annotations

import csv
import io
import re

import pytest

from onrecord.faces import columns, rows
from onrecord.faces.tables import table
from tests.faces.build_story import correction, dossiers_by_hand, headlines_by_hand, hit, matches_by_hand, story_by_hand


def back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cell(value: object) -> str:
    (row,) = back(table(["a", "b"], [{"a": value, "b": "x"}]))
    return row["a"]


@pytest.mark.parametrize(
    "words", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\n=1", "＝1", "＋1", "－1", "＠1", "'=1", "''-1"]
)
def test_no_words_are_taken_for_a_formula(words: str) -> None:
    shown = cell(words)
    assert shown.startswith("'")
    assert (
        re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", shown) == words.replace("\r", "\N{REPLACEMENT CHARACTER}")
        or words == "\r=1"
    )


@pytest.mark.parametrize("words", ["Rain", "'90s", "“-1”", "1-2", "", " =1"])
def test_other_words_stand_as_they_are(words: str) -> None:
    assert cell(words) == words


def test_numbers_lists_and_what_is_not_known() -> None:
    assert [cell(value) for value in (-3.5, 7, True, False, None, (), ("a", "b"), ("=1", "b"))] == [
        "-3.5", "7", "true", "false", "", "", "a; b", "'=1; b",
    ]  # fmt: skip


def test_quotes_commas_and_line_breaks_come_back() -> None:
    words = 'He said, "no";\nand left.'
    assert cell(words) == words


def test_control_characters_cannot_drive_a_terminal() -> None:
    assert cell("a\x1b[2J\u202e\x00b") == "a�[2J��b"
    assert cell("\r=1") == "�=1", "and so no formula"


def test_a_table_of_nothing_has_its_head() -> None:
    assert table(("a", "b"), []) == "a,b\r\n"


def test_the_columns_are_these() -> None:
    """A column taken away or renamed breaks somebody's program; one added comes last among its kind."""
    source, words = ("article", "row", "outlet", "title", "published"), ("text", "start", "end", "spans")
    assert (
        "what", *source, "url", "date", "speaker", "act", "kind", "addressees", "according_to", "confidence", *words,
    ) == columns.HITS  # fmt: skip
    assert ("name", "how", *columns.HITS) == columns.DEEDS
    assert ("score", "exact", "verbatim", *columns.HITS) == columns.MATCHES
    for names in (columns.HITS, columns.CLAIMS, columns.DEMANDS, columns.CORRECTIONS):
        assert {*source, *words} <= set(names)
    for end in ("from_", "to_"):
        assert {end + name for name in (*source, *words)} <= set(columns.SHIFTS)


def test_every_column_has_a_meaning_and_every_meaning_a_column() -> None:
    named = {name.removeprefix("from_").removeprefix("to_") for table in columns.TABLES.values() for name in table}
    assert named == set(columns.MEANS)


def test_a_hit_as_a_row() -> None:
    (row,) = back(table(columns.HITS, [rows.of_hit(hit(according_to=("Nora Pell", "Iven Roe")))]))
    assert (row["article"], row["row"], row["outlet"], row["published"]) == ("a1", "s2", "Island News", "2026-03-03")
    assert row["according_to"] == "Nora Pell; Iven Roe"
    start, end = int(row["start"]), int(row["end"])
    assert row["spans"] == f"{start}-{hit().spans[0].end}; {hit().spans[1].start}-{end}"


def test_a_deed_and_a_match_as_rows() -> None:
    (first, *_) = dossiers_by_hand()
    found = back(table(columns.DEEDS, [rows.of_deed(first.name, deed) for deed in first.deeds]))
    assert [row["how"] for row in found] == ["said", "was_asked", "was_said_to_have_said", "had_done_to_them", "did"]
    assert {row["name"] for row in found} == {"Nora Pell"}
    found = back(table(columns.MATCHES, map(rows.of_match, matches_by_hand())))
    assert [(row["score"], row["exact"]) for row in found] == [("1.0", "true"), ("0.75", "false")]


def test_a_claim_as_a_row() -> None:
    story = story_by_hand()
    found = back(table(columns.CLAIMS, (rows.of_claim(story, claim) for claim in story.claims)))
    agreed, disputed = found[1], found[2]
    assert agreed["story"] == "5a0ry"
    assert (agreed["status"], agreed["speakers"], agreed["about"]) == ("single_source", "Nora Pell", "Iven Roe")
    assert (agreed["article"], agreed["row"], agreed["outlet"], agreed["published"]) == (
        "b2",
        "s1",
        "Harbour Post",
        "2026-03-06",
    )
    assert int(agreed["end"]) - int(agreed["start"]) == len(agreed["text"])
    assert (disputed["against"], disputed["gone"], disputed["rests_on"]) == ("b2/s2", "c3; zz", "a1/s3")


def test_a_demand_has_a_row_for_each_response_and_one_where_there_is_none() -> None:
    story = story_by_hand()
    found = back(table(columns.DEMANDS, (row for demand in story.demands for row in rows.of_demand(story, demand))))
    assert [(row["by"], row["response_by"], row["stance"]) for row in found] == [
        ("Nora Pell", "county", "partly"),
        ("Nora Pell", "Iven Roe", "accepts"),
        ("Nora Pell", "Iven Roe", "unclear"),
        ("Islanders", "", ""),
    ]


def test_a_shift_has_both_its_ends() -> None:
    story = story_by_hand()
    position = story.positions[0]
    (row,) = back(table(columns.SHIFTS, [rows.of_shift(story, position, position.shifts[0])]))
    assert (row["from_score"], row["to_score"], row["confirmed_by_actor"]) == ("-2.0", "4.5", "false")
    assert (row["from_article"], row["to_article"], row["to_row"]) == ("a1", "b2", "v1")


def test_stories_and_corrections_as_rows() -> None:
    first, second = back(table(columns.STORIES, map(rows.of_headline, headlines_by_hand())))
    assert (first["articles"], first["article_ids"], second["first"]) == ("3", "a1; b2; c3", "")
    source = {"article": "a1", "row": "s2", "outlet": None, "title": None, "published": None}
    (row,) = back(
        table(columns.CORRECTIONS, [rows.of_correction(correction(), holds=True, source=source, text="We held")])
    )
    assert (row["id"], row["verdict"], row["holds"], row["text"]) == ("k1", "reject", "true", "We held")
