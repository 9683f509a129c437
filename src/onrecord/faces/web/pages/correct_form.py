"""What the forms are made from by which a row is corrected, and corrections in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args, get_type_hints

import onrecord
from onrecord import Correction, Entity, Event, Listed, Reading, Statement, UnknownRow, View
from onrecord.faces.excerpt import passages, statement_marks
from onrecord.faces.ink import Piece
from onrecord.faces.web.asking import Asked

Verdict = Literal["accept", "reject", "unsure", "replace", "same", "different"]

Row = Statement | Event | Entity

NOT_KNOWN: Final = "-"
"""What the list of speakers has for "not known": a name has a letter in it."""

MOST_UNDONE: Final = 10
"""Corrections that one button takes back."""

_CHOSEN: Final[Mapping[tuple[str, str], type]] = {
    ("statement", "act"): Statement,
    ("event", "type"): Event,
    ("event", "status"): Event,
    ("entity", "type"): Entity,
}
"""Fields that have one of some values, by the kind of row, and the type whose field says which."""

_SAID: Final = {
    "accept": "It is right",
    "reject": "It is wrong",
    "unsure": "Could not tell",
    "same": "They are one",
    "different": "They are not one",
    "undo": "Taken back",
}
_REPLACED: Final = {
    "speaker": "The speaker is",
    "act": "The act is",
    "content": "What was said is",
    "source": "Who says it is told by",
    "type": "The type is",
    "status": "It is",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A row as its forms show it.

    ``row`` is "ARTICLE/ID" and ``kind`` what it is. ``seen`` is the entry of the record that it was looked at after: what was
    corrected since, by others, is asked about. ``next`` is the page to go on to, ``by`` who corrects; ``named``: that can be
    changed. ``now`` has the value of each field that can be replaced, None for a speaker or source that is not known;
    ``speakers`` the ids and names to choose from. ``standing`` are the verdicts on it that hold. ``gone``: somebody
    rejected it, and it is shown as it was read. ``passages`` are its words in place.
    """

    row: str
    kind: str
    seen: int
    next: str
    by: str
    named: bool
    now: Mapping[str, str | None]
    speakers: tuple[tuple[str, str], ...]
    standing: tuple[Listed, ...]
    gone: bool
    passages: list[list[Piece]]

    def choices(self, field: str) -> tuple[str, ...]:
        """The values that a field can have; none where it is words or a name."""
        return _choices(self.kind, field)


@cache
def _choices(kind: str, field: str) -> tuple[str, ...]:
    of = _CHOSEN.get((kind, field))
    return get_args(get_type_hints(of)[field]) if of else ()


def form_of(asked: Asked, article: str, row: str, *, view: View | None = None, to: str | None = None) -> Form:
    """The forms for one row of an article: a statement, an event or an entity. Raises `UnknownRow` for none that ever was.

    ``to`` is where to go on after the correction; by default what the address names by ``next``, or this page.
    """
    view = view or asked.view
    kept = view.article(article).id
    reading = view.reading(kept)
    item = _row(reading, row)
    gone = item is None
    if gone:
        reading = view.uncorrected(kept)
        item = _row(reading, row)
    if item is None:
        raise UnknownRow(f"{kept}/{row}", tuple(f"{kept}/{one.id}" for one in reading.statements[:1]))
    listed = onrecord.list_corrections(view, article=kept, limit=500)
    return form_for(asked, kept, reading, item, listed, gone=gone, seen=view.seq, to=to)


def form_for(
    asked: Asked,
    kept: str,
    reading: Reading,
    item: Row,
    listed: Sequence[Listed],
    *,
    gone: bool,
    seen: int,
    to: str | None = None,
) -> Form:
    """The same, of an item of the article ``kept`` that was read, with the corrections ``listed`` of the article."""
    row = item.id
    return Form(
        f"{kept}/{row}",
        {"s": "statement", "v": "event"}.get(row[:1], "entity"),
        seen,
        to if to is not None else asked.text("next") or asked.address(done=None),
        asked.viewer.name or "",
        asked.site.mode == "local",
        _now(reading, item),
        _speakers(reading) if isinstance(item, Statement) else (),
        tuple(one for one in listed if _is_of(one, f"{kept}/{row}")),
        gone,
        _in_place(reading, item),
    )


def made_just_now(asked: Asked) -> tuple[Listed, ...]:
    """The corrections that the address names by ``done``, for whoever may take them back; what is not there is passed over."""
    names = asked.request.query_params.get("done", "")
    if not names or not asked.viewer.may("correct"):
        return ()
    view = asked.site.shelf.record.view()
    found = []
    for name in names.split(",")[:MOST_UNDONE]:
        try:
            found.append(onrecord.correction(view, name))
        except UnknownRow:
            continue
    return tuple(found)


def in_words(said: Correction, undoes: Correction | None = None) -> str:
    """What a correction says: "The speaker is Ada Orr"."""
    if said.verdict == "undo":
        return f"Taken back: {_uncapital(in_words(undoes))}" if undoes else "Taken back"
    if said.verdict != "replace":
        return _SAID[said.verdict]
    if said.value is None:
        return f"The {said.field} is not known"
    value = f"“{said.value}”" if said.field in ("content", "source") else said.value.replace("_", " ")
    return f"{_REPLACED.get(said.field or '', said.field)} {value.lower() if said.field in ('act', 'type') else value}"


def _uncapital(words: str) -> str:
    return words[:1].lower() + words[1:]


def _row(reading: Reading, row: str) -> Row | None:
    rows: tuple[Row, ...] = (*reading.statements, *reading.events, *reading.entities)
    return next((one for one in rows if one.id == row), None)


def _is_of(one: Listed, row: str) -> bool:
    return one.holds and row in (one.correction.row, one.correction.other)


def _now(reading: Reading, item: Row) -> dict[str, str | None]:
    match item:
        case Statement():
            names = {one.id: one.name for one in reading.entities}
            return {
                "speaker": names.get(item.speaker or ""),
                "speaker id": item.speaker,
                "act": item.act,
                "content": item.content.text,
                "source": item.source.text if item.source else None,
            }
        case Event():
            return {"type": item.type, "status": item.status}
        case Entity():
            return {"type": item.type, "name": item.name}


def _speakers(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Whom the article names, people first; two of one name with their ids."""
    names = Counter(one.name for one in reading.entities)
    ordered = sorted(reading.entities, key=lambda one: one.type != "person")
    return tuple((one.id, f"{one.name} ({one.id})" if names[one.name] > 1 else one.name) for one in ordered)


def _in_place(reading: Reading, item: Row) -> list[list[Piece]]:
    match item:
        case Statement():
            return passages(reading.article.text, statement_marks(item))
        case Event():
            return passages(reading.article.text, {"trigger": item.trigger.spans[:1]})
        case Entity():
            return passages(reading.article.text, {"source": tuple(one.span for one in item.mentions[:1])})
