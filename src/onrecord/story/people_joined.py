"""Which entities of which articles are held to be one, with what people said about it above everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.terms import Correction

Row = tuple[str, str]
"""An entity: the article's id and its own."""


class Joined:
    """Sets of rows that grow as they are joined; two that a person told apart never come into one set.

    Union-find. A *different* holds against any chain of joins. Where a *same* contradicts one, or what later ones made of it, it is
    not obeyed and stands in ``refused``.
    """

    def __init__(self, verdicts: Sequence[Correction] = ()) -> None:
        self._above: dict[Row, Row] = {}
        self._apart: dict[Row, set[Row]] = {}
        self.said: dict[Row, list[Correction]] = {}
        self.refused: list[Correction] = []
        for verdict in _last(verdicts):
            one, other = _row(verdict.row), _row(verdict.other or "")
            self.said.setdefault(one, []).append(verdict)
            self.said.setdefault(other, []).append(verdict)
            if verdict.verdict == "different" and one != other:
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)
        for verdict in _last(verdicts):
            if verdict.verdict == "same" and not self.join(_row(verdict.row), _row(verdict.other or "")):
                self.refused.append(verdict)

    @property
    def ruled(self) -> bool:
        """Whether anybody told two rows apart."""
        return bool(self._apart)

    def told_apart(self, row: Row) -> bool:
        """Whether anybody told the set of ``row`` from another."""
        return self.root(row) in self._apart

    def root(self, row: Row) -> Row:
        """The row that stands for the set of ``row``."""
        above = self._above
        at = row
        while (up := above.get(at, at)) != at:
            at = up
        while row != at:
            row, above[row] = above.get(row, row), at
        return at

    def apart(self, one: Row, other: Row) -> bool:
        """Whether the two may not be joined."""
        enemies = self._apart.get(self.root(one)) if self._apart else None
        return bool(enemies) and self.root(other) in {self.root(enemy) for enemy in enemies or ()}

    def join(self, one: Row, other: Row) -> bool:
        """Make the two, and all that is joined to either, one; False where somebody said that they are not."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return True
        if self._apart and self.apart(one, other):
            return False
        keep, drop = min(one, other), max(one, other)
        self._above[drop] = keep
        if drop in self._apart:
            self._apart.setdefault(keep, set()).update(self._apart.pop(drop))
        return True

    def same(self, rows: Iterable[Row]) -> bool:
        """Whether all the rows are joined already."""
        return len({self.root(row) for row in rows}) <= 1


def _last(verdicts: Sequence[Correction]) -> list[Correction]:
    """Of each pair the last verdict, the latest first; *unsure* leaves the pair to the rules."""
    pairs: dict[frozenset[Row], Correction] = {}
    for verdict in sorted(verdicts, key=lambda one: (one.at, one.id)):
        if verdict.verdict in ("same", "different", "unsure") and verdict.other:
            pairs[frozenset((_row(verdict.row), _row(verdict.other)))] = verdict
    found = [verdict for verdict in pairs.values() if verdict.verdict != "unsure"]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _row(written: str) -> Row:
    article, _, entity = written.rpartition("/")
    return article, entity
