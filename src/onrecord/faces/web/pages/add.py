"""Adding articles: the page with its four ways, and how a job goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import click
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord import Headline
from onrecord.config import MAX_LISTED, MAX_TEXT, MAX_URL
from onrecord.faces.params import IsoDate
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.jobs import Jobs, Task, Told, TooMany
from onrecord.faces.web.render import href

How = Literal["text", "files", "page", "feed"]

FIELDS: Final[dict[How, tuple[str, ...]]] = {
    "text": ("text", "title", "author", "outlet", "date", "url"),
    "files": ("outlet", "date"),
    "page": ("address",),
    "feed": ("address", "kind", "limit"),
}
"""The fields of each form, files apart."""

MOST_WORDS: Final = 500
"""Characters of a title, name or outlet. The longest headlines have some 200."""

FEW: Final = 20
"""Articles of a feed unless another number is asked for: what most feeds list."""

_MOST: Final = {"text": MAX_TEXT, "url": MAX_URL, "address": MAX_URL}
_BUSY: Final = "20 others wait already. Nothing was added: send this again in a few minutes."


class _Wrong(Exception):
    """A form that cannot be taken: what is wrong, by field."""

    def __init__(self, **wrong: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def add(asked: Asked) -> Response:
    """The four ways; and, when one of the forms is sent, its job. A form with a fault comes back with what was typed."""
    if asked.request.method != "POST":
        return _page(asked, None, _suggested(asked), {})
    how = asked.field("how")
    if how not in FIELDS:
        raise BadInput("how", f"{how!r} is none of {', '.join(FIELDS)}")
    typed = {name: asked.field(name, most=_MOST.get(name, MOST_WORDS)) for name in FIELDS[how]}
    try:
        name = _jobs(asked).begin(_task(asked, how, typed))
    except _Wrong as found:
        return _page(asked, how, {how: typed}, found.wrong, status=422)
    except TooMany:
        response = _page(asked, how, {how: typed}, {"busy": _BUSY}, status=503)
        response.headers["retry-after"] = "60"
        return response
    return asked.to(f"/add/{name}")


def job(asked: Asked) -> Response:
    """How one job goes, or went."""
    told = _jobs(asked).told(asked.part("job"))
    if told is None:
        raise HTTPException(404)
    stories = () if told.running else tuple(_stories(asked, told))
    response = asked.page("job.html", job=told, stories=stories)
    response.headers["cache-control"] = "no-store"
    return response


def stop(asked: Asked) -> Response:
    """End a job."""
    jobs, name = _jobs(asked), asked.part("job")
    if jobs.told(name) is None:
        raise HTTPException(404)
    jobs.stop(name)
    return asked.to(f"/add/{name}")


def _jobs(asked: Asked) -> Jobs:
    if asked.site.jobs is None:  # a public server, where nobody may get here
        raise HTTPException(404)
    return asked.site.jobs


def _page(
    asked: Asked, how: How | None, typed: dict[How, dict[str, str]], wrong: dict[str, str], *, status: int = 200
) -> Response:
    script = f"javascript:location.href='{asked.site.origin}/add?url='+encodeURIComponent(location.href)"
    latest = _jobs(asked).latest()
    response = asked.page(
        "add.html",
        status=status,
        how=how,
        typed=typed,
        wrong=wrong,
        latest=latest,
        script=script,
        few=FEW,
        most=MAX_LISTED,
    )
    response.headers["cache-control"] = "no-store"
    return response


def _suggested(asked: Asked) -> dict[How, dict[str, str]]:
    """What another program suggests in the address: a bookmark that gives ``url``, or a phone that shares ``text``."""
    url, text, title = asked.text("url", most=MAX_URL), asked.text("text"), asked.text("title", most=MOST_WORDS)
    if href(text) and " " not in text:  # phones share an address as a text
        url, text = url or text, ""
    return {"page": {"address": url}, "text": {"text": text, "title": title if text else ""}}


def _task(asked: Asked, how: How, typed: dict[str, str]) -> Task:
    """What the form asks for. Raises `_Wrong`, with all that is wrong with it."""
    wrong: dict[str, str] = {}
    options: list[str] = []
    by = asked.viewer.name
    if typed.get("date"):
        try:
            options.append(f"--date={IsoDate().convert(typed['date'], None, None)}")
        except click.UsageError as error:
            wrong["date"] = _sentence(error.message)
    if outlet := _one_line(typed.get("outlet", "")):
        options.append(f"--outlet={outlet}")
    match how:
        case "text":
            text = typed["text"]
            if not text:
                wrong["text"] = "Paste the words of an article here."
            if typed["url"]:
                _checked(typed["url"], "url", wrong)
                options.append(f"--url={typed['url']}")
            if text.startswith("<") and (typed["title"] or typed["author"]):
                wrong["title"] = "This is the source of a page, which gives its own title and author: leave both empty."
            task = Task(_one_line(typed["title"]) or "Pasted text", by, tuple(options), text=headed(typed))
        case "files":
            files = tuple(one for one in asked.form.getlist("files") if isinstance(one, UploadFile) and one.filename)
            if not files:
                wrong["files"] = "Choose at least one file."
            names = [_one_line(one.filename or "") for one in files]
            what = names[0] if len(names) == 1 else f"{len(names)} files"
            pairs = tuple((name, one.file) for name, one in zip(names, files, strict=True))
            task = Task(what, by, tuple(options), files=pairs)
        case "page":
            _checked(typed["address"], "address", wrong)
            task = Task(typed["address"], by, address=typed["address"])
        case "feed":
            _checked(typed["address"], "address", wrong)
            kind, limit = typed["kind"] or "feed", typed["limit"] or str(FEW)
            if kind not in ("feed", "sitemap"):
                wrong["kind"] = "Say whether it is a feed or a sitemap."
            if not (limit.isascii() and limit.isdigit() and len(limit) < 10 and 1 <= int(limit) <= MAX_LISTED):
                wrong["limit"] = f"Write a whole number from 1 to {MAX_LISTED:,}."
            task = Task(typed["address"], by, (f"--{kind}", f"--limit={limit}"), address=typed["address"])
    if wrong:
        raise _Wrong(**wrong)
    return task


def headed(typed: dict[str, str]) -> str:
    """The pasted text, with title and author over it in the form that a text file gives them."""
    fields = [
        f"{name}: {_quoted(said)}" for name in ("title", "author") if (said := _one_line(typed.get(name, "")))
    ]  # at least two make a head: a text may begin with a line that only looks like one
    return "\n".join(["---", *fields, "layout: pasted", "---", "", typed["text"]]) if fields else typed["text"]


def _checked(address: str, name: str, wrong: dict[str, str]) -> None:
    """A web address and nothing else: what looks like a file of this machine is never opened."""
    if not address:
        wrong[name] = "Write a web address, as https://www.example.org/article."
    elif href(address) is None or any(c.isspace() or not c.isprintable() for c in address):
        wrong[name] = "This is no web address: it has to begin with https:// or http://. For a file, use Choose files."


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _quoted(said: str) -> str:
    """``said``, in quotation marks where it has its own around it, of which a reader takes one pair off."""
    return f"{said[0]}{said}{said[0]}" if len(said) > 2 and said[0] == said[-1] and said[0] in "\"'" else said


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def _stories(asked: Asked, told: Told) -> Iterable[Headline]:
    """The stories that hold what was added, each once."""
    of = asked.site.shelf.index().of
    found = {of[one.article].id: of[one.article] for one in told.added if one.new and one.article in of}
    return found.values()
