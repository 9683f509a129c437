"""What somebody wants to be corrected, as they typed it, and the corrections that it comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

import onrecord
from onrecord import Dossier, View
from onrecord.faces.page.told import count
from onrecord.faces.params import VERDICTS
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.guard_paths import local_path
from onrecord.faces.web.pages.correct_form import NOT_KNOWN, Verdict

FIELDS: Final = ("speaker", "act", "content", "source", "type", "status")

MOST_WORDS: Final = 20_000
"""Characters of the words that a statement is to have; the longest statements of news are block quotations of some 3,000."""

MOST_APART: Final = 200
"""Entities held to be one that a form may part. Each costs a correction, and who is told apart has seldom been in so many articles."""

MOST_CANDIDATES: Final = 50
"""Who bear a name, to choose from."""

_ENTITY: Final = re.compile(r"[^\s/]+/e[^\s/]*")


@dataclass(frozen=True, slots=True)
class Want:
    """A form as it was sent, nothing checked but its lengths.

    ``value`` is None where there was no such control. ``name``: of a speaker whom the article does not name. ``other`` is the second
    entity, or the name of whoever it is; ``apart`` are rows that are to be told from all others of ``of``. ``undo`` names corrections.
    """

    row: str
    verdict: str
    field: str
    value: str | None
    name: str
    other: str
    apart: tuple[str, ...]
    of: str
    undo: str
    why: str
    by: str
    seen: str
    next: str

    @property
    def control(self) -> str:
        """The control that the wish is told by, for words on what is wrong with it."""
        if self.verdict in ("same", "different"):
            return "other"
        return "value" if self.verdict == "replace" else "verdict"


class Call(NamedTuple):
    """A correction to be made, its parts as ``Record.correct`` takes them."""

    row: str
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    other: str | None = None


def wanted(asked: Asked) -> Want:
    """The form that was sent. Whoever is signed in corrects in their own name; at one's own machine one can give another."""
    own = asked.site.mode == "local" and "by" in asked.form
    return Want(
        asked.field("row", most=200),
        asked.field("verdict", most=40),
        asked.field("field", most=40),
        asked.field("value", most=MOST_WORDS) if "value" in asked.form else None,
        asked.field("name", most=400),
        asked.field("other", most=400),
        tuple(str(one).strip()[:200] for one in asked.form.getlist("apart")),
        asked.field("of", most=400),
        asked.field("undo", most=400),
        asked.field("why", most=2_000),
        asked.field("by", most=200) if own else asked.viewer.name or "",
        asked.field("seen", most=40),
        local_path(asked.field("next", "/", most=2_000) or "/"),
    )


def calls_of(view: View, want: Want) -> list[Call]:
    """What ``want`` comes to. Raises `BadInput`, naming what is missing, and `onrecord.UnknownRow`."""
    calls = _apart(view, want) if want.apart else [_call(view, want)]
    if not want.by:
        raise BadInput("by", "say who you are", status=422)
    return calls


def _call(view: View, want: Want) -> Call:
    if not want.row:
        raise BadInput("row", "the form does not say what it is of", status=422)
    if want.verdict not in VERDICTS:
        raise BadInput("verdict", "say whether it is right or wrong, or what it should be", status=422)
    article, _, item = want.row.rpartition("/")
    row = f"{view.article(article).id}/{item}"
    match want.verdict:
        case "replace":
            return Call(row, "replace", want.field, _value(want))
        case "same" | "different":
            if not want.other:
                raise BadInput("other", "say who else", status=422)
            return Call(row, cast(Verdict, want.verdict), other=_other(view, want.other, besides=row))
        case verdict:
            return Call(row, cast(Verdict, verdict))


def _value(want: Want) -> str | None:
    if want.field not in FIELDS:
        raise BadInput("field", f"say what is to be replaced: {', '.join(FIELDS)}", status=422)
    if want.field == "speaker" and want.name:
        return want.name
    if want.value is None or (not want.value and want.field != "source"):
        raise BadInput("value", f"say what the {want.field} should be", status=422)
    if want.field == "speaker" and want.value == NOT_KNOWN:
        return None
    return want.value or None


def _other(view: View, said: str, *, besides: str) -> str:
    """The entity that is meant by its row, or by a name that one person bears."""
    if _ENTITY.fullmatch(said):
        article, _, item = said.rpartition("/")
        return f"{view.article(article).id}/{item}"
    found = [one for one in onrecord.who(view, said, limit=0) if besides not in rows_of(one)]
    if len(found) == 1 and found[0].entities:
        return rows_of(found[0])[0]
    if found:
        raise BadInput("other", f"{len(found)} of the record bear the name {said!r}: say which", status=422)
    near = onrecord.near_names(view, said)
    why = f"nobody else of the name {said!r} is in the record" + (f"; near: {', '.join(near)}" if near else "")
    raise BadInput("other", why, status=422)


def candidates(view: View, want: Want) -> list[tuple[str, str]]:
    """Of those who bear the name in the place of a second entity, a row each, and who that is in words."""
    if not want.other or _ENTITY.fullmatch(want.other):
        return []
    return [
        (one.entities[0].row, " · ".join((one.name, *one.titles[:3], count(len(one.articles), "article"))))
        for one in onrecord.who(view, want.other, limit=0)[:MOST_CANDIDATES]
        if one.entities
    ]


def rows_of(one: Dossier) -> list[str]:
    """The rows of the entities that are held to be this one."""
    return [entity.row for entity in one.entities]


def _apart(view: View, want: Want) -> list[Call]:
    """Those ticked are told from the others who are held to be one with them."""
    ticked = set(want.apart)
    held = [rows for one in onrecord.who(view, want.of, limit=0) if ticked <= set(rows := rows_of(one))]
    if not held:
        raise BadInput("apart", "these are not held to be one any more: look at the page again", status=422)
    rest = [row for row in held[0] if row not in ticked]
    if not rest:
        raise BadInput("apart", "all are ticked: tick those that are somebody else than the rest", status=422)
    if len(held[0]) > MOST_APART:
        raise BadInput("apart", f"{len(held[0])} are held to be one, and {MOST_APART} are parted at once", status=422)
    # That the rest are one, and those ticked, goes with it: where a name is known to be borne by two, it alone joins nobody.
    together = [Call(some[0], "same", other=row) for some in (rest, list(want.apart)) for row in some[1:]]
    return [*together, Call(want.apart[0], "different", other=rest[0])]
