"""What changed between two versions of an article: its words, its head, and the statements read in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from starlette.responses import Response

import onrecord
from onrecord import Article, Edit, Kept, Published, SentenceChange, Span, Stayed
from onrecord.faces.moments import day
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.pages.article import kept_of, versions
from onrecord.faces.web.pages.article_turned import turned
from onrecord.faces.web.render import names

MOST_CHANGES: Final = 400
"""Changed sentences that one page shows."""

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
    changed = [
        _changed(one, before.article.text, after.article.text, revision.kept) for one in revision.changes[:MOST_CHANGES]
    ]
    return asked.page(
        "revisions.html",
        kept=kept,
        versions=there,
        old=old,
        new=new,
        found=changed,
        more=len(revision.changes) - len(changed),
        head=list(_head(before.article, after.article)),
        turned=turned(before, after, revision),
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
    for edit in _joined(change.edits, old, new):
        start = edit.new.start if edit.new else _stood(edit.old, change, kept)
        if start > at:
            yield Piece(new[at:start], "same")
            at = start
        if edit.old:
            lead = (
                " "
                if old[edit.old.start - 1 : edit.old.start].isspace() and not new[start - 1 : start].isspace()
                else ""
            )
            trail = " " if not edit.new and not lead and old[edit.old.end : edit.old.end + 1].isspace() else ""
            yield Piece(f"{lead}{old[slice(*edit.old)]}{trail}", "removed")
        if edit.new:
            yield Piece(new[slice(*edit.new)], "added")
            at = edit.new.end
    if at < change.new.end:
        yield Piece(new[at : change.new.end], "same")


def _joined(edits: Sequence[Edit], old: str, new: str) -> Iterator[Edit]:
    """The edits, those with nothing that stayed between them as one."""
    last: Edit | None = None
    for edit in edits:
        if last and (_touch(last.old, edit.old, old) or _touch(last.new, edit.new, new)):
            last = Edit(_both(last.old, edit.old), _both(last.new, edit.new))
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _touch(one: Span | None, other: Span | None, text: str) -> bool:
    return one is not None and other is not None and not text[one.end : other.start].strip()


def _both(one: Span | None, other: Span | None) -> Span | None:
    return Span(one.start, other.end) if one and other else one or other


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
