"""Statements inside statements: "He was happy that Venn was coming", said by Orr, is Orr's report of somebody else's mind.

The encoder reads one attribution to a word. What stands inside the words of another is read here off the parse, and only where a
plain verb or adjective of saying or feeling takes a clause and its subject is a third party.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reader.act_words import ADJECTIVES
from onrecord.reader.analysis import Run
from onrecord.reader.drafts import Draft, Who, trimmed
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import CLAUSAL, Tree

_SAYS_THAT = frozenset(
    """say tell promise pledge vow claim insist argue deny admit believe think know fear hope agree acknowledge warn announce declare
    assure confirm suggest feel swear complain concede predict worry understand realize realise""".split()
)
_SAYS_TO = frozenset("promise pledge vow agree refuse threaten offer".split())
_FEELS_THAT = frozenset(word for word, act in ADJECTIVES.items() if act == "believe")
_KNOWN = _SAYS_THAT | _SAYS_TO | _FEELS_THAT
_NOT_THIRD = frozenset(
    """i we you it me us this that these those there who which what one anybody anyone somebody someone everybody everyone nobody
    people they""".split()
)
_UNREAL = frozenset({"would", "could", "might", "may", "should", "must", "can"})
_DOUBT = 0.5
"""Confidence of a nested statement as a share of that of the one around it."""


def add_nested(tree: Tree, drafts: Sequence[Draft], who: Who) -> list[Draft]:
    """``drafts`` and, behind them, one for each clause in a content that says what a third party says or feels."""
    cued = {i for draft in drafts for run in draft.cue for i in range(run.start, run.end)}
    added: list[Draft] = []
    for outer in drafts:
        if outer.speaker is None:
            continue
        for run in outer.content:
            for i in range(run.start, run.end):
                if i in cued:
                    continue
                inner = _inner(tree, outer, run, i, who)
                if inner is not None:
                    cued.add(i)
                    added.append(inner)
    return [*drafts, *added]


def _inner(tree: Tree, outer: Draft, within: Run, i: int, who: Who) -> Draft | None:
    clause = _complement(tree, i)
    if clause is None:
        return None
    subject = next(iter(tree.children(i, "nsubj")), None)
    if (
        subject is None
        or subject > i
        or tree.analysis.deprels[subject] == "nsubj:pass"
        or tree.word(subject) in _NOT_THIRD
    ):
        return None
    if (
        tree.analysis.upos[subject] == "NOUN"
        or tree.children(subject, "conj")
        or tree.word(subject + 1) in ("and", ",")
    ):
        return None
    if any(tree.word(j) in _UNREAL for j in tree.children(i, "aux")):
        return None
    source = tree.phrase(subject)
    below = tree.below(clause)
    whole = Run(below[0], below[-1] + 1)
    content = trimmed(tree.analysis.words, _first_clause(tree, whole), marks='.,;:!?"“”')
    cue = _cue(tree, i)
    if content is None or content.start < cue.end or source.end > cue.start or content.end - content.start < 2:
        return None
    if source.start < within.start or content.end > within.end:
        return None
    if tree.analysis.upos[content.start] == "CCONJ":
        return None  # the second of two clauses, with the first lost by the parser
    speaker, by = who.who(source)
    if speaker is None or speaker == outer.speaker:
        return None
    return Draft((source,), (cue,), (content,), speaker, by, outer.confidence * _DOUBT, nested=True)


def _complement(tree: Tree, i: int) -> int | None:
    """The clause that word ``i`` says or feels, None if it takes none or is not such a word."""
    tag = tree.analysis.upos[i]
    if tag not in ("VERB", "ADJ"):
        return None
    form = lemma(tree.word(i), _KNOWN)
    if tag == "ADJ":
        if form not in _FEELS_THAT or not tree.children(i, "cop"):
            return None
        return _that_clause(tree, i)
    if form in _SAYS_THAT:
        for c in tree.children(i, "ccomp"):
            if c > i and tree.children(c, "nsubj", "expl"):
                return c
        return _that_clause(tree, i)
    if form in _SAYS_TO:
        return next((c for c in tree.children(i, "xcomp") if c > i), None)
    return None


def _that_clause(tree: Tree, i: int) -> int | None:
    """The clause behind word ``i`` that "that" opens, under whatever relation the parser put it."""
    clauses = (c for c in tree.children(i, *CLAUSAL) if c > i)
    return next((c for c in clauses if any(tree.word(j) == "that" for j in tree.children(c, "mark"))), None)


def _first_clause(tree: Tree, run: Run) -> Run:
    """``run`` up to a comma with "and" or "but" behind it, where the outer speaker as likely goes on in his own words."""
    for i in range(run.start + 1, run.end - 1):
        if tree.word(i) == "," and tree.word(i + 1) in ("and", "but"):
            return Run(run.start, i)
    return run


def _cue(tree: Tree, i: int) -> Run:
    """The word with the auxiliaries and adverbs right before it."""
    start = i
    while start and tree.analysis.heads[start - 1] == i and tree.relations[start - 1] in ("aux", "cop", "advmod"):
        start -= 1
    return Run(start, i + 1)
