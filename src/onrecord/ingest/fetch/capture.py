"""What a fetch brought: bytes from one address at one time, named by their digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RobotsVerdict = Literal["allowed", "disallowed", "unavailable", "not asked"]
"""What robots.txt says: *unavailable* is one that a failing server keeps back, which counts as a no (RFC 9309, 2.3.1.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes fetched from one address at one time, named by digest.

    ``url`` is the address asked for, ``final_url`` the one that answered, after ``redirects`` (each address on the way,
    the first one left out). ``headers`` are the fields that are kept (`KEPT_HEADERS`). ``at`` is when the answer was
    there, in UTC, ISO 8601. ``not_modified``: the server said that nothing has changed (304), and ``body`` is that of
    the earlier fetch.
    """

    url: str
    final_url: str
    redirects: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    at: str
    body: bytes
    sha256: str
    user_agent: str
    robots: RobotsVerdict
    not_modified: bool = False

    def header(self, name: str) -> str | None:
        """The value of a kept field, by its name in lower case; None where there was none."""
        return next((value for field, value in self.headers if field == name), None)


KEPT_HEADERS = ("content-type", "date", "etag", "last-modified", "retry-after", "content-language", "location")
"""Header fields that are kept: what a later conditional fetch needs, and what dates and names the bytes. No cookies."""
