"""Who asks, and how often one may."""

from __future__ import annotations

import pytest

from onrecord.faces.web.guard_rates import KEPT, Rates, block, client, networks

PROXY = networks(["127.0.0.1", "10.0.0.0/8", "2001:db8::1"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "asks"),
    [
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9", "198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["198.51.100.7, 10.1.2.3"], "198.51.100.7"),
        ("127.0.0.1", ["198.51.100.7:4711"], "198.51.100.7"),
        ("127.0.0.1", ["[2001:db8::9]:4711"], "2001:db8::9"),
        ("2001:db8::1", ["2001:db8::9"], "2001:db8::9"),
        ("::ffff:127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["198.51.100.7, unknown"], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.7, "], "127.0.0.1"),
        ("127.0.0.1", ["<script>"], "127.0.0.1"),
        ("127.0.0.1", ["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
        ("", ["198.51.100.7"], ""),
        ("unix:", ["198.51.100.7"], "unix:"),
    ],
)
def test_a_proxy_is_believed_as_far_as_it_is_trusted(peer: str, forwarded: list[str], asks: str) -> None:
    assert client(peer, forwarded, PROXY) == asks


def test_nobody_is_believed_where_no_proxy_is_named() -> None:
    assert client("127.0.0.1", ["198.51.100.7"], ()) == "127.0.0.1"


def test_a_proxy_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="proxy"):
        networks(["proxy.example"])


def test_an_address_has_a_burst_and_then_a_rate() -> None:
    rates = Rates(rate=2, burst=4)
    assert [rates.wait("192.0.2.1", now=0) for _ in range(6)] == [0, 0, 0, 0, 1, 1]
    assert rates.wait("192.0.2.2", now=0) == 0
    assert [rates.wait("192.0.2.1", now=0.5) for _ in range(2)] == [0, 1]
    assert [rates.wait("192.0.2.1", now=60) for _ in range(5)] == [0, 0, 0, 0, 1]


def test_the_wait_is_told_in_whole_seconds() -> None:
    rates = Rates(rate=0.1, burst=1)
    assert [rates.wait("192.0.2.1", now=now) for now in (0, 0, 5, 10)] == [0, 10, 5, 0]


def test_an_ipv6_customer_has_one_bucket() -> None:
    assert block("2001:db8:1:2::1") == block("2001:db8:1:2:ffff::9")
    assert block("2001:db8:1:3::1") != block("2001:db8:1:2::1")
    assert block("::ffff:192.0.2.1") == block("192.0.2.1")
    assert block("nonsense:") == "nonsense:"


def test_addresses_are_forgotten_before_they_fill_the_memory() -> None:
    rates = Rates()
    for number in range(KEPT + 100):
        rates.wait(str(number), now=0)
    assert len(rates._left) == KEPT
