"""Identifiers: digests of content, the same in every run and on every machine."""

from __future__ import annotations

import hashlib

ID_LENGTH = 20
"""Hexadecimal digits of an id: 80 bits, so that among a hundred million articles a clash has odds below one in 10^8."""


def digest(*parts: str | None) -> str:
    """The id of ``parts``: `ID_LENGTH` hexadecimal digits of SHA-256 over them, each with its length, None unlike ""."""
    state = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        state.update(b"-" if part is None else b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()[:ID_LENGTH]


def article_id(text: str, title: str | None, published: str | None, outlet: str | None) -> str:
    """The id of an article with this clean text, title and publication date, printed by this outlet.

    The same words in another outlet are another article: who printed them is part of the record.
    """
    return digest("article", text, title, published, outlet)
