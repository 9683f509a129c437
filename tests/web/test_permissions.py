"""Every route by every role, against a table; and every route that changes something, by what another site may do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.app import NoPermission, make_app
from onrecord.faces.web.guard import Guard
from onrecord.faces.web.guard_rates import Rates
from onrecord.faces.web.permissions import GRANTS, PERMISSIONS
from onrecord.faces.web.routes import ROUTES
from onrecord.faces.web.routes import Route as Served
from onrecord.faces.web.serving import site_of
from tests.web.team import ORIGIN, accounts_at, browser, signed_in, team_app

ALL = "nobody guest reader editor admin owner"
READ = "guest reader editor admin owner"
KNOWN = "reader editor admin owner"
WRITE = "editor admin owner"
OWN = "reader editor admin"
ADMIN = "admin"

TABLE = {
    "GET /healthz": ALL,
    "GET /static/{file}": ALL,
    "GET /login": ALL,
    "POST /login": ALL,
    "POST /logout": ALL,
    "GET /account": OWN,
    "POST /account": OWN,
    "GET /accounts": ADMIN,
    "POST /accounts": ADMIN,
    "GET /": READ,
    "GET /stories": READ,
    "GET /story/{id}": READ,
    "GET /claims": READ,
    "GET /demands": READ,
    "GET /shifts": READ,
    "GET /article/{id}": READ,
    "GET /article/{id}/revisions": READ,
    "GET /article/{id}/source": KNOWN,
    "GET /article/{id}/{row}": READ,
    "GET /article/{id}/{row}/live": READ,
    "GET /article/{id}/{row}/cite": READ,
    "GET /search": READ,
    "GET /check": READ,
    "GET /who": READ,
    "GET /corrections": READ,
    "POST /correct": WRITE,
    "GET /review": WRITE,
    "GET /add": WRITE,
    "POST /add": WRITE,
    "GET /add/{job}": WRITE,
    "POST /add/{job}/stop": WRITE,
    "GET /stories.csv": READ,
    "GET /stories.json": READ,
    "GET /stories.atom": READ,
    "GET /search.csv": READ,
    "GET /search.json": READ,
    "GET /search.atom": READ,
    "GET /claims.csv": READ,
    "GET /claims.json": READ,
    "GET /claims.atom": READ,
    "GET /demands.csv": READ,
    "GET /demands.json": READ,
    "GET /demands.atom": READ,
    "GET /shifts.csv": READ,
    "GET /shifts.json": READ,
    "GET /shifts.atom": READ,
    "GET /who.csv": READ,
    "GET /who.json": READ,
    "GET /who.atom": READ,
    "GET /check.csv": READ,
    "GET /check.json": READ,
    "GET /check.atom": READ,
    "GET /corrections.csv": READ,
    "GET /corrections.json": READ,
    "GET /corrections.atom": READ,
    "GET /review.csv": WRITE,
    "GET /review.json": WRITE,
    "GET /review.atom": WRITE,
    "GET /story/{id}.json": READ,
    "GET /story/{id}.jsonld": READ,
    "GET /story/{id}.bib": READ,
    "GET /story/{id}.ris": READ,
    "GET /article/{id}.json": READ,
    "GET /article/{id}.jsonld": READ,
    "GET /article/{id}.bib": READ,
    "GET /article/{id}.ris": READ,
    "GET /article/{id}.txt": READ,
    "GET /api": READ,
    "GET /api/openapi.json": READ,
    "GET /api/stories": READ,
    "GET /api/search": READ,
    "GET /api/claims": READ,
    "GET /api/demands": READ,
    "GET /api/shifts": READ,
    "GET /api/who": READ,
    "GET /api/check": READ,
    "GET /api/corrections": READ,
    "GET /api/review": WRITE,
    "GET /api/story/{id}": READ,
    "GET /api/article/{id}": READ,
    "GET /api/article/{id}/{row}": READ,
    "GET /api/names": READ,
    "POST /api/corrections": WRITE,
    "POST /api/articles": WRITE,
    "GET /api/jobs": WRITE,
    "GET /api/jobs/{id}": WRITE,
}
"""Which roles may ask for what. *nobody* is not signed in to a team's server, *guest* reads a public one, *owner* is on the own
machine. Whoever adds a route says here who may use it."""

SAFE = {"GET", "HEAD"}


def _all_served(app: Guard) -> Iterator[str]:
    for route in app.app.routes:  # type: ignore[attr-defined]
        assert isinstance(route, Route), f"{route} is served without a row in the table"
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield f"{method} {route.path}"


@dataclass
class Servers:
    """The three servers over one record, and a client for each role."""

    record: onrecord.Record
    accounts: onrecord.Accounts
    team: Guard
    clients: dict[str, TestClient]

    def address(self, path: str) -> str:
        """``path`` with its parts filled in by what the record holds."""
        article = self.record.view().articles()[0].id
        filled = re.sub(r"\{id\}", article, path).replace("{row}", "s1").replace("{file}", "site.css")
        return re.sub(r"\{\w+\}", "00000000", filled)

    def state(self) -> tuple[object, ...]:
        """All that a request might have changed."""
        accounts = self.accounts.all()
        held = [(one.name, self.accounts.sign_ins(one.name), self.accounts.tokens(one.name)) for one in accounts]
        return self.record.view().seq, accounts, [(name, [one.id for one in ins], tokens) for name, ins, tokens in held]


def _unlimited(app: Guard) -> Guard:
    """The same, but that one address may ask as often as a test does."""
    return Guard(app.app, app.site, rates=Rates(rate=1e6, burst=1e6))


@pytest.fixture(scope="module")
def servers(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("servers")
    shutil.copy(town, folder / "record.sqlite")
    with onrecord.open_record(folder / "record.sqlite") as record, accounts_at(folder / "accounts.sqlite") as accounts:
        team = _unlimited(team_app(record, accounts))
        clients = {role: signed_in(team, role) for role in ("reader", "editor", "admin")}
        clients["nobody"] = browser(team)
        for role, mode in (("guest", "public"), ("owner", "local")):
            site = site_of(record, mode=mode, origin=ORIGIN, by="Una Holt", where=record.where)  # type: ignore[arg-type]
            clients[role] = browser(_unlimited(make_app(site)))
        yield Servers(record, accounts, team, clients)


def test_the_table_has_every_route_and_no_other(servers: Servers) -> None:
    for client in servers.clients.values():
        assert set(_all_served(client.app)) == set(TABLE)  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", TABLE)
@pytest.mark.parametrize("role", ALL.split())
def test_each_role_gets_what_the_table_says(servers: Servers, role: str, entry: str) -> None:
    if entry == "POST /logout":  # it would end the sign-in that the others use: test_sign_in.py has it
        return
    method, path = entry.split(" ")
    before = servers.state()
    answer = servers.clients[role].request(method, servers.address(path))
    sign_in_first = answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")
    allowed = answer.status_code not in (401, 403) and not sign_in_first
    if role in TABLE[entry].split():
        assert allowed, answer.text
        assert answer.status_code < 500
    elif role == "owner" or (role == "guest" and path.startswith("/account")):
        assert answer.status_code == 404  # this server has no accounts
    elif role == "nobody":
        api = path.startswith("/api/") or method not in SAFE
        assert answer.status_code == 401 if api else sign_in_first
    else:
        assert answer.status_code == 403
    assert servers.state() == before, "a request with nothing in it changed something"


@pytest.mark.parametrize("entry", [entry for entry in TABLE if entry.startswith("GET ")])
def test_what_only_reads_takes_no_other_method(servers: Servers, entry: str) -> None:
    path = entry.split(" ")[1]
    for method in {"POST", "PUT", "PATCH", "DELETE", "TRACE"} - {
        one.split(" ")[0] for one in TABLE if one.split(" ")[1] == path
    }:
        assert servers.clients["admin"].request(method, servers.address(path)).status_code == 405


FOREIGN: dict[str, dict[str, str]] = {
    "cross-site": {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
    "same-site": {"sec-fetch-site": "same-site", "origin": "https://other.example.org"},
    "another port": {"origin": f"{ORIGIN}:8443"},
    "another scheme": {"origin": ORIGIN.replace("https", "http")},
    "no origin": {"origin": "null"},
    "a cookie alone": {},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("entry", [entry for entry in TABLE if entry.split(" ")[0] not in SAFE])
def test_no_other_site_changes_anything(servers: Servers, entry: str, headers: dict[str, str]) -> None:
    """With the cookie of an admin, on a team's server; and on the own machine, where being there is enough."""
    method, path = entry.split(" ")
    cookie = "; ".join(f"{name}={value}" for name, value in servers.clients["admin"].cookies.items())
    article = servers.record.view().articles()[0].id
    forms = {
        "/correct": {"row": f"{article}/s1", "verdict": "reject"},
        "/accounts": {"do": "disable", "name": "Rolf Lund"},
        "/account": {"do": "sign-out-everywhere"},
        "/add": {"text": "Anna Berg said on Monday: “We will not go.”"},
    }
    before = servers.state()
    for role in ("admin", "owner"):
        bare = TestClient(servers.clients[role].app, base_url=ORIGIN, follow_redirects=False)
        answer = bare.request(
            method, servers.address(path), headers=headers | {"cookie": cookie}, data=forms.get(path, {"a": "b"})
        )
        assert answer.status_code == 403
        assert "This request was not taken" in answer.text
    assert servers.state() == before


@pytest.mark.parametrize("entry", [entry for entry in TABLE if entry.split(" ")[0] not in SAFE and "log" not in entry])
def test_a_page_of_this_server_is_not_refused_so(servers: Servers, entry: str) -> None:
    method, path = entry.split(" ")
    answer = servers.clients["admin"].request(method, servers.address(path), data={"do": "nothing"})
    assert answer.status_code not in (401, 403)


@pytest.mark.parametrize("entry", [entry for entry in TABLE if entry.split(" ")[0] not in SAFE])
def test_a_public_server_takes_nothing_in(servers: Servers, entry: str) -> None:
    method, path = entry.split(" ")
    before = servers.state()
    assert servers.clients["guest"].request(method, servers.address(path), data={"a": "b"}).status_code in (
        403,
        404,
        405,
    )
    assert servers.state() == before


def test_a_route_without_a_permission_ends_the_start(servers: Servers) -> None:
    site = site_of(servers.record, mode="public", origin=ORIGIN)
    for permission in (None, "", "everyone", "READ"):
        with pytest.raises(NoPermission, match="does not say who may use it"):
            make_app(site, [Served("/new", "new", lambda asked: None, permission)])  # type: ignore[arg-type, return-value]


def test_every_route_says_who_may_use_it_in_the_words_there_are() -> None:
    assert {route.permission for route in ROUTES} <= set(PERMISSIONS)
    assert all(granted <= set(PERMISSIONS) for granted in GRANTS.values())
    assert set(GRANTS) == set(ALL.split())


def test_what_is_not_granted_is_denied(servers: Servers) -> None:
    """A permission that is new, and that nobody has been given yet, opens nothing."""
    reached: list[object] = []
    handler: Callable[[object], None] = reached.append
    site = site_of(servers.record, mode="local", origin=ORIGIN)
    app = make_app(site, [Served("/new", "new", handler, "admin")])  # type: ignore[arg-type]
    assert browser(app).get("/new").status_code in (403, 404)
    assert not reached
