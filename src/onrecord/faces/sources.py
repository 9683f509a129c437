"""The inputs that a command line names: files, folders and standard input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import onrecord
from onrecord import Article, UnreadableSource
from onrecord.config import MAX_SOURCE_BYTES

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class About:
    """What the caller says of the articles: taken over what the source says itself. None: nothing said."""

    date: str | None = None
    outlet: str | None = None
    url: str | None = None


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

    def __init__(self, name: str) -> None:
        self.name = name
        self._bytes: bytes | None = None

    def articles(self, about: About) -> Iterator[Article]:
        """The articles in the input. Raises `UnreadableSource`, or OSError where it cannot be opened."""
        if self.name == STANDARD_INPUT:
            # One byte more than is allowed, so that the size is refused where every other size is.
            self._bytes = sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)
            yield onrecord.article_from_bytes(
                self._bytes, name=self.name, date=about.date, outlet=about.outlet, url=about.url
            )
            return
        if self.name.startswith(("http://", "https://")):
            raise UnreadableSource(
                self.name, "addresses are not fetched: save the page and name the file", stage="open"
            )
        if os.path.isdir(self.name):
            raise UnreadableSource(self.name, "a folder with no files to read", stage="open")
        yield from onrecord.load_articles(Path(self.name), date=about.date, outlet=about.outlet, url=about.url)

    def sha256(self) -> str | None:
        """Digest of the input's bytes; None where they cannot be read (again) or were not read to their end."""
        if self._bytes is not None:
            return hashlib.sha256(self._bytes).hexdigest() if len(self._bytes) <= MAX_SOURCE_BYTES else None
        try:
            if not os.path.isfile(self.name):
                return None
            with open(self.name, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):
            return None
