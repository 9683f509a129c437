"""Bounds of one fetch, and the clock that holds it to them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from onrecord import config
from onrecord.errors import UnreadableSource


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Bounds of one fetch; the defaults, with their origin, are in `onrecord.config`. Seconds, bytes and counts."""

    seconds: float = config.FETCH_SECONDS
    connect_seconds: float = config.CONNECT_SECONDS
    body_bytes: int = config.MAX_SOURCE_BYTES
    header_bytes: int = config.MAX_HEADER_BYTES
    header_fields: int = config.MAX_HEADER_FIELDS
    redirects: int = config.MAX_REDIRECTS


class Clock:
    """Time left for one fetch of ``url``: ``seconds`` from now on, less what `pause` gives back."""

    def __init__(self, url: str, seconds: float, *, now: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        self._seconds = seconds
        self._now = now
        self._end = now() + seconds

    def left(self) -> float:
        """Seconds left, above 0. Raises `UnreadableSource` where none are."""
        left = self._end - self._now()
        if left <= 0:
            raise self.over()
        return left

    def pause(self, seconds: float) -> None:
        """Do not count ``seconds`` that were spent waiting on purpose."""
        self._end += seconds

    def over(self) -> UnreadableSource:
        """The refusal of a fetch that took too long."""
        took = self._now() - self._end + self._seconds
        return UnreadableSource(
            self.url, "took too long", stage="fetch", limit=f"{self._seconds:g} s", observed=f"{took:.1f} s"
        )
