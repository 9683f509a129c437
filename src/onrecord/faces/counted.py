"""The figures of a reading on the page: how many of what, over what time, where, and on whose say-so."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import Figure, StoryFigure
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import when
from onrecord.faces.numbered import Numbered, brief

_BOUNDS: dict[str, str] = {"more_than": "more than ", "less_than": "less than ", "about": "about "}
_KINDS = {"people": ("people", "person", "persons"), "votes": ("votes", "vote"), "score": ("score",)}
"""Units that say what kind of number it is and are no part of its words, each with the words that say the same."""
_SIGNS = {"percent": "{}%", "USD": "${}", "GBP": "£{}", "EUR": "€{}"}
_LARGEST = 1e15
"""From here on a float no longer tells every whole number from the next: powers of ten say what is known."""
_WORDS = "one two three four five six seven eight nine".split()
"""Numbers that news style writes as words: they read as what they are."""


def counted(numbered: Numbered, ink: Ink) -> Iterator[str]:
    """The section of the figures, in the order of the article."""
    figures = sorted(numbered.reading.figures, key=lambda figure: figure.spans[0])
    if not figures:
        return
    yield ink.strong("Figures")
    for figure in figures:
        yield from ink.prose(safe(" · ".join(_parts(figure, numbered))), indent=2, hang=2)


def _parts(figure: Figure, numbered: Numbered) -> Iterator[str]:
    yield amount(figure)
    of = brief(figure.of.text) if figure.of else ""
    if figure.unit in _KINDS and not set(of.casefold().split()).intersection(_KINDS[figure.unit]):
        of = f"{of} ({figure.unit})" if of else figure.unit
    if of:
        yield of
    if figure.places:
        yield f"place: {numbered.who(figure.places)}"
    if figure.period:
        yield when(figure.period)
    yield numbered.say_so(figure.basis)


def amount(figure: Figure | StoryFigure) -> str:
    """The number in the article's words, with its bound; where it was read as something else, that too: "“$4.2bn” = 4,200,000,000 USD"."""
    words, bound = brief(figure.text), _BOUNDS.get(figure.bound, "")
    ends = [end for end in (figure.value, figure.upper) if end is not None]
    number = ("–" if figure.unit == "score" else " to ").join(
        _number(end, 3 if figure.unit == "share" else 6) for end in ends
    )
    read = _measured(number, figure.unit)
    plain = {number, number.replace("–", "-"), read, _SIGNS.get(figure.unit or "", "{}").format(number)}
    if figure.upper is None and figure.value in range(1, 10):
        plain.add(_measured(_WORDS[int(figure.value) - 1], figure.unit))
    if not words:
        return f"{bound}{read}"
    return f"{bound}{words}" if words.casefold() in plain else f"“{words}” = {bound}{read}"


def _measured(number: str, unit: str | None) -> str:
    match unit:
        case None:
            return number
        case "rank":
            return f"rank {number}"
        case "share":
            return f"a share of {number}"
        case _:
            return number if unit in _KINDS else f"{number} {unit}"


def _number(value: float, digits: int) -> str:
    """With separators between thousands; whole where it is, else to so many ``digits``."""
    return f"{value:,.0f}" if abs(value) < _LARGEST and value == int(value) else f"{value:,.{digits}g}"
