"""What the record gives and takes beside the terms of `onrecord.terms`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.terms import Alias

__all__ = ["Added", "Alias", "Fault", "Features", "Link", "NamedRow"]


class Added(NamedTuple):
    """What came of adding a reading.

    ``article`` is the article's id and ``seq`` the number of its entry; ``new`` is False where the record held this article
    in a reading by this version of the reader, and nothing was changed.
    """

    article: str
    seq: int
    new: bool


class Link(NamedTuple):
    """Two articles that belong together: of one *story*, or one the *reprint* of the other. ``one`` was added first.

    ``score`` is how like they are, 0 to 1. Derived, never stored as fact.
    """

    one: str
    other: str
    kind: Literal["story", "reprint"]
    score: float


class Features(NamedTuple):
    """What articles are compared by. Derived: ``signature`` is of the text, ``sketch`` of the reading."""

    signature: str
    sketch: str


class NamedRow(NamedTuple):
    """An entity of one article, ``entity`` its id there, and the fullest name and the titles it has in it."""

    article: str
    entity: str
    name: str
    type: str
    titles: tuple[str, ...]


class Fault(NamedTuple):
    """Something in the record that is not as it was written: ``where`` names the entry or row, ``what`` says what is wrong."""

    where: str
    what: str
