"""Who may do what. What is not granted here is denied."""

from __future__ import annotations

from typing import Final, Literal

Permission = Literal["anyone", "read", "add", "correct", "account", "admin"]
Role = Literal["nobody", "guest", "reader", "editor", "admin", "owner"]

PERMISSIONS: Final[dict[Permission, str]] = {
    "anyone": "what a browser needs before anybody is known: the sign-in page, styles, the sign of life",
    "read": "read, search, check and export the record",
    "add": "add articles, and see how that goes",
    "correct": "correct the record, and take a correction back",
    "account": "one's own account: sign-ins, tokens, password",
    "admin": "the accounts of others",
}
"""What each permission lets somebody do."""

GRANTS: Final[dict[Role, frozenset[Permission]]] = {
    "nobody": frozenset({"anyone"}),
    "guest": frozenset({"anyone", "read"}),
    "reader": frozenset({"anyone", "read", "account"}),
    "editor": frozenset({"anyone", "read", "account", "add", "correct"}),
    "admin": frozenset({"anyone", "read", "account", "add", "correct", "admin"}),
    "owner": frozenset({"anyone", "read", "add", "correct"}),
}
"""What each role may. *nobody* has not signed in to a team's server, *guest* reads a public one, *owner* uses it on the own machine."""


def may(role: Role, permission: Permission) -> bool:
    """Whether ``role`` has been granted ``permission``."""
    return permission in GRANTS[role]
