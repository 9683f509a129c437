from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import Accounts, open_accounts
from onrecord.accounts.hashing import Hasher


class Clock:
    """Seconds since 1970 that a test moves on by hand."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hasher() -> Hasher:
    """Argon2id at the least cost there is: these tests are about what is done with hashes."""
    return Hasher(time_cost=1, memory_cost=64, lanes=1)


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock, hasher: Hasher) -> Iterator[Accounts]:
    with open_accounts(tmp_path / "accounts.sqlite", clock=clock, hasher=hasher) as made:
        yield made
