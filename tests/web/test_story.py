"""The page of a story: what a reporter sees, what it leads to, and that it stays small and harmless."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord import Kept, Reading, Story
from onrecord.faces.web.asking import Asked, Viewer
from onrecord.faces.web.pages.story import SECTIONS, shown
from onrecord.faces.web.pages.story_shown import MOST_WORDS, Shown, named
from onrecord.faces.web.site import Site
from onrecord.terms import Claim, Demand, Moment, Point, Pointer, Position, Shift
from tests.faces.build_story import at, claim, readings_of_story, story_by_hand
from tests.web.hostile import VECTORS
from tests.web.seen import ids, links, part, text


@pytest.fixture
def page(client: TestClient, articles: tuple[Kept, ...]) -> str:
    """The page of the sample story."""
    answer = client.get(f"/story/{articles[0].id[:12]}")
    assert answer.status_code == 200
    return answer.text


def drawn(site: Site, story: Story, readings: dict[str, Reading] | None = None, **how: Any) -> str:
    """The page of any story."""
    from starlette.requests import Request

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/story/{story.id}",
        "query_string": b"",
        "headers": [],
        "path_params": {},
    }
    asked = Asked(Request(scope), site, Viewer("owner", "Una Holt"))
    answer = asked.page("story.html", **shown(story, readings or {}, **how))
    return bytes(answer.body).decode()


def test_the_head_tells_title_days_and_outlets(page: str) -> None:
    assert "<h1><bdi>County engineer denies hiding survey of Tarnmouth harbour wall</bdi></h1>" in page
    assert (
        "1 to 5 March 2026 · 4 articles · 4 outlets: Harbour Post, The Courier, Northline News, Tarnmouth Gazette"
        in text(page)
    )
    assert (
        "16 claims (2 disputed, 5 where those it is about have not been heard), 6 demands (5 with no response)"
        in text(page)
    )


def test_who_has_not_been_heard_stands_first(page: str) -> None:
    silent = text(part(page, "silent"))
    assert "Piet Lund: no word of theirs on 4 claims about them; asked, and would not say, on 1 claim" in silent
    assert "Bram Oake: no word of theirs on 1 claim about them" in silent
    assert "Not heard is no denial, and no agreement." in silent
    assert page.index('id="silent"') < page.index('id="timeline"') < page.index('id="claims"')


def test_nobody_is_said_to_have_no_comment(page: str) -> None:
    assert "no comment" not in page.casefold()


def test_what_changed_last_is_told(page: str) -> None:
    changed = text(page[page.index('id="changes-head"') :])
    assert "figure revised 14 houses, was 15 (fire service)" in changed
    assert "new demand Odile Crane demands: Holm and Lund to meet the families on Friday" in changed
    assert "denied by Ruth Sorley: the county had hidden a survey" in changed


def test_claims_stand_by_status_the_disputed_first(page: str) -> None:
    claims = text(part(page, "claims"))
    assert claims.index("disputed someone denies it, or accounts conflict") < claims.index(
        "single source every report goes back to one"
    )
    assert "put forward by nobody in the articles read, and told only where it is denied · 4 March 2026" in claims
    assert "spoken against by Ruth Sorley" in claims
    assert "against it: these very words say that accounts differ" in claims


def test_a_claim_about_somebody_not_heard_says_so_in_words_and_by_a_dashed_label(page: str) -> None:
    assert "not heard Piet Lund: no word of theirs on it in the 4 articles read" in text(part(page, "claims"))
    assert re.search(r'<p class="meta silent"><span class="label open">not heard</span>', page)
    assert "would not say Piet Lund: asked, and would not say" in text(part(page, "claims"))


def test_words_stand_in_place_with_their_roles(page: str) -> None:
    assert '<mark class="source">Mayor Greta Holm</mark> <mark class="cue">said Monday</mark>' in page


def test_a_demand_has_its_responses_under_it_on_whose_say_so_they_rest(page: str) -> None:
    demands = text(part(page, "demands"))
    assert "Greta Holm of county commissioners · 1 March 2026" in demands
    assert "Piet Lund refuses · as told by Greta Holm · 1 March 2026" in demands
    assert "Piet Lund accepts · as told by Greta Holm · 2 March 2026" in demands


def test_a_demand_nobody_answered_says_so(page: str) -> None:
    demands = text(part(page, "demands"))
    cranes = demands[demands.index("Odile Crane of Greta Holm and Piet Lund · 4 March 2026") :]
    assert "Holm and Lund to meet the families on Friday" in cranes
    assert "no response to it in the 4 articles read" in cranes


def test_the_shift_is_on_the_mayors_word_alone_with_both_statements(page: str) -> None:
    positions = part(page, "positions")
    seen = text(positions)
    assert (
        "shift toward cooperation, −2.0 to +2.5 on the say-so of Greta Holm · Piet Lund has not said so in the 4 articles read"
        in seen
    )
    side = text(positions[positions.index('class="side-by-side"') :])
    assert side.index("Before · 1 March 2026 · −2.0 reject") < side.index("him of refusing to pay for repairs")
    assert side.index("After · 2 March 2026 · +2.5 agree") < side.index(
        "had agreed to pay for a new harbour wall in Tarnmouth"
    )


def test_every_chart_has_a_title_a_description_and_its_table(page: str) -> None:
    charts = re.findall(r'<svg class="chart own" role="img" aria-labelledby="(\S+) (\S+)".*?</svg>', page, re.DOTALL)
    assert len(charts) == 3
    for title, description in charts:
        assert f'<title id="{title}">' in page
        assert f'<desc id="{description}">' in page
    assert page.count("<details") == 1 + 3
    assert "decline to comment · Piet Lund" in text(part(page, "timeline"))


def test_a_figure_shows_what_it_was_before(page: str) -> None:
    figures = text(part(page, "figures"))
    assert "houses 3 figures 12 1 March 2026 on the say-so of Greta Holm" in figures
    assert "15 was 12 2 March 2026 on the say-so of fire service The Courier, 2 March 2026, worked out" in figures
    assert "14 was 15 4 March 2026" in figures


def test_two_quotations_of_one_utterance_stand_under_each_other(page: str) -> None:
    wording = text(part(page, "wording"))
    assert "at most one of them is right" in wording
    assert "“We will not wait for another winter,” quoted from Greta Holm · Harbour Post" in wording
    assert "“We will not wait another winter,” quoted from Greta Holm · The Courier" in wording


def test_people_with_what_is_heard_of_them(page: str) -> None:
    people = text(part(page, "people"))
    assert "Ruth Sorley (chief engineer; county engineer) person · also Sorley · 4 statements" in people
    assert "Named, with no statement of theirs in the 4 articles read: Northline News and Bram Oake" in people


def test_articles_tell_how_their_day_is_known_and_what_is_a_reprint(page: str) -> None:
    articles = text(part(page, "articles"))
    assert "The Courier · by Joel Adeyemi · 2 March 2026 (worked out)" in articles
    assert "date: “Monday” in its lead, after “Feb. 26”" in articles
    assert "reprint of 3: no second voice" in articles
    assert page.count('class="Z3988"') == 4


def test_every_link_to_a_row_leads_to_one(page: str, client: TestClient) -> None:
    led = {one for one in links(page) if one.startswith("/article/") and "/cite" not in one and "#" not in one}
    assert len(led) > 20
    for one in led:
        assert client.get(one).status_code == 200, one


def test_links_within_the_page_lead_to_an_id_and_no_id_stands_twice(page: str) -> None:
    own = ids(page)
    assert len(own) == len(set(own))
    assert {one[1:] for one in links(page) if one.startswith("#")} <= set(own)


def test_an_item_keeps_its_anchor_when_others_come(site: Site) -> None:
    story = story_by_hand()
    before = {one for one in ids(drawn(site, story)) if one.startswith("claim-")}
    more = replace(story, claims=(claim("new words", at("b2", "s5")), *story.claims))
    assert before < set(ids(drawn(site, more)))


def test_same_words_twice_have_two_anchors() -> None:
    twice = tuple(claim("the same words", at("b2", row)) for row in ("s1", "s5"))
    page = Shown(replace(story_by_hand(), claims=twice), {})
    first, second = map(page.claim_anchor, twice)
    assert first != second
    assert page.claim_anchor(twice[0]) == first


def test_the_id_may_be_cut_short_or_be_any_of_its_articles(
    client: TestClient, articles: tuple[Kept, ...], page: str
) -> None:
    canonical = f'<link rel="canonical" href="http://testserver/story/{articles[0].id[:12]}">'
    assert canonical in page
    for name in (articles[3].id, articles[2].id[:6]):
        assert canonical in client.get(f"/story/{name}").text


@pytest.mark.parametrize("name", ["nosuch", "0" * 64, "%00", "%2e%2e", "a" * 5_000, "%F0%9F%98%80", "' or 1=1 --"])
def test_an_id_that_is_none_is_told(client: TestClient, name: str) -> None:
    answer = client.get(f"/story/{name}", follow_redirects=False)
    assert answer.status_code in (303, 307, 400, 404, 414)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query", ["all=nosuch", "from=-1", "from=1e9", "from=99999999999999999999", "all=claims&all=demands"]
)
def test_absurd_parts_of_a_page_are_refused(client: TestClient, articles: tuple[Kept, ...], query: str) -> None:
    assert client.get(f"/story/{articles[0].id}?{query}").status_code == 400


def test_a_page_past_the_end_of_a_part_is_empty(client: TestClient, articles: tuple[Kept, ...]) -> None:
    answer = client.get(f"/story/{articles[0].id}?all=claims&from=900000")
    assert answer.status_code == 200


@pytest.mark.parametrize("name", SECTIONS)
def test_each_part_can_be_had_alone_and_in_full(client: TestClient, articles: tuple[Kept, ...], name: str) -> None:
    alone = client.get(f"/story/{articles[0].id}?all={name}").text
    assert f'id="{name}"' in alone
    assert not [other for other in SECTIONS if other != name and f'<section id="{other}"' in alone]
    assert "The whole story" in alone


def test_a_page_is_of_the_record_as_it_stood(client: TestClient, articles: tuple[Kept, ...]) -> None:
    then = client.get(f"/story/{articles[0].id}?as_of=@{articles[0].seq + 1}")
    assert then.status_code == 200
    assert "As the record stood" in then.text
    assert "1 article ·" in text(then.text)
    assert f"/story/{articles[0].id[:12]}.json?as_of=@" in then.text.replace("%40", "@")


def test_a_correction_shows_at_once(client: TestClient, site: Site, articles: tuple[Kept, ...], page: str) -> None:
    pointed = re.search(r"/article/(\w+)/(s\d+)/cite", part(page, "demands"))
    assert pointed
    site.record.correct(f"{pointed[1]}/{pointed[2]}", "reject", by="Una Holt")
    site.shelf.changed()
    assert part(client.get(f"/story/{articles[0].id}").text, "demands") != part(page, "demands")


def test_a_reader_is_offered_no_correction(serve: Any, articles: tuple[Kept, ...]) -> None:
    public = serve(mode="public").get(f"/story/{articles[0].id}").text
    assert "#correct" not in public
    assert "/cite" in public


def test_it_can_be_taken_along(page: str, client: TestClient) -> None:
    led = [one for one in links(page) if re.fullmatch(r"/story/\w+\.(json|jsonld|bib|ris)", one)]
    assert len(led) == 4
    assert all(client.get(one).status_code == 200 for one in led)


def test_everything_a_story_may_hold_is_shown(site: Site) -> None:
    seen = text(drawn(site, story_by_hand(), readings_of_story()))
    for said in (
        "denied by Iven Roe",
        "gone article 3 carried it, and its later version does not",
        "gone zz carried it",
        "county accepts in part · 6 March 2026",
        "Iven Roe answers, unclear which way · in the outlet's own voice",
        "revised: its later version is a9",
        "1 statement, only as others tell it",
        "future",
        "12 to 15",
        "date not known",
        "paraphrased",
        "reprint of 1: no second voice",
    ):
        assert said in seen, said


class _Parts(HTMLParser):
    """The elements of a page that words of others must not become, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(page[page.index("<main") : page.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in (
            "script",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "meta",
            "link",
            "style",
            "form",
            "input",
            "video",
            "math",
        ):
            self.wrong.append(tag)
        for name, value in attrs:
            leads = name in ("href", "src", "action") and not re.match(r"/|#|\?|https?://testserver", value or "")
            if name.startswith("on") or name == "style" or leads:
                self.wrong.append(f"{tag} {name}={value}")


def test_whatever_stands_in_a_story_is_shown_as_words(site: Site) -> None:
    for vector in VECTORS:
        assert _Parts(_hostile(site, vector)).wrong == [], vector


def _hostile(site: Site, vector: str) -> str:
    pointer = Pointer("a1", "s2")
    story = story_by_hand()
    story = replace(
        story,
        title=vector,
        articles=tuple(replace(one, title=vector, outlet=vector, byline=(vector,), url=vector) for one in story.articles),
        people=tuple(replace(one, name=vector, titles=(vector,), aliases=(vector,)) for one in story.people),
        timeline=(Moment("2026-03-01", "day", "event", vector, (vector,), (vector,), (pointer,), type="AGREE"),),
        claims=(claim(vector, Pointer("zz"), speakers=(vector,), about=(vector,), denied_by=(vector,), outlets=(vector,)),),
        demands=(Demand(vector, (vector,), vector, None, (), (pointer,)),),
        positions=(
            Position(vector, vector, tuple(Point(f"2026-03-0{n}", 5 - 4.0 * n, "AGREE", vector, (vector,), (pointer,)) for n in (1, 2)),
                     (Shift(0, 1, "toward_conflict", (vector,), False),)),
        ),
        figures=tuple(replace(one, text=vector, thing=vector, of=vector, unit=vector) for one in story.figures),
        wording=tuple(
            replace(one, referent=vector, terms=tuple(replace(t, text=vector, speaker=vector) for t in one.terms)) for one in story.wording
        ),
    )  # fmt: skip
    return drawn(site, story)


def test_one_item_that_swallowed_an_article_is_cut() -> None:
    page = Shown(story_by_hand(), {})
    cut = page.words([], "word " * 5_000)
    assert sum(len(piece[0]) for passage in cut for piece in passage) <= MOST_WORDS + 2


def test_names_are_found_in_a_sentence_in_their_order() -> None:
    assert named("on the say-so of Orr, Orr Venn", ("Orr", "Orr Venn")) == [
        ("on the say-so of ", False), ("Orr", True), (", ", False), ("Orr Venn", True),
    ]  # fmt: skip
    assert named("nobody", ("",)) == [("nobody", False)]


def _many(statements: int) -> Story:
    story = story_by_hand()
    long = "the council had paid for the new harbour wall along the whole of the northern quay in the year before the flood came "
    rows = [Pointer(f"{n % 20:020x}", f"s{n}") for n in range(statements)]
    articles = tuple(replace(story.articles[0], id=f"{n:020x}", revised_by=None) for n in range(20))
    claims: list[Claim] = [
        claim(f"{long}{n}", row, status=("disputed", "single_source", "corroborated", "own_voice")[n % 4],
              pointers=(row, rows[n - 1], rows[n - 2]), against=(rows[n - 5],), answered_by_subject="not_heard")
        for n, row in enumerate(rows)
    ]  # fmt: skip
    points = tuple(
        Point(f"2026-{1 + n % 12:02}-{1 + n % 28:02}", n % 20 - 10, "AGREE", long, ("Nora Pell",), (row,))
        for n, row in enumerate(rows)
    )
    return replace(
        story,
        articles=articles,
        claims=tuple(claims),
        demands=tuple(
            Demand("Nora Pell", ("county",), f"{long}{n}", "2026-03-01", story.demands[0].responses, (row,)) for n, row in enumerate(rows)
        ),
        timeline=tuple(Moment(point.date, "day", "event", long, ("Nora Pell",), (), point.pointers, type="AGREE") for point in points),
        positions=tuple(Position(f"Nora Pell {n}", "county", points, ()) for n in range(40)),
        people=tuple(replace(story.people[0], name=f"Nora Pell {n}") for n in range(300)),
        figures=story.figures * 50,
        wording=story.wording * 50,
    )  # fmt: skip


def test_a_page_of_five_hundred_statements_stays_under_400_kb(site: Site) -> None:
    story = _many(500)
    assert len(drawn(site, story).encode()) < 400_000
    for name in SECTIONS:
        alone = drawn(site, story, only=name)
        assert len(alone.encode()) < 400_000, name
        listed = shown(story, {}, only=name)["parts"][name]
        assert ("Next of them" in alone) == (len(listed.items) < listed.total)


def test_what_is_left_out_is_counted_and_led_to(site: Site) -> None:
    page = drawn(site, _many(500))
    assert f'href="/story/{story_by_hand().id}?all=demands"' in page
    assert "All 500 demands" in text(page)
    assert "All 125 disputed claims" in text(page)
    assert "and 476 more, all in the story’s JSON" in text(page)


def test_all_of_a_long_part_can_be_gone_through(site: Site) -> None:
    story, start, found = _many(500), 0, 0
    while True:
        listed = shown(story, {}, only="claims", start=start)["parts"]["claims"]
        found += len(listed.items)
        if listed.next is None:
            break
        start = listed.next
    assert found == 500


def test_the_page_is_kept_until_something_of_the_story_changes(client: TestClient, articles: tuple[Kept, ...]) -> None:
    first = client.get(f"/story/{articles[0].id}")
    again = client.get(f"/story/{articles[0].id}", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


def test_the_words_are_those_of_the_terminal(page: str, site: Site, articles: tuple[Kept, ...]) -> None:
    from onrecord.faces.page.story import story_page

    view = site.record.view()
    story = onrecord.story_of(view, articles[0].id)
    terminal = " ".join(story_page(story, dict(view.readings([one.id for one in story.articles])), width=200).split())
    seen = text(page)
    for said in (
        "no word of theirs on it in the 4 articles read",
        "has not said so in the 4 articles read",
        "as told by Greta Holm",
        "put forward by nobody in the articles read, and told only where it is denied",
        "no response to it in the 4 articles read",
    ):
        assert said in terminal
        assert said in seen
