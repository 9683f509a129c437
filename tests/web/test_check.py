"""Checking a quotation: the nearest statements, the differences word by word, and what is said where nothing is near."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

import onrecord


def seen(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


def checked(client: TestClient, quote: str, **query: str) -> str:
    answer = client.get("/check", params={"quote": quote} | query)
    assert answer.status_code == 200
    return main(answer.text)


def test_without_a_quotation_there_is_a_form_that_can_be_linked(client: TestClient) -> None:
    html = main(client.get("/check").text)
    assert '<form class="fields" action="/check">' in html
    assert 'name="quote"' in html


def test_the_same_words_are_said_to_be_so(client: TestClient) -> None:
    html = checked(client, "we will not wait for another winter")
    first = seen(html.partition('<article class="item')[2].partition("</article>")[0])
    assert "The same words" in first
    assert "Greta Holm" in first
    assert "Harbour Post" in first
    assert "<del>" not in html.partition("<article")[2].partition("</article>")[0]
    assert ">we will not wait for another winter</textarea>" in html.replace("\n", ""), (
        "what was asked stays in the form"
    )


def test_differences_are_marked_word_by_word_and_told_to_screen_readers(client: TestClient) -> None:
    html = checked(client, "We will not wait for another summer")
    assert re.search(r'<del><span class="unseen">asked, not on record: </span>summer</del>', html)
    assert re.search(r'<ins><span class="unseen">on record: </span>winter[.,”]*</ins>', html)
    assert "of 100 words the same, in order" in seen(html)


def test_what_is_not_between_quotation_marks_is_told_to_be_the_articles_words(client: TestClient) -> None:
    html = checked(client, "Piet Lund had agreed to pay for a new harbour wall in Tarnmouth")
    assert "the article’s words for what was said, not a quotation" in seen(html)


def test_the_words_stand_in_their_place(client: TestClient) -> None:
    html = checked(client, "We will not wait for another winter")
    assert '<mark class="content">' in html
    assert '<mark class="cue">said</mark>' in html
    assert "data-cite" in html


def test_nothing_near_is_no_proof(client: TestClient) -> None:
    text = seen(checked(client, "The moon is made of green cheese and I have eaten it"))
    assert "What is not found may still have been said: the record holds what was added to it, no more." in text


@pytest.mark.parametrize("quote", ["!!!", "“”", "word " * 301, "x" * 4_001])
def test_what_cannot_be_checked_is_kept_with_the_reason(client: TestClient, quote: str) -> None:
    answer = client.get("/check", params={"quote": quote})
    assert answer.status_code == 400
    assert "That cannot be checked" in answer.text
    assert unescape(main(answer.text)).replace("\n", "").count(quote.strip()[:4_000]) == 1


@pytest.mark.parametrize("query", ["limit=0", "limit=41", "limit=x", "quote=a&quote=b"])
def test_absurd_questions_are_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/check?quote=We+will+not+wait&{query}").status_code == 400


def test_a_correction_changes_the_answer(client: TestClient, record: onrecord.Record) -> None:
    before = checked(client, "We will not wait for another winter")
    row = re.search(r'data-row="([^"]+)"', before)
    assert row
    client.post("/correct", data={"row": row[1], "seen": str(record.view().seq), "verdict": "reject", "next": "/"})
    assert row[1] not in checked(client, "We will not wait for another winter")
