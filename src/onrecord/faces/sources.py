"""The inputs that a command line names: files, folders, addresses and standard input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Literal, Protocol, cast

import onrecord
from onrecord import Article, UnreadableSource
from onrecord.config import MAX_DOCUMENT_BYTES

if TYPE_CHECKING:
    from onrecord import Fetcher  # loads what fetches: not before there is an address

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class About:
    """What the caller says of the articles: taken over what the source says itself. None: nothing said.

    ``columns`` says which column of a table gives what, as in `onrecord.load_articles`.
    """

    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    columns: Mapping[str, str] | None = None


class Capture(Protocol):
    """What a fetch brought, as far as it is of use here: the bytes and their digest."""

    @property
    def body(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...


class Web:
    """How addresses are read: the options of `onrecord.load_articles`, and one `onrecord.Fetcher` for a whole run.

    ``log`` is the file of the fetch log; None: in the user's cache folder. ``fetched`` is what was fetched last.
    """

    def __init__(
        self, *, listing: Literal["feed", "sitemap"] | None = None, limit: int | None = None, log: str | None = None
    ) -> None:
        self.listing = listing
        self.limit = limit
        self.fetched: Capture | None = None
        self._lock = Lock()
        self._made = cache(lambda: onrecord.Fetcher(log=log or onrecord.default_log()))

    def fetcher(self) -> Fetcher:
        """The fetcher, made at the first need, whichever thread asks."""
        with self._lock:
            return cast("Fetcher", _Remembering(self._made(), self))


class _Remembering:
    """A fetcher whose last capture can be had: an article is asked for its bytes before the next page is fetched."""

    def __init__(self, fetcher: Fetcher, web: Web) -> None:
        self._fetcher = fetcher
        self._web = web

    def fetch(self, url: str) -> Capture:
        """As `onrecord.Fetcher.fetch`."""
        self._web.fetched = self._fetcher.fetch(url)
        return self._web.fetched


def expand(sources: tuple[str, ...]) -> list[str]:
    """The inputs that ``sources`` name, in order: a folder stands for its files, and those of the folders in it, by name.

    Files and folders whose names begin with a dot are passed over, links to folders not followed. A folder with
    nothing to read stays as it is, to be refused by name.
    """
    return list(chain.from_iterable(_files(source) if os.path.isdir(source) else [source] for source in sources))


def _files(folder: str) -> list[str]:
    found = []
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(at, name) for name in sorted(files) if not name.startswith(".")]
    return found or [folder]


class Source:
    """One input, opened once."""

    def __init__(self, name: str, web: Web | None = None) -> None:
        self.name = name
        self._web = web or Web()
        self._bytes: bytes | None = None

    def articles(self, about: About, *, on_refused: Callable[[UnreadableSource], None]) -> Iterator[Article]:
        """The articles in the input; members that were refused go to ``on_refused``.

        Raises `UnreadableSource` where the whole input is, or OSError where it cannot be opened.
        """
        if self.name == STANDARD_INPUT:
            # One byte more than is allowed, so that the size is refused where every other size is.
            self._bytes = sys.stdin.buffer.read(MAX_DOCUMENT_BYTES + 1)
            yield from onrecord.articles_from_bytes(
                self._bytes,
                name=self.name,
                date=about.date,
                outlet=about.outlet,
                url=about.url,
                columns=about.columns,
                on_refused=on_refused,
            )
            return
        if os.path.isdir(self.name):
            raise UnreadableSource(self.name, "a folder with no files to read", stage="open")
        yield from onrecord.load_articles(
            self.name,
            date=about.date,
            outlet=about.outlet,
            url=about.url,
            columns=about.columns,
            listing=self._web.listing,
            limit=self._web.limit,
            fetcher=self._web.fetcher,
            on_refused=on_refused,
        )

    def capture(self, article: Article) -> bytes | None:
        """The bytes that ``article`` was read from, where they are at hand: those of a whole file or page, not of a member.

        Asked when the article is found, before the next; None where they are no longer the same bytes.
        """
        if self._web.fetched and self._web.fetched.sha256 == article.sha256:
            return self._web.fetched.body
        if article.member is not None:
            return None
        try:
            data = self._bytes if self._bytes is not None else self._file()
        except (OSError, ValueError):
            return None
        return data if data is not None and hashlib.sha256(data).hexdigest() == article.sha256 else None

    def _file(self) -> bytes | None:
        if not os.path.isfile(self.name):
            return None
        with open(self.name, "rb") as file:
            return file.read(MAX_DOCUMENT_BYTES + 1)

    def sha256(self) -> str | None:
        """Digest of the input's bytes; None where they cannot be read (again) or were not read to their end."""
        if self._bytes is not None:
            return hashlib.sha256(self._bytes).hexdigest() if len(self._bytes) <= MAX_DOCUMENT_BYTES else None
        try:
            if not os.path.isfile(self.name):
                return None
            with open(self.name, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):
            return None
