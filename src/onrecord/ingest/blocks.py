"""Paragraphs of clean text that know where each of their characters stood in the source.

Positions here are characters of the decoded source (`onrecord.ingest.decode.Source`); they become bytes in
`onrecord.ingest.assemble`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "item", "heading"]

# Characters that show nothing and are no part of a word: controls, soft hyphen, zero-width space and no-break space,
# word joiner, marks of direction. The zero-width joiners stay: they shape letters.
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_TOKEN = re.compile(
    rf"(?P<stray>[\ud800-\udfff])|(?P<unseen>[{_UNSEEN}]+)|(?P<white>\s+)"
    rf"|(?P<plain>[^\s{_UNSEEN}\ud800-\udfff]+(?:[ ][^\s{_UNSEEN}\ud800-\udfff]+)*)"
)


class Piece(NamedTuple):
    """``text`` as it stands in the clean text, from characters ``[start, end)`` of the source.

    ``exact``: the source characters are ``text``, one for one.
    """

    text: str
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or heading: one line of clean text with single spaces.

    ``apart``: a blank line (in a page, an element's edge) stood before it.
    """

    text: str
    pieces: tuple[Piece, ...]
    kind: BlockKind = "paragraph"
    apart: bool = True

    @property
    def start(self) -> int:
        """First character in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """End of the last character in the source."""
        return self.pieces[-1].end


def block(raw: Iterable[Piece], *, kind: BlockKind = "paragraph", apart: bool = True) -> Block | None:
    """The block that raw runs of source make: white space collapsed, unseen characters dropped. None if nothing shows."""
    pieces = tuple(_clean(raw))
    if not pieces:
        return None
    return Block("".join(p.text for p in pieces), pieces, kind, apart)


def shown(text: str) -> str:
    """What shows of a string that is no stretch of the source: as `block` does, and empty if nothing shows."""
    made = block([Piece(text, 0, len(text), True)])
    return made.text if made else ""


def after(whole: Block, position: int) -> Block | None:
    """What is left of a block from character ``position`` of its text on, leading white space dropped."""
    kept: list[Piece] = []
    at = 0
    for piece in whole.pieces:
        end = at + len(piece.text)
        if at >= position:
            kept.append(piece)
        elif end > position and piece.exact:
            kept.append(Piece(piece.text[position - at :], piece.start + position - at, piece.end, True))
        at = end
    return block(kept, kind=whole.kind, apart=whole.apart)


def until(whole: Block, position: int) -> Block | None:
    """The part of a block before character ``position`` of its text, trailing white space dropped."""
    kept: list[Piece] = []
    at = 0
    for piece in whole.pieces:
        room = position - at
        if room <= 0:
            break
        at += len(piece.text)
        if len(piece.text) > room and piece.exact:
            piece = Piece(piece.text[:room], piece.start, piece.start + room, True)
        kept.append(piece)
    return block(kept, kind=whole.kind, apart=whole.apart)


def _clean(raw: Iterable[Piece]) -> Iterator[Piece]:
    pending: Piece | None = None  # white space that is shown only if something follows it
    last: Piece | None = None
    for piece in _tokens(raw):
        if piece.text.isspace():
            if last is not None:
                pending = piece if pending is None else Piece(" ", pending.start, piece.end, False)
            continue
        for new in (pending, piece):
            if new is None:
                continue
            if last is not None and last.exact and new.exact and last.end == new.start:
                last = Piece(last.text + new.text, last.start, new.end, True)
            else:
                if last is not None:
                    yield last
                last = new
        pending = None
    if last is not None:
        yield last


def _tokens(raw: Iterable[Piece]) -> Iterator[Piece]:
    """Runs that are shown as they are, single white spaces, and U+FFFD for each byte that is no character."""
    for piece in raw:
        for found in _TOKEN.finditer(piece.text):
            kind = found.lastgroup
            if kind == "unseen":
                continue
            start, end = (
                (piece.start + found.start(), piece.start + found.end()) if piece.exact else (piece.start, piece.end)
            )
            if kind == "plain":
                yield Piece(found[0], start, end, piece.exact)
            elif kind == "stray":
                yield Piece("\ufffd", start, end, False)
            else:
                yield Piece(" ", start, end, piece.exact and found[0] == " ")
