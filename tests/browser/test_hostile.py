"""Articles and corrections that carry scripts: no page runs one, and the policy has nothing to stop."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import onrecord
from tests.browser.served import PATHS, Known, Watched, example, known, leads_to_a_page, served_to_a_team, signed_in

SCRIPTS = (
    "<script>alert('title')</script>",
    '"><img src=x onerror=alert("outlet")>',
    "'><svg onload=alert(`byline`)>",
    "</textarea></title></style></noscript><iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7 * 7 }}${alert(1)}<a href='javascript:alert(2)'>",
)
TEXT = """\
Mayor Greta <b onmouseover=alert(3)>Holm</b> said on Sunday: “<script>alert('quote')</script> We will not wait,” and named 12 houses.

“</blockquote><img src=x onerror=alert('words')> Pay for the wall,” Greta Holm told Commissioner Piet "><svg/onload=alert(4)> Lund.

Lund denied hiding the survey. “javascript:alert(5) is no answer,” Lund said on Monday.

It was <math><mi xlink:href="data:x,<script>alert(6)</script>">.
"""


def page(title: str) -> bytes:
    """A page whose words look like markup, and are none: that is how an attack gets into a clean text."""
    words = "".join(f"<p>{html.escape(line)}</p>" for line in TEXT.split("\n") if line)
    author = f'<meta name="author" content="{html.escape(SCRIPTS[2])}">'
    section = f'<meta property="article:section" content="{html.escape(SCRIPTS[3])}">'
    headed = f"<title>{html.escape(title)}</title>{author}{section}"
    return f"<!doctype html>{headed}<article><h1>{html.escape(title)}</h1>{words}</article>".encode()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record whose every text is an attack, corrections too."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    reader = onrecord.load_reader()
    with onrecord.open_record(path) as record:
        for number in range(3):
            article = onrecord.article_from_bytes(
                page(SCRIPTS[number] + " Holm says the wall will fall"),
                name="x.html",
                date=f"2026-03-0{number + 1}",
                outlet=SCRIPTS[1],
                url="https://a.example/?q=<script>alert(7)",
            )
            assert article.title is not None
            assert "<" in article.title
            record.add(reader.read(article))
        onrecord.keep_up(record)
        first = record.view().articles()[0].id
        statements = record.view().reading(first).statements
        assert statements, "the attack is read as news"
        row = f"{first}/{statements[0].id}"
        record.correct(row, "accept", by=SCRIPTS[1], why=SCRIPTS[0])
        record.correct(row, "replace", field="speaker", value=SCRIPTS[3], by=SCRIPTS[2], why=SCRIPTS[4])
    return path


@pytest.fixture(scope="module")
def attacked(hostile: Path, browser: Browser) -> Iterator[tuple[str, Watched, Known]]:
    with served_to_a_team(hostile) as address, signed_in(browser.new_context(), address) as context:
        yield address, Watched(context.new_page(), address), known(hostile, context, address)


@pytest.mark.parametrize("path", [one for one in PATHS if one != "/login"])
def test_no_text_of_an_article_runs(attacked: tuple[str, Watched, Known], path: str) -> None:
    address, watched, ids = attacked
    asked = {
        "/who": f"/who?name={SCRIPTS[3]}",
        "/search": f"/search?q={SCRIPTS[1]}",
        "/check": f"/check?quote={SCRIPTS[0]} We will not wait",
    }
    at = address + asked.get(path, example(path, ids)).replace("#", "%23")
    if not leads_to_a_page(watched.page.context, at):
        return
    watched.faults.clear()
    watched.page.goto(at)
    watched.page.mouse.move(300, 300)
    links = watched.page.eval_on_selector_all("a", "all => all.map(one => one.protocol)")
    assert set(links) <= {"http:", "https:"}
    assert watched.page.locator("main iframe, main script, main img, main math, main b[onmouseover]").count() == 0
    assert watched.faults == []
