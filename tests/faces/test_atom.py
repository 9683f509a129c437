"""Atom feeds: well-formed whatever stands in an article, with ids that stay."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from onrecord.faces.atom import Entry, feed, moment, urn

ATOM = "{http://www.w3.org/2005/Atom}"


def made(*entries: Entry) -> ElementTree.Element:
    written = feed(
        entries, name="claims", title="Claims", here="https://r.example/claims.atom?a=1&b=2", page="https://r.example/claims",
        updated="2026-03-07T10:00:00Z",
    )  # fmt: skip
    return ElementTree.fromstring(written)


def entry(**given: str | None) -> Entry:
    plain = {
        "id": "article/a1/s2", "title": "Nora Pell", "link": "https://r.example/article/a1/s2", "updated": "2026-03-03",
        "summary": "“We held it down”", "author": "Island News",
    }  # fmt: skip
    return Entry(**{**plain, **given})  # type: ignore[arg-type]


def text(element: ElementTree.Element, path: str) -> str | None:
    return element.findtext("/".join(ATOM + part for part in path.split("/")))


def test_a_feed_has_what_the_standard_asks_for() -> None:
    root = made(entry())
    assert root.tag == f"{ATOM}feed"
    assert (text(root, "title"), text(root, "updated")) == ("Claims", "2026-03-07T10:00:00Z")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "https://r.example/claims.atom?a=1&b=2", "alternate": "https://r.example/claims"}
    assert text(root, "entry/title") == "Nora Pell"
    assert text(root, "entry/updated") == "2026-03-03T00:00:00Z"
    assert text(root, "entry/author/name") == "Island News"
    assert text(root, "entry/summary") == "“We held it down”"


def test_a_feed_of_nothing_is_one_too() -> None:
    assert text(made(), "updated") == "2026-03-07T10:00:00Z"


def test_an_entry_without_a_date_has_that_of_the_feed() -> None:
    assert text(made(entry(updated=None)), "entry/updated") == "2026-03-07T10:00:00Z"
    assert text(made(entry(updated="2026-W10")), "entry/updated") == "2026-03-07T10:00:00Z"


def test_ids_are_of_the_item_and_not_of_the_address() -> None:
    assert urn("article/a1/s2") == urn("article/a1/s2") != urn("article/a1/s3")
    assert urn("article/a1/s2").startswith("urn:uuid:")
    assert text(made(entry()), "entry/id") == urn("article/a1/s2")


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>&amp;</b>",
        "]]>",
        "<!--",
        "\x00\x0b\x1b\ufffe\uffff",
        "\ud800",
        "\u202e",
        "<![CDATA[x]]>",
        '"><script>alert(1)</script>',
        "a\r\nb",
    ],
)
def test_whatever_stands_in_an_article_is_text(hostile: str) -> None:
    root = made(entry(title=hostile, summary=hostile, author=hostile, link=f"https://r.example/{hostile}", id=hostile))
    (one,) = root.findall(f"{ATOM}entry")
    assert [child.tag.removeprefix(ATOM) for child in one] == ["id", "title", "updated", "link", "author", "summary"]
    assert not any(list(child) for child in one if not child.tag.endswith("author"))
    shown = text(root, "entry/summary") or ""
    assert set(shown) <= set(hostile) | {"\N{REPLACEMENT CHARACTER}", "\n"}


@pytest.mark.parametrize(
    ("iso", "full"),
    [
        ("2026", "2026-01-01T00:00:00Z"),
        ("2026-03", "2026-03-01T00:00:00Z"),
        ("2026-03-03", "2026-03-03T00:00:00Z"),
        ("2026-03-03T09:30", "2026-03-03T09:30:00Z"),
        ("2026-03-03T09:30Z", "2026-03-03T09:30:00Z"),
        ("2026-03-03T09:30:05+01:00", "2026-03-03T09:30:05+01:00"),
        ("2026-W10", None),
        ("2026-02-30", None),
        ("2026-03-03T25:00Z", None),
        ("-0489", None),
        ("", None),
    ],
)
def test_times_are_told_in_full(iso: str, full: str | None) -> None:
    assert moment(iso) == full
