"""What stands in front of an expression and belongs to it: "early", "the end of", "the week of", "since"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

from onrecord.reader.times.grammar import expression
from onrecord.reader.times.lexicon import MODIFIERS
from onrecord.reader.times.points import Meaning, Point, as_date, point, week_of
from onrecord.reader.times.sight import Match


class Found(NamedTuple):
    """One expression: the rule that fits and where, the tokens ``start`` to ``end`` that it takes with all that belongs to it, what
    they mean, and whether its year was told."""

    match: Match
    start: int
    end: int
    rule: str
    meaning: Meaning
    dated: bool = False


def over(pattern: str) -> re.Pattern[str]:
    """A pattern of kinds of token (`onrecord.reader.times.grammar`), compiled."""
    return re.compile(expression(pattern))


_EDGE: Final = over(
    "(THE? (EDGE | LATTER PORTION? | EARLY PORTION | LATE PORTION | REST) OF | (EARLY | LATE | EARLIER | LATER | MID) (HYPHEN | IN)?"
    " | THE (EARLY | LATE | MID) HYPHEN?) THE?$"
)
_WEEK: Final = over("(THE | THAT)? unit=UNIT (OF | EDGE | STARTING ON?) THE?$")
_PREPOSITION: Final = over("(SINCE | BY | UNTIL | BEFORE | AFTER | ABOUT | STARTING ON?) THE?$")
_LONGEST: Final = 5
"""Tokens of the longest thing looked for in front: "the latter part of the"."""


def point_of(meaning: Meaning) -> Point | None:
    """The point that a meaning begins with, None for a length or where nothing is known."""
    if meaning.date is None or meaning.duration is not None:
        return None
    match = re.match(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", meaning.date)
    return point(*(int(n) for n in match.groups() if n)) if match else None


def widened(item: Found, *, floor: int) -> Found:
    """The expression with what belongs to it in front of it, not before token ``floor``: "early", "the end of", "the week of"."""
    if item.rule in ("duration", "every", "vague", "shifted", "clock", "hour", "operator"):
        return item
    tokens = item.match.tokens
    low = max(floor, item.start - _LONGEST)
    edge = _EDGE.search(tokens.kinds, low, item.start)
    if edge:
        words = [token.value for token in tokens.tokens[edge.start() : edge.end()]]
        modifier = next((MODIFIERS[word] for word in words if word in MODIFIERS), None)
        return item._replace(start=edge.start(), meaning=item.meaning._replace(modifier=modifier))
    week = _WEEK.search(tokens.kinds, low, item.start)
    at = point_of(item.meaning) if week and item.meaning.precision == "day" else None
    day = as_date(at) if at else None
    if week and day and tokens.tokens[week.start("unit")].value == "week":
        monday = week_of(day)
        meaning = Meaning(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")
        return item._replace(start=week.start(), rule="unit", meaning=meaning)
    return item


def qualified(item: Found) -> Found:
    """The expression with the modifier that the preposition in front of it gives: "since March", "by 2030", "about two years"."""
    if item.meaning.modifier or item.rule in ("range", "every", "vague"):
        return item
    tokens = item.match.tokens
    before = _PREPOSITION.search(tokens.kinds, max(0, item.start - 3), item.start)
    modifier = MODIFIERS.get(tokens.tokens[before.start()].value) if before else None
    if modifier is None or (item.meaning.duration and modifier not in ("approx", "less_than", "more_than")):
        return item
    goes_on = modifier in ("on_or_after", "after") and item.meaning.clock is None
    return item._replace(meaning=item.meaning._replace(modifier=modifier, end=None if goes_on else item.meaning.end))
