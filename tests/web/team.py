"""A team's server with three accounts, and browsers that are signed in to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

import onrecord
from onrecord import Accounts
from onrecord.accounts.hashing import Hasher
from onrecord.faces.web.app import make_app
from onrecord.faces.web.guard import Guard
from onrecord.faces.web.serving import site_of

ORIGIN = "https://record.example.org"
GOOD = "harbour lantern 7 moss"
NAMES = {"reader": "Rolf Lund", "editor": "Edda Moe", "admin": "Adam Orr"}
COOKIE = "__Host-onrecord"


@contextmanager
def accounts_at(path: Path) -> Iterator[Accounts]:
    """Accounts for a reader, an editor and an admin, all of the same password; hashes at the least cost there is."""
    with onrecord.open_accounts(path, hasher=Hasher(time_cost=1, memory_cost=64, lanes=1)) as accounts:
        for role, name in NAMES.items():
            accounts.add(name, GOOD, role)  # type: ignore[arg-type]
        yield accounts


def team_app(record: onrecord.Record, accounts: Accounts, *, origin: str = ORIGIN) -> Guard:
    """The application of that server."""
    return make_app(site_of(record, mode="team", origin=origin, accounts=accounts, where=record.where))


def browser(app: Guard, *, origin: str = ORIGIN, ip: str = "192.0.2.1") -> TestClient:
    """A browser at a page of that server, not signed in."""
    return TestClient(
        app,
        base_url=origin,
        headers={"sec-fetch-site": "same-origin", "origin": origin},
        client=(ip, 50_000),
        follow_redirects=False,
    )


def signed_in(app: Guard, role: str, *, origin: str = ORIGIN, ip: str = "192.0.2.1") -> TestClient:
    """A browser that is signed in to the account of that role."""
    made = browser(app, origin=origin, ip=ip)
    answer = made.post("/login", data={"name": NAMES[role], "password": GOOD, "next": "/stories"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories"), answer.text
    return made
