"""Secrets that open an account, and what is kept of them."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

BYTES: Final = 32
"""Random bytes of a secret: 256 bits (ASVS 7.2.3 asks for 128)."""


def new_secret() -> str:
    """A secret that nobody can guess, in characters that a cookie and a header may hold."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> bytes:
    """What is kept of ``secret``, from which it cannot be had again. It is random, so that a fast digest is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
