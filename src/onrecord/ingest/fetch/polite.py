"""Not too often, and not at all where a host has asked to be left alone."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from threading import Lock

from onrecord.config import MAX_RETRY_AFTER


class Turns:
    """When each host may be asked next; one for all threads of a run."""

    def __init__(
        self,
        *,
        delay: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._now = now
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str, *, at_least: float | None = None) -> float:
        """Wait for this host's turn, and give the seconds waited.

        The next turn comes after the usual delay, or ``at_least`` (seconds) where that is more.
        """
        with self._lock:
            now = self._now()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._delay, at_least or 0.0)
        if turn > now:
            self._sleep(turn - now)
        return turn - now


def retry_after(value: str | None, *, now: float) -> float | None:
    """Seconds for which a server asks to be left alone: a count or an HTTP date (RFC 9110, 10.2.3), ``now`` the time.

    At most `MAX_RETRY_AFTER`. None where it does not ask, or not in a way that can be read.
    """
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(min(int(value[:12]), MAX_RETRY_AFTER))
    try:
        until = email.utils.parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(until - now, 0.0), MAX_RETRY_AFTER)
