from __future__ import annotations

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest import article_from_text
from onrecord.terms import Published

LEAD = "The council of Harwick voted on Monday to close the old bridge after a report found rust in its cables."
SECOND = "The mayor, Ben Venn, said he would not sign the order, and left by the back door of the hall."
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"},
{"@type": "NewsArticle", "headline": "Council shuts bridge", "datePublished": "2026-01-25T14:03:00-06:00",
"author": [{"@type": "Person", "name": "Ada Orr"}, {"@type": "Person", "name": "Cy Dow"}],
"publisher": {"@type": "Organization", "name": "Harwick Times"}}]}</script>"""
PAGE = f"""<!DOCTYPE html>
<html lang="en-US"><head><title>Council shuts bridge | Harwick Times</title>
<meta property="og:title" content="Council shuts bridge">
<link rel="canonical" href="https://times.example/2026/01/26/bridge">
{LINKED}
<style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news of the day from Harwick.</a></li></ul></nav>
<div class="site-header"><p>Rain expected on Tuesday in all of Harwick county.</p></div>
<article><h1>Council shuts bridge</h1><p class="standfirst">Crews will put up barriers on Tuesday, officials said.</p>
<p class="byline">By <a rel="author" href="/orr">Ada Orr</a></p>
<figure><img src="a.jpg"><figcaption>The bridge in 1950, when it was new. Photo: Harwick Archive</figcaption></figure>
<div class="article-body"><p>{LEAD}</p>
<p>{SECOND}</p>
<h2>What the report says</h2>
<blockquote><p>The cables will not bear another winter of salt and ice.</p></blockquote>
<p>Orr wants three things:</p><ul><li>Close the bridge</li><li>Open the road</li></ul>
<div class="related-links"><h3>Related</h3><ul><li><a href="/1">Ten bridges that need work</a></li></ul></div>
<p>She spoke <b>twice</b>, &amp; left<br>the hall.</p></div>
<aside><p>Sign up for our newsletter to get the news of Harwick in your inbox each morning.</p></aside></article>
<section id="comments"><p>I think that the council is right about this, and so do you.</p></section>
<footer><p>© 2026 Harwick Times. All rights reserved.</p></footer></body></html>"""


def test_a_page_gives_its_article_and_nothing_around_it() -> None:
    article = article_from_text(PAGE)
    assert article.text.split("\n\n") == [
        "Council shuts bridge",
        "Crews will put up barriers on Tuesday, officials said.",
        LEAD,
        SECOND,
        "What the report says",
        "The cables will not bear another winter of salt and ice.",
        "Orr wants three things:",
        "Close the bridge",
        "Open the road",
        "She spoke twice, & left the hall.",
    ]


def test_a_page_says_who_when_and_where() -> None:
    article = article_from_text(PAGE)
    assert article.title == "Council shuts bridge"
    assert article.byline == ("Ada Orr", "Cy Dow")
    assert article.outlet == "Harwick Times"
    assert article.url == "https://times.example/2026/01/26/bridge"
    assert article.language == "en"
    assert article.published == Published("2026-01-25T14:03:00-06:00", "minute", "metadata", "JSON-LD datePublished")


def test_what_is_left_out_is_kept_with_its_label() -> None:
    found = {piece.label: piece.text for piece in article_from_text(PAGE).furniture}
    assert found["footer"].startswith("©")
    assert found["comments"].startswith("I think")
    assert found["caption"].startswith("The bridge in 1950")
    assert {"navigation", "related", "aside", "byline", "outside"} <= found.keys()


def page(head: str, body: str = f"<p>{LEAD}</p><p>{SECOND}</p>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Council shuts old bridge - Harwick Times</title>", "Council shuts old bridge"),
        ("<title>Council &amp; mayor shut bridge | News | Times</title>", "Council & mayor shut bridge | News"),
        ('<meta property="og:title" content="Council &quot;shuts&quot; bridge">', 'Council "shuts" bridge'),
        ("", None),
    ],
)
def test_a_title_without_a_heading_comes_from_the_head(head: str, title: str | None) -> None:
    article = article_from_text(page(head))
    assert article.title == title
    assert article.text == "\n\n".join([*([title] if title else []), LEAD, SECOND])


@pytest.mark.parametrize(
    ("head", "date", "why"),
    [
        (
            '<meta property="article:published_time" content="2026-01-25T14:03:00Z">',
            "2026-01-25T14:03:00Z",
            "meta article:published_time",
        ),
        ('<meta itemprop="datePublished" content="2026-01-25">', "2026-01-25", "meta datepublished"),
        ('<meta name="date" content="Sun, 25 Jan 2026 14:03:00 GMT">', "2026-01-25", "meta date"),
        ("<time datetime='2026-01-25'>Sunday</time>", "2026-01-25", "time element"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "soon"}</script>', None, None),
        ('<meta name="date" content="2026-13-45">', None, None),
    ],
)
def test_dates_from_markup_name_their_field(head: str, date: str | None, why: str | None) -> None:
    published = article_from_text(page(head)).published
    assert (published.date if published else None) == date
    assert (published.why if published else None) == why


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('<div class="byline">By Ada Orr and Ben Venn</div>', ("Ada Orr", "Ben Venn")),
        ('<span itemprop="author">Ada Orr</span>', ("Ada Orr",)),
        ("<div>By Ada Orr | January 25, 2026</div>", ("Ada Orr",)),
        ('<div class="byline">All our stories about bridges</div>', ()),
    ],
)
def test_a_byline_in_the_page_when_its_head_names_none(line: str, names: tuple[str, ...]) -> None:
    assert article_from_text(page("", f"{line}<p>{LEAD}</p><p>{SECOND}</p>")).byline == names


def test_a_byline_and_date_line_above_the_text_date_it_from_text() -> None:
    article = article_from_text(
        page("", f"<div>By Ada Orr</div><div>January 25, 2026</div><p>{LEAD}</p><p>{SECOND}</p>")
    )
    assert article.published == Published("2026-01-25", "day", "text", "visible date")
    assert article.text == f"{LEAD}\n\n{SECOND}"


def test_an_element_named_like_an_aside_that_holds_the_article_is_the_article() -> None:
    article = article_from_text(f'<html><body><div class="widget"><p>{LEAD}</p><p>{SECOND}</p></div></body></html>')
    assert article.text == f"{LEAD}\n\n{SECOND}"


@pytest.mark.parametrize(
    "broken",
    [
        f"<p>{LEAD}<p>{SECOND}",
        f"<html><body><div><p>{LEAD}</div></b></i></span><p>{SECOND}</table>",
        f"<html><!-- never closed <p>{LEAD}</p><p>{SECOND}</p>",
        f'<html><p>{LEAD}</p><a href="x" ="y">z</a><p>{SECOND}</p>',
        f"<html><body>{'<div>' * 10_000}<p>{LEAD}</p>{'</div>' * 300}<p>{SECOND}</p>",
        f"<html><p>{LEAD}</p><script>if (a < b) '<p>She lied to us all, he said.</p>'</script><p>{SECOND}</p>",
    ],
)
def test_broken_markup_loses_no_paragraph(broken: str) -> None:
    text = article_from_text(broken).text
    assert LEAD in text or broken.startswith("<html><!--")
    assert SECOND in text
    assert "lied" not in text


def test_a_page_with_no_article_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="holds no article text"):
        article_from_text("<html><head><title></title></head><body><nav><a href='/'>Home</a></nav></body></html>")


def test_a_plain_text_that_talks_of_markup_is_no_page() -> None:
    text = "Use of the <p> tag fell by half last year, a study of Harwick's pages says."
    assert article_from_text(text).text == text
