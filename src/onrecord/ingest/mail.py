"""Mail messages and mailboxes: newsletters as they were sent.

The part that is read is the HTML one, else the plain one; its bytes, decoded from the form they travelled in, are the
capture. Subject, sender and date are taken from the header.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import errors, message_from_bytes, policy
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage

from onrecord.config import MAX_DOCUMENT_BYTES
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import About
from onrecord.ingest.dates import iso_date
from onrecord.ingest.members import BLOCK, Member, Stated, buffered, read_whole
from onrecord.terms import Published

_POSTMARK = re.compile(rb"From \S{1,400} .{0,80}\d\d:\d\d")
_QUOTED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LOSSES = (
    errors.StartBoundaryNotFoundDefect,
    errors.CloseBoundaryNotFoundDefect,
    errors.MultipartInvariantViolationDefect,
    errors.InvalidBase64PaddingDefect,
    errors.InvalidBase64CharactersDefect,
    errors.InvalidBase64LengthDefect,
)
"""What the parser of the standard library finds where text is missing; it goes on with what there is."""


def read_mail(file: io.BufferedReader, *, name: str) -> Iterator[Member | UnreadableSource]:
    """The article of one message."""
    yield _member(read_whole(file, name=name, limit=MAX_DOCUMENT_BYTES), name, "message")


def read_mailbox(file: io.BufferedReader, *, name: str) -> Iterator[Member | UnreadableSource]:
    """The article of each message in an mbox file (RFC 4155), in order; one that cannot be read is refused alone."""
    for number, data in enumerate(_messages(file), 1):
        place = f"message {number}"
        if data is None:
            limit = f"{MAX_DOCUMENT_BYTES:,} bytes"
            yield UnreadableSource(name, "is too large", limit=limit, observed=f"over {limit}", member=place)
            continue
        try:
            yield _member(data, name, place)
        except UnreadableSource as wrong:
            wrong.member = place
            yield wrong


def _messages(file: io.BufferedReader) -> Iterator[bytes | None]:
    """The bytes of each message, its postmark left off and quoted From lines restored; None for one over the limit."""
    lines: list[bytes] = []
    size = 0
    blank = True
    started = False
    while line := file.readline(BLOCK):
        if blank and _POSTMARK.match(line):
            if started:
                yield _joined(lines, size)
            lines, size, started = [], 0, True
        elif size <= MAX_DOCUMENT_BYTES:
            lines.append(line)
            size += len(line)
        blank = not line.strip(b"\r\n")
    if started:
        yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    return _QUOTED_FROM.sub(b"", b"".join(lines)) if size <= MAX_DOCUMENT_BYTES else None


def _member(data: bytes, name: str, place: str) -> Member:
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(("html", "plain"))
        body = part.get_payload(decode=True) if part else None
    except (ValueError, LookupError, AttributeError, IndexError, TypeError, RecursionError) as wrong:
        # What the parser raises over broken headers is not all documented.
        raise UnreadableSource(name, f"is no mail message that can be read: {type(wrong).__name__}") from wrong
    if part is None or not isinstance(body, bytes):
        raise UnreadableSource(name, "is a mail message without a text")
    lost = [defect for one in (message, part) for defect in one.defects if isinstance(defect, _LOSSES)]
    if lost:
        raise UnreadableSource(name, f"is cut off or damaged: {_said(lost[0])}")
    charset = part.get_content_charset()
    return Member(f"{place}, {part.get_content_type()}", buffered(body), _stated(message, charset), single=True)


def _said(defect: errors.MessageDefect) -> str:
    return (type(defect).__doc__ or type(defect).__name__).strip().rstrip(".").lower()


def _stated(message: EmailMessage, charset: str | None) -> Stated:
    """What the header says. A field that cannot be read says nothing."""
    return Stated(_subject(message), About(outlet=_sender(message), published=_date(message)), charset)


def _subject(message: EmailMessage) -> str | None:
    return _clean(_field(message, "subject"))


def _sender(message: EmailMessage) -> str | None:
    sender = _field(message, "from")
    addresses = sender.addresses if isinstance(sender, AddressHeader) else ()
    return _clean(addresses[0].display_name) if addresses else None


def _date(message: EmailMessage) -> Published | None:
    sent = _field(message, "date")
    when = sent.datetime if isinstance(sent, DateHeader) else None
    dated = iso_date(when.isoformat(timespec="minutes")) if when else None
    return Published(dated.date, dated.precision, "metadata", "Date header") if dated else None


def _field(message: EmailMessage, name: str) -> object:
    try:
        return message[name]
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):  # as above
        return None


def _clean(words: object) -> str | None:
    if words is None:
        return None
    return " ".join(str(words).encode("utf-8", "replace").decode().split()) or None
