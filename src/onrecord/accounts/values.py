"""What is told of accounts: never a password, a hash or a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["reader", "editor", "admin"]
"""What an account may do: a reader reads, an editor also adds and corrects, an admin also keeps the accounts."""

ROLES: Final[tuple[Role, ...]] = ("reader", "editor", "admin")
"""The roles; each may do all that those before it may."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in, by the ``name`` that stands beside what they correct. ``created`` is ISO 8601 in UTC.

    A disabled account opens nothing; it stays, since its name stands in the record.
    """

    name: str
    role: Role
    disabled: bool
    created: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """One browser that is signed in. ``id`` names it and opens nothing; times are ISO 8601 in UTC, ``last_used`` to the minute.

    ``ip`` is the address that signed in, ``browser`` what the browser called itself, cut to its name and system.
    """

    id: int
    created: str
    last_used: str
    ip: str
    browser: str


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A program's key to an account. ``id`` names it and opens nothing; ``role`` is the most that it may do.

    ``expires`` is when it ends; ``last_used`` is to the minute, None where it never was. Times are ISO 8601 in UTC.
    """

    id: int
    label: str
    role: Role
    created: str
    expires: str
    last_used: str | None


def lesser(one: Role, other: Role) -> Role:
    """Whichever of two roles may do less."""
    return min(one, other, key=ROLES.index)
