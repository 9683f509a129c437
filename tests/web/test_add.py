"""Adding through the pages. Most with a stand-in for the command; once with the command itself."""

from __future__ import annotations

import html
import json
import sys
import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.jobs import Jobs
from onrecord.faces.web.pages.add import headed
from onrecord.faces.web.site import Site

ECHO = """
import json, sys
text = "" if sys.stdin is None else sys.stdin.buffer.read().decode()
print(json.dumps({"input": "-", "article": "a1", "new": True, "title": json.dumps([sys.argv[1:], text])}))
"""
SLOW = "import time; time.sleep(60)"


@pytest.fixture
def stand_in(client: TestClient, site: Site) -> Iterator[TestClient]:
    """A client of a server whose jobs say what they were given."""
    assert site.jobs is not None
    site.jobs.close()
    site.jobs = Jobs(None, site.shelf.changed, command=(sys.executable, "-c", ECHO))
    yield client
    site.jobs.close()


def done(client: TestClient, address: str) -> str:
    """The page of a job when it has ended."""
    for _ in range(6_000):
        page = client.get(address)
        assert page.status_code == 200
        if "data-poll" not in page.text:
            return page.text
        time.sleep(0.01)
    raise AssertionError(page.text)


def given(client: TestClient, site: Site, **fields: str) -> tuple[list[str], str]:
    """The arguments and the standard input of the job that a form leads to."""
    answer = client.post("/add", data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    done(client, answer.headers["location"])
    assert site.jobs is not None
    [added] = site.jobs.latest()[0].added
    arguments, text = json.loads(added.title or "")
    assert arguments[:3] == ["add", "--format", "jsonl"]
    return arguments[3:], text


def test_a_text_is_added_and_leads_to_its_article_and_story(client: TestClient, site: Site) -> None:
    words = "Mayor Greta Holm said on Sunday that the wall would fall. “We will not wait,” Holm said.\r\n\r\nNobody answered."
    form = {"how": "text", "text": words, "title": "Holm: “the wall”", "author": "Ines Varga", "outlet": "Harbour Post"}
    answer = client.post("/add", data={**form, "date": "2026-03-01", "url": ""}, follow_redirects=False)
    assert answer.status_code == 303
    page = done(client, answer.headers["location"])
    assert "1 added · 0 known already · 0 refused" in page
    [kept] = [one for one in site.record.view().articles() if one.title == "Holm: “the wall”"]
    assert kept.published is not None
    assert (kept.outlet, kept.published.date) == ("Harbour Post", "2026-03-01")
    assert f'href="/article/{kept.id}"' in page
    assert "Stories that changed" in page
    again = client.post("/add", data={**form, "date": "2026-03-01", "url": ""}, follow_redirects=False)
    assert "0 added · 1 known already · 0 refused" in done(client, again.headers["location"])


def test_files_are_added_under_the_names_they_have(client: TestClient, site: Site) -> None:
    files = [
        ("files", ("../<b>x</b>.txt", "“We go on,” said Piet Lund on Monday.".encode(), "text/plain")),
        ("files", ("empty.pdf", b"", "application/pdf")),
    ]
    answer = client.post("/add", data={"how": "files", "outlet": "", "date": ""}, files=files, follow_redirects=False)
    page = done(client, answer.headers["location"])
    assert "1 added · 0 known already · 1 refused" in page
    assert "&lt;b&gt;x&lt;/b&gt;.txt" in page
    assert "<b>x</b>" not in page
    assert "onrecord-add-" not in page, "the place on this machine is nobody's business"


def test_an_address_of_this_machine_is_not_fetched(client: TestClient) -> None:
    form = {"how": "page", "address": "http://127.0.0.1:1/secret"}
    page = done(client, client.post("/add", data=form, follow_redirects=False).headers["location"])
    assert "0 added · 0 known already · 1 refused" in page
    assert "loopback" in page


def test_title_and_author_stand_over_the_text(stand_in: TestClient, site: Site) -> None:
    form = {"how": "text", "text": "Words.", "title": "  A\r\ntitle ", "outlet": "-x", "date": "2026-03", "author": ""}
    arguments, text = given(stand_in, site, **form, url="https://gazette.example/a")
    assert arguments == ["--date=2026-03", "--outlet=-x", "--url=https://gazette.example/a", "--", "-"]
    assert text == "---\ntitle: A title\nlayout: pasted\n---\n\nWords."


def test_a_text_without_a_title_stands_as_it_was_pasted(stand_in: TestClient, site: Site) -> None:
    form = {
        "how": "text",
        "text": "Title: is it?\n\nWords.",
        "title": "",
        "outlet": "",
        "date": "",
        "author": "",
        "url": "",
    }
    assert given(stand_in, site, **form) == (["--", "-"], "Title: is it?\n\nWords.")


def test_quotation_marks_around_a_title_stay() -> None:
    assert 'title: ""We will wait""' in headed({"title": '"We will wait"', "author": "", "text": "Words."})


def test_a_feed_has_its_kind_and_its_limit(stand_in: TestClient, site: Site) -> None:
    address = "https://gazette.example/feed"
    arguments, _ = given(stand_in, site, how="feed", address=address, kind="feed", limit="")
    assert arguments == ["--feed", "--limit=20", "--", address]
    arguments, _ = given(stand_in, site, how="feed", address=address, kind="sitemap", limit="3")
    assert arguments == ["--sitemap", "--limit=3", "--", address]


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"how": "text", "text": "  ", "title": "Kept title"}, "Paste the words of an article here."),
        ({"how": "text", "text": "Kept words", "date": "14/3/2026"}, "is no date: write 2026"),
        ({"how": "text", "text": "<html>Kept", "title": "T"}, "This is the source of a page"),
        ({"how": "text", "text": "Kept words", "url": "javascript:alert(1)"}, "This is no web address"),
        ({"how": "files"}, "Choose at least one file."),
        ({"how": "page", "address": ""}, "Write a web address"),
        ({"how": "page", "address": "/etc/passwd"}, "This is no web address"),
        ({"how": "page", "address": "file:///etc/passwd"}, "This is no web address"),
        ({"how": "page", "address": "--feed"}, "This is no web address"),
        ({"how": "page", "address": "-"}, "This is no web address"),
        ({"how": "page", "address": "https://a.example/a b"}, "This is no web address"),
        ({"how": "feed", "address": "feed.xml"}, "This is no web address"),
        ({"how": "feed", "address": "https://a.example/", "limit": "0"}, "Write a whole number from 1 to 2,000."),
        ({"how": "feed", "address": "https://a.example/", "limit": "²"}, "Write a whole number from 1 to 2,000."),
        ({"how": "feed", "address": "https://a.example/", "kind": "x"}, "Say whether it is a feed or a sitemap."),
    ],
)
def test_a_form_with_a_fault_comes_back_with_what_was_typed(
    stand_in: TestClient, site: Site, form: dict[str, str], wrong: str
) -> None:
    answer = stand_in.post("/add", data=form)
    assert answer.status_code == 422
    page = html.unescape(answer.text)
    assert wrong in page
    assert "aria-invalid" in page or form.get("kind") == "x"
    for name in ("text", "title", "address", "url", "limit", "date"):
        assert form.get(name, "").strip() in page
    assert site.jobs is not None
    assert site.jobs.latest() == ()


@pytest.mark.parametrize(
    "form", [{}, {"how": "magic"}, {"how": "text", "text": "x\0y"}, {"how": "page", "address": "h" * 9_000}]
)
def test_half_a_form_is_refused(stand_in: TestClient, form: dict[str, str]) -> None:
    assert stand_in.post("/add", data=form).status_code in (400, 422)


def test_a_bookmark_and_a_phone_fill_in_what_they_know(client: TestClient) -> None:
    page = client.get("/add", params={"url": 'https://gazette.example/a?b="><script>'}).text
    assert 'value="https://gazette.example/a?b=&#34;&gt;&lt;script&gt;"' in page
    page = client.get("/add", params={"text": "https://gazette.example/shared"}).text
    assert 'value="https://gazette.example/shared"' in page
    page = client.get("/add", params={"text": "Some words", "title": "A title"}).text
    assert "Some words</textarea>" in page
    assert 'value="A title"' in page


def test_the_bookmark_is_to_be_copied_and_no_link(client: TestClient) -> None:
    page = client.get("/add").text
    assert "encodeURIComponent(location.href)" in page
    assert 'href="javascript' not in page


def test_a_job_that_runs_is_looked_at_again_and_can_be_stopped(client: TestClient, site: Site) -> None:
    assert site.jobs is not None
    site.jobs.close()
    site.jobs = Jobs(None, site.shelf.changed, command=(sys.executable, "-c", SLOW))
    at = client.post("/add", data={"how": "page", "address": "https://a.example/"}, follow_redirects=False).headers[
        "location"
    ]
    page = client.get(at)
    assert f'data-poll="{at}"' in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert f'href="{at}"' in client.get("/add").text
    assert client.get(f"{at}/stop").status_code == 405
    stopped = client.post(f"{at}/stop", follow_redirects=False)
    assert stopped.headers["location"] == at
    assert "It ended early: it was stopped." in done(client, at)
    site.jobs.close()


def test_a_server_that_has_enough_to_do_says_so_and_keeps_what_was_typed(client: TestClient, site: Site) -> None:
    assert site.jobs is not None
    site.jobs.close()  # takes no more
    answer = client.post("/add", data={"how": "text", "text": "Kept words"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    assert "Kept words" in answer.text


def test_a_job_that_is_none_is_not_found(client: TestClient) -> None:
    assert client.get("/add/nosuch").status_code == 404
    assert client.post("/add/nosuch/stop").status_code == 404


def test_more_files_than_may_be_are_refused(stand_in: TestClient) -> None:
    files = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(51)]
    assert stand_in.post("/add", data={"how": "files"}, files=files).status_code == 400


def test_who_only_reads_adds_nothing(serve: object) -> None:
    public = serve(mode="public")  # type: ignore[operator]
    assert public.site.jobs is None
    assert public.get("/add").status_code == 403
    assert public.post("/add", data={"how": "text", "text": "Words."}).status_code == 403
