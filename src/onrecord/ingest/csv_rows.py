"""CSV by RFC 4180, a row at a time. The standard library's reader has one limit on cells for the whole process."""

from __future__ import annotations

from collections.abc import Iterator


def csv_rows(lines: Iterator[str], delimiter: str, *, limit: int) -> Iterator[list[str] | str]:
    """The cells of each row in ``lines`` (with their ends); of a row that cannot be read, what is wrong with it.

    A cell in quotation marks may hold delimiters, line ends and doubled quotation marks; a mark inside a cell without
    them is a letter. Blank lines are no rows. A row over ``limit`` characters is refused with all lines it took, for
    nothing tells where the next begins. Linear in the text.
    """
    for line in lines:
        if line.strip():
            yield _row(line, lines, delimiter, limit)


def _row(line: str, lines: Iterator[str], delimiter: str, limit: int) -> list[str] | str:
    cells: list[str] = []
    size = len(line)
    at = 0
    if size >= limit:
        return f"is too large: over {limit:,} characters"
    while True:
        if line.startswith('"', at):
            cell: list[str] = []
            at += 1
            while True:
                end = line.find('"', at)
                if end < 0:
                    cell.append(line[at:])
                    line, at = next(lines, ""), 0
                    size += len(line)
                    if not line:
                        return "is cut off: a quotation mark in it is not closed"
                    if size > limit:
                        return f"is too large: over {limit:,} characters"
                    continue
                cell.append(line[at:end])
                at = end + 1
                if not line.startswith('"', at):
                    break
                cell.append('"')
                at += 1
        else:
            cell = []
        end = line.find(delimiter, at)
        if end < 0:
            cells.append("".join(cell) + line[at:].rstrip("\r\n"))
            return cells
        cells.append("".join(cell) + line[at:end])
        at = end + 1
