"""Refusals to comment that the encoder did not read: "did not respond to a request for comment", "could not be reached".

News words them in a handful of ways. Each is looked for in the parse, outside what anybody is already read to say.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.reader.act_words import ANSWERING
from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.drafts import trimmed
from onrecord.reader.lemmas import lemma
from onrecord.reader.people_words import BODIES, office, offices
from onrecord.reader.trees import Tree

_NOT = frozenset({"not", "n't", "never", "neither"})
_REQUESTS = frozenset(
    """request requests call calls message messages email emails e-mail e-mails question questions inquiry inquiries enquiry enquiries
    list letter letters text texts voicemail voicemails query queries""".split()
)
_VERBS = ANSWERING | frozenset(
    "decline refuse respond reply answer return comment reach have offer provide make".split()
)
_BY = frozenset("phone telephone email e-mail comment interview home text".split())
_RELATIVE = frozenset({"who", "which", "that"})
_SURE = 0.6
"""Confidence of a refusal found by its wording alone."""


class _Refusal(NamedTuple):
    """``head`` governs the clause; from ``content`` on stands what is refused, up to the clause's end or ``end``."""

    head: int
    content: int
    end: int


def with_refusals(tree: Tree) -> Tree:
    """``tree`` with an attribution more for each refusal to comment that none of its own covers. Linear in the text."""
    analysis = tree.analysis
    inside = tree.quotes.inside
    covered = {i for i in range(len(analysis.words)) if inside[i]}
    for attribution in analysis.attributions:
        homes = {tree.sentence[run.start] for run in attribution.cue}
        for run in (*attribution.cue, *attribution.content):
            covered.update(i for i in range(run.start, run.end) if tree.sentence[i] in homes)
    added: list[Attribution] = []
    for i, tag in enumerate(analysis.upos):
        found = _refusal(tree, i) if tag == "VERB" and i not in covered else None
        subject = None if found is None else _subject(tree, found.head)
        if found is None or subject is None:
            continue
        cue, source = _cue(tree, found), tree.whole(subject)
        content = trimmed(analysis.words, Run(found.content, found.end), marks='.,;:"”')
        if cue is None or content is None or source.end > cue.start or not covered.isdisjoint(range(*cue)):
            continue
        added.append(Attribution((source,), (cue,), (content,), _SURE))
        covered.update(range(cue.start, content.end))
    if not added:
        return tree
    return tree.with_attributions((*analysis.attributions, *added))


def _refusal(tree: Tree, i: int) -> _Refusal | None:
    form = lemma(tree.word(i), _VERBS)
    if form in ("decline", "refuse"):
        answer = next((c for c in tree.children(i, "xcomp", "ccomp") if c > i and _answers(tree, c)), None)
        return None if answer is None else _from(tree, i, i + 1, answer)
    if form in ("have", "offer", "provide", "make"):
        return next((_from(tree, i, i + 1, o) for o in tree.children(i, "obj") if _no_comment(tree, o)), None)
    if not any(tree.word(j) in _NOT for j in tree.children(i, "advmod")) and not _neither(tree, i):
        return None
    if form in ("respond", "reply"):
        asked = (o for o in tree.children(i, "obl") if tree.word(o) in _REQUESTS)
        return next((_from(tree, i, tree.below(o)[0] + 1, o) for o in asked), None)
    if form in ("return", "answer"):
        return next((_from(tree, i, i + 1, o) for o in tree.children(i, "obj") if tree.word(o) in _REQUESTS), None)
    if form == "comment":
        return _from(tree, i, i, i)
    return _unreached(tree, i) if form == "reach" else None


def _answers(tree: Tree, i: int) -> bool:
    return lemma(tree.word(i), ANSWERING) in ANSWERING


def _no_comment(tree: Tree, i: int) -> bool:
    return tree.word(i) == "comment" and any(tree.word(j) == "no" for j in tree.children(i, "det"))


def _neither(tree: Tree, i: int) -> bool:
    return any(
        tree.word(j) in ("neither", "nor")
        for s in tree.children(i, "nsubj")
        for j in (s, *tree.children(s, "cc", "det"))
    )


def _unreached(tree: Tree, i: int) -> _Refusal | None:
    """ "Could not be reached" of somebody who can be rung up: no agreement, no village in the snow."""
    passive = any(tree.analysis.deprels[j] == "aux:pass" or tree.word(j) == "be" for j in tree.kids[i])
    if not passive or not any(tree.word(j) in ("could", "can", "ca") for j in tree.children(i, "aux")):
        return None
    ways = [o for o in tree.children(i, "obl", "advmod") if o > i]
    asked = next((o for o in ways if tree.word(o) in _BY), None)
    if asked is not None:
        return _from(tree, i, i + 1, asked)
    subject = _subject(tree, i)
    if subject is None or any(tree.children(o, "case") and tree.word(tree.below(o)[0]) != "on" for o in ways):
        return None
    word = tree.word(subject)
    person = tree.analysis.upos[subject] in ("PROPN", "PRON") and word != "it"
    return _Refusal(i, i, i + 1) if person or office(word) or offices(word) or word in BODIES else None


def _from(tree: Tree, head: int, content: int, last: int) -> _Refusal:
    """The refusal whose object is word ``last`` with what hangs on it, up to a clause that is added behind a comma."""
    end = tree.below(last, skip=frozenset({"conj", "cc", "parataxis", "punct"}))[-1] + 1
    for i in range(content, end):
        if tree.word(i) in (",", ";", "—", "–"):
            end = i
            break
    return _Refusal(head, content, max(end, last + 1))


def _cue(tree: Tree, found: _Refusal) -> Run | None:
    """The verb, or what stands before it where the verb is what is refused, with its auxiliaries and adverbs."""
    start = min(found.head, found.content)
    while start and tree.analysis.heads[start - 1] == found.head and tree.relations[start - 1] in ("aux", "advmod"):
        start -= 1
    return Run(start, found.content) if start < found.content else None


def _subject(tree: Tree, head: int) -> int | None:
    subject = tree.subject(head)
    if subject is not None and tree.word(subject) in _RELATIVE and tree.relations[head] == "acl":
        return tree.analysis.heads[head]
    return subject
