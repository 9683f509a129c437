"""A page as somebody sees it: its words without markup, its links, and single parts of it."""

from __future__ import annotations

import html
import re


def text(page: str) -> str:
    """What stands on the page, on one line."""
    inline = re.sub(r"</?(?:a|b|i|bdi|mark|span|time)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def part(page: str, name: str) -> str:
    """The part of the page with this id, up to the next part."""
    begin = page.index(f'id="{name}"')
    end = re.compile(r"</section>|</aside>").search(page, begin)
    assert end
    return page[begin : end.start()]


def links(page: str) -> list[str]:
    """Where the page leads to."""
    return [html.unescape(one) for one in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', page)]


def ids(page: str) -> list[str]:
    """All ids of the page."""
    return re.findall(r'\bid="([^"]*)"', page)
