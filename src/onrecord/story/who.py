"""All that a record holds of somebody: said, did, was asked, was said to have said, had done to them, by date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from onrecord.story.names import fold
from onrecord.story.names_bodies import body_key
from onrecord.story.people import Identity, identity
from onrecord.story.people_bearers import Bearer
from onrecord.story.people_borne import Found, asked_for, find
from onrecord.terms import Deed, Dossier, Hit, NamedEntity

if TYPE_CHECKING:
    from onrecord.record import View  # which loads the database: not before there is one
    from onrecord.record.told import Told

How = Literal["said", "did", "was_asked", "was_said_to_have_said", "had_done_to_them"]

_CUE: Final = 60
"""Characters between a verb and what is said by it, "urged Governor Ada Orr to": then the event is the statement."""
_NEAR: Final = 5
"""Names that are offered for one that is not known."""
_BEGIN: Final = 3
"""Letters in which a name that is meant must agree with the one typed."""
_LOOKED: Final = 400
"""Names with such a beginning that are compared, those in the most articles."""
_ALIKE: Final = 72.0
"""Likeness, 0 to 100 (rapidfuzz's ``WRatio``), from which a name is offered: two wrong letters in a name of eight."""


def who(view: View, name: str, *, limit: int | None = None) -> tuple[Dossier, ...]:
    """All that the record holds of whoever bears ``name``: a dossier for each, the fullest first; none for a name that nobody bears.

    A full name means that name in any way to write it, a single word everybody of that surname, or the body or place so called. Two
    of one name are two; why they are, or why others are held to be one, stands in their evidence. ``limit``: the lines of each
    dossier, the latest; None for all.
    """
    if not name.strip():
        return ()
    asked = asked_for(view, name)
    found = find(view, asked)
    sets: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for one in found.bearers:
        sets[found.joined.root(one.row)].append(one)
    meant = [these for these in sets.values() if any(asked.is_for(one) for one in these)]
    deeds = _deeds(view, found, meant)
    dossiers = [
        _dossier(identity(these, found.joined, found.notes), found, lines, limit)
        for these, lines in zip(meant, deeds, strict=True)
    ]
    return tuple(sorted(dossiers, key=lambda one: (-len(one.deeds), -len(one.articles), one.name, one.articles)))


def near_names(view: View, name: str) -> tuple[str, ...]:
    """Names of the record that are like one that nobody in it bears, the most like first."""
    from rapidfuzz import fuzz, process

    from onrecord.record.told import beginning

    words = [word for word in name.split() if len(word) >= _BEGIN]
    known = dict.fromkeys(one for word in reversed(words) for one in beginning(view, word[:_BEGIN], most=_LOOKED))
    alike = process.extract(
        fold(name), {one: fold(one) for one in known}, scorer=fuzz.WRatio, limit=4 * _NEAR, score_cutoff=_ALIKE
    )
    best: dict[str, str] = {}
    for _, _, one in sorted(alike, key=lambda one: (-one[1], one[2])):
        best.setdefault(body_key(one), one)
    return tuple(best.values())[:_NEAR]


def _dossier(one: Identity, found: Found, lines: Sequence[Deed], limit: int | None) -> Dossier:
    dates = {
        article: found.rows[article, entity].published
        for article, entity in one.members
        if (article, entity) in found.rows
    }
    articles = sorted(
        {article for article, _ in one.members}, key=lambda article: (dates.get(article) or "9999", article)
    )
    kept = lines if limit is None else lines[max(0, len(lines) - limit) :]
    place = {article: number for number, article in enumerate(articles)}
    members = sorted(one.members, key=lambda row: (place[row[0]], len(row[1]), row[1]))
    entities = (
        NamedEntity(f"{article}/{entity}", found.rows[article, entity].name, found.rows[article, entity].spans)
        for article, entity in members
        if (article, entity) in found.rows
    )
    return Dossier(
        one.name, one.type, one.titles, one.aliases, one.evidence, tuple(articles), tuple(kept), tuple(entities)
    )


def _deeds(view: View, found: Found, meant: Sequence[Sequence[Bearer]]) -> list[list[Deed]]:
    """For each of those meant the lines, by date, those without one last."""
    from onrecord.record.told import told

    names: set[str] = set()
    numbers: set[int] = set()
    parts: dict[str, list[tuple[int, Bearer]]] = defaultdict(list)
    for number, these in enumerate(meant):
        for one in these:
            if one.row in found.rows:
                names.add(one.written)
                numbers.add(found.rows[one.row].seq)
                parts[one.row[0]].append((number, one))
    own = [{form for one in these for form in (one.written, *one.forms)} for these in meant]
    lines: list[dict[str, list[tuple[How, Told]]]] = [defaultdict(list) for _ in meant]
    for row in told(view, names, numbers) if names else ():
        for number, one in parts[row.hit.article]:
            how = _how(row, one, own[number])
            if how is not None:
                lines[number][row.hit.article].append((how, row))
    return [sorted((deed for rows in some.values() for deed in _once(rows)), key=_by_date) for some in lines]


def _how(row: Told, one: Bearer, own: set[str]) -> How | None:
    """What part somebody has in a statement or event; None where the name is another's."""
    hit = row.hit
    if hit.what == "statement":
        if row.speaker == one.row[1]:
            return "said" if own.issuperset(hit.according_to) else "was_said_to_have_said"
        return "was_asked" if hit.act in ("demand", "ask") and one.written in row.recipients else None
    if one.written in row.actors:
        return "did"
    if one.written in row.recipients:
        return "was_asked" if hit.act == "REQUEST" else "had_done_to_them"
    return None


def _once(rows: Iterable[tuple[How, Told]]) -> Iterator[Deed]:
    """Lines of one article; an event that is nothing but the saying of one of the statements is left out."""
    found = list(rows)
    said: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
    for how, row in found:
        if row.hit.what == "statement":
            said["was_asked" if how == "was_asked" else "said", row.hit.speaker or ""].append(row.hit)
    for how, row in found:
        if row.hit.what == "event" and how in ("did", "was_asked"):
            kind = "was_asked" if how == "was_asked" else "said"
            by = (hit for actor in row.actors for hit in said.get((kind, actor), ()))
            if any(0 <= hit.spans[0].start - row.hit.spans[-1].end <= _CUE for hit in by):
                continue
        yield Deed(how, row.hit)


def _by_date(deed: Deed) -> tuple[str, str, int, str, str]:
    hit = deed.hit
    return hit.date or hit.published or "9999", hit.article, hit.spans[0].start, hit.row or "", deed.how
