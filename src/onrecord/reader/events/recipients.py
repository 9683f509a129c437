"""To whom a deed is done: each noun of the sentence is weighed by where it hangs, what it is and which deed it is.

A logistic regression over features that are on or off, fitted by ``python -m training.recipients`` on coded sentences (see its
docstring); the weights lie in ``recipients.tsv``. Rules in an order of preference found fewer, and fewer still on other sentences.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.reader.events.kinds import Kinds
from onrecord.reader.events.triggers import Trigger
from onrecord.reader.trees import Tree

LEAST = 0.15
"""Probability under which nobody is taken for the recipient: a tenth of the right ones lie below (cross-validated)."""

_OWN = frozenset({"its", "his", "her", "their", "my", "our"})
_NO_AIM = frozenset(
    """ground grounds condition conditions behalf suspicion charge charges count counts basis account accounts order orders advice time
    way bail bond response accordance connection addition protest case terms question issue matter number part""".split()
)
"""Nouns behind "on" and its like that name nothing a deed is aimed at: "on the grounds", "on bail"."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SHARING = frozenset({"xcomp", "advcl", "conj", "acl"})
_FAR = 12  # Words of the parse between a noun and the deed behind which they have nothing to do with each other.


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun that may be the recipient, with its features."""

    head: int
    features: tuple[str, ...]


def candidates(tree: Tree, kinds: Kinds, trigger: Trigger, barred: Set[int]) -> Iterator[Candidate]:
    """The nouns of the trigger's sentence that may name the recipient; those in ``barred`` (the actors' words, times) may not."""
    lines = _ancestry(tree, trigger.head)
    sentence = tree.sentence_of(trigger.head)
    context = _context(trigger)
    for i in range(sentence.start, sentence.end):
        adjective = tree.analysis.upos[i] == "ADJ" and i in kinds.named
        if (tree.analysis.upos[i] not in _NOMINAL and not adjective) or i == trigger.head or i in barred:
            continue
        path = None if _is_part(tree, kinds, i) else _path(tree, i, lines)
        if path is not None and _reaches(trigger, path[1]) and not _is_scene(tree, kinds, trigger, i):
            yield Candidate(i, tuple(_features(tree, kinds, trigger, i, path, context)))


def chance(candidate: Candidate) -> float:
    """The probability that the candidate is the recipient."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in (*candidate.features, "bias"))))


@cache
def _weights() -> Mapping[str, float]:
    table = (files("onrecord.reader.events") / "recipients.tsv").read_text(encoding="utf-8")
    return {name: float(weight) for name, _, weight in (line.partition("\t") for line in table.splitlines())}


def _ancestry(tree: Tree, head: int) -> dict[int, tuple[str, ...]]:
    """The words over the trigger, each with the relations that lead down from it to the trigger."""
    found: dict[int, tuple[str, ...]] = {head: ()}
    down: list[str] = []
    at = head
    for above in tree.above(head):
        if len(found) > _FAR:
            break
        down.insert(0, tree.relations[at])
        found.setdefault(above, tuple(down))
        at = above
    return found


def _path(tree: Tree, i: int, lines: Mapping[int, tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The relations up from word ``i``, each with its preposition, to a word over the trigger, and those down from there."""
    up: list[str] = []
    at = i
    while at not in lines:
        if at < 0 or len(up) == _FAR:
            return None
        case = tree.children(at, "case")
        up.append(f"{tree.relations[at]}:{tree.word(case[0])}" if case else tree.relations[at])
        at = tree.analysis.heads[at]
    return tuple(up), lines[at]


def _reaches(trigger: Trigger, down: tuple[str, ...]) -> bool:
    """Whether a noun that hangs on the word from which ``down`` leads to the trigger can have to do with the deed: on the trigger
    itself, on the verb that carries or bears a noun, on a verb that shares its objects with the trigger's."""
    if not down:
        return True
    if trigger.clause.pos == "n":
        return len(down) == 1 and (trigger.carried or trigger.borne)
    return len(down) == 1 and down[0] in _SHARING


def _is_part(tree: Tree, kinds: Kinds, i: int) -> bool:
    """Whether the word only belongs to the name of another ("National" of "National Bank", "Tessian" of "the Tessian army") or
    measures something."""
    relation, above = tree.relations[i], tree.analysis.heads[i]
    if tree.children(i, "case") and tree.children(i, "nummod") and not kinds.is_actor(i):
        return True  # "by one vote", "for two hours"
    return relation == "flat" or (relation in ("compound", "amod") and above >= 0 and kinds.is_actor(above))


def _is_scene(tree: Tree, kinds: Kinds, trigger: Trigger, i: int) -> bool:
    """Whether word ``i`` names where violence or protest took place, which is not whom it struck: "shot at a café in Venn"."""
    if trigger.frame.type not in ("ASSAULT", "PROTEST") or kinds.of(i) != "place":
        return False
    before = trigger.clause.pos == "n" and i in trigger.clause.modifiers  # "the Venn shooting"
    return before or any(tree.word(j) in ("in", "at", "near", "outside", "inside") for j in tree.children(i, "case"))


def _context(trigger: Trigger) -> tuple[Set[int], tuple[tuple[int, ...], ...], int | None]:
    """What is worked out once a trigger: the heads that its frame names, those of its recipient's slots, its object."""
    clause = trigger.clause
    core = {
        i
        for condition in trigger.frame.conditions
        if condition.words and not condition.negated
        for i in clause.fill(condition.slot.removesuffix("+"))
    }
    return core, tuple(clause.fill(slot) for slot in trigger.frame.recipient), clause.object


def _features(
    tree: Tree,
    kinds: Kinds,
    trigger: Trigger,
    i: int,
    path: tuple[tuple[str, ...], tuple[str, ...]],
    context: tuple[Set[int], tuple[tuple[int, ...], ...], int | None],
) -> Iterator[str]:
    (up, down), (core, slots, direct), clause, frame = path, context, trigger.clause, trigger.frame
    deprels = tree.analysis.deprels
    kind, named = kinds.of(i) or "thing", "named" if i in kinds.named else "common"
    case = next((tree.word(j) for j in tree.children(i, "case")), "-")
    first, last = up[0] if up else "over", down[0] if down else "self"
    yield f"path {'<'.join(up[:3])}|{'>'.join(down[:2])}"
    yield f"steps {min(len(up), 5)} {min(len(down), 3)}"
    yield f"hangs {first}"
    yield f"hangs {first} {kind} {named}"
    yield f"hangs {first}|{last} {clause.pos} {trigger.carried} {trigger.borne}"
    yield f"hangs {first} passive {clause.passive}"
    yield f"is {kind}"
    yield f"is {named}"
    yield f"case {case}"
    yield f"case {case} {kind}"
    yield f"{frame.type} {kind}"
    yield f"{frame.type} case {case}"
    yield f"{frame.type} {tree.relations[i]}"
    yield f"{frame.type}.{frame.mode} {first}"
    yield f"distance {min(abs(i - trigger.head) // 3, 6)}"
    if slots:
        yield f"slot {next((number for number, heads in enumerate(slots) if i in heads), 'none')}"
    if i in core:
        yield "read by the frame"
    if i == direct:
        yield "object" if i not in core else "object read by the frame"
    if i < trigger.head:
        yield "before"
    if any(deprels[j] == "nmod:poss" and tree.word(j) in _OWN for j in tree.kids[i]):
        yield f"own {kind}"
    if tree.word(i) in _NO_AIM:
        yield "no aim"
    if tree.analysis.upos[i] in ("ADJ", "PRON"):
        yield f"tag {tree.analysis.upos[i]}"
