"""What is said about an input that was not read."""

from __future__ import annotations

import json
import traceback
from dataclasses import asdict, dataclass
from pathlib import PurePath

from onrecord import OnrecordError, UnreadableSource
from onrecord.faces.ink import safe


@dataclass(frozen=True, slots=True)
class Refusal:
    """One input that was not read, or one ``member`` of it: a file in an archive, a row, an entry of a feed.

    Field names are those of the JSON line on standard error. ``sha256`` is that of the bytes, None where they could not
    be read again. ``stage`` is the step that refused; "internal" is a fault of the program. ``limit`` and ``observed``
    stand where a limit was passed.
    """

    input: str
    sha256: str | None
    stage: str
    reason: str
    limit: str | None = None
    observed: str | None = None
    member: str | None = None

    def line(self) -> str:
        """For people: the input and the reason."""
        bounds = f" (limit {self.limit}, observed {self.observed})" if self.limit or self.observed else ""
        place = f"{self.input}: {self.member}" if self.member else self.input
        return safe(" ".join(f"onrecord: {place}: {self.reason}{bounds}".split("\n")))

    def json(self) -> str:
        """For programs: one line, in ASCII."""
        return json.dumps(asdict(self))


def refusal(name: str, error: Exception, *, sha256: str | None, member: str | None = None) -> Refusal:
    """What to say about ``error``, which ended the reading of the input ``name``, or of a ``member`` of it."""
    match error:
        case UnreadableSource():
            digest = error.sha256 if error.member else error.sha256 or sha256
            return Refusal(name, digest, error.stage, error.why, error.limit, error.observed, error.member or member)
        case OnrecordError():
            return Refusal(name, sha256, "read", str(error), member=member)
        case OSError(strerror=str(why)):
            return Refusal(name, sha256, "open", why, member=member)
        case _:
            at = traceback.extract_tb(error.__traceback__)[-1]
            what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            place = f"{PurePath(at.filename).name}:{at.lineno}"
            return Refusal(
                name, sha256, "internal", f"internal error ({what}, {place}); please report it", member=member
            )
