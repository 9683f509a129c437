"""PDF documents to paragraphs: PDFium gives the characters and where they stand on the page.

Its text is a line at a time, in the order in which the page draws them. Which lines are one paragraph is told from their
distance, indent, type size and length; what stands at the edge of page after page is set aside as its head and foot.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.config import MAX_PDF_PAGES, MAX_TEXT
from onrecord.errors import UnreadableSource
from onrecord.ingest.assemble import PARAGRAPH_BREAK, About, too_long
from onrecord.ingest.blocks import Block, Piece, block
from onrecord.ingest.decode import Source
from onrecord.ingest.page import Page
from onrecord.ingest.pdf_lines import Line, paragraphs, running_lines, title_of
from onrecord.ingest.pdf_streams import refuse_bombs

if TYPE_CHECKING:
    import pypdfium2

_ENCRYPTED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_END_REACH = 2_048  # bytes before the end of the file in which its end must be marked; Acrobat looks at 1,024
_UNTOLD = re.compile("[\ufffd\ue000-\uf8ff\0]")
# A Latin letter in a word with those of another alphabet: the document names other letters than it shows.
_OTHER = "[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u0590-\u06ff\u10a0-\u10ff]"
_MIXED = re.compile(rf"[A-Za-z]{_OTHER}|{_OTHER}[A-Za-z]")
_MAX_UNTOLD_SHARE = 0.05  # of the characters: glyphs for which the document names no letter, or a false one
_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_COMPOUND = re.compile(
    r"(?:self|well|ex|vice|half|so|all|high|low|long|short|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety)",
    re.IGNORECASE,
)
_ALONE = threading.Lock()  # PDFium is for one thread at a time


def read_pdf(data: bytes, *, name: str) -> tuple[Source, Page]:
    """The paragraphs of a PDF, heads and feet of its pages set aside, and the text that holds them all.

    Words broken at a line's end are joined. Raises `UnreadableSource` for a document that is encrypted, damaged or cut
    off, over `MAX_PDF_PAGES` or `MAX_PDF_STREAM`, or without text that can be told: a scan, or glyphs under false letters.
    """
    if b"%%EOF" not in data[-_END_REACH:]:
        raise UnreadableSource(name, "is a PDF that is cut off: its end is not marked")
    refuse_bombs(data, name=name)
    with _ALONE:
        lines = _lines(data, name)
    letters = "".join(line.text for line in lines)
    if not letters:
        raise UnreadableSource(name, "is a PDF without text: a scan, or pictures only")
    if len(_UNTOLD.findall(letters)) + len(_MIXED.findall(letters)) > _MAX_UNTOLD_SHARE * len(letters):
        raise UnreadableSource(name, "is a PDF whose letters cannot be told from its glyphs")
    aside = running_lines(lines)
    title, groups = title_of(paragraphs([line for i, line in enumerate(lines) if i not in aside]))
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    written = [_joined(group, words) for group in ([title] if title else []) + groups]
    written += [lines[i].text for i in sorted(aside)]
    blocks: list[Block | None] = []
    at = 0
    for text in written:
        blocks.append(block([Piece(text, at, at + len(text), True)]))
        at += len(text) + len(PARAGRAPH_BREAK)
    head = blocks.pop(0) if title else None
    cut = zip(blocks[len(groups) :], (aside[i] for i in sorted(aside)), strict=True)
    page = Page(
        head,
        About(),
        tuple(made for made in blocks[: len(groups)] if made),
        tuple((made, label) for made, label in cut if made),
    )
    return Source(PARAGRAPH_BREAK.join(written), "utf-8", 0), page


def _lines(data: bytes, name: str) -> list[Line]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PDF_PAGES:
                raise UnreadableSource(
                    name, "has too many pages", limit=f"{MAX_PDF_PAGES:,} pages", observed=f"{len(document):,} pages"
                )
            lines: list[Line] = []
            characters = 0
            for number in range(len(document)):
                page = document[number]
                sheet = page.get_textpage()
                characters += sheet.count_chars()
                if characters > MAX_TEXT:
                    raise too_long(name, characters)
                lines += _page_lines(sheet, number)
                sheet.close()
                page.close()
            return lines
    except pypdfium2.PdfiumError as wrong:
        if wrong.err_code in _ENCRYPTED:
            raise UnreadableSource(name, "is a PDF that is encrypted") from wrong
        raise UnreadableSource(name, f"is no PDF that can be read: {wrong}") from wrong


def _page_lines(sheet: pypdfium2.PdfTextPage, number: int) -> Iterator[Line]:
    """The lines of one page, in the order in which it draws them. PDFium ends them with CR LF, or U+0002 in a word."""
    from pypdfium2 import raw

    characters = [raw.FPDFText_GetUnicode(sheet, i) for i in range(sheet.count_chars())]
    first: int | None = None  # of the line's characters that show
    last = 0
    letters: list[str] = []
    for i, code in enumerate([*characters, 10]):
        if code in (2, 10):
            if first is not None:
                yield _line(sheet, first, last, letters, number, broken=code == 2)
            first, letters = None, []
        elif code >= 32 and (first is not None or not chr(code).isspace()):
            first = i if first is None else first
            last = last if chr(code).isspace() else i
            letters.append(chr(code))


def _line(
    sheet: pypdfium2.PdfTextPage, first: int, last: int, letters: Sequence[str], number: int, *, broken: bool
) -> Line:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(sheet, first, x, y)
    _, _, right, _ = sheet.get_charbox(last, loose=True)
    # The font's own size says little: many documents set everything at 1 and scale it.
    _, low, _, high = sheet.get_charbox(first, loose=True)
    text = " ".join("".join(letters).encode("utf-8", "replace").decode().split())
    return Line(text, number, x.value, max(right, x.value), y.value, max(high - low, 1.0), broken)


def _joined(lines: Sequence[Line], words: Mapping[str, int]) -> str:
    """The text of a paragraph. A broken word gets its hyphen back where the document writes it so, or such words are."""
    out: list[str] = []
    for line in lines:
        if out and out[-1].endswith("\0"):
            head, tail = out[-1][:-1].rsplit(None, 1)[-1], line.text.split(None, 1)[0].strip(".,;:!?\"'”’)]")
            out[-1] = out[-1][:-1] + _hyphen(head.lstrip("\"'“‘(["), tail, words) + line.text
        else:
            out.append(line.text)
        if line.broken:
            out[-1] += "\0"
    return " ".join(out).replace("\0", "-")


def _hyphen(head: str, tail: str, words: Mapping[str, int]) -> str:
    whole, apart = (head + tail).casefold(), f"{head}-{tail}".casefold()
    if words.get(whole, 0) != words.get(apart, 0):
        return "-" if words.get(apart, 0) > words.get(whole, 0) else ""
    keeps = _COMPOUND.fullmatch(head) or not tail[:1].islower() or "-" in head
    return "-" if keeps else ""
