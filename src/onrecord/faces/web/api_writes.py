"""What the API takes in: corrections, and articles to be added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import onrecord
from onrecord import Listed, RefusedCorrection, UnknownRow, View
from onrecord.config import MAX_LISTED, MAX_TEXT, MAX_URL
from onrecord.faces.as_json import as_json
from onrecord.faces.params import VERDICTS, IsoDate
from onrecord.faces.web.api_answers import Answer, job_form, jobs_of
from onrecord.faces.web.api_params import NotTaken, Param
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.jobs import Task, TooMany
from onrecord.faces.web.pages.add import headed
from onrecord.faces.web.pages.correct_want import FIELDS, MOST_WORDS
from onrecord.faces.web.render import href

Given = Mapping[str, Any]

_WAIT: Final = "60"
"""Seconds after which a job is asked for again, where too many wait: a few articles are read by then."""


CORRECTION: Final = (
    Param("row", "The row, ARTICLE/ID, as lists and readings have it.", where="body", most=200, example="3f0c12ab/s4"),
    Param("verdict", "What is said of it.", "choice", where="body", choices=VERDICTS),
    Param("field", "replace: which field.", "choice", where="body", choices=FIELDS),
    Param("value", "replace: what it is to be. A speaker of null: not known.", where="body", most=MOST_WORDS),
    Param("other", "same, different, unsure: the second entity, ARTICLE/ID.", where="body", most=200),
    Param("undo", "The id of a correction that is taken back, instead of row and verdict.", where="body", most=100),
    Param("why", "Why, in your own words.", where="body", most=2_000),
    Param("by", "Who says so. Only on one's own machine: elsewhere it is the account.", where="body", most=200),
    Param(
        "seen",
        "The as_of of the answer that the row was seen in: if others corrected it since, nothing is changed (409).",
        "number",
        where="body",
        least=0,
        most=10**15,
    ),
)
"""The fields of a correction."""

ARTICLE: Final = (
    Param("text", "The words of an article, its paragraphs parted by blank lines; or the source of a page.", where="body", most=MAX_TEXT),
    Param("url", "Without text: the address that is fetched. With it: where the text was published.", where="body", most=MAX_URL),
    Param("title", "With text: its headline.", where="body", most=500),
    Param("author", "With text: who wrote it.", where="body", most=500),
    Param("outlet", "Who published it, over what it says itself.", where="body", most=500),
    Param("date", "When it was published, ISO 8601, over what it says itself.", where="body", most=40, example="2026-03-14"),
    Param("listing", "What is at the address: a feed or a sitemap, whose articles are added.", "choice", where="body",
          choices=("feed", "sitemap")),
    Param("limit", "At most so many articles of a feed or sitemap.", "number", where="body", default=20, most=MAX_LISTED),
)  # fmt: skip
"""The fields of an article that is to be added."""


class Conflict(Exception):
    """Somebody else corrected the same row meanwhile: ``made`` is what they said."""

    def __init__(self, made: tuple[Listed, ...]) -> None:
        super().__init__(made)
        self.made = made


def correct(asked: Asked, given: Given, body: Given) -> Answer:
    """Append a correction. One that holds already is answered with 200 and not appended again."""
    by = _by(asked, body)
    record = asked.site.record
    row, verdict = _wanted(body)
    with asked.site.correcting:
        before = record.view()
        if body["seen"] is not None and verdict != "undo":
            seen = record.view(min(body["seen"], before.seq))
            _not_meanwhile(before, seen, {row, body["other"]} - {None}, by=by)
        try:
            made = record.correct(
                row, verdict, field=body["field"], value=body["value"], other=body["other"], by=by, why=body["why"]
            )
        except RefusedCorrection as refused:
            raise NotTaken(_blamed(body), refused.why, status=422) from refused
        new = record.view().seq > before.seq
    onrecord.keep_up(record)
    asked.site.shelf.changed()
    article, slash, item = made.row.partition("/")
    location = {"location": f"{asked.site.origin}/api/article/{article}/{item}"} if slash else {}
    return Answer(as_json(made), 201 if new else 200, location)


def _by(asked: Asked, body: Given) -> str:
    if asked.site.mode == "local":
        return body["by"] or asked.viewer.name or asked.site.by
    if body["by"] and body["by"] != asked.viewer.name:
        raise NotTaken("by", "you correct in the name of your account", status=422)
    return asked.viewer.name or ""


def _wanted(body: Given) -> tuple[str, Any]:
    """The row and the verdict on it; of an undo the id of the correction. Raises `NotTaken` for what is missing or too much."""
    if body["undo"] is not None:
        for name in ("row", "verdict", "field", "value", "other"):
            if body[name] is not None:
                raise NotTaken(name, "stands beside undo, which stands alone", status=422)
        return body["undo"], "undo"
    for name in ("row", "verdict"):
        if body[name] is None:
            raise NotTaken(name, "is not given", status=422)
    return body["row"], body["verdict"]


def _blamed(body: Given) -> str:
    """The field that a refusal is about, as far as can be told."""
    if body["undo"] is not None:
        return "undo"
    given = {"replace": "value" if body["field"] else "field", "same": "other", "different": "other"}
    return given.get(body["verdict"], "verdict")


def _not_meanwhile(now: View, then: View, rows: set[str], *, by: str) -> None:
    """Raises `Conflict` where others than ``by`` corrected one of ``rows`` between the two."""
    for row in sorted(rows):
        name, _, item = row.rpartition("/")
        article = now.article(name).id
        try:
            before = {one.id for one in then.corrections(article)}
        except UnknownRow:
            raise NotTaken("seen", "is before the article was added", status=422) from None
        listed = onrecord.list_corrections(now, article=article, limit=500)
        its = f"{article}/{item}"
        since = (one for one in listed if one.correction.id not in before and its in _rows(one))
        if others := tuple(one for one in since if one.correction.by.casefold() != by.casefold()):
            raise Conflict(others)


def _rows(one: Listed) -> set[str | None]:
    said = one.undoes or one.correction
    return {said.row, said.other}


def add(asked: Asked, given: Given, body: Given) -> Answer:
    """Begin a job that adds what is sent, or what is at an address."""
    try:
        name = jobs_of(asked).begin(_task(body, asked.viewer.name))
    except TooMany:
        return Answer(
            {"error": {"reason": "As many jobs wait as may: nothing was added.", "do": "Send it again in a minute."}},
            503,
            {"retry-after": _WAIT},
        )
    told = jobs_of(asked).told(name)
    where = {"location": f"{asked.site.origin}/api/jobs/{name}"}
    return Answer(job_form(told) if told else {"id": name}, 202, where)


def _task(body: Given, by: str | None) -> Task:
    text: str = body["text"] or ""
    url: str = body["url"] or ""
    if not text.strip() and not url:
        raise NotTaken("text", "is not given, and no url either", status=422)
    if url and (href(url) is None or not url.isprintable() or " " in url):
        raise NotTaken("url", "is no web address: it has to begin with https:// or http://", status=422)
    options = []
    if body["date"]:
        try:
            options.append(f"--date={IsoDate().convert(body['date'], None, None)}")
        except Exception as wrong:
            why = "is no date: write 2026, 2026-03, 2026-03-14 or 2026-03-14T09:30Z"
            raise NotTaken("date", why, status=422) from wrong
    outlet, title, author = (" ".join((body[name] or "").split()) for name in ("outlet", "title", "author"))
    if outlet:
        options.append(f"--outlet={outlet}")
    if text.strip():
        if body["listing"]:
            raise NotTaken("listing", "is of an address, and text was sent", status=422)
        if text.lstrip().startswith("<") and (title or author):
            raise NotTaken("title", "the source of a page gives its own title and author", status=422)
        options += [f"--url={url}"] if url else []
        words = headed({"text": text, "title": title, "author": author})
        return Task(title or "Sent text", by, tuple(options), text=words)
    for name in ("title", "author"):
        if body[name]:
            raise NotTaken(name, "is taken with text only", status=422)
    if body["listing"]:
        options += [f"--{body['listing']}", f"--limit={body['limit']}"]
    return Task(url, by, tuple(options), address=url)
