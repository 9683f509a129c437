from __future__ import annotations

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.urls import is_url, join, parse_url


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://courier.test", "http://courier.test/"),
        ("HTTPS://Courier.TEST:443/a?b=c#d", "https://courier.test/a?b=c"),
        ("http://courier.test:8080?x", "http://courier.test:8080/?x"),
        ("http://courier.test./a b", "http://courier.test/a%20b"),
        (" https://courier.test/%e4%20ü \n", "https://courier.test/%e4%20%C3%BC"),
        ("https://zeitung-münster.test/", "https://xn--zeitung-mnster-osb.test/"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://１２７.０.０.１/", "http://127.0.0.1/"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
        ("http://[0:0:0:0:0:0:0:1]:80/", "http://[::1]/"),
    ],
)
def test_an_address_is_read_one_way(written: str, read: str) -> None:
    assert str(parse_url(written)) == read
    assert parse_url(read) == parse_url(written)


@pytest.mark.parametrize(
    "written",
    [
        "", "courier.test", "//courier.test/", "http:courier.test", "http:/courier.test", "http:///a", "http://", "http://:80/",
        "file:///etc/passwd", "FILE:///etc/passwd", "gopher://courier.test/", "ftp://courier.test/", "javascript:alert(1)",
        "data:text/html,x", "http:/\\courier.test/", "http://a\\@b/", "http://courier.test/\\..", "http://x:y@h/", "http://x@h/",
        "http://h%00/", "http://%31%32%37.0.0.1/", "http://h\x00/", "http://h/\r\nHost: x", "http://h/\x7f", "http://h/\x85",
        "http://h:0/", "http://h:65536/", "http://h:99999999/", "http://h:x/", "http://[::1/", "http://[::1%25eth0]/",
        "http://[1.2.3.4]/", "http://256.1.1.1/", "http://1.2.3.4.5/", "http://1.2.3.08/", "http://0xzz.1/", "http://a..b/",
        "http://-a.test/", "http://a b.test/", "http://courier.test<script>/", "http://h/" + "a" * 8_000, "http://h/\ud800",
    ],
)  # fmt: skip
def test_what_is_unusual_is_refused(written: str) -> None:
    with pytest.raises(UnreadableSource, match="bad URL") as refused:
        parse_url(written)
    assert len(str(refused.value)) < 500


def test_a_long_address_names_the_limit() -> None:
    with pytest.raises(UnreadableSource) as refused:
        parse_url("http://h/" + "a" * 100_000)
    assert (refused.value.limit, refused.value.observed) == ("8,000 characters", "100,009 characters")


@pytest.mark.parametrize(
    ("reference", "whole"),
    [
        ("/b", "https://courier.test/b"),
        ("c", "https://courier.test/a/c"),
        ("../../c", "https://courier.test/c"),
        ("//post.test/x", "https://post.test/x"),
        ("?q=1", "https://courier.test/a/b?q=1"),
        ("http://post.test", "http://post.test/"),
    ],
)
def test_references_are_resolved(reference: str, whole: str) -> None:
    assert str(join(parse_url("https://courier.test/a/b"), reference)) == whole


@pytest.mark.parametrize(
    "reference", ["javascript:alert(1)", "data:,x", "file:///x", "\\\\h\\x", "//x@h/", "//[", "a\nb", "a" * 100_000]
)
def test_references_to_elsewhere_are_refused(reference: str) -> None:
    with pytest.raises(UnreadableSource, match="bad URL"):
        join(parse_url("https://courier.test/a"), reference)


def test_what_is_meant_as_an_address() -> None:
    assert is_url("HTTP://x") and is_url("https:x")
    assert not is_url("article.txt") and not is_url("httpd.log") and not is_url("ftp://x")
