"""The list of corrections: who said what of which words, when and why, and whether it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

import onrecord


def seen(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def items(html: str) -> list[str]:
    return [seen(part) for part in re.findall(r'<article class="item correction.*?</article>', html, re.DOTALL)]


@pytest.fixture
def row(articles: tuple[onrecord.Kept, ...]) -> str:
    return f"{articles[0].id}/s1"


def test_nothing_was_corrected_yet(client: TestClient) -> None:
    assert "Nobody has corrected anything yet." in seen(client.get("/corrections").text)


def test_the_newest_first_with_words_who_when_why(client: TestClient, record: onrecord.Record, row: str) -> None:
    record.correct(row, "reject", by="Bo Lind", why="a slip of the pen")
    record.correct(row.replace("s1", "e1"), "replace", field="type", value="work", by="Una Holt")
    last, first = items(client.get("/corrections").text)
    words = record.view().uncorrected(row.rpartition("/")[0]).statements[0].content.text
    for part in ("It is wrong", words[:60], "Because: a slip of the pen", "by Bo Lind", "Harbour Post", "UTC"):
        assert part in first
    assert "The type is work" in last


def test_a_correction_and_its_undo_stand_both_in_the_history(
    client: TestClient, record: onrecord.Record, row: str
) -> None:
    made = record.correct(row, "reject", by="Bo Lind")
    html = client.get("/corrections").text
    undo = re.search(r'name="undo" value="(\w+)"', html)
    assert undo and undo[1] == made.id
    answer = client.post("/correct", data={"undo": made.id, "next": "/corrections"})
    last, first = items(answer.text)
    assert "Taken back: it is wrong" in last
    assert "Make it hold again" in last
    assert "no longer holds" in first
    assert "Take it back" not in first
    again = client.post("/correct", data={"undo": record.view().corrections()[-1].id, "next": "/corrections"})
    assert "no longer holds" not in items(again.text)[2]


def test_pages_follow_each_other(
    client: TestClient, record: onrecord.Record, articles: tuple[onrecord.Kept, ...]
) -> None:
    made = [record.correct(f"{articles[0].id}/s{n}", "accept", by="Una Holt").id for n in (1, 2, 3, 4, 5)]
    found, where = [], "/corrections?limit=2"
    while where:
        html = client.get(where).text
        found += re.findall(r'id="c-(\w+)"', html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        where = unescape(following[1]) if following else ""
    assert found == made[::-1]


def test_those_of_one_person_and_of_one_article(
    client: TestClient, record: onrecord.Record, articles: tuple[onrecord.Kept, ...]
) -> None:
    record.correct(f"{articles[0].id}/s1", "accept", by="Bo & Lind")
    record.correct(f"{articles[1].id}/s1", "reject", by="Una Holt")
    html = client.get("/corrections").text
    link = re.search(r'href="(/corrections\?by=[^"]+)"><bdi>Bo', html)
    assert link
    assert len(items(client.get(unescape(link[1])).text)) == 1
    assert "It is wrong" in items(client.get("/corrections", params={"article": articles[1].id}).text)[0]
    assert "No correction by Nobody" in seen(client.get("/corrections?by=Nobody").text)
    assert client.get("/corrections?article=nosuch").status_code == 404


def test_two_people_are_told_apart_by_name(
    client: TestClient, record: onrecord.Record, articles: tuple[onrecord.Kept, ...]
) -> None:
    record.correct(f"{articles[0].id}/e1", "different", other=f"{articles[1].id}/e1", by="Una Holt")
    (line,) = items(client.get("/corrections").text)
    names = [record.view().reading(one.id).entities[0].name for one in articles[:2]]
    assert "They are not one" in line
    assert all(name in line for name in names)


def test_rows_that_are_read_no_more(client: TestClient, record: onrecord.Record, row: str) -> None:
    record.correct(row, "reject", by="Bo Lind", why="misread")
    article = row.rpartition("/")[0]
    assert 'id="lost"' not in client.get("/corrections").text
    read = record.view().uncorrected(article)
    kept = tuple(one for one in read.statements if one.id != "s1")
    events = tuple(replace(one, basis=None) for one in read.events)
    figures = tuple(replace(one, basis=None) for one in read.figures)
    kept = tuple(replace(one, within=None) for one in kept)
    record.add(replace(read, statements=kept, events=events, figures=figures, reader="another"))
    client.site.shelf.changed()  # type: ignore[attr-defined]
    html = client.get("/corrections").text.partition('id="lost"')[2]
    assert "Of rows no longer read" in seen(html)
    assert "misread" in html


def test_what_people_typed_is_never_markup(client: TestClient, record: onrecord.Record, row: str) -> None:
    bad = "</p><img src=x onerror=alert(1)>\u202e"
    record.correct(row, "replace", field="speaker", value=bad + "x", by=bad, why=bad)
    html = client.get("/corrections").text
    assert "<img" not in html
    assert "[U+202E]" in html


def test_readers_see_them_and_cannot_undo(serve: object, record: onrecord.Record, row: str) -> None:
    record.correct(row, "reject", by="Bo Lind")
    html = serve(mode="public").get("/corrections").text  # type: ignore[operator]
    assert "Bo Lind" in html
    assert '<form class="small"' not in html


@pytest.mark.parametrize("query", ["limit=0", "limit=999", "limit=x", "after=nosuch", "after=%00", "by=a&by=b"])
def test_absurd_pages_are_refused(client: TestClient, query: str) -> None:
    assert 400 <= client.get(f"/corrections?{query}").status_code < 500
