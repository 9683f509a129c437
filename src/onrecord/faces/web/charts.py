"""Charts of a story, worked out as places on paper: a template draws them, so that all words in them are escaped like any others.

Units are CSS pixels of the drawing, y downward. Marks differ by shape, not by colour alone; the same is on the page as a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord import Moment, Position
from onrecord.faces.web.charts_axis import Tick, axis_of, columns_of

_R: Final = 4.5
"""Half the width of a mark."""

_STACK: Final = 9
"""Marks on top of each other at most; the rest of a day is counted."""

_ROW: Final = 13.0
"""From one mark of a stack to the next."""

_SIDE: Final = 14.0
"""Room left and right of the outermost marks."""

_COLUMN: Final = 58.0
"""Width for each day of a timeline, within `_NARROW` and `_WIDE`: so that a chart of few days is not drawn out."""

_NARROW: Final = 330.0
_WIDE: Final = 860.0
_POSITION: Final = (330.0, 150.0)
"""Width and height of the chart of one pair: it fits a phone held upright."""

SCORES: Final = 10.0
"""PLOVER's scale ends at -10 and 10."""


@dataclass(frozen=True, slots=True)
class Shape:
    """All marks of one kind as the data of one SVG path; ``many`` says how many."""

    kind: str
    many: int
    path: str


@dataclass(frozen=True, slots=True)
class Line:
    """A shift, from one point to another; ``way`` is its direction in words."""

    x1: float
    y1: float
    x2: float
    y2: float
    way: str


@dataclass(frozen=True, slots=True)
class PositionChart:
    """Where one stands toward another by date, conflict below the line of ``zero``, cooperation above it."""

    width: float
    height: float
    top: float
    zero: float
    bottom: float
    shapes: tuple[Shape, ...]
    shifts: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class More:
    """How many marks of a stack are not drawn, and where that is said."""

    x: float
    y: float
    many: int


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """What happened and was said by date: a stack of marks for every day, or for every month or longer where there are many."""

    width: float
    height: float
    base: float
    shapes: tuple[Shape, ...]
    more: tuple[More, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    unit: str


KINDS: Final[Mapping[str, str]] = {
    "event": "event",
    "demand": "demand",
    "against": "accusation, denial or objection",
    "said": "other statement",
}
"""What the marks of a timeline mean."""

_AGAINST: Final = frozenset({"accuse", "deny", "oppose"})
"""That somebody would not comment is no denial, and not among them."""


def kind_of(moment: Moment) -> str:
    """Which of `KINDS` a moment is."""
    if moment.what == "event":
        return "event"
    if moment.type in _AGAINST:
        return "against"
    return "demand" if moment.type == "demand" else "said"


def sign(kind: str) -> str:
    """The mark of one kind alone, about (6, 6), for the key of a chart."""
    return _shape(kind, [(6.0, 6.0)]).path


def timeline_chart(moments: Sequence[Moment]) -> TimelineChart | None:
    """The chart of ``moments``; None where none has a date."""
    columns, unit = columns_of([moment.date for moment in moments])
    dated = sorted({column for column in columns if column is not None})
    if not dated:
        return None
    width = min(max(_NARROW, _COLUMN * (len(dated) + (None in columns))), _WIDE)
    axis = axis_of(dated, left=_SIDE, right=width - _SIDE, undated=None in columns)
    stacks: defaultdict[float, list[str]] = defaultdict(list)
    for column, moment in zip(columns, moments, strict=True):
        stacks[axis.at(column)].append(kind_of(moment))
    rows = min(max(map(len, stacks.values())), _STACK)
    base = rows * _ROW + 20
    drawn: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    more = []
    for x, stack in stacks.items():
        shown = stack if len(stack) <= _STACK else stack[: _STACK - 1]
        for row, kind in enumerate(sorted(shown, key=list(KINDS).index)):
            drawn[kind].append((x, base - _ROW * (row + 0.7)))
        if len(shown) < len(stack):
            more.append(More(round(x, 1), round(base - _ROW * (len(shown) + 0.4), 1), len(stack) - len(shown)))
    shapes = tuple(_shape(kind, drawn[kind]) for kind in KINDS if drawn[kind])
    return TimelineChart(width, base + 24, base, shapes, tuple(more), axis.ticks, axis.breaks, unit)


def position_chart(position: Position) -> PositionChart | None:
    """The chart of one pair; None where there is no point."""
    if not position.points:
        return None
    width, height = _POSITION
    top, bottom = 12.0, height - 24
    zero = (top + bottom) / 2
    columns, _ = columns_of([point.date for point in position.points], most=len(position.points))
    axis = axis_of(
        sorted({one for one in columns if one is not None}), left=40, right=width - 24, undated=None in columns
    )
    places = [
        (axis.at(column), _height(point.score, zero, bottom - zero))
        for column, point in zip(columns, position.points, strict=True)
    ]
    sides = ["up" if point.score > 0 else "down" if point.score < 0 else "level" for point in position.points]
    shapes = [
        _shape(side, [place for place, its in zip(places, sides, strict=True) if its == side])
        for side in ("up", "down", "level")
        if side in sides
    ]
    lines = tuple(
        _line(places[shift.from_], places[shift.to], shift.direction.replace("_", " ")) for shift in position.shifts
    )
    return PositionChart(width, height, top, zero, bottom, tuple(shapes), lines, axis.ticks, axis.breaks)


def _height(score: float, zero: float, room: float) -> float:
    return zero - room * max(-SCORES, min(SCORES, score)) / SCORES


def _line(start: tuple[float, float], end: tuple[float, float], way: str) -> Line:
    """From one mark to another, ending at the edge of the second."""
    across, down = end[0] - start[0], end[1] - start[1]
    long = max((across**2 + down**2) ** 0.5, 0.1)
    gap = min((_R + 4) / long, 0.4)
    (x1, y1), (x2, y2) = start, end
    return Line(
        round(x1 + across * gap, 1),
        round(y1 + down * gap, 1),
        round(x2 - across * gap, 1),
        round(y2 - down * gap, 1),
        way,
    )


def _shape(kind: str, places: Iterable[tuple[float, float]]) -> Shape:
    """Marks of one kind; those at one place, within a pixel, are drawn once."""
    all_ = list(places)
    drawn = {(round(x), round(y)): (round(x, 1), round(y, 1)) for x, y in all_}
    draw = {"event": _square, "down": _square, "demand": _triangle, "against": _cross, "level": _cross}.get(
        kind, _circle
    )
    return Shape(kind, len(all_), "".join(draw(x, y) for x, y in drawn.values()))


def _circle(x: float, y: float) -> str:
    return f"M{x - _R:g} {y:g}a{_R:g} {_R:g} 0 1 0 {2 * _R:g} 0a{_R:g} {_R:g} 0 1 0 {-2 * _R:g} 0z"


def _square(x: float, y: float) -> str:
    side = 2 * _R - 1
    return f"M{x - side / 2:g} {y - side / 2:g}h{side:g}v{side:g}h{-side:g}z"


def _triangle(x: float, y: float) -> str:
    return f"M{x - _R:g} {y + _R - 0.5:g}h{2 * _R:g}l{-_R:g} {-2 * _R + 0.5:g}z"


def _cross(x: float, y: float) -> str:
    arm = _R - 1
    return f"M{x - arm:g} {y - arm:g}l{2 * arm:g} {2 * arm:g}M{x - arm:g} {y + arm:g}l{2 * arm:g} {-2 * arm:g}"
