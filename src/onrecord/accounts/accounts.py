"""Accounts: who may sign in, and as what."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Self, get_args

from onrecord.accounts import api_tokens, passwords, sign_ins
from onrecord.accounts.errors import RefusedAccount, RefusedSignIn
from onrecord.accounts.file import AccountsFile
from onrecord.accounts.hashing import Hasher
from onrecord.accounts.names import MAX_NAME, key, tidy, wrong_with
from onrecord.accounts.tries import Tries
from onrecord.accounts.values import Account, ApiToken, Role, SignIn, lesser
from onrecord.accounts.when import iso
from onrecord.config import data_folder

_COLUMNS = "select id, name, role, disabled, created, hash from account"


class _Row(NamedTuple):
    """An account as it stands in the file."""

    id: int
    name: str
    role: Role
    disabled: int
    created: int
    hash: str

    def told(self, role: Role | None = None) -> Account:
        return Account(self.name, role or self.role, bool(self.disabled), iso(self.created))


def default_accounts() -> Path:
    """Where the accounts are unless another place is named: ``onrecord/accounts.sqlite`` in the user's data folder."""
    return data_folder() / "accounts.sqlite"


def open_accounts(
    path: str | PathLike[str] | None = None,
    *,
    clock: Callable[[], float] | None = None,
    hasher: Hasher | None = None,
) -> Accounts:
    """The accounts in the file ``path``, made where it is not there; by default `default_accounts`.

    ``clock`` gives seconds since 1970, ``hasher`` makes the hashes of passwords. Raises `AccountsError`, naming file and
    cause, where it cannot be used, or where others than its owner may read it.
    """
    file = AccountsFile(Path(default_accounts() if path is None else path))
    return Accounts(file, clock=clock or time.time, hasher=hasher or Hasher())


class Accounts:
    """Who may sign in, as what, and who is signed in. One for all threads; several processes may use one file.

    Made by `open_accounts`. An account has a name, a password and a role. Signing in gives a token, which opens the account
    until it has not been used for 12 hours, is 30 days old, or is signed out. An API token opens it for a program, for as
    many days as it was made for. A new password, another role and disabling close all that was open. Every method raises
    `AccountsError` where the file cannot be used.
    """

    def __init__(self, file: AccountsFile, *, clock: Callable[[], float], hasher: Hasher) -> None:
        self._file = file
        self._clock = clock
        self._hasher = hasher
        self._tries = Tries()

    @property
    def where(self) -> str:
        """The file they are in."""
        return str(self._file.path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Accounts.

    def all(self) -> tuple[Account, ...]:
        """Every account, by name, disabled ones too."""
        return tuple(_Row(*row).told() for row in self._file.rows(f"{_COLUMNS} order by key"))

    def account(self, name: str) -> Account | None:
        """The account of this name, in letters of either case; None where there is none."""
        found = self._row(name)
        return found and found.told()

    def add(self, name: str, password: str, role: Role) -> Account:
        """Add an account. Raises `RefusedAccount` for a name that is taken or cannot be one, and for a password that is soon guessed."""
        name = tidy(name)
        _must_be_name(name)
        _must_be_role(name, role)
        _must_be_hard(name, password)
        kept = self._hasher.hash(password)
        with self._file.writing() as base:
            if base.execute("select 1 from account where key = ?", (key(name),)).fetchone():
                raise RefusedAccount(name, "there is an account of this name already")
            base.execute(
                "insert into account (name, key, role, disabled, hash, created) values (?, ?, ?, 0, ?, ?)",
                (name, key(name), role, kept, self._now()),
            )
        return self._known(name).told()

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; all that was open is closed. Raises `RefusedAccount` as `add` does."""
        found = self._known(name)
        _must_be_hard(found.name, password)
        kept = self._hasher.hash(password)
        with self._file.writing() as base:
            base.execute("update account set hash = ? where id = ?", (kept, found.id))
            _shut(base, found.id)

    def change_password(self, name: str, old: str, new: str, *, ip: str) -> None:
        """As `set_password`, by one who must know the ``old`` one. Raises `RefusedSignIn` and `TooManyTries` as `sign_in` does."""
        self._check(name, old, ip)
        self.set_password(name, new)

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; all that was open is closed. The last admin stays admin: `RefusedAccount`."""
        _must_be_role(name, role)
        with self._file.writing() as base:
            found = self._known(name, base)
            if found.role == role:
                return
            if role != "admin":
                _must_not_be_last(base, found)
            base.execute("update account set role = ? where id = ?", (role, found.id))
            _shut(base, found.id)

    def disable(self, name: str) -> None:
        """An account opens nothing any more, and all that was open is closed. The last admin cannot be: `RefusedAccount`."""
        with self._file.writing() as base:
            found = self._known(name, base)
            _must_not_be_last(base, found)
            base.execute("update account set disabled = 1 where id = ?", (found.id,))
            _shut(base, found.id)

    def enable(self, name: str) -> None:
        """A disabled account can be signed in to again, with its password as it was."""
        with self._file.writing() as base:
            base.execute("update account set disabled = 0 where id = ?", (self._known(name, base).id,))

    # Sign-ins.

    def sign_in(self, name: str, password: str, *, ip: str, agent: str = "") -> str:
        """The token of a new sign-in, given once. ``ip`` is the address that asks, ``agent`` what its browser calls itself.

        Raises `RefusedSignIn`, which takes as long whether there is such an account or not, and `TooManyTries`.
        """
        found = self._check(name, password, ip)
        anew = self._hasher.hash(password) if self._hasher.is_dated(found.hash) else None
        with self._file.writing() as base:
            # It may have been disabled, or given another password, while this one was checked.
            still = base.execute("select disabled, hash from account where id = ?", (found.id,)).fetchone()
            if still != (0, found.hash):
                raise RefusedSignIn
            if anew:
                base.execute("update account set hash = ? where id = ?", (anew, found.id))
            return sign_ins.open_sign_in(base, found.id, now=self._now(), ip=ip, agent=agent)

    def who(self, token: str) -> Account | None:
        """Whose sign-in ``token`` is; None where it is none, or has ended."""
        number = sign_ins.account_of(self._file, token, now=self._now())
        found = self._by_id(number)
        return found and found.told()

    def sign_out(self, token: str) -> None:
        """End the sign-in of ``token``, where there is one."""
        sign_ins.close_sign_in(self._file, token)

    def sign_out_one(self, name: str, sign_in: int) -> bool:
        """End the sign-in of this id, if it is one of the account ``name``; whether there was one."""
        return sign_ins.close_one(self._file, self._known(name).id, sign_in)

    def sign_out_everywhere(self, name: str) -> None:
        """End every sign-in of an account. Its API tokens stay."""
        with self._file.writing() as base:
            sign_ins.close_all(base, self._known(name, base).id)

    def sign_ins(self, name: str) -> tuple[SignIn, ...]:
        """The sign-ins of an account that have not ended, the last used first."""
        return sign_ins.sign_ins_of(self._file, self._known(name).id, now=self._now())

    def sign_in_id(self, token: str) -> int | None:
        """The id of the sign-in of ``token``, to tell it among `sign_ins`; None where there is none."""
        return sign_ins.number_of(self._file, token)

    # API tokens.

    def make_token(self, name: str, label: str, *, role: Role, days: int) -> str:
        """The secret of a new API token, given once: ``label`` says what it is for, ``role`` the most it may do.

        It lasts ``days`` days, 1 to 366. Raises `RefusedAccount` where it would do more than its account, or there are 50.
        """
        with self._file.writing() as base:
            found = self._known(name, base)
            if found.disabled:
                raise RefusedAccount(found.name, "is disabled")
            return api_tokens.make(
                base, found.id, name=found.name, own=found.role, label=label, role=role, days=days, now=self._now()
            )

    def who_by_token(self, secret: str) -> Account | None:
        """Whose API token ``secret`` is, with the role that it may use; None where it is none, or has ended."""
        found = api_tokens.account_of(self._file, secret, now=self._now())
        row = self._by_id(found[0]) if found else None
        return row.told(lesser(row.role, found[1])) if row and found else None

    def tokens(self, name: str) -> tuple[ApiToken, ...]:
        """The API tokens of an account that have not ended, the newest first."""
        return api_tokens.tokens_of(self._file, self._known(name).id, now=self._now())

    def revoke(self, name: str, token: int) -> bool:
        """End the API token of this id, if it is one of the account ``name``; whether there was one."""
        return api_tokens.revoke(self._file, self._known(name).id, token)

    def _now(self) -> int:
        return int(self._clock())

    def _row(self, name: str, base: sqlite3.Connection | None = None) -> _Row | None:
        query = f"{_COLUMNS} where key = ?"
        found = base.execute(query, (key(name),)).fetchall() if base else self._file.rows(query, key(name))
        return _Row(*found[0]) if found else None

    def _known(self, name: str, base: sqlite3.Connection | None = None) -> _Row:
        found = self._row(name, base)
        if found is None:
            raise RefusedAccount(tidy(name)[:MAX_NAME], "there is no such account")
        return found

    def _by_id(self, number: int | None) -> _Row | None:
        found = self._file.rows(f"{_COLUMNS} where id = ? and not disabled", number) if number else []
        return _Row(*found[0]) if found else None

    def _check(self, name: str, password: str, ip: str) -> _Row:
        self._tries.count(name, ip, now=self._clock())
        found = self._row(name[: 4 * MAX_NAME])
        fits = self._hasher.fits(found and found.hash, password[: 4 * passwords.MAX_PASSWORD])
        if found is None or not fits or found.disabled or len(password) > passwords.MAX_PASSWORD:
            raise RefusedSignIn
        self._tries.forget(name, ip)
        return found


def _shut(base: sqlite3.Connection, account: int) -> None:
    sign_ins.close_all(base, account)
    api_tokens.revoke_all(base, account)


def _must_be_name(name: str) -> None:
    if wrong := wrong_with(name):
        raise RefusedAccount(name[:MAX_NAME], wrong)


def _must_be_role(name: str, role: Role) -> None:
    if role not in get_args(Role):
        raise RefusedAccount(name, f"{role!r} is no role: reader, editor or admin")


def _must_be_hard(name: str, password: str) -> None:
    if wrong := passwords.wrong_with(password, name):
        raise RefusedAccount(name, wrong)


def _must_not_be_last(base: sqlite3.Connection, row: _Row) -> None:
    others = "select 1 from account where role = 'admin' and not disabled and id <> ?"
    if row.role == "admin" and not row.disabled and not base.execute(others, (row.id,)).fetchone():
        raise RefusedAccount(row.name, "is the last admin: make another one first")
