"""What the API answers with that is no list: one story, one article, one row of it, names, and jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from starlette.exceptions import HTTPException

import onrecord
from onrecord import Entity, Event, Figure, Reading, Statement, UnknownRow
from onrecord.faces.as_json import as_json
from onrecord.faces.cite import citations
from onrecord.faces.fragments import live_link
from onrecord.faces.quoting import of_row, whence
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.jobs import Jobs, Told
from onrecord.faces.web.marked import by_row

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent as JSON, with its HTTP status and headers."""

    value: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def story(asked: Asked, given: Given) -> Answer:
    """One story in full."""
    return Answer(as_json(asked.site.shelf.story(asked.view, given["id"])))


def article(asked: Asked, given: Given) -> Answer:
    """The reading of one article, with people's corrections."""
    view = asked.view
    return Answer(as_json(view.reading(view.article(given["id"]).id)))


def row(asked: Asked, given: Given) -> Answer:
    """One row of an article's reading, with its citation and the link to its words on the live page."""
    view = asked.view
    kept = view.article(given["id"])
    reading = view.reading(kept.id)
    item = row_of(reading, given["row"])
    permalink = f"{asked.site.origin}/article/{kept.id}/{given['row']}"
    cited = None
    if not isinstance(item, Entity):
        cited = asdict(citations(of_row(reading, item), whence(reading.article), permalink=permalink))
    return Answer(
        {
            "what": type(item).__name__.lower(),
            "row": given["row"],
            "article": as_json(kept),
            "value": as_json(item),
            "permalink": permalink,
            "live": live_link(reading.article, _spans(item)),
            "citation": cited,
        }
    )


def row_of(reading: Reading, name: str) -> Statement | Event | Figure | Entity:
    """The row of this id; figures, which have none of their own, as f1, f2 in the order of the reading. Raises `UnknownRow`."""
    item = by_row(reading).get(name)
    if not isinstance(item, (Statement, Event, Figure, Entity)):
        raise UnknownRow(f"{reading.article.id}/{name}")
    return item


def names(asked: Asked, given: Given) -> Answer:
    """Names of the record that are like one."""
    view = asked.view
    found = onrecord.near_names(view, given["like"])
    return Answer({"items": [{"name": one} for one in found], "next": None, "as_of": view.seq})


def jobs(asked: Asked, given: Given) -> Answer:
    """The jobs of adding that are remembered, the last first."""
    return Answer({"items": [job_form(one) for one in jobs_of(asked).latest()], "next": None, "as_of": asked.view.seq})


def job(asked: Asked, given: Given) -> Answer:
    """One job of adding, as it stands."""
    told = jobs_of(asked).told(given["id"])
    if told is None:
        raise HTTPException(404)
    return Answer(job_form(told))


def jobs_of(asked: Asked) -> Jobs:
    """The jobs of the server. Raises HTTPException where it takes nothing in."""
    if asked.site.jobs is None:
        raise HTTPException(404)
    return asked.site.jobs


def job_form(told: Told) -> dict[str, Any]:
    """A job in JSON."""
    new, known, refused = told.counts
    return {
        "id": told.id,
        "what": told.what,
        "by": told.by,
        "state": told.state,
        "asked": told.asked.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "ended": told.ended.isoformat(timespec="seconds").replace("+00:00", "Z") if told.ended else None,
        "new": new,
        "known": known,
        "refused": refused,
        "why": told.why,
        "doing": told.doing,
        "articles": [as_json(one) for one in told.added],
        "refusals": [as_json(one) for one in told.refused],
    }


def _spans(item: Statement | Event | Figure | Entity) -> tuple[onrecord.Span, ...]:
    match item:
        case Statement():
            return item.content.spans
        case Event():
            return item.trigger.spans[:1]
        case Figure():
            return item.spans
        case Entity():
            return tuple(one.span for one in item.mentions[:1])
