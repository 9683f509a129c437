"""Which passwords are taken. Long ones are; what can be guessed by rule is not; nothing is asked about kinds of characters.

The bounds follow OWASP ASVS 5.0, 6.2: at least 8 characters (here 10), 64 and more allowed, no rules of composition, and
those left out that people choose most. They choose them by rule (a word, a name, keys side by side, a year), so they are
refused by rule, and no list of stolen ones is carried along.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from onrecord.accounts.names import key

MIN_PASSWORD: Final = 10
"""Characters of a password at least: two more than ASVS 6.2.1 asks for, since there is no second factor."""

MAX_PASSWORD: Final = 256
"""Characters of a password at most. ASVS 6.2.9 asks that 64 be allowed; password managers make 20 to 128."""

_DISTINCT: Final = 5
"""Different characters that must be left when all that can be guessed is taken out: 5 of them at random are some 30 bits."""

_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgb",
)
"""Letters and figures in order, and keys side by side on English, German and French keyboards, by row and by column."""

_WORDS: Final = tuple(
    sorted(
        """
        password passwort passphrase passwd pass motdepasse contrasena secret geheim welcome willkommen bienvenue letmein
        changeme change default admin administrator root login signin user guest test tester testing temporary temp master
        onrecord record newsroom news server computer internet account editor reader reporter hello iloveyou love please
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
        october november december spring summer autumn fall winter dragon monkey football baseball soccer princess sunshine
        """.split(),
        key=len,
        reverse=True,
    )
)
"""Words that passwords are made of when nobody thinks long: the thing itself, the place, days, months and seasons."""

_FIGURES_FOR_LETTERS = str.maketrans("0134578@$!|", "oleastbasil")
_TAIL = re.compile(r"^[\W\d_]{1,6}|[\W\d_]{1,6}$")
_RUN = 3  # keys side by side that count as a run


def wrong_with(password: str, name: str) -> str | None:
    """Why ``password`` is not taken for the account ``name``, in words for whoever chose it; None where it is taken."""
    if len(password) < MIN_PASSWORD:
        return f"a password has at least {MIN_PASSWORD} characters, this has {len(password)}"
    if len(password) > MAX_PASSWORD:
        return f"a password has at most {MAX_PASSWORD} characters, this has {len(password)}"
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in password):
        return "a password has no control characters"
    folded = normal(password).casefold()
    if not re.search(r"[^\W\d_]", folded) and re.fullmatch(r"[\d\W_]+", folded) and _mostly_digits(folded):
        return "a password of digits alone is soon guessed: a date, a telephone number, a count"
    if len(set(folded)) < _DISTINCT or _repeats(folded):
        return "a password that repeats a few characters is soon guessed"
    said = [part for part in re.split(r"\W+", key(name)) if len(part) >= 3]
    plain = folded.translate(_FIGURES_FOR_LETTERS)
    if min(len(set(_left(text, said))) for text in (folded, plain)) < _DISTINCT:
        return "this password is made of what is guessed first: common words, the name, keys side by side, a year"
    return None


def normal(password: str) -> str:
    """``password`` as it is hashed: one form for letters that keyboards write in several."""
    return unicodedata.normalize("NFKC", password)


def _mostly_digits(folded: str) -> bool:
    return 2 * sum(letter.isdigit() for letter in folded) > len(folded)


def _repeats(folded: str) -> bool:
    """Whether it is one short block, over and over."""
    return any(
        len(set(folded[:size])) < 2 * _DISTINCT and (folded[:size] * (len(folded) // size + 1))[: len(folded)] == folded
        for size in range(1, len(folded) // 2 + 1)
    )


def _left(text: str, said: list[str]) -> str:
    """What is left of ``text`` without its common words, the account's name and keys side by side.

    Where it has any of these, figures and signs at its ends go too: a year, a count, an exclamation mark.
    """
    left = text
    for word in (*said, *(part[::-1] for part in said), *_WORDS):
        left = left.replace(word, " ")
    left = _without_runs(left)
    return text if left == text else re.sub(r"\s+", "", _TAIL.sub("", left.strip()))


def _without_runs(text: str) -> str:
    kept: list[str] = []
    at = 0
    while at < len(text):
        size = max(_run(text, at, row) for row in _BOTH_WAYS)
        if size < _RUN:
            kept.append(text[at])
            size = 1
        at += size
    return "".join(kept)


_BOTH_WAYS: Final = (*_ROWS, *(row[::-1] for row in _ROWS))


def _run(text: str, at: int, row: str) -> int:
    """How many characters of ``text`` from ``at`` stand side by side in ``row``."""
    place = row.find(text[at])
    size = 0
    while 0 <= place < len(row) and at + size < len(text) and text[at + size] == row[place]:
        place += 1
        size += 1
    return size
