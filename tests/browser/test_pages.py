"""What holds for every page: nobody is shut out, nothing reaches over the edge, and nothing is asked of another machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.served import (
    MORE,
    PATHS,
    Known,
    Watched,
    example,
    known,
    leads_to_a_page,
    served_to_a_team,
    signed_in,
)

GRAVE = ("serious", "critical")


class Seen(NamedTuple):
    """A browser in which an admin is signed in, and one in which nobody is."""

    address: str
    page: Watched
    nobody: Watched
    known: Known


@pytest.fixture(scope="module")
def seen(town: Path, browser: Browser) -> Iterator[Seen]:
    with (
        served_to_a_team(town) as address,
        browser.new_context() as other,
        signed_in(browser.new_context(), address) as context,
    ):
        ids = known(town, context, address)
        yield Seen(address, Watched(context.new_page(), address), Watched(other.new_page(), address), ids)


def opened(seen: Seen, path: str) -> Page | None:
    """The page at ``path``, in a wide and light window; None where no page stands there, but a file."""
    watched = seen.nobody if path == "/login" else seen.page
    at = seen.address + (path if path in MORE else example(path, seen.known))
    if not leads_to_a_page(watched.page.context, at):
        return None
    watched.faults.clear()
    watched.page.emulate_media(color_scheme="light")
    watched.page.set_viewport_size({"width": 1280, "height": 900})
    watched.page.goto(at)
    return watched.page


@pytest.mark.parametrize("path", [*PATHS, *MORE])
def test_a_page_shuts_nobody_out_and_asks_nobody_else(seen: Seen, path: str) -> None:
    page = opened(seen, path)
    if page is None:
        return
    for scheme, rules in (
        ("light", {}),
        ("dark", {"runOnly": ["color-contrast"]}),
    ):  # only colours are others in the dark
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        grave = [
            f"{scheme}: {one['id']}: {one['help']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"][:3]
        ]
        assert grave == []
    for width in (390, 320):  # a phone; and what WCAG 1.4.10 asks for, a wide window at four times the size
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width, f"{width}: {page.evaluate(OUTSIDE, width)}"
    assert seen.page.faults + seen.nobody.faults == []


OUTSIDE = """(width) => {
    const scrolled = (one) => one && (getComputedStyle(one).overflowX !== "visible" || scrolled(one.parentElement));
    return [...document.querySelectorAll("main *, header *, footer *")]
        .filter((one) => one.getBoundingClientRect().right > width + 1 && !scrolled(one.parentElement))
        .map((one) => one.outerHTML.slice(0, 160)).slice(0, 5);
}"""
"""What stands outside, for the message of a failure."""
