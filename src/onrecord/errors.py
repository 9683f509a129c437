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
