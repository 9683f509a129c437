"""Articles and the words they are made of: positions, where they stood in the capture, who published them and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

DatePrecision = Literal["year", "month", "day", "minute"]
DateBasis = Literal["given", "metadata", "text", "url", "inferred"]


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of Unicode code points of ``article.text``, ``0 <= start < end``."""

    start: int
    end: int


class Located(NamedTuple):
    """A run of clean text and the bytes of the capture it was decoded from.

    ``start, end`` are code points of ``article.text``; ``byte_start, byte_end`` are offsets into the captured bytes. ``exact`` says that
    the bytes, decoded, are the run character for character; else the run was written in another form (a character reference, collapsed
    white space) and maps only as a whole.
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of the page that is not the article: share buttons, comment boxes, newsletter pleas.

    Labelled and kept beside the article, so that a wrong label can be undone. ``text`` is as the source had it, ``label`` says what it
    was taken for, ``byte_start, byte_end`` where it stood in the capture, None in an article that is not located.
    """

    text: str
    label: str
    byte_start: int | None
    byte_end: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published, and how that is known.

    ``date`` is ISO 8601 to the stated ``precision``. ``basis``: *given* by the caller, *metadata* of the page, *text* (a dateline or date
    prefix), *url*, or *inferred* from what ``why`` names. Never guessed: an unknown date is None.
    """

    date: str
    precision: DatePrecision
    basis: DateBasis
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a source says of an article in one place, as it stands there.

    ``name`` is the article's field that it tells, *title* or *section*; ``basis`` the place: "JSON-LD datePublished", "visible byline",
    "front matter". ``chosen``: the article's field was taken from here. Where several contradict each other all are kept.
    """

    name: str
    value: str
    basis: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One version of clean text, mapped to the bytes it came from.

    ``text`` is the title line (when there is one), then the paragraphs, a blank line between any two; page furniture is not in it. ``id``
    is a digest of text,
    title, date and outlet, the same in every run; ``sha256`` is that of the captured bytes; ``encoding`` the one they were
    decoded with. ``located`` maps the text to bytes, in order; a stretch with no entry (the blank line between paragraphs, a title that a
    mail's header gives) has no bytes of its own.

    Where one source holds many articles, ``member`` names this one in it (a file of an archive, a record, a message, a row), and the
    captured bytes are the member's own, unpacked. ``captured`` is when an archive says that they were fetched, ISO 8601. Where the text
    is no stretch of the bytes, ``located`` is empty and ``unlocated`` says why.

    ``modified`` is when the source says that it was last changed, ISO 8601; ``section`` the part of the outlet that it stands in;
    ``wire`` the agencies credited ("AP"). ``metadata`` is all that the source says of itself, place by place, also where it contradicts
    itself.
    """

    id: str
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    url: str | None
    language: str | None
    published: Published | None
    text: str
    sha256: str
    encoding: str = "utf-8"
    located: tuple[Located, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    member: str | None = None
    captured: str | None = None
    unlocated: str | None = None
    modified: str | None = None
    section: str | None = None
    wire: tuple[str, ...] = ()
    metadata: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the article: ``text`` equals the text at ``spans``, several spans joined by one space."""

    text: str
    spans: tuple[Span, ...]


def quoted(text: str, spans: tuple[Span, ...]) -> Quoted:
    """The words of ``text`` at ``spans``, joined by one space."""
    return Quoted(" ".join(text[start:end] for start, end in spans), spans)
