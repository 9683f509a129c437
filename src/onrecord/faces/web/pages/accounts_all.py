"""The accounts of a team, for its admins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from starlette.responses import Response

import onrecord
from onrecord.faces.web.asking import Asked
from onrecord.faces.web.pages.accounts_asked import Role, accounts_of, note, one_of, secret
from onrecord.faces.web.pages.accounts_own import ROLES

if TYPE_CHECKING:
    from onrecord import Accounts

DONE: Final = {
    "add": "The account is there. Tell its owner the password, and ask for another one.",
    "role": "The role is changed. Whoever it is has to sign in again.",
    "disable": "The account is disabled, and signed out everywhere.",
    "enable": "The account may sign in again.",
    "password": "The password is changed. Whoever it is has to sign in again.",
}
"""What can be done, and what is said when it was."""


def listed(asked: Asked) -> Response:
    """Every account; sent with something to do, that is done."""
    accounts = accounts_of(asked)
    if asked.request.method != "POST":
        return _shown(asked, accounts, done=DONE.get(asked.choice("done", DONE)))
    what, name = one_of(asked, "do", tuple(DONE)), asked.field("name")
    try:
        _do(asked, accounts, what, name)
    except onrecord.RefusedAccount as refused:
        return _shown(asked, accounts, wrong=f"Nothing was changed: {refused.name}: {refused.why}.", status=422)
    note(f"account: {what}", asked, name=name)
    return asked.to("/accounts", done=what)


def _do(asked: Asked, accounts: Accounts, what: str, name: str) -> None:
    match what:
        case "add":
            accounts.add(name, secret(asked, "password"), _role(asked))
        case "role":
            accounts.set_role(name, _role(asked))
        case "disable":
            accounts.disable(name)
        case "enable":
            accounts.enable(name)
        case _:
            accounts.set_password(name, secret(asked, "password"))


def _role(asked: Asked) -> Role:
    return cast(Role, one_of(asked, "role", ROLES))


def _shown(
    asked: Asked, accounts: Accounts, *, done: str | None = None, wrong: str | None = None, status: int = 200
) -> Response:
    return asked.page("accounts.html", status=status, done=done, wrong=wrong, roles=ROLES, found=accounts.all())
