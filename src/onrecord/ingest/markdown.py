"""Markdown to blocks: paragraphs, headings, list items and block quotes, without the signs that mark them.

What CommonMark draws as text is kept, every character at its place; links keep their words. Only what news is written
with is known: no nesting of blocks matters here but that of quotes, whose words are kept like any others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.ingest.blocks import Block, BlockKind, Piece, block

_SIGN = re.compile(
    r"^(?:#{1,6}[ \t]+\S|>[ \t]{0,3}\w|>[ \t]{0,3}[“\"*_])|\*\*[^\s*][^*\n]{0,200}\*\*"
    r"|\[[^\]\[\n]{1,300}\]\((?:https?://|mailto:|[/#.])[^()\s]{0,2000}\)",
    re.MULTILINE,
)
_SIGN_REACH = 50_000  # characters looked at for a sign of Markdown

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?=\S)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(?:```+|~~~+)")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*){1,60}\|?[ \t]*$")
_MAX_JOINED = 120  # characters of a line that another may continue; longer lines are paragraphs of their own

_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))|(?P<code>`+)|(?P<image>!\[(?P<alt>[^\]\[\n]{0,500})\]\([^()\n]{0,2000}\))"
    r"|(?P<note>\[\^[^\]\s]{1,40}\])|(?P<open>\[)|(?P<target>\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\]\[\n]{0,200}\]))"
    r"|(?P<close>\])|<(?P<address>https?://[^<>\s]{1,2000})>|(?P<tag></?[A-Za-z][^<>\n]{0,2000}>|<!--[^\n]{0,2000}?-->)"
    r"|(?P<reference>&(?:[A-Za-z]{2,20}|\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6});)|(?P<mark>\*{1,3}|_{1,3}|~~)"
)


class Marked(NamedTuple):
    """A text taken apart: the first heading of the first rank, all other blocks, and what is no text of the article."""

    title: Block | None
    blocks: tuple[Block, ...]
    cut: tuple[tuple[Block, str], ...]


def is_markdown(text: str) -> bool:
    """Whether a plain text has a heading, quote, link or strong word marked as Markdown marks them."""
    return bool(_SIGN.search(text[:_SIGN_REACH]))


def markdown_blocks(text: str, start: int = 0) -> Marked:
    """The blocks of a decoded text from ``start`` on, in order. Linear in its length."""
    title: Block | None = None
    blocks: list[Block] = []
    cut: list[tuple[Block, str]] = []
    for part in _parts(text, start):
        made = block(_pieces(text, part), kind=part.kind)
        cut += ((image, "image") for image in _images(text, part))
        if made is None:
            continue
        if part.label:
            cut.append((made, part.label))
        elif title is None and not blocks and part.first_rank:
            title = made
        else:
            blocks.append(made)
    return Marked(title, tuple(blocks), tuple(cut))


class _Part(NamedTuple):
    """The runs of source, a line each, that one block is written in. ``raw``: with no marks inside."""

    runs: list[tuple[int, int]]
    kind: BlockKind = "paragraph"
    raw: bool = False
    first_rank: bool = False
    label: str = ""


def _parts(text: str, start: int) -> Iterator[_Part]:
    open_part: _Part | None = None
    depth = 0
    fenced = False
    for found in _LINE.finditer(text, start):
        line_start, line_end = found.start(), found.start() + len(found[0].rstrip("\r\n"))
        line = text[line_start:line_end]
        quote = _QUOTE.match(line)
        inner = quote.end() if quote and not fenced else 0
        run, words = (line_start + inner, line_end), line[inner:]
        now = quote[0].count(">") if quote else 0
        if _FENCE.match(words) or fenced:
            if open_part:
                yield open_part
                open_part = None
            if _FENCE.match(words):
                fenced = not fenced
            elif words.strip():
                yield _Part([run], raw=True)
            continue
        underline = open_part and open_part.kind == "paragraph" and _UNDERLINE.match(words)
        if underline and open_part and len(open_part.runs) == 1 and now == depth:
            yield open_part._replace(kind="heading", first_rank="=" in words)
            open_part = None
            continue
        heading, item = _HEADING.match(words), _ITEM.match(words)
        ends = not words.strip() or _RULE.match(words) or _TABLE_RULE.match(words)
        starts = heading or item or _DEFINITION.match(words) or words.lstrip().startswith("|") or (now > depth)
        long = open_part and open_part.runs[-1][1] - open_part.runs[-1][0] > _MAX_JOINED
        if open_part and (ends or starts or long):
            yield open_part
            open_part = None
        if ends:
            depth = now
            continue
        if open_part:
            open_part.runs.append(run)
            continue
        depth = now
        if heading:
            end = _HEADING_END.search(words, heading.end())
            stop = run[0] + end.start() if end else run[1]
            yield _Part([(run[0] + heading.end(), stop)], "heading", first_rank=heading[0].count("#") == 1)
        elif _DEFINITION.match(words):
            yield _Part([run], raw=True, label="link")
        else:
            open_part = _Part([(run[0] + (item.end() if item else 0), run[1])], "item" if item else "paragraph")
    if open_part:
        yield open_part


def _pieces(text: str, part: _Part) -> Iterator[Piece]:
    """The text of a block: its runs, a line break between any two, without the marks."""
    dropped = {} if part.raw else _marks(text, part)
    last = None
    for start, end in part.runs:
        if last is not None:
            yield Piece("\n", last, start, False)
        at = start
        for mark_start in sorted(dropped.get(start, ())):
            mark_end, shown = dropped[start][mark_start]
            if mark_start < at:
                continue
            yield Piece(text[at:mark_start], at, mark_start, True)
            if shown:
                yield Piece(shown, mark_start, mark_end, False)
            at = mark_end
        yield Piece(text[at:end], at, end, True)
        last = end


def _marks(text: str, part: _Part) -> dict[int, dict[int, tuple[int, str]]]:
    """The marks in each run of a block: where each begins and ends, and what is shown in its stead.

    A mark that opens is one only where another closes it; the two may stand in different lines.
    """
    found: dict[int, dict[int, tuple[int, str]]] = {start: {} for start, _ in part.runs}
    brackets: list[tuple[int, int]] = []
    opened: dict[str, tuple[int, int]] = {}
    for start, end in part.runs:
        here = found[start]
        at = start
        while mark := _INLINE.search(text, at, end):
            at = mark.end()
            begin, kind = mark.start(), mark.lastgroup
            if kind == "escape":
                here[begin] = at, ""
                at += 1
            elif kind == "code":
                closing = text.find(mark[0], at, end)
                if closing >= 0:
                    here[begin] = at, ""
                    here[closing] = closing + len(mark[0]), ""
                    at = closing + len(mark[0])
            elif mark["image"] is not None or kind in ("note", "tag"):
                here[begin] = at, " " if (mark["tag"] or "").lower().startswith("<br") else ""
            elif kind == "open":
                brackets.append((start, begin))
            elif kind in ("close", "target"):
                if brackets and kind == "target":
                    row, bracket = brackets[-1]
                    found[row][bracket] = bracket + 1, ""
                    here[begin] = at, ""
                if brackets:
                    brackets.pop()
            elif kind == "address":
                here[begin] = begin + 1, ""
                here[at - 1] = at, ""
            elif kind == "reference":
                here[begin] = at, html.unescape(mark[0])
            elif kind == "mark":
                _emphasis(text, mark, (start, end), opened, found)
    return found


def _emphasis(
    text: str,
    mark: re.Match[str],
    run: tuple[int, int],
    opened: dict[str, tuple[int, int]],
    found: dict[int, dict[int, tuple[int, str]]],
) -> None:
    start, end = run
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    # CommonMark lets asterisks mark a part of a word; in "2*3*4" they are signs, and a mark left is the lesser mistake.
    inside_word = before.isalnum() and after.isalnum()
    if inside_word or (before.isspace() and after.isspace()):
        return
    if not before.isspace() and mark[0] in opened:
        row, opening = opened.pop(mark[0])
        found[row][opening] = opening + len(mark[0]), ""
        found[start][mark.start()] = mark.end(), ""
    elif not after.isspace():
        opened[mark[0]] = (start, mark.start())


def _images(text: str, part: _Part) -> Iterator[Block]:
    """What pictures are said to show."""
    if part.raw:
        return
    for start, end in part.runs:
        for mark in _INLINE.finditer(text, start, end):
            if mark["alt"] and (made := block([Piece(mark["alt"], *mark.span("alt"), True)])):
                yield made
