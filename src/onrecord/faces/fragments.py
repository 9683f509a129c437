"""Links to words on the live page: text fragments, which a browser scrolls to and marks.

`text_fragment` writes what follows the address, by the draft "URL Fragment Text Directives" of the WICG,
``#:~:text=[prefix-,]start[,end][,-suffix]``. A browser looks for words without regard to capitals, within one block of the
page, and takes the first place that fits: so the shortest directive is written that leads to these words among those of the
article. A browser that does not know text fragments opens the page as usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from onrecord import Article, Span

MAX_WHOLE: Final = 300
"""Characters up to which words stand whole; of longer ones the first and last. GoogleChromeLabs/text-fragments-polyfill has the same."""

MIN_ALONE: Final = 20
"""Characters under which words never stand without those around them: a page has more on it than the article. Of the same source."""

_ENDS: Final = (4, 8, 16)
"""Words at either end of long ones, tried in this order."""

_AROUND: Final = (3, 6, 12, 24)
"""Words before or after them, tried in this order."""

_NEAREST: Final = 400
"""Characters within which the words around are looked for: 24 long words. Keeps the work linear."""

_LONGEST: Final = 60
"""Characters of a word at most, that a span is widened to."""

_WORD: Final = re.compile(r"\S+")
_SPACE: Final = re.compile(r"[^\S\n ]")


class _Directive(NamedTuple):
    """The parts of a text directive; None where there is none."""

    prefix: str | None
    start: str
    end: str | None
    suffix: str | None

    def written(self) -> str:
        parts = (
            f"{_encoded(self.prefix)}-" if self.prefix else None,
            _encoded(self.start),
            _encoded(self.end) if self.end else None,
            f"-{_encoded(self.suffix)}" if self.suffix else None,
        )
        return "text=" + ",".join(part for part in parts if part)


def live_link(article: Article, spans: Sequence[Span]) -> str | None:
    """The address of the article's page, leading to its words at ``spans``; None where it has no http or https address.

    A fragment that the address has is left out: it would lead elsewhere on the page.
    """
    url = article.url or ""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    if not known or not url.isprintable() or " " in url:
        return None
    return url.partition("#")[0] + text_fragment(article, spans)


def text_fragment(article: Article, spans: Sequence[Span]) -> str:
    """The fragment, with its ``#``, that leads to the words of ``article`` at ``spans``; empty where there is no word.

    Several spans are several directives, all of which a browser marks; it scrolls to the first. A span that begins or ends
    within a word is widened to it, as a browser finds whole words only.
    """
    text = _folded(article.text)
    found = [directive for span in spans if (directive := _directive(article.text, text, span))]
    return "#:~:" + "&".join(one.written() for one in found) if found else ""


def _directive(text: str, folded: str, span: Span) -> _Directive | None:
    start, end = _whole_words(text, span)
    if start >= end:
        return None
    found = None
    for found in _candidates(text, start, end):
        if _leads_to(folded, found) == (start, end):
            return found
    return found  # the most that can be said: the words stand there more than once in the same surroundings


def _whole_words(text: str, span: Span) -> tuple[int, int]:
    """The span without white space and list marks at its ends, widened to whole words."""
    start, end = max(0, span[0]), min(span[1], len(text))
    while start < end and (text[start].isspace() or _is_list_mark(text, start)):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    # What has no edge near is no word.
    first = next((at for at in range(start, max(start - _LONGEST, -1), -1) if _edge(text, at)), start)
    last = next((at for at in range(end, min(end + _LONGEST, len(text) + 1)) if _edge(text, at)), end)
    return first, last


def _is_list_mark(text: str, at: int) -> bool:
    """Whether the star of a list item stands there: it is onrecord's, not the page's."""
    return text[at : at + 2] == "* " and (at == 0 or text[at - 1] == "\n")


def _joined(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


def _candidates(text: str, start: int, end: int) -> Iterator[_Directive]:
    """Directives for the words there, from the shortest to the longest."""
    words = text[start:end]
    whole = end - start <= MAX_WHOLE and "\n" not in words
    for count in (0,) if whole else _ENDS:
        first, last = (_plain(words), None) if whole else _ends(words, count)
        if len(first) + len(last or "") > 2 * MAX_WHOLE or not first:
            return
        if end - start >= MIN_ALONE:
            yield _Directive(None, first, last, None)
        for around in _AROUND:
            prefix, suffix = _before(text, start, around), _after(text, end, around)
            if suffix:
                yield _Directive(None, first, last, suffix)
            if prefix:
                yield _Directive(prefix, first, last, None)
            if prefix and suffix:
                yield _Directive(prefix, first, last, suffix)
        if end - start < MIN_ALONE:
            yield _Directive(None, first, last, None)


def _ends(words: str, count: int) -> tuple[str, str | None]:
    """The first and the last ``count`` words, each within one line, and no word in both."""
    lines = [found for line in words.split("\n") if (found := _WORD.findall(line.removeprefix("* ")))]
    if len(lines) < 2:
        count = min(count, len(lines[0]) // 2) if lines else 0
    if not count:
        return _plain(words), None
    return " ".join(lines[0][:count]), " ".join(lines[-1][-count:])


def _before(text: str, at: int, count: int) -> str | None:
    """The ``count`` words before ``at``: those of its line, else of the line before it."""
    near = text[max(0, at - _NEAREST) : at]
    line = near.rpartition("\n")[2]
    if not line.strip() or line == "* ":
        line = near.rstrip("* \n").rpartition("\n")[2]
    found = _WORD.findall(line.removeprefix("* "))
    return _told(found[-count:])


def _after(text: str, at: int, count: int) -> str | None:
    """The ``count`` words after ``at``: those of its line, else of the line after it."""
    near = text[at : at + _NEAREST]
    line = near.partition("\n")[0]
    if not line.strip():
        line = near.lstrip().partition("\n")[0].removeprefix("* ")
    found = _WORD.findall(line)
    # A full stop or quotation mark by itself is no word.
    return _told(found[: count + (not _told(found[:1]))])


def _told(words: list[str]) -> str | None:
    """The words; None where there is none in them, but punctuation alone."""
    return " ".join(words) if any(c.isalnum() for word in words for c in word) else None


def _leads_to(folded: str, directive: _Directive) -> Span | None:
    """The place that a browser would find first, in the text of the article."""
    prefix, start, end, suffix = (part and _folded(part) for part in directive)
    assert start
    for at in _places(folded, prefix or start, 0):
        if prefix:
            at = _past_space(folded, at + len(prefix))
            if not folded.startswith(start, at):
                continue
        last = at + len(start)
        for stop in _places(folded, end, last) if end else (last,):
            over = stop + len(end or "")
            if not suffix and _edge(folded, over):
                return Span(at, over)
            then = _past_space(folded, over)
            if suffix and folded.startswith(suffix, then) and _edge(folded, then + len(suffix)):
                return Span(at, over)
    return None


def _places(folded: str, words: str, at: int) -> Iterator[int]:
    """Where ``words`` stand from ``at`` on, with no word going on before them."""
    while (at := folded.find(words, at)) >= 0:
        if _edge(folded, at):
            yield at
        at += 1


def _edge(text: str, at: int) -> bool:
    """Whether no word goes on there."""
    return not 0 < at < len(text) or not _joined(text[at - 1], text[at])


def _past_space(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or _is_list_mark(text, at)):
        at += 1
    return at


def _folded(text: str) -> str:
    """Without capitals, white space within lines as spaces; as long as before."""
    lower = text.lower()
    return _SPACE.sub(" ", lower if len(lower) == len(text) else text)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _encoded(part: str) -> str:
    """Percent-encoded; the dash too, which would end a prefix or begin a suffix."""
    return quote(part, safe="", errors="replace").replace("-", "%2D")
