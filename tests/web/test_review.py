"""The queue: what the reader was least sure of comes first, and a decision leads to the next one."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.pages import review


def rows(html: str) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', html)


def forms(html: str) -> list[dict[str, str]]:
    parts = re.findall(r'<form class="decide".*?</form>', html, re.DOTALL)
    return [
        {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', part)}
        for part in parts
    ]


def decide(client: TestClient, form: dict[str, str], verdict: str) -> str:
    answer = client.post("/correct", data=form | {"verdict": verdict}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_the_least_sure_come_first(client: TestClient, record: onrecord.Record) -> None:
    expected = [f"{hit.article}/{hit.row}" for hit in record.view().to_review(limit=review.SHOWN)]
    assert rows(client.get("/review").text) == expected


def test_words_stand_in_place_with_their_roles(client: TestClient) -> None:
    html = client.get("/review").text
    for role in ("source", "cue", "content"):
        assert f'<mark class="{role}">' in html


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_decision_leads_to_the_next_one_and_is_asked_no_more(
    client: TestClient, record: onrecord.Record, verdict: str
) -> None:
    first, second, *_ = forms(client.get("/review").text)
    where = decide(client, first, verdict)
    page, _, place = where.partition("#")
    html = client.get(page).text
    assert rows(html)[0] == second["row"]
    assert f'id="{place}"' in html
    assert "Kept:" in html
    assert first["row"] not in rows(client.get("/review").text)
    assert record.view().corrections()[0].by == "Una Holt"


def test_what_is_passed_over_waits(client: TestClient) -> None:
    first, second, third, *_ = forms(client.get("/review").text)
    after = client.get(decide(client, second, "accept")).text
    assert rows(after)[0] == third["row"]
    assert rows(client.get("/review").text)[:2] == [first["row"], third["row"]]


def test_the_whole_queue_can_be_decided_and_is_empty_then(client: TestClient, record: onrecord.Record) -> None:
    left = len(record.view().to_review(limit=1_000))
    where = "/review"
    for _ in range(left):
        where = decide(client, forms(client.get(where).text)[0], "accept")
    assert len(record.view().corrections()) == left
    assert "Begin again" in client.get(where).text
    assert "Nothing is left" in client.get("/review").text


def test_pages_follow_each_other(client: TestClient, record: onrecord.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "SHOWN", 5)
    found, where = [], "/review"
    while where:
        html = client.get(where).text
        found += rows(html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        where = unescape(following[1]) if following else ""
    assert found == [f"{hit.article}/{hit.row}" for hit in record.view().to_review(limit=1_000)]


def test_change_leads_to_the_form_and_back_to_the_same_place(client: TestClient) -> None:
    html = client.get("/review").text
    link = re.search(r'href="(/article/[^"]+)" data-key="e"', html)
    assert link
    path, _, back = unescape(link[1]).partition("?next=")
    assert path == f"/article/{rows(html)[0]}"
    assert unquote(back.removesuffix("#correct")).startswith("/review#r-")


def test_every_decision_has_a_key_and_a_button_without_script(client: TestClient) -> None:
    html = client.get("/review").text
    for key in "arue":
        assert f'data-key="{key}"' in html
    assert html.count('<button name="verdict" value="accept"') == len(rows(html))


@pytest.mark.parametrize("after", ["nosuch", "statement:x/s1", "person:x/e1", "\u202e", "a" * 300, "statement:%00/s1"])
def test_a_place_that_is_none_is_a_400(client: TestClient, after: str) -> None:
    assert client.get("/review", params={"after": after}).status_code == 400


def test_it_is_for_those_who_may_correct(serve: object) -> None:
    assert serve(mode="public").get("/review").status_code == 403  # type: ignore[operator]


def test_when_somebody_else_was_quicker_both_are_shown(client: TestClient, record: onrecord.Record) -> None:
    form = forms(client.get("/review").text)[0]
    record.correct(form["row"], "reject", by="Bo Lind")
    answer = client.post("/correct", data=form | {"verdict": "accept"})
    assert answer.status_code == 409
    assert "Bo Lind" in answer.text
    assert unescape(answer.text).count(form["next"]) >= 2, "the queue goes on from there"
