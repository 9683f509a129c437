"""Small PDF documents, written by hand: lines of Helvetica at stated places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Set(NamedTuple):
    """A line of text set on a page: ``x``, ``y`` of its baseline in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 11


def column(
    lines: Sequence[str], *, x: float = 72, top: float = 700, leading: float = 14, size: float = 11
) -> list[Set]:
    """Lines below each other."""
    return [Set(line, x, top - i * leading, size) for i, line in enumerate(lines)]


def pdf(pages: Sequence[Sequence[Set]], *, trailer: str = "", streams: Sequence[bytes] = ()) -> bytes:
    """A document of these pages, or of pages with these raw content streams."""
    contents = list(streams) or ["\n".join(_shown(line) for line in page).encode("cp1252") for page in pages]
    count = len(contents)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * i} 0 R' for i in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
        objects.append((page + "/Resources << /Font << /F 3 0 R >> >> >>").encode())
        if content.startswith(b"<<"):
            objects.append(content)
        else:
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def _shown(line: Set) -> str:
    text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {line.size} Tf {line.x} {line.y} Td ({text}) Tj ET"
