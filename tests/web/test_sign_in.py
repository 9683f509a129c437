"""Signing in and out in a browser: the cookie, what ends it, what a guess gets, and where one goes on to."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord import Accounts
from onrecord.faces.web.guard import Guard
from tests.web.guard_site import empty_site
from tests.web.team import COOKIE, GOOD, NAMES, ORIGIN, accounts_at, browser, signed_in, team_app
from tests.web.test_guard_paths import HOSTILE

OTHER = "a quay of wet granite"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with accounts_at(tmp_path / "accounts.sqlite") as made:
        yield made


@pytest.fixture
def app(tmp_path: Path, accounts: Accounts) -> Iterator[Guard]:
    with onrecord.open_record(tmp_path / "empty.sqlite") as record:
        yield team_app(record, accounts)


def _try(client: TestClient, name: str, password: str, **more: str) -> object:
    return client.post("/login", data={"name": name, "password": password, **more})


def _opens(client: TestClient) -> bool:
    answer = client.get("/stories")
    assert answer.status_code in (200, 303)
    return answer.status_code == 200


def test_who_is_not_known_is_asked_to_sign_in_and_goes_on_to_what_was_asked_for(app: Guard) -> None:
    client = browser(app)
    answer = client.get("/stories?q=%22we+will%22")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    back = re.search(r'name="next" value="([^"]*)"', page.text)
    assert back
    assert back[1] == "/stories?q=%22we+will%22"
    done = _try(client, NAMES["reader"], GOOD, next=back[1])
    assert done.headers["location"] == "/stories?q=%22we+will%22"  # type: ignore[attr-defined]
    assert _opens(client)


def test_the_cookie_is_for_this_host_over_https_and_out_of_reach_of_scripts(app: Guard) -> None:
    answer = _try(browser(app), NAMES["reader"], GOOD)
    assert re.fullmatch(
        r"__Host-onrecord=[\w-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax; Secure",
        answer.headers["set-cookie"],  # type: ignore[attr-defined]
    )
    assert answer.headers["cache-control"] == "no-store"  # type: ignore[attr-defined]


def test_over_http_on_the_own_machine_the_cookie_has_a_plain_name(tmp_path: Path, accounts: Accounts) -> None:
    with onrecord.open_record(tmp_path / "empty.sqlite") as record:
        app = team_app(record, accounts, origin="http://127.0.0.1:8000")
        answer = _try(browser(app, origin="http://127.0.0.1:8000"), NAMES["reader"], GOOD)
    assert re.fullmatch(
        r"onrecord=[\w-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax",
        answer.headers["set-cookie"],  # type: ignore[attr-defined]
    )


def test_each_sign_in_has_a_new_token_and_ends_the_one_before_it_in_that_browser(app: Guard) -> None:
    client = signed_in(app, "reader")
    first = client.cookies[COOKIE]
    _try(client, NAMES["reader"], GOOD)
    assert client.cookies[COOKIE] != first
    client.cookies.set(COOKIE, first, domain="record.example.org")
    old = browser(app)
    old.cookies.set(COOKIE, first)
    assert not _opens(old)


def test_a_token_that_somebody_else_chose_is_not_taken_on(app: Guard) -> None:
    client = browser(app)
    client.cookies.set(COOKIE, "A" * 43, domain="record.example.org")
    _try(client, NAMES["reader"], GOOD)
    fixed = browser(app)
    fixed.cookies.set(COOKIE, "A" * 43)
    assert not _opens(fixed)


@pytest.mark.parametrize(
    "end",
    [
        lambda client, accounts: client.post("/logout"),
        lambda client, accounts: accounts.disable(NAMES["editor"]),
        lambda client, accounts: accounts.set_password(NAMES["editor"], OTHER),
        lambda client, accounts: accounts.set_role(NAMES["editor"], "reader"),
        lambda client, accounts: accounts.sign_out_everywhere(NAMES["editor"]),
    ],
    ids="logout disable password role everywhere".split(),
)
def test_an_old_token_is_dead_within_a_second(
    app: Guard, accounts: Accounts, end: Callable[[TestClient, Accounts], object]
) -> None:
    client = signed_in(app, "editor")
    assert _opens(client)
    stolen = browser(app)
    stolen.cookies.set(COOKIE, client.cookies[COOKIE])
    end(client, accounts)
    began = time.perf_counter()
    assert stolen.get("/stories").status_code == 303
    assert stolen.get("/api/stories").status_code in (401, 404)
    assert stolen.post("/correct", data={}).status_code == 401
    assert time.perf_counter() - began < 1


def test_signing_out_takes_the_cookie_and_what_the_browser_kept(app: Guard) -> None:
    client = signed_in(app, "reader")
    answer = client.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert answer.headers["set-cookie"] == f"{COOKIE}=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert client.get("/logout").status_code == 405


def test_the_file_of_accounts_holds_no_token(app: Guard, tmp_path: Path) -> None:
    token = signed_in(app, "reader").cookies[COOKIE]
    dump = "\n".join(sqlite3.connect(tmp_path / "accounts.sqlite").iterdump())
    assert token not in dump
    for value in re.findall(r"X'([0-9A-F]+)'", dump):  # and what it holds instead opens nothing
        thief = browser(app)
        thief.cookies.set(COOKIE, value.lower())
        assert not _opens(thief)


@pytest.mark.parametrize(
    "cookie", ["", "x", "x" * 5_000, "\x00", '"', f"a; {COOKIE}=b", "é".encode().decode("latin-1")]
)
def test_a_cookie_that_is_none_of_ours_is_nobody(app: Guard, cookie: str) -> None:
    answer = browser(app).get("/stories", headers={"cookie": f"{COOKIE}={cookie}".encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code == 303


def test_two_cookies_of_one_name_are_nobody(app: Guard) -> None:
    token = signed_in(app, "reader").cookies[COOKIE]
    assert browser(app).get("/stories", headers={"cookie": f"{COOKIE}=x; {COOKIE}={token}"}).status_code == 303


# Guessing.


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(app: Guard) -> None:
    told = set()
    for name, password in ((NAMES["admin"], "wrong"), ("Nobody", "wrong")):
        answer = _try(browser(app), name, password)
        assert answer.status_code == 403  # type: ignore[attr-defined]
        told.add(answer.text.replace(name, "NAME"))  # type: ignore[attr-defined]
        assert "set-cookie" not in answer.headers  # type: ignore[attr-defined]
    assert len(told) == 1


def test_the_eleventh_try_waits_and_another_address_does_not(app: Guard) -> None:
    client = browser(app)
    for _ in range(10):
        _try(client, NAMES["admin"], "wrong")
    answer = _try(client, NAMES["admin"], GOOD)
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert 290 <= int(answer.headers["retry-after"]) <= 300  # type: ignore[attr-defined]
    assert f"Wait {answer.headers['retry-after']} seconds" in answer.text  # type: ignore[attr-defined]
    assert _opens(signed_in(app, "admin", ip="198.51.100.7"))


def test_a_forged_address_does_not_buy_more_tries(app: Guard) -> None:
    client = browser(app)
    told = [
        client.post(
            "/login",
            data={"name": NAMES["admin"], "password": "wrong"},
            headers={
                "x-forwarded-for": f"198.51.100.{n}",
                "forwarded": f"for=198.51.100.{n}",
                "x-real-ip": f"198.51.100.{n}",
            },
        ).status_code
        for n in range(15)
    ]
    assert told == [403] * 10 + [429] * 5


def test_a_password_is_taken_as_it_is_typed(app: Guard, accounts: Accounts) -> None:
    accounts.set_password(NAMES["admin"], "  two spaces before  ")
    assert _try(browser(app), NAMES["admin"], "  two spaces before  ").status_code == 303  # type: ignore[attr-defined]
    assert _try(browser(app), NAMES["admin"], "two spaces before").status_code == 403  # type: ignore[attr-defined]


def test_half_a_form_is_told_so(app: Guard) -> None:
    for data in ({}, {"name": "x"}, {"name": ["a", "b"], "password": "x"}, {"name": "x", "password": ["a", "b"]}):
        assert browser(app).post("/login", data=data).status_code == 400


@pytest.mark.parametrize("elsewhere", [one for one in HOSTILE if one.strip() != "/stories"])
def test_nobody_is_led_elsewhere(app: Guard, elsewhere: str) -> None:
    client = browser(app)
    page = client.get("/login", params={"next": elsewhere})
    if page.status_code == 200:
        assert 'name="next" value="/"' in page.text
    answer = _try(client, NAMES["reader"], GOOD, next=elsewhere)
    if answer.status_code == 303:  # type: ignore[attr-defined]
        assert answer.headers["location"] == "/"  # type: ignore[attr-defined]
        again = client.get("/login", params={"next": elsewhere})
        assert again.headers.get("location", "/") == "/"
    else:
        assert answer.status_code in (400, 422)  # type: ignore[attr-defined]
    assert "set-cookie" not in page.headers


def test_no_header_is_made_of_what_is_asked_for(app: Guard) -> None:
    client = browser(app)
    answer = client.get("/stories?x=%0d%0aSet-Cookie:%20a=b")
    assert answer.headers["location"].count("\n") == 0
    assert "set-cookie" not in answer.headers
    answer = _try(client, NAMES["reader"], GOOD, next="/stories?x=%0d%0aSet-Cookie:%20a=b")
    assert answer.headers.get_list("set-cookie")[0].startswith(COOKIE)  # type: ignore[attr-defined]
    assert len(answer.headers.get_list("set-cookie")) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("mode", ["local", "public"])
def test_without_accounts_there_is_no_such_page(tmp_path: Path, mode: str) -> None:
    with empty_site(tmp_path, mode) as site:  # type: ignore[arg-type]
        from onrecord.faces.web.app import make_app

        client = TestClient(make_app(site), headers={"sec-fetch-site": "same-origin"}, follow_redirects=False)
        for path in ("/login", "/account", "/accounts"):
            assert client.get(path).status_code == 404
            assert client.post(path, data={"name": "x", "password": "y"}).status_code == 404
        assert client.post("/logout").status_code == 404


# Programs.


def test_a_token_opens_the_record_and_not_the_accounts(app: Guard, accounts: Accounts) -> None:
    secret = accounts.make_token(NAMES["admin"], "x", role="admin", days=1)
    program = TestClient(app, base_url=ORIGIN, headers={"authorization": f"Bearer {secret}"}, follow_redirects=False)
    assert program.get("/stories").status_code == 200
    assert program.post("/correct", json={}).status_code not in (401, 403)
    for path in ("/account", "/accounts"):
        assert program.get(path).status_code == 403
        assert (
            program.post(path, data={"do": "token", "label": "more", "role": "admin", "days": "1"}).status_code == 403
        )
    assert len(accounts.tokens(NAMES["admin"])) == 1


@pytest.mark.parametrize("header", ["Bearer x", "Bearer", "Basic QWRhbTp4", "bearer \x00", "Bearer " + "x" * 9_000])
def test_what_is_no_token_is_nobody(app: Guard, header: str) -> None:
    program = TestClient(app, base_url=ORIGIN, headers={"authorization": header}, follow_redirects=False)
    assert program.get("/stories").status_code == 303
    answer = program.post("/correct", json={})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="onrecord"'


def test_the_role_of_a_token_is_the_most_it_may(app: Guard, accounts: Accounts) -> None:
    secret = accounts.make_token(NAMES["admin"], "x", role="reader", days=1)
    program = TestClient(app, base_url=ORIGIN, headers={"authorization": f"Bearer {secret}"})
    assert program.post("/correct", json={}).status_code == 403


def test_a_token_beside_a_cookie_does_not_open_the_way_for_another_site(app: Guard, accounts: Accounts) -> None:
    client = signed_in(app, "admin")
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "", "origin": "https://evil.example"}):
        answer = client.post(
            "/accounts",
            data={"do": "disable", "name": NAMES["reader"]},
            headers={**headers, "authorization": "Bearer x"},
        )
        assert answer.status_code == 403
    found = accounts.account(NAMES["reader"])
    assert found
    assert not found.disabled
