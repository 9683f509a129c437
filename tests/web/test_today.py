"""Today: what changed last, in one line each; quick in a large record; friendly in an empty one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from benchmarks.made_readings import made_reading
from onrecord import Kept
from onrecord.faces.changed import LABELS, article_line, line
from onrecord.faces.web.app import make_app
from onrecord.faces.web.pages.today import PAGE, told
from onrecord.faces.web.serving import site_of
from onrecord.faces.web.site import Site
from onrecord.terms import CHANGES, Change
from tests.faces.build_story import story_by_hand
from tests.record.said import Said, article
from tests.web.hostile import VECTORS
from tests.web.seen import links, text


@pytest.fixture
def empty(tmp_path: Path) -> TestClient:
    """A client of a record that holds nothing."""
    record = onrecord.open_record(tmp_path / "empty.sqlite")
    return TestClient(make_app(site_of(record, mode="local", origin="http://testserver", where=record.where)))


@pytest.fixture
def many(record: onrecord.Record, site: Site) -> Site:
    """The sample record with some forty stories more, one article each."""
    for number in range(40):
        record.add(made_reading(number * 8, statements=4))
    onrecord.keep_up(record)
    site.shelf.changed()
    return site


def test_the_change_that_was_added_last_stands_under_the_title(client: TestClient, articles: tuple[Kept, ...]) -> None:
    page = client.get("/").text
    seen = text(page)
    assert f'<a class="open" href="/story/{articles[0].id[:12]}"><bdi>County engineer denies' in page
    assert "new article Tarnmouth Gazette: “Nobody hid survey of fallen wall, county engineer says”" in seen
    assert "figure revised 14 houses, was 15 (fire service)" in seen
    assert re.search(r"added \d+ \w+ \d{4}, \d\d:\d\d UTC · 1 to 5 March 2026 · 4 articles · 6 voices", seen)


def test_an_empty_record_says_what_to_do(empty: TestClient) -> None:
    page = empty.get("/")
    assert page.status_code == 200
    assert "onrecord reads news and keeps the record: who said what" in text(page.text)
    assert "/add" in links(page.text)


def test_who_may_not_add_is_not_told_to(serve: object, tmp_path: Path) -> None:
    record = onrecord.open_record(tmp_path / "empty.sqlite")
    public = TestClient(make_app(site_of(record, mode="public", origin="http://testserver", where=record.where)))
    page = public.get("/").text
    assert "/add" not in links(page)
    assert "Somebody who may add articles" in page


def test_every_kind_of_change_has_its_words() -> None:
    story = story_by_hand()
    assert set(LABELS) == set(CHANGES)
    for what in CHANGES:
        who, words = line(Change("a1", "2026-03-07T09:00:00Z", what, "the words", ("Ada Orr",), ()), story)
        assert who or words
        line(Change("a1", "2026-03-07T09:00:00Z", what, "", (), ()), story)


def test_what_an_article_tells_in_its_own_words_is_not_put_between_quotation_marks() -> None:
    change = Change("a1", "2026-03-07T09:00:00Z", "claim", "the boats are late", ("Nora Pell",), ())
    assert line(change, story_by_hand()) == ("Nora Pell", "the boats are late")


def test_a_shift_says_which_way() -> None:
    story = story_by_hand()
    change = Change("b2", "2026-03-07T09:00:00Z", "shift", "agreed to meet", ("Iven Roe", "Nora Pell"), ())
    assert line(change, story) == ("Iven Roe toward Nora Pell: toward cooperation", "agreed to meet")


def test_an_article_with_no_title_or_outlet_has_a_line() -> None:
    assert article_line(None, None) == ("outlet not known", "(no title)")


def test_stories_that_changed_last_come_first(many: Site, client: TestClient) -> None:
    order = [one.id for one in many.shelf.index().stories]
    page = client.get("/").text
    assert re.findall(r'class="open" href="/story/(\w+)"', page) == order[:PAGE]


def test_the_pages_go_through_every_story_once(many: Site, client: TestClient) -> None:
    found: list[str] = []
    address: str | None = "/"
    while address:
        page = client.get(address).text
        found += re.findall(r'class="open" href="/story/(\w+)"', page)
        address = next((one for one in links(page) if "after=" in one), None)
    assert found == [one.id for one in many.shelf.index().stories]


def test_a_story_added_meanwhile_shows_none_twice_on_the_next_page(many: Site, client: TestClient) -> None:
    first = client.get("/").text
    (following,) = {one for one in links(first) if "after=" in one}
    many.record.add(made_reading(4_000, statements=4))
    onrecord.keep_up(many.record)
    many.shelf.changed()
    ids = re.compile(r'class="open" href="/story/(\w+)"')
    assert not set(ids.findall(first)) & set(ids.findall(client.get(following).text))


def test_with_no_time_left_a_story_has_the_shorter_line(many: Site) -> None:
    view = many.shelf.view()
    stories = many.shelf.index().stories[:5]
    news, whole = told(many.shelf, view, stories, budget=-1.0)
    assert not whole
    assert [one.lines[0].what for one in news] == ["article"] * 5
    assert all(one.voices is None and one.lines[0].at for one in news)
    again, whole = told(many.shelf, view, stories)
    assert whole
    assert all(one.voices is not None for one in again)


def test_what_was_told_once_is_at_hand(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = many.shelf.index().stories[:5]
    told(many.shelf, many.shelf.view(), stories)
    monkeypatch.setattr(many.shelf, "told", None)
    monkeypatch.setattr(many.shelf, "at_hand", None)
    assert told(many.shelf, many.shelf.view(), stories, budget=-1.0)[1]


def test_a_page_with_shorter_lines_is_not_kept(many: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.faces.web.pages.today.told", lambda *a: ([], False))
    short = client.get("/")
    assert short.headers["cache-control"] == "no-store"
    monkeypatch.undo()
    assert 'class="open"' in client.get("/").text


def test_today_is_of_the_record_as_it_stood(client: TestClient, articles: tuple[Kept, ...]) -> None:
    then = client.get(f"/?as_of=@{articles[1].seq + 1}")
    assert then.status_code == 200
    assert "2 articles" in text(then.text)


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=-1", "after=@", "after=@1e9", "after=@99999999999999999999", "as_of=soon", "after=1&after=2"],
)
def test_absurd_pages_are_refused_with_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text


def test_a_page_before_everything_is_empty(client: TestClient) -> None:
    assert "No story changed before that." in client.get("/?after=@1").text


def test_hostile_titles_are_words(record: onrecord.Record, site: Site, client: TestClient) -> None:
    for number, vector in enumerate(VECTORS):
        words = vector.replace("\r\n", " ").replace("\u2028", " ")
        reading = article(
            f"h{number}", Said("Ada Orr", f"matter {number} {words}"), title=f"{words} {number}", outlet=words
        )
        record.add(reading)
    onrecord.keep_up(record)
    site.shelf.changed()
    address: str | None = "/"
    while address:
        page = client.get(address).text
        body = page[page.index("<main") : page.index("</main>")]
        assert not re.search(r"<(script|img|iframe|object|embed|base|meta|link|style|form|input|svg|math)\b", body)
        assert not [one for one in links(body) if not one.startswith(("/", "?"))]
        address = next((one for one in links(page) if "after=" in one), None)
