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
from onrecord.terms import EventType

LEAST = 0.16
"""Probability under which nobody is taken for the recipient. Cross-validated, in ordinary news 0.15 to 0.3 are as good as each other;
in coded sentences, which always have a recipient, less is better."""

_OWN = frozenset({"its", "his", "her", "their", "my", "our"})
_NO_AIM = frozenset(
    """ground grounds condition conditions behalf suspicion charge charges count counts basis account accounts order orders advice time
    way bail bond response accordance connection addition protest case terms question issue matter number part
    media website twitter facebook television radio phone point""".split()
)
"""Nouns behind "on" and its like that name nothing a deed is aimed at: "on the grounds", "on bail", "on television"."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SHARING = frozenset({"xcomp", "advcl", "conj", "acl"})
_WITHIN = frozenset({"compound", "amod", "flat"})
_CLAUSAL = frozenset({"ccomp", "advcl", "acl", "xcomp", "dep", "conj"})
_BESIDE = frozenset(
    "according like unlike despite because during before since amid than as including except excluding besides".split()
)
"""Prepositions before what stands beside a deed, not in it."""
_NOT = frozenset({("instead", "of"), ("rather", "than"), ("other", "than")})
_MEANWHILE = frozenset("after before when while as since because although though once amid whereas".split())
"""Conjunctions of clauses that tell of another deed. "Until" and "unless" name whose move it is: "until the county pays"."""
_WHERE = frozenset({"in", "at", "near", "outside", "inside"})
_ALONG = frozenset({"from", "to", "through", "along", "across", "around"})
_ELSEWHERE: frozenset[EventType | None] = frozenset({"CONSULT", "SUPPORT", "ACCUSE", "REJECT", "COOPERATE"})
"""Types that a place is only the scene of; others fall upon it: troops sent to it, a curfew in it."""
_VENUES = frozenset(
    """council court parliament assembly congress senate house office university school hospital bureau church hall""".split()
)
"""Bodies that "in" and "at" make the place of what is said."""
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
        path = None if _is_part(tree, kinds, i) else _path(tree, trigger, i, lines)
        if path is not None and _reaches(trigger, *path) and not _is_scene(tree, kinds, trigger, i):
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


def _path(
    tree: Tree, trigger: Trigger, i: int, lines: Mapping[int, tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The relations up from word ``i``, each with its preposition, to a word over the trigger, and those down from there; None
    where what lies between has no part in the deed."""
    up: list[str] = []
    at = i
    while at not in lines:
        if at < 0 or len(up) == _FAR or (up and tree.relations[at] == "appos") or _is_aside(tree, trigger, at, lines):
            return None
        case = tree.children(at, "case")
        up.append(f"{tree.relations[at]}:{tree.word(case[0])}" if case else tree.relations[at])
        at = tree.analysis.heads[at]
    return tuple(up), lines[at]


def _is_aside(tree: Tree, trigger: Trigger, i: int, lines: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether word ``i`` and what hangs below it stand beside the deed: "instead of Orr", in the clause of another deed."""
    relation, above = tree.relations[i], tree.analysis.heads[i]
    if any(tree.word(j) in _BESIDE for j in tree.children(i, "case")) or (
        i > 1 and (tree.word(i - 2), tree.word(i - 1)) in _NOT
    ):
        return True
    if above in lines and lines[above] and relation in _CLAUSAL:
        return True  # a clause below the clause that the trigger stands in
    if relation == "advcl":
        return any(tree.word(j) in _MEANWHILE for j in tree.children(i, "mark", "advmod"))
    if relation == "conj":
        return tree.analysis.upos[i] == "VERB" and bool(tree.children(i, "nsubj"))
    relative = tree.analysis.deprels[i] == "acl:relcl" and not (above == trigger.head and trigger.clause.pos == "n")
    return relation == "parataxis" or relative


def _reaches(trigger: Trigger, up: tuple[str, ...], down: tuple[str, ...]) -> bool:
    """Whether a noun that hangs on the word from which ``down`` leads to the trigger can have to do with the deed: on the trigger
    itself, on the verb that carries or bears a noun, on a verb that shares its objects with the trigger's."""
    if not down:
        return True
    if len(down) > 1:
        return False
    if trigger.clause.pos == "n":
        return trigger.carried or trigger.borne
    children = trigger.clause.tree.children
    if down == ("advcl",):
        return not children(trigger.head, "nsubj")
    if down == ("conj",) and len(up) > 1:
        return not (trigger.clause.complements or children(trigger.head, "obj", "nsubj"))
    return down[0] in _SHARING


def _is_part(tree: Tree, kinds: Kinds, i: int) -> bool:
    """Whether the word only belongs to what another names ("National" of "National Bank", "Tessian" of "the Tessian army", "wage"
    of "the wage rise"), is said of another ("is a critic", "for president"), or measures or names no one ("by one vote")."""
    relation, above = tree.relations[i], tree.analysis.heads[i]
    case = [tree.word(j) for j in tree.children(i, "case")]
    if case and (tree.word(i) in _NO_AIM or (tree.children(i, "nummod") and not kinds.is_actor(i))):
        return True
    if relation == "flat" or tree.children(i, "cop") or tree.word(i) in _OWN:
        return True
    if tree.analysis.deprels[i] == "nmod:desc" and tree.relations[above] not in _WITHIN:
        return True  # a title
    if relation in ("compound", "amod") and above >= 0:
        beside = tree.analysis.upos[above] not in _NOMINAL  # "Western" of "Western-backed"
        return kinds.is_actor(above) or not kinds.is_actor(i) or (relation == "compound" and beside)
    bare = case == ["for"] and len(tree.kids[i]) == 1 and tree.analysis.upos[i] == "NOUN"
    return (bare and kinds.of(i) == "person") or _is_inside_name(tree, kinds, i)


def _is_inside_name(tree: Tree, kinds: Kinds, i: int) -> bool:
    """Whether another word stands for the name that word ``i`` belongs to: the first that hangs outside it as more than a part."""
    number = kinds.name_of.get(i)
    if number is None:
        return False
    run = tree.analysis.names[number].run
    tops = (j for j in range(*run) if not run.start <= tree.analysis.heads[j] < run.end)
    return i != next((j for j in tops if tree.relations[j] not in _WITHIN), i)


def _is_scene(tree: Tree, kinds: Kinds, trigger: Trigger, i: int) -> bool:
    """Whether word ``i`` names where it was done, which is not to whom: "shot at a café in Venn", "signed in Tessia"."""
    type_, case = trigger.frame.type, {tree.word(j) for j in tree.children(i, "case")}
    if type_ in _ELSEWHERE | {"AGREE", "REQUEST"} and tree.word(i) in _VENUES and case & {"in", "at"}:
        return True
    # A proper noun that the tagger passed over names a place where it stands behind "in".
    if not kinds.is_place(i) and (i in kinds.named or tree.analysis.upos[i] != "PROPN"):
        return False
    if type_ in ("ASSAULT", "PROTEST"):
        before = trigger.clause.pos == "n" and i in trigger.clause.modifiers  # "the Venn shooting"
        return before or bool(case & (_WHERE if type_ == "ASSAULT" else _WHERE | _ALONG))
    return type_ in _ELSEWHERE and bool(case & _WHERE)


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
