"""The text of an article cut into its paragraphs, and these into stretches that show what was read in them.

Statements overlap and stand within one another, and events and figures stand in statements: a stretch is as long as the same
words are all of its words, and knows all that they are. Positions are code points throughout, as in the reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final, Literal, NamedTuple

from onrecord import Entity, Event, Figure, Reading, Span, Statement
from onrecord.faces.excerpt import statement_marks

Role = Literal["content", "inner", "source", "cue", "trigger", "figure", "mention"]
"""What words are: as in `onrecord.faces.ink.Role`; *inner*, said within what another says; *figure*; *mention* of somebody."""

Row = Statement | Event | Figure | Entity

Shown = Literal["statements", "events", "figures"]

SHOWN: Final[tuple[Shown, ...]] = ("statements", "events", "figures")
"""What can be marked in a text."""

MOST: Final = 6
"""Rows that one stretch names: the innermost. Deeper than that nobody follows; and a page stays as long as its text."""

_ROLES: Final[tuple[Role, ...]] = ("content", "source", "cue", "trigger", "figure", "mention")
_MAIN: Final = frozenset({"content", "trigger", "figure", "mention"})
_LINE = re.compile(r"[^\n]+")
_STAR: Final = "* "


class Mark(NamedTuple):
    """Words of a row: ``row`` is its id."""

    start: int
    end: int
    role: Role
    row: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are all of them the same things.

    ``roles`` are empty where nothing was read. ``rows`` are the ids of those whose words they are, the innermost last; ``begins``
    those of them whose own words begin here: a statement's content, an event's trigger, a figure.
    """

    start: int
    end: int
    words: str
    roles: tuple[Role, ...]
    rows: tuple[str, ...]
    begins: tuple[str, ...]


class Run(NamedTuple):
    """Stretches that one mark goes around: all are what the first is, and some are more: of each, the roles and rows beside those."""

    first: Stretch
    parts: tuple[tuple[Stretch, tuple[Role, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the items of a list. ``begins`` are the rows whose words begin in it, in order."""

    kind: Literal["title", "text", "list"]
    lines: tuple[tuple[Stretch, ...], ...]
    begins: tuple[str, ...]

    @property
    def runs(self) -> Iterator[list[Run]]:
        """The stretches of each line, those that one mark can go around together."""
        return map(_runs, self.lines)

    @property
    def rows(self) -> frozenset[str]:
        """The rows that have words in it."""
        return frozenset(row for line in self.lines for stretch in line for row in stretch.rows)


def figure_id(number: int) -> str:
    """The id of the figure that stands at ``number``, from 1, in the reading: figures have none of their own."""
    return f"f{number}"


def marks_of(reading: Reading, shown: Collection[Shown] = SHOWN) -> list[Mark]:
    """The words of all rows of the kinds ``shown``."""
    found: list[Mark] = []
    if "statements" in shown:
        for statement in reading.statements:
            for role, spans in statement_marks(statement).items():
                found += _marks(role, statement.id, spans)
    if "events" in shown:
        for event in reading.events:
            found += _marks("trigger", event.id, event.trigger.spans)
    if "figures" in shown:
        for number, figure in enumerate(reading.figures, 1):
            found += _marks("figure", figure_id(number), figure.spans)
    return found


def _marks(role: Role, row: str, spans: Sequence[Span]) -> Iterator[Mark]:
    return (Mark(start, end, role, row) for start, end in spans)


def blocks(text: str, marks: Sequence[Mark], *, title: str | None = None) -> tuple[Block, ...]:
    """The paragraphs of ``text`` with ``marks``; the first is its title where it reads so. Takes n log n steps.

    A row whose words stand nowhere in the text begins in the last.
    """
    found = list(_stretches(text, marks))
    made: list[Block] = []
    for kind, run in groupby(enumerate(found), key=lambda item: _kind(item[0], item[1][0], title, text)):
        lines = [line for _, (_, line) in run]
        for its in [lines] if kind == "list" else [[line] for line in lines]:
            begins = tuple(row for line in its for stretch in line for row in stretch.begins)
            made.append(Block(kind, tuple(tuple(line) for line in its), begins))
    begun = {row for block in made for row in block.begins}
    lost = tuple(dict.fromkeys(mark.row for mark in marks if mark.row not in begun))
    if lost and made:
        made[-1] = Block(made[-1].kind, made[-1].lines, made[-1].begins + lost)
    return tuple(made)


def _kind(number: int, line: Span, title: str | None, text: str) -> Literal["title", "text", "list"]:
    if number == 0 and title is not None and text[slice(*line)] == title:
        return "title"
    return "list" if text.startswith(_STAR, line.start) else "text"


def _stretches(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Span, list[Stretch]]]:
    """The lines of ``text``, each with its stretches; the star of a list item is in none."""
    sweep = _Sweep(marks)
    for found in _LINE.finditer(text):
        if found[0].isspace():
            continue
        line = Span(*found.span())
        at = line.start + (len(_STAR) if text.startswith(_STAR, line.start) else 0)
        stretches: list[Stretch] = []
        while at < line.end:
            sweep.to(at)
            end = min(line.end, sweep.next())
            roles, rows, begins = sweep.roles(), sweep.rows(), sweep.begun()
            last = stretches[-1] if stretches else None
            if last and not begins and (last.roles, last.rows) == (roles, rows):
                at, begins = last.start, last.begins
                stretches.pop()
            stretches.append(Stretch(at, end, text[at:end], roles, rows, begins))
            at = end
        yield line, stretches


class _Sweep:
    """What holds at a place that only moves on."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        kept = [mark for mark in marks if 0 <= mark.start < mark.end]
        self._opens = sorted(range(len(kept)), key=lambda n: (kept[n].start, -kept[n].end))
        self._closes = sorted(range(len(kept)), key=lambda n: kept[n].end)
        self._marks = kept
        self._open = self._close = 0
        self._active: dict[int, Mark] = {}  # in the order of opening: the innermost last
        self._counts: Counter[Role] = Counter()
        self._fresh: list[str] = []
        self._known: set[str] = set()

    def to(self, at: int) -> None:
        while self._close < len(self._closes) and self._marks[self._closes[self._close]].end <= at:
            gone = self._active.pop(self._closes[self._close], None)
            if gone:
                self._counts[gone.role] -= 1
            self._close += 1
        while self._open < len(self._opens) and self._marks[self._opens[self._open]].start <= at:
            number = self._opens[self._open]
            mark = self._marks[number]
            if mark.end > at:
                self._active[number] = mark
                self._counts[mark.role] += 1
                if mark.role in _MAIN and mark.row not in self._known:
                    self._known.add(mark.row)
                    self._fresh.append(mark.row)
            self._open += 1

    def next(self) -> int:
        """Where something else holds, at the soonest."""
        ends = self._marks[self._closes[self._close]].end if self._close < len(self._closes) else None
        starts = self._marks[self._opens[self._open]].start if self._open < len(self._opens) else None
        return min((at for at in (ends, starts) if at is not None), default=1 << 62)

    def roles(self) -> tuple[Role, ...]:
        if not self._active:
            return ()
        held = tuple(role for role in _ROLES if self._counts[role])
        return (*held, "inner") if self._counts["content"] > 1 else held

    def rows(self) -> tuple[str, ...]:
        if not self._active:
            return ()
        near: dict[str, None] = {}
        for mark in islice(reversed(self._active.values()), 2 * MOST):
            near.setdefault(mark.row)
        return tuple(list(near)[:MOST][::-1])

    def begun(self) -> tuple[str, ...]:
        fresh, self._fresh = tuple(self._fresh), []
        return fresh


def _runs(line: Sequence[Stretch]) -> list[Run]:
    found: list[list[Stretch]] = []
    for one in line:
        first = found[-1][0] if found else None
        if first and first.roles and one.rows[: len(first.rows)] == first.rows and set(first.roles) <= set(one.roles):
            found[-1].append(one)
        else:
            found.append([one])
    return [_run(its[0], its) for its in found]


def _run(first: Stretch, its: Sequence[Stretch]) -> Run:
    parts = [(one, tuple(r for r in one.roles if r not in first.roles), one.rows[len(first.rows) :]) for one in its]
    return Run(first, tuple(parts))


def around(made: Sequence[Block], row: str, *, most: int = 8) -> tuple[tuple[Block, ...], bool]:
    """The paragraphs that hold words of ``row``, with the one before and the one after; and whether some in their middle are left out."""
    at = [number for number, block in enumerate(made) if row in block.rows or row in block.begins]
    if not at:
        return (), False
    near = made[max(0, at[0] - 1) : at[-1] + 2]
    if len(near) <= most:
        return tuple(near), False
    holding = [made[number] for number in at[: most - 2]]
    return (*holding, made[at[-1]]) if len(at) > most - 2 else tuple(holding), True


def by_row(reading: Reading) -> Mapping[str, Row]:
    """Every row of ``reading`` that has a page, by its id."""
    rows: dict[str, Row] = {entity.id: entity for entity in reading.entities}
    rows.update((event.id, event) for event in reading.events)
    rows.update((figure_id(number), figure) for number, figure in enumerate(reading.figures, 1))
    rows.update((statement.id, statement) for statement in reading.statements)
    return rows
