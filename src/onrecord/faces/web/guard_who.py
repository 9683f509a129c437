"""Who asks: by the cookie of a sign-in, or by the token of a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.types import Scope

from onrecord.faces.web.asking import Viewer
from onrecord.faces.web.guard_origin import Headers, bearer

if TYPE_CHECKING:
    from onrecord import Account, Accounts
    from onrecord.faces.web.site import Site

SECONDS: Final = 30 * 86_400
"""Seconds that a browser keeps the cookie of a sign-in: as long as a sign-in lasts at most."""

_MOST_SECRET: Final = 200
"""Characters of a cookie's value or a token that are looked up; real ones have under 60."""

_UNASKED: Final = ("/static/", "/healthz")
"""Paths that are the same for everybody: nobody is looked up for them."""


def cookie_name(site: Site) -> str:
    """The cookie of a sign-in. Over https its name makes browsers hold to it: this host alone, every path, https only."""
    return "__Host-onrecord" if site.origin.startswith("https:") else "onrecord"


def token_of(headers: Headers, site: Site) -> str | None:
    """The token of a sign-in in the cookies of a request; None where there is none, or more than one."""
    name = cookie_name(site)
    found: list[str] = []
    for header in headers.get("cookie", ()):
        for part in header.split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                found.append(value)
    return found[0] if len(found) == 1 and 0 < len(found[0]) <= _MOST_SECRET else None


def token_of_request(request: Request, site: Site) -> str | None:
    """The same, of a request as handlers see it."""
    return token_of({"cookie": request.headers.getlist("cookie")}, site)


class Known:
    """Looks up who asks, in threads of its own: those that answer may all be waiting for the record."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._limiter: CapacityLimiter | None = None

    async def viewer(self, scope: Scope, headers: Headers) -> Viewer:
        """Who asks. On the own machine its owner, on a public server a guest; on a team's whom the accounts know."""
        if self._site.mode == "local":
            return Viewer("owner", self._site.by)
        if self._site.mode == "public":
            return Viewer("guest")
        accounts = self._site.accounts
        keys = [key for value in headers.get("authorization", ()) if (key := bearer(value))]
        token = None if keys else token_of(headers, self._site)
        if accounts is None or not (keys or token) or scope["path"].startswith(_UNASKED):
            return Viewer("nobody")
        if self._limiter is None:
            self._limiter = CapacityLimiter(2)
        found = await to_thread.run_sync(_look_up, accounts, keys, token, limiter=self._limiter)
        scope["onrecord.by_token"] = bool(keys)
        return Viewer(found.role, found.name) if found else Viewer("nobody")


def _look_up(accounts: Accounts, keys: list[str], token: str | None) -> Account | None:
    if keys:
        return accounts.who_by_token(keys[0]) if len(keys) == 1 and len(keys[0]) <= _MOST_SECRET else None
    return accounts.who(token) if token else None


def sign_in_cookie(site: Site, token: str, *, seconds: int) -> str:
    """The Set-Cookie header of a sign-in; ``seconds`` 0 takes it away."""
    secure = "; Secure" if cookie_name(site).startswith("__Host-") else ""
    return f"{cookie_name(site)}={token}; HttpOnly; Max-Age={seconds}; Path=/; SameSite=Lax{secure}"
