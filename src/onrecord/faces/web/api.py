"""The HTTP API under ``/api``: its table of endpoints, and how each is answered in JSON.

What an endpoint takes and gives is declared here once; the document that describes it (`onrecord.faces.web.openapi`) and the page
``/api`` are made from the same table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from onrecord import BadQuery, UnknownRow
from onrecord.faces.as_json import as_json
from onrecord.faces.web import api_answers, api_writes, openapi, walk
from onrecord.faces.web.api_answers import Answer
from onrecord.faces.web.api_params import NotTaken, Param, error_body, given, sent
from onrecord.faces.web.api_writes import Conflict
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.listing import AS_OF, BUDGET, LISTS, List, Page
from onrecord.faces.web.permissions import Permission

Given = Mapping[str, Any]
Handler = Callable[[Asked], Response]
State = Callable[[Asked], str]
Served = tuple[str, str, Handler, Permission, tuple[str, ...], State | None, int | None]
"""The fields of a `Route` of the server, in their order."""

_SLOW: Final = 2
"""Requests that tell stories answered at one time: each takes a core for up to `BUDGET`."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API with one method.

    ``answer`` is the name of the schema of what it gives; with ``list`` of one item of its list. ``statuses`` are the errors that it
    may answer with, beside those that all may.
    """

    path: str
    method: str
    name: str
    means: str
    params: tuple[Param, ...]
    answer: str
    handle: Callable[[Asked], Answer]
    permission: Permission = "read"
    list: bool = False
    success: int = 200
    statuses: tuple[int, ...] = ()
    state: State | None = None
    at_once: int | None = None
    words: str | None = None

    @property
    def body(self) -> tuple[Param, ...]:
        """The fields of the body."""
        return tuple(param for param in self.params if param.where == "body")


def entry_of(asked: Asked) -> str:
    """The state of what may show anything of the record."""
    return str(asked.view.seq)


def story_of(asked: Asked) -> str:
    """The state of one story: another only when a telling of it may be."""
    name = given(asked, (_ID, AS_OF))["id"]
    return asked.view.state(asked.site.shelf.members(asked.view, name))


def state_of(one: List) -> State:
    """The state of a list."""
    return walk.state if one.told else entry_of


def _list(one: List) -> Endpoint:
    def handle(asked: Asked) -> Answer:
        found = one.page(asked, given(asked, one.params), BUDGET)
        return page_form(asked, found)

    return Endpoint(
        f"/api/{one.noun}", "GET", one.noun, one.means, one.params, one.item, handle, list=True, state=state_of(one),
        at_once=_SLOW if one.slow else None, words=one.words,
        permission=one.permission,
    )  # fmt: skip


def page_form(asked: Asked, found: Page[Any]) -> Answer:
    """A page of a list in JSON, the address of the next in it and in a Link header."""
    next_page = next_address(asked, found)
    value = {"items": [found.plain(item) for item in found.items], "next": next_page, "as_of": found.seq, **found.more}
    return Answer(value, headers={"link": f'<{next_page}>; rel="next"'} if next_page else {})


def next_address(asked: Asked, found: Page[Any]) -> str | None:
    """Where the list goes on, from the record as it was for this page."""
    if found.next is None:
        return None
    return asked.site.origin + asked.address(after=found.next, as_of=f"@{found.seq}")


def _read(
    path: str,
    name: str,
    means: str,
    params: tuple[Param, ...],
    answer: str,
    handle: Callable[[Asked, Given], Answer],
    **how: Any,
) -> Endpoint:
    return Endpoint(path, "GET", name, means, params, answer, lambda asked: handle(asked, given(asked, params)), **how)


def _write(
    path: str,
    name: str,
    means: str,
    params: tuple[Param, ...],
    answer: str,
    handle: Callable[[Asked, Given, Given], Answer],
    **how: Any,
) -> Endpoint:
    def taken(asked: Asked) -> Answer:
        return handle(asked, given(asked, params), sent(asked, params))

    return Endpoint(path, "POST", name, means, params, answer, taken, **how)


_ID: Final = Param("id", "The id, or its beginning as long as it is clear.", where="path", required=True, most=200)
_ROW: Final = Param(
    "row", "s4, a statement; v2, an event; f3, a figure; e1, an entity.", where="path", required=True, most=200
)
_JOB: Final = Param("id", "The id of the job.", where="path", required=True, most=100)
_LIKE: Final = Param("like", "A name, as well as it is known.", required=True, example="Ada Or")

ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *map(_list, LISTS),
    _read("/api/story/{id}", "story", "One story in full: onrecord/story/1. The id of any of its articles leads to it.", (_ID, AS_OF),
          "Story", api_answers.story, statuses=(404,), state=story_of, at_once=_SLOW),
    _read("/api/article/{id}", "article", "The reading of an article, with people's corrections: onrecord/reading/1.", (_ID, AS_OF),
          "Reading", api_answers.article, statuses=(404,), state=entry_of),
    _read("/api/article/{id}/{row}", "row", "One row of a reading, to be cited: with its permanent link and its words on the live page.",
          (_ID, _ROW, AS_OF), "Row", api_answers.row, statuses=(404,), state=entry_of),
    _read("/api/names", "names", "Names of the record that are like one.", (_LIKE, AS_OF), "Name", api_answers.names, list=True,
          state=entry_of),
    _write("/api/corrections", "correct", "Correct a row, or take a correction back. Nothing is changed or taken away: it is added.",
           api_writes.CORRECTION, "Correction", api_writes.correct, permission="correct", success=201,
           statuses=(404, 409, 415, 422, 503)),
    _write("/api/articles", "add", "Add an article, or what is at an address, by a job.", api_writes.ARTICLE, "Job", api_writes.add,
           permission="add", success=202, statuses=(415, 422, 503)),
    _read("/api/jobs", "jobs", "The jobs of adding that are remembered, the last first.", (), "Job", api_answers.jobs, list=True,
          permission="add"),
    _read("/api/jobs/{id}", "job", "One job of adding, as it stands.", (_JOB,), "Job", api_answers.job, permission="add", statuses=(404,)),
)  # fmt: skip
"""Every endpoint, in the order of its document."""


def answering(one: Endpoint) -> Handler:
    """What answers requests for an endpoint: JSON, also of what is not taken."""

    def handle(asked: Asked) -> Response:
        try:
            return json_of(one.handle(asked))
        except BadInput as wrong:
            return json_of(Answer(error_body(wrong), wrong.status))
        except BadQuery as wrong:
            return json_of(Answer(error_body(NotTaken(_blamed(asked, wrong.query, one.words), wrong.why)), 400))
        except Conflict as other:
            made = [as_json(found.correction) for found in other.made]
            reason = "Others corrected the same row since; nothing was changed."
            error = {"reason": reason, "param": "seen", "do": "Look at it again, and send it with a later seen."}
            return json_of(Answer({"error": error, "corrections": made}, 409))
        except UnknownRow as unknown:
            if unknown.row == asked.request.query_params.get("after"):
                return json_of(Answer(error_body(NotTaken("after", "is no place in this list")), 400))
            raise

    return handle


def _blamed(asked: Asked, query: str, words: str | None) -> str:
    return "after" if query == asked.request.query_params.get("after") else words or "after"


def json_of(answer: Answer) -> Response:
    """``answer`` as it is sent; in UTF-8."""
    body = json.dumps(answer.value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    response = Response(body, answer.status, dict(answer.headers), media_type="application/json")
    if answer.status >= 300 or answer.status in (201, 202):
        response.headers["cache-control"] = "no-store"
    return response


def document(asked: Asked) -> Response:
    """The OpenAPI document."""
    given(asked, ())
    return json_of(Answer(openapi.document(ENDPOINTS)))


def page(asked: Asked) -> Response:
    """The same for people."""
    return asked.page("api.html", endpoints=ENDPOINTS, shown=openapi.shown)


def _fixed(asked: Asked) -> str:
    return "api"


SERVED: Final[tuple[Served, ...]] = (
    ("/api", "api", page, "read", ("GET",), _fixed, None),
    ("/api/openapi.json", "openapi", document, "read", ("GET",), _fixed, None),
    *(
        (one.path, f"api-{one.name}", answering(one), one.permission, (one.method,), one.state, one.at_once)
        for one in ENDPOINTS
    ),
)
"""The routes of the API, for the table of all routes."""
