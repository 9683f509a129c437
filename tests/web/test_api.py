"""The API: the same words and filters as the command line, pages that survive inserts, and errors that name what is wrong."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.site import Site

CONTRACT = Path(__file__).parents[2] / "docs" / "reference"
QUOTE = "Pay for a wall of four metres along the whole quay"


def schema(name: str) -> Any:
    return json.loads((CONTRACT / f"{name}.schema.json").read_text(encoding="utf-8"))


def get(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def walked(client: TestClient, path: str) -> list[Any]:
    """All items of a list, page by page."""
    found: list[Any] = []
    at: str | None = path
    while at:
        page = get(client, at)
        found += page["items"]
        at = page["next"]
        assert len(found) < 1_000
    return found


# What is answered.


def test_a_story_is_of_the_documented_form(client: TestClient) -> None:
    (headline,) = get(client, "/api/stories")["items"]
    told = get(client, f"/api/story/{headline['id']}")
    jsonschema.validate(told, schema("story"))
    assert get(client, f"/api/story/{headline['articles'][-1]}") == told, "the id of any of its articles leads to it"


def test_a_reading_is_of_the_documented_form(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    reading = get(client, f"/api/article/{articles[0].id}")
    jsonschema.validate(reading, schema("reading"))
    assert reading["article"]["id"] == articles[0].id


def test_a_reading_has_the_corrections(client: TestClient, site: Site, articles: tuple[onrecord.Kept, ...]) -> None:
    before = get(client, f"/api/article/{articles[0].id}")
    row = before["statements"][0]["id"]
    site.record.correct(f"{articles[0].id}/{row}", "reject", by="Una Holt")
    site.shelf.changed()
    after = get(client, f"/api/article/{articles[0].id}")
    assert row not in [one["id"] for one in after["statements"]]
    then = get(client, f"/api/article/{articles[0].id}?as_of=@{get(client, '/api/stories')['as_of'] - 1}")
    assert then == before


def test_a_row_comes_with_its_citation_and_links(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    reading = get(client, f"/api/article/{articles[0].id}")
    said = next(one for one in reading["statements"] if one["kind"] == "direct")
    found = get(client, f"/api/article/{articles[0].id[:8]}/{said['id']}")
    assert found["what"] == "statement"
    assert found["value"] == said
    assert found["article"]["id"] == articles[0].id
    assert found["permalink"] == f"http://testserver/article/{articles[0].id}/{said['id']}"
    assert found["permalink"] in found["citation"]["plain"]
    assert (found["live"] is None) == (reading["article"]["url"] is None)
    kinds = {f"{letter}1": what for letter, what in (("v", "event"), ("f", "figure"), ("e", "entity"))}
    for row, what in kinds.items():
        assert get(client, f"/api/article/{articles[0].id}/{row}")["what"] == what


def test_lists_say_what_the_command_line_says(client: TestClient, record: onrecord.Record) -> None:
    view = record.view()
    (story,) = onrecord.all_stories(view)
    claims = get(client, "/api/claims")["items"]
    assert [claim["text"] for claim in claims] == [claim.text for claim in story.claims]
    assert claims[0]["story"] == story.id
    assert {source["id"] for source in claims[0]["sources"]} == {one.article for one in story.claims[0].pointers}
    disputed = get(client, "/api/claims?status=disputed")["items"]
    assert [one["text"] for one in disputed] == [one.text for one in story.claims if one.status == "disputed"]
    unheard = get(client, "/api/claims?unheard=1")["items"]
    assert unheard
    assert all(one["answered_by_subject"] == "not_heard" and one["about"] for one in unheard)
    about = get(client, "/api/claims?about=lund")["items"]
    assert about
    assert all(any("Lund" in name for name in one["about"]) for one in about)
    assert len(get(client, f"/api/demands?story={story.id}")["items"]) == len(story.demands)
    assert len(get(client, "/api/shifts")["items"]) == sum(len(one.shifts) for one in story.positions)


def test_search_with_facets(client: TestClient, record: onrecord.Record) -> None:
    found = get(client, "/api/search?q=wall&facets=1")
    assert found["items"] == onrecord.as_json(onrecord.search(record.view(), "wall"))
    assert found["facets"] == onrecord.as_json(record.view().facets("wall"))
    assert "facets" not in get(client, "/api/search?q=wall")


def test_who_and_names(client: TestClient) -> None:
    (holm,) = get(client, "/api/who?name=Greta Holm")["items"]
    assert holm["name"] == "Greta Holm"
    assert holm["deeds"]
    assert len(get(client, "/api/who?name=Greta Holm&limit=1")["items"][0]["deeds"]) == 1
    nobody = get(client, "/api/who?name=Greta Hlom")
    assert nobody["items"] == []
    assert "Greta Holm" in nobody["near"]
    assert {"name": "Greta Holm"} in get(client, "/api/names?like=Greta Hol")["items"]


def test_a_quotation_is_checked(client: TestClient) -> None:
    (match, *_) = get(client, f"/api/check?quote={QUOTE}")["items"]
    assert match["exact"] is True
    assert match["hit"]["speaker"] == "Greta Holm"
    assert get(client, "/api/check?quote=nobody ever said such words about anything")["items"] == []


def test_what_is_to_be_reviewed_leaves_out_what_was_looked_at(client: TestClient) -> None:
    first = get(client, "/api/review?limit=1")["items"][0]
    row = f"{first['article']}/{first['row']}"
    assert client.post("/api/corrections", json={"row": row, "verdict": "accept"}).status_code == 201
    assert get(client, "/api/review?limit=1")["items"][0] != first


# Pages.


@pytest.mark.parametrize(
    "path", ["/api/claims", "/api/demands", "/api/shifts", "/api/search?q=wall", "/api/review", "/api/stories"]
)
def test_pages_of_one_are_the_list(client: TestClient, path: str) -> None:
    whole = get(client, path)
    assert whole["next"] is None
    assert walked(client, f"{path}{'&' if '?' in path else '?'}limit=1") == whole["items"]


def test_a_list_goes_on_in_the_record_as_it_was(
    client: TestClient, site: Site, articles: tuple[onrecord.Kept, ...]
) -> None:
    whole = get(client, "/api/claims")["items"]
    page = get(client, "/api/claims?limit=3")
    found = list(page["items"])
    # Somebody takes back what two of the claims rest on, and adds a correction more.
    for row in {
        (one["article"], one["statement"]) for claim in whole[:6] for one in claim["pointers"] if one["statement"]
    }:
        site.record.correct("/".join(row), "reject", by="Bo Venn")
    site.shelf.changed()
    while page["next"]:
        page = get(client, page["next"])
        found += page["items"]
    assert found == whole
    assert get(client, "/api/claims")["items"] != whole


def test_the_next_page_is_also_in_a_header(client: TestClient) -> None:
    answer = client.get("/api/claims?limit=1&unheard=1")
    assert answer.headers["link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "unheard=1" in answer.json()["next"]
    assert "link" not in client.get("/api/shifts").headers


def test_corrections_are_listed_page_by_page(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    for verdict in ("accept", "unsure", "reject"):
        assert (
            client.post("/api/corrections", json={"row": f"{articles[0].id}/s1", "verdict": verdict}).status_code == 201
        )
    found = walked(client, "/api/corrections?limit=1")
    assert [one["verdict"] for one in found] == ["reject", "unsure", "accept"]
    assert [one["holds"] for one in found] == [True, False, False]
    assert found[0]["text"]
    assert found[0]["source"]["row"] == "s1"
    assert get(client, "/api/corrections?by=una holt")["items"] == found
    assert get(client, "/api/corrections?by=nobody")["items"] == []
    assert get(client, f"/api/corrections?article={articles[1].id}")["items"] == []


# What has not changed.


def test_what_has_not_changed_is_not_sent_again(
    client: TestClient, site: Site, articles: tuple[onrecord.Kept, ...]
) -> None:
    for path in ("/api/stories", "/api/claims", f"/api/article/{articles[0].id}", "/api/openapi.json"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), path
        assert client.get(f"{path}?as_of=2026-03-14", headers={"if-none-match": tag}).status_code != 304
    tag = client.get("/api/claims").headers["etag"]
    site.record.correct(f"{articles[0].id}/s1", "accept", by="Una Holt")
    site.shelf.changed()
    assert client.get("/api/claims", headers={"if-none-match": tag}).status_code == 200


# What is not taken.


@pytest.mark.parametrize(
    ("path", "param"),
    [
        ("/api/claims?limit=0", "limit"),
        ("/api/claims?limit=-1", "limit"),
        ("/api/claims?limit=1001", "limit"),
        ("/api/claims?limit=9223372036854775808", "limit"),
        ("/api/claims?limit=1e9", "limit"),
        ("/api/claims?limit=٣", "limit"),
        ("/api/claims?limit=1%00", "limit"),
        ("/api/claims?limit=1&limit=1", "limit"),
        ("/api/claims?status=true", "status"),
        ("/api/claims?unheard=maybe", "unheard"),
        ("/api/claims?about=" + "a" * 201, "about"),
        ("/api/claims?stauts=disputed", "stauts"),
        ("/api/claims?after=zzz", "after"),
        ("/api/claims?after=8dba922eb6f1:99999999999", "after"),
        ("/api/claims?as_of=yesterday", "as_of"),
        ("/api/claims?as_of=@99999999999999999999", "as_of"),
        ("/api/stories?after=zzz", "after"),
        ("/api/search", "q"),
        ("/api/search?q=", "q"),
        ("/api/search?q=%00", "q"),
        ('/api/search?q="', "q"),
        ("/api/search?q=act:nosuch", "q"),
        ("/api/search?q=wall&after=zzz", "after"),
        ("/api/search?q=wall&after=statement:zz/s1", "after"),
        ("/api/review?after=zzz", "after"),
        ("/api/corrections?after=zzz", "after"),
        ("/api/check?quote=...", "quote"),
        ("/api/check?quote=a&limit=41", "limit"),
        ("/api/check", "quote"),
        ("/api/who", "name"),
        ("/api/names?like=%F0%9F%99%82&x=1", "x"),
        ("/api/story/x?id=y", "id"),
        ("/api/story/" + "a" * 201, "id"),
        ("/api/article/a%00b", "id"),
        ("/api/openapi.json?x=1", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named(client: TestClient, path: str, param: str) -> None:
    error = get(client, path, 400)["error"]
    assert error["param"] == param
    assert error["reason"]


def test_what_would_be_taken_is_told(client: TestClient) -> None:
    assert get(client, "/api/claims?status=x", 400)["error"]["allowed"] == [
        "disputed", "single_source", "corroborated", "own_voice",
    ]  # fmt: skip
    assert "status" in get(client, "/api/claims?stauts=x", 400)["error"]["allowed"]
    assert get(client, "/api/review?limit=x", 400)["error"]["allowed"] == ["1 to 1000"]


@pytest.mark.parametrize(
    "path",
    ["/api/story/zzzz", "/api/article/zzzz", "/api/claims?story=zzzz", "/api/corrections?article=zzzz", "/api/jobs/zz", "/api/nosuch",
     "/api/article/' OR 1=1--"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert get(client, path, 404)["error"]["reason"]


def test_rows_that_are_not_there(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    for row in ("s9999", "f0", "f9999", "s", "%20", "s1.json", "__class__"):
        assert get(client, f"/api/article/{articles[0].id}/{row}", 404)["error"]["reason"]


def test_a_method_that_is_none(client: TestClient) -> None:
    assert client.post("/api/claims", json={}).status_code == 405
    assert client.delete("/api/corrections").status_code == 405
    assert client.head("/api/claims").status_code == 200


def test_a_record_before_its_first_article(client: TestClient) -> None:
    for path in (
        "/api/stories",
        "/api/claims",
        "/api/search?q=wall",
        "/api/review",
        "/api/corrections",
        "/api/who?name=Holm",
    ):
        page = get(client, f"{path}{'&' if '?' in path else '?'}as_of=@0")
        assert (page["items"], page["next"], page["as_of"]) == ([], None, 0), path


def test_words_with_signs_of_their_own_do_no_harm(client: TestClient, record: onrecord.Record) -> None:
    for words in (
        "' OR 1=1--",
        "%",
        "_",
        "\\",
        "a%ff",
        "\u202e",
        "🙂",
        "NEAR(",
        "multi-agent",
        "{}",
        "<script>",
        "a" * 3_000,
    ):
        for path, name in (
            ("/api/search", "q"),
            ("/api/check", "quote"),
            ("/api/claims", "about"),
            ("/api/names", "like"),
            ("/api/who", "name"),
        ):
            if len(words) > 400 and path not in ("/api/search", "/api/check"):
                continue
            answer = client.get(path, params={name: words[:200] if path == "/api/claims" else words})
            assert answer.status_code in (200, 400), (path, words)
    with sqlite3.connect(record.where) as file:
        assert file.execute("select count(*) from entry").fetchone()[0] >= 4
