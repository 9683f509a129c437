"""Lists for the eye: hits, dossiers, checked quotations, stories and corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from onrecord.faces.ink import Ink
from onrecord.faces.page import listed
from onrecord.faces.page.dossier import dossier
from onrecord.faces.page.hits import hits
from onrecord.faces.page.matches import matches
from tests.faces.build_story import (
    correction,
    dossiers_by_hand,
    headlines_by_hand,
    hit,
    matches_by_hand,
    readings_of_story,
)

INK = Ink(100, False)


def flat(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def test_a_hit_shows_its_words_in_place_its_source_its_date_and_its_row() -> None:
    page = flat(hits([hit()], readings_of_story(), INK, nothing="-"))
    assert "Nora Pell · assert · direct · 2 March 2026" in page
    assert "[“We held it down for six years,”] _she_ *told* the harbour board" in page
    assert "Island News · “Ferry fares will rise, operator says” · published 3 March 2026 · a1/s2" in page


def test_on_whose_say_so_a_hit_rests() -> None:
    told = hit("a1", "s4", speaker="Iven Roe", according_to=("Iven Roe", "Nora Pell", "the mayor's office"))
    assert "Iven Roe · commit · indirect · 2 March 2026 · as told by Nora Pell, as told by the mayor's office" in flat(
        hits([told], readings_of_story(), INK, nothing="-")
    )
    event = hit(row="v3", what="event", act="COERCE", kind=None, speaker=None, according_to=())
    assert "event · coerce · 2 March 2026 · in the outlet's own voice" in flat(hits([event], {}, INK, nothing="-"))
    event = replace(event, according_to=("Nora Pell", "Iven Roe"), speaker="Sallow police")
    assert "event · coerce · by Sallow police · 2 March 2026" in flat(hits([event], {}, INK, nothing="-"))
    assert "on the say-so of Nora Pell, as told by Iven Roe" in flat(hits([event], {}, INK, nothing="-"))


def test_what_is_not_known_says_so() -> None:
    bare = hit(
        speaker=None, according_to=(), outlet=None, published=None, date=None, confidence=0.1, addressees=("the board",)
    )
    page = flat(hits([bare], {}, INK, nothing="-"))
    assert "(source not named) · assert · direct · to the board · uncertain: confidence 0.10" in page
    assert "outlet not known · “Ferry fares will rise, operator says” · undated · a1/s2" in page


def test_articles_and_people_are_hits_too() -> None:
    found = [
        hit(row=None, what="article", speaker=None, according_to=(), act=None, kind=None),
        hit(row="e1", what="person", text="Nora Pell", act=None, kind=None),
    ]
    page = flat(hits(found, readings_of_story(), INK, nothing="-"))
    assert "article · 2 March 2026 Ferry Island News" in page
    assert "Nora Pell · person · 2 March 2026 Nora Pell Island News" in page


def test_nothing_found_is_said() -> None:
    assert list(hits([], {}, INK, nothing="Nothing.")) == ["Nothing."]


def test_a_dossier_tells_why_names_are_held_to_be_one_and_what_they_did_by_date() -> None:
    page = flat(dossier(dossiers_by_hand()[0], readings_of_story(), INK, most=None))
    assert page.startswith(
        "Nora Pell who runs the ferry; operator also Pell; Ms. Pell person · 2 articles · 1 said, 1 did, 1 was asked"
    )
    assert "one because: “Nora Pell” in Island News and Harbour Post" in page
    places = [page.index(how) for how in ("said · assert", "was asked by Iven Roe · demand", "was said to have said · commit",
                                          "done to them · coerce", "did · coerce")]  # fmt: skip
    assert places == sorted(places)
    assert "nothing said or done" in flat(dossier(dossiers_by_hand()[1], {}, INK, most=None))


def test_a_long_dossier_is_cut_and_says_so() -> None:
    page = flat(dossier(dossiers_by_hand()[0], {}, INK, most=2))
    assert "was said to have said ·" not in page
    assert page.endswith("and 3 more")


def test_a_checked_quotation_shows_the_differences_word_by_word() -> None:
    lines = list(matches("had agreed to see her soon", matches_by_hand(), readings_of_story(), INK))
    assert lines[0] == "Asked: had agreed to see her soon"
    assert "  asked      had agreed to *see* her *soon*" in lines
    assert "  on record  had agreed to *meet* her *about the grant*" in lines
    page = flat(lines)
    assert "Nora Pell · the same words · assert · direct" in page
    assert "75% of the words the same, in order" in page


def test_reported_speech_is_no_quotation() -> None:
    page = flat(matches("x", matches_by_hand(), readings_of_story(), INK))
    assert page.count("these are the article's words for what was said, not a quotation") == 1


def test_words_that_are_not_found_are_not_said_to_be_invented() -> None:
    assert "That is no proof that they were not said." in flat(matches("x", (), {}, INK))


def test_stories_are_listed_with_days_articles_and_id() -> None:
    assert list(listed.stories(headlines_by_hand(), INK, left=2)) == [
        "Mayor ready to talk about ferry grant",
        "  3 to 6 March 2026 · 3 articles · 5a0ry",
        "",
        "Rain",
        "  undated · 1 article · 77af1",
        "",
        "and 2 more",
    ]
    assert list(listed.stories((), INK)) == ["The record holds no story yet."]


def test_corrections_are_listed_with_the_words_they_are_of() -> None:
    made = [
        correction(why="she was quoting the mayor"),
        correction("k2", verdict="replace", field="speaker", value="e2"),
        correction("k3", verdict="same", row="a1/e1", other="b2/e1"),
        correction("k4", verdict="undo", row="k1", spans=()),
    ]
    lines = list(listed.corrections(made, ["We held", "We held", "Pell", None], [False, True, True, True], INK))
    assert lines[:4] == [
        "reject a1/s2 · no longer holds",
        "  “We held”",
        "  because: she was quoting the mayor",
        "  by Una Holt · 7 March 2026, 10:00 UTC · k1",
    ]
    assert "replace a1/s2: speaker = e2" in lines
    assert "same a1/e1 and b2/e1" in lines
    assert lines[-2:] == ["undo k1", "  by Una Holt · 7 March 2026, 10:00 UTC · k4"]
    assert list(listed.corrections([], [], [], INK)) == ["The record holds no correction."]


@pytest.mark.parametrize("width", [40, 63, 100])
def test_lines_keep_to_the_width_and_cannot_drive_the_terminal(width: int) -> None:
    ink, bad = Ink(width, False), "a\x1b[2J\u202e\x9b\nb"
    spoiled = hit(
        outlet=bad, title=bad, speaker=bad, act=bad, kind=bad, addressees=(bad,), according_to=(bad,), published=bad
    )
    found = dossiers_by_hand()[0]
    pages = [
        *hits([spoiled, hit()], readings_of_story(), ink, nothing="-"),
        *dossier(
            replace(found, name=bad, titles=(bad,), aliases=(bad, bad), evidence=(bad,)),
            readings_of_story(),
            ink,
            most=3,
        ),
        *matches(bad, [replace(matches_by_hand()[1], hit=spoiled)], {}, ink),
        *listed.stories([replace(headlines_by_hand()[0], title=bad)], ink),
        *listed.corrections([correction(why=bad, by=bad, value=bad, field=bad)], [bad], [True], ink),
    ]
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", "".join(pages))
    assert max(map(len, pages)) <= width
