"""The database a record is kept in: transactions, and what goes wrong in them by name."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Engine, Select, Subquery, event, exc, except_, func, select

from onrecord.errors import ReadOnlyRecord, RecordError, SlowQuery

_T = TypeVar("_T")
_TRIES = 3  # of a transaction whose server went away; it comes back within seconds or it is down


class TimeLeft:
    """How long a transaction may go on, in seconds from now."""

    def __init__(self, where: str, patience: float) -> None:
        self._where = where
        self._patience = patience
        self._until = time.monotonic() + patience

    def left(self) -> float:
        """Seconds. Raises `SlowQuery` where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise SlowQuery(self._where, self._patience)
        return left


def go_on(connection: Connection) -> float | None:
    """The seconds that the transaction may still take, None for any; for loops over what was found. Raises `SlowQuery`."""
    time_left: TimeLeft | None = connection.get_execution_options().get("onrecord_time_left")
    return None if time_left is None else time_left.left()


class Base(ABC):
    """One database. ``where`` names it in errors, without a password; ``durability`` says in words how writes are kept safe.

    For any number of threads: each transaction has a connection of its own.
    """

    def __init__(self, where: str, engine: Engine, *, read_only: bool, patience: float | None) -> None:
        self.where = where
        self.engine = engine
        self.read_only = read_only
        self.patience = patience
        self.durability = ""
        if patience is not None:
            event.listen(engine, "before_cursor_execute", self._before)

    @contextmanager
    def reading(self, *, bounded: bool = True) -> Iterator[Connection]:
        """A transaction that reads. ``bounded``: it is given up when it takes longer than the patience there is.

        Raises `RecordError`, `SlowQuery` among them.
        """
        with self._named(), self.engine.connect() as connection:
            if not bounded or self.patience is None:
                yield connection
                return
            time_left = TimeLeft(self.where, self.patience)
            hurried = connection.execution_options(onrecord_time_left=time_left)
            with self.hurried(hurried, self.patience):
                yield hurried

    def _before(self, connection: Connection, cursor: Any, *_: Any) -> None:
        """Give up where the time is over already; else see to it that the next statement does not take what is not left."""
        left = go_on(connection)
        if left is not None:
            self.hurry(cursor, left)

    def write(self, work: Callable[[Connection], _T], *, again: bool = False) -> _T:
        """What ``work`` returns, done in one transaction that holds the record alone; kept for good when this returns.

        ``again``: the work looks first whether it is done already, so that it can be repeated where the server was lost
        in the middle and nobody knows. Raises `RecordError`; then nothing of it is kept, but where the error says that
        this is not known.
        """
        if self.read_only:
            raise ReadOnlyRecord(self.where, "was opened to be read only")
        tries = _TRIES if again else 1
        while True:
            tries -= 1
            with self._named():
                try:
                    return self._once(work)
                except exc.DBAPIError as wrong:
                    self.engine.dispose()  # a connection whose write failed may believe what is not on the disk
                    if not tries or not self.is_lost(wrong):
                        raise

    def _once(self, work: Callable[[Connection], _T]) -> _T:
        with self.engine.connect() as connection:
            writing = connection.execution_options(onrecord_writes=True)
            with writing.begin():
                self.hold(writing)
                return work(writing)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as wrong:
            raise self.error(wrong) from wrong
        except exc.TimeoutError as wrong:
            raise RecordError(self.where, "has too many connections in use") from wrong

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @abstractmethod
    def hurried(self, connection: Connection, seconds: float) -> AbstractContextManager[None]:
        """End a statement of the transaction that is running after so many ``seconds``."""

    @abstractmethod
    def hurry(self, cursor: Any, left: float) -> None:
        """Say that the next statement has ``left`` seconds, where that must be said anew."""

    @abstractmethod
    def hold(self, connection: Connection) -> None:
        """Make the transaction the only one that writes."""

    @abstractmethod
    def error(self, wrong: exc.DBAPIError) -> RecordError:
        """What to say of an error of the database."""

    @abstractmethod
    def is_lost(self, wrong: exc.DBAPIError) -> bool:
        """Whether the server was lost, so that nobody knows whether the transaction was kept."""

    @abstractmethod
    def make_words(self, connection: Connection) -> None:
        """Make the full-text tables."""

    @abstractmethod
    def drop_words(self, connection: Connection) -> None:
        """Remove the full-text tables."""

    @abstractmethod
    def add_words(self, connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add ``rows`` to a full-text table: an ``id``, and the folded words of each column."""

    @abstractmethod
    def phrase(self, table: str, folded: Sequence[str]) -> Subquery:
        """The ids of the rows of a full-text table that hold these words on end, as a column ``id``."""

    @abstractmethod
    def guard(self, connection: Connection) -> None:
        """Make the triggers that refuse to change or delete what is in the log."""

    @abstractmethod
    def faults(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """What the database itself finds wrong, place and reason."""

    @abstractmethod
    def is_new(self, connection: Connection) -> bool:
        """Whether there is nothing yet. Raises `RecordError` where there is something else than a record."""

    @abstractmethod
    def mark_new(self, connection: Connection) -> None:
        """Mark the database as a record, where it has a place for that."""

    @abstractmethod
    def before_migration(self, version: int) -> str | None:
        """Put a copy of the record, of this ``version``, beside it; returns where, None where that is left to the server."""


def unlike(connection: Connection, table: str, indexed: Column[int], there: Select[Any]) -> Iterator[tuple[str, str]]:
    """Whether ``there``, the ids in a full-text ``table``, are those of the rows that are to be ``indexed``."""
    rows = select(indexed)
    pairs: list[tuple[Any, str]] = [(except_(rows, there), "lacks"), (except_(there, rows), "has too much")]
    for asked, what in pairs:
        number = connection.execute(select(func.count()).select_from(asked.subquery())).scalar()
        if number:
            yield f"the index {table}", f"{what} {number} rows: `Record.rebuild` makes it anew"
