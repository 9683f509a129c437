from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web import ahead, guard
from onrecord.faces.web.ahead import Ahead, asked_for
from onrecord.faces.web.app import make_app
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.serving import site_of
from tests.web.conftest import ORIGIN


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not done():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.01)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LOOK", 0.01)
    monkeypatch.setattr(guard, "QUIET", 0.0)


@pytest.mark.usefixtures("soon")
def test_a_story_is_told_before_anybody_asks_for_it(record: onrecord.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(record, mode="local", origin=ORIGIN, by="Una Holt")
    (story,) = onrecord.stories(record.view())
    with TestClient(make_app(site)) as client:
        until(lambda: site.shelf.pages._total > 0)
        monkeypatch.setattr(onrecord, "tell", lambda *given: pytest.fail("it was told again"))
        assert client.get(f"/story/{story.id}").status_code == 200


def test_nothing_is_told_while_somebody_asks(record: onrecord.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LOOK", 0.01)
    site = site_of(record, mode="local", origin=ORIGIN)
    made: list[Asked] = []
    busy = [True]

    def make(asked: Asked) -> object:
        made.append(asked)
        return None

    worker = Ahead(site, make, lambda: not busy[0])  # type: ignore[arg-type]
    time.sleep(0.2)
    assert made == []
    busy[0] = False
    until(lambda: len(made) == 1)
    time.sleep(0.2)
    assert len(made) == 1  # the record is as it was: nothing to tell again
    site.record.correct(f"{record.view().articles()[0].id}/s1", "accept", by="Una Holt")
    site.shelf.refresh()
    until(lambda: len(made) == 2)
    worker.close()


def test_what_is_made_ahead_is_what_a_browser_is_sent(client: TestClient, site: object) -> None:
    (story,) = onrecord.stories(client.site.record.view())  # type: ignore[attr-defined]
    asked = asked_for(client.site, f"/story/{story.id}", "owner", id=story.id)  # type: ignore[attr-defined]
    assert asked.path == f"/story/{story.id}"
    assert asked.viewer.name == "Una Holt"
    assert asked.part("id") == story.id
