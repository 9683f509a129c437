"""What pages are made from, at hand: the newest view, the list of stories, stories told, and pages already made.

All of it is worked out from the record and may be lost at any time. Nothing on the shelf is older than `STALE`, but for the
list of stories of a large record while others add to it.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Final, Generic, TypeVar

import onrecord
from onrecord import Headline, Record, Story, View

_T = TypeVar("_T")

STALE: Final = 0.5
"""Seconds for which a view is used again, unless this server wrote to the record meanwhile: what a person does not notice."""

REST: Final = 4.0
"""The list of stories is worked out anew at most once in so many times what that took: a fifth of one core at most."""

MOST_STORIES: Final = 64
"""Stories kept as they were told, some 1 MB each with 150 statements."""

MOST_NOTES: Final = 5_000
"""Notes kept: lines of lists, some 1 kB each."""

MOST_BYTES: Final = 64_000_000
"""Bytes of packed pages kept: some 3,000 pages of stories."""


class Kept(Generic[_T]):
    """The values used last, up to a total weight. For any number of threads."""

    def __init__(self, most: int, *, weight: Callable[[_T], int] = lambda value: 1) -> None:
        self._most = most
        self._weight = weight
        self._total = 0
        self._values: OrderedDict[object, _T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> _T | None:
        """The value under ``key``, None where there is none any more."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: object, value: _T) -> None:
        """Keep ``value``, and let go of those used longest ago."""
        with self._lock:
            old = self._values.pop(key, None)
            self._total += self._weight(value) - (self._weight(old) if old is not None else 0)
            self._values[key] = value
            while self._total > self._most and len(self._values) > 1:
                self._total -= self._weight(self._values.popitem(last=False)[1])


@dataclass(frozen=True, slots=True)
class Index:
    """The stories of the record as of the entry ``seq``: those that changed last first.

    ``of`` leads from an article's id to its story; ``changed`` from a story's id to the entry that changed it last.
    """

    seq: int
    stories: tuple[Headline, ...]
    of: Mapping[str, Headline]
    changed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Packed:
    """A page as it is sent: its body, deflated by gzip, its media type and its other headers."""

    body: bytes
    media_type: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, body: bytes, media_type: str, headers: Mapping[str, str]) -> Packed:
        """``body`` packed."""
        packer = zlib.compressobj(5, zlib.DEFLATED, 31)  # 31: in a gzip frame
        return cls(packer.compress(body) + packer.flush(), media_type, headers)

    def plain(self) -> bytes:
        """The body as it was."""
        return zlib.decompress(self.body, 31)


class Shelf:
    """What pages of ``record`` are made from. For any number of threads."""

    def __init__(self, record: Record, *, clock: Callable[[], float] = monotonic) -> None:
        self.record = record
        self.pages: Kept[Packed] = Kept(MOST_BYTES, weight=lambda page: len(page.body) + 1_000)
        self._stories: Kept[Story] = Kept(MOST_STORIES)
        # Small things worked out from stories told, under keys that change with them (`View.state`).
        self.notes: Kept[object] = Kept(MOST_NOTES)
        # Held by the one page that tells stories which others ask for too.
        self.telling = Lock()
        self._clock = clock
        self._lock = Lock()
        self._building = Lock()
        self._view: View | None = None
        self._looked = 0.0
        self._index: Index | None = None
        self._due = 0.0

    def view(self) -> View:
        """The record as it is, or was `STALE` ago."""
        with self._lock:
            if self._view is None or self._clock() - self._looked > STALE:
                newest = self.record.view()
                if self._view is None or newest.seq != self._view.seq:
                    self._view = newest
                self._looked = self._clock()
            return self._view

    def changed(self) -> None:
        """This server wrote to the record: the next view is to be of now, and the list of stories soon after."""
        with self._lock:
            self._view = None
            self._due = 0.0

    def refresh(self) -> None:
        """Articles were added: when this returns the list of stories has them."""
        self.changed()
        with self._building:
            self._build(self.view())

    def index(self) -> Index:
        """The stories of the record, as far as they were worked out; while others add, those of some seconds ago."""
        view = self.view()
        index = self._index
        if index is None:
            with self._building:
                return self._index or self._build(view)
        if index.seq != view.seq and self._clock() >= self._due and self._building.acquire(blocking=False):
            Thread(target=self._rebuild, args=(view,), name="stories", daemon=True).start()
        return index

    def story(self, view: View, name: str) -> Story:
        """The story with this id, or that the article of this id belongs to. Raises `onrecord.UnknownRow`."""
        return self.told(view, self.members(view, name))

    def members(self, view: View, name: str) -> tuple[str, ...]:
        """The articles of that story. Raises `onrecord.UnknownRow`."""
        article = view.article(name).id
        index = self.index()
        if view is self._view and article in index.of:
            return index.of[article].articles
        return onrecord.members_of(view, article)

    def told(self, view: View, articles: Sequence[str], *, state: str | None = None) -> Story:
        """What these articles hold together. ``state`` is that of the view, where it is known."""
        key = state or view.state(articles)
        story = self._stories.get(key)
        if story is None:
            story = onrecord.tell(view, articles)
            self._stories.put(key, story)
        return story

    def at_hand(self, view: View, articles: Sequence[str], *, state: str | None = None) -> Story | None:
        """The same, if it was told already."""
        return self._stories.get(state or view.state(articles))

    def _rebuild(self, view: View) -> None:
        try:
            self._build(view)
        finally:
            self._building.release()

    def _build(self, view: View) -> Index:
        began = self._clock()
        found = onrecord.stories(view)
        of = {article: one for one in found for article in one.articles}
        entered = {kept.id: kept.seq for kept in view.articles()}
        changed = {one.id: max(entered[article] for article in one.articles) for one in found}
        ordered = tuple(sorted(found, key=lambda one: -changed[one.id]))
        index = Index(view.seq, ordered, of, changed)
        self._index = index
        self._due = self._clock() + REST * (self._clock() - began)
        return index
