"""What each article brought to its story: told from the story as it is now and from the order of adding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import onrecord
from onrecord import (
    Change,
    Claim,
    Demand,
    Kept,
    Point,
    Pointer,
    Position,
    Response,
    Shift,
    Story,
    StoryArticle,
    StoryFigure,
    changes,
)
from onrecord.terms import CHANGES
from tests.story.telling import Report, add


def kept(name: str, seq: int, **given: Any) -> Kept:
    at = f"2026-03-01T12:00:{seq:02}Z"
    return Kept(name, seq, at, f"Title of {name}", "Island News", None, None, None, "0" * 64, **given)


def article(name: str, **given: Any) -> StoryArticle:
    return StoryArticle(name, f"Title of {name}", "Island News", None, **given)


def claim(text: str, *articles: str, **given: Any) -> Claim:
    plain: dict[str, Any] = {
        "speakers": ("Ada Orr",),
        "outlets": ("Island News",),
        "about": (),
        "answered_by_subject": "not_heard",
    }
    return Claim(text, "single_source", pointers=tuple(map(Pointer, articles)), **{**plain, **given})


def point(text: str, score: float, name: str) -> Point:
    return Point(None, score, "AGREE", text, (), (Pointer(name),))


def figure(text: str, name: str, **given: Any) -> StoryFigure:
    return StoryFigure(1.0, "exact", None, None, ("police",), None, (Pointer(name),), text=text, **given)


STORY = Story("a", "A story", None, None, (article("a"), article("b"), article("c")))
KEPT = (kept("a", 1), kept("b", 2), kept("c", 3))


def told(story: Story, added: tuple[Kept, ...] = KEPT) -> list[tuple[str | None, str, str]]:
    return [(one.article, one.what, one.text) for one in changes(story, added)]


def plain(*names: str) -> list[tuple[str, str, str]]:
    return [(name, "article", f"Title of {name}") for name in names]


def test_an_article_that_brings_nothing_is_told_as_itself() -> None:
    assert told(STORY) == plain("c", "b", "a")
    last = changes(STORY, KEPT)[0]
    assert last == Change("c", "2026-03-01T12:00:03Z", "article", "Title of c", ("Island News",), (Pointer("c"),))


def test_the_order_is_that_of_adding_and_not_of_what_is_given() -> None:
    assert told(STORY, KEPT[::-1]) == plain("c", "b", "a")
    assert told(STORY, (kept("a", 9), kept("c", 4))) == plain("a", "c")
    assert told(STORY, (*KEPT, kept("another", 7))) == plain("c", "b", "a")


def test_a_claim_came_with_the_first_article_that_has_it() -> None:
    story = replace(STORY, claims=(claim("the bridge is safe", "c", "b"),))
    assert told(story) == [*plain("c"), ("b", "claim", "the bridge is safe"), *plain("a")]
    assert changes(story, KEPT)[1].who == ("Ada Orr",)
    assert changes(story, KEPT)[1].pointers == (Pointer("b"),)  # into the article that brought it
    by_nobody = replace(story, claims=(claim("the bridge is safe", "b", speakers=()),))
    assert changes(by_nobody, KEPT)[1].who == ("Island News",)


def test_a_denial_is_news_where_the_claim_was_there_before() -> None:
    denied = claim("the bridge is safe", "a", denied_by=("Bram Venn",), against=(Pointer("b"), Pointer("c")))
    story = replace(STORY, claims=(denied,))
    assert told(story)[1] == ("b", "denied", "the bridge is safe")
    assert changes(story, KEPT)[1].who == ("Bram Venn",)
    together = replace(STORY, claims=(replace(denied, against=(Pointer("a"),)),))
    assert [what for _, what, _ in told(together)] == ["article", "article", "claim"]
    before = told(story, (kept("b", 1), kept("a", 2)))
    assert before == [("a", "claim", "the bridge is safe"), *plain("b")]


def test_what_is_taken_back_is_told() -> None:
    story = replace(STORY, claims=(claim("the bridge is safe", "a", withdrawn=(Pointer("c"),)),))
    assert told(story)[0] == ("c", "withdrawn", "the bridge is safe")


def test_an_answer_is_seen_when_demand_and_answer_are_there() -> None:
    answer = Response("Bram Venn", "refuses", "he would not", None, (), (Pointer("a"),))
    story = replace(
        STORY, demands=(Demand("Ada Orr", ("Bram Venn",), "close the bridge", None, (answer,), (Pointer("b"),)),)
    )
    assert told(story) == [
        *plain("c"),
        ("b", "answered", "he would not"),
        ("b", "demand", "close the bridge"),
        *plain("a"),
    ]
    answered = changes(story, KEPT)[1]
    assert (answered.who, answered.pointers) == (("Bram Venn",), (Pointer("a"),))


def test_a_shift_is_seen_when_both_of_its_points_are_there() -> None:
    position = Position("Ada Orr", "Bram Venn", (point("refused", -5, "a"), point("agreed", 5, "b")), ())
    shift = Shift(0, 1, "toward_cooperation", (), False)
    story = replace(STORY, positions=(replace(position, shifts=(shift,)),))
    assert told(story)[1] == ("b", "shift", "agreed")
    assert changes(story, KEPT)[1].who == ("Ada Orr", "Bram Venn")
    assert told(story, (kept("b", 1), kept("a", 2)))[0] == ("a", "shift", "agreed")


def test_a_figure_is_news_where_another_was_told_before() -> None:
    story = replace(STORY, figures=(figure("12", "a"), figure("15", "c", revises=0)))
    assert told(story) == [("c", "figure", "15"), *plain("b", "a")]


def test_a_later_version_is_altered_and_what_it_says_came_with_the_first() -> None:
    versions = (kept("a", 1, revised_by="c"), kept("b", 2), kept("c", 3, revises="a"))
    story = replace(STORY, claims=(claim("the bridge is safe", "c"),))
    assert told(story, versions) == [("c", "altered", "Title of c"), *plain("b"), ("a", "claim", "the bridge is safe")]
    assert changes(story, versions)[-1].pointers == (Pointer("c"),)
    elsewhere = (kept("c", 3, revises="not of this story"),)
    assert told(story, elsewhere) == [("c", "claim", "the bridge is safe")]


def test_a_reprint_brings_only_itself() -> None:
    story = replace(
        STORY,
        articles=(article("a"), article("b", reprint_of="a"), article("c")),
        claims=(claim("it is safe", "b", "c"),),
    )
    assert told(story) == [("c", "claim", "it is safe"), *plain("b", "a")]
    assert told(replace(story, claims=(claim("it is safe", "b"),))) == plain("c", "b", "a")


def test_the_weightiest_comes_first() -> None:
    answer = Response("Bram Venn", "refuses", "he would not", None, (), (Pointer("b"),))
    story = replace(
        STORY,
        claims=(
            claim("one", "b"),
            claim("two", "b"),
            claim("three", "a", against=(Pointer("b"),), withdrawn=(Pointer("b"),)),
        ),
        demands=(Demand("Ada Orr", (), "close it", None, (answer,), (Pointer("b"),)),),
        positions=(
            Position("A", "B", (point("x", 0, "a"), point("y", 5, "b")), (Shift(0, 1, "toward_conflict", (), True),)),
        ),
        figures=(figure("12", "a"), figure("15", "b", revises=0)),
    )
    versions = (kept("a", 1), kept("b", 2, revises="c"), kept("c", 0))
    mine = [one.what for one in changes(story, (kept("a", 1), kept("b", 2))) if one.article == "b"]
    assert mine == ["shift", "answered", "denied", "withdrawn", "figure", "demand", "claim", "claim"]
    assert "altered" in [one.what for one in changes(story, versions) if one.article == "b"]
    assert list(CHANGES).index("figure") < list(CHANGES).index("altered") < list(CHANGES).index("demand")


SAMPLES = sorted(Path("samples/story").glob("*.txt"))


@pytest.mark.parametrize("reverse", [False, True])
def test_the_sample_story(reverse: bool) -> None:
    dated = [onrecord.article_from_bytes(path.read_bytes(), name=path.name) for path in SAMPLES]
    reports = [Report(one.text, one.published.date if one.published else None, one.outlet) for one in dated]
    with TemporaryDirectory() as folder, onrecord.open_record(Path(folder) / "r.db") as record:
        ids = add(record, reports[::-1] if reverse else reports)
        view = record.view()
        story = onrecord.tell(view, ids)
        found = changes(story, view.articles(ids))
    assert [*dict.fromkeys(one.article for one in found)] == ids[::-1]
    for one in found:
        assert one.what in CHANGES
        assert one.text
        assert {pointer.article for pointer in one.pointers} <= set(ids)
    claims = [one for one in found if one.what == "claim"]
    assert len(claims) == len(story.claims)
    if not reverse:
        assert {"shift", "answered", "figure"} <= {one.what for one in found if one.article != ids[0]}
        assert [one.what for one in found if one.article == ids[3]] == ["article"]  # a reprint
