"""Templates, and what they can say: dates and counts in words, addresses that are safe to follow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from onrecord.faces.moments import day, stretch
from onrecord.faces.numbered import UNCERTAIN
from onrecord.faces.page.told import count
from onrecord.faces.web import parts, parts_rows
from onrecord.faces.web.pages.correct_form import in_words, made_just_now

HERE: Final = Path(__file__).parent


def environment() -> tuple[Environment, str]:
    """The templates, and a digest of all that pages are made with: another one means that pages may look otherwise."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    build = hashlib.sha256()
    for path in sorted(one for one in HERE.parent.rglob("*") if one.suffix in (".py", ".html", ".css", ".js", ".svg")):
        build.update(path.read_bytes())
    made.filters |= (
        parts.FILTERS
        | parts_rows.FILTERS
        | {
            "day": day,
            "href": href,
            "host": host,
            "words": lambda label: str(label).replace("_", " ").lower(),
            "names": names,
            "in_words": in_words,
        }
    )
    made.globals |= {"count": count, "stretch": stretch, "build": build.hexdigest()[:12], "UNCERTAIN": UNCERTAIN}
    made.globals["made_just_now"] = made_just_now
    return made, build.hexdigest()[:12]


def href(url: str | None) -> str | None:
    """``url`` where it is a web address that a page may lead to; None for anything else, as ``javascript:``."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str | None) -> str:
    """The host of a web address, for the eye; empty where there is none."""
    return (urlsplit(url or "").hostname or "").removeprefix("www.") if href(url) else ""


def names(them: Iterable[str]) -> str:
    """ "A, B and C"."""
    listed = list(them)
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1]))) if listed else ""
