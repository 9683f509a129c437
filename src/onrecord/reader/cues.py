"""What a cue says beside its act: its governing word, whether it is negated, and whether the saying took place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reader.act_words import KNOWN
from onrecord.reader.analysis import Run
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import Modality

_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "without", "nobody", "none"})
_FUTURE = frozenset({"will", "'ll", "wo", "shall"})
_HYPOTHETICAL = frozenset({"would", "'d", "could", "can", "ca", "might", "may", "should", "must", "ought"})
# "is expected to say", "plans to announce": the saying is still to come.
_TO_COME = frozenset("expect plan set due schedule likely poise about go intend prepare hope want need ready".split())
_GOVERNORS = KNOWN | _TO_COME
# With these, "would" is no condition: "would like", "would prefer".
_WISHES = frozenset("like love prefer hate rather want".split())
_REFUSALS = frozenset(
    "say comment answer confirm discuss elaborate disclose specify respond reply reveal identify name reach".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue read: ``head`` is its governing word, ``lemma`` that word's dictionary form, ``lemmas`` those of all its words
    with the particle or preposition right behind it."""

    head: int
    lemma: str
    lemmas: tuple[str, ...]
    negated: bool
    modality: Modality


def read_cue(tree: Tree, runs: Sequence[Run]) -> Cue | None:
    """The cue at ``runs``, read; None where it has no words."""
    head = tree.head_of(runs)
    if head is None:
        return None
    words = [i for run in runs for i in range(run.start, run.end)]
    after = words[-1] + 1
    if after < len(tree.sentence) and tree.analysis.upos[after] in ("ADP", "ADV") and tree.analysis.heads[after] >= 0:
        words.append(after)
    lemmas = tuple("not" if tree.word(i) == "n't" else lemma(tree.word(i), KNOWN) for i in words)
    return Cue(head, lemma(tree.word(head), KNOWN), lemmas, _negated(tree, head, words), _modality(tree, head))


def _negated(tree: Tree, head: int, words: list[int]) -> bool:
    if any(tree.word(i) in _NEGATIONS for i in (*tree.children(head, "advmod", "mark", "cc", "det"), *words)):
        return True
    if tree.analysis.upos[head] == "NOUN" and any(tree.word(i) == "no" for i in tree.children(head, "det")):
        return True
    above = tree.analysis.heads[head]
    if above < 0 or tree.relations[head] != "xcomp":
        return False
    return lemma(tree.word(above), KNOWN) == "fail" or any(
        tree.word(i) in _NEGATIONS for i in tree.children(above, "advmod")
    )


def _modality(tree: Tree, head: int) -> Modality:
    auxiliaries = {tree.word(i) for i in tree.children(head, "aux")}
    negated = any(tree.word(i) in _NEGATIONS for i in tree.children(head, "advmod"))
    form = lemma(tree.word(head), KNOWN)
    if auxiliaries & _FUTURE:
        return "actual" if negated and form in _REFUSALS else "future"
    perfect = any(tree.word(i) in ("have", "'ve") for i in tree.children(head, "aux"))
    if auxiliaries & _HYPOTHETICAL and form not in _WISHES and not (negated and form in _REFUSALS and not perfect):
        # "'d" is "had" as often as "would"; only a bare form behind it tells.
        if auxiliaries & _HYPOTHETICAL == {"'d"} and tree.word(head) != form:
            return "actual"
        return "hypothetical"
    if any(tree.word(i) in ("if", "unless", "whether") for i in tree.children(head, "mark")):
        return "hypothetical"
    above = tree.analysis.heads[head]
    if above >= 0 and tree.relations[head] == "xcomp" and lemma(tree.word(above), _GOVERNORS) in _TO_COME:
        return "future"
    return "actual"
