"""Which hosts are answered, and which unsafe requests are taken: by what browsers say of where they come from."""

from __future__ import annotations

import pytest

from onrecord.faces.web.guard_origin import foreign, host_of, is_ours

TEAM = "https://record.example.org"
LOCAL = "http://127.0.0.1:8000"


def _of(**headers: str | list[str]) -> dict[str, list[str]]:
    return {name.replace("_", "-"): [value] if isinstance(value, str) else value for name, value in headers.items()}


def _team(method: str = "POST", **headers: str | list[str]) -> str | None:
    return foreign(method, _of(host="record.example.org") | _of(**headers), origin=TEAM, scheme="http", local=False)


def _local(method: str = "POST", **headers: str | list[str]) -> str | None:
    return foreign(method, _of(host="127.0.0.1:8000") | _of(**headers), origin=LOCAL, scheme="http", local=True)


@pytest.mark.parametrize(
    "host",
    [
        "record.example.org",
        "Record.Example.ORG",
        "record.example.org.",
        "record.example.org:443",
        "localhost",
        "localhost:8000",
        "127.0.0.1:9",
        "[::1]:8000",
    ],
)
def test_hosts_that_are_ours(host: str) -> None:
    found = host_of(_of(host=host))
    assert found
    assert is_ours(found, TEAM)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "a/?#",
        "record.example.org/?#",
        "record.example.org@evil.example",
        "evil.example#record.example.org",
        "record.example.org:80",
        "record.example.org:443:443",
        "record.example.org.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "0.0.0.0:8000",
        "[::]",
        "",
        " ",
        "record.example.org, evil.example",
        "record.example.org\r\nx: y",
        "r\u0435cord.example.org",
        "a" * 301,
    ],
)
def test_hosts_that_are_not(host: str) -> None:
    found = host_of(_of(host=host))
    assert found is None or not is_ours(found, TEAM)


def test_one_host_is_needed() -> None:
    assert host_of({}) is None
    assert host_of(_of(host=["record.example.org", "record.example.org"])) is None


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_changes_nothing_may_come_from_anywhere(method: str) -> None:
    assert _team(method, sec_fetch_site="cross-site", origin="https://evil.example", cookie="x=y") is None


OURS = [
    {"sec_fetch_site": "same-origin", "origin": TEAM},
    {"sec_fetch_site": "same-origin", "origin": "null"},  # what a form of a page without a referrer has
    {"sec_fetch_site": "same-origin"},
    {"sec_fetch_site": "none"},
    {"origin": TEAM},
]
FOREIGN: list[dict[str, str | list[str]]] = [
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "cross-site", "origin": TEAM},
    {"sec_fetch_site": "same-site", "origin": "https://other.example.org"},
    {"sec_fetch_site": "same-site", "origin": TEAM},
    {"sec_fetch_site": "SAME-ORIGIN"},
    {"sec_fetch_site": ""},
    {"sec_fetch_site": "same-origin, cross-site"},
    {"sec_fetch_site": ["same-origin", "cross-site"]},
    {"sec_fetch_site": ["same-origin", "same-origin"]},
    {"sec_fetch_site": "\x00\xff"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "https://evil.example"},
    {"origin": "http://record.example.org"},
    {"origin": "https://record.example.org:8443"},
    {"origin": "https://record.example.org/"},
    {"origin": "https://record.example.org.evil.example"},
    {"origin": "https://record.example.org@evil.example"},
    {"origin": f"{TEAM} https://evil.example"},
    {"origin": [TEAM, TEAM]},
    {"origin": [TEAM, "https://evil.example"]},
    {"origin": "https://[::1"},
    {"origin": "\xff\xfe"},
]


@pytest.mark.parametrize("headers", OURS, ids=str)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_a_page_of_ours_may(method: str, headers: dict[str, str]) -> None:
    assert _team(method, cookie="__Host-onrecord=x", **headers) is None


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "post", "PROPFIND"])
def test_a_page_of_another_site_may_not(method: str, headers: dict[str, str]) -> None:
    assert _team(method, cookie="__Host-onrecord=x", **headers)
    assert _team(method, **headers)
    assert _team(method, cookie="__Host-onrecord=x", authorization="Bearer abc", **headers)
    assert _local(method, **headers)
    assert _local(method, content_type="application/json", **headers)


def test_a_cookie_without_a_word_of_where_it_comes_from_opens_nothing() -> None:
    assert _team(cookie="__Host-onrecord=x")
    assert _team(cookie="__Host-onrecord=x", authorization="Bearer abc")
    assert _local(cookie="a=b", content_type="application/json")


def test_a_program_with_a_token_may() -> None:
    assert _team(authorization="Bearer onrecord_abc") is None
    assert _team(authorization="bearer onrecord_abc", sec_fetch_site="cross-site") is None


@pytest.mark.parametrize("value", ["Basic abc", "Bearer", "Bearer ", "", "Digest x"])
def test_another_kind_of_authorization_is_no_token(value: str) -> None:
    # Browsers send these by themselves, as they do cookies.
    assert _team(authorization=value, sec_fetch_site="cross-site")


def test_on_the_own_machine_a_program_sends_json() -> None:
    assert _local(content_type="application/json") is None
    assert _local(content_type="Application/JSON; charset=utf-8") is None


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/json",
        "application/jsonp",
        "",
        ["text/plain", "application/json"],
    ],
)
def test_on_the_own_machine_a_form_has_to_be_of_ours(kind: str | list[str]) -> None:
    assert _local(content_type=kind)
    assert _local()
    assert _local(content_type=kind, origin=LOCAL) is None


def test_on_the_own_machine_no_token_helps() -> None:
    assert _local(authorization="Bearer abc", sec_fetch_site="cross-site")


@pytest.mark.parametrize(
    ("host", "origin", "taken"),
    [
        ("localhost:8000", "http://localhost:8000", True),
        ("[::1]:8000", "http://[::1]:8000", True),
        ("localhost:8000", "http://localhost:3000", False),
        ("localhost:8000", "https://localhost:8000", False),
        ("localhost:8000", "http://localhost", False),
        ("localhost", "http://localhost", True),
        ("localhost:80", "http://localhost", True),
        ("127.0.0.1:8000", "http://localhost:8000", False),
    ],
)
def test_the_own_machine_is_what_the_browser_calls_it(host: str, origin: str, *, taken: bool) -> None:
    refused = foreign("POST", _of(host=host, origin=origin), origin=LOCAL, scheme="http", local=True)
    assert (refused is None) == taken
