"""A record opened: found or made, its version looked at, and brought up to date where it is an older one."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from onrecord.config import data_folder
from onrecord.record import migrate
from onrecord.record.base import Base
from onrecord.record.record import Clock, Record, utc_now

_SERVER = ("postgresql://", "postgres://")


def default_record() -> Path:
    """Where the record is unless another place is named: ``onrecord/record.sqlite`` in the user's data folder."""
    return data_folder() / "record.sqlite"


def open_record(
    where: str | PathLike[str] | None = None,
    *,
    read_only: bool = False,
    clock: Clock | None = None,
    patience: float | None = None,
) -> Record:
    """The record at ``where``: a file, made where it is not there, or "postgresql://..."; by default `default_record`.

    ``read_only``: nothing is made or changed, and a record that is not there is refused. ``clock`` gives the moment of each
    entry, ISO 8601 in UTC. ``patience``: seconds that one question to the database may take, None for any time; then it is
    given up and `SlowQuery` raised. Writing, verifying and exporting take what they take. An older version's record is
    brought up to date, with a copy beside the file first. Raises `NewerRecord` for a newer one, and `RecordError` naming
    file and cause for all else that cannot be used.
    """
    if patience is not None and not patience > 0:
        raise ValueError(f"patience is a number of seconds above 0, not {patience!r}")
    base = _base(default_record() if where is None else where, read_only=read_only, patience=patience)
    try:
        migrate.prepare(base)
    except BaseException:
        base.close()
        raise
    return Record(base, clock=clock or utc_now)


def _base(where: str | PathLike[str], *, read_only: bool, patience: float | None = None) -> Base:
    name = fspath(where)
    if name.startswith(_SERVER):
        from onrecord.record.postgres import Postgres

        return Postgres(f"postgresql://{name.partition('://')[2]}", read_only=read_only, patience=patience)
    from onrecord.record.sqlite import SQLite

    return SQLite(Path(name), read_only=read_only, patience=patience)
