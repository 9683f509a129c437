"""Words set off in paragraphs of their own: "In an email to staff, Orr wrote:", and below it what she wrote.

The encoder joins no words across paragraphs. Without this the words would be nobody's, or the last speaker's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.drafts import QuotedWords, paragraph_runs
from onrecord.reader.lemmas import lemma
from onrecord.reader.lists import is_item
from onrecord.reader.trees import Tree

_SAYING = frozenset(
    """say write tell add post tweet state read reply respond announce declare continue conclude explain argue note ask warn comment
    recall insist testify reveal go""".split()
)
_GIVING = frozenset("issue release post give send offer make publish share read".split())
_GIVEN = frozenset(
    "statement message reply response post tweet note letter comment remark apology explanation thread".split()
)
_VERBS = _SAYING | _GIVING
_OWN = frozenset("i me my mine we us our ours myself ourselves".split())
_LONGEST = 12
"""Paragraphs of one block."""
_SHARE = 0.8
"""Confidence of a block as a share of that of the lead-in's own attribution."""
_UNCUED = 0.6
"""Confidence where only the lead-in's verb tells."""


def with_blocks(tree: Tree) -> Tree:
    """``tree`` with an attribution more for each block of words under a lead-in that ends in a verb of saying and a colon.

    A block is what stands between quotation marks there, or one paragraph and those after it that go on in the first person.
    One that holds somebody else's attribution is left alone. Linear in the text.
    """
    words = tree.analysis.words
    paragraphs = paragraph_runs(words)
    leads = [
        number
        for number, lead in enumerate(paragraphs[:-1])
        if words[lead.end - 1] == ":" and not is_item(words, lead) and not is_item(words, paragraphs[number + 1])
    ]
    if not leads:
        return tree
    quotes = tree.quotes
    opening = {run.start: run for run in quotes.runs}
    found = list(tree.analysis.attributions)
    cued: dict[int, list[Attribution]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for k, one in enumerate(found):
        for run in one.cue:
            cued[words.paragraph[run.start]].append(one)
            numbers.update(dict.fromkeys(range(run.start, run.end), k))
    for number in leads:
        verb = _verb(tree, paragraphs[number])
        block = _block(tree, paragraphs[number + 1 : number + 1 + _LONGEST], quotes, opening, cued)
        if verb is None or not block:
            continue
        own = numbers.get(verb)
        if own is None:
            subject = tree.subject(verb)
            source = () if subject is None or subject > verb else (tree.whole(subject),)
            found.append(Attribution(source, (Run(verb, verb + 1),), block, _UNCUED))
        elif _is_adjunct(tree, verb, found[own].content, quotes):
            found[own] = replace(found[own], content=block, score=max(found[own].score, _UNCUED) * _SHARE)
        else:
            found.append(replace(found[own], content=block, score=found[own].score * _SHARE))
    return tree.with_attributions(found)


def _verb(tree: Tree, lead: Run) -> int | None:
    """The verb that the block hangs on: the last of the lead-in, with nothing it says before the colon."""
    sentence = tree.sentence_of(lead.end - 1)
    for i in range(sentence.end - 1, sentence.start - 1, -1):
        if tree.analysis.upos[i] != "VERB" or tree.relations[i] == "amod":
            continue
        form = lemma(tree.word(i), _VERBS)
        if form not in _VERBS or tree.word(i) in ("following", "reading"):
            continue
        objects = [j for j in tree.children(i, "obj", "ccomp", "xcomp") if j > i]
        given = any(lemma(tree.word(j), _GIVEN) in _GIVEN for j in objects)
        if tree.relations[i] == "acl" and any(
            tree.word(j) in ("who", "which", "that") for j in tree.children(i, "nsubj")
        ):
            continue
        if (form in _GIVING and given) or (form in _SAYING and all(tree.relations[j] == "obj" for j in objects)):
            return i
    return None


def _is_adjunct(tree: Tree, verb: int, content: Sequence[Run], quotes: QuotedWords) -> bool:
    """Whether what was read as the content only says where or to whom: "In an email to staff", "on Harbor"."""
    if any(quotes.inside[i] for run in content for i in range(run.start, run.end)):
        return False
    head = tree.head_of(content)
    return head is not None and (tree.relations[head] in ("obl", "advmod", "obj", "nmod", "case") or head == verb)


def _block(
    tree: Tree,
    below: Sequence[Run],
    quotes: QuotedWords,
    opening: Mapping[int, Run],
    cued: Mapping[int, Sequence[Attribution]],
) -> tuple[Run, ...]:
    """The words of the block, none where another speaks in it. ``opening``: quotations by their first word; ``cued``:
    attributions by the paragraph of their cue."""
    first = below[0]
    quotation = opening.get(first.start)
    if quotation is not None:
        others = any(not quotes.inside[one.cue[0].start] for one in _in(tree, first, cued))
        return () if others or quotation.end < first.end - 1 else (quotation,)
    block: list[Run] = []
    for run in below:
        if tree.word(run.end - 1) == ":" or not all(_first_person(tree, one) for one in _in(tree, run, cued)):
            break
        if block and not any(tree.word(i) in _OWN and not quotes.inside[i] for i in range(*run)):
            break
        block.append(run)
    return tuple(block)


def _in(tree: Tree, paragraph: Run, cued: Mapping[int, Sequence[Attribution]]) -> Sequence[Attribution]:
    return cued.get(tree.analysis.words.paragraph[paragraph.start], ())


def _first_person(tree: Tree, attribution: Attribution) -> bool:
    return not attribution.source or any(
        tree.word(i) in _OWN | {"you", "who"} for run in attribution.source for i in range(run.start, run.end)
    )
