"""Claims, demands and shifts over all stories: the filters of the command line, and never more work than fits the time of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from starlette.testclient import TestClient

import onrecord
from benchmarks.made_readings import made_reading
from onrecord import Headline, Kept, Story
from onrecord.faces.story_lists import claims_list
from onrecord.faces.web.asking import BadInput
from onrecord.faces.web.site import Site
from onrecord.faces.web.walk import in_order, walk
from tests.web.seen import ids, links, text


@pytest.fixture
def many(record: onrecord.Record, site: Site) -> Site:
    """The sample record with some stories more, two articles each."""
    for number in range(12):
        record.add(made_reading(number // 2 * 8 + number % 2, statements=9))
    onrecord.keep_up(record)
    site.shelf.changed()
    return site


def test_claims_name_their_story_and_what_is_not_heard(client: TestClient, articles: tuple[Kept, ...]) -> None:
    page = client.get("/claims").text
    assert f"/story/{articles[0].id[:12]}" in links(page)
    assert "Piet Lund: no word of theirs on it in the 4 articles read" in text(page)
    assert len(re.findall(r'<article class="item" id="claim-', page)) == 16


def test_filters_are_those_of_the_command_line(client: TestClient) -> None:
    def found(query: str) -> int:
        return len(re.findall(r'<article class="item" id="claim-', client.get(f"/claims?{query}").text))

    assert found("status=disputed") == 2
    assert found("status=single_source") == 14
    assert found("unheard=1") == 5
    assert found("unheard=1&about=lund") == 4
    assert found("about=piet+lund&status=disputed") == 0
    assert found("status=&about=&unheard=") == 16


def test_chosen_filters_stay_chosen(client: TestClient) -> None:
    page = client.get("/claims?status=disputed&about=Lund&unheard=1").text
    assert '<option value="disputed" selected>' in page
    assert 'name="about" value="Lund"' in page
    assert 'name="unheard" value="1" checked' in page
    assert "No claims like that in 1 story." in text(page)


def test_demands_have_their_responses(client: TestClient) -> None:
    seen = text(client.get("/demands").text)
    assert "Piet Lund accepts · as told by Greta Holm · 2 March 2026" in seen
    assert "Odile Crane of Greta Holm and Piet Lund" in seen


def test_a_shift_has_both_statements(client: TestClient) -> None:
    seen = text(client.get("/shifts").text)
    assert "Piet Lund toward Greta Holm" in seen
    assert "Piet Lund has not said so in the 4 articles read" in seen
    assert seen.index("Before · 1 March 2026") < seen.index("After · 2 March 2026")


@pytest.mark.parametrize("noun", ["claims", "demands", "shifts"])
def test_a_list_may_be_of_one_story(client: TestClient, many: Site, articles: tuple[Kept, ...], noun: str) -> None:
    page = client.get(f"/{noun}?story={articles[2].id}").text
    assert "Of one story: County engineer denies" in text(page)
    assert {one for one in links(page) if one.startswith("/story/")} == {f"/story/{articles[0].id[:12]}"}


@pytest.mark.parametrize("noun", ["claims", "demands", "shifts"])
def test_no_id_stands_twice(client: TestClient, many: Site, noun: str) -> None:
    own = ids(client.get(f"/{noun}").text)
    assert len(own) == len(set(own))


@pytest.mark.parametrize("noun", ["claims", "demands", "shifts"])
@pytest.mark.parametrize(
    "query",
    ["after=x", "after=:", "after=0000:99999999999", "limit=0", "limit=501", "limit=-3", "limit=1e3", "as_of=never"],
)
def test_absurd_places_and_limits_are_refused(client: TestClient, noun: str, query: str) -> None:
    answer = client.get(f"/{noun}?{query}")
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text


def test_a_status_that_is_none_is_told(client: TestClient) -> None:
    assert "disputed, single_source" in client.get("/claims?status=true").text


def test_a_story_that_is_none_is_told(client: TestClient) -> None:
    assert client.get("/claims?story=nosuch").status_code == 404


def test_the_pages_have_every_item_once_though_others_come(many: Site, client: TestClient) -> None:
    view = many.shelf.view()
    all_ = sum(len(many.shelf.told(view, one.articles).claims) for one in many.shelf.index().stories)
    found: list[str] = []
    address: str | None = "/claims?limit=7"
    while address:
        page = client.get(address).text
        shown = re.findall(r'<article class="item" id="(claim-\w+)', page)
        assert len(shown) <= 7
        found += shown
        following = re.search(r'href="([^"]*)" rel="next"', page)
        address = html.unescape(following[1]) if following else None
        if len(found) < 10:
            many.record.add(made_reading(5_000 + len(found), statements=3))
            onrecord.keep_up(many.record)
            many.shelf.changed()
    assert len(found) == all_


def test_the_next_page_is_of_the_record_as_this_one_stood(many: Site, client: TestClient) -> None:
    (following,) = {one for one in links(client.get("/claims?limit=3").text) if "after=" in one}
    assert f"as_of=%40{many.shelf.view().seq}" in following
    assert client.get(following).status_code == 200


def _clock(step: float) -> Iterator[float]:
    return (step * n for n in count())


def test_a_walk_ends_when_its_time_is_over_and_says_where_to_go_on(many: Site) -> None:
    shelf, view = many.shelf, many.shelf.view()
    order = in_order(shelf, view)
    ticks = _clock(1.0)
    found = walk(shelf, view, lambda story: (), order, budget=2.5, clock=lambda: next(ticks))
    assert found.early
    assert (found.looked, found.stories) == (3, len(order))
    assert found.next == f"{order[3].id}:0"


def test_a_walk_looks_through_one_story_at_least(many: Site) -> None:
    order = in_order(many.shelf, many.shelf.view())
    seen = []
    after = ""
    while True:
        found = walk(
            many.shelf, many.shelf.view(), lambda story: seen.append(story.id) or (), order, after=after, budget=-1.0
        )  # type: ignore[func-returns-value]
        if found.next is None:
            break
        after = found.next
    assert seen == [one.id for one in order]


def test_an_early_page_says_how_far_it_looked_and_is_not_kept(
    many: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.faces.web.walk.walk.__kwdefaults__", {**(walk.__kwdefaults__ or {}), "budget": -1.0})
    answer = client.get("/shifts")
    assert answer.headers["cache-control"] == "no-store"
    assert "1 story of 7 looked through so far. " in text(answer.text)
    assert "Go on" in answer.text


def test_a_walk_goes_on_in_the_middle_of_a_story(many: Site) -> None:
    shelf, view = many.shelf, many.shelf.view()
    order = in_order(shelf, view)
    whole = [item for _, item in walk(shelf, view, claims_list().of, order, limit=10_000).items]
    found, after = [], ""
    while True:
        some = walk(shelf, view, claims_list().of, order, limit=5, after=after)
        found += [item for _, item in some.items]
        if some.next is None:
            break
        after = some.next
    assert found == whole


def test_a_place_in_a_story_that_is_no_more_is_told() -> None:
    def nothing(story: Story) -> tuple[()]:
        return ()

    with pytest.raises(BadInput, match="begin again"):
        walk(None, None, nothing, [Headline("a" * 12, "", None, None, ("a" * 20,))], after="bbbb:0")  # type: ignore[arg-type]


def test_stories_stand_as_they_stood(many: Site, articles: tuple[Kept, ...]) -> None:
    then = many.record.view(articles[3].seq + 1)
    (one,) = in_order(many.shelf, then)
    assert set(one.articles) == {kept.id for kept in articles[:4]}
    earlier = in_order(many.shelf, many.record.view(articles[1].seq + 1))
    assert earlier == [replace(one, articles=tuple(a for a in one.articles if a in {k.id for k in articles[:2]}))]


@pytest.mark.parametrize("noun", ["claims", "demands", "shifts"])
@pytest.mark.parametrize("form", ["csv", "json", "atom"])
def test_a_list_can_be_taken_along_in_other_forms(client: TestClient, noun: str, form: str) -> None:
    page = client.get(f"/{noun}").text
    assert f"/{noun}.{form}" in links(page)
    assert client.get(f"/{noun}.{form}").status_code == 200
