"""The pages in a real browser: Debian's Chromium, headless. Without one these tests are skipped, and say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.served import Watched, chromium, filled, launched, served

Open = Callable[..., Watched]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record of the sample story."""
    return filled(tmp_path_factory.mktemp("town") / "town.sqlite")


# Of a module and not of the whole run: Playwright has an event loop in the thread of the tests, and others want one of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: install it (apt install chromium), or name it in ONRECORD_CHROMIUM")
    with sync_playwright() as playwright:
        browser = launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a page of the server at ``address`` in a browser of its own. At the end of the test nothing went wrong in it."""
    opened: list[Watched] = []
    contexts: list[BrowserContext] = []

    def visit(address: str, **about: Any) -> Watched:
        context = browser.new_context(**about)
        context.set_default_timeout(10_000)
        contexts.append(context)
        watched = Watched(context.new_page(), address)
        opened.append(watched)
        return watched

    yield visit
    for context in contexts:
        context.close()
    assert [fault for watched in opened for fault in watched.faults] == []


@pytest.fixture
def serving() -> Iterator[Callable[..., str]]:
    """Starts a server over a record; it ends with the test."""
    with ExitStack() as stack:
        yield lambda record, *options: stack.enter_context(served(record, *options))
