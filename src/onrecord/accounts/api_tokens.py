"""API tokens: what stands in the file for a program that may use an account."""

from __future__ import annotations

import sqlite3
from typing import Final, get_args

from onrecord.accounts.errors import RefusedAccount
from onrecord.accounts.file import AccountsFile
from onrecord.accounts.names import tidy, wrong_with
from onrecord.accounts.secret import digest, new_secret
from onrecord.accounts.values import ApiToken, Role, lesser
from onrecord.accounts.when import iso

PREFIX: Final = "onrecord_"
"""What every API token begins with, so that one left in a file by mistake is found."""
MOST: Final = 50
"""API tokens of one account."""
MAX_DAYS: Final = 366
"""Days that an API token may last: a year. One without an end outlives whoever asked for it."""
_MINUTE: Final = 60


def make(
    base: sqlite3.Connection, account: int, *, name: str, own: Role, label: str, role: Role, days: int, now: int
) -> str:
    """A new token of ``account``, called ``name``, whose own role is ``own``; its secret is given here, once."""
    label = tidy(label)
    if wrong := wrong_with(label):
        raise RefusedAccount(name, wrong.replace("a name", "a label"))
    if role not in get_args(Role):
        raise RefusedAccount(name, f"{role!r} is no role: reader, editor or admin")
    if lesser(own, role) != role:
        raise RefusedAccount(name, f"a token may do no more than its account, which is {own}")
    if not 1 <= days <= MAX_DAYS:
        raise RefusedAccount(name, f"a token lasts 1 to {MAX_DAYS} days")
    base.execute("delete from api_token where expires <= ?", (now,))
    if base.execute("select count(*) from api_token where account = ?", (account,)).fetchone()[0] >= MOST:
        raise RefusedAccount(name, f"an account has at most {MOST} tokens: revoke one first")
    secret = PREFIX + new_secret()
    base.execute(
        "insert into api_token (account, token, label, role, created, expires) values (?, ?, ?, ?, ?, ?)",
        (account, digest(secret), label, role, now, now + days * 86_400),
    )
    return secret


def account_of(file: AccountsFile, secret: str, *, now: int) -> tuple[int, Role] | None:
    """The account of the token ``secret`` and the most it may do; None where it is none, or has ended. Its use is written down."""
    found = file.rows(
        "select id, account, role, last_used from api_token where token = ? and expires > ?", digest(secret), now
    )
    if not found:
        return None
    ((number, account, role, last_used),) = found
    if last_used is None or now - last_used >= _MINUTE:
        with file.writing() as base:
            base.execute("update api_token set last_used = ? where id = ?", (now, number))
    return account, role


def tokens_of(file: AccountsFile, account: int, *, now: int) -> tuple[ApiToken, ...]:
    """Those of ``account`` that have not ended, the newest first."""
    found = file.rows(
        "select id, label, role, created, expires, last_used from api_token"
        " where account = ? and expires > ? order by id desc",
        account,
        now,
    )
    return tuple(
        ApiToken(row[0], row[1], row[2], iso(row[3]), iso(row[4]), None if row[5] is None else iso(row[5]))
        for row in found
    )


def revoke(file: AccountsFile, account: int, number: int) -> bool:
    """The token ``number`` of ``account`` ends; whether there was one."""
    with file.writing() as base:
        return bool(base.execute("delete from api_token where account = ? and id = ?", (account, number)).rowcount)


def revoke_all(base: sqlite3.Connection, account: int) -> None:
    """Every token of ``account`` ends."""
    base.execute("delete from api_token where account = ?", (account,))
