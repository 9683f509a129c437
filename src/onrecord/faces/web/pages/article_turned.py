"""Which statements of an article came, went, or are another from one version of it to a later one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord import Reading, Revision, Span, Statement
from onrecord.faces.web.marked_notes import Named, Whose

_FEW: Final = 20
"""Statements of one speaker in one sentence that are tried."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a statement. ``old`` and ``new`` are its id in either version; ``words`` those of the newer one."""

    kind: Literal["came", "went", "changed"]
    old: str | None
    new: str | None
    speaker: Named
    words: str
    why: tuple[str, ...] = ()


def turned(old: Reading, new: Reading, revision: Revision) -> list[Turned]:
    """The statements that came, went, or are another. One is the same where its words stayed, or stand in the sentence
    that its own became and have the same speaker."""
    before, after = Whose(old), Whose(new)
    at: dict[tuple[Span, ...], list[Statement]] = defaultdict(list)
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(new.statements, key=lambda one: one.content.spans[0]):
        at[statement.content.spans].append(statement)
        by_speaker[after.speaker(statement).name].append(statement)
    taken: set[str] = set()
    found: list[Turned] = []
    left: list[Statement] = []
    for statement in old.statements:
        moved = tuple(filter(None, map(revision.where, statement.content.spans)))
        there = [one for one in at.get(moved, ()) if one.id not in taken]
        if not there or len(moved) < len(statement.content.spans):
            left.append(statement)
            continue
        same = min(there, key=lambda one: len(_differs(statement, one, before, after)))
        taken.add(same.id)
        if why := _differs(statement, same, before, after):
            found.append(Turned("changed", statement.id, same.id, after.speaker(same), same.content.text, why))
    became = sorted((one.old, one.new) for one in revision.changes if one.kind == "changed" and one.old and one.new)
    for statement in left:
        near = _where(statement.content.spans[0], revision, became)
        mates = by_speaker.get(before.speaker(statement).name, [])
        now = _first(mates, near, taken) if near else None
        if now is None:
            found.append(Turned("went", statement.id, None, before.speaker(statement), statement.content.text))
            continue
        taken.add(now.id)
        why = ("in other words", *_differs(statement, now, before, after))
        found.append(Turned("changed", statement.id, now.id, after.speaker(now), now.content.text, why))
    found += [
        Turned("came", None, one.id, after.speaker(one), one.content.text)
        for one in new.statements
        if one.id not in taken
    ]
    return found


def _differs(old: Statement, new: Statement, before: Whose, after: Whose) -> tuple[str, ...]:
    """How a statement was read otherwise in the older version."""
    pairs = (
        ("said by", before.speaker(old).name, after.speaker(new).name),
        ("read as", old.act.replace("_", " "), new.act.replace("_", " ")),
        ("", old.kind, new.kind),
        ("", "as not said" if old.negated else "as said", "as not said" if new.negated else "as said"),
    )
    return tuple(f"{head} {was} before".strip() for head, was, now in pairs if was != now)


def _where(span: Span, revision: Revision, became: Sequence[tuple[Span, Span]]) -> Span | None:
    """Where in the newer version the words are looked for: where they stand, else in what their sentence became."""
    if moved := revision.where(span):
        return moved
    at = bisect_right(became, span.start, key=lambda pair: pair[0].start) - 1
    return became[at][1] if at >= 0 and span.start < became[at][0].end else None


def _first(mates: Sequence[Statement], near: Span, taken: set[str]) -> Statement | None:
    """The first statement not taken yet whose words begin there."""
    at = bisect_left(mates, near.start, key=lambda one: one.content.spans[0].start)
    for one in mates[at : at + _FEW]:
        if one.content.spans[0].start >= near.end:
            break
        if one.id not in taken:
            return one
    return None
