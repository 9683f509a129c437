"""Bylines: lines of their own that name who wrote the article."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.ingest.dates import DATE, MONTH, MONTHS, TIME, Dated, text_date

_MAX_BYLINE = 200  # characters; three names with their offices fit

_LEAD = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|analysis|opinion|commentary|compiled)\s+by|by|authors?\s*:)(?:\s*:)?\s+",
    re.IGNORECASE,
)
_DATED = re.compile(DATE, re.IGNORECASE)
_AFTER_DATE = re.compile(rf"{TIME}(?:\W*$|\s*[|/•·]\s*(?=\w))", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:[\s,|/•·—–-]|\b(?:on|published|posted|updated|filed|at|\d{1,2}[:.]\d\d|[ap]\.?m\.?|[A-Z]{1,3}T)(?=\W|$))+$"
)
_YEARLESS = re.compile(rf"[\s,|]+(?:on\s+)?{MONTH}\s+\d{{1,2}}(?!\d|,?\s+\d{{4}})\b[^|]{{0,60}}$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\W+(?:edited|translated|produced|photograph(?:s|y|ed)?|photos?|illustrat(?:ed|ions?)|video|graphics?|additional reporting)\s+by\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?P<join>,\s*(?:and\s|&)|\s+(?:and|with)\s|&|,|[|/•·;]|\s[—–-]{1,2}\s|\s(?:in|for|at)\s(?=[A-Z]))\s*",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,64}$|@\w{1,30}$|(?:https?://|www\.)\S+$")
_PARTICLES = frozenset("de da del della der den di dos du la le van von bin ibn al el of the for y".split())
_ROLE_HEADS = frozenset(
    "writer writers reporter reporters correspondent correspondents editor editors columnist columnists contributor contributors "
    "producer producers fellow staff desk bureau chief critic critics photographer".split()
)
_NOT_NAMES = frozenset(
    [
        *MONTHS,
        *"monday tuesday wednesday thursday friday saturday sunday".split(),
        *"then now contrast comparison law noon midnight far popular numbers default definition design request order".split(),
        *"christmas easter thanksgiving tomorrow tonight today yesterday early late mid this that these those".split(),
    ]
)
_SINGLE_NAMES = frozenset(
    "ap afp reuters upi staff editor editors editorial bloomberg admin xinhua tass ansa dpa".split()
)


class Byline(NamedTuple):
    """Names as written, in order, and the date that stood with them."""

    names: tuple[str, ...]
    published: Dated | None


def byline(line: str) -> Byline | None:
    """The byline that ``line`` is from end to end ("By Ada Orr and Ben Venn, Staff Writers"); None if it is anything else.

    A sentence that begins with "By" is none: each of its parts would have to be a name, an office or an outlet.
    """
    lead = _LEAD.match(line)
    if not lead or len(line) > _MAX_BYLINE:
        return None
    rest = line[lead.end() :]
    if others := _OTHERS.search(rest):  # who edited it did not write it
        rest = rest[: others.start()]
    rest, published = _undated(rest)
    names = byline_names(rest)
    return Byline(names, published) if names else None


def byline_names(words: str) -> tuple[str, ...]:
    """The names in a byline without its "By"; empty if ``words`` holds anything but names, offices and outlets."""
    parts, joins = _parts(words)
    kinds = [_kind(part) for part in parts]
    if not parts or kinds[0] != "name" or "other" in kinds:
        return ()
    # "Ada Orr, Harbor Times" is one name; "Ada Orr, Ben Venn and Cy Dow" three: commas list names only before an "and".
    joined = [i for i, join in enumerate(joins) if "and" in join or join in ("&", "with")]
    reach = joined[-1] + 1 if joined else 0
    plain = [i for i, join in enumerate(joins[:reach]) if not (join.startswith((",", "&")) or join in ("and", "with"))]
    reach = plain[0] if plain else reach
    return tuple(part for part, kind in zip(parts[: reach + 1], kinds, strict=False) if kind == "name")


def _undated(rest: str) -> tuple[str, Dated | None]:
    """A byline without the date at its end, and the date."""
    rest = _YEARLESS.sub("", rest)
    found = _DATED.search(rest)
    after = _AFTER_DATE.match(rest, found.end()) if found else None
    if not found or not after:
        return rest, None
    before = rest[: found.start()]
    published = None if "updated" in before.lower() else text_date(found)
    outlet = rest[after.end() :]
    return _BEFORE_DATE.sub("", before) + (f" | {outlet}" if outlet else ""), published


def _parts(words: str) -> tuple[list[str], list[str]]:
    parts: list[str] = []
    joins: list[str] = []
    at = 0
    words = words.strip()
    for found in _PART.finditer(words):
        parts.append(words[at : found.start()])
        joins.append("".join(found["join"].lower().split()))
        at = found.end()
    parts.append(words[at:])
    return parts, joins


def _kind(part: str) -> str:
    if _CONTACT.match(part):
        return "contact"
    tokens = part.rstrip(".").split()
    if not tokens or len(tokens) > 8:
        return "other"
    if any(token.lower() in _ROLE_HEADS for token in tokens) and (
        len(tokens) > 1 or tokens[0].lower() not in _SINGLE_NAMES
    ):
        return "role"
    if not all(token[0].isupper() or token in _PARTICLES for token in tokens) or not part[0].isupper():
        return "other"
    words = [token.lower() for token in tokens if token.lower() != "the"]
    if not words or words[0] in _NOT_NAMES or any(character.isdigit() for character in part):
        return "other"
    if len(tokens) == 1 and words[0] not in _SINGLE_NAMES:
        return "outlet" if tokens[0].isupper() else "other"
    return "name"
