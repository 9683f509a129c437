"""Correcting through the form: what is kept, how it is taken back, what is refused, and two editors on one row."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.pages.correct_form import form_of, in_words
from onrecord.faces.web.site import Site
from tests.web.team import NAMES, accounts_at, signed_in, team_app


@pytest.fixture
def row(record: onrecord.Record, articles: tuple[onrecord.Kept, ...]) -> str:
    """The statement that Lund agreed to pay."""
    reading = record.view().reading(articles[1].id)
    return f"{articles[1].id}/{reading.statements[0].id}"


def send(client: TestClient, row: str, *, seen: int | None = None, **typed: str) -> object:
    seq = client.site.record.view().seq if seen is None else seen  # type: ignore[attr-defined]
    fields = {"row": row, "seen": str(seq), "next": "/corrections"} | typed
    return client.post("/correct", data=fields, follow_redirects=False)


def statement(record: onrecord.Record, row: str) -> onrecord.Statement:
    article, _, item = row.rpartition("/")
    return next(one for one in record.view().reading(article).statements if one.id == item)


def speaker(record: onrecord.Record, row: str) -> str | None:
    reading = record.view().reading(row.rpartition("/")[0])
    return {one.id: one.name for one in reading.entities}.get(statement(record, row).speaker or "")


def seen_text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_correction_is_kept_with_who_and_why_and_leads_back(
    client: TestClient, record: onrecord.Record, row: str
) -> None:
    answer = send(client, row, verdict="accept", why="I was on the quay", by="Una Holt")
    (made,) = record.view().corrections()
    assert (made.row, made.verdict, made.by, made.why) == (row, "accept", "Una Holt", "I was on the quay")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/corrections?done={made.id}"


def test_the_next_page_says_what_was_kept_and_how_to_take_it_back(client: TestClient, row: str) -> None:
    answer = client.post("/correct", data={"row": row, "seen": "999", "verdict": "reject", "next": "/stories"})
    assert answer.status_code == 422
    answer = send(client, row, verdict="reject", next="/stories")
    page = client.get(answer.headers["location"])
    assert "Kept: It is wrong." in seen_text(page.text)
    assert 'name="undo"' in page.text


def test_its_undo_is_another_correction_and_both_stay(client: TestClient, record: onrecord.Record, row: str) -> None:
    before = statement(record, row)
    send(client, row, verdict="replace", field="act", value="deny")
    assert statement(record, row).act == "deny"
    (made,) = record.view().corrections()
    answer = client.post("/correct", data={"undo": made.id, "next": "/stories"}, follow_redirects=False)
    assert answer.status_code == 303
    assert statement(record, row) == before
    assert [one.verdict for one in record.view().corrections()] == ["replace", "undo"]
    assert "Taken back: the act is deny" in seen_text(client.get(answer.headers["location"]).text)


def test_what_is_taken_back_already_is_told_with_who_did(client: TestClient, record: onrecord.Record, row: str) -> None:
    send(client, row, verdict="reject")
    (made,) = record.view().corrections()
    record.correct(made.id, "undo", by="Bo Lind", why="misread")
    answer = client.post("/correct", data={"undo": made.id})
    assert answer.status_code == 409
    assert "Bo Lind" in answer.text
    assert "misread" in answer.text
    assert len(record.view().corrections()) == 2


def test_a_speaker_by_id_by_name_and_not_known(client: TestClient, record: onrecord.Record, row: str) -> None:
    reading = record.view().reading(row.rpartition("/")[0])
    lund = next(one.id for one in reading.entities if one.name == "Piet Lund")
    send(client, row, verdict="replace", field="speaker", value=lund)
    assert speaker(record, row) == "Piet Lund"
    send(client, row, verdict="replace", field="speaker", value=lund, name="Ona Rask")
    assert speaker(record, row) == "Ona Rask"
    send(client, row, verdict="replace", field="speaker", value="-")
    assert statement(record, row).speaker is None


def test_words_letter_by_letter(client: TestClient, record: onrecord.Record, row: str) -> None:
    words = "had agreed to pay for a new harbour wall in Tarnmouth"
    send(client, row, verdict="replace", field="content", value=words)
    assert statement(record, row).content.text == words
    answer = send(client, row, verdict="replace", field="content", value="had agreed to pay for a wall", why="clearer")
    assert answer.status_code == 422
    assert "does not stand in the article" in unescape(answer.text)
    assert "had agreed to pay for a wall" in answer.text, "what was typed is still there"
    assert "clearer" in answer.text
    send(client, row, verdict="replace", field="source", value="")
    assert statement(record, row).source is None


def test_an_event_and_an_entity(
    client: TestClient, record: onrecord.Record, articles: tuple[onrecord.Kept, ...]
) -> None:
    reading = record.view().reading(articles[0].id)
    event = reading.events[0].id
    send(client, f"{articles[0].id}/{event}", verdict="replace", field="status", value="negated")
    send(client, f"{articles[0].id}/{event}", verdict="replace", field="type", value="AID")
    entity = reading.entities[0].id
    send(client, f"{articles[0].id}/{entity}", verdict="replace", field="type", value="work")
    now = record.view().reading(articles[0].id)
    assert (now.events[0].status, now.events[0].type, now.entities[0].type) == ("negated", "AID", "work")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({}, "verdict"),
        ({"verdict": "shrug"}, "verdict"),
        ({"verdict": "replace", "value": "deny"}, "field"),
        ({"verdict": "replace", "field": "act"}, "act"),
        ({"verdict": "replace", "field": "act", "value": ""}, "act"),
        ({"verdict": "replace", "field": "act", "value": "yodel"}, "act"),
        ({"verdict": "replace", "field": "type", "value": "AID"}, "type"),
        ({"verdict": "replace", "field": "speaker", "value": ""}, "speaker"),
        ({"verdict": "accept", "by": " "}, "who you are"),
        ({"verdict": "accept", "seen": ""}, "this page"),
        ({"verdict": "accept", "seen": "yesterday"}, "this page"),
        ({"verdict": "accept", "row": ""}, "the row"),
    ],
)
def test_half_a_form_names_what_is_missing_and_keeps_what_was_typed(
    client: TestClient, record: onrecord.Record, row: str, typed: dict[str, str], name: str
) -> None:
    answer = client.post(
        "/correct", data={"row": row, "seen": str(record.view().seq), "why": "as I heard it", "by": "Una"} | typed
    )
    assert answer.status_code == 422
    assert re.search(rf'id="wrong"><b>{name}</b>', answer.text)
    assert "as I heard it" in unescape(answer.text)
    assert record.view().corrections() == ()


def test_a_row_that_is_none_is_not_there(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    for row in (f"{articles[0].id}/s999", "nosuch/s1", "s1", "../s1", f"{articles[0].id}/"):
        assert send(client, row, verdict="accept").status_code == 404


def test_what_somebody_else_corrected_meanwhile_is_shown_beside_what_was_wanted(
    client: TestClient, record: onrecord.Record, row: str
) -> None:
    seen = record.view().seq
    record.correct(row, "replace", field="act", value="agree", by="Bo Lind", why="he gave way")
    answer = send(client, row, seen=seen, verdict="replace", field="act", value="deny", why="he did not", by="Una Holt")
    assert answer.status_code == 409
    text = seen_text(answer.text)
    for words in (
        "Somebody else corrected this meanwhile",
        "The act is agree",
        "Bo Lind",
        "he gave way",
        "The act is deny",
    ):
        assert words in text
    assert 'value="he did not"' in answer.text
    assert re.search(r'value="deny" selected', answer.text)
    assert len(record.view().corrections()) == 1, "nothing was kept"

    again = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text.partition('class="fields"')[2])
    )
    answer = client.post("/correct", data=again | {"value": "deny", "by": "Una Holt"}, follow_redirects=False)
    assert answer.status_code == 303
    assert statement(record, row).act == "deny"


def test_what_is_no_contradiction_goes_through(client: TestClient, record: onrecord.Record, row: str) -> None:
    seen = record.view().seq
    record.correct(f"{row.rpartition('/')[0]}/e1", "accept", by="Bo Lind")
    assert send(client, row, seen=seen, verdict="accept").status_code == 303, "another row"
    seen = record.view().seq
    record.correct(row, "reject", by="Una Holt")
    assert send(client, row, seen=seen, verdict="accept", by="una holt").status_code == 303, "one's own"
    seen = record.view().seq
    record.correct(row, "reject", by="Bo Lind")
    assert send(client, row, seen=seen, verdict="reject").status_code == 303, "the same"


def test_an_undo_by_somebody_else_is_asked_about_too(client: TestClient, record: onrecord.Record, row: str) -> None:
    made = record.correct(row, "replace", field="act", value="deny", by="Una Holt")
    seen = record.view().seq
    record.correct(made.id, "undo", by="Bo Lind")
    answer = send(client, row, seen=seen, verdict="accept")
    assert answer.status_code == 409
    assert "Taken back: the act is deny" in seen_text(answer.text)


def test_a_row_that_was_rejected_meanwhile(client: TestClient, record: onrecord.Record, row: str) -> None:
    seen = record.view().seq
    record.correct(row, "reject", by="Bo Lind")
    answer = send(client, row, seen=seen, verdict="replace", field="speaker", value="-")
    assert answer.status_code == 409
    assert "It is shown no more, until that is taken back" in seen_text(answer.text)
    assert "Correct it all the same" in answer.text


@pytest.mark.parametrize(
    "next_",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/%5cevil", "\\\\e"],
)
def test_it_leads_to_pages_of_this_server_only(client: TestClient, row: str, next_: str) -> None:
    where = send(client, row, verdict="accept", next=next_).headers["location"]
    assert where.startswith("/?done=")


def test_the_way_on_keeps_its_place(client: TestClient, row: str) -> None:
    where = send(client, row, verdict="accept", next="/review?after=statement%3Ax%2Fs1&done=old#s4").headers["location"]
    assert re.fullmatch(r"/review\?after=statement%3Ax%2Fs1&done=[0-9a-f]+#s4", where)


def test_people_who_may_only_read_cannot(serve: object, row: str) -> None:
    client = serve(mode="public")  # type: ignore[operator]
    assert client.post("/correct", data={"row": row, "seen": "1", "verdict": "accept"}).status_code == 403
    assert 'name="undo"' not in client.get("/stories?done=0123").text


def test_hostile_words_stay_words(client: TestClient, record: onrecord.Record, row: str) -> None:
    bad = '"><script>alert(1)</script>\u202e'
    answer = send(client, row, verdict="replace", field="content", value=bad, why=bad, by=bad)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert send(client, row, verdict="accept", why=bad, by=bad, next=f"/stories?q={bad}").status_code == 303
    assert record.view().corrections()[0].why == bad
    assert "<script>alert" not in client.get(f"/stories?done={record.view().corrections()[0].id}").text
    assert send(client, row, verdict="accept", why="x" * 3_000).status_code == 400
    assert send(client, row, verdict="accept", why="a\0b").status_code == 422
    assert client.get("/stories?done=nosuch,%00,<b>").status_code in (200, 422)


def test_the_form_knows_the_row(client: TestClient, site: Site, record: onrecord.Record, row: str) -> None:
    record.correct(row, "replace", field="act", value="deny", by="Una Holt")
    article, _, item = row.rpartition("/")
    form = form_of(_asked(site), article, item)
    assert (form.kind, form.now["act"], form.now["speaker"], form.gone) == ("statement", "deny", "Greta Holm", False)
    assert [in_words(one.correction) for one in form.standing] == ["The act is deny"]
    assert "Piet Lund" in dict(form.speakers).values()
    assert "decline_to_comment" in form.choices("act")
    record.correct(row, "reject", by="Una Holt")
    site.shelf.changed()
    assert form_of(_asked(site), article, item).gone
    with pytest.raises(onrecord.UnknownRow):
        form_of(_asked(site), article, "s999")


def _asked(site: Site) -> object:
    from starlette.requests import Request

    from onrecord.faces.web.asking import Asked, Viewer

    scope = {"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": [], "server": ("t", 80)}
    return Asked(Request(scope), site, Viewer("owner", "Una Holt"))


def test_on_a_teams_server_everybody_corrects_in_their_own_name(
    record: onrecord.Record, tmp_path: Path, row: str
) -> None:
    with accounts_at(tmp_path / "accounts.sqlite") as accounts:
        app = team_app(record, accounts)
        form = {"row": row, "seen": str(record.view().seq), "verdict": "accept", "by": "Somebody Else"}
        assert signed_in(app, "reader").post("/correct", data=form).status_code == 403
        editor = signed_in(app, "editor")
        assert 'name="by"' not in editor.get(f"/article/{row}").text
        assert editor.post("/correct", data=form).status_code == 303
    assert [one.by for one in record.view().corrections()] == [NAMES["editor"]]


def test_of_two_who_send_at_the_same_moment_the_second_sees_the_first(
    serve: Callable[..., TestClient], record: onrecord.Record, row: str
) -> None:
    client = serve()
    seen = record.view().seq
    forms = [
        {"row": row, "seen": str(seen), "verdict": "replace", "field": "act", "value": act, "by": by}
        for act, by in (("deny", "Bo Lind"), ("agree", "Una Holt"))
    ]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda form: client.post("/correct", data=form, follow_redirects=False), forms))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert len(record.view().corrections()) == 1
