"""The search page: the same language as everywhere, facets that narrow, filters that can be taken off, and no query that breaks it."""

from __future__ import annotations

import os
import random
import re
from html import unescape
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.pages.search import filters_of, with_filter
from onrecord.faces.web.site import Site

FUZZ = int(os.environ.get("ONRECORD_FUZZ", "2000"))
"""Random queries of a run; ONRECORD_FUZZ=20000 for more."""


def seen(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


def links(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="([^"]*)"', html)]


def found(html: str) -> list[str]:
    return re.findall(r'data-row="([^"]+)"', html)


def query_of(link: str) -> str:
    return parse_qs(urlsplit(link).query)["q"][0]


def test_without_a_question_it_says_how_to_ask(client: TestClient) -> None:
    html = main(client.get("/search").text)
    for words in ("What may be written", "NEAR(bridge repair, 5)", 'speaker:"Ada Orr"'):
        assert words in unescape(html)


def test_what_is_found_stands_in_the_order_of_the_record(client: TestClient, record: onrecord.Record) -> None:
    hits = [hit for hit in record.view().search("survey") if hit.what == "statement"]
    assert len(hits) > 3
    assert found(client.get("/search?q=survey").text) == [f"{hit.article}/{hit.row}" for hit in hits]


def test_people_come_first(client: TestClient) -> None:
    html = main(client.get("/search?q=Holm").text)
    assert "People: Greta Holm" in seen(html)
    assert html.index("People:") < html.index('class="item"')
    assert "person" in seen(main(client.get("/search?q=what:person Holm").text))


def test_pages_follow_each_other_and_show_each_once(client: TestClient) -> None:
    whole = found(client.get("/search?q=the&limit=500").text)
    pages, where = [], "/search?q=the&limit=3"
    while where:
        html = client.get(where).text
        pages += found(html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        where = unescape(following[1]) if following else ""
    assert pages == whole
    assert len(set(pages)) == len(pages) > 6


def test_a_facet_narrows_the_search_and_its_filter_can_be_taken_off(client: TestClient) -> None:
    html = main(client.get("/search?q=survey").text)
    narrow = next(one for one in links(html) if "speaker" in one)
    assert query_of(narrow).startswith('survey speaker:"')
    page = main(client.get(narrow).text)
    assert 0 < len(found(page)) < len(found(html))
    off = re.search(r'href="([^"]+)" aria-label="without speaker', page)
    assert off and query_of(unescape(off[1])) == "survey"


def test_every_facet_leads_to_as_many_as_it_counts(client: TestClient, record: onrecord.Record) -> None:
    html = main(client.get("/search?q=wall").text).partition("<aside")[2]
    counted = re.findall(r'<a href="([^"]+)"><bdi>[^<]*</bdi></a> <span class="many">(\d+)', html)
    assert len(counted) > 5
    for link, many in counted:
        query = query_of(unescape(link))
        hits = record.view().search(query, limit=500)
        wanted = [hit for hit in hits if ("what:person" in query) == (hit.what == "person")]
        assert len(wanted) == int(many), query


def test_names_are_quoted_so_that_they_mean_the_name(record: onrecord.Record) -> None:
    for name in ("Ada Orr", "O'Neil", 'Ada "Addie" Orr', "“Ada”", "AND", "NOT Orr", "Orr)", "-Orr", "a:b", "Ærø"):
        query = with_filter("survey", "speaker", name)
        assert query
        record.view().search(query)
    assert with_filter("survey", "speaker", "—") is None
    assert with_filter("survey since:2026-01", "month", "2026-03") == "survey since:2026-03 until:2026-03"


def test_a_filter_in_a_phrase_is_none() -> None:
    assert [part[:2] for part in filters_of('"act:deny" act:ask speaker:"A B" x')] == [
        ("act", "ask"),
        ("speaker", "A B"),
    ]


def test_the_days_are_put_into_the_query(client: TestClient) -> None:
    answer = client.get("/search?q=survey+until:2020&since=2026-03-04&until=2026-03-05", follow_redirects=False)
    assert answer.status_code == 303
    assert query_of(answer.headers["location"]) == "survey since:2026-03-04 until:2026-03-05"
    page = client.get(answer.headers["location"]).text
    assert 'name="since" value="2026-03-04"' in page
    assert "Harbour Post" not in seen(main(page))
    assert client.get("/search?q=survey&since=yesterday").status_code == 400


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ('"open', "quotation mark"),
        ("(open", "parenthesis"),
        ("AND", "words beside it"),
        ("act:yodel", "it is one of"),
        ("since:tomorrow", "2026-03-14"),
        ("!!!", "no word"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_the_reason(client: TestClient, query: str, why: str) -> None:
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 400
    assert why in seen(answer.text)
    assert f'value="{query}"' in unescape(answer.text)
    assert "What may be written" in answer.text


def test_what_is_not_found_is_told_honestly(client: TestClient) -> None:
    text = seen(main(client.get("/search?q=Grete+Holmm").text))
    assert "Nothing in the record matches that. The record holds what was added to it, no more." in text
    assert "Greta Holm" in text


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=-1", "limit=1e9", "after=nosuch", "after=statement:x/s1", "as_of=never"]
)
def test_absurd_limits_and_places_are_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/search?q=wall&{query}").status_code == 400


def test_it_can_be_asked_as_of_then(client: TestClient, record: onrecord.Record) -> None:
    assert len(found(client.get("/search?q=survey&as_of=@2").text)) < len(found(client.get("/search?q=survey").text))


BREAKERS = [
    "\0", "a\0b", "\ud800", "a\udfff b", "(" * 2_000, ")" * 2_000, "(" * 1_999 + "a", " OR ".join(["a"] * 1_300), "OR " * 1_300,
    " OR ".join(map(str, range(700))),
    " OR ".join(["a"] * 5_000), '"' * 999, "'" * 999, "' OR 1=1--", "\" OR 1=1--", "multi-agent", "a*b*c*", "***", "*", "^a",
    "{a b}:c", "rowid:1", "content:x", "a AND", "NOT", "NOT a", "NEAR", "NEAR(", "NEAR()", "NEAR(a,5)", "NEAR(a b, 99999999999999999)",
    "NEAR/99999999999999999999 a", "a NEAR/5 b", "speaker:", 'speaker:"', "speaker:()", "act:", "since:9999-99-99", "since:0000",
    "until:\u0662\u0660\u0662\u0666", "-", "--", "-(", "-(-(-a))", "a" * 4_000, "a" * 4_001, "é" * 4_000, "\u202e", "\ufeff",
    "İ", "ﬃ", "\U0010ffff", "%", "%00", "_", "\\", "\x1b[2J", "a\nb", "a\rb", "\u2028", "x:y:z", "http://a.b/?c=d", "🙂", "𝔞",
]  # fmt: skip


@pytest.mark.parametrize("query", BREAKERS, ids=lambda query: ascii(query[:20]))
def test_no_known_breaker_breaks_it(client: TestClient, query: str) -> None:
    address = "/search?q=" + _escaped(query)
    for path in (address, address.replace("/search?q", "/check?quote"), address.replace("/search?q", "/who?name")):
        assert client.get(path).status_code in (200, 303, 400, 404, 414, 422), path


def test_random_strings_find_something_or_say_why_not(site: Site, client: TestClient) -> None:
    """Each is a page or a helpful refusal: never an error of the server. The error of a handler would be raised here."""
    chance = random.Random(26)
    parts = [
        "AND ",
        "OR ",
        "NOT ",
        "NEAR(",
        "NEAR/3 ",
        "(",
        ")",
        '"',
        "“",
        "”",
        "-",
        "*",
        ":",
        ", 5)",
        "speaker:",
        "act:deny",
        "to:",
    ]
    parts += [
        "since:",
        "2026-03",
        "what:",
        "holm",
        "wall ",
        "survey",
        " ",
        "\0",
        "\ud800",
        "é",
        "Ω",
        "\u202e",
        "'",
        "^",
        "{",
        "}",
        "+",
    ]
    for number in range(FUZZ):
        if number % 2:
            query = "".join(chance.choices(parts, k=chance.randint(1, 14)))
        else:
            query = "".join(
                chr(chance.choice((chance.randrange(0x20, 0x7F), chance.randrange(1, 0x2FFF)))) for _ in range(20)
            )
        answer = client.get("/search?q=" + _escaped(query))
        assert answer.status_code in (200, 400, 422), ascii(query)


def _escaped(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


def test_hostile_text_is_never_markup(client: TestClient) -> None:
    for query in (
        '"><script>alert(1)</script>',
        "' onfocus=alert(1) autofocus='",
        "javascript:alert(1)",
        "</title><b>",
    ):
        for path in ("/search?q=", "/check?quote=", "/who?name="):
            html = client.get(path + _escaped(query)).text
            assert "<script>alert" not in html
            assert not re.search(r"href=.?(javascript|data):", html)
            assert "</title><b>" not in html
            assert " onfocus=alert(1) autofocus='" not in html.replace("&#39;", "'") or "&#39; onfocus" in html


def test_five_hundred_hits_stay_under_400_kb(client: TestClient) -> None:
    html = client.get("/search?q=what:statement&limit=500", headers={"accept-encoding": "identity"}).text
    many = len(found(html))
    assert many > 20
    whole = html.encode()
    start, end = whole.index(b'<article class="item"'), whole.rindex(b"</article>")
    assert len(whole) - (end - start) + (end - start) / many * 500 < 400_000
