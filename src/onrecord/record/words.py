"""The words of a text as the record's indexes hold them and as a search asks for them: one function for both."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_WORD: Final = 64
"""Characters of a word that count. PostgreSQL refuses a word of 2,047 bytes; no word of news is so long."""

_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[0-9a-z]+")
_NO_WIDTH = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))  # soft hyphen, joiners, byte order mark


def fold(text: str) -> list[str]:
    """The words of ``text`` in order: runs of letters and digits, without case and diacritics.

    They are split and folded as FTS5's unicode61 with ``remove_diacritics 2`` does, and ligatures are taken apart besides.
    "U.S." is two words, and so are "multi-agent" and "don't". Never fails: NUL, lone surrogates and emoji are no words.
    """
    if text.isascii():
        found = _ASCII_WORD.findall(text.lower())
    else:
        plain = unicodedata.normalize("NFKD", text.translate(_NO_WIDTH))
        letters = "".join(c for c in plain if c.isascii() or unicodedata.category(c) != "Mn")
        found = _WORD.findall(letters.casefold())
    return [word[:MAX_WORD] for word in found]
