"""Positions of an article's clean text in the file that it was read from."""

from __future__ import annotations


def align(text: str, clean: str) -> list[int]:
    """For each position of the clean text, where it stands in ``text``: ingest may have cut furniture and changed blanks."""
    where, at = [], 0
    for char in clean:
        if not char.isspace():
            while at < len(text) and text[at] != char:
                at += 1
        where.append(at)
        at += not char.isspace()
    return [*where, at]
