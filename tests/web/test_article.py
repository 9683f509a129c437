"""The page of an article: its words in place, whose they are beside them, and nothing of it as markup."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from onrecord import Entity, Furniture, Mention, Published, Reading, Record, Span
from tests.faces.build import TEXT, reading_by_hand
from tests.web.conftest import Serve
from tests.web.made_article import article, at, long_reading, marked_in, said, words_of

HAND = reading_by_hand()


@pytest.fixture
def hand(record: Record) -> Reading:
    """The report on the ferry, in the record."""
    record.add(HAND)
    return HAND


def note(html: str, row: str) -> str:
    """The note of a row as it is read, without its links' addresses."""
    found = re.search(rf'<li (?:class="item" id="n-{row}" )?data-of="{row}">(.*?)</li>', html, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]*>", "", found[1]).split())


def test_the_words_of_every_statement_are_marked_in_place(client: TestClient, hand: Reading) -> None:
    html = client.get("/article/a1").text
    for statement in hand.statements:
        role = "inner" if statement.within else "content"
        assert words_of(html, statement.id, role) == "".join(TEXT[start:end] for start, end in statement.content.spans)
        if statement.source:
            assert words_of(html, statement.id, "source") == statement.source.text
        if statement.cue:
            assert words_of(html, statement.id, "cue") == statement.cue.text
    assert words_of(html, "v3", "trigger") == "arrestedarrests"
    assert words_of(html, "f6", "figure") == "$4.2m"


def test_a_statement_has_an_anchor_of_its_own(client: TestClient, hand: Reading) -> None:
    html = client.get("/article/a1").text
    for row in ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "v1", "v2", "v5", "f1", "f6"):
        assert html.count(f'id="{row}"') == 1, row
    assert html.count('id="f5"') == 1  # its words begin where those of s7 do


def test_the_margin_says_whose_words_they_are(client: TestClient, hand: Reading) -> None:
    html = client.get("/article/a1").text
    assert note(html, "s2") == "2 Nora Pell assert · to the harbour board · interview · 2 March 2026 Cite Correct"
    assert note(html, "s4") == "4 Iven Roe commit · as told by Nora Pell · uncertain (0.12) Cite Correct"
    assert note(html, "s6") == "6 “Islanders” assert Cite Correct"
    assert note(html, "v3") == (
        "“arrested” · coerce, arrest · by Sallow police · to two men · 28 February 2026 · in the outlet’s own voice"
    )
    assert note(html, "v2").endswith("on the say-so of Iven Roe, as told by Nora Pell · uncertain (0.20)")
    assert note(html, "f4") == "more than 1,500 · islanders · in the outlet’s own voice"
    for link in (
        "/who?name=Nora+Pell",
        "a1/s2",
        "a1/s2/cite",
        "a1/s2#correct",
    ):  # those without / lead on from the page
        assert f'href="{link}"' in html


def test_a_note_stands_in_the_row_of_its_paragraph(client: TestClient, hand: Reading) -> None:
    rows = client.get("/article/a1").text.split('<div class="row">')[1:]
    row = next(one for one in rows if "the harbour board" in one)
    assert 'id="n-s2"' in row
    assert 'id="n-s1"' not in row


def test_the_head_says_what_article_it_is(client: TestClient, hand: Reading) -> None:
    html = client.get("/article/a1").text
    assert "Island News" in html
    assert "By <bdi>Una Holt</bdi>" in html
    assert "3 March 2026</time>" in html
    assert "from the page&#39;s own data" in html
    assert html.count("<h1>") == 1
    assert 'href="/story/a1"' in html
    assert '<meta name="citation_title" content="Ferry fares will rise, operator says">' in html
    for form in ("json", "jsonld", "bib", "ris"):
        assert re.search(rf'<link rel="alternate" type="[^"]*" href="/article/a1.{form}">', html)


def test_marks_can_be_taken_off_by_kind(client: TestClient, hand: Reading) -> None:
    def kinds(query: str) -> set[str]:
        return {row[0] for _, _, rows in marked_in(client.get(f"/article/a1{query}").text) for row in rows}

    assert kinds("") == {"s", "v", "f"}
    assert kinds("?mark=statements,figures") == {"s", "f"}
    assert kinds("?mark=events") == {"v"}
    assert kinds("?mark=none") == set()
    html = client.get("/article/a1").text
    assert 'href="/article/a1?mark=statements,figures"' in html.replace("%2C", ",")
    assert 'href="/article/a1"' in client.get("/article/a1?mark=events,figures").text
    refused = client.get("/article/a1?mark=colours")
    assert refused.status_code == 400
    assert "colours" in refused.text


def test_who_may_not_correct_is_not_asked_to(serve: Serve, hand: Reading) -> None:
    assert "#correct" not in serve(mode="public").get("/article/a1").text


def test_the_beginning_of_an_id_leads_to_the_article(client: TestClient, record: Record) -> None:
    whole = record.view().articles()[0].id
    answer = client.get(f"/article/{whole[:8]}?mark=events", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/article/{whole}?mark=events")


@pytest.mark.parametrize("name", ["nosuch", "%00", "s4 OR 1=1", "a" * 3_000, "%F0%9F%8C%8A", "a1%2Fnosuch", "<script>"])
def test_an_article_that_is_not_there_is_told_of(client: TestClient, hand: Reading, name: str) -> None:
    answer = client.get(f"/article/{name}")
    assert answer.status_code in (400, 404)
    assert "<script>" not in answer.text.replace('<script src="/static/site.js', "")


def test_characters_beyond_the_first_plane_mark_the_right_words(client: TestClient, record: Record) -> None:
    text = "🌊🌊 𝔖torm 👩‍👩‍👧: Orr said the wall 🧱 fell."
    record.add(Reading(article(text), (), (said("s1", at(text, "the wall 🧱 fell"), source=at(text, "Orr")),)))
    html = client.get("/article/made").text
    assert words_of(html, "s1", "content") == "the wall 🧱 fell"
    assert words_of(html, "s1", "source") == "Orr"


def test_hostile_words_stay_words(client: TestClient, record: Record) -> None:
    title = "<script>alert(1)</script>\u202e{{ 7*7 }}"
    text = f'{title}\n\n"><img src=x onerror=alert(1)> said \u202e</mark><script>alert(2)</script> & more.'
    speaker = '"><img src=x onerror=alert(1)>'
    reading = Reading(
        article(
            text,
            title=title,
            outlet='<b onclick="x">Post</b>',
            byline=("<i>Ada</i>",),
            url="javascript:alert(1)",
            published=Published("2026-03-01", "day", "inferred", "<u>worked out</u>"),
            furniture=(Furniture("<script>share()</script>", "share", None, None),),
        ),
        (Entity("e1", speaker, "person", ("<s>",), (Mention(at(text, speaker).spans[0], speaker, "name"),)),),
        (
            said(
                "s1",
                at(text, "</mark><script>alert(2)</script> & more"),
                source=at(text, speaker),
                speaker="e1",
                resolved_by="name",
            ),
        ),
    )
    record.add(reading)
    paths = (
        "/article/made",
        "/article/made/s1",
        "/article/made/e1",
        "/article/made/s1/cite",
        "/article/made/revisions",
    )
    for path in paths:
        html = client.get(path).text
        body = html.replace('<script src="/static/site.js', "")
        for bad in ("<script", "<img", "<b onclick", "<i>Ada", "<u>", "<s>", 'javascript:alert(1)"', "\u202e"):
            assert bad not in body, (path, bad)
        assert "49" not in re.sub(r"<[^>]*>", "", html), path
    assert "[U+202E]" in client.get("/article/made").text
    assert words_of(client.get("/article/made").text, "s1", "content") == "</mark><script>alert(2)</script> & more"


def test_an_article_without_anything_is_a_page(client: TestClient, record: Record) -> None:
    record.add(Reading(article("", name="empty", title=None, outlet=None, url=None), (), ()))
    html = client.get("/article/empty").text
    assert "Article without a title" in html
    assert "Outlet not known" in html
    assert "undated" in html


def test_a_correction_shows_on_the_page_at_once(client: TestClient, record: Record, hand: Reading) -> None:
    before = client.get("/article/a1")
    made = record.correct("a1/s6", "reject", by="Ada <Orr>", why="nobody said so")
    client.site.shelf.changed()  # type: ignore[attr-defined]
    after = client.get("/article/a1", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert 'id="n-s6"' not in after.text
    assert "Corrected by people" in after.text
    assert "Ada &lt;Orr&gt;" in after.text
    assert "nobody said so" in after.text
    record.correct(made.id, "undo", by="Ada")
    record.correct("a1/s1", "replace", field="act", value="commit", by="Ada")
    client.site.shelf.changed()  # type: ignore[attr-defined]
    html = client.get("/article/a1").text
    assert note(html, "s1") == "1 Nora Pell commit · corrected Cite Correct"
    assert 'id="n-s6"' in html


def test_as_it_stood_is_as_it_stood(client: TestClient, record: Record, hand: Reading) -> None:
    seq = record.view().seq
    record.correct("a1/s6", "reject", by="Ada")
    client.site.shelf.changed()  # type: ignore[attr-defined]
    assert 'id="n-s6"' in client.get(f"/article/a1?as_of=@{seq}").text
    assert 'id="n-s6"' not in client.get("/article/a1").text


def test_a_reprint_is_named_as_one_source(client: TestClient, record: Record) -> None:
    reprint = record.view().articles()[3]
    assert "it is one source, not two" in client.get(f"/article/{reprint.id}").text
    assert "it is one source, not two" not in client.get(f"/article/{record.view().articles()[0].id}").text


def test_what_was_cut_away_can_be_seen(client: TestClient, record: Record) -> None:
    record.add(Reading(article("Words.", furniture=(Furniture("Share this story", "share", None, None),)), (), ()))
    html = client.get("/article/made").text
    assert "Cut away as not of the article: 1 piece" in html
    assert "Share this story" in html


def test_a_page_of_five_hundred_statements_is_under_400_kb(client: TestClient, record: Record) -> None:
    reading = long_reading(500)
    record.add(replace(reading, article=replace(reading.article, id="0123456789abcdef0123")))
    answer = client.get("/article/0123456789abcdef0123", headers={"accept-encoding": "identity"})
    assert len(answer.content) < 400_000
    assert answer.text.count("<li ") >= 1_000  # a note for each of them, of 250 events and of 250 figures


def test_more_rows_than_one_stretch_names_all_have_their_notes(client: TestClient, record: Record) -> None:
    text = "Orr said that the wall fell."
    statements = tuple(said(f"s{n}", replace(at(text, "the wall fell"))) for n in range(1, 30))
    record.add(Reading(article(text), (), statements))
    html = client.get("/article/made").text
    assert all(f'id="n-s{n}"' in html and html.count(f'id="s{n}"') == 1 for n in range(1, 30))


def test_the_capture_is_text_to_be_kept_and_no_page(client: TestClient, record: Record) -> None:
    kept = record.view().articles()[0]
    answer = client.get(f"/article/{kept.id}/source")
    assert answer.status_code == 200
    assert "Mayor Greta Holm on Sunday" in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="onrecord-{kept.id}.txt"'
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_capture_that_is_no_text_does_no_harm(client: TestClient, record: Record) -> None:
    bad = b"\xff\xfe<script>alert(1)</script>\x00\xd8\x00"
    taken = article("Words.", encoding="no-such-encoding", name='a"b\r\nx: y', sha256=hashlib.sha256(bad).hexdigest())
    record.add(Reading(taken, (), ()), capture=bad)
    answer = client.get("/article/a%22b%0D%0Ax:%20y/source")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"] == 'attachment; filename="onrecord-abxy.txt"'


def test_where_no_capture_was_kept_the_page_says_so(client: TestClient, hand: Reading) -> None:
    answer = client.get("/article/a1/source")
    assert answer.status_code == 404
    assert "No capture kept" in answer.text


def test_the_capture_is_not_for_everybody(serve: Serve, record: Record) -> None:
    kept = record.view().articles()[0]
    public = serve(mode="public")
    assert public.get(f"/article/{kept.id}/source").status_code == 403
    assert f"{kept.id}/source" not in public.get(f"/article/{kept.id}").text


def test_spans_that_begin_at_the_same_place_keep_their_anchors(client: TestClient, record: Record) -> None:
    text = "The wall fell and the quay fell."
    inner = said("s2", at(text, "The wall fell"), within="s1")
    record.add(Reading(article(text), (), (said("s1", at(text, text[:-1])), inner)))
    html = client.get("/article/made").text
    assert words_of(html, "s2", "content") == "The wall fell"
    assert [html.count(f'id="{row}"') for row in ("s1", "s2")] == [1, 1]
    assert Span(0, 13) == inner.content.spans[0]
