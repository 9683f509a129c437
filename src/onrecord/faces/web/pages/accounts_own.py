"""One's own account: where it is signed in, its tokens, its password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from starlette.responses import Response

import onrecord
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.guard_who import SECONDS, sign_in_cookie, token_of_request
from onrecord.faces.web.pages.accounts_asked import Role, accounts_of, address, note, number, one_of, own_name, secret

if TYPE_CHECKING:
    from onrecord import Accounts

ROLES: Final = ("reader", "editor", "admin")

DONE: Final = {
    "signed-out": "That browser is signed out.",
    "signed-out-everywhere": "Every other browser is signed out.",
    "revoked": "That token opens nothing any more.",
    "password": "Your password is changed. Every other browser is signed out, and every token is revoked.",
}
"""What is said when something was done."""

_MOST_DAYS: Final = 366


def own(asked: Asked) -> Response:
    """The account of whoever asks; sent with something to do, that is done."""
    accounts, name = accounts_of(asked), own_name(asked)
    if asked.request.method != "POST":
        return _shown(asked, accounts, done=DONE.get(asked.choice("done", DONE)))
    match one_of(asked, "do", ("sign-out", "sign-out-everywhere", "revoke", "token", "password")):
        case "sign-out":
            accounts.sign_out_one(name, number(asked, "id"))
            return asked.to("/account", done="signed-out")
        case "sign-out-everywhere":
            return _only_here(asked, accounts, name)
        case "revoke":
            accounts.revoke(name, number(asked, "id"))
            note("token revoked", asked)
            return asked.to("/account", done="revoked")
        case "token":
            return _token(asked, accounts, name)
        case _:
            return _password(asked, accounts, name)


def _only_here(asked: Asked, accounts: Accounts, name: str) -> Response:
    token = token_of_request(asked.request, asked.site)
    here = accounts.sign_in_id(token) if token else None
    for one in accounts.sign_ins(name):
        if one.id != here:
            accounts.sign_out_one(name, one.id)
    note("signed out everywhere else", asked)
    return asked.to("/account", done="signed-out-everywhere")


def _token(asked: Asked, accounts: Accounts, name: str) -> Response:
    label = asked.field("label")
    role = cast(Role, one_of(asked, "role", ROLES))
    try:
        made = accounts.make_token(name, label, role=role, days=number(asked, "days", most=_MOST_DAYS))
    except onrecord.RefusedAccount as refused:
        return _shown(asked, accounts, wrong=f"No token was made: {refused.why}.", status=422)
    note("token made", asked, label=label, role=role)
    response = asked.page("account_token.html", label=label, token=made)
    response.headers["cache-control"] = "no-store"
    return response


def _password(asked: Asked, accounts: Accounts, name: str) -> Response:
    old, new = secret(asked, "old"), secret(asked, "new")
    if new != secret(asked, "again"):
        return _shown(asked, accounts, wrong="Nothing was changed: the new password was typed in two ways.", status=422)
    try:
        accounts.change_password(name, old, new, ip=address(asked))
    except onrecord.RefusedSignIn:
        note("password refused", asked)
        return _shown(asked, accounts, wrong="Nothing was changed: that is not your password.", status=403)
    except onrecord.RefusedAccount as refused:
        return _shown(asked, accounts, wrong=f"Nothing was changed: {refused.why}.", status=422)
    except onrecord.TooManyTries as many:
        wrong = f"Nothing was changed: too many tries. Wait {many.retry_after} seconds."
        response = _shown(asked, accounts, wrong=wrong, status=429)
        response.headers["retry-after"] = str(many.retry_after)
        return response
    note("password changed", asked)
    agent = asked.request.headers.get("user-agent", "")
    token = accounts.sign_in(name, new, ip=address(asked), agent=agent)
    response = asked.to("/account", done="password")
    response.headers["set-cookie"] = sign_in_cookie(asked.site, token, seconds=SECONDS)
    return response


def _shown(
    asked: Asked, accounts: Accounts, *, done: str | None = None, wrong: str | None = None, status: int = 200
) -> Response:
    name = own_name(asked)
    token = token_of_request(asked.request, asked.site)
    role = accounts.account(name)
    own_role = role.role if role else "reader"
    return asked.page(
        "account.html",
        status=status,
        done=done,
        wrong=wrong,
        role=own_role,
        roles=ROLES[: ROLES.index(own_role) + 1],
        here=accounts.sign_in_id(token) if token else None,
        sign_ins=accounts.sign_ins(name),
        tokens=accounts.tokens(name),
    )
