"""The page of a story: what a reporter sees, section by section."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord import Published, Reading
from onrecord.faces.page.story import STORY_SECTIONS, story_page
from onrecord.terms import Pointer, Story, StoryArticle
from tests.faces.build import reading_by_hand
from tests.faces.build_story import at, claim, readings_of_story, story_by_hand

HEADS = {
    "timeline": "Timeline",
    "claims": "Claims",
    "demands": "Demands",
    "positions": "Positions",
    "figures": "Figures",
    "wording": "Wording",
    "people": "People and organizations",
}


@pytest.fixture
def story() -> Story:
    return story_by_hand()


@pytest.fixture
def readings() -> dict[str, Reading]:
    return readings_of_story()


def flat(page: str) -> str:
    """The page with its line breaks undone."""
    return " ".join(page.split())


@pytest.fixture
def page(story: Story, readings: dict[str, Reading]) -> str:
    return flat(story_page(story, readings, width=100))


def test_the_head_tells_title_days_and_extent(story: Story, readings: dict[str, Reading]) -> None:
    head = story_page(story, readings, width=100).splitlines()
    assert head[:2] == [
        "Mayor ready to talk about ferry grant",
        "3 to 6 March 2026 · 3 articles · 2 outlets · story 5a0ry",
    ]
    assert (
        "4 claims (1 disputed, 1 where those it is about have not been heard), 2 demands (1 with no response), 2 positions "
        "(1 shift), 4 figures"
    ) in flat("\n".join(head))


def test_articles_are_numbered_with_date_and_how_it_is_known(page: str) -> None:
    assert (
        "1 Ferry fares will rise, operator says Island News · by Una Holt · 3 March 2026 (from the page's own data)"
        in page
    )
    assert "Harbour Post · 6 March 2026 (worked out) · b2 date: “Thursday” after the report of 3 March 2026" in page
    assert "outlet not known · undated" in page


def test_reprints_and_revisions_are_marked(page: str) -> None:
    assert "revised: its later version is a9" in page
    assert "reprint of 1: no second voice" in page
    assert "Island News, 3 March 2026 (1/v3); “Ferry fares to rise by a third”, undated (3; reprint of 1)" in page


def test_the_timeline_goes_by_the_day_that_things_happened(page: str) -> None:
    days = [
        page.index(f" {day} ", page.index("Timeline"))
        for day in ("28 February 2026", "2 March 2026", "5 March 2026", "date not known")
    ]
    assert days == sorted(days)
    assert (
        "Sallow police arrested two men at the quay on Saturday coerce · Sallow police · in the outlet's own voice"
        in page
    )
    assert "agree · Iven Roe · as told by Nora Pell" in page
    assert "agree · future · Iven Roe, Nora Pell · on the say-so of Nora Pell · by the day of the report" in page


def test_claims_stand_by_status_the_least_sure_first(page: str) -> None:
    heads = ("disputed: ", "single source: ", "corroborated: ", "own voice: ")
    assert [page.index(head) for head in heads] == sorted(page.index(head) for head in heads)


def test_a_claim_shows_its_words_in_place_and_on_whose_say_so_it_rests(page: str) -> None:
    assert (
        "_Nora Pell_ *said* on Thursday [that Mayor Iven Roe had agreed to meet her about the grant]. "
        "on the say-so of Nora Pell · about Iven Roe · 5 March 2026" in page
    )
    assert "in the outlets' own voice" in page


def test_who_has_not_been_heard_is_never_said_to_have_no_comment(page: str) -> None:
    assert "Iven Roe: no word of theirs on it in the 3 articles read" in page
    assert "no comment" not in page


@pytest.mark.parametrize(
    ("answer", "denied_by", "shown"),
    [
        ("confirmed", (), "Iven Roe: said so themselves"),
        ("denied", (), "denied by Iven Roe"),
        ("denied", ("Roe's office",), "denied by Roe's office"),
        ("declined", (), "Iven Roe: asked, and would not say"),
        ("not_heard", (), "Iven Roe: no word of theirs on it in the one article read"),
        (
            "not_heard",
            ("Ada Orr",),
            "spoken against by Ada Orr; Iven Roe: no word of theirs on it in the one article read",
        ),
    ],
)
def test_what_those_whom_it_is_about_said(answer: str, denied_by: tuple[str, ...], shown: str) -> None:
    one = claim("He had.", at("a1"), answered_by_subject=answer, denied_by=denied_by)
    story = Story("s", "t", None, None, (StoryArticle("a1", None, None, None),), claims=(one,))
    assert f" {shown} " in flat(story_page(story, {}, width=100))


def test_a_claim_about_nobody_waits_for_no_answer() -> None:
    story = Story(
        "s", "t", None, None, (StoryArticle("a1", None, None, None),), claims=(claim("Rain.", at("a1"), about=()),)
    )
    page = story_page(story, {})
    assert "no word of theirs" not in page
    assert "not been heard" not in page


def test_a_time_is_told_no_more_exactly_than_it_is_known(story: Story) -> None:
    moments = tuple(
        replace(story.timeline[0], date="2025-01-25", precision=precision, text=precision)
        for precision in ("year", "month", "day")
    )
    page = flat(story_page(replace(story, timeline=moments), {}))
    assert "Timeline 2025 year coerce" in page
    assert "January 2025 month coerce" in page
    assert "25 January 2025 day coerce" in page
    period = replace(moments[2], end="2025-03-02")
    assert "25 January to 2 March 2025 day" in flat(story_page(replace(story, timeline=(period,)), {}))


def test_several_things_told_in_one_sentence_show_its_words_once(story: Story) -> None:
    (first, *_) = story.timeline
    page = flat(story_page(replace(story, timeline=(first, replace(first, type="ASSAULT"))), {}, show=("timeline",)))
    assert page.count("Sallow police arrested two men at the quay on Saturday") == 1
    assert page.index("coerce ·") < page.index("assault ·")


def test_words_that_speak_against_themselves_are_shown_once(story: Story, readings: dict[str, Reading]) -> None:
    here = at("a1", "s3")
    one = claim("Accounts differ.", here, status="disputed", against=(here,))
    page = flat(story_page(replace(story, claims=(one,)), readings, show=("claims",)))
    assert page.count("had promised her a grant") == 1
    assert "against it: these very words say that accounts differ" in page


def test_what_speaks_against_a_claim_stands_under_it(page: str) -> None:
    assert "against it:" in page
    assert "[“He will not get my signature,”]" in page
    assert "taken back:" in page
    assert "gone: article 3 carried it, and its later version does not" in page


def test_responses_stand_under_their_demand(story: Story, readings: dict[str, Reading], page: str) -> None:
    assert "county accepts in part · 6 March 2026" in page
    assert "Iven Roe accepts · as told by Nora Pell" in page
    assert "Iven Roe answers, unclear which way · in the outlet's own voice" in page
    assert "no response to it in the 3 articles read" in page
    lines = story_page(story, readings, width=100).splitlines()
    assert "      county accepts in part · 6 March 2026" in lines


def test_a_shift_shows_two_statements_side_by_side(story: Story, readings: dict[str, Reading]) -> None:
    lines = story_page(story, readings, width=80, show=("positions",)).splitlines()
    assert "      3 March 2026 · -2.0 reject          │ 6 March 2026 · +4.5 agree" in lines
    assert "      [Roe did not answer]                │ Nora Pell said on Thursday that" in lines


def test_on_narrow_paper_they_stand_below_each_other(story: Story, readings: dict[str, Reading]) -> None:
    lines = story_page(story, readings, width=60, show=("positions",)).splitlines()
    assert not [line for line in lines if "│" in line]
    before, after = (
        lines.index("      before: 3 March 2026 · -2.0 reject"),
        lines.index("      after: 6 March 2026 · +4.5 agree"),
    )
    assert before < after


def test_a_shift_says_on_whose_word_and_whether_the_actor_confirms_it(
    story: Story, readings: dict[str, Reading], page: str
) -> None:
    told = "shift toward cooperation, -2.0 to +4.5 · on the say-so of Nora Pell · Iven Roe"
    assert f"{told} has not said so in the 3 articles read" in page
    (first, *others) = story.positions
    own = replace(first, shifts=(replace(first.shifts[0], confirmed_by_actor=True),))
    assert f"{told} says so too" in flat(story_page(replace(story, positions=(own, *others)), readings, width=100))


def test_figures_for_the_same_thing_stand_together_over_time(page: str) -> None:
    assert (
        "people who marched 3 March 2026 · more than 1,500 · people · in the outlet's own voice · Island News, 3 March 2026 (1) "
        "6 March 2026 · about 2,000 · was more than 1,500 · on the say-so of police" in page
    )
    assert "county grant · “$4.2m” = 4,200,000 USD · on the say-so of Nora Pell" in page
    assert "what is counted is not said · 12 to 15" in page


def test_wording_tells_whose_words_they_are(page: str) -> None:
    assert "for the same people or thing (the march) “marched” · in the outlet's own voice · Island News" in page
    assert "“mob” · quoted from Iven Roe" in page
    assert "“a crowd” · a source not named, paraphrased" in page
    assert "at most one of them is right (what Pell said) “We held it down” · quoted from Nora Pell" in page


def test_people_tell_whether_they_were_heard_themselves(page: str) -> None:
    assert "Nora Pell (who runs the ferry) · person · also Pell · 7 statements" in page
    assert "Iven Roe (Mayor) · person · 1 statement, only as others tell it" in page


def test_only_the_sections_asked_for_are_shown_in_the_order_of_the_page(
    story: Story, readings: dict[str, Reading]
) -> None:
    whole = story_page(story, readings).splitlines()
    assert [line for line in whole if line in HEADS.values()] == list(HEADS.values())
    for section in STORY_SECTIONS:
        shown = story_page(story, readings, show=(section,)).splitlines()
        assert [line for line in shown if line in HEADS.values()] == [HEADS[section]]
        assert "Articles" in shown


def test_a_story_with_articles_alone_has_no_other_section() -> None:
    story = Story("s", "Rain", None, None, (StoryArticle("a", "Rain", None, None),))
    assert story_page(story, {}) == (
        "Rain\nundated · 1 article · story s\n\nNo claim, demand, position or figure was found.\n\nArticles\n"
        "  1  Rain\n     outlet not known · undated · a\n"
    )


@pytest.mark.parametrize("width", [40, 57, 79, 80, 100])
def test_lines_keep_to_the_width(story: Story, readings: dict[str, Reading], width: int) -> None:
    assert max(map(len, story_page(story, readings, width=width).splitlines())) <= width


@pytest.mark.parametrize("width", [60, 90])
def test_colour_adds_no_word_and_is_never_all_there_is(story: Story, readings: dict[str, Reading], width: int) -> None:
    plain = story_page(story, readings, width=width)
    coloured = re.sub(r"\x1b\[[0-9]+m", "", story_page(story, readings, width=width, colour=True))
    bare = re.sub(r"[\[\]_*│\s]", "", plain)
    assert sorted(re.sub(r"[│\s]", "", coloured)) == sorted(bare)
    assert "\x1b" not in plain


def test_words_alone_where_the_articles_are_not_at_hand(story: Story) -> None:
    page = flat(story_page(story, {}, width=100))
    assert "[that Mayor Iven Roe had agreed to meet her about the grant]" in page


def test_many_sources_are_counted(story: Story) -> None:
    articles = tuple(
        StoryArticle(f"x{n}", "Rain", f"Paper {n}", Published("2026-03-02", "day", "url")) for n in range(40)
    )
    many = claim("It rained.", at("x0"), pointers=tuple(at(f"x{n}", "s1") for n in range(40)))
    page = flat(story_page(replace(story, articles=articles, claims=(many,)), {}, width=100))
    assert "Paper 0, 2 March 2026 (1/s1)" in page
    assert "Paper 5, 2 March 2026 (6/s1); and 34 more articles" in page


def test_long_sections_are_cut_and_say_how_much_is_left_out(story: Story, readings: dict[str, Reading]) -> None:
    page = flat(story_page(story, readings, width=100, most=1))
    assert max(map(len, story_page(story, readings, width=40, most=1).splitlines())) <= 40
    for left in ("4 earlier moments", "1 demand", "1 position", "2 counted things", "1 referent", "2 names"):
        assert f"left out: {left} (--limit N shows more)" in page
    assert "Timeline left out: 4 earlier moments (--limit N shows more) date not known He had thrown stones" in page
    assert page.count("no word of theirs on it") == 1, "each status of claims counts by itself"
    whole = story_page(story, readings, width=100)
    assert story_page(story, readings, width=100, most=50) == whole
    assert "left out" not in whole


def test_what_has_moved_and_been_answered_comes_first(story: Story, readings: dict[str, Reading]) -> None:
    turned = replace(
        story,
        demands=story.demands[::-1],
        positions=story.positions[::-1],
        figures=story.figures[2:] + story.figures[:2],
    )
    page = flat(
        story_page(replace(turned, figures=tuple(replace(f, revises=None) for f in turned.figures)), readings, most=1)
    )
    assert "county accepts in part" in page
    assert "Iven Roe toward Nora Pell shift toward cooperation" in page
    assert "Figures people who marched 3 March 2026" in page


def test_a_row_that_is_no_more_leads_to_the_words(story: Story, readings: dict[str, Reading]) -> None:
    gone = claim("It rained.", Pointer("a1", "s99"))
    elsewhere = claim("It snowed.", Pointer("zz", "s1"))
    page = flat(story_page(replace(story, claims=(gone, elsewhere)), readings, width=100))
    assert "[It rained.]" in page
    assert "[It snowed.]" in page
    assert "zz/s1" in page


def test_a_story_cannot_drive_the_terminal(story: Story, readings: dict[str, Reading]) -> None:
    bad = "a\x1b[2J\u202e\x9b\nb"

    def spoiled(value: object) -> object:
        if isinstance(value, str):
            return bad
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(spoiled(one) for one in value)
        return value

    def all_spoiled(item: object, *names: str) -> object:
        return replace(item, **{name: spoiled(getattr(item, name)) for name in names})

    story = replace(
        story,
        id=bad,
        title=bad,
        articles=tuple(all_spoiled(one, "title", "outlet", "byline") for one in story.articles),
        people=tuple(all_spoiled(one, "name", "titles", "aliases") for one in story.people),
        timeline=tuple(all_spoiled(one, "text", "who", "according_to", "date") for one in story.timeline),
        claims=tuple(all_spoiled(one, "text", "speakers", "about", "denied_by", "gone") for one in story.claims),
        demands=tuple(all_spoiled(one, "by", "of", "text", "date") for one in story.demands),
        positions=tuple(all_spoiled(one, "actor", "toward") for one in story.positions),
        figures=tuple(all_spoiled(one, "text", "thing", "of", "unit", "according_to") for one in story.figures),
        wording=tuple(all_spoiled(one, "referent") for one in story.wording),
    )
    for given in ({}, {"a1": reading_by_hand()}):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", story_page(story, given))
