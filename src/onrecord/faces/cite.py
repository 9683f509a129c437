"""A quotation with where it comes from, to be copied: as plain text, Markdown and HTML.

Words that the article gives between quotation marks, or sets off as a block, are quoted. What it tells in its own words is told
as what the outlet reports, with no quotation marks put around it: a quotation made of it would be made up. Marks that
stand inside are the article's and stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from onrecord.faces.ink import safe
from onrecord.faces.moments import day
from onrecord.faces.quoting import Quotation, Whence

_PARTNERS: Final = {"“": "”", '"': '"', "„": "“”", "«": "»", "»": "«", "‘": "’", "‹": "›"}
_INNER: Final = str.maketrans("“”„«»", "‘’‚‹›")
"""Marks of a quotation within one between double marks."""

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|~&$])")
"""What CommonMark or GitHub's dialect of it may take for markup within a line; every one may be escaped by a backslash."""
_LINE_START: Final = re.compile(r"^(\d*)([-+=.)])")
"""What would begin a list or underline a heading at the start of a line."""
_LINK: Final = re.compile(r"(?<=:)//|(?<=\bwww)\.", re.IGNORECASE)
"""What GitHub's dialect makes links of by itself."""
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
"""What would be a character reference in an address."""
_UNSAFE: Final = re.compile(r"[^\w\-.~:/?#@!$&'*+,;=%\[\]]")
"""What does not stand in an address as it is, parentheses among it: they would end a Markdown link."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in three forms, each to be pasted as it is."""

    plain: str
    markdown: str
    html: str


def citations(quotation: Quotation, whence: Whence, *, permalink: str) -> Citation:
    """``quotation`` with its speaker, outlet, title, date, address, the day of its capture, and its ``permalink`` in the record."""
    return Citation(
        _plain(quotation, whence, permalink),
        _markdown(quotation, whence, permalink),
        _html(quotation, whence, permalink),
    )


def _words(quotation: Quotation) -> str:
    """The words on one line: quoted where they are verbatim, "[…]" where the article has something between."""
    pieces = list(map(_line, quotation.words))
    if quotation.verbatim:
        pieces = [_quoted(piece) for piece in pieces]
    return " […] ".join(filter(None, pieces))


def _quoted(piece: str) -> str:
    """``piece`` between double quotation marks, whatever marks it has at its ends; those inside it become single ones."""
    inner = piece
    closing = _PARTNERS.get(piece[:1])
    if closing and piece[-1] in closing and len(piece) > 1 and _is_one(piece[1:-1], piece[0], piece[-1]):
        inner = piece[1:-1]
    elif closing and not any(mark in piece[1:] for mark in closing):
        inner = piece[1:]  # goes on in the next paragraph, or ends in another stretch
    elif closing:
        return piece  # several quotations
    elif piece[-1:] in "”»" and piece[:-1].count("“") == piece[:-1].count("”"):
        inner = piece[:-1]
    marked = inner.translate(_INNER).split('"')
    alternating = "".join(f"{part}{'’' if n % 2 else '‘'}" for n, part in enumerate(marked[:-1])) + marked[-1]
    return f"“{alternating.strip()}”" if inner.strip() else ""


def _is_one(inner: str, opening: str, closing: str) -> bool:
    """Whether marks that stand around ``inner`` belong together."""
    if opening == closing:
        return opening not in inner or (inner.count(opening) % 2 == 0 and not inner.endswith(opening))
    depth = 1
    for char in inner:
        depth += (char == opening) - (char == closing and closing != "’")
        if depth == 0:
            return False
    return True


def _lead(quotation: Quotation, outlet: str) -> str:
    """Who says so by whom, for words that are not quoted: "Ada Orr, as reported by Harbour Post (paraphrase)"."""
    notes = [*_told(quotation), *quotation.notes]
    if quotation.what == "statement":
        speaker = _speaker(quotation)
        return f"{speaker[0].upper()}{speaker[1:]}, as reported by {outlet} ({'; '.join(['paraphrase', *notes])})"
    return f"As reported by {outlet}" + (f" ({'; '.join(notes)})" if notes else "")


def _told(quotation: Quotation) -> list[str]:
    return [f"as told by {', as told by '.join(quotation.according_to)}"] if quotation.according_to else []


def _speaker(quotation: Quotation) -> str:
    to = f" to {_listed(quotation.addressees)}" if quotation.addressees else ""
    on = f", {day(quotation.said)}" if quotation.said else ""
    return f"{_line(quotation.speaker or '') or 'a source not named'}{to}{on}"


def _by(quotation: Quotation) -> str:
    """Whose quoted words they are: "Ada Orr to the council, 2 March 2026 (a demand), quoted in"."""
    if quotation.what != "statement":
        return ""
    notes = "; ".join([*_told(quotation), *quotation.notes])
    return f"{_speaker(quotation)}{f' ({notes})' if notes else ''}, quoted in"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _outlet(whence: Whence) -> str:
    return _line(whence.outlet or "") or _host(whence.url) or "an outlet that is not named"


def _host(url: str | None) -> str | None:
    return (urlsplit(web).hostname or "").removeprefix("www.") if (web := _web(url)) else None


def _web(url: str | None) -> str | None:
    """``url`` where it may be led to, with whatever does not stand in an address percent-encoded; else None."""
    try:
        parts = urlsplit(url or "")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return _UNSAFE.sub(lambda found: quote(found[0], errors="replace"), url or "")


def _dated(iso: str | None) -> str:
    return day(iso) if iso else "undated"


def _line(text: str) -> str:
    """On one line, without control characters."""
    return " ".join(safe(text).split())


def _plain(quotation: Quotation, whence: Whence, permalink: str) -> str:
    title = f"“{_title(whence.title)}”, " if whence.title else ""
    source = f"{title}{_outlet(whence)}, {_dated(whence.published)}"
    captured = f"Captured {day(whence.captured)}" if whence.captured else None
    tail = ". ".join(filter(None, [source, _web(whence.url), captured, f"In the record: {permalink}"]))
    if quotation.verbatim:
        return _line(f"{_words(quotation)} — {_by(quotation)} {tail}")
    return _line(f"{_lead(quotation, _outlet(whence))}: {_words(quotation)} — {tail}")


def _title(title: str) -> str:
    """On one line, to stand between double quotation marks."""
    return _line(title.translate(_INNER))


def _markdown(quotation: Quotation, whence: Whence, permalink: str) -> str:
    url, source = _web(whence.url), _escaped(_outlet(whence))
    if whence.title:
        title = f"“{_escaped(_title(whence.title))}”"
        source = f"{_led(title, url)}, *{source}*"
    else:
        source = _led(source, url)
    captured = f", captured {day(whence.captured)}" if whence.captured else ""
    tail = f"{source}, {_escaped(_dated(whence.published) + captured)} ({_led('in the record', _web(permalink))})"
    words = _escaped(_words(quotation))
    if quotation.verbatim:
        return f"> {words}\n>\n> — {' '.join(filter(None, (_escaped(_by(quotation)), tail)))}"
    lead = _LINE_START.sub(r"\1\\\2", _escaped(_lead(quotation, _outlet(whence))))
    return f"{lead}: {words}\n\n— {tail}"


def _led(text: str, url: str | None) -> str:
    """``text`` as a link, where there is somewhere to lead."""
    return f"[{text}]({_ENTITY.sub('%26', url)})" if url else text


def _escaped(text: str) -> str:
    """``text`` as Markdown that shows it letter by letter, on one line."""
    return _LINK.sub(lambda found: "\\" + found[0], _MARKDOWN.sub(r"\\\1", _line(text)))


def _html(quotation: Quotation, whence: Whence, permalink: str) -> str:
    url, outlet = _web(whence.url), _text(_outlet(whence))
    cited = f"“{_text(_title(whence.title))}”" if whence.title else outlet
    link = f'<a href="{_text(url)}">{cited}</a>' if url else cited
    published = whence.published
    date = f'<time datetime="{_text(published)}">{_text(day(published))}</time>' if published else "undated"
    captured = f", captured {_text(day(whence.captured))}" if whence.captured else ""
    source = f"<cite>{link}</cite>{f', {outlet}' if whence.title else ''}, {date}{captured}"
    tail = f'{source} (<a href="{_text(_web(permalink) or "")}">in the record</a>)'
    words = _text(_words(quotation))
    if quotation.verbatim:
        cite = f' cite="{_text(url)}"' if url else ""
        by = " ".join(filter(None, (_text(_by(quotation)), tail)))
        return f"<figure><blockquote{cite}><p>{words}</p></blockquote><figcaption>{by}</figcaption></figure>"
    return f"<p>{_text(_lead(quotation, _outlet(whence)))}: {words} — {tail}</p>"


def _text(words: str) -> str:
    return html.escape(_line(words))
