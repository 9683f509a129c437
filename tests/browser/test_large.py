"""Pages of 500 statements in a real browser: how large they are, and how soon there is text to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from tests.browser.conftest import Open
from tests.web.made_article import long_reading

MOST_BYTES = 400_000
MOST_PAINT = 1_000  # milliseconds from the request to the first text
PAINTED = "performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with one article of 500 statements."""
    path = tmp_path_factory.mktemp("long") / "long.sqlite"
    with onrecord.open_record(path) as record:
        record.add(long_reading(500))
        onrecord.keep_up(record)
    return path


@pytest.mark.parametrize("what", ["article", "story", "search"])
def test_a_page_of_500_statements_is_small_and_soon_there(
    what: str, long: Path, serving: Callable[..., str], visit: Open
) -> None:
    with onrecord.open_record(long, read_only=True) as record:
        (article,) = record.view().articles()
        (story,) = onrecord.stories(record.view())
    path = {
        "article": f"/article/{article.id}",
        "story": f"/story/{story.id}?all=claims",
        "search": "/search?q=what:statement&limit=500",
    }[what]
    watched = visit(serving(long))
    answer = watched.page.goto(watched.address + path)
    assert answer is not None
    assert answer.ok
    assert len(answer.body()) < MOST_BYTES
    painted: list[float] = []
    while not painted:  # the paint is told of a little after the page is loaded
        watched.page.wait_for_timeout(50)
        painted = watched.page.evaluate(PAINTED)
    assert painted[0] < MOST_PAINT
