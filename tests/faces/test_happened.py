from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import Event, Reading, Ref, Span
from onrecord.faces.happened import happened
from onrecord.faces.ink import Ink
from onrecord.faces.numbered import Numbered
from onrecord.terms import quoted
from tests.faces.build import ref, statement, words


def _shown(reading: Reading, *, width: int = 200, colour: bool = False) -> list[str]:
    return list(happened(Numbered(reading), Ink(width, colour)))


def _one(reading: Reading, event: Event, **changes: object) -> str:
    """The line that tells of one event."""
    return _shown(replace(reading, events=(replace(event, **changes),)))[2]  # type: ignore[arg-type]


def test_events_stand_in_the_order_of_the_article_with_the_words_that_tell_of_them(reading: Reading) -> None:
    shown = _shown(replace(reading, events=tuple(reversed(reading.events))))
    assert shown[:2] == ["What happened", "Marked: *the word that tells of it*"]
    assert [line[:3] for line in shown if line.startswith(" v")] == [" v1", " v2", " v3", " v4", " v5"]
    assert "     He had *thrown* stones, they said." in shown


def test_who_did_what_to_whom_where_and_when(reading: Reading) -> None:
    assert (
        " v3  coerce, arrest · by Sallow police · to two men · place: the quay · “Saturday”: 28 February 2026"
        " · in the outlet's own voice"
    ) in _shown(reading)


def test_an_event_told_twice_shows_both_places_and_one_told_often_counts_the_rest(reading: Reading) -> None:
    shown = "\n".join(_shown(reading))
    assert "Sallow police *arrested* two men at the quay on Saturday." in shown
    assert "The *arrests* came after" in shown
    spans = tuple(Span(at, at + 1) for at, letter in enumerate(reading.article.text) if letter == "f")
    often = replace(reading.events[0], trigger=quoted(reading.article.text, spans))
    assert _shown(replace(reading, events=(often,)))[-1] == f"     and again in {len(spans) - 3} more places"


def test_words_that_do_not_name_whom_they_mean_stand_beside_the_name(reading: Reading) -> None:
    assert " v4  assault, crowd control · by “He” = Iven Roe · " in _one(reading, reading.events[3], id="v4")
    assert "by Iven Roe · " in _one(reading, reading.events[3], actors=(ref("Mayor Iven Roe", "roe"),))
    assert "by Nora Pell · " in _one(reading, reading.events[3], actors=(replace(ref("Pell", "pell"), text="NP"),))
    assert "by Roe · " in _one(reading, reading.events[3], actors=(ref("Roe", None, after="grant"),))


def test_whom_the_article_does_not_name_is_not_made_up(reading: Reading) -> None:
    assert _one(reading, reading.events[3], actors=()) == " v4  assault, crowd control · in the outlet's own voice"


def test_one_who_is_named_twice_is_shown_once_and_many_are_counted(reading: Reading) -> None:
    twice = (ref("Mayor Iven Roe", "roe"), ref("Roe", "roe", after="grant"))
    assert "by Iven Roe · " in _one(reading, reading.events[3], actors=twice)
    many = tuple(Ref(f"group {n}", (Span(n, n + 1),), None) for n in range(9))
    assert "by group 0, group 1, group 2, group 3, group 4 · " in _one(reading, reading.events[3], actors=many[:5])
    assert "by group 0, group 1, group 2, group 3 and 5 more · " in _one(reading, reading.events[3], actors=many)


@pytest.mark.parametrize("status", ["future", "hypothetical", "negated", "historical"])
def test_what_did_not_simply_happen_says_so(reading: Reading, status: str) -> None:
    assert f"  assault, crowd control · {status} · by " in _one(reading, reading.events[3], status=status)


def test_uncertain_events_say_so(reading: Reading) -> None:
    assert _one(reading, reading.events[3], confidence=0.24).endswith(" · uncertain: confidence 0.24")
    assert "uncertain" not in _one(reading, reading.events[3], confidence=0.25)


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        (None, "in the outlet's own voice"),
        ("s3", "on the say-so of Nora Pell (statement 3)"),
        ("s4", "on the say-so of Iven Roe, as told by Nora Pell (4 in 3)"),
        ("s6", "on the say-so of “Islanders” (statement 6)"),
        ("s8", "on the say-so of a source not named (statement 8)"),
        ("s9", "on the say-so of a source not named, as told by Iven Roe, as told by Nora Pell (9 in 4 in 3)"),
        ("s10", "on the say-so of Nora Pell (10 in 7)"),
        ("s99", "on the say-so of a source not named"),
    ],
)
def test_on_whose_say_so(reading: Reading, basis: str | None, shown: str) -> None:
    late = words("county grant")
    more = (
        statement("s8", words("on Saturday", after="quay")),
        statement("s9", words("stones"), within="s4"),
        statement("s10", late, speaker="pell", within="s7"),
    )
    # Numbers follow the article: the added ones are set behind those that are there.
    told = replace(reading, statements=(*reading.statements, *more))
    numbered = Numbered(told)
    numbered.number.update({one.id: int(one.id[1:]) for one in told.statements})
    assert numbered.say_so(basis) == shown


def test_statements_that_stand_within_each_other_do_not_loop(reading: Reading) -> None:
    first, second = (
        replace(s, within=t.id) for s, t in zip(reading.statements[:2], reading.statements[1::-1], strict=True)
    )
    assert Numbered(replace(reading, statements=(first, second))).say_so("s1") == "on the say-so of Nora Pell (1 in 2)"


def test_colour_leaves_the_words_as_they_are(reading: Reading) -> None:
    (line,) = [line for line in _shown(reading, colour=True) if "v5" in line]
    assert line == " v5  \x1b[1mprotest, demo\x1b[0m · by islanders · in the outlet's own voice"
