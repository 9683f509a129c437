"""What changed between two versions of an article: its words, its head, and the statements read in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from starlette.responses import Response

import onrecord
from onrecord import Article, Kept, Published, Reading, Revision, SentenceChange, Span, Statement, Stayed
from onrecord.faces.moments import day
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.marked_notes import Named, Whose
from onrecord.faces.web.pages.article import kept_of, versions
from onrecord.faces.web.render import names

MOST_CHANGES: Final = 400
"""Changed sentences that one page shows."""

_FEW: Final = 20
"""Statements of one speaker in one sentence that are tried."""

Step = Literal["same", "added", "removed"]


class Piece(NamedTuple):
    """Words of a sentence that stayed, came or went."""

    words: str
    step: Step


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence, by what became of it."""

    kind: Literal["added", "removed", "changed", "moved"]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a statement. ``old`` and ``new`` are its id in either version; ``words`` those of the newer one."""

    kind: Literal["came", "went", "changed"]
    old: str | None
    new: str | None
    speaker: Named
    words: str
    why: tuple[str, ...] = ()


def read(asked: Asked) -> Response:
    """The versions, and what changed between two of them: by default this one and the one before."""
    kept = kept_of(asked)
    if kept.id != asked.part("id"):
        return asked.to(f"/article/{kept.id}/revisions", **dict(asked.request.query_params))
    there = versions(asked.view, kept)
    at = there.index(kept)
    old = _chosen(asked, "old", there, there[max(0, min(at, len(there) - 1) - 1)])
    new = _chosen(asked, "new", there, there[max(1, at)] if len(there) > 1 else kept)
    if len(there) < 2 or old == new:
        return asked.page("revisions.html", kept=kept, versions=there, old=old, new=new, found=None)
    readings = asked.view.readings([old.id, new.id])
    before, after = readings[old.id], readings[new.id]
    revision = onrecord.revise(before.article, after.article)
    changed = [_changed(one, before.article.text, after.article.text, revision.kept) for one in revision.changes[:MOST_CHANGES]]
    return asked.page(
        "revisions.html",
        kept=kept,
        versions=there,
        old=old,
        new=new,
        found=changed,
        more=len(revision.changes) - len(changed),
        head=list(_head(before.article, after.article)),
        turned=_turned(before, after, revision),
    )


def _chosen(asked: Asked, name: str, there: Sequence[Kept], default: Kept) -> Kept:
    said = asked.text(name, most=100)
    if not said:
        return default
    found = next((one for one in there if one.id == said), None)
    if found is None:
        raise BadInput(name, f"{said!r} is no version of this article")
    return found


def _changed(change: SentenceChange, old: str, new: str, kept: Sequence[Stayed]) -> Changed:
    match change.kind:
        case "added":
            return Changed("added", (_piece(new, change.new, "added"),))
        case "removed":
            return Changed("removed", (_piece(old, change.old, "removed"),))
        case "moved":
            return Changed("moved", (_piece(new, change.new, "same"),))
        case "changed":
            return Changed("changed", tuple(_pieces(change, old, new, kept)))


def _piece(text: str, span: Span | None, step: Step) -> Piece:
    return Piece(text[slice(*span)] if span else "", step)


def _pieces(change: SentenceChange, old: str, new: str, kept: Sequence[Stayed]) -> Iterator[Piece]:
    """The sentence of the newer version, and what went where it stood; what came in its place follows it."""
    assert change.old and change.new
    at = change.new.start
    for edit in change.edits:
        start = edit.new.start if edit.new else _stood(edit.old, change, kept)
        if start > at:
            yield Piece(new[at:start], "same")
            at = start
        if edit.old:
            lead = " " if old[edit.old.start - 1 : edit.old.start].isspace() and not new[start - 1 : start].isspace() else ""
            trail = " " if not edit.new and not lead and old[edit.old.end : edit.old.end + 1].isspace() else ""
            yield Piece(f"{lead}{old[slice(*edit.old)]}{trail}", "removed")
        if edit.new:
            yield Piece(new[slice(*edit.new)], "added")
            at = edit.new.end
    if at < change.new.end:
        yield Piece(new[at : change.new.end], "same")


def _stood(gone: Span | None, change: SentenceChange, kept: Sequence[Stayed]) -> int:
    """Where in the newer sentence words stood that went: before those that followed them and stayed."""
    assert gone and change.old and change.new
    at = bisect_left(kept, gone.end, key=lambda stayed: stayed.old.start)
    following = kept[at] if at < len(kept) else None
    return following.new.start if following and following.old.start < change.old.end else change.new.end


def _head(old: Article, new: Article) -> Iterator[tuple[str, str, str]]:
    """What is said of the article itself, where that changed: what, before, and now."""
    for name, before, after in (
        ("Title", old.title, new.title),
        ("Outlet", old.outlet, new.outlet),
        ("By", names(old.byline), names(new.byline)),
        ("Published", _day(old.published), _day(new.published)),
        ("Changed", old.modified and day(old.modified), new.modified and day(new.modified)),
        ("Section", old.section, new.section),
        ("Address", old.url, new.url),
    ):
        if before != after:
            yield name, before or "", after or ""


def _day(published: Published | None) -> str | None:
    return day(published.date) if published else None


def _turned(old: Reading, new: Reading, revision: Revision) -> list[Turned]:
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
        now = min(there, key=lambda one: len(_differs(statement, one, before, after)))
        taken.add(now.id)
        if why := _differs(statement, now, before, after):
            found.append(Turned("changed", statement.id, now.id, after.speaker(now), now.content.text, why))
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
        Turned("came", None, one.id, after.speaker(one), one.content.text) for one in new.statements if one.id not in taken
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
