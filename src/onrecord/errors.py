"""What onrecord refuses, by name. Every refusal is an `OnrecordError` and says what was refused and why."""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class UnreadableSource(OnrecordError):
    """A source that cannot be made an article: ``path`` names it, ``why`` says what is wrong, in a reader's words.

    ``stage`` is the step that refused. Where a limit was passed, ``limit`` and ``observed`` give it and what was found,
    each with its unit. Where only one member of the source was refused, ``member`` names it, and ``sha256`` is the digest
    of its bytes, None where they were not read to their end.
    """

    def __init__(
        self,
        path: str,
        why: str,
        *,
        stage: str = "ingest",
        limit: str | None = None,
        observed: str | None = None,
        member: str | None = None,
        sha256: str | None = None,
    ) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why
        self.stage = stage
        self.limit = limit
        self.observed = observed
        self.member = member
        self.sha256 = sha256

    def __str__(self) -> str:
        place = f"{self.path}: {self.member}" if self.member else self.path
        bounds = f" (limit {self.limit}, observed {self.observed})" if self.limit or self.observed else ""
        return f"{place}: {self.why}{bounds}"


class SpanMismatch(OnrecordError):
    """Words that are not what stands at their span: ``said`` stands beside it, ``found`` is in the text at ``start, end``."""

    def __init__(self, where: str, start: int, end: int, *, said: str, found: str) -> None:
        super().__init__(where, start, end)
        self.where = where
        self.start = start
        self.end = end
        self.said = said
        self.found = found

    def __str__(self) -> str:
        return f"{self.where}: [{self.start}, {self.end}) is {self.found!r}, not {self.said!r}"


class RecordError(OnrecordError):
    """The record cannot be used: ``where`` names its file or server, ``why`` says what is wrong and what can be done."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class ReadOnlyRecord(RecordError):
    """Something was to be written to a record that can only be read."""


class RecordFull(RecordError):
    """There is no room left where the record is kept. What was to be written is not in it, all that was acknowledged is."""


class BusyRecord(RecordError):
    """Another program has been writing to the record for so long that this one gave up waiting."""


class SlowQuery(RecordError):
    """What was asked of the record took longer than it may: ``patience`` is the bound, in seconds. Nothing is wrong with the record."""

    def __init__(self, where: str, patience: float) -> None:
        super().__init__(where, f"the question took over {patience:g} s and was given up: ask for less at once")
        self.patience = patience


class NewerRecord(RecordError):
    """A record written by a newer version of onrecord: ``found`` is the version of its tables, ``known`` the newest known here."""

    def __init__(self, where: str, found: str, known: int) -> None:
        super().__init__(
            where,
            f"was written by a newer version of onrecord (its tables have version {found}, this onrecord knows "
            f"version {known}): update onrecord to use it. Nothing was changed",
        )
        self.found = found
        self.known = known


class BrokenExport(RecordError):
    """An export that is not as it was written, or no export: nothing of it was taken in."""


class UnknownRow(OnrecordError):
    """There is no such article, row or correction in the record: ``row`` is what was asked for, ``near`` the nearest there are."""

    def __init__(self, row: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(row, near)
        self.row = row
        self.near = near

    def __str__(self) -> str:
        nearest = f"; the nearest is {' or '.join(self.near)}" if self.near else ""
        return f"{self.row}: no such row in the record{nearest}"


class RefusedCorrection(OnrecordError):
    """A correction that makes no sense: ``row`` is what it is of, ``why`` says what is wrong with it."""

    def __init__(self, row: str, why: str) -> None:
        super().__init__(row, why)
        self.row = row
        self.why = why

    def __str__(self) -> str:
        return f"{self.row}: {self.why}"


class UnsoundReading(OnrecordError):
    """A reading that points at what is not there: ``article`` is its article's id, ``why`` says what is wrong."""

    def __init__(self, article: str, why: str) -> None:
        super().__init__(article, why)
        self.article = article
        self.why = why

    def __str__(self) -> str:
        return f"{self.article}: {self.why}"
