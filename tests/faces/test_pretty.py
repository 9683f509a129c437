from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord import Article, Published, Quoted, Reading, Ref, Span
from onrecord.faces.pretty import SECTIONS, pretty
from onrecord.terms import quoted


def test_statements_stand_under_their_speaker_in_the_order_of_the_article(reading: Reading) -> None:
    shown = pretty(reading)
    heads = [shown.index(f"\n{head}\n") for head in ("Nora Pell", "Iven Roe", "(source not named)")]
    numbers = [shown.index(f"\n  {n}  ") for n in (1, 2, 3, 5, 6)]
    assert heads[0] < numbers[0] < numbers[1] < numbers[2] < numbers[3] < heads[1] < heads[2] < numbers[4]


def test_words_are_shown_in_place_with_their_roles(reading: Reading) -> None:
    shown = pretty(reading)
    assert "[“We held it down for six years,”] _she_ *told* the harbour board in a" in shown
    assert "[The fare will rise by a third in May], *said* _Nora Pell, who runs the" in shown
    assert "report is not out" not in shown, "a sentence that holds no word of a statement is left out"


def test_circumstances_and_resolution(reading: Reading) -> None:
    shown = pretty(reading, width=200)
    assert (
        "assert · direct · to the harbour board · interview (“in a radio interview”) · “Monday”: 2 March 2026" in shown
    )
    assert "“she” = Nora Pell" in shown
    assert "no source in these words: Nora Pell goes on" in shown


def test_what_one_says_another_said_stands_under_the_first(reading: Reading) -> None:
    shown = pretty(reading)
    assert "\n       4  Iven Roe, as told here: commit · indirect\n" in shown
    assert "\nIven Roe\nMayor\n  as others tell it: 4 (in 3)\n" in shown
    assert "uncertain: confidence 0.12" in shown


def test_colour_marks_the_same_words_and_adds_none(reading: Reading) -> None:
    coloured = pretty(reading, width=400, colour=True)
    plain = pretty(reading, width=400)
    stripped = re.sub(r"\x1b\[[0-9]+m", "", coloured)
    assert stripped == re.sub(r"(?<!\w)[\[_*]|[\]_*](?!\w)", "", plain)
    assert "\x1b" not in plain


@pytest.mark.parametrize("width", [40, 57, 80, 100])
def test_lines_keep_to_the_width(reading: Reading, width: int) -> None:
    assert max(map(len, pretty(reading, width=width).splitlines())) <= width


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (None, "undated"),
        (Published("2026", "year", "given"), "2026 (as given)"),
        (Published("2026-03", "month", "url"), "March 2026 (from the address)"),
        (Published("2026-03-02T14:03:00Z", "minute", "metadata"), "2 March 2026, 14:03 UTC (from the page's own data)"),
        (Published("2026-03-02T14:03:00+02:00", "minute", "text"), "2 March 2026, 14:03+02:00 (from the text)"),
        (
            Published("2026-03-02", "day", "inferred", "the week it names"),
            "2 March 2026 (worked out: the week it names)",
        ),
    ],
)
def test_date_and_its_basis(reading: Reading, published: Published | None, shown: str) -> None:
    dated = replace(reading, article=replace(reading.article, published=published))
    assert pretty(dated).splitlines()[1] == f"Island News · by Una Holt · {shown}"


def test_an_article_cannot_drive_the_terminal(reading: Reading) -> None:
    text = reading.article.text.replace("The fare", "Th\x1b[2J\u202efare"[:8])
    assert len(text) == len(reading.article.text)
    article = replace(reading.article, text=text, title="\x1b]0;owned\x07 title", outlet="a\nb\x9b")
    bad = "\x1b[2J\u202e"
    driving = replace(
        reading,
        article=article,
        events=tuple(replace(e, id=bad, mode=bad, actors=(Ref(bad, (Span(0, 1),), None),)) for e in reading.events),
        figures=tuple(replace(f, text=bad, unit=bad, of=Quoted(bad, (Span(0, 1),))) for f in reading.figures),
        times=tuple(replace(t, text=bad, date=bad) for t in reading.times),
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", pretty(driving))


def test_an_article_with_nothing_said() -> None:
    article = Article("a", None, None, (), None, "en", None, "Rain fell.", "0" * 64)
    assert (
        pretty(Reading(article, (), ()))
        == "(no title)\nundated\n\nNo statement, event or figure was found in this article.\n"
    )


def test_the_summary_counts_what_there_is(reading: Reading) -> None:
    summary = "7 statements, 2 speakers, 5 events, 6 figures; for 1 statement no speaker was found"
    assert pretty(reading, width=100).splitlines()[3] == summary


def test_only_the_sections_asked_for_are_shown_in_the_order_of_the_page(reading: Reading) -> None:
    heads = {
        "events": "What happened",
        "figures": "Figures",
        "times": "Times",
        "people": "People and organizations",
    }
    whole = pretty(reading).splitlines()
    assert [line for line in whole if line in heads.values()] == list(heads.values())
    for section in SECTIONS:
        shown = pretty(reading, show=(section,)).splitlines()
        assert [line for line in shown if line in heads.values()] == [heads[s] for s in heads if s == section]
        assert ("  as others tell it: 4 (in 3)" in shown) == (section == "statements")
        assert "\n".join(shown[6:]) in "\n".join(whole)


def test_time_grows_with_length_only(reading: Reading) -> None:
    """One line of half a million characters with a thousand statements: each is shown from what is near it."""
    text = "Rain fell and fell and fell on the town of Sallow, he said again and again and again; " * 6000
    statements = tuple(
        replace(
            reading.statements[5],
            id=str(n),
            source=None,
            cue=None,
            content=Quoted(text[at : at + 4], (Span(at, at + 4),)),
        )
        for n, at in enumerate(range(0, len(text), 500))
    )
    many, last = 2000, Span(len(text) - 6, len(text) - 1)
    full = replace(
        reading,
        article=replace(reading.article, text=text),
        statements=statements,
        events=tuple(
            replace(reading.events[4], id=f"v{n}", trigger=quoted(text, (Span(at, at + 4), last)), actors=())
            for n, at in enumerate(range(0, len(text), len(text) // many)[:-1])
        ),
        figures=reading.figures * many,
        times=reading.times * many,
    )
    assert len(pretty(full)) < 4_000_000
