"""Stories told from reports written here: read by the shipped reader, kept in a record, told by the story layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import onrecord
from onrecord import Claim, Reader, Reading, Record, Story
from onrecord.story.tell import tell as told


@dataclass(frozen=True)
class Report:
    """An article about people and places that do not exist. ``text`` is its headline and paragraphs, a blank line between."""

    text: str
    date: str | None = None
    outlet: str | None = "Harbour Post"
    url: str | None = None


def tell(*reports: Report) -> Story:
    """What the reports hold together, as one story, whatever they are about."""
    with TemporaryDirectory() as folder, onrecord.open_record(Path(folder) / "record.db") as record:
        ids = add(record, reports)
        return told(record.view(), ids)


def add(record: Record, reports: Sequence[Report]) -> list[str]:
    """Add the reports in this order; the ids of their articles."""
    added = [record.add(read(report)).article for report in reports]
    onrecord.keep_up(record)
    return added


@cache
def read(report: Report) -> Reading:
    """The reading of a report; made once in a run of the tests."""
    article = onrecord.article_from_bytes(
        report.text.encode(), name="report", date=report.date, outlet=report.outlet, url=report.url
    )
    return _reader().read(article)


@cache
def _reader() -> Reader:
    return onrecord.load_reader()


def claim(story: Story, part: str) -> Claim:
    """The one claim whose words hold ``part``."""
    found = [one for one in story.claims if part in one.text]
    assert len(found) == 1, [one.text for one in story.claims]
    return found[0]
