"""How often a sign-in may be tried, kept in memory: by account and address together, and by address alone.

Never by account alone: whoever knows a name could then lock its owner out.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
from collections import OrderedDict, deque
from threading import Lock
from typing import Final

from onrecord.accounts.errors import TooManyTries
from onrecord.accounts.names import key

TRIES: Final = 10
"""Tries at one account from one address within `WINDOW` seconds; the next is refused."""
WINDOW: Final = 300.0
"""Seconds that a failed try counts."""
ADDRESS_BURST: Final = 60
"""Tries that one address has at once, all accounts together: a newsroom signs in behind one address in the morning."""
ADDRESS_RATE: Final = 0.2
"""Tries that one address gains in a second."""
_KEPT: Final = 50_000
"""Addresses, and pairs of account and address, that are remembered; those unused for longest are forgotten first."""


class Tries:
    """Counts the tries. One for all threads; times are seconds of the caller's clock."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failed: OrderedDict[tuple[bytes, str], deque[float]] = OrderedDict()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, name: str, ip: str, *, now: float) -> None:
        """Count a try before anything is checked. Raises `TooManyTries` with the seconds to wait; that try costs nothing."""
        home, pair = network(ip), _pair(name, ip)
        with self._lock:
            left = self._left_of(home, now)
            if left < 1:
                raise TooManyTries(math.ceil((1 - left) / ADDRESS_RATE))
            times = self._failed.setdefault(pair, deque())
            self._failed.move_to_end(pair)
            while times and times[0] <= now - WINDOW:
                times.popleft()
            if len(times) >= TRIES:
                raise TooManyTries(max(1, math.ceil(times[0] + WINDOW - now)))
            times.append(now)
            self._left[home] = (left - 1, now)
            self._left.move_to_end(home)
            for kept in (self._failed, self._left):
                while len(kept) > _KEPT:
                    kept.popitem(last=False)

    def forget(self, name: str, ip: str) -> None:
        """A try was right: those before it count no more."""
        with self._lock:
            self._failed.pop(_pair(name, ip), None)

    def _left_of(self, home: str, now: float) -> float:
        left, at = self._left.get(home, (float(ADDRESS_BURST), now))
        return min(float(ADDRESS_BURST), left + max(0.0, now - at) * ADDRESS_RATE)


def network(ip: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 network of an IPv6 one, which one customer has whole."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ip[:64]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return str(address)


def _pair(name: str, ip: str) -> tuple[bytes, str]:
    # The digest of a name: names are of any length, and what people type into that field is at times a password.
    return hashlib.sha256(key(name[:1_000]).encode("utf-8", "surrogatepass")).digest(), network(ip)
