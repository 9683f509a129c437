"""The pages “Account” and “Accounts”, in a browser that is signed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import Accounts
from onrecord.faces.web.guard import Guard
from tests.web.team import COOKIE, GOOD, NAMES, accounts_at, browser, signed_in, team_app

OTHER = "a quay of wet granite"
ME, EDDA = NAMES["admin"], NAMES["editor"]


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with accounts_at(tmp_path / "accounts.sqlite") as made:
        yield made


@pytest.fixture
def app(tmp_path: Path, accounts: Accounts) -> Iterator[Guard]:
    with onrecord.open_record(tmp_path / "empty.sqlite") as record:
        yield team_app(record, accounts)


def test_people_see_their_browsers_and_sign_one_out(app: Guard, accounts: Accounts) -> None:
    here, there = signed_in(app, "admin"), signed_in(app, "admin", ip="198.51.100.7")
    page = here.get("/account").text
    assert "198.51.100.7" in page
    assert page.count("this one") == 1
    number = accounts.sign_in_id(there.cookies[COOKIE])
    answer = here.post("/account", data={"do": "sign-out", "id": str(number)})
    assert "That browser is signed out" in here.get(answer.headers["location"]).text
    assert there.get("/stories").status_code == 303
    assert here.get("/stories").status_code == 200


def test_signing_out_everywhere_else_leaves_this_one(app: Guard) -> None:
    here, *others = (signed_in(app, "admin") for _ in range(4))
    here.post("/account", data={"do": "sign-out-everywhere"})
    assert here.get("/stories").status_code == 200
    assert {other.get("/stories").status_code for other in others} == {303}


def test_nobody_ends_or_sees_what_is_another_s(app: Guard, accounts: Accounts) -> None:
    edda, me = signed_in(app, "editor"), signed_in(app, "admin", ip="198.51.100.7")
    accounts.make_token(ME, "of the admin", role="admin", days=1)
    page = edda.get("/account").text
    assert "198.51.100.7" not in page
    assert "of the admin" not in page
    for number in ("1", "2", "3"):
        edda.post("/account", data={"do": "revoke", "id": number})
    (token,) = accounts.tokens(ME)
    edda.post("/account", data={"do": "sign-out", "id": str(accounts.sign_in_id(me.cookies[COOKIE]))})
    assert me.get("/stories").status_code == 200
    assert accounts.tokens(ME) == (token,)


def test_a_token_is_shown_once(app: Guard, accounts: Accounts) -> None:
    client = signed_in(app, "editor")
    made = client.post("/account", data={"do": "token", "label": "nightly <export>", "role": "reader", "days": "30"})
    found = re.search(r'value="(onrecord_[\w-]{43})"', made.text)
    assert found
    assert made.headers["cache-control"] == "no-store"
    account = accounts.who_by_token(found[1])
    assert account
    assert (account.name, account.role) == (EDDA, "reader")
    page = client.get("/account").text
    assert found[1] not in page
    assert "nightly &lt;export&gt;" in page
    client.post("/account", data={"do": "revoke", "id": "1"})
    assert accounts.who_by_token(found[1]) is None


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"do": "token", "label": "x", "role": "admin", "days": "30"}, 422),
        ({"do": "token", "label": "", "role": "reader", "days": "30"}, 422),
        ({"do": "token", "label": "x", "role": "owner", "days": "30"}, 400),
        ({"do": "token", "label": "x", "role": "reader", "days": "0"}, 422),
        ({"do": "token", "label": "x", "role": "reader", "days": "9999"}, 400),
        ({"do": "token", "label": "x", "role": "reader", "days": "-1"}, 400),
        ({"do": "token", "label": "x" * 200, "role": "reader", "days": "1"}, 422),
        ({"do": "sign-out", "id": "x"}, 400),
        ({"do": "sign-out", "id": "9" * 19}, 400),
        ({"do": "revoke"}, 400),
        ({"do": "everything"}, 400),
        ({}, 400),
    ],
)
def test_what_makes_no_sense_is_told_so(app: Guard, accounts: Accounts, data: dict[str, str], status: int) -> None:
    assert signed_in(app, "editor").post("/account", data=data).status_code == status
    assert accounts.tokens(EDDA) == ()


def test_a_new_password_signs_out_every_other_browser(app: Guard, accounts: Accounts) -> None:
    here, there = signed_in(app, "editor"), signed_in(app, "editor")
    secret = accounts.make_token(EDDA, "x", role="reader", days=1)
    answer = here.post("/account", data={"do": "password", "old": GOOD, "new": OTHER, "again": OTHER})
    assert "Your password is changed" in here.get(answer.headers["location"]).text
    assert there.get("/stories").status_code == 303
    assert accounts.who_by_token(secret) is None
    assert browser(app).post("/login", data={"name": EDDA, "password": OTHER}).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "status"),
    [
        ("wrong", OTHER, OTHER, 403),
        (GOOD, OTHER, "another one", 422),
        (GOOD, "short", "short", 422),
        (GOOD, "Edda Moe 2026", "Edda Moe 2026", 422),
        ("", OTHER, OTHER, 403),
    ],
)
def test_a_password_that_is_not_changed(app: Guard, old: str, new: str, again: str, status: int) -> None:
    here = signed_in(app, "editor")
    answer = here.post("/account", data={"do": "password", "old": old, "new": new, "again": again})
    assert answer.status_code == status
    assert "Nothing was changed" in answer.text
    assert here.get("/stories").status_code == 200
    assert browser(app).post("/login", data={"name": EDDA, "password": GOOD}).status_code == 303


def test_an_old_password_is_not_guessed_at_leisure(app: Guard) -> None:
    here = signed_in(app, "editor")
    told = [
        here.post("/account", data={"do": "password", "old": f"wrong {n}", "new": OTHER, "again": OTHER}).status_code
        for n in range(12)
    ]
    assert told == [403] * 10 + [429] * 2


def test_an_admin_keeps_the_accounts(app: Guard, accounts: Accounts) -> None:
    me = signed_in(app, "admin")
    for data in (
        {"do": "add", "name": "Siv Berg", "role": "reader", "password": GOOD},
        {"do": "role", "name": "Siv Berg", "role": "editor"},
        {"do": "password", "name": "Siv Berg", "password": OTHER},
        {"do": "disable", "name": "siv berg"},
        {"do": "enable", "name": "Siv Berg"},
    ):
        answer = me.post("/accounts", data=data)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/accounts?done={data['do']}")
    found = accounts.account("Siv Berg")
    assert found
    assert (found.role, found.disabled) == ("editor", False)
    assert browser(app).post("/login", data={"name": "Siv Berg", "password": OTHER}).status_code == 303
    assert "Siv Berg" in me.get("/accounts?done=enable").text


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"do": "disable", "name": ME}, 422),
        ({"do": "role", "name": ME, "role": "reader"}, 422),
        ({"do": "role", "name": EDDA, "role": "owner"}, 400),
        ({"do": "role", "name": "Nobody", "role": "reader"}, 422),
        ({"do": "add", "name": EDDA, "role": "reader", "password": GOOD}, 422),
        ({"do": "add", "name": "Siv Berg", "role": "reader", "password": "password2026"}, 422),
        ({"do": "add", "name": "Siv Berg", "role": "reader"}, 400),
        ({"do": "add", "name": "Siv\u202eBerg", "role": "reader", "password": GOOD}, 422),
        ({"do": "delete", "name": EDDA}, 400),
    ],
)
def test_what_an_admin_cannot_do(app: Guard, accounts: Accounts, data: dict[str, str], status: int) -> None:
    before = accounts.all()
    assert signed_in(app, "admin").post("/accounts", data=data).status_code == status
    assert accounts.all() == before


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_others_do_not_keep_the_accounts(app: Guard, accounts: Accounts, role: str) -> None:
    before = accounts.all()
    client = signed_in(app, role)
    assert client.get("/accounts").status_code == 403
    for data in ({"do": "role", "name": NAMES[role], "role": "admin"}, {"do": "disable", "name": ME}):
        assert client.post("/accounts", data=data).status_code == 403
    assert accounts.all() == before
    assert 'href="/accounts"' not in client.get("/account").text
