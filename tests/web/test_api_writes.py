"""What the API takes in: corrections with a name and a reason, articles by a job; and what it refuses, with nothing changed."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.jobs import Jobs
from onrecord.faces.web.site import Site
from tests.web.conftest import Serve
from tests.web.team import ORIGIN, accounts_at, signed_in, team_app

ECHO = """
import json, sys
print(json.dumps({"input": "-", "article": json.dumps([sys.argv[1:], sys.stdin.read()]), "new": True, "title": "Rain"}))
"""


@pytest.fixture
def row(articles: tuple[onrecord.Kept, ...]) -> str:
    return f"{articles[0].id}/s1"


@pytest.fixture
def echo(site: Site) -> Iterator[None]:
    """Jobs that tell what they were run with, in place of those that read."""
    site.jobs = Jobs(None, lambda: None, command=[sys.executable, "-c", ECHO])
    yield
    site.jobs.close()


def correct(client: TestClient, status: int, **fields: Any) -> Any:
    answer = client.post("/api/corrections", json=fields)
    assert answer.status_code == status, answer.text
    return answer.json()


def added(client: TestClient, **fields: Any) -> tuple[list[str], str]:
    """The arguments and the text that a job was run with."""
    answer = client.post("/api/articles", json=fields)
    assert answer.status_code == 202, answer.text
    where = answer.headers["location"]
    assert where == f"http://testserver/api/jobs/{answer.json()['id']}"
    for _ in range(200):
        job = client.get(where).json()
        if job["state"] in ("done", "failed"):
            break
        time.sleep(0.02)
    assert job["state"] == "done", job
    arguments, text = json.loads(job["articles"][0]["article"])
    return arguments, text


# Corrections.


def test_a_correction_is_kept_with_who_when_and_why(client: TestClient, row: str, record: onrecord.Record) -> None:
    answer = client.post("/api/corrections", json={"row": row, "verdict": "reject", "why": "she quotes the mayor"})
    assert answer.status_code == 201
    made = answer.json()
    assert (made["row"], made["verdict"], made["by"], made["why"]) == (
        row,
        "reject",
        "Una Holt",
        "she quotes the mayor",
    )
    assert answer.headers["location"] == f"http://testserver/api/article/{row}"
    assert onrecord.correction(record.view(), made["id"]).holds


def test_one_that_holds_already_is_not_made_again(client: TestClient, row: str) -> None:
    first = correct(client, 201, row=row, verdict="accept")
    assert correct(client, 200, row=row, verdict="accept") == first


def test_a_field_is_replaced(client: TestClient, row: str) -> None:
    article = row.partition("/")[0]
    correct(client, 201, row=row, verdict="replace", field="act", value="predict")
    correct(client, 201, row=row, verdict="replace", field="speaker", value=None)
    said = client.get(f"/api/article/{row}").json()["value"]
    assert (said["act"], said["speaker"]) == ("predict", None)
    names = {one["id"]: one["name"] for one in client.get(f"/api/article/{article}").json()["entities"]}
    correct(client, 201, row=row, verdict="replace", field="speaker", value=next(iter(names)))
    assert client.get(f"/api/article/{row}").json()["value"]["speaker"] == next(iter(names))


def test_a_correction_is_taken_back(client: TestClient, row: str) -> None:
    made = correct(client, 201, row=row, verdict="reject")
    undone = correct(client, 201, undo=made["id"], why="it was right")
    assert (undone["verdict"], undone["row"]) == ("undo", made["id"])
    assert client.get(f"/api/article/{row}").status_code == 200


def test_two_are_said_to_be_one(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    made = correct(client, 201, row=f"{articles[0].id}/e1", verdict="same", other=f"{articles[1].id}/e1", by="Bo Venn")
    assert (made["other"], made["by"]) == (f"{articles[1].id}/e1", "Bo Venn")


def test_what_others_corrected_since_is_not_corrected_over(client: TestClient, site: Site, row: str) -> None:
    seen = client.get("/api/stories").json()["as_of"]
    site.record.correct(row, "accept", by="Bo Venn")
    refused = correct(client, 409, row=row, verdict="reject", seen=seen)
    assert refused["error"]["param"] == "seen"
    assert [(one["verdict"], one["by"]) for one in refused["corrections"]] == [("accept", "Bo Venn")]
    assert [one.verdict for one in site.record.view().corrections()] == ["accept"], "nothing was changed"
    correct(client, 201, row=row.replace("/s1", "/s2"), verdict="reject", seen=seen)
    correct(client, 201, row=row, verdict="reject", seen=site.record.view().seq)
    correct(client, 201, row=row, verdict="unsure")


def test_ones_own_corrections_stand_in_nobodys_way(client: TestClient, row: str) -> None:
    seen = client.get("/api/stories").json()["as_of"]
    correct(client, 201, row=row, verdict="accept", seen=seen)
    correct(client, 201, row=row, verdict="reject", seen=seen)


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({}, "row"),
        ({"row": "ROW"}, "verdict"),
        ({"row": "ROW", "verdict": "maybe"}, "verdict"),
        ({"row": "ROW", "verdict": "undo"}, "verdict"),
        ({"row": "ROW", "verdict": 1}, "verdict"),
        ({"row": ["ROW"], "verdict": "accept"}, "row"),
        ({"row": "ROW", "verdict": "replace"}, "field"),
        ({"row": "ROW", "verdict": "replace", "field": "act", "value": "mumble"}, "value"),
        ({"row": "ROW", "verdict": "replace", "field": "nosuch", "value": "x"}, "field"),
        ({"row": "ROW", "verdict": "same"}, "other"),
        ({"row": "ROW", "verdict": "accept", "undo": "x"}, "row"),
        ({"row": "ROW", "verdict": "accept", "seen": -1}, "seen"),
        ({"row": "ROW", "verdict": "accept", "seen": 1.5}, "seen"),
        ({"row": "ROW", "verdict": "accept", "seen": True}, "seen"),
        ({"row": "ROW", "verdict": "accept", "seen": 2**63}, "seen"),
        ({"row": "ROW", "verdict": "accept", "nosuch": 1}, "nosuch"),
        ({"row": "ROW", "verdict": "accept", "why": "a" * 2_001}, "why"),
        ({"row": "ROW", "verdict": "accept", "why": "\ud800"}, "why"),
        ({"row": "ROW", "verdict": "accept", "why": "a\x00b"}, "why"),
        ({"row": "ROW", "verdict": "accept", "by": "\udfff"}, "by"),
        ({"\ud800": 1}, "?"),
    ],
)  # fmt: skip
def test_a_correction_that_makes_no_sense_names_its_field(
    client: TestClient, record: onrecord.Record, row: str, fields: dict[str, Any], param: str
) -> None:
    sent = {name: row if value == "ROW" else value for name, value in fields.items()}
    answer = client.post("/api/corrections", content=json.dumps(sent), headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"]["param"] == param
    assert record.view().corrections() == ()


def test_rows_that_are_not_there(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    for name in ("zzzz/s1", f"{articles[0].id}/s999", "s1", "", "/", "undo"):
        answer = client.post("/api/corrections", json={"row": name, "verdict": "accept"})
        assert answer.status_code in (404, 422), (name, answer.text)
    assert client.post("/api/corrections", json={"undo": "zzzz"}).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"row": NaN}', "application/json", 400),
        (b'{"row": "a", "row": "b"}', "application/json", 400),
        (b'{"seen": ' + b"9" * 5_000 + b"}", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[]", "application/json", 422),
        (b'"x"', "application/json", 422),
        (b"row=a&verdict=accept", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_a_body_that_cannot_be_read(client: TestClient, body: bytes, kind: str, status: int) -> None:
    for path in ("/api/corrections", "/api/articles"):
        answer = client.post(path, content=body, headers={"content-type": kind})
        assert answer.status_code == status, answer.text
        assert answer.json()["error"]["reason"]


def test_a_body_that_is_too_large(client: TestClient) -> None:
    for path, most in (("/api/corrections", 2_000_000), ("/api/articles", 16_000_000)):
        answer = client.post(path, content=b"x" * (most + 1), headers={"content-type": "application/json"})
        assert answer.status_code == 413
        assert answer.json()["error"]["reason"]


# Articles.


@pytest.mark.usefixtures("echo")
def test_a_text_is_added_with_what_is_known_of_it(client: TestClient) -> None:
    arguments, text = added(
        client, text="“Rain,” Orr said.", title="Rain", author="Bo Venn", date="2026-03-02", outlet="Harbour  Post",
        url="https://post.example/rain",
    )  # fmt: skip
    assert arguments[:3] == ["add", "--format", "jsonl"]
    assert arguments[3:] == ["--date=2026-03-02", "--outlet=Harbour Post", "--url=https://post.example/rain", "--", "-"]
    assert "title: Rain\nauthor: Bo Venn" in text
    assert text.endswith("“Rain,” Orr said.")


@pytest.mark.usefixtures("echo")
def test_an_address_is_fetched_and_a_feed_read_so_far(client: TestClient) -> None:
    arguments, _ = added(client, url="https://post.example/rain")
    assert arguments[3:] == ["--", "https://post.example/rain"]
    arguments, _ = added(client, url="https://post.example/feed", listing="feed", limit=3)
    assert arguments[3:] == ["--feed", "--limit=3", "--", "https://post.example/feed"]


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({}, "text"),
        ({"text": "  "}, "text"),
        ({"text": 7}, "text"),
        ({"text": "\ud800"}, "text"),
        ({"url": "file:///etc/passwd"}, "url"),
        ({"url": "/etc/passwd"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://x.example/ --record=y"}, "url"),
        ({"url": "--help"}, "url"),
        ({"url": "https://x.example", "title": "Rain"}, "title"),
        ({"text": "x", "listing": "feed"}, "listing"),
        ({"text": "<p>x</p>", "title": "Rain"}, "title"),
        ({"text": "x", "date": "yesterday"}, "date"),
        ({"text": "x", "limit": 0}, "limit"),
        ({"text": "x", "html": "y"}, "html"),
    ],
)  # fmt: skip
def test_an_article_that_cannot_be_added_names_its_field(
    client: TestClient, fields: dict[str, Any], param: str
) -> None:
    answer = client.post("/api/articles", content=json.dumps(fields), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, param)
    assert client.get("/api/jobs").json()["items"] == []


def test_too_many_jobs_are_told_to_come_back(client: TestClient, site: Site) -> None:
    assert site.jobs
    site.jobs.close()
    answer = client.post("/api/articles", json={"text": "x"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


# Who may.


def test_a_public_server_takes_nothing_in(serve: Serve, row: str) -> None:
    public = serve(mode="public")
    assert public.post("/api/corrections", json={"row": row, "verdict": "accept"}).status_code == 403
    assert public.post("/api/articles", json={"text": "x"}).status_code == 403
    assert public.get("/api/jobs").status_code == 403
    assert public.get("/api/review").status_code == 403
    assert public.get("/api/claims").status_code == 200


def test_a_team_corrects_in_the_names_of_its_accounts(record: onrecord.Record, tmp_path: Path, row: str) -> None:
    with accounts_at(tmp_path / "accounts.sqlite") as accounts:
        app = team_app(record, accounts)
        nobody = TestClient(app, base_url=ORIGIN, headers={"sec-fetch-site": "same-origin", "origin": ORIGIN})
        answer = nobody.get("/api/claims")
        assert answer.status_code == 401
        assert answer.json()["error"]["reason"]
        reader, editor = signed_in(app, "reader"), signed_in(app, "editor")
        assert reader.post("/api/corrections", json={"row": row, "verdict": "accept"}).status_code == 403
        made = editor.post("/api/corrections", json={"row": row, "verdict": "accept"})
        assert (made.status_code, made.json()["by"]) == (201, "Edda Moe")
        other = editor.post("/api/corrections", json={"row": row, "verdict": "reject", "by": "Rolf Lund"})
        assert (other.status_code, other.json()["error"]["param"]) == (422, "by")


def test_another_site_cannot_make_a_browser_correct(client: TestClient, record: onrecord.Record, row: str) -> None:
    answer = client.post(
        "/api/corrections",
        json={"row": row, "verdict": "reject"},
        headers={"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert record.view().corrections() == ()
