"""Did they say it? A quotation beside the nearest words of the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.record import View, open_record
from onrecord.story.quotes import MAX_ASKED, check
from onrecord.terms import Difference, Match
from tests.record.said import Said, article

POST = article(
    "post",
    Said("Ada Orr", "We will not open it on a guess, not until every cable has been looked at"),
    "The bridge has been closed since Monday.",
    Said("Ada Orr", "The county has had our report for nine days"),
    Said("Ben Venn", "the county has never seen any report from the island", kind="indirect", act="deny"),
    date="2026-03-14",
    outlet="The Harbour Post",
)
NEWS = article(
    "news",
    Said("Ada Orr", "the council will “not open it on a hunch” and that the ferry will run until May", kind="mixed"),
    Said("Cleo Roe", "The bridge is closed. The bridge stays closed"),
    date="2026-03-15",
)
WIRE = article("wire", Said("Ada Orr", "We will not open it on a guess"), date="2026-03-13", outlet="Wire")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with open_record(tmp_path_factory.mktemp("quotes") / "record.sqlite") as record:
        for reading in (POST, NEWS, WIRE):
            record.add(reading)
        for number in range(30):  # other people's talk of the same things
            record.add(
                article(
                    f"a{number:02}", Said("Dov Marsh", f"Pier {number} will be open to the public on a Sunday in May")
                )
            )
        yield record.view()


def nearest(view: View, quote: str) -> Match:
    first, *_ = check(view, quote)
    return first


def differing(match: Match) -> list[tuple[str, str]]:
    return [(one.asked, one.found) for one in match.differences if not one.same]


def test_the_very_words_are_found_with_who_said_them_where_and_when(view: View) -> None:
    match = nearest(view, "The county has had our report for nine days")
    assert (match.exact, match.score, match.verbatim) == (True, 1, True)
    hit = match.hit
    assert (hit.speaker, hit.article, hit.row, hit.outlet, hit.published) == (
        "Ada Orr",
        "post",
        "s2",
        "The Harbour Post",
        "2026-03-14",
    )
    assert differing(match) == []


def test_a_word_that_is_wrong_is_shown_beside_the_right_one(view: View) -> None:
    match = nearest(view, "The county has had our report for ninety days")
    assert not match.exact
    assert match.score == 8 / 9
    assert match.differences == (
        Difference(True, "The county has had our report for", "The county has had our report for"),
        Difference(False, "ninety", "nine"),
        Difference(True, "days", "days"),
    )


def test_a_word_left_out_that_turns_the_sense_is_shown(view: View) -> None:
    match = nearest(view, "We will open it on a guess")
    assert not match.exact
    assert differing(match) == [("", "not")]


def test_of_the_same_words_in_several_articles_the_earliest_comes_first(view: View) -> None:
    first, second, third = check(view, "we will not open it on a guess")[:3]
    assert (first.hit.article, second.hit.article) == ("wire", "post")
    assert first.exact and second.exact  # an excerpt of what the Post has
    assert (third.hit.article, third.exact) == ("news", False)


@pytest.mark.parametrize(
    "quote",
    [
        "“WE WILL NOT OPEN IT—on a guess…”",
        "'We will not open it, on a guess.'",
        "[W]e will not open it on a guess [sic]",
        "... we will not open it on a guess ...",
    ],
)
def test_dress_counts_for_nothing(view: View, quote: str) -> None:
    match = nearest(view, quote)
    assert match.exact
    assert match.score == 1


@pytest.mark.parametrize("dots", ["...", "…", ". . .", "[...]", "(…)"])
def test_an_ellipsis_stands_for_words_which_are_shown(view: View, dots: str) -> None:
    match = nearest(view, f"We will not open it {dots} until every cable has been looked at")
    assert match.hit.article == "post"
    assert match.score == 1
    assert not match.exact  # something was left out, and whoever asks is to see what
    assert differing(match) == [(dots, "on a guess, not")]


def test_words_that_an_editor_put_in_stand_for_a_few_of_the_speakers(view: View) -> None:
    match = nearest(view, "We will not open [the bridge] on a guess")
    assert match.score == 1
    assert differing(match) == [("[the bridge]", "it")]


def test_what_stands_between_no_quotation_marks_is_no_quotation(view: View) -> None:
    assert not nearest(view, "the county has never seen any report from the island").verbatim
    assert nearest(view, "not open it on a hunch").verbatim
    assert not nearest(view, "the ferry will run until May").verbatim
    assert not nearest(view, "the council will not open it on a hunch").verbatim  # only in part
    assert nearest(view, "I would not open it on a hunch").verbatim  # those that are the same


def test_what_is_said_in_one_breath_is_taken_together(view: View) -> None:
    record = article(
        "x", Said("Ada Orr", "We will not open it on a whim"), Said("Ada Orr", "Publish the findings first")
    )
    text = record.article.text
    assert text.count("Orr said") == 2
    with open_record(Path(view.base.where).with_name("breath.sqlite")) as other:
        other.add(record)
        match = nearest(other.view(), "We will not open it on a whim. Publish the findings first.")
    assert match.exact
    assert (match.hit.row, len(match.hit.spans)) == ("s1", 2)


@pytest.mark.parametrize(
    "quote",
    [
        "The moon is made of green cheese, as everybody knows",
        "They will be open to any question on the budget in a week",  # its grammar is everywhere, its words are not
        "guess hunch cable report county",
        "cheese",
        "open on a whim",
    ],
)
def test_where_nothing_is_near_nothing_is_found(view: View, quote: str) -> None:
    assert check(view, quote) == ()


@pytest.mark.parametrize("quote", ["", "  ", "“…”", "[...]", "!?", "\0", "word " * (MAX_ASKED + 1)])
def test_what_holds_no_word_or_too_many_is_refused(view: View, quote: str) -> None:
    with pytest.raises(OnrecordError):
        check(view, quote)


def test_a_rejected_statement_is_no_evidence(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.sqlite") as record:
        record.add(WIRE)
        before = record.view()
        record.correct("wire/s1", "reject", by="desk")
        assert check(record.view(), "We will not open it on a guess") == ()
        assert check(before, "We will not open it on a guess")[0].exact


def test_no_more_are_shown_than_are_asked_for(view: View) -> None:
    assert len(check(view, "we will not open it on a guess", limit=1)) == 1
    assert check(view, "we will not open it on a guess", limit=0) == ()


_PIECES = st.sampled_from(
    "We will not open it on a guess report county [the bridge] ... … [ ] ' \" \0 \ud800 \u00ad 9 % [W]e [sic] not".split(
        " "
    )
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quote=st.one_of(st.lists(_PIECES, max_size=25).map(" ".join), st.text(max_size=40)))
def test_anything_may_be_asked_after(view: View, quote: str) -> None:
    try:
        matches = check(view, quote)
    except OnrecordError:
        return
    for match in matches:
        assert 0.6 <= match.score <= 1
        assert match.exact == all(one.same for one in match.differences)
        assert all(one.asked in quote and one.found in match.hit.text for one in match.differences)
