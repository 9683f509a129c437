"""Speakers of attributions: of those with a source, who it names; of those without, whose clause the cue hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.drafts import Who
from onrecord.reader.trees import Tree
from onrecord.terms import ResolvedBy

_RELATIVE = frozenset({"who", "which", "that", "whom"})


def speaker_of(
    tree: Tree, attribution: Attribution, before: Sequence[Attribution], who: Who
) -> tuple[str | None, ResolvedBy]:
    """The speaker of an attribution and the form of the words that told.

    With no source of its own ("..., accusing him of theft"), the subject of the clause that the cue hangs on; else, for a
    participle, the source of the attribution before it in the same sentence. ``before`` are those in front of it in the text.
    """
    for run in attribution.source:
        entity, by = who.who(run)
        if entity is not None:
            return entity, by
    if attribution.source or not attribution.cue:
        return None, "none"
    head = tree.head_of(attribution.cue)
    if head is None:
        return None, "none"
    for run in _implied(tree, head, attribution):
        entity, by = who.who(run)
        if entity is not None:
            return entity, by
    if tree.word(head).endswith("ing") and before and before[-1].source:
        near = before[-1].source[0]
        if tree.sentence[near.start] == tree.sentence[head]:
            return who.who(near)
    return None, "none"


def _implied(tree: Tree, head: int, attribution: Attribution) -> list[Run]:
    """Words that name whose saying it is: the possessor of a noun ("Orr's plea"), or the subject of the verb."""
    if tree.analysis.upos[head] == "NOUN":
        return [tree.phrase(i) for i in tree.children(head, "nmod") if tree.analysis.deprels[i] == "nmod:poss"]
    own = tree.children(head, "nsubj")
    if any(tree.analysis.deprels[i] == "nsubj:pass" for i in own) or is_done_to(tree, head):
        return []
    if tree.word(head).endswith("ing") and not tree.children(head, "aux"):
        return _of_participle(tree, head)
    if not own and attribution.content[0].start < head:
        # '"Who signed it?" asked a clerk', with the clerk parsed as an object
        return [tree.phrase(i) for i in tree.children(head, "obj") if i > head]
    subject = tree.subject(head)
    if subject is None:
        return []
    if tree.word(subject) in _RELATIVE:
        return [tree.phrase(above) for above in list(tree.above(subject))[1:2]]
    return [tree.phrase(subject)]


def is_done_to(tree: Tree, head: int) -> bool:
    """Whether a verb is a bare past participle, which tells what was done to somebody: "Asked about the dam, Orr laughed"."""
    if tree.analysis.upos[head] not in ("VERB", "ADJ") or tree.relations[head] not in ("advcl", "acl"):
        return False
    if tree.children(head, "nsubj", "aux", "cop") or any(
        tree.word(i) in ("to", "as") for i in tree.children(head, "mark")
    ):
        return False  # "as promised" is the subject's own
    return tree.word(head).endswith("ed") or tree.word(head) in ("told", "shown", "sent")


def _of_participle(tree: Tree, head: int) -> list[Run]:
    """Whose doing a participle is: the noun's that it follows ("a man shouting"), behind a comma the subject's of a clause above."""
    behind_comma = head > 0 and tree.word(head - 1) in (",", "—", "–", "-")
    if tree.relations[head] == "acl" and not behind_comma:
        return [tree.phrase(tree.analysis.heads[head])]
    for above in tree.above(head):
        subject = next(iter(tree.children(above, "nsubj")), None)
        if subject is not None and tree.word(subject) not in _RELATIVE:
            return [tree.phrase(subject)]
    return []
