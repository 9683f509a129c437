"""Which numbers may be dialled: those of the public internet, and no others.

An address in a feed or a redirect may lead to a machine inside the reader's own network. `ipaddress.is_global` is not
enough: it calls 64:ff9b::7f00:1 and 2002:7f00:1::, which both carry 127.0.0.1, global, as it does fec0::1.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final

_FOUR: Final = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_UNICAST: Final = IPv6Network("2000::/3")
_SIX: Final = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "reserved"),  # Teredo, which carries an IPv4 address, among them
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "6to4, which carries an IPv4 address"),
        ("3fff::/20", "for documentation"),
    )
)
"""Of the IANA special-purpose registries (RFC 6890). All IPv6 outside 2000::/3 is refused: loopback, link-local,
site-local, unique local, multicast, and every form that carries an IPv4 address."""


def why_not_dialled(number: str) -> str | None:
    """What kind of address ``number`` is, where it must not be dialled; None where it may. Anything unclear must not."""
    try:
        address = ip_address(number)
    except ValueError:
        return "not a number"
    if address.version == 4:
        kind = next((what for network, what in _FOUR if address in network), None)
    elif address not in _UNICAST:
        kind = "loopback" if address.is_loopback else "link-local" if address.is_link_local else "not public"
    else:
        kind = next((what for network, what in _SIX if address in network), None)
    return kind or (None if address.is_global else "not public")
