"""The whole way, as people go it: from an empty record to a copied citation, and to a correction that is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import onrecord
from tests.browser.served import SAMPLES, Watched

SEEDS = Path(__file__).parents[3] / "shared" / "acceptance" / "seeds"
TEXTS = [one.read_text(encoding="utf-8") for one in sorted((SEEDS if SEEDS.is_dir() else SAMPLES).iterdir())[:2]]
ONE = [sorted(SAMPLES.iterdir())[0].read_text(encoding="utf-8")]

LONG = 30_000
"""Milliseconds for reading an article, with a model that has to be loaded first, on a busy machine."""

Open = Callable[..., Watched]
Serving = Callable[..., str]


def fits(page: Page) -> None:
    """No part of the page is beside the window."""
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), page.url


def add_all(page: Page, address: str, texts: list[str]) -> None:
    """From the first page of an empty record to all of ``texts`` in it, pasted."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing on record yet")
    page.locator("main").get_by_role("link", name="Add articles").last.click()
    for text in texts:
        fits(page)
        page.get_by_label("Words of the article").fill(text)
        page.locator("#text").get_by_role("button", name="Read and add").click()
        page.wait_for_url(re.compile("/add/[0-9a-f]+$"))
        fits(page)
        expect(page.locator("#job")).to_contain_text("1 added · 0 known already · 0 refused", timeout=LONG)
        expect(page.get_by_role("heading", name="Stories that changed")).to_be_visible(timeout=LONG)
        page.get_by_role("link", name="Add more").click()


def to_the_story(page: Page) -> str:
    """From any page by way of Today, which says what changed, to the story: its address."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Today").click()
    first = page.locator("article.headline").first
    expect(first.locator(".news").first).to_be_visible()
    fits(page)
    first.locator("a.open").click()
    page.wait_for_url(re.compile("/story/"))
    fits(page)
    return page.url


def a_claim(page: Page) -> tuple[Locator, str]:
    """A claim on the page of a story that rests on one statement, and the address of that statement."""
    for claim in page.locator("#claims article.item").all():
        links = {link.get_attribute("href") or "" for link in claim.locator("a[href^='/article/']").all()}
        rows = {found[0] for link in links if (found := re.match(r"/article/[0-9a-f]+/s[0-9]+", link))}
        if len(rows) == 1:
            return claim, rows.pop()
    raise AssertionError("no claim rests on one statement")


def rests_on(page: Page, row: str) -> int:
    """How many claims of the story rest on ``row``."""
    return page.locator(f"#claims a[href='{row}']").count()


def corrected(page: Page, address: str, story: str, row: str, *, fit: bool = True) -> None:
    """From the page of the statement ``row``: it is rejected, gone from the story, taken back, there again; and all that is listed."""
    check = fits if fit else lambda page: None
    page.get_by_role("button", name="It is wrong").click()
    expect(page.get_by_role("status").filter(has_text="A person rejected this reading")).to_be_visible()
    check(page)
    page.goto(story)
    assert rests_on(page, row) == 0
    page.goto(address + row)
    page.locator("main").get_by_role("button", name="Take it back").first.click()
    page.wait_for_load_state()
    expect(page.get_by_text("A person rejected this reading")).to_have_count(0)
    page.goto(story)
    assert rests_on(page, row) > 0
    page.get_by_role("link", name="Corrections").click()
    expect(page.locator("article.correction")).to_have_count(2)
    check(page)


def test_from_an_empty_record_to_a_citation_and_an_undone_correction(
    tmp_path: Path, visit: Open, serving: Serving
) -> None:
    address = serving(tmp_path / "record.sqlite")
    page = visit(address, permissions=["clipboard-read", "clipboard-write"]).page
    add_all(page, address, TEXTS)
    story = to_the_story(page)
    claim, row = a_claim(page)
    claim.locator("a.open").first.click()
    page.wait_for_url(f"{address}{row}")
    expect(page.locator(".context mark.content").first).to_be_visible()
    page.locator("main").get_by_role("link", name="Cite", exact=True).first.click()
    expect(page.locator("#told")).to_have_text("Copied with its citation")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cited").inner_text()
    assert any(words in copied for words in page.locator(".context mark.content").all_inner_texts())
    assert f"{address}{row}" in copied
    corrected(page, address, story, row)


def test_the_same_way_without_a_script(tmp_path: Path, visit: Open, serving: Serving) -> None:
    address = serving(tmp_path / "record.sqlite")
    page = visit(address, java_script_enabled=False).page
    page.goto(address)
    page.locator("main").get_by_role("link", name="Add articles").last.click()
    page.get_by_label("Words of the article").fill(ONE[0])
    page.locator("#text").get_by_role("button", name="Read and add").click()
    # The page loads itself anew until it is done.
    expect(page.locator("#job")).to_contain_text("1 added · 0 known already · 0 refused", timeout=LONG)
    expect(page.get_by_role("heading", name="Stories that changed")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Today").first.click()
    page.locator("article.headline a.open").first.click()
    story = page.url
    claim, row = a_claim(page)
    claim.locator("a.open").first.click()
    page.locator("main").get_by_role("link", name="Cite", exact=True).first.click()
    expect(page.get_by_label("Plain text")).to_have_value(re.compile(re.escape(f"{address}{row}")))
    page.goto(address + row)
    page.get_by_role("button", name="It is wrong").click()
    expect(page.get_by_text("A person rejected this reading")).to_be_visible()
    page.goto(story)
    assert rests_on(page, row) == 0
    page.goto(address + row)
    page.locator("main").get_by_role("button", name="Take it back").first.click()
    page.goto(story)
    assert rests_on(page, row) > 0
    page.goto(f"{address}/corrections")
    expect(page.locator("article.correction")).to_have_count(2)


def test_the_same_way_on_a_phone(tmp_path: Path, visit: Open, serving: Serving) -> None:
    address = serving(tmp_path / "record.sqlite")
    page = visit(address, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).page
    add_all(page, address, ONE)
    story = to_the_story(page)
    claim, row = a_claim(page)
    claim.locator("a.open").first.tap()
    page.wait_for_url(f"{address}{row}")
    fits(page)
    page.get_by_role("link", name="Markdown and HTML").tap()
    expect(page.get_by_label("Markdown")).to_be_visible()
    fits(page)
    page.goto(address + row)
    corrected(page, address, story, row)


@pytest.fixture
def keyed(visit: Open, serving: Serving, tmp_path: Path) -> tuple[Page, str]:
    """A page of an empty record that only keys are pressed in."""
    address = serving(tmp_path / "record.sqlite")
    page = visit(address, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(address)
    return page, address


def tab_to(page: Page, what: Locator) -> None:
    """Press Tab until ``what`` has the focus, where it can be seen."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if what.evaluate("one => one === document.activeElement"):
            expect(what).to_be_in_viewport()
            return
    raise AssertionError(f"Tab does not lead to {what}")


def go(page: Page, what: Locator) -> None:
    """Follow the link, or press the button, by keys."""
    tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_same_way_by_keys_alone(keyed: tuple[Page, str], tmp_path: Path) -> None:
    page, address = keyed
    go(page, page.locator("main").get_by_role("link", name="Add articles").last)
    tab_to(page, page.get_by_label("Words of the article"))
    page.keyboard.insert_text(ONE[0])
    go(page, page.locator("#text").get_by_role("button", name="Read and add"))
    expect(page.locator("#job")).to_contain_text("1 added · 0 known already · 0 refused", timeout=LONG)
    expect(page.get_by_role("heading", name="Stories that changed")).to_be_visible(timeout=LONG)
    go(page, page.get_by_role("navigation", name="Pages").get_by_role("link", name="Today"))

    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    story = page.url
    assert "/story/" in story

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")

    claim, row = a_claim(page)
    for _ in range(60):
        page.keyboard.press("j")
        if claim.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(claim).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator("#told")).to_have_text("Copied with its citation")
    assert f"{address}{row}" in page.evaluate("navigator.clipboard.readText()")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert page.url == address + row

    with page.expect_navigation():
        page.keyboard.press("r")
    expect(page.get_by_text("A person rejected this reading")).to_be_visible()
    go(page, page.locator("main").get_by_role("button", name="Take it back").first)
    expect(page.get_by_text("A person rejected this reading")).to_have_count(0)

    go(page, page.get_by_role("navigation", name="Pages").get_by_role("link", name="Review"))
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("a")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("r")
    with onrecord.open_record(tmp_path / "record.sqlite", read_only=True) as record:
        said = [one.verdict for one in record.view().corrections()]
    assert said == ["reject", "undo", "accept", "reject"]
