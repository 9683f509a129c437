"""From an address to articles: a page, a feed, a sitemap; what fails is named and the others are read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord import ids
from onrecord.errors import UnreadableSource
from onrecord.ingest import bytes_of, load_articles
from onrecord.terms import Article
from tests.ingest.fetch.server import Site, answer, fetcher, moved, page
from tests.ingest.test_feeds import item, rss

WORDS = (
    "The harbour board voted on Monday to keep the night ferry running through the winter.",
    "“We heard from four hundred people who need that boat,” said Mara Venn, who chairs the board.",
)
FERRY = page("Night ferry stays", *WORDS)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(site: Site, path: str = "/", **options: object) -> tuple[list[Article], list[UnreadableSource]]:
    refused: list[UnreadableSource] = []
    with fetcher() as get:
        found = load_articles(site.url(path), fetcher=get, on_refused=refused.append, **options)  # type: ignore[arg-type]
        return list(found), refused


def test_a_page() -> None:
    with Site({"/": moved("/2026/ferry"), "/2026/ferry": answer(FERRY)}) as site:
        (article,), refused = read(site)
    assert refused == []
    assert (article.title, article.url, article.member) == ("Night ferry stays", site.url("/2026/ferry"), None)
    assert article.captured is not None
    at = article.text.index("four hundred")
    span = bytes_of(article, (at, at + 12))
    assert span and FERRY.encode()[slice(*span)] == b"four hundred"


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:alert(1)", "https://elsewhere.test/", "http://127.0.0.1/"]
)
def test_a_page_cannot_move_itself_elsewhere(link: str) -> None:
    head = f'<base href="{link}"><meta http-equiv="refresh" content="0;url={link}"><link rel="canonical" href="{link}">'
    with Site({"/": answer(FERRY.replace("<head>", f"<head>{head}"))}) as site:
        (article,), _ = read(site)
        assert article.url == site.url()
        assert site.asked() == ["/"]


def test_the_encoding_that_the_server_names() -> None:
    text = FERRY.replace("Mara Venn", "Mára Venň")
    with Site(
        {
            "/": answer(
                text.replace("“", '"').replace("”", '"').encode("iso-8859-2"), kind="text/html; charset=ISO-8859-2"
            )
        }
    ) as site:
        (article,), _ = read(site)
    assert "Mára Venň" in article.text
    assert article.encoding == "iso8859-2"


def test_a_feed_stands_for_its_articles() -> None:
    feed = rss(item("/a"), item("/gone"), item("javascript:x"), item("/b"), item("/a"))
    replies = {
        "/feed": answer(feed, kind="text/xml"),
        "/a": answer(FERRY),
        "/b": answer(FERRY),
        "/gone": answer(status="410 Gone"),
    }
    with Site(replies) as site:
        articles, refused = read(site, "/feed")
        assert site.asked() == ["/feed", "/a", "/gone", "/b"]
    assert [article.url for article in articles] == [site.url("/a"), site.url("/b")]
    assert [(wrong.path, wrong.member) for wrong in refused] == [
        (site.url("/feed"), "entry 3"), (site.url("/feed"), site.url("/gone")),
    ]  # fmt: skip
    assert "bad URL" in refused[0].why and "410" in refused[1].why


def test_the_date_of_the_feed_is_taken_where_the_page_has_none() -> None:
    dated = FERRY.replace("<head>", '<head><meta property="article:published_time" content="2026-03-12T08:00Z">')
    when = "<pubDate>Fri, 13 Mar 2026 20:15:00 GMT</pubDate>"
    replies = {"/f": answer(rss(item("/a", when), item("/b", when))), "/a": answer(FERRY), "/b": answer(dated)}
    with Site(replies) as site:
        (first, second), _ = read(site, "/f")
        (given,), _ = read(site, "/f", limit=1, date="2020-01-01")
    assert first.published and (first.published.date, first.published.basis) == ("2026-03-13T20:15Z", "metadata")
    assert first.id == ids.article_id(first.text, first.title, first.published.date, first.outlet)
    assert second.published and second.published.date.startswith("2026-03-12")
    assert given.published and (given.published.date, given.published.basis) == ("2020-01-01", "given")


@pytest.mark.parametrize("limit", [None, 1, 3])
def test_who_wants_few_is_not_told_of_the_rest(limit: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.listed.APART", False)  # the limit is lowered in this process
    monkeypatch.setattr("onrecord.ingest.feeds.MAX_LISTED", 2)
    feed = rss(*(item(f"/{name}") for name in "abc"))
    with Site({"/f": answer(feed), **{f"/{name}": answer(FERRY) for name in "abc"}}) as site:
        articles, refused = read(site, "/f", limit=limit)
    assert len(articles) == (limit if limit == 1 else 2)
    assert len(refused) == (limit != 1)


def test_what_was_asked_for_as_a_feed_must_be_one() -> None:
    with Site({"/": answer(FERRY), "/map": answer(f"<urlset {SPACE}/>")}) as site:
        for path, listing in (("/", "feed"), ("/", "sitemap"), ("/map", "feed")):
            with pytest.raises(UnreadableSource, match=f"is not a {listing}"):
                read(site, path, listing=listing)
        with pytest.raises(UnreadableSource, match="holds no article"):
            read(site, "/map", listing="sitemap")


def test_a_file_is_no_feed_to_fetch(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="bad URL"):
        list(load_articles(tmp_path / "feed.xml", listing="feed"))


def test_a_sitemap_index_down_to_the_articles() -> None:
    index = (
        f"<sitemapindex {SPACE}>"
        + "".join(f"<sitemap><loc>/{n}.xml</loc></sitemap>" for n in range(4))
        + "</sitemapindex>"
    )
    one = f"<urlset {SPACE}><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>"
    replies = {
        "/map": answer(index), "/0.xml": answer(one), "/1.xml": answer(gzip.compress(one.replace("/b", "/c").encode())),
        "/2.xml": answer(status="500 Oops"), "/3.xml": answer(index), **{f"/{name}": answer(FERRY) for name in "abc"},
    }  # fmt: skip
    with Site(replies) as site:
        articles, refused = read(site, "/map", listing="sitemap")
        assert [article.url for article in articles] == [site.url(f"/{name}") for name in "abc"]
        assert [wrong.member for wrong in refused] == [site.url("/2.xml"), site.url("/3.xml")]
        few, _ = read(site, "/map", limit=2)
        assert len(few) == 2


def test_without_a_listener_the_refusal_is_raised_last() -> None:
    feed = rss(item("/gone"), item("/a"))
    with Site({"/": answer(feed), "/a": answer(FERRY)}) as site, fetcher() as get:
        found = load_articles(site.url(), fetcher=get)
        assert next(found).url == site.url("/a")
        with pytest.raises(UnreadableSource, match="404"):
            next(found)


SUSPECTS = {
    "a check": page(
        "Just a moment...", "Checking your browser before accessing courier.test. Please wait a few seconds."
    ),
    "a captcha": page("courier.test", "Please verify that you are not a robot. Complete the CAPTCHA below to go on."),
    "unusual traffic": page(
        "Sorry", "We have detected unusual traffic from your computer network. Try again later on."
    ),
    "a soft 404": page(
        "Page not found", "We have looked everywhere, and in the cellar too. Here are our latest stories."
    ),
    "another soft 404": page("Oops", "The page you are looking for has been moved or does not exist any more. Sorry."),
    "a paywall": page(
        "Night ferry stays", "Subscribe now to continue reading this story and all others in The Courier."
    ),
    "a used-up allowance": page(
        "Ferry stays", "You’ve reached your limit of free articles this month. We hope you liked them."
    ),
}


@pytest.mark.parametrize("kind", SUSPECTS)
def test_pages_that_are_no_article_are_suspected(kind: str) -> None:
    with Site({"/": answer(SUSPECTS[kind])}) as site:
        articles, refused = read(site)
    assert articles == []
    assert [wrong.why.partition(":")[0] for wrong in refused] == ["suspect page"]
    assert refused[0].sha256


def test_an_article_about_such_pages_is_none() -> None:
    about = page(
        "Robots at the gate",
        *WORDS,
        "Readers were told to “verify you are human”, the board said." + " It was long." * 120,
    )
    brief = page(
        "Access to pier denied", *WORDS, "A subscriber said the paper had found the page on the pier's history."
    )
    with Site({"/": answer(about), "/b": answer(brief)}) as site:
        assert len(read(site)[0]) == len(read(site, "/b")[0]) == 1
