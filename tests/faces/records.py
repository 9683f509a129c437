"""A record that keeps nothing for longer than a test, and can be told to fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import IO, Any

from onrecord import Article, Reading
from onrecord.errors import ReadOnlyRecord, UnknownRow
from onrecord.record.values import Added, Alias, Fault
from onrecord.terms import Correction, Kept
from tests.faces.build_story import correction, kept


class FakeView:
    def __init__(self, record: FakeRecord, as_of: int | str | None) -> None:
        self.record = record
        self.as_of = as_of
        self.seq = len(record.readings)

    def article(self, name: str) -> Kept:
        found = [one for one in self.articles() if one.id.startswith(name)]
        if not found:
            raise UnknownRow(name)
        return found[0]

    def articles(self, ids: Collection[str] | None = None) -> tuple[Kept, ...]:
        seen: dict[str, str] = {}
        rows = []
        for number, reading in enumerate(self.record.readings.values(), 1):
            url = reading.article.url
            rows.append(kept(reading, number, revises=seen.get(url or "")))
            if url:
                seen[url] = reading.article.id
        return tuple(one for one in rows if ids is None or one.id in ids)

    def readings(self, ids: Collection[str]) -> dict[str, Reading]:
        return {name: self.record.readings[name] for name in ids if name in self.record.readings}

    def text(self, name: str) -> Article:
        return self.record.readings[name].article

    def corrections(self, article: str | None = None) -> tuple[Correction, ...]:
        return tuple(one for one in self.record.corrected if article is None or one.row.startswith(article))

    def standing(self, article: str) -> tuple[Correction, ...]:
        undone = {one.row for one in self.record.corrected if one.verdict == "undo"}
        return tuple(one for one in self.corrections(article) if one.id not in undone)


class FakeRecord:
    """Holds readings by article. ``full_after``: the disk has room for so many more."""

    durability = "Every article is on disk before it is acknowledged."

    def __init__(self, *readings: Reading) -> None:
        self.readings = {reading.article.id: reading for reading in readings}
        self.captures: dict[str, bytes | None] = {}
        self.corrected: list[Correction] = []
        self.aliases: list[Alias] = []
        self.faults: list[Fault] = []
        self.calls: Counter[str] = Counter()
        self.opened: list[tuple[object, bool]] = []
        self.read_only = False
        self.fail: Callable[[str], None] = lambda call: None

    def open(self, where: object = None, *, read_only: bool = False, patience: float | None = None) -> FakeRecord:
        self._called("open")
        self.opened.append((where, read_only))
        self.where = str(where or "/home/una/.local/share/onrecord/record.sqlite")
        self.read_only = read_only
        return self

    def __enter__(self) -> FakeRecord:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        self.calls["close"] += 1

    def has(self, article: str) -> bool:
        self._called("has")
        return article in self.readings

    def add(self, reading: Reading, *, capture: bytes | None = None) -> Added:
        self._writes("add")
        name = reading.article.id
        new = name not in self.readings
        self.readings.setdefault(name, reading)
        self.captures[name] = capture
        return Added(name, list(self.readings).index(name) + 1, new)

    def view(self, as_of: int | str | None = None) -> FakeView:
        self._called("view")
        return FakeView(self, as_of)

    def correct(self, row: str, verdict: str, **given: Any) -> Correction:
        self._writes("correct")
        if "/" in row and row.partition("/")[0] not in self.readings:
            raise UnknownRow(row)
        made = correction(f"k{len(self.corrected) + 1}", row=row, verdict=verdict, **given)
        self.corrected.append(made)
        return made

    def import_aliases(self, rows: Collection[Alias]) -> int:
        self._writes("import_aliases")
        self.aliases += rows
        return len(rows)

    def verify(self) -> Iterator[Fault]:
        yield from self.faults

    def backup(self, path: str) -> None:
        self._called("backup")

    def export(self, file: IO[bytes]) -> None:
        file.write(b'{"all": "of it"}\n')

    def import_(self, file: IO[bytes]) -> None:
        self._writes("import")
        file.read()

    def _called(self, call: str) -> None:
        self.calls[call] += 1
        self.fail(call)

    def _writes(self, call: str) -> None:
        if self.read_only:
            raise ReadOnlyRecord("record.sqlite", "was opened to be read only")
        self._called(call)
