"""How much one address may ask, and which address it is."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Final

RATE: Final = 60.0
"""Requests that one address gains in a second: a page with its styles is 3, so 20 pages a second, more than people read."""
BURST: Final = 300.0
"""Requests that one address has at once: a newsroom behind one address opens its pages in the morning."""
KEPT: Final = 50_000
"""Addresses that are remembered, some 10 MB; those that asked longest ago are forgotten first."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Rates:
    """A bucket of tokens for each address. For one thread: that of the event loop."""

    def __init__(self, *, rate: float = RATE, burst: float = BURST) -> None:
        self._rate = rate
        self._burst = burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str, *, now: float) -> int:
        """Count a request of ``address`` at ``now``, in seconds: 0 where it may, else the whole seconds to wait."""
        left, at = self._left.get(address, (self._burst, now))
        left = min(self._burst, left + max(0.0, now - at) * self._rate)
        allowed = left >= 1
        self._left[address] = (left - allowed, now)
        self._left.move_to_end(address)
        if len(self._left) > KEPT:
            self._left.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - left) / self._rate))


def networks(proxies: Iterable[str]) -> tuple[Network, ...]:
    """The addresses and networks of ``proxies``. Raises ValueError, naming it, for what is neither."""
    return tuple(ipaddress.ip_network(one, strict=False) for one in proxies)


def client(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The address that asks: ``peer``, unless it is one of the ``trusted`` proxies.

    ``forwarded`` are the values of X-Forwarded-For. Each proxy adds whom it was asked by at the end, so that it is read from
    there, as far as proxies are trusted: what a client wrote itself stands before, and is never reached.
    """
    hops = [hop.strip() for value in forwarded for hop in value.split(",")]
    while hops and _is_in(peer, trusted):
        hop = _address(hops.pop())
        if hop is None:
            break
        peer = hop
    return peer


def block(peer: str) -> str:
    """What shares a bucket: an IPv4 address, or the /64 network of an IPv6 one, which one customer has whole."""
    if ":" not in peer:
        return peer
    try:
        address = ipaddress.IPv6Address(peer)
    except ValueError:
        return peer
    return str(address.ipv4_mapped or int(address) >> 64)


def _address(said: str) -> str | None:
    """An address as proxies write them: some add a port, and brackets around IPv6."""
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return None


def _is_in(peer: str, trusted: Sequence[Network]) -> bool:
    if not trusted:
        return False
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address.version == network.version and address in network for network in trusted)
