"""After signing in one goes on to a page of this server, whatever the address says."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest

from onrecord.faces.web.guard_paths import local_path

HOSTILE = [
    "//e.example",
    "/\\e.example",
    "////e.example",
    "\\\\e.example",
    "javascript:alert(1)",
    "/%5ce.example",
    "/%2fe.example",
    "/\t/e.example",
    "\n//e.example",
    "https://e.example/",
    "https:e.example",
    "/\u2044e.example",
    " /stories",
    "stories",
    "",
    "/a\r\nSet-Cookie: x=1",
    "/\x00/e.example",
    "/stories\\..\\..",
    "/" + "a" * 3_000,
    "@e.example",
    "/login?next=/login",
    "/logout",
    "/logout/",
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_elsewhere_is_the_first_page(asked: str) -> None:
    assert local_path(asked) == "/"


@pytest.mark.parametrize(
    "asked",
    [
        "/",
        "/stories",
        "/search?q=%22we+will%22&act=deny",
        "/who?name=Piet%20Lund",
        "/article/3f0c12ab/s4#s4",
        "/stories?next=//e.example",
    ],
)
def test_a_page_of_ours_is_gone_back_to(asked: str) -> None:
    assert local_path(asked) == asked
    assert urlsplit(urljoin("https://record.example.org/login", asked)).netloc == "record.example.org"
