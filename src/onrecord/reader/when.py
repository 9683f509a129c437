"""When something was said: the time expression that belongs to the saying, not to what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from onrecord.reader.analysis import Words
from onrecord.reader.cues import Cue
from onrecord.reader.drafts import Draft
from onrecord.reader.trees import Tree
from onrecord.terms import Time


def times_by_word(words: Words, times: Sequence[Time]) -> dict[int, Time]:
    """The time expression that each word belongs to, for the words that belong to one that says when.

    A length ("two years"), a habit ("every week") and "now" say none; an hour or a part of a day does, with or without its day.
    """
    starts = [span.start for span in words.spans]
    return {
        i: time
        for time in times
        if time.precision != "unknown"
        for start, end in time.spans
        for i in range(bisect_left(starts, start), bisect_left(starts, end))
    }


def moment_of(
    tree: Tree, cue: Cue | None, draft: Draft, when: Mapping[int, Time], spoken: Sequence[int]
) -> Time | None:
    """The time expression that depends on the cue, or on a clause that governs the cue's; None where there is none.

    One among the words said (``spoken``) is no time of the saying, unless it hangs on the cue and only opens the content.
    """
    if cue is None or not when:
        return None
    own = {i for run in draft.cue for i in range(run.start, run.end)}
    for head in tree.clauses_over(cue.head):
        clause = [i for i in tree.clause(head) if i in when and (not spoken[i] or _opens(tree, cue, draft, i))]
        if clause:
            return when[min(clause, key=lambda i: (i not in own, abs(i - head)))]
    inside = own & when.keys()
    return when[min(inside)] if inside else None


def _opens(tree: Tree, cue: Cue, draft: Draft, i: int) -> bool:
    """Whether word ``i`` hangs on the cue, in front of the clause that is said: "told [viewers on Monday that he would go]"."""
    if tree.analysis.heads[i] != cue.head or i < cue.head:
        return False
    after = max(run.end for run in draft.cue)
    clauses = [j for j in tree.children(cue.head, "ccomp", "xcomp", "parataxis") if j > cue.head]
    return i - after <= 1 or (bool(clauses) and i < min(tree.below(clauses[0])))
