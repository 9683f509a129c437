"""Where a verb looks: ahead, back, or at the present. It tells which Friday "Friday" is."""

from __future__ import annotations

from typing import Final, Literal

from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree

Tense = Literal["ahead", "aim", "back", "present", "unknown"]
"""*aim* is that of "to meet": ahead of the verb that it hangs on."""

_BACK: Final = frozenset({"was", "were", "had", "did", "has", "have"})
_AHEAD: Final = frozenset({"will", "'ll", "wo", "shall", "would", "can", "could", "may", "might", "must", "should"})
_PRESENT: Final = frozenset({"is", "are", "'s", "'re", "am", "'m", "be", "do", "does"})
_SCHEDULED: Final = frozenset(
    "begin start open end expire resume close conclude kick vote meet face come return leave go arrive continue".split()
)
"""What is said in the present tense of days to come: "The trial begins Monday"."""


def tense(tree: Tree, i: int, known: dict[int, Tense | None]) -> Tense:
    """Where the verb over word ``i`` looks, *unknown* where there is none or it has no tense.

    ``known`` keeps what has been found of each word of this text: a thousand dates under one verb ask about it once.
    """
    for above in tree.above(i):
        if above not in known:
            known[above] = _of_verb(tree, above)
        looks = known[above]
        if looks is not None:
            return looks
    return "unknown"


def _of_verb(tree: Tree, verb: int) -> Tense | None:
    """Where a verb looks, None of a word that is none."""
    if tree.analysis.upos[verb] not in ("VERB", "AUX") and not tree.children(verb, "cop"):
        return None
    auxiliaries = {tree.word(j) for j in tree.children(verb, "aux", "cop")}
    word = tree.word(verb)
    aim = any(tree.word(j) == "to" for j in tree.children(verb, "mark"))
    if auxiliaries & _AHEAD or aim:
        return "unknown" if "have" in auxiliaries else "aim" if aim else "ahead"
    if word.endswith("ing") and auxiliaries & _PRESENT:
        return "ahead"
    if auxiliaries & _BACK or (not auxiliaries and _is_past(word)):
        return "back"
    if auxiliaries and not auxiliaries & _PRESENT:
        return "unknown"
    if word.endswith("ing"):
        return "unknown"
    return "ahead" if not auxiliaries and lemma(word, _SCHEDULED) in _SCHEDULED else "present"


def _is_past(word: str) -> bool:
    irregular = word not in _PRESENT and not word.endswith(("ing", "s", "'ve")) and lemma(word, ()) != word
    return word.endswith("ed") or irregular
