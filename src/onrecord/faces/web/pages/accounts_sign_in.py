"""Signing in to a team's server, and out."""

from __future__ import annotations

from starlette.responses import Response

import onrecord
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.guard_paths import local_path
from onrecord.faces.web.guard_who import SECONDS, sign_in_cookie, token_of_request
from onrecord.faces.web.pages.accounts_asked import accounts_of, address, note, secret


def sign_in(asked: Asked) -> Response:
    """The form for name and password; sent with both, the way in."""
    accounts = accounts_of(asked)
    if asked.request.method == "POST":
        return _try(asked, accounts)
    back = local_path(asked.text("next"))
    return asked.to(back) if asked.viewer.role != "nobody" else asked.page("login.html", name="", back=back, wrong=None)


def _try(asked: Asked, accounts: onrecord.Accounts) -> Response:
    name, password, back = asked.field("name"), secret(asked, "password"), local_path(asked.field("next"))
    try:
        token = accounts.sign_in(name, password, ip=address(asked), agent=asked.request.headers.get("user-agent", ""))
    except onrecord.RefusedSignIn:
        note("sign-in refused", asked)
        wrong = "This name and password do not open an account."
        return asked.page("login.html", status=403, name=name, back=back, wrong=wrong)
    except onrecord.TooManyTries as many:
        note("sign-in refused", asked, why="too many tries")
        wrong = f"Too many tries. Wait {many.retry_after} seconds, then try again."
        response = asked.page("login.html", status=429, name=name, back=back, wrong=wrong)
        response.headers["retry-after"] = str(many.retry_after)
        return response
    if old := token_of_request(asked.request, asked.site):
        accounts.sign_out(old)
    found = accounts.who(token)
    note("signed in", asked, name=found.name if found else None)
    response = asked.to(back)
    response.headers["set-cookie"] = sign_in_cookie(asked.site, token, seconds=SECONDS)
    return response


def sign_out(asked: Asked) -> Response:
    """The way out: the sign-in ends, and what the browser kept of the pages goes."""
    accounts = accounts_of(asked)
    if token := token_of_request(asked.request, asked.site):
        accounts.sign_out(token)
        note("signed out", asked, name=asked.viewer.name)
    response = asked.to("/login")
    response.headers["set-cookie"] = sign_in_cookie(asked.site, "", seconds=0)
    response.headers["clear-site-data"] = '"cache", "storage"'
    return response
