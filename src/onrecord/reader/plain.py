"""Plain sayings that the encoder did not read: "Venn said that 40 boats sank" among other sayings close by.

Only what the parse tells beyond doubt: a verb of telling in the indicative, with a subject and a clause that has its own.
"""

from __future__ import annotations

from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.drafts import trimmed
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree

_TELLS = frozenset(
    """say announce report estimate find show warn predict claim argue note reveal project forecast conclude indicate calculate
    acknowledge insist suggest explain state allege assert confirm""".split()
)
_UNREAL = frozenset(
    "would could might may should must can will to not n't never if whether do did does let please".split()
)
_NOBODY = frozenset("it there i we you this that which what one".split())
_SHORTEST = 4
"""Words of the clause."""
_SURE = 0.5
"""Confidence of a saying that only the parse tells."""


def with_plain(tree: Tree) -> Tree:
    """``tree`` with an attribution more for each plain saying that stands in no other's words and that no cue covers. Linear."""
    analysis = tree.analysis
    covered = bytearray(len(analysis.words))
    for one in analysis.attributions:
        for run in (*one.source, *one.cue, *one.content):
            covered[run.start : run.end] = b"\x01" * (run.end - run.start)
    sayings = [
        found
        for i, tag in enumerate(analysis.upos)
        if tag == "VERB"
        and not covered[i]
        and lemma(tree.word(i), _TELLS) in _TELLS
        and (found := _saying(tree, i)) is not None
        and not any(covered[j] for run in (*found.source, *found.content) for j in range(*run))
    ]
    if not sayings:
        return tree
    inside = tree.quotes.inside
    added = [one for one in sayings if not inside[one.cue[0].start]]
    return tree.with_attributions([*analysis.attributions, *added]) if added else tree


def _saying(tree: Tree, i: int) -> Attribution | None:
    subject = next(iter(tree.children(i, "nsubj")), -1)
    clause = next((c for c in tree.children(i, "ccomp") if c > i and tree.children(c, "nsubj", "expl", "csubj")), -1)
    if subject < 0 or clause < 0 or subject > i or tree.analysis.deprels[subject] == "nsubj:pass":
        return None
    if tree.word(subject) in _NOBODY or any(tree.word(j) in _UNREAL for j in tree.children(i, "aux", "advmod", "mark")):
        return None
    below = tree.below(clause)
    content = trimmed(tree.analysis.words, Run(below[0], below[-1] + 1))
    source = tree.whole(subject)
    if content is None or content.start <= i or content.end - content.start < _SHORTEST or source.end > i:
        return None
    if tree.sentence[content.end - 1] != tree.sentence[i]:
        return None
    return Attribution((source,), (Run(i, i + 1),), (content,), _SURE)
