"""The list of stories: all of them, by words of the title and by days, page by page."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

import onrecord
from benchmarks.made_readings import made_reading
from onrecord import Headline
from onrecord.faces.web.pages.stories import PAGE
from onrecord.faces.web.site import Site
from onrecord.faces.web.walk import wanted
from tests.web.seen import links, text

LIST = (
    Headline("a", "Café on the quay to close", "2026-03-01", "2026-03-05", ("a",)),
    Headline("b", "Ferry fares rise", "2025-12-30", "2026-01-02", ("b",)),
    Headline("c", "Rain", None, None, ("c",)),
)


def ids(found: list[Headline]) -> str:
    return "".join(one.id for one in found)


def test_words_are_found_in_any_order_case_and_accent() -> None:
    assert ids(wanted(LIST, q="QUAY cafe")) == "a"
    assert ids(wanted(LIST, q="")) == "abc"
    assert ids(wanted(LIST, q="quay ferry")) == ""


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [("2026", "", "ab"), ("2026-02", "", "a"), ("", "2025", "b"), ("", "2026-03-01", "ab"), ("2026-03-05", "", "a"),
     ("2026-03-06", "", ""), ("2026-01-03", "2026-02", ""), ("2025-12-31", "2025-12-31", "b")],
)  # fmt: skip
def test_a_story_is_in_a_time_that_its_days_reach_into(since: str, until: str, found: str) -> None:
    assert ids(wanted(LIST, since=since, until=until)) == found


def test_the_list_shows_title_days_and_articles(client: TestClient) -> None:
    seen = text(client.get("/stories").text)
    assert "1 story · those that changed last first" in seen
    assert "County engineer denies hiding survey of Tarnmouth harbour wall 1 to 5 March 2026 · 4 articles" in seen


def test_filters_stay_in_their_fields(client: TestClient) -> None:
    page = client.get("/stories?q=harbour&since=2026-03&until=2026").text
    assert 'name="q" value="harbour"' in page
    assert 'name="since" value="2026-03"' in page
    assert "County engineer" in page


def test_no_story_like_that_says_so(client: TestClient) -> None:
    assert "No story has these words and days." in client.get("/stories?q=zeppelin").text
    assert "/stories" in links(client.get("/stories?since=2030").text)


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "until=2026-13",
        "since=2026-02-32",
        "after=nosuch",
        "q=a&q=b",
        f"q={'x' * 500}",
        "until=-0043",
    ],
)
def test_what_cannot_be_understood_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/stories?{query}")
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text


def test_a_hostile_word_is_shown_as_a_word(client: TestClient) -> None:
    page = client.get("/stories", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_pages_of_the_list_have_every_story_once_though_others_come(
    record: onrecord.Record, site: Site, client: TestClient
) -> None:
    for number in range(PAGE + 10):
        record.add(made_reading(number * 8, statements=3))
    onrecord.keep_up(record)
    site.shelf.changed()
    order = [one.id for one in site.shelf.index().stories]
    first = client.get("/stories").text
    (following,) = {one for one in links(first) if one.startswith("/stories?") and "after=" in one}
    record.add(made_reading(8_000, statements=3))
    onrecord.keep_up(record)
    site.shelf.changed()
    found = [
        one
        for page in (first, client.get(following).text)
        for one in re.findall(r'class="open" href="/story/(\w+)"', page)
    ]
    assert found == order


def test_exports_take_the_filters_along(client: TestClient) -> None:
    page = client.get("/stories?q=harbour").text
    assert "/stories.csv?q=harbour" in links(page)
    assert "County engineer" in client.get("/stories.csv?q=harbour").text
    assert "County engineer" not in client.get("/stories.csv?q=zeppelin").text
