"""A reading whose article turns out to be of a certain day: its time expressions are resolved anew, as seen from that day.

Needs no model: the words are those found when the article was read, and where their verb looks is told by the words before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from onrecord.reader.times.grammar import parse
from onrecord.reader.times.joins import joined
from onrecord.reader.times.sight import Sight
from onrecord.reader.times.tokens import tokens_of
from onrecord.reader.times.widen import Found
from onrecord.terms import Event, Figure, Published, Reading, Span, Statement, Time

_LOOKS_AHEAD: Final = re.compile(
    r"\b(?:will|'ll|’ll|wo|shall|would|due|scheduled|set|plans?|planned|expects?|expected|next|upcoming|until|by|before)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n")
_REACH: Final = 300
"""Characters looked through before an expression for the verb over it: a sentence of news has 130 in the mean, few over 300."""

_Row = TypeVar("_Row", Statement, Event)


def redated(reading: Reading, published: Published) -> Reading:
    """``reading`` with its article published on ``published``, and every date that hangs on that day resolved.

    Expressions that had a date keep it. A day of publication known only to its month or year resolves nothing.
    """
    article = replace(reading.article, published=published)
    if published.precision not in ("day", "minute"):
        return replace(reading, article=article)
    known = _resolved(reading, date.fromisoformat(published.date[:10]))
    return replace(
        reading,
        article=article,
        statements=tuple(_with_time(one, known) for one in reading.statements),
        events=tuple(_with_time(one, known) for one in reading.events),
        figures=tuple(_with_period(one, known) for one in reading.figures),
        times=tuple(known.get(one.spans, one) for one in reading.times),
    )


def _resolved(reading: Reading, day: date) -> dict[tuple[Span, ...], Time]:
    open_ones = {time.spans: time for time in reading.times if time.date is None and time.precision != "unknown"}
    if not open_ones:
        return {}
    text = reading.article.text
    tokens = tokens_of(text)
    found: list[Found] = []
    for match, rule in parse(tokens):
        ahead = 1 if _looks_ahead(text, tokens.tokens[match.start].start) else -1
        meaning = rule(match, Sight(day, ahead=ahead))
        if meaning is not None:
            found.append(Found(match, match.start, match.end, match.rule, meaning, "year" in match.groups))
    resolved: dict[tuple[Span, ...], Time] = {}
    for item in joined(found, told=day):
        spans = (Span(tokens.tokens[item.start].start, tokens.tokens[item.end - 1].end),)
        if spans in open_ones and item.meaning.date is not None:
            resolved[spans] = Time(open_ones[spans].text, spans, *item.meaning)
    return resolved


def _looks_ahead(text: str, at: int) -> bool:
    before = text[max(0, at - _REACH) : at]
    return _LOOKS_AHEAD.search(_SENTENCE.split(before)[-1]) is not None


def _with_time(row: _Row, known: Mapping[tuple[Span, ...], Time]) -> _Row:
    return replace(row, time=known[row.time.spans]) if row.time and row.time.spans in known else row


def _with_period(figure: Figure, known: Mapping[tuple[Span, ...], Time]) -> Figure:
    return (
        replace(figure, period=known[figure.period.spans]) if figure.period and figure.period.spans in known else figure
    )
