"""RSS, Atom and sitemaps: what they list, and what of them is refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from onrecord.config import MAX_FEED_BYTES, MAX_FEED_DEPTH, MAX_LISTED, MAX_SITEMAPS
from onrecord.errors import UnreadableSource
from onrecord.ingest.feeds import read_feed
from onrecord.ingest.fetch.urls import parse_url
from onrecord.ingest.listing import Listing, listing_kind
from onrecord.ingest.sitemaps import read_sitemap

HOME = parse_url("https://courier.test/news/feed.xml")
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def item(link: str, *more: str) -> str:
    return f"<item><title>Ferry at {link[-9:]}</title><link>{link}</link>{''.join(more)}</item>"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>Courier</title>{"".join(items)}</channel></rss>'


def feed(text: str | bytes) -> Listing:
    return read_feed(text.encode() if isinstance(text, str) else text, url=HOME, name="feed", now=NOW)


def links(listing: Listing) -> list[str]:
    return [str(entry.url) for entry in listing.entries]


def reasons(listing: Listing) -> list[tuple[str | None, str]]:
    return [(refused.member, refused.why) for refused in listing.left_out]


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.test/">
<title>Courier</title><link href="https://courier.test/" rel="alternate"/>
<entry><title type="html">The &lt;b&gt;levy&lt;/b&gt;</title><id>tag:1</id><link rel="enclosure" href="a.mp3"/><link href="levy"/>
<published>2026-03-13T22:15:00+02:00</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>C</title>
</channel><item rdf:about="https://courier.test/a"><title>A</title><link>https://courier.test/a</link></item></rdf:RDF>"""


def test_rss() -> None:
    found = feed(
        rss(item("/a", "<pubDate>Fri, 13 Mar 2026 22:15:00 +0200</pubDate>"), item("b"), item("//post.test/c"))
    )
    assert links(found) == ["https://courier.test/a", "https://courier.test/news/b", "https://post.test/c"]
    assert found.left_out == ()
    first = found.entries[0]
    assert (first.title, first.published and first.published.date) == ("Ferry at /a", "2026-03-13T20:15Z")


def test_atom_and_rdf() -> None:
    (entry,) = feed(ATOM).entries
    assert (str(entry.url), entry.title) == ("https://courier.test/levy", "The <b>levy</b>")
    assert entry.published and entry.published.date == "2026-03-13T20:15Z"
    assert links(feed(RDF)) == ["https://courier.test/a"]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "cp1252", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    text = rss(
        item("/a").replace("Ferry", "Fähre"), head=f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    )
    (entry,) = feed(text.encode(encoding)).entries
    assert entry.title == "Fähre at /a"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (rss(), "feed"), (ATOM, "feed"), (RDF, "feed"), ("<!-- a --><?xml-stylesheet?>\n<feed>", "feed"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss>', "feed"), ("<urlset>", "sitemap"), ("<sm:sitemapindex>", "sitemap"),
        ("<html><rss>", None), ("<!doctype html><title>", None), ("An article on <rss> feeds", None), ("", None), ("<", None),
        ("<!-- ", None), ("a < b", None), ("%PDF-1.7 <rss>", None), ("{}", None),
    ],
)  # fmt: skip
def test_a_listing_is_known_by_its_first_element(data: str, kind: str | None) -> None:
    assert listing_kind(data.encode()) == kind


@pytest.mark.parametrize("page", ["<html><body><p>No feed", "<!doctype html><h1>Moved", "plain text", "\0\1\2", ""])
def test_what_is_no_feed_is_refused(page: str) -> None:
    with pytest.raises(UnreadableSource, match="is not a feed"):
        feed(page)


def test_links_that_are_not_fetched_are_left_out_by_number() -> None:
    bad = [
        "javascript:alert(1)",
        "data:text/html,x",
        "",
        "mailto:a@b",
        "file:///etc/passwd",
        "https://u:p@courier.test/",
    ]
    found = feed(rss(item("/a"), *(item(link) for link in bad), item("/" + "x" * 100_000), item("/z")))
    assert links(found) == ["https://courier.test/a", "https://courier.test/z"]
    assert [refused.member for refused in found.left_out] == [f"entry {number}" for number in range(2, 9)]
    assert {refused.why.partition(":")[0] for refused in found.left_out} == {"bad URL", "has no link"}
    assert all(len(str(refused)) < 500 for refused in found.left_out)


def test_an_address_listed_twice_counts_once_and_a_repeated_guid_loses_nothing() -> None:
    guid = '<guid isPermaLink="false">1</guid>'
    found = feed(
        rss(item("/a", guid), item("/b", guid), item("/a"), "<item><guid>https://courier.test/c</guid></item>")
    )
    assert links(found) == [f"https://courier.test/{name}" for name in "abc"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sat, 14 Mar 2026 11:30:00 GMT", "2026-03-14T11:30Z"),
        ("Sat, 14 Mar 2026 18:00:00 GMT", "2026-03-14T12:00Z"),  # a clock that is fast, or a zone that is wrong: not later than now
        ("Mon, 16 Mar 2026 18:00:00 GMT", None),
        ("2026-03-13", "2026-03-13"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("0000-00-00T00:00:00Z", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("NaN", None),
        ("99999999999999999999", None),
        ("Sat, 99 Mar 2026 99:99:99 GMT", None),
    ],
)  # fmt: skip
def test_dates_are_never_in_the_future(written: str, read: str | None) -> None:
    (entry,) = feed(rss(item("/a", f"<pubDate>{written}</pubDate>"))).entries
    assert (entry.published.date if entry.published else None) == read


def test_a_feed_that_breaks_off_gives_its_whole_items() -> None:
    whole = rss(*(item(f"/{number}") for number in range(5)))
    cut = whole[: whole.index("<link>/3") + 12]
    found = feed(cut)
    assert links(found) == [f"https://courier.test/{number}" for number in range(3)]
    assert reasons(found) == [("entry 4", "breaks off: what was complete is read")]


def test_malformed_feeds_are_read_as_well_as_they_can_be() -> None:
    text = rss(
        item("/a?x=1&y=2").replace("Ferry", "Cats & dogs&nbsp;<b>here"), "<item><link>/b</link><p></item>", item("/c")
    )
    assert links(feed(text)) == ["https://courier.test/a?x=1&y=2", "https://courier.test/b", "https://courier.test/c"]


def test_items_beyond_the_limit_are_counted() -> None:
    began = time.monotonic()
    found = feed(rss(*(f"<item><link>/{number}</link></item>" for number in range(20_000))))
    assert time.monotonic() - began < 4
    assert len(found.entries) == MAX_LISTED == 2_000
    (refused,) = found.left_out
    assert (refused.limit, refused.observed) == ("2,000 entries", "20,000 entries")
    assert len(feed(rss(*(item(f"/{number}") for number in range(MAX_LISTED)))).left_out) == 0


def test_too_large_a_feed_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="too large") as refused:
        feed(rss(" " * MAX_FEED_BYTES))
    assert refused.value.limit == "5,000,000 bytes"


@pytest.mark.parametrize("tag", ["<b>", "<item>", "<x:y a='1'>", "<description>"])
def test_too_deep_a_feed_is_refused(tag: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableSource, match="too deep") as refused:
        feed(rss("<item>" + tag * 200_000))
    assert time.monotonic() - began < 2
    assert refused.value.limit == f"{MAX_FEED_DEPTH} deep"


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE rss [{}]>'
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (LAUGHS, "&j;"),
        (f'<!ENTITY a "{"ha" * 10_000}">', "&a;" * 5_000),
        ('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"),
        ('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', "&a;"),
        ('<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;', ""),
    ],
)
@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_entities_are_no_way_in(declared: str, used: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file or address was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    began = time.monotonic()
    if kind == "feed":
        found = feed(rss(item("/a").replace("Ferry", f"Ferry{used}"), head=DOCTYPE.format(declared)))
        assert all(len(entry.title or "") < 2_000_000 for entry in found.entries)
        with open("/etc/hostname") as file:
            name = file.read().strip()
        assert all(f"Ferry{name}" not in (entry.title or "") for entry in found.entries)
    else:
        with pytest.raises(UnreadableSource, match="entities"):
            sitemap(f"<url><loc>/a{used}</loc></url>", head=DOCTYPE.replace("rss", "urlset").format(declared))
    assert time.monotonic() - began < 2


def test_harmless_entities_and_an_external_document_type_are_read() -> None:
    head = DOCTYPE.format('<!ENTITY paper "The Courier"><!ENTITY nbsp "&#160;">')
    (entry,) = feed(rss(item("/a").replace("Ferry", "&paper;&nbsp;ferry"), head=head)).entries
    assert entry.title == "The Courier ferry at /a"
    external = '<!DOCTYPE rss SYSTEM "file:///etc/hostname">'
    assert links(feed(rss(item("/a"), head=external))) == ["https://courier.test/a"]


def sitemap(body: str, *, root: str = "urlset", head: str = "") -> Listing:
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return read_sitemap(f"{head}<{root} {spaces}>{body}</{root}>".encode(), url=HOME, name="map", now=NOW)


def test_a_news_sitemap() -> None:
    news = (
        "<n:news><n:publication><n:name>Courier</n:name></n:publication><n:publication_date>2026-03-14T09:30:00+01:00"
        "</n:publication_date><n:title>The\n levy</n:title></n:news><lastmod>2026-03-14</lastmod>"
    )
    found = sitemap(
        f"<url><loc> https://courier.test/a </loc>{news}</url><url><loc>/b</loc><lastmod>2026-03-01</lastmod></url>"
    )
    first, second = found.entries
    assert (str(first.url), first.title) == ("https://courier.test/a", "The levy")
    assert first.published and first.published.date == "2026-03-14T08:30Z"
    assert second.published is None  # when a page was changed says nothing of when it was published


def test_a_sitemap_index_lists_sitemaps() -> None:
    found = sitemap("".join(f"<sitemap><loc>/{n}.xml</loc></sitemap>" for n in range(60)), root="sitemapindex")
    assert len(found.sitemaps) == MAX_SITEMAPS
    assert found.entries == ()
    assert [refused.observed for refused in found.left_out] == ["60 sitemaps"]


def test_a_sitemap_in_its_limits() -> None:
    found = sitemap(
        "".join(f"<url><loc>/{n}</loc></url>" for n in range(5_000)) + "<url><loc>file:///x</loc></url><url/>"
    )
    assert len(found.entries) == MAX_LISTED
    assert [refused.observed for refused in found.left_out] == ["5,002 entries"]
    found = sitemap("<url><loc>file:///x</loc></url><url/><url><loc>/a</loc></url>")
    assert [member for member, _ in reasons(found)] == ["entry 1", "entry 2"]
    assert len(found.entries) == 1


def test_a_sitemap_that_breaks_off_gives_what_was_complete() -> None:
    found = read_sitemap(
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a</loc></url><url><loc>/b',
        url=HOME,
        name="map",
    )
    assert links(found) == ["https://courier.test/a"]
    assert [member for member, _ in reasons(found)] == ["entry 2"]


def test_what_is_no_sitemap_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="is not a sitemap"):
        read_sitemap(rss(item("/a")).encode(), url=HOME, name="map")
    with pytest.raises(UnreadableSource, match="too deep"):
        sitemap("<a>" * 200)
