"""Words on a terminal or on plain paper: marks, colour and line breaks."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Literal

Role = Literal["source", "cue", "content", "trigger"]
"""What a stretch of the article is in one statement: who says it, the words that say so, what is said; or in one event:
the word that tells of it."""

Piece = tuple[str, Role | None]
"""A stretch of text and its role; None for the words around."""

# Control characters would let an article drive the terminal it is shown on, and the bidirectional ones reorder it.
# Each is replaced by one character, so that positions stay what they were.
_CONTROLS = dict.fromkeys(
    [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "\N{REPLACEMENT CHARACTER}",
)
_PLAIN: dict[Role, tuple[str, str]] = {
    "source": ("_", "_"), "cue": ("*", "*"), "content": ("[", "]"), "trigger": ("*", "*")
}  # fmt: skip
# Select Graphic Rendition codes of ECMA-48: cyan, yellow and bold stand out on light and on dark ground.
_CODES: dict[Role, str] = {"source": "36", "cue": "33", "content": "1", "trigger": "33"}


def safe(text: str) -> str:
    """``text`` with every control character but line feed and tab replaced by U+FFFD; as long as before."""
    return text.translate(_CONTROLS)


@dataclass(frozen=True, slots=True)
class Ink:
    """How to set words: ``width`` in columns, ``colour`` by ECMA-48 codes or by plain marks."""

    width: int
    colour: bool

    def strong(self, text: str) -> str:
        """``text`` to be seen first."""
        return self._code("1", text)

    def faint(self, text: str) -> str:
        """``text`` to be seen last."""
        return self._code("2", text)

    def legend(self, meanings: Mapping[Role, str]) -> Iterator[str]:
        """How roles are marked: what the words of each do, in order."""
        pieces: list[Piece] = [("Marked:", None)]
        for number, (role, meaning) in enumerate(meanings.items()):
            pieces += [(", " if number else " ", None), (meaning, role)]
        yield from self.lines(pieces)

    def prose(self, text: str, *, indent: int = 0, hang: int = 0) -> list[str]:
        """``text`` broken into lines of at most ``width`` columns, each ``indent`` columns in, those after the first ``hang`` more."""
        gap = " " * indent
        return textwrap.wrap(
            text,
            self._room(indent) + indent,
            initial_indent=gap,
            subsequent_indent=gap + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def packed(self, items: Iterable[str], *, indent: int = 0, hang: int = 0) -> Iterator[str]:
        """As `prose` with " · " between ``items``, but broken between them: within one only where it is longer than a line."""
        line = ""
        for item in items:
            longer = f"{line} · {item}" if line else item
            if line and len(longer) > self._room(indent):
                yield from self.prose(line, indent=indent, hang=hang)
                longer = item
            line = longer
        if line:
            yield from self.prose(line, indent=indent, hang=hang)

    def lines(self, pieces: Iterable[Piece], *, indent: int = 0) -> Iterator[str]:
        """The pieces with their roles marked, broken into lines of at most ``width`` columns, ``indent`` columns in.

        A single word longer than a line stands on a line of its own, whole.
        """
        room, line, used = self._room(indent), [" " * indent], 0
        for word in _words(pieces if self.colour else chain.from_iterable(map(_plainly, pieces))):
            long = sum(len(text) for text, _ in word)
            if used and used + 1 + long > room:
                yield "".join(line)
                line, used = [" " * indent], 0
            line += [" "] if used else []
            line += [self._code(_CODES[role], text) if role else text for text, role in word]
            used += long + bool(used)
        if used:
            yield "".join(line)

    def _code(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def _room(self, indent: int) -> int:
        return max(self.width - indent, 20)


def _plainly(piece: Piece) -> tuple[Piece, ...]:
    text, role = piece
    if role is None:
        return (piece,)
    opening, closing = _PLAIN[role]
    return ((f"{opening}{text}{closing}", None),)


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces with no white space in or between them."""
    atoms = [
        (bool(atom.isspace()), (atom, role))
        for text, role in pieces
        for atom in re.split(r"(\s+)", text)
        if atom
    ]  # fmt: skip
    for space, run in groupby(atoms, key=itemgetter(0)):
        if not space:
            yield [piece for _, piece in run]
