"""Files: every list as CSV, JSON and Atom, stories and articles as other programs read them; and no title gets into a header."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.columns import TABLES
from onrecord.faces.web.exports import slug
from onrecord.faces.web.listing import LISTS
from onrecord.faces.web.site import Site
from tests.web.conftest import Serve

ATOM = "{http://www.w3.org/2005/Atom}"
ASKED = {
    "search": "?q=wall",
    "who": "?name=Greta Holm",
    "check": "?quote=Pay for a wall of four metres along the whole quay",
}
NOUNS = [one.noun for one in LISTS]


def got(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = got(client, path)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def named(answer: Any) -> str:
    found = re.fullmatch(r'(?:attachment|inline); filename="([a-z0-9.-]+)"', answer.headers["content-disposition"])
    assert found, answer.headers["content-disposition"]
    return found[1]


@pytest.fixture
def corrected(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> TestClient:
    client.post("/api/corrections", json={"row": f"{articles[0].id}/s1", "verdict": "accept", "why": "=1+1"})
    return client


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_as_a_table(corrected: TestClient, noun: str) -> None:
    found = rows(corrected, f"/{noun}.csv{ASKED.get(noun, '')}")
    assert found
    assert tuple(found[0]) == tuple(TABLES.get(noun, TABLES["search"]))


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_as_json_is_that_of_the_api(corrected: TestClient, noun: str) -> None:
    answer = got(corrected, f"/{noun}.json{ASKED.get(noun, '')}")
    assert named(answer) == f"{noun}.json"
    assert answer.json() == got(corrected, f"/api/{noun}{ASKED.get(noun, '')}").json()


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_as_a_feed(corrected: TestClient, noun: str) -> None:
    answer = got(corrected, f"/{noun}.atom{ASKED.get(noun, '')}")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (link.get("href") or "").startswith("http://testserver/")
        assert entry.findtext(f"{ATOM}title")


def test_a_feed_keeps_its_name_and_the_names_of_its_items(client: TestClient, serve: Serve) -> None:
    one, other = (
        ElementTree.fromstring(got(client, path).content)
        for path in ("/claims.atom?status=disputed", "/claims.atom?limit=900&status=disputed")
    )
    assert one.findtext(f"{ATOM}id") == other.findtext(f"{ATOM}id")
    assert one.findtext(f"{ATOM}id") != ElementTree.fromstring(got(client, "/claims.atom").content).findtext(
        f"{ATOM}id"
    )


def test_no_spreadsheet_runs_what_somebody_wrote(corrected: TestClient) -> None:
    (row,) = rows(corrected, "/corrections.csv")
    assert row["why"] == "'=1+1"


def test_filters_are_those_of_the_page(client: TestClient) -> None:
    assert {row["status"] for row in rows(client, "/claims.csv?status=disputed")} == {"disputed"}
    assert rows(client, "/claims.csv?as_of=@0") == []
    assert client.get("/claims.csv?status=x").status_code == 400
    assert client.get("/claims.csv?limit=1001").status_code == 400
    assert client.get("/search.csv").status_code == 400
    assert client.get("/search.csv?q=%22").status_code == 400
    assert client.get("/search.csv?q=wall&after=zzz").status_code == 400
    assert client.get("/corrections.csv?after=zzz").status_code == 400


def test_where_there_is_more_the_name_says_so_and_a_header_leads_to_it(client: TestClient) -> None:
    whole = rows(client, "/claims.csv")
    path, found = "/claims.csv?limit=2", []
    while path:
        answer = got(client, path)
        found += rows(client, path)
        assert named(answer) == ("claims-part.csv" if "link" in answer.headers else "claims.csv")
        rest = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("link", ""))
        path = rest[1] if rest else ""
    assert found == whole
    assert len(found) > 2


def test_a_story_in_the_forms_of_other_programs(client: TestClient, site: Site) -> None:
    (headline,) = onrecord.stories(site.record.view())
    name = f"{slug(headline.title)}-{headline.id}"
    forms = {form: got(client, f"/story/{headline.id}.{form}") for form in ("json", "jsonld", "bib", "ris")}
    assert {form: named(answer) for form, answer in forms.items()} == {form: f"{name}.{form}" for form in forms}
    assert forms["json"].json() == got(client, f"/api/story/{headline.id}").json()
    assert forms["jsonld"].headers["content-type"] == "application/ld+json"
    assert "@context" in forms["jsonld"].json()
    assert forms["bib"].text.count("@article{") == len(headline.articles)
    assert forms["ris"].text.count("TY  - NEWS") == len(headline.articles)


def test_an_article_in_the_forms_of_other_programs(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    at = f"/article/{articles[0].id}"
    assert got(client, f"{at}.json").json() == got(client, f"/api{at}").json()
    assert got(client, f"{at}.bib").text.count("@article{") == 1
    assert got(client, f"{at}.ris").text.endswith("ER  - \r\n")


def test_the_words_of_an_article_are_what_the_selectors_count_in(
    client: TestClient, articles: tuple[onrecord.Kept, ...]
) -> None:
    at = f"/article/{articles[0].id}"
    text = got(client, f"{at}.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in text.headers["content-security-policy"]
    annotations = [node for node in got(client, f"{at}.jsonld").json()["@graph"] if node["type"] == "Annotation"]
    assert annotations
    for annotation in annotations:
        for target in annotation["target"]:
            assert target["source"] == f"http://testserver{at}.txt"
            quoted, place = target["selector"]
            assert text.content.decode()[place["start"] : place["end"]] == quoted["exact"]


def test_a_title_gets_into_no_header(record: onrecord.Record, serve: Serve) -> None:
    """Nor does a story's id, an outlet or what was asked for."""
    title = 'a"\r\nSet-Cookie: x=1\r\n\r\n<script>alert(1)</script>'
    reading = record.view().reading(record.view().articles()[0].id)
    hostile = replace(reading.article, id="feedfacefeedfacefeed", title=title, outlet=title, text=title, located=())
    record.add(onrecord.Reading(hostile, (), (), reader=reading.reader))
    onrecord.keep_up(record)
    client = serve()
    for path in (
        *(f"/article/feedfacefeedfacefeed.{form}" for form in ("json", "jsonld", "bib", "ris", "txt")),
        *(f"/story/feedfacefeedfacefeed.{form}" for form in ("json", "jsonld", "bib", "ris")),
        *(f"/{noun}.{form}{ASKED.get(noun, '')}" for noun in NOUNS for form in ("csv", "json", "atom")),
        '/search.atom?q=a"%0d%0aSet-Cookie:%20x%3d1',
    ):
        answer = client.get(path)
        assert "set-cookie" not in answer.headers, path
        assert "x=1" not in str(answer.headers), path
        if answer.status_code == 200:
            assert len(named(answer)) < 100


@pytest.mark.parametrize("name", ["", "…", "日本", "../../etc/passwd", "a" * 300, "CON", 'a"b;c', "Zürich – Post"])
def test_names_of_files_are_plain(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 60


def test_what_is_not_there_is_not_found(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    for path in (
        "/story/zzzz.json",
        "/article/zzzz.txt",
        f"/article/{articles[0].id}.exe",
        "/nosuch.csv",
        "/claims.xlsx",
        "/claims.csv/",
    ):
        assert client.get(path, follow_redirects=False).status_code in (404, 307), path


def test_what_has_not_changed_is_not_sent_again(client: TestClient, articles: tuple[onrecord.Kept, ...]) -> None:
    for path in ("/claims.csv", "/claims.atom", f"/article/{articles[0].id}.txt"):
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_the_review_queue_is_for_those_who_correct(serve: Serve) -> None:
    public = serve(mode="public")
    assert public.get("/review.csv").status_code == 403
    assert public.get("/claims.csv").status_code == 200


def test_docs_name_every_file() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
    for noun in NOUNS:
        assert f"/api/{noun}" in page
