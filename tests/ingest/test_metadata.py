from __future__ import annotations

import json
import time

import pytest

from onrecord.config import MAX_METADATA, MAX_METADATA_OBJECTS
from onrecord.ingest import article_from_text
from onrecord.ingest.linked import linked_data
from onrecord.terms import Article, Field, Published

LEAD = "The council of Harwick voted on Monday to close the old bridge after a report found rust in its cables."
SECOND = "The mayor, Ben Venn, said he would not sign the order, and left by the back door of the hall."
THIRD = "A second vote is due on Thursday, when the engineer is to say how long the cables will hold."


def page(head: str = "", over: str = "", below: str = "", *, title: str = "Council shuts bridge") -> Article:
    return article_from_text(
        f"<!DOCTYPE html><html><head>{head}</head><body><h1>{title}</h1>{over}"
        f"<article><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article>{below}</body></html>",
        name="page.html",
    )


def linked(item: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def told(article: Article, name: str) -> list[tuple[str, str, bool]]:
    return [(field.value, field.basis, field.chosen) for field in article.metadata if field.name == name]


def test_each_field_is_kept_with_its_place_also_where_they_contradict() -> None:
    item = {"@type": "NewsArticle", "headline": "Council shuts bridge", "datePublished": "2026-01-25T14:03:00-06:00"}
    article = page(
        linked(item) + '<meta property="article:published_time" content="2026-01-24">'
        '<meta property="og:title" content="Bridge to close"><title>Council shuts bridge | Harwick Times</title>',
        "<p>January 26, 2026</p>",
    )
    assert told(article, "published") == [
        ("2026-01-25T14:03:00-06:00", "JSON-LD datePublished", True),
        ("2026-01-24", "meta article:published_time", False),
        ("January 26, 2026", "visible date", False),
    ]
    assert told(article, "title") == [
        ("Council shuts bridge", "JSON-LD headline", True),
        ("Bridge to close", "meta og:title", False),
        ("Council shuts bridge | Harwick Times", "title element", False),
        ("Council shuts bridge", "h1", False),
    ]


def test_modified_section_and_language() -> None:
    article = page(
        '<meta property="article:modified_time" content="2026-01-26T08:00:00+01:00">'
        '<meta property="article:section" content="Local news"><meta property="og:locale" content="en_GB">'
    )
    assert article.modified == "2026-01-26T08:00:00+01:00"
    assert article.section == "Local news"
    assert article.language == "en"
    assert article.published is None


@pytest.mark.parametrize(
    "item",
    [
        {
            "@graph": [
                {"@type": "WebSite", "name": "T"},
                {"@type": ["Thing", "NewsArticle"], "datePublished": "2026-01-25"},
            ]
        },
        [[{"@type": "Organization"}], {"@type": "ReportageNewsArticle", "datePublished": "2026-01-25"}],
        {"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "datePublished": "2026-01-25"}},
        {"a": {"b": [{"c": {"@type": "NewsArticle", "datePublished": "2026-01-25"}}]}},
        {"@type": "WebPage", "datePublished": "2026-01-25"},
    ],
    ids=["graph", "lists", "main entity", "deep", "page only"],
)
def test_json_ld_is_found_wherever_it_stands(item: object) -> None:
    published = page(linked(item)).published
    assert published
    assert published.date == "2026-01-25"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "datePublished": "2026-01-25",}',
        '<![CDATA[ {"@type": "NewsArticle", "datePublished": "2026-01-25"} ]]>',
        '{"@type": "NewsArticle", "description": "a\nb", "datePublished": "2026-01-25"};',
        '{"@type": "NewsArticle", "headline": "He said "no" twice", "datePublished": "2026-01-25"}',
        '{"@type": "NewsArticle", "datePublished": "2026-01-25", "author": {"name": "Ada',
    ],
    ids=["comma", "wrapped", "line break", "quotation marks", "cut off"],
)
def test_broken_json_ld_tells_what_can_be_read(script: str) -> None:
    published = page(f'<script type="application/ld+json">{script}</script>').published
    assert published
    assert (published.date, published.basis) == ("2026-01-25", "metadata")


def test_an_author_may_be_a_reference_into_the_graph() -> None:
    graph = [
        {"@type": "NewsArticle", "author": [{"@id": "#orr"}, {"@type": "Person", "name": ["Cy Dow"]}]},
        {"@type": "Person", "@id": "#orr", "name": "Ada Orr"},
    ]
    assert page(linked({"@graph": graph})).byline == ("Ada Orr", "Cy Dow")


def test_json_ld_has_limits() -> None:
    article = {"@type": "NewsArticle", "datePublished": "2026-01-25"}
    many = [{"@type": "Thing"}] * MAX_METADATA_OBJECTS
    assert linked_data([json.dumps([article, *many])])[0]
    assert linked_data([json.dumps([*many, article])]) == ([], [])
    assert linked_data([json.dumps({**article, "text": "x" * MAX_METADATA})]) == ([], [])
    assert linked_data(["[" * 50_000 + "]" * 50_000]) == ([], [])
    began = time.perf_counter()
    linked_data(['"headline' * 20_000, '"headline" : "' * 10_000, "," * 100_000, ", " * 100_000])
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("over", "names"),
    [
        ('<p class="byline">By <a href="/o">Ada Orr</a> and <a href="/d">Cy Dow</a></p>', ("Ada Orr", "Cy Dow")),
        ('<div class="meta"><a rel="author" href="/o">Ada Orr</a> | 3 min read</div>', ("Ada Orr",)),
        ('<span itemprop="author"><span itemprop="name">Ada Orr</span> —</span>', ("Ada Orr",)),
        ('<p class="author">Written by Ada Orr<br>Edited by Cy Dow</p>', ("Ada Orr",)),
        (
            '<p class="byline"><span>by</span> <a class="byauthor" href="/o">Ada Orr</a><span>22 Dec 2016</span></p>',
            ("Ada Orr",),
        ),
        ('<div class="author-bio">Ada Orr has covered the county since she left the ferries in 2009.</div>', ()),
        ('<div class="author">admin</div>', ()),
    ],
)
def test_a_byline_shown_over_the_article(over: str, names: tuple[str, ...]) -> None:
    assert page("", over).byline == names


def test_authors_of_other_articles_are_not_this_ones() -> None:
    below = "".join(
        f'<div><a href="/{n}">Other news</a> <a rel="author" href="/">{n}</a></div>' for n in ("Ada Orr", "Cy Dow")
    )
    assert page("", "", below).byline == ()
    assert page("", "", '<p>Posted by <a rel="author" href="/">Ada Orr</a></p>').byline == ("Ada Orr",)


@pytest.mark.parametrize(
    ("over", "date"),
    [
        ("<span class='date'>8 January 2026, 3:51 pm</span>", "2026-01-08"),
        ("<time class='entry-date'>April 13, 2026</time>", "2026-04-13"),
        ("<time datetime='2026-04-13T09:00:00+02:00'>a week ago</time>", "2026-04-13T09:00:00+02:00"),
        ("<p>Posted on September 21, 2026 by the desk in Harwick</p>", "2026-09-21"),
        ("<div>Written: 2026-11-07 15:03:30 / Updated: 2026-11-08 15:30:46</div>", "2026-11-07T15:03:30"),
        ("<div>Updated Nov. 9, 2026; published Nov. 8, 2026</div>", "2026-11-08"),
        ("<p>30.01.2026 18:36</p>", "2026-01-30"),
        ("<p>02/10/2026</p>", None),
        ("<p>Page 8, last edited: <span class='date'>17 Jun 2026</span></p>", None),
        ("<div class='gallery'>Posted on Jan. 25, 2026</div>", "2026-01-25"),
        ("<p>Last updated Nov. 9, 2026</p>", None),
        (
            "<p class='deck'>What the storm of January 6, 2021, did to the town, the bridge, the ferry and the harbour</p>",
            None,
        ),
    ],
)
def test_a_date_shown_over_the_article(over: str, date: str | None) -> None:
    published = page("", over).published
    assert (published.date if published else None) == date


def test_what_the_programs_of_a_page_say_counts_if_they_agree() -> None:
    said = '<script>var page = {{"publishedDate": "2026-01-25T14:03:00Z", "other": {{"publish_date": "{}"}}}}</script>'
    published = page(said.format("2026-01-25")).published
    assert published == Published("2026-01-25T14:03:00Z", "minute", "metadata", "script publishedDate")
    assert page(said.format("2026-01-20")).published is None


def test_a_date_that_says_when_it_was_changed() -> None:
    assert page("", "<div>Published Nov. 8, 2026. Updated Nov. 9, 2026</div>").modified == "2026-11-09"


@pytest.mark.parametrize(
    ("moment", "published"),
    [
        ("2026-01-26T02:30:00Z", Published("2026-01-25", "day", "metadata", "meta datepublished, day by the address")),
        ("2026-01-25T22:30:00Z", Published("2026-01-25T22:30:00Z", "minute", "metadata", "meta datepublished")),
        (
            "2026-01-26T02:30:00-06:00",
            Published("2026-01-26T02:30:00-06:00", "minute", "metadata", "meta datepublished"),
        ),
        ("2026-03-01T02:30:00Z", Published("2026-03-01T02:30:00Z", "minute", "metadata", "meta datepublished")),
    ],
)
def test_a_moment_in_utc_falls_on_the_day_of_the_address(moment: str, published: Published) -> None:
    head = f'<meta name="datePublished" content="{moment}"><link rel="canonical" href="https://t.example/2026/01/25/bridge">'
    assert page(head).published == published


def test_the_title_that_the_markup_states_is_looked_for_on_the_page() -> None:
    head = '<meta property="og:title" content="Council shuts bridge, mayor objects | Harwick Times">'
    assert page(head, title="Council shuts bridge, mayor objects").title == "Council shuts bridge, mayor objects"
    assert (
        page("<title>Harwick Times</title><meta property='og:site_name' content='Harwick Times'>").title
        == "Council shuts bridge"
    )
    headline = "The council of Harwick has shut the old bridge for good, and the mayor will not sign the order"
    assert page(linked({"@type": "NewsArticle", "headline": headline[:80]}), title=headline).title == headline


def test_a_description_is_no_headline() -> None:
    head = (
        linked({"@type": "Article", "headline": "city in the county of Sallow"})
        + "<title>Harwick bridge - Gazetteer</title>"
    )
    assert page(head, title="Harwick bridge").title == "Harwick bridge"


def test_a_headline_in_json_ld_leads_to_its_bytes() -> None:
    article = page(linked({"@type": "NewsArticle", "headline": "Bridge at Harwick shut"}), title="Harwick bridge: shut")
    assert article.title == "Bridge at Harwick shut"
    assert article.located[0].exact


def test_what_the_caller_gives_and_the_address_says_is_recorded() -> None:
    article = article_from_text(f"{LEAD}\n\n{SECOND}", date="2026-01-27", url="https://t.example/2026/01/25/bridge")
    assert Field("published", "2026-01-27", "given", True) in article.metadata
    assert Field("published", "2026-01-25", "address", False) in article.metadata


def test_plain_texts_say_where_they_say_it() -> None:
    article = article_from_text(f"Council shuts bridge\n\nBy Ada Orr\n\nJan. 25, 2026\n\n{LEAD}\n\n{SECOND}")
    assert [(f.name, f.basis, f.chosen) for f in article.metadata] == [
        ("byline", "byline line", True), ("published", "date line", True),
    ]  # fmt: skip


def test_front_matter_tells_section_and_change() -> None:
    article = article_from_text(
        f"title: Council shuts bridge\nsection: Local\nupdated: 2026-01-26\n\n{LEAD}\n\n{SECOND}"
    )
    assert (article.section, article.modified) == ("Local", "2026-01-26")
    assert all(field.basis == "front matter" and field.chosen for field in article.metadata)


@pytest.mark.parametrize(
    "part",
    [
        "<span class=author>Ada Orr</span>",
        "<time datetime='2026-01-25'>x</time>",
        "<b class=date>Jan. 25, 2026</b> ",
        "<div class=author>",
        "<p>Jan. 25, 2026</p>",
        "<meta property='og:title' content='Bridge shut'>",
        "<h1>Council shuts bridge</h1>",
    ],
)
def test_a_page_of_nothing_but_such_things_takes_no_time(part: str) -> None:
    began = time.perf_counter()
    page("", part * 3000)
    assert time.perf_counter() - began < 2  # under 0.2 s where it was measured
