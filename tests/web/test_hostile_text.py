"""Whatever stands in an article, a name or a note, a page shows it and does nothing else with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.accounts.names import MAX_NAME, tidy, wrong_with
from onrecord.faces.web.app import make_app
from onrecord.faces.web.guard import Guard
from onrecord.faces.web.guard_rates import Rates
from onrecord.faces.web.routes import ROUTES
from onrecord.faces.web.serving import site_of
from tests.record.said import Said, article
from tests.web.hostile import ADDRESSES, VECTORS
from tests.web.team import GOOD, accounts_at, browser, team_app

LEADING = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "cite",
    "ping",
    "xlink:href",
    "srcset",
    "background",
}
FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "applet",
    "frame",
    "frameset",
    "math",
    "foreignobject",
    "template",
}
LISTS = {"/search": "q", "/check": "quote", "/who": "name"}


class Page(HTMLParser):
    """What is wrong with a page: each thing in it that words of others must never become."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.scripts = 0
        self._data = ""
        self._in_data = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in FORBIDDEN:
            self.wrong.append(f"<{tag}>")
        if tag == "script":
            self.scripts += 1
            self._in_data = given.get("type") == "application/ld+json"
            if not self._in_data and not re.fullmatch(r"/static/site\.js\?v=\w+", given.get("src") or ""):
                self.wrong.append(f"<script {attrs}>")
        if (
            tag == "link"
            and given.get("rel") in ("stylesheet", "icon")
            and not (given["href"] or "").startswith("/static/")
        ):
            self.wrong.append(f"<link {attrs}>")
        if tag == "meta" and "http-equiv" in given:
            self.wrong.append(f"<meta {attrs}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(f"{tag}: {name}={value}")
            if name in LEADING and urlsplit((value or "").strip()).scheme not in ("", "http", "https", "mailto"):
                self.wrong.append(f"{tag}: {name}={value}")
            if name in ("action", "formaction", "src") and urlsplit((value or "").strip()).netloc:
                self.wrong.append(f"{tag}: {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self._data += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._in_data:
            self._in_data = False
            try:
                json.loads(self._data)
            except ValueError:
                self.wrong.append(f"data that is none: {self._data[:80]}")
            self._data = ""


def _hostile(number: int, vector: str) -> onrecord.Reading:
    """An article with ``vector`` in its title, its words, the name of who says them, its byline, outlet and address."""
    made = article(
        f"{number:020x}",
        Said(vector, f"We will not wait {vector} for the ferry", act="demand", to=f"Mayor {vector}"),
        Said(f"Anna {vector}", f"the pier {vector} is closed", kind="indirect", act="deny"),
        Said(vector, f"nobody {vector} asked us", act="commit"),
        f"The council {vector} met on Monday.",
        date=f"2026-03-{1 + number % 28:02}",
        outlet=f"The {vector} Post",
        title=f"Harbour {number} {vector}",
    )
    url = vector if vector in ADDRESSES else f"https://news.example/{number}?q={vector}"
    return replace(
        made, article=replace(made.article, url=url, byline=(f"By {vector}",), section=vector, wire=(vector,))
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[onrecord.Record]:
    """A record in which every word of others is hostile, corrections too."""
    with onrecord.open_record(tmp_path_factory.mktemp("hostile") / "record.sqlite") as record:
        for number, vector in enumerate(VECTORS, 1):
            reading = _hostile(number, vector)
            record.add(reading, capture=None)
            name = reading.article.id
            record.correct(
                f"{name}/s1", "replace", field="act", value="accuse", by=f"Una {vector}", why=f"since {vector}"
            )
            record.correct(f"{name}/s3", "reject", by=f"Una {vector}", why=vector)
        onrecord.keep_up(record)
        yield record


@pytest.fixture(scope="module")
def client(record: onrecord.Record) -> TestClient:
    site = site_of(record, mode="local", origin="http://testserver", by=VECTORS[0], where=record.where)
    return TestClient(make_app(site), headers={"sec-fetch-site": "same-origin"})


def _is_harmless(answer: object, where: str) -> None:
    headers, text = answer.headers, answer.text  # type: ignore[attr-defined]
    assert answer.status_code < 500, where  # type: ignore[attr-defined]
    assert "default-src 'none'" in headers["content-security-policy"], where
    assert headers["x-content-type-options"] == "nosniff", where
    assert "set-cookie" not in headers, where
    kind = headers["content-type"].partition(";")[0]
    if kind == "text/html":
        page = Page(text)
        assert not page.wrong, (where, page.wrong)
        assert page.scripts >= 1, where
    elif kind in ("application/atom+xml", "application/xml"):
        for element in ElementTree.fromstring(text).iter():
            assert "script" not in element.tag, where
            assert urlsplit(element.get("href", "").strip()).scheme in ("", "http", "https", "urn"), (
                where,
                element.get("href"),
            )
    elif kind in ("application/json", "application/ld+json"):
        json.loads(text)
    else:
        assert kind in (
            "text/csv", "text/plain", "application/x-ndjson", "application/x-bibtex", "application/x-research-info-systems",
        ), (where, kind)  # fmt: skip


READS = [route.path for route in ROUTES if "GET" in route.methods]
OF_ONE = [path for path in READS if "{id}" in path and "jobs" not in path]
OF_ALL = [path for path in READS if "{" not in path]


def test_there_are_sixty_of_them() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 60


@pytest.mark.parametrize("path", OF_ALL)
def test_a_list_shows_them(client: TestClient, path: str) -> None:
    _is_harmless(client.get(path), path)


@pytest.mark.parametrize("path", OF_ONE)
def test_a_page_of_one_shows_them(client: TestClient, record: onrecord.Record, path: str) -> None:
    for kept in record.view().articles():
        for row in ("s1", "s3") if "{row}" in path else ("",):
            where = path.replace("{id}", kept.id).replace("{row}", row)
            _is_harmless(client.get(where), where)


@pytest.mark.parametrize("vector", VECTORS, ids=ascii)
def test_what_is_asked_for_is_shown_as_it_is(client: TestClient, vector: str) -> None:
    for path, field in LISTS.items():
        for end in ("", ".json", ".csv", ".atom") if path == "/search" else ("",):
            _is_harmless(client.get(path + end, params={field: vector}), path + end)
        _is_harmless(client.get(f"/api{path}", params={field: vector, "limit": vector}), path)
    for path in (
        "/stories",
        "/search",
        "/claims",
        "/review",
        "/corrections",
        "/login",
        "/add",
        "/api/stories",
        "/nosuch",
    ):
        for field in ("as_of", "next", vector):
            _is_harmless(client.get(path, params={field: vector}), f"{path}?{field}=")


@pytest.mark.parametrize("vector", VECTORS, ids=ascii)
def test_an_address_that_is_not_there_is_not_repeated_as_markup(client: TestClient, vector: str) -> None:
    from urllib.parse import quote

    for path in ("/", "/article/", "/story/", "/add/", "/static/", "/api/", "/api/article/"):
        _is_harmless(client.get(path + quote(vector, safe="")), path)


@pytest.mark.parametrize("vector", VECTORS, ids=ascii)
def test_a_form_sent_back_shows_what_was_typed(client: TestClient, record: onrecord.Record, vector: str) -> None:
    row = f"{record.view().articles()[0].id}/s2"
    before = record.view().seq
    for data in (
        {"row": vector, "verdict": "reject", "why": vector},
        {"row": row, "verdict": vector, "why": vector, "value": vector},
    ):
        _is_harmless(client.post("/correct", data=data), "/correct")
    _is_harmless(
        client.post("/api/corrections", json={"row": vector, "verdict": vector, "why": vector}), "/api/corrections"
    )
    _is_harmless(client.post("/login", data={"name": vector, "password": vector, "next": vector}), "/login")
    assert record.view().seq == before


def test_the_pages_of_accounts_show_them(record: onrecord.Record, tmp_path: Path) -> None:
    names = [name for vector in VECTORS if len(name := tidy(f"Una {vector}")) <= MAX_NAME and not wrong_with(name)]
    assert len(names) > 50
    with accounts_at(tmp_path / "accounts.sqlite") as accounts:
        for name in names:
            accounts.add(name, GOOD, "admin")
            accounts.make_token(name, name[:100], role="admin", days=1)
        app = team_app(record, accounts)
        app = Guard(app.app, app.site, rates=Rates(rate=1e6, burst=1e6))
        for number, name in enumerate(names):
            one = browser(app, ip=f"192.0.2.{number}")
            one.headers["user-agent"] = name.encode("ascii", "replace").decode()
            token = one.post("/login", data={"name": name, "password": GOOD}).cookies["__Host-onrecord"]
            assert token
            for path in ("/account", "/stories"):
                _is_harmless(one.get(path), path)
            wrong = one.post("/accounts", data={"do": "add", "name": name, "role": "admin", "password": GOOD})
            _is_harmless(wrong, "/accounts")
        _is_harmless(one.get("/accounts"), "/accounts")
        assert "&lt;script&gt;alert(1)" in one.get("/accounts").text
