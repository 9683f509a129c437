"""Hashes of passwords, by Argon2id, never more than two at once."""

from __future__ import annotations

import secrets
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from onrecord.accounts.passwords import normal

TIME_COST: Final = 3
"""Passes over the memory: RFC 9106 (4), the second recommended choice. ASVS 11.4.2 asks for one at least."""
MEMORY_COST: Final = 64 * 1024
"""KiB of memory for one hash: the same choice of RFC 9106. ASVS asks for 46 MiB at least."""
LANES: Final = 4
"""Lanes of one hash: the same choice of RFC 9106."""
AT_ONCE: Final = 2
"""Hashes worked out at one time: 128 MiB together, and a flood of sign-ins leaves the other cores to the readers."""


class Hasher:
    """Makes and checks hashes of passwords. One for all threads: the third waits until one of two is done.

    ``time_cost``, ``memory_cost`` (KiB) and ``lanes`` are those of Argon2id. A hash made with others is still checked.
    """

    def __init__(self, *, time_cost: int = TIME_COST, memory_cost: int = MEMORY_COST, lanes: int = LANES) -> None:
        self._argon2 = PasswordHasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=lanes)
        self._turns = BoundedSemaphore(AT_ONCE)
        # Of a password that nobody knows: checked where there is no account, so that both take the same time.
        self._nobodys = self.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """The hash of ``password``, with a salt of its own."""
        with self._turns:
            return self._argon2.hash(_bytes(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether ``password`` is the one of the hash ``kept``. Without a hash: no, after just as long."""
        with self._turns:
            try:
                self._argon2.verify(kept or self._nobodys, _bytes(password))
            except (VerifyMismatchError, VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_dated(self, kept: str) -> bool:
        """Whether the hash ``kept`` was made with other costs than today's, and should be made anew."""
        return self._argon2.check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    return normal(password).encode("utf-8", "surrogatepass")
