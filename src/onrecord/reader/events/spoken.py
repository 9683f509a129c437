"""Deeds done by words: a statement that demands, accuses, promises, backs or opposes is an event too, whatever verb reports it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.reader.analysis import Run
from onrecord.reader.basis import Basis
from onrecord.reader.events.clauses import Clause
from onrecord.reader.events.confidence import Evidence
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
_MUST = frozenset({"must", "should", "ought"})
_NEEDS = frozenset({"has", "have", "needs", "need"})
_OTHERWISE = frozenset({"would", "'d", "had", "got", "could", "might", "may", "did", "does", "do", "will"})
_NOBODY = frozenset(
    {"i", "we", "you", "they", "he", "she", "people", "everyone", "everybody", "someone", "somebody", "anyone"}
)
"""Subjects that leave open who is meant, or mean the speaker."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Finds words by position."""

    starts: list[int]

    def run(self, spans: Sequence[Span]) -> Run:
        """The words of the first of ``spans``."""
        first = bisect_left(self.starts, spans[0].start)
        return Run(first, max(first + 1, bisect_left(self.starts, spans[0].end)))


def spoken_deeds(
    tree: Tree, roles: Roles, said: Mapping[str, Statement], basis: Basis, told: Set[int]
) -> Iterator[Told]:
    """An event for each statement whose act is a deed and whose cue tells of none by itself.

    ``said``: the statements by id; ``told``: the words that tell of deeds so far.
    """
    places = _Places([span.start for span in tree.analysis.words.spans])
    for statement in said.values():
        deed = _DEEDS.get(statement.act)
        if deed is None or statement.cue is None or statement.source is None or statement.negated:
            continue
        if statement.modality != "actual":
            continue
        cue = places.run(statement.cue.spans)
        head = tree.head_of([cue])
        content = places.run(statement.content.spans)
        top = tree.head_of([content])
        if head is None or top is None or any(i in told for i in range(cue.start, cue.end)):
            continue
        if statement.act in ("commit", "support", "oppose") and top in told:
            continue  # what is promised, backed or blamed is told as a deed of its own
        aimed = roles.refs(_aimed_at(tree, roles, top, deed[0]))
        recipients = aimed or (statement.addressees if _speaks_to(tree, top) else ())
        if not recipients or (statement.act == "demand" and not _obliges(tree, top, content)):
            continue
        source: Quoted = statement.source
        rests_on = basis(tree.analysis.words.spans[head])
        actor = Ref(source.text, source.spans, statement.speaker)
        yield Told(
            deed[0], deed[1], (head,), tree.word(head), (actor,), recipients, (), statement.time, "actual",
            rests_on, voice_of(said, rests_on),
            Evidence("actual", 0, "v", True, statement.speaker is not None, None, spoken=True),
        )  # fmt: skip


def _obliges(tree: Tree, top: int, content: Run) -> bool:
    """Whether the content says what somebody must do, and not what he had to or would have to."""
    verbs = [top, *(i for i in tree.above(top) if content.start <= i < content.end)]
    auxiliaries = {tree.word(j) for verb in verbs for j in tree.children(verb, "aux")}
    if auxiliaries & _MUST:
        return True
    needs = any(tree.word(verb) in _NEEDS and tree.children(verb, "xcomp") for verb in verbs)
    return (needs or tree.word(top) in ("needed", "required")) and not auxiliaries & _OTHERWISE


def _speaks_to(tree: Tree, top: int) -> bool:
    """Whether those spoken to are to act: the content's subject is "you" or "they"."""
    return any(tree.word(j) in ("you", "they") for j in tree.children(top, "nsubj"))


def _aimed_at(tree: Tree, roles: Roles, top: int, type_: EventType) -> list[int]:
    """Whom the content is about: the subject of its clause, or for praise and dislike its own people."""
    clause = Clause(tree, top, "v")
    near = clause.surface_subject if tree.children(top, "nsubj") else None
    if type_ == "AGREE":
        near = clause.object if clause.object is not None and roles.kinds.is_actor(clause.object) else None
    if near is not None and roles.kinds.is_actor(near) and tree.word(near) not in _NOBODY:
        return [near]
    return [i for i in (top, *clause.fill("obj")) if tree.analysis.upos[i] != "VERB" and roles.kinds.is_actor(i)][:1]
