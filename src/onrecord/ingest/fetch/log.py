"""The fetch log: every fetch, what came of it, and the bytes it brought, in one SQLite file. Rows are only ever added."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import zlib
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.capture import Capture

_TABLES = """
create table if not exists capture (sha256 text primary key, body blob not null) without rowid;
create table if not exists fetch (
  id integer primary key, at text not null, url text not null, final_url text, redirects text not null, status integer,
  headers text not null, sha256 text references capture, user_agent text not null, robots text not null,
  refused text, host text not null, not_before real
);
create index if not exists fetch_final_url on fetch (final_url, id);
create index if not exists fetch_host on fetch (host, not_before);
"""
_MAX_VALIDATOR = 1_000  # characters of a tag or date that is sent back; tags have under 100
_WAIT = 10.0  # seconds for another process that is writing


class Kept(NamedTuple):
    """What is left of an earlier fetch of an address: the validators for asking whether it changed, and its bytes."""

    etag: str | None
    last_modified: str | None
    headers: tuple[tuple[str, str], ...]
    body: bytes


def default_log() -> Path:
    """Where the log is kept unless another place is named: ``onrecord/fetches.sqlite`` in the user's cache folder."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "onrecord" / "fetches.sqlite"


class FetchLog:
    """The log in the file ``path``, made with its folder where it is not there, readable by its owner alone.

    One for all threads; several processes may use one file. Raises `UnreadableSource`, naming the file, where it cannot
    be read or written.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self._path = Path(path)
        self._lock = Lock()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            # The default journal, with a full sync: slower than a write-ahead log, and safe in every version of SQLite.
            self._base = sqlite3.connect(self._path, timeout=_WAIT, check_same_thread=False)
            self._base.executescript(_TABLES)
        except (OSError, sqlite3.Error) as wrong:
            raise self._broken(wrong) from wrong

    def kept(self, final_url: str) -> Kept | None:
        """The latest bytes that came from this address with a validator; None where none did, or they are damaged."""
        try:
            with self._lock:
                row = self._base.execute(
                    "select headers, sha256, body from fetch join capture using (sha256)"
                    " where final_url = ? and status in (200, 203) and refused is null order by id desc limit 1",
                    (final_url,),
                ).fetchone()
        except sqlite3.Error as wrong:
            raise self._broken(wrong) from wrong
        if row is None:
            return None
        headers = tuple((str(name), str(value)) for name, value in json.loads(row[0]))
        fields = {name: value for name, value in headers if len(value) <= _MAX_VALIDATOR}
        try:
            body = zlib.decompress(row[2])
        except zlib.error:
            return None
        if hashlib.sha256(body).hexdigest() != row[1] or not (fields.keys() & {"etag", "last-modified"}):
            return None
        return Kept(fields.get("etag"), fields.get("last-modified"), headers, body)

    def not_before(self, host: str, *, now: float) -> float | None:
        """Until when ``host`` asked to be left alone, in seconds since 1970; None where it is over by ``now``."""
        try:
            with self._lock:
                row = self._base.execute(
                    "select max(not_before) from fetch where host = ? and not_before > ?", (host, now)
                ).fetchone()
        except sqlite3.Error as wrong:
            raise self._broken(wrong) from wrong
        return None if row[0] is None else float(row[0])

    def add(self, capture: Capture, *, host: str) -> None:
        """Add a fetch that brought something."""
        self._write(
            (
                capture.at,
                capture.url,
                capture.final_url,
                json.dumps(capture.redirects),
                304 if capture.not_modified else capture.status,
                json.dumps(capture.headers),
                capture.sha256,
                capture.user_agent,
                capture.robots,
                None,
                host,
                None,
            ),
            capture,
        )

    def add_refused(
        self,
        url: str,
        *,
        at: str,
        status: int | None,
        user_agent: str,
        robots: str,
        why: str,
        host: str,
        not_before: float | None,
    ) -> None:
        """Add a fetch that brought nothing, with the reason."""
        self._write((at, url, None, "[]", status, "[]", None, user_agent, robots, why, host, not_before), None)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()

    def _write(self, row: tuple[object, ...], capture: Capture | None) -> None:
        try:
            with self._lock, self._base:
                if capture and not capture.not_modified:
                    self._base.execute(
                        "insert or ignore into capture values (?, ?)", (capture.sha256, zlib.compress(capture.body))
                    )
                self._base.execute(
                    "insert into fetch (at, url, final_url, redirects, status, headers, sha256, user_agent, robots,"
                    " refused, host, not_before) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    row,
                )
        except sqlite3.Error as wrong:
            raise self._broken(wrong) from wrong

    def _broken(self, wrong: Exception) -> UnreadableSource:
        why = (getattr(wrong, "strerror", None) or str(wrong)).lower()
        return UnreadableSource(str(self._path), f"the fetch log cannot be used: {why}", stage="fetch")
