"""The table of routes: every address of the server, what it shows, and who may ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from onrecord.faces.web import api, exports, walk
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.pages import (
    accounts_all,
    accounts_own,
    accounts_sign_in,
    add,
    article,
    check,
    correct,
    corrections,
    item,
    lists,
    review,
    revisions,
    search,
    stories,
    story,
    today,
    who,
)
from onrecord.faces.web.permissions import Permission

Handler = Callable[[Asked], Response]
State = Callable[[Asked], str]


@dataclass(frozen=True, slots=True)
class Route:
    """One address.

    ``path`` is the pattern, its parts in braces; ``name`` its noun. ``handler`` runs in a thread. ``state`` gives, for a page
    that only reads, a key which changes whenever the page may: then it is kept, and not sent again to who has it.
    ``methods`` without HEAD, which GET brings. ``at_once``: at most so many of its requests are answered at one time, on
    threads of their own, so that slow ones keep nobody from reading.
    """

    path: str
    name: str
    handler: Handler
    permission: Permission
    methods: tuple[str, ...] = ("GET",)
    state: State | None = None
    at_once: int | None = None


def whole(asked: Asked) -> str:
    """The state of a page that may show anything of the record."""
    return str(asked.view.seq)


ROUTES: Final[tuple[Route, ...]] = (
    *(Route(*one) for one in (*exports.SERVED, *api.SERVED)),
    Route("/", "today", today.today, "read", state=walk.state),
    Route("/stories", "stories", stories.listed, "read", state=walk.state),
    Route("/story/{id}", "story", story.story, "read", state=story.state),
    Route("/claims", "claims", lists.claims, "read", state=walk.state, at_once=2),
    Route("/demands", "demands", lists.demands, "read", state=walk.state, at_once=2),
    Route("/shifts", "shifts", lists.shifts, "read", state=walk.state, at_once=2),
    Route("/article/{id}", "article", article.read, "read", state=article.state),
    Route("/article/{id}/revisions", "revisions", revisions.read, "read", state=article.state),
    Route("/article/{id}/source", "source", article.source, "read"),
    Route("/article/{id}/{row}", "item", item.read, "read", state=article.state),
    Route("/article/{id}/{row}/cite", "cite", item.cite, "read"),
    Route("/article/{id}/{row}/live", "live", item.live, "read"),
    Route("/search", "search", search.search, "read", state=whole),
    Route("/check", "check", check.check, "read", state=whole),
    Route("/who", "who", who.who, "read", state=walk.state),
    Route("/correct", "correct", correct.correct, "correct", ("POST",)),
    Route("/corrections", "corrections", corrections.corrections, "read", state=whole),
    Route("/review", "review", review.review, "correct"),
    Route("/login", "login", accounts_sign_in.sign_in, "anyone", ("GET", "POST"), at_once=2),
    Route("/logout", "logout", accounts_sign_in.sign_out, "anyone", ("POST",)),
    Route("/account", "account", accounts_own.own, "account", ("GET", "POST"), at_once=2),
    Route("/accounts", "accounts", accounts_all.listed, "admin", ("GET", "POST"), at_once=2),
    Route("/add", "add", add.add, "add", ("GET", "POST")),
    Route("/add/{job}", "job", add.job, "add"),
    Route("/add/{job}/stop", "stop", add.stop, "add", ("POST",)),
)
"""Every address of the server."""
