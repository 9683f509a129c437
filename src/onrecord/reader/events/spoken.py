"""Deeds done by words: a statement that demands, accuses, promises, backs or opposes is an event too, whatever verb reports it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from onrecord.reader.analysis import Run
from onrecord.reader.basis import Basis
from onrecord.reader.events.clauses import Clause
from onrecord.reader.events.merge import Told, voice_of
from onrecord.reader.events.roles import Roles
from onrecord.reader.trees import Tree
from onrecord.terms import Act, EventType, Quoted, Ref, Span, Statement

_DEEDS: dict[Act, tuple[EventType, str | None]] = {
    "demand": ("REQUEST", None),
    "accuse": ("ACCUSE", "allege"),
    "oppose": ("ACCUSE", "disapprove"),
    "support": ("SUPPORT", None),
    "commit": ("AGREE", None),
}
"""The PLOVER type and mode of an act; acts that do nothing to anybody have none."""
_CONFIDENCE = 0.5
"""Share of the reader's confidence in a statement that goes to the event: its act is read off the content alone."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Finds words by position."""

    starts: list[int]

    def run(self, spans: Sequence[Span]) -> Run:
        """The words of the first of ``spans``."""
        first = bisect_left(self.starts, spans[0].start)
        return Run(first, max(first + 1, bisect_left(self.starts, spans[0].end)))


def spoken_deeds(
    tree: Tree, roles: Roles, statements: Sequence[Statement], basis: Basis, told: Set[int]
) -> Iterator[Told]:
    """An event for each statement whose act is a deed and whose cue tells of none by itself (``told``: the triggers so far)."""
    said = {statement.id: statement for statement in statements}
    places = _Places([span.start for span in tree.analysis.words.spans])
    for statement in statements:
        deed = _DEEDS.get(statement.act)
        if deed is None or statement.cue is None or statement.source is None or statement.negated:
            continue
        if statement.modality != "actual":
            continue
        cue = places.run(statement.cue.spans)
        head = tree.head_of([cue])
        content = places.run(statement.content.spans)
        if head is None or any(i in told for i in range(cue.start, cue.end)):
            continue
        if statement.act == "commit" and tree.head_of([content]) in told:
            continue  # the deed that is promised is an event itself
        source: Quoted = statement.source
        recipients = statement.addressees or roles.refs(_aimed_at(tree, roles, content, deed[0]))
        if not recipients:
            continue
        rests_on = basis(tree.analysis.words.spans[head])
        actor = Ref(source.text, source.spans, statement.speaker)
        yield Told(
            deed[0], deed[1], (head,), tree.word(head), (actor,), recipients, (), statement.time, "actual",
            rests_on, voice_of(said, rests_on), round(_CONFIDENCE * statement.confidence, 2),
        )  # fmt: skip


def _aimed_at(tree: Tree, roles: Roles, content: Run, type_: EventType) -> list[int]:
    """Whom the content is about: the subject of its clause, or for praise and dislike its own people."""
    head = tree.head_of([content])
    if head is None:
        return []
    clause = Clause(tree, head, "v")
    near = clause.surface_subject if tree.children(head, "nsubj") else None
    if type_ == "AGREE":
        near = clause.object if clause.object is not None and roles.kinds.is_actor(clause.object) else None
    if near is not None and roles.kinds.is_actor(near) and tree.word(near) not in ("i", "we"):
        return [near]
    return [i for i in (head, *clause.fill("obj")) if tree.analysis.upos[i] != "VERB" and roles.kinds.is_actor(i)][:1]
