"""Where to go on after signing in: to a page of this server, and nowhere else."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 2_000
"""Characters of an address that is gone back to; a longer one leads to the first page."""

# One slash, then no second one in any spelling; no backslash, which browsers read as a slash; no characters that they
# leave out (tab, line end) or that could end a header; nothing that is not ASCII, since a slash has look-alikes.
_LOCAL = re.compile(r"/(?!/|%2f|%5c)[!#-\[\]-~]*", re.IGNORECASE)


def local_path(asked: str) -> str:
    """``asked`` where it is a path of this server, with its query; "/" for all else, and for the way out."""
    if len(asked) > MOST or not _LOCAL.fullmatch(asked) or asked.split("?")[0].rstrip("/") in ("/login", "/logout"):
        return "/"
    return asked
