"""The file of accounts: SQLite, readable by its owner alone."""

from __future__ import annotations

import os
import shlex
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Final

from onrecord.accounts.errors import AccountsError

VERSION: Final = 1
"""The version of the tables."""

_APPLICATION: Final = 0x6F6E6163
"""SQLite's application_id of the file: "onac"."""

_TABLES = """
create table account (
  id integer primary key, name text not null, key text not null unique, role text not null, disabled integer not null,
  hash text not null, created integer not null
);
create table sign_in (
  id integer primary key, account integer not null references account, token blob not null unique,
  created integer not null, last_used integer not null, ip text not null, browser text not null
);
create index sign_in_account on sign_in (account);
create table api_token (
  id integer primary key, account integer not null references account, token blob not null unique, label text not null,
  role text not null, created integer not null, expires integer not null, last_used integer
);
create index api_token_account on api_token (account);
"""
_WAIT = 10.0  # seconds for another process that is writing
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class AccountsFile:
    """The tables in the file ``path``, made with its folder where it is not there. One for all threads.

    Several processes may use one file. Raises `AccountsError` where it cannot be used, or where others than its owner may
    read or write it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._check(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            # The default journal, with a full sync: slower than a write-ahead log, and safe in every version of SQLite.
            self._base = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False, isolation_level=None)
            self._prepare()
        except (OSError, sqlite3.Error) as wrong:
            raise self._broken(wrong) from wrong

    def _check(self, opened: int) -> None:
        """Refuse what others may read. Asked of the open file, not of its name, which may lead elsewhere by then."""
        try:
            about = os.fstat(opened)
        finally:
            os.close(opened)
        if not stat.S_ISREG(about.st_mode):
            raise AccountsError(str(self.path), "is no file")
        # Windows has no such bits: there the user's own folder keeps others out.
        if sys.platform != "win32" and about.st_mode & _OTHERS:
            raise AccountsError(
                str(self.path),
                f"others than its owner may read or write it (mode {stat.S_IMODE(about.st_mode):04o}), and it holds"
                f" hashes of passwords. To keep them out: chmod 600 {shlex.quote(str(self.path))}",
            )

    def _prepare(self) -> None:
        self._base.execute("pragma foreign_keys = on")
        # What is deleted is overwritten: no token of a closed sign-in stays in the file.
        self._base.execute("pragma secure_delete = on")
        with self.writing() as base:
            version = int(base.execute("pragma user_version").fetchone()[0])
            owner = int(base.execute("pragma application_id").fetchone()[0])
            empty = not base.execute("select 1 from sqlite_master").fetchone()
            if empty and not version:
                for statement in _TABLES.split(";")[:-1]:
                    base.execute(statement)
                base.execute(f"pragma application_id = {_APPLICATION}")
                base.execute(f"pragma user_version = {VERSION}")
            elif owner != _APPLICATION:
                raise AccountsError(str(self.path), "is no file of accounts")
            elif version > VERSION:
                raise AccountsError(
                    str(self.path),
                    f"was written by a newer version of onrecord (its tables have version {version}, this onrecord knows"
                    f" version {VERSION}): update onrecord to use it. Nothing was changed",
                )

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that writes: all of it is done, or nothing."""
        with self._lock:
            try:
                self._base.execute("begin immediate")
                try:
                    yield self._base
                except BaseException:
                    self._base.execute("rollback")
                    raise
                self._base.execute("commit")
            except sqlite3.Error as wrong:
                if self._base.in_transaction:
                    self._base.execute("rollback")
                raise self._broken(wrong) from wrong

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What ``query`` finds."""
        with self._lock:
            try:
                return self._base.execute(query, values).fetchall()
            except sqlite3.Error as wrong:
                raise self._broken(wrong) from wrong

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()

    def _broken(self, wrong: Exception) -> AccountsError:
        why = (getattr(wrong, "strerror", None) or str(wrong)).lower()
        return AccountsError(str(self.path), f"the file of accounts cannot be used: {why}")
