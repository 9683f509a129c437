"""What the pages of accounts have in common."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Literal

from starlette.exceptions import HTTPException

from onrecord.faces.web.asking import Asked, BadInput

if TYPE_CHECKING:
    from onrecord import Accounts

Role = Literal["reader", "editor", "admin"]
"""What an account may be."""

_LOG: Final = logging.getLogger("onrecord.web")


def accounts_of(asked: Asked) -> Accounts:
    """The accounts of this server; there is no such page where it has none, and none for programs."""
    if asked.site.accounts is None:
        raise HTTPException(404)
    if asked.request.scope.get("onrecord.by_token"):
        raise HTTPException(403, "A token opens the record, not the accounts")
    return asked.site.accounts


def own_name(asked: Asked) -> str:
    """The name of the account that asks."""
    if asked.viewer.name is None:
        raise HTTPException(404)
    return asked.viewer.name


def address(asked: Asked) -> str:
    """The address that asks, as the guard found it."""
    return asked.request.client.host if asked.request.client else ""


def secret(asked: Asked, name: str) -> str:
    """A field of the form that holds a password: as it was typed, spaces and all."""
    values = asked.form.getlist(name)
    if len(values) != 1 or not isinstance(values[0], str):
        raise BadInput(name, "is missing, or given more than once")
    return values[0]


def number(asked: Asked, name: str, *, most: int = 2**53) -> int:
    """A whole number in the form."""
    said = asked.field(name, most=20)
    if not (said.isascii() and said.isdigit()) or int(said) > most:
        raise BadInput(name, f"{said!r} is no whole number up to {most}")
    return int(said)


def one_of(asked: Asked, name: str, allowed: tuple[str, ...]) -> str:
    """One of some words in the form."""
    said = asked.field(name, most=100)
    if said not in allowed:
        raise BadInput(name, f"{said!r} is none of {', '.join(allowed)}")
    return said


def note(event: str, asked: Asked, **about: object) -> None:
    """Write to the log what was done with an account, from which address, and by whom."""
    by = {"by": asked.viewer.name} if asked.viewer.name else {}
    _LOG.info(event, extra={"about": {"ip": address(asked)} | by | about})
