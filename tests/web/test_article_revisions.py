"""What changed between two versions of an article: words, sentences, its head, and the statements read in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from onrecord import Entity, Mention, Reading, Record
from tests.web.made_article import article, at, said

URL = "https://harbour.example/wall"
BEFORE = (
    "Wall to cost 4 million\n\nHolm said the wall would cost 4 million. She wants it at once.\n\n"
    "Lund said he had no plan.\n\nThe old wall fell last week."
)
AFTER = (
    "Wall to cost 6 million\n\nHolm said the wall would cost 6 million. She wants it before the tides.\n\n"
    "Lund said he had no plan.\n\n<b>Lund</b> denied the claim \u202eyesterday."
)


def version(name: str, text: str, modified: str, *contents: tuple[str, str]) -> Reading:
    """A version with statements of Holm and Lund."""
    statements = tuple(
        said(f"s{n}", at(text, content), source=at(text, who), speaker=who, resolved_by="name")
        for n, (who, content) in enumerate(contents, 1)
    )
    people = tuple(
        Entity(who, who, "person", (), (Mention(at(text, who).spans[0], who, "name"),)) for who in ("Holm", "Lund")
    )
    title = text.partition("\n")[0]
    return Reading(article(text, name=name, title=title, url=URL, modified=modified), people, statements)


@pytest.fixture(autouse=True)
def two(record: Record) -> None:
    """Two versions at one address."""
    contents = ("Holm", "the wall would cost 4 million"), ("Lund", "he had no plan")
    record.add(version("first", BEFORE, "2026-03-01T08:00:00Z", *contents))
    contents = ("Holm", "the wall would cost 6 million"), ("Lund", "he had no plan"), ("Lund", "the claim")
    record.add(version("second", AFTER, "2026-03-02T08:00:00Z", *contents))


def changes(html: str) -> list[str]:
    """The changed sentences: [+added+] and [-removed-]."""
    found = re.findall(r'<div class="change \w+"><p class="meta">[^<]*</p><p>(.*?)</p></div>', html, re.DOTALL)
    plain = [re.sub(r"<ins>.*?</span>(.*?)<span.*?</ins>", r"[+\1+]", one) for one in found]
    return [re.sub(r"<del>.*?</span>(.*?)<span.*?</del>", r"[-\1-]", one) for one in plain]


def test_words_that_changed_are_shown_in_their_sentence(client: TestClient) -> None:
    html = client.get("/article/second/revisions").text
    assert changes(html) == [
        "Wall to cost [-4-][+6+] million",
        "Holm said the wall would cost [-4-][+6+] million.",
        "She wants it [-at once-][+before the tides+].",
        "[-The old wall fell last week.-]",
        "[+&lt;b&gt;Lund&lt;/b&gt; denied the claim [U+202E]yesterday.+]",
    ]
    for words in ("Sentence added", "Sentence removed", "Sentence changed", "[added: ", "[removed: "):
        assert words in html


def test_what_is_said_of_the_article_is_compared_too(client: TestClient) -> None:
    html = client.get("/article/second/revisions").text
    assert "<del>Wall to cost 4 million</del>" in html
    assert "<ins>Wall to cost 6 million</ins>" in html
    assert "<ins>2 March 2026, 08:00 UTC</ins>" in html


def test_statements_that_came_went_or_are_another_are_listed(client: TestClient) -> None:
    html = client.get("/article/second/revisions").text
    came = html.split("Only in the newer version")[1].split("Another than before")[0]
    assert "the claim" in came
    assert 'href="/article/second/s3"' in came
    another = html.split("Another than before")[1].split('id="words"')[0]
    assert "the wall would cost 6 million" in another
    assert "in other words" in another
    assert 'href="/article/first/s1"' in another
    assert "he had no plan" not in another
    back = client.get("/article/second/revisions?old=second&new=first").text
    assert "the claim" in back.split("Only in the older version")[1]


def test_a_statement_read_otherwise_is_another(client: TestClient, record: Record) -> None:
    contents = ("Holm", "the wall would cost 6 million"), ("Holm", "he had no plan"), ("Lund", "the claim")
    third = version("third", AFTER, "2026-03-03T08:00:00Z", *contents)
    denied = replace(third.statements[2], act="deny")
    record.add(replace(third, statements=(*third.statements[:2], denied)))
    client.site.shelf.changed()  # type: ignore[attr-defined]
    html = client.get("/article/third/revisions").text
    assert "said by Lund before" in html
    assert "read as assert before" in html
    assert "No word changed." in html


def test_any_two_versions_can_be_chosen(client: TestClient) -> None:
    html = client.get("/article/second/revisions?old=second&new=first").text
    assert "Wall to cost [-6-][+4+] million" in changes(html)
    assert "Choose two versions" in client.get("/article/second/revisions?old=first&new=first").text
    refused = client.get("/article/second/revisions?old=nosuch")
    assert refused.status_code == 400
    assert "nosuch" in refused.text


def test_the_first_version_is_compared_with_the_second(client: TestClient) -> None:
    first, second = (client.get(f"/article/{name}/revisions").text for name in ("first", "second"))
    assert changes(first) == changes(second)


def test_the_article_leads_to_its_versions(client: TestClient) -> None:
    first, second = (client.get(f"/article/{name}").text for name in ("first", "second"))
    assert "version 1 of 2" in first
    assert "newer version" in first
    assert 'href="/article/second"' in first
    assert "version 2 of 2" in second
    assert "newer version" not in second
    assert 'href="/article/second/revisions"' in second


def test_one_version_alone_says_so(client: TestClient, record: Record) -> None:
    alone = record.view().articles()[0].id
    html = client.get(f"/article/{alone}/revisions").text
    assert "The record has one version of this article" in html


def test_words_that_only_went_leave_one_space(client: TestClient, record: Record) -> None:
    record.add(
        Reading(article("The very big old storm came ashore here.", name="one", url="https://a.example/storm"), (), ())
    )
    record.add(Reading(article("The big storm came here.", name="two", url="https://a.example/storm"), (), ()))
    (only,) = changes(client.get("/article/two/revisions").text)
    assert re.sub(r"\[-.*?-\]", "", only) == "The big storm came here."
    assert re.sub(r"\[-(.*?)-\]", r"\1", only) == "The very big old storm came ashore here."
