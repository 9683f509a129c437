"""A record of the sample story, and a client of the pages over it. Every test has a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.app import make_app
from onrecord.faces.web.serving import site_of
from onrecord.faces.web.site import Mode, Site

SAMPLES = Path(__file__).parents[2] / "samples" / "story"
ORIGIN = "http://testserver"

Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record with the four reports of samples/story, read by the model once for all tests."""
    path = tmp_path_factory.mktemp("town") / "town.sqlite"
    reader = onrecord.load_reader()
    with onrecord.open_record(path) as record:
        for source in sorted(SAMPLES.iterdir()):
            for article in onrecord.load_articles(str(source)):
                record.add(reader.read(article), capture=source.read_bytes())
        onrecord.keep_up(record)
    return path


@pytest.fixture
def record(town: Path, tmp_path: Path) -> Iterator[onrecord.Record]:
    """A copy of that record."""
    path = tmp_path / "record.sqlite"
    shutil.copy(town, path)
    with onrecord.open_record(path) as record:
        yield record


@pytest.fixture
def serve(record: onrecord.Record) -> Serve:
    """Makes a client of a server over the record; its site is ``client.site``. Errors of the server are raised in the test."""

    def serve(*, mode: Mode = "local", **about: object) -> TestClient:
        site = site_of(record, mode=mode, origin=ORIGIN, by="Una Holt", where=record.where, **about)  # type: ignore[arg-type]
        client = TestClient(make_app(site), headers={"sec-fetch-site": "same-origin", "origin": ORIGIN})
        client.site = site  # type: ignore[attr-defined]
        return client

    return serve


@pytest.fixture
def client(serve: Serve) -> TestClient:
    """A client on the own machine."""
    return serve()


@pytest.fixture
def site(client: TestClient) -> Site:
    """The site of ``client``."""
    return client.site  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def articles(record: onrecord.Record) -> tuple[onrecord.Kept, ...]:
    """The four articles, in the order of adding."""
    return record.view().articles()
