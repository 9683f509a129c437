"""Sign-ins: what stands in the file for a browser that is signed in."""

from __future__ import annotations

import sqlite3
from typing import Final

from onrecord.accounts.file import AccountsFile
from onrecord.accounts.names import browser
from onrecord.accounts.secret import digest, new_secret
from onrecord.accounts.values import SignIn
from onrecord.accounts.when import iso

IDLE: Final = 12 * 3600
"""Seconds without use after which a sign-in ends: a working day (ASVS 7.3.1 leaves the figure to the application)."""
ABSOLUTE: Final = 30 * 86_400
"""Seconds after which a sign-in ends, used or not (ASVS 7.3.2; NIST SP 800-63B-4, 2.1.3: 30 days at most)."""
MOST: Final = 50
"""Sign-ins of one account; with the next, the one unused for longest ends."""
_MINUTE: Final = 60
"""Seconds within which a use is not written down anew."""

_LIVE = "last_used > ? and sign_in.created > ?"


def open_sign_in(base: sqlite3.Connection, account: int, *, now: int, ip: str, agent: str) -> str:
    """A new sign-in of ``account``; its token is given here, once."""
    token = new_secret()
    base.execute("delete from sign_in where not (last_used > ? and created > ?)", (now - IDLE, now - ABSOLUTE))
    base.execute(
        "insert into sign_in (account, token, created, last_used, ip, browser) values (?, ?, ?, ?, ?, ?)",
        (account, digest(token), now, now, ip[:64], browser(agent)),
    )
    base.execute(
        "delete from sign_in where account = ?1 and id not in"
        " (select id from sign_in where account = ?1 order by last_used desc, id desc limit ?2)",
        (account, MOST),
    )
    return token


def account_of(file: AccountsFile, token: str, *, now: int) -> int | None:
    """The account that ``token`` is signed in to; None where it is none, or has ended. Its use is written down."""
    found = file.rows(
        f"select id, account, last_used from sign_in where token = ? and {_LIVE}",
        digest(token),
        now - IDLE,
        now - ABSOLUTE,
    )
    if not found:
        return None
    ((number, account, last_used),) = found
    if now - last_used >= _MINUTE:
        with file.writing() as base:
            base.execute("update sign_in set last_used = ? where id = ?", (now, number))
    return int(account)


def close_sign_in(file: AccountsFile, token: str) -> None:
    """The sign-in of ``token`` ends."""
    with file.writing() as base:
        base.execute("delete from sign_in where token = ?", (digest(token),))


def close_all(base: sqlite3.Connection, account: int) -> None:
    """Every sign-in of ``account`` ends."""
    base.execute("delete from sign_in where account = ?", (account,))


def close_one(file: AccountsFile, account: int, number: int) -> bool:
    """The sign-in ``number`` of ``account`` ends; whether there was one."""
    with file.writing() as base:
        return bool(base.execute("delete from sign_in where account = ? and id = ?", (account, number)).rowcount)


def sign_ins_of(file: AccountsFile, account: int, *, now: int) -> tuple[SignIn, ...]:
    """Those of ``account`` that have not ended, the last used first."""
    found = file.rows(
        "select id, created, last_used, ip, browser from sign_in"
        f" where account = ? and {_LIVE} order by last_used desc, id desc",
        account,
        now - IDLE,
        now - ABSOLUTE,
    )
    return tuple(SignIn(row[0], iso(row[1]), iso(row[2]), row[3], row[4]) for row in found)


def number_of(file: AccountsFile, token: str) -> int | None:
    """The id of the sign-in of ``token``; None where there is none."""
    found = file.rows("select id from sign_in where token = ?", digest(token))
    return int(found[0][0]) if found else None
