"""Who guesses names or passwords learns nothing from the answer, from its time, or by asking often."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from onrecord import Accounts, RefusedSignIn, TooManyTries, open_accounts
from onrecord.accounts.hashing import Hasher
from onrecord.accounts.tries import network
from tests.accounts.conftest import Clock

GOOD = "harbour lantern 7 moss"
HOME, AWAY = "192.0.2.1", "198.51.100.7"


def _fail(accounts: Accounts, name: str, ip: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(RefusedSignIn):
            accounts.sign_in(name, "not this one", ip=ip)


def test_the_answer_is_the_same_whether_there_is_such_an_account(accounts: Accounts) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    accounts.add("Per Dahl", GOOD, "reader")
    accounts.disable("Per Dahl")
    said = set()
    for name, password in [
        ("Una Holt", "wrong"),
        ("Nobody", GOOD),
        ("Per Dahl", GOOD),
        ("", ""),
        ("x" * 10_000, "y" * 10_000),
    ]:
        with pytest.raises(RefusedSignIn) as refused:
            accounts.sign_in(name, password, ip=HOME)
        said.add(str(refused.value))
    assert len(said) == 1


def test_the_answer_takes_as_long_whether_there_is_such_an_account(tmp_path: Path, clock: Clock) -> None:
    """200 names that are there and 200 that are not, in turns; their medians are less than 5 % apart."""
    with open_accounts(
        tmp_path / "accounts.sqlite", clock=clock, hasher=Hasher(time_cost=3, memory_cost=2_048, lanes=1)
    ) as kept:
        for number in range(200):
            kept.add(f"Known {number}", GOOD, "reader")
        for _ in range(3):  # another program may take the processor meanwhile
            spent: dict[str, list[float]] = {"Known": [], "Other": []}
            for number in range(200):
                for kind in ("Known", "Other") if number % 2 else ("Other", "Known"):
                    clock.now += 60
                    began = perf_counter()
                    with pytest.raises(RefusedSignIn):
                        kept.sign_in(f"{kind} {number}", "not this one", ip=HOME)
                    spent[kind].append(perf_counter() - began)
            known, other = median(spent["Known"]), median(spent["Other"])
            apart = abs(known - other) / max(known, other)
            if apart < 0.05:
                break
        assert apart < 0.05


def test_the_eleventh_try_in_five_minutes_has_to_wait(accounts: Accounts, clock: Clock) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    for _ in range(10):
        _fail(accounts, "una holt", HOME, 1)
        clock.now += 10
    with pytest.raises(TooManyTries) as refused:
        accounts.sign_in("Una Holt", GOOD, ip=HOME)
    assert refused.value.retry_after == 200
    clock.now += 199
    with pytest.raises(TooManyTries):
        accounts.sign_in("Una Holt", GOOD, ip=HOME)
    clock.now += 1
    accounts.sign_in("Una Holt", GOOD, ip=HOME)


def test_names_that_are_not_there_have_to_wait_just_so(accounts: Accounts) -> None:
    _fail(accounts, "Nobody", HOME, 10)
    with pytest.raises(TooManyTries) as refused:
        accounts.sign_in("NOBODY", GOOD, ip=HOME)
    assert refused.value.retry_after == 300


def test_the_owner_is_not_locked_out(accounts: Accounts) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    _fail(accounts, "Una Holt", AWAY, 10)
    accounts.sign_in("Una Holt", GOOD, ip=HOME)


def test_a_right_password_ends_the_count(accounts: Accounts) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    for _ in range(3):
        _fail(accounts, "Una Holt", HOME, 9)
        accounts.sign_in("Una Holt", GOOD, ip=HOME)


def test_one_address_tries_sixty_names_and_then_waits(accounts: Accounts, clock: Clock) -> None:
    for number in range(60):
        _fail(accounts, f"Name {number}", HOME, 1)
    with pytest.raises(TooManyTries) as refused:
        accounts.sign_in("One more", "x", ip=HOME)
    assert refused.value.retry_after == 5
    _fail(accounts, "One more", AWAY, 1)
    clock.now += 5
    _fail(accounts, "One more", HOME, 1)


def test_an_ipv6_customer_is_one_address(accounts: Accounts) -> None:
    for number in range(10):
        _fail(accounts, "Una Holt", f"2001:db8:1:2:{number:x}::1", 1)
    with pytest.raises(TooManyTries):
        accounts.sign_in("Una Holt", "x", ip="2001:db8:1:2:ffff::1")
    _fail(accounts, "Una Holt", "2001:db8:1:3::1", 1)


def test_an_ipv4_address_is_itself_however_it_is_written() -> None:
    assert network("::ffff:192.0.2.1") == network("192.0.2.1") == "192.0.2.1"
    assert network("no address" * 100) == ("no address" * 100)[:64]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_twenty_sign_ins_at_once_take_less_than_300_mb(tmp_path: Path) -> None:
    code = f"""
import onrecord, re
from threading import Thread
kept = onrecord.open_accounts({str(tmp_path / "accounts.sqlite")!r})
kept.add("Una Holt", {GOOD!r}, "admin")
def high(): return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
before, done = high(), []
def sign_in(n): done.append(kept.sign_in("Una Holt", {GOOD!r}, ip=f"192.0.2.{{n}}"))
threads = [Thread(target=sign_in, args=(n,)) for n in range(20)]
[t.start() for t in threads]; [t.join() for t in threads]
print(len(done), high() - before)
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    done, grown = map(int, out.split())
    assert done == 20
    assert grown < 300_000
