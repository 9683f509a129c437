"""What a source holds, opened and read: one document, or the members of a container, in order."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from onrecord.config import MAX_DOCUMENT_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.archives import Budget, is_docx, read_gzip, read_zip
from onrecord.ingest.documents import Given, limit_of, read_document
from onrecord.ingest.kinds import DOCUMENTS, Kind, kind_of
from onrecord.ingest.members import BLOCK, NOTHING_STATED, Member, Stated, buffered, read_whole, sha256, within
from onrecord.ingest.tables import read_csv, read_json
from onrecord.terms import Article

Found = Article | UnreadableSource

APART: Final = os.name == "posix"
"""Whether what may be hostile is read in a process of its own; elsewhere pipes cannot be waited for with a limit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read, and how: the same for a source and all its members.

    ``single``: the source is one document, whatever its bytes look like.
    """

    name: str
    given: Given
    columns: Mapping[str, str] | None = None
    single: bool = False


OnCapture = Callable[[bytes], None]
"""Is given the bytes of each document that an article was taken from, before the article is."""


def _nothing() -> None:
    """What is done before a document by default."""


def _let_go(data: bytes) -> None:
    """What is done with the bytes of a document by default."""


class _Calls(NamedTuple):
    """What is called before each document is read, and with its bytes when an article was taken from it."""

    before: Callable[[], None]
    captured: OnCapture


def read_source(
    file: io.BufferedReader,
    asked: Asked,
    stated: Stated = NOTHING_STATED,
    *,
    before: Callable[[], None] = _nothing,
    captured: OnCapture | None = None,
) -> Iterator[Found]:
    """What the source in ``file`` holds: articles, and refusals of single members.

    ``before`` is called before each document is read, and may refuse it; ``captured`` is given the bytes of each that is
    an article. Raises `UnreadableSource` where the whole of the source, or the rest of it, cannot be read.
    """
    return _read(file, asked, stated, Budget(asked.name), _Calls(before, captured or _let_go), single=asked.single)


def _read(
    file: io.BufferedReader, asked: Asked, stated: Stated, budget: Budget, calls: _Calls, *, single: bool
) -> Iterator[Found]:
    kind = kind_of(file.peek(BLOCK), columns=asked.columns)
    if kind == "zip":
        if not file.seekable():
            file = buffered(read_whole(file, name=asked.name, limit=MAX_DOCUMENT_BYTES))
        kind = "docx" if is_docx(file) else kind
    if single or kind in DOCUMENTS:
        kind = _single(kind)
        yield _document(read_whole(file, name=asked.name, limit=limit_of(kind)), kind, asked, stated, calls)
        return
    for member in _members(file, kind, asked, budget):
        if isinstance(member, UnreadableSource):
            yield member
            continue
        try:
            inner = _read(member.file, asked, member.stated, budget.inner(kind), calls, single=member.single)
            for found in inner:
                if isinstance(found, Article):
                    place = f"{member.name}: {found.member}" if found.member else member.name
                    yield replace(found, member=place)
                else:
                    yield within(found, member.name, path=asked.name)
        except UnreadableSource as wrong:
            yield within(wrong, member.name, path=asked.name)


def _single(kind: Kind) -> Kind:
    """The kind of document that one thing is: no mail, no table, whatever its text looks like."""
    return kind if kind in DOCUMENTS else "text"


def _document(data: bytes, kind: Kind, asked: Asked, stated: Stated, calls: _Calls) -> Article:
    try:
        calls.before()
        article = read_document(data, kind, name=asked.name, given=asked.given, stated=stated)
    except UnreadableSource as wrong:
        wrong.sha256 = sha256(data)
        raise
    calls.captured(data)
    return article


def _members(file: io.BufferedReader, kind: Kind, asked: Asked, budget: Budget) -> Iterator[Member | UnreadableSource]:
    """What a container holds. What only some kinds need is loaded where it is."""
    match kind:
        case "zip":
            return read_zip(file, name=asked.name, budget=budget)
        case "gzip":
            return read_gzip(file, name=asked.name, budget=budget)
        case "warc":
            from onrecord.ingest.warc import read_warc

            return read_warc(file, name=asked.name)
        case "mbox":
            from onrecord.ingest.mail import read_mailbox

            return read_mailbox(file, name=asked.name)
        case "mail":
            from onrecord.ingest.mail import read_mail

            return read_mail(file, name=asked.name)
        case "json":
            return read_json(file, name=asked.name, columns=asked.columns)
        case _:
            return read_csv(file, name=asked.name, columns=asked.columns)
