from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.app import NoPermission, make_app
from onrecord.faces.web.routes import ROUTES, Route
from onrecord.faces.web.site import Site
from tests.web.team import NAMES, accounts_at, signed_in, team_app


def test_a_page_is_sent_once_to_who_has_it(client: TestClient) -> None:
    first = client.get("/stories")
    assert first.status_code == 200
    again = client.get("/stories", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_kept_is_sent_as_it_was_made(client: TestClient) -> None:
    assert client.get("/stories").text == client.get("/stories").text
    assert client.get("/stories", headers={"accept-encoding": "identity"}).text == client.get("/stories").text


def test_a_correction_changes_the_tag_at_once(client: TestClient, site: Site) -> None:
    first = client.get("/stories").headers["etag"]
    article = site.record.view().articles()[0].id
    site.record.correct(f"{article}/s1", "accept", by="Una Holt")
    site.shelf.changed()
    assert client.get("/stories", headers={"if-none-match": first}).status_code == 200


def test_an_address_that_is_none_gives_a_page_that_helps(client: TestClient) -> None:
    answer = client.get("/nosuch")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_a_route_without_a_permission_does_not_start(site: Site) -> None:
    with pytest.raises(NoPermission, match="/stories"):
        make_app(site, [replace(ROUTES[0], path="/stories", permission="everybody")])  # type: ignore[arg-type]
    bare = SimpleNamespace(path="/bare", name="bare", methods=("GET",), handler=None, state=None)
    with pytest.raises(NoPermission, match="/bare"):
        make_app(site, [bare])  # type: ignore[list-item]


def test_a_fault_of_ours_shows_a_number_and_no_traceback(site: Site) -> None:
    def broken(asked: object) -> None:
        raise RuntimeError("secret path /etc/shadow")

    app = make_app(site, [Route("/broken", "broken", broken, "read")])  # type: ignore[arg-type]
    answer = TestClient(app).get("/broken")
    assert answer.status_code == 500
    assert "number" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_page_is_kept_once_for_all_who_may_do_the_same(record: onrecord.Record, tmp_path: Path) -> None:
    with accounts_at(tmp_path / "accounts.sqlite") as accounts:
        app = team_app(record, accounts)
        one = signed_in(app, "editor")
        accounts.set_role(NAMES["reader"], "editor")
        other = signed_in(app, "reader")
        article = record.view().articles()[0].id
        for path in ("/stories", f"/article/{article}/s1", "/who?name=Greta+Holm"):
            assert one.get(path).headers["etag"] == other.get(path).headers["etag"]
            assert NAMES["editor"] not in one.get(path).text
            assert NAMES["reader"] not in other.get(path).text


@pytest.mark.parametrize("as_of", ["9999", "9999-12", "9999-12-31", "9999-12-31T23:59-12:00", "@999999"])
def test_a_page_as_of_a_time_to_come_shows_all(client: TestClient, as_of: str) -> None:
    assert client.get("/api/claims", params={"as_of": as_of}).json()["items"]
    assert client.get("/stories", params={"as_of": as_of}).status_code == 200


@pytest.mark.parametrize("as_of", ["0001", "0001-01-01T00:00+12:00", "@0"])
def test_a_page_as_of_a_time_before_the_record_shows_nothing(client: TestClient, as_of: str) -> None:
    assert client.get("/api/claims", params={"as_of": as_of}).json()["items"] == []
    assert client.get("/stories", params={"as_of": as_of}).status_code == 200


@pytest.mark.parametrize("as_of", ["0000", "2026-13", "2026-02-30", "20260314", "@-1"])
def test_what_is_no_time_is_told(client: TestClient, as_of: str) -> None:
    assert client.get("/stories", params={"as_of": as_of}).status_code == 400


def test_a_question_that_takes_too_long_is_told_and_may_be_asked_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*asked: object, **how: object) -> None:
        raise onrecord.SlowQuery("/srv/record.sqlite", 1.0)

    monkeypatch.setattr(onrecord, "search", slow)
    answer = client.get("/search?q=wall")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert "took over 1 s" in answer.text
    assert "/srv" not in answer.text
