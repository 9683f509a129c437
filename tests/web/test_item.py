"""The permanent link of one row: its words in place, all that was read of them, its citation, and what people said of it."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord import Kept, Reading, Record
from tests.faces.build import reading_by_hand
from tests.web.conftest import Serve
from tests.web.made_article import article, at, said, words_of

HAND = reading_by_hand()


@pytest.fixture(autouse=True)
def hand(record: Record) -> Reading:
    """The report on the ferry, in the record."""
    record.add(HAND)
    return HAND


def field(html: str, head: str) -> str:
    """A field of the table, as it is read."""
    found = re.search(rf'<th scope="row">{head}</th><td>(.*?)</td>', html, re.DOTALL)
    assert found, head
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split())


def test_the_words_stand_in_their_paragraph_between_those_beside_it(client: TestClient) -> None:
    html = client.get("/article/a1/s4").text
    assert words_of(html, "s4", "content") == "her a grant"
    assert words_of(html, "s4", "cue") == "had promised"
    assert words_of(html, "s3", "content") == ""  # of this row alone
    for words in ("We held it down", "Pell said that", "And a promise is a promise"):
        assert words in html
    assert "Sallow police" not in html.split("What was read")[0]
    assert 'href="/article/a1#s4"' in html


def test_all_that_was_read_of_a_statement_is_said_in_words(client: TestClient) -> None:
    html = client.get("/article/a1/s2").text
    assert field(html, "Who says it") == "Nora Pell by a pronoun that stands there"
    assert field(html, "Words for who says it") == "“ she ”"
    assert field(html, "Words that say so") == "“ told ”"
    assert field(html, "What they do") == "assert: puts something forward as true"
    assert field(html, "How they are given").startswith("direct: as a quotation")
    assert field(html, "To whom") == "the harbour board “ the harbour board ”"
    assert field(html, "Through what") == "interview “ in a radio interview ”"
    assert field(html, "When") == "“Monday”: 2 March 2026"
    assert field(html, "On whose word") == "Island News reports it in its own voice"
    assert field(html, "How sure").startswith(
        "0.90. Of a hundred statements read with this confidence about 90 are right"
    )


def test_on_whose_word_it_rests_is_told_from_the_outlet_inwards(client: TestClient) -> None:
    html = client.get("/article/a1/s4").text
    assert field(html, "On whose word") == "Island News reports it as told by Nora Pell s3"
    assert field(html, "How sure").startswith("0.12, uncertain")
    within = client.get("/article/a1/s3").text
    assert field(within, "Said within it") == "Iven Roe commit: her a grant"


def test_an_event_has_a_page(client: TestClient) -> None:
    html = client.get("/article/a1/v3").text
    assert words_of(html, "v3", "trigger") == "arrestedarrests"
    assert field(html, "What was done").startswith("coerce, arrest: bears down by power")
    assert field(html, "Whether it happened") == "actual: it happened"
    assert field(html, "Who did it") == "Sallow police"
    assert field(html, "To whom") == "two men"
    assert field(html, "Where") == "the quay"
    assert field(html, "When") == "“Saturday”: 28 February 2026"
    resting = client.get("/article/a1/v2").text
    assert field(resting, "On whose word") == "Island News reports it as told by Nora Pell s3 as told by Iven Roe s4"


def test_a_figure_has_a_page_by_its_place(client: TestClient) -> None:
    html = client.get("/article/a1/f6").text
    assert words_of(html, "f6", "figure") == "$4.2m"
    assert field(html, "How many") == "“$4.2m” = 4,200,000 USD"
    assert field(html, "Of what") == "“ county grant ”"
    assert field(html, "Over what time").startswith("“the next two years”")
    assert "Correct it" not in html  # figures cannot be corrected yet


def test_somebody_named_has_a_page(client: TestClient) -> None:
    html = client.get("/article/a1/pell").text
    assert field(html, "Titles") == "who runs the ferry"
    assert field(html, "Named here") == "2 times, 1 by name, 1 by a pronoun"
    assert "predict: The fare will rise by a third in May" in field(html, "Says here")
    assert '<mark class="source">Nora Pell</mark>' in html


@pytest.mark.parametrize("row", ["s99", "S1", "f0", "f7", "f-1", "%00", "%F0%9F%8C%8A", "s1%0A", "a" * 3_000])
def test_a_row_that_is_not_there_names_the_article(client: TestClient, row: str) -> None:
    for path in (f"/article/a1/{row}", f"/article/a1/{row}/cite"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert 'href="/article/a1"' in answer.text
    assert 'href="/article/a1/s9' not in client.get("/article/a1/s99").text


def test_a_row_nearly_named_is_offered(client: TestClient) -> None:
    assert 'href="/article/a1/s1"' in client.get("/article/a1/s11").text


def test_a_rejected_row_has_its_page_that_says_who_and_why(client: TestClient, record: Record) -> None:
    made = record.correct("a1/s6", "reject", by="Ada Orr", why="nobody said so")
    client.site.shelf.changed()  # type: ignore[attr-defined]
    html = client.get("/article/a1/s6").text
    assert "A person rejected this reading" in html
    assert "Ada Orr" in html
    assert "nobody said so" in html
    assert words_of(html, "s6", "content") == "the boats are late"
    assert f'value="{made.id}"' in html  # the way to take it back
    assert "A person rejected this reading" in client.get("/article/a1/s6/cite").text
    record.correct(made.id, "undo", by="Ada Orr", why="they did")
    client.site.shelf.changed()  # type: ignore[attr-defined]
    html = client.get("/article/a1/s6").text
    assert "A person rejected this reading" not in html
    history = html.split("What people said of it")[1]
    assert "they did" in history
    assert "nobody said so" in history
    assert "no longer holds" in history


def test_it_can_be_corrected_and_undone_from_its_page(client: TestClient) -> None:
    html = client.get("/article/a1/s1").text
    assert '<form class="fields" method="post" action="/correct">' in html
    sent = {"row": "a1/s1", "verdict": "accept", "why": "heard it", "by": "Ada Orr", "next": "/article/a1/s1"}
    seen = re.search(r'name="seen" value="([0-9]+)"', html)
    assert seen
    answer = client.post("/correct", data=sent | {"seen": seen[1]})
    assert answer.status_code == 200
    assert "heard it" in answer.text


def test_a_reader_is_shown_what_people_said_and_no_form(serve: Serve, record: Record) -> None:
    record.correct("a1/s1", "accept", by="Ada Orr", why="heard it")
    html = serve(mode="public").get("/article/a1/s1").text
    assert "heard it" in html
    assert 'action="/correct"' not in html


def test_the_citation_comes_in_three_forms_with_its_links(client: TestClient, record: Record) -> None:
    whole = record.view().articles()[0].id
    html = client.get(f"/article/{whole}/s1/cite").text
    assert html.count("<textarea") == 3
    assert html.count("readonly") >= 4
    for name in ("plain", "markdown", "html", "permalink"):
        assert f'data-copy="{name}"' in html
    assert f'value="http://testserver/article/{whole}/s1"' in html


def test_programs_get_the_citation_as_json(client: TestClient) -> None:
    answer = client.get("/article/a1/s2/cite", headers={"accept": "application/json"})
    cited = answer.json()
    assert set(cited) == {"plain", "markdown", "html", "permalink", "live"}
    assert cited["permalink"] == "http://testserver/article/a1/s2"
    assert "“We held it down for six years,”" in cited["plain"]
    assert cited["permalink"] in cited["plain"]
    assert cited["live"] is None  # the article has no address
    assert "Accept" in answer.headers["vary"]


def test_the_live_link_leads_to_the_words(client: TestClient, record: Record) -> None:
    text = "Orr said the wall between the quay and the market fell."
    record.add(Reading(article(text), (), (said("s1", at(text, "the wall between the quay and the market fell")),)))
    cited = client.get("/article/made/s1/cite", headers={"accept": "application/json"}).json()
    assert cited["live"].startswith("https://harbour.example/report#:~:text=the%20wall%20between")
    assert "https://harbour.example/report#:~:text=" in client.get("/article/made/s1").text


def test_what_the_outlet_says_itself_is_cited_as_its_report(client: TestClient) -> None:
    cited = client.get("/article/a1/v3/cite", headers={"accept": "application/json"}).json()
    assert "As reported by Island News" in cited["plain"]
    assert "Sallow police arrested two men at the quay on Saturday." in cited["plain"]
    told = client.get("/article/a1/f6/cite", headers={"accept": "application/json"}).json()
    assert "as told by Nora Pell" in told["plain"]


def test_one_goes_on_to_the_rows_beside_it(client: TestClient) -> None:
    html = client.get("/article/a1/s2").text
    assert 'href="/article/a1/s1" rel="prev"' in html
    assert 'href="/article/a1/s3" rel="next"' in html


def test_every_list_leads_to_the_words_on_the_live_page(record: Record, serve: Serve) -> None:
    text = "Mayor Greta Holm said on Monday that the quay would be closed, and that the quay would be rebuilt."
    url = "https://gazette.example/quay"
    (article,) = onrecord.articles_from_bytes(text.encode(), name="quay.txt", url=url, date="2026-03-09")
    added = record.add(onrecord.load_reader().read(article))
    onrecord.keep_up(record)
    client = serve()
    row = f"/article/{added.article}/{record.view().reading(added.article).statements[0].id}"
    gone_to = client.get(f"{row}/live", follow_redirects=False)
    assert gone_to.status_code == 303
    assert gone_to.headers["location"].startswith(f"{url}#:~:text=")
    for path in ("/search?q=quay", "/check?quote=the+quay+would+be+closed", f"/story/{added.article}"):
        assert f'href="{row}/live"' in client.get(path).text


def test_an_article_without_an_address_has_no_live_page(client: TestClient, articles: tuple[Kept, ...]) -> None:
    answer = client.get(f"/article/{articles[0].id}/s1/live", follow_redirects=False)
    assert answer.status_code == 404
    assert "no address on the web" in answer.text
    assert "/live" not in client.get("/search?q=wall").text
