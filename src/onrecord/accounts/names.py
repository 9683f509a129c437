"""Names of accounts, and what browsers call themselves."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_NAME: Final = 100
"""Code points of a name or of a token's label. Full names with their titles stay under 60."""

_BROWSERS: Final = (
    # The first that is found counts: each of these also calls itself by names of those below it.
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_PROGRAM = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,29}")


def tidy(name: str) -> str:
    """``name`` as it is shown: composed, with single spaces and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def key(name: str) -> str:
    """What two names share that are one account: letters of either case and of either width are the same."""
    return unicodedata.normalize("NFKC", tidy(name)).casefold()


def wrong_with(name: str) -> str | None:
    """Why ``name``, as it is shown, can be no name of an account; None where it can."""
    if not name:
        return "a name is needed"
    if len(name) > MAX_NAME:
        return f"a name has at most {MAX_NAME} characters, this has {len(name)}"
    if not all(_shown(letter) for letter in name):
        return "a name has no control characters and none that are not seen"
    return None


def _shown(letter: str) -> bool:
    # Cf holds what turns the direction of a line or joins letters unseen: two such names could look alike.
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def browser(agent: str) -> str:
    """What a browser called itself, cut to what its owner knows it by: "Firefox, Linux"; what is not known is left out."""
    head = agent[:1_000]
    name = next((shown for word, shown in _BROWSERS if word in head), None)
    system = next((shown for word, shown in _SYSTEMS if word in head), None)
    if name is None and system is None:
        program = _PROGRAM.match(head)
        return program[0] if program else "not known"
    return ", ".join(part for part in (name, system) if part)
