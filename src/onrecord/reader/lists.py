"""Lists under a lead-in: "Orr outlined four steps she said the council must take:" and what follows, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reader.act_words import KNOWN, NOUNS, VERBS
from onrecord.reader.analysis import Run, Words
from onrecord.reader.drafts import Draft, Who, paragraph_runs, trimmed
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import Act, ResolvedBy

_BULLETS = frozenset("*-–—•·‣▪◦●■►")
_OUTLINING = frozenset(
    """outline list make issue release offer announce set lay include present detail propose demand give unveil spell pose raise say
    write add call urge ask state""".split()
)
_VERBS = KNOWN | _OUTLINING
_MUST = frozenset({"must", "should", "ought", "shall"})
_OWN_ATTRIBUTION = 0.6
"""An item of whose words more than this share stand in an attribution with its own cue is a statement by itself."""
_SHARE = 0.9
"""Confidence of an item as a share of its lead-in's."""


_UNCUED = 0.5
"""Confidence of a lead-in that no attribution was read in, only a verb of outlining and what is outlined."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """Whose words a list holds. ``number`` is that of the draft that says so, -1 where only the lead-in's verb does."""

    source: tuple[Run, ...]
    speaker: str | None
    resolved_by: ResolvedBy
    confidence: float
    number: int


def split_lists(tree: Tree, drafts: Sequence[Draft], who: Who) -> list[Draft]:
    """``drafts`` with one for each item of each list whose lead-in says whose words it holds.

    Items that the lead-in's own attribution took in as content are parted from it; where nothing else is left of that content,
    the first item keeps its source and cue.
    """
    words = tree.analysis.words
    paragraphs = paragraph_runs(words)
    cued: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        if draft.cue:
            cued[words.paragraph[draft.cue[0].start]].append(number)
    found: list[Draft | None] = list(drafts)
    at = 0
    while at < len(paragraphs):
        items: list[Run] = []
        while at + 1 + len(items) < len(paragraphs):
            item = _item(words, paragraphs[at + 1 + len(items)])
            if item is None:
                break
            items.append(item)
        if items and _leads_in(words[paragraphs[at].end - 1]):
            said = [(k, drafts[k]) for k in cued[words.paragraph[paragraphs[at].start]]]
            own = [(k, drafts[k]) for item in items for k in cued[words.paragraph[item.start]]]
            _part(tree, found, paragraphs[at], items, said, own, who)
        at += 1 + len(items)
    return [draft for draft in found if draft is not None]


def _item(words: Words, paragraph: Run) -> Run | None:
    """The words of a list item without its marker and final stop; None for a paragraph that is none."""
    start, end = paragraph
    if end - start < 2:
        return None
    first = words[start]
    if first in _BULLETS:
        start += 1
    elif first.isdigit() and len(first) <= 2 and words[start + 1] in (".", ")"):
        start += 2
    elif first == "(" and end - start > 3 and len(words[start + 1]) <= 2 and words[start + 2] == ")":
        start += 3
    else:
        return None
    item = trimmed(words, Run(start, end)) if start < end else None
    if item is not None and item.end - item.start > 1 and words[item.end - 1].lower() in ("and", "or"):
        item = trimmed(words, Run(item.start, item.end - 1))
    return item


def _leads_in(last: str) -> bool:
    """Whether a paragraph with this last word goes on below: "calls on both sides to", "must:"."""
    return last == ":" or last.isalnum() or last in "—–-"


def is_item(words: Words, paragraph: Run) -> bool:
    """Whether the paragraph opens as an item of a list does."""
    return _item(words, paragraph) is not None


def _part(
    tree: Tree,
    found: list[Draft | None],
    lead: Run,
    items: list[Run],
    said: list[tuple[int, Draft]],
    own: list[tuple[int, Draft]],
    who: Who,
) -> None:
    """Add a list's items to ``found``. ``said`` are the numbered drafts with a cue in the lead-in, ``own`` those in the items."""
    act = _act(tree, lead)
    by = _lead_in(tree, said, lead, act, who)
    if by is None:
        return
    added = [
        Draft(by.source, (), (item,), by.speaker, by.resolved_by, by.confidence * _SHARE, act)
        for item in items
        if not _stands_alone(tree, own, item)
    ]
    for k, draft in own:
        order = any(_is_order(tree, draft, item) for item in items)
        if order or (not draft.source and draft.speaker is None):
            found[k] = replace(draft, source=(), speaker=by.speaker, resolved_by=by.resolved_by)
    for k, draft in said:
        outside = tuple(run for run in draft.content if not any(i.start - 3 <= run.start < i.end for i in items))
        if len(outside) == len(draft.content):
            continue
        found[k] = replace(draft, content=outside) if outside else None
        if not outside and k == by.number and added:
            added[0] = replace(draft, content=added[0].content, act=act)
    found += added


def _is_order(tree: Tree, draft: Draft, item: Run) -> bool:
    """Whether what was read as a source is the item itself: "Hire two clerks, citing the backlog"."""
    head = tree.head_of(draft.cue)
    return (
        bool(draft.source)
        and draft.source[0].start == item.start
        and head is not None
        and tree.word(head).endswith("ing")
    )


def _stands_alone(tree: Tree, own: Sequence[tuple[int, Draft]], item: Run) -> bool:
    """Whether an attribution with a source of its own, and its cue in the item, makes up most of the item."""
    size = 0
    for _, draft in own:
        if item.start <= draft.cue[0].start < item.end and draft.source and not _is_order(tree, draft, item):
            size += sum(run.end - run.start for run in (*draft.source, *draft.cue, *draft.content))
    return size > _OWN_ATTRIBUTION * (item.end - item.start)


def _lead_in(tree: Tree, said: Sequence[tuple[int, Draft]], lead: Run, act: Act | None, who: Who) -> _Lead | None:
    """Whose list it is, or None where the lead-in does not say that anybody says so ("The committee includes:")."""
    if said:
        k, draft = max(said, key=lambda pair: (pair[1].speaker is not None, pair[1].end))
        return _Lead((), draft.speaker, "continuation" if draft.speaker else "none", draft.confidence, k)
    if act is None:
        return None
    sentence = tree.sentence_of(lead.end - 1)
    for i in range(sentence.start, sentence.end):
        if tree.analysis.upos[i] == "VERB" and lemma(tree.word(i), _VERBS) in _OUTLINING:
            source = _source(tree, i)
            if source is not None:
                speaker, by = who.who(source)
                return _Lead((source,), speaker, by, _UNCUED, -1)
    return None


def _source(tree: Tree, verb: int) -> Run | None:
    """Who outlines: the subject, or whose the demands are when they are the subject ("Orr's demands include:")."""
    subject = tree.subject(verb)
    if subject is None:
        return None
    owner = next(iter(tree.children(subject, "nmod")), None)
    if lemma(tree.word(subject), KNOWN) in NOUNS or tree.word(subject) in ("list", "plan", "set", "package"):
        return None if owner is None else tree.phrase(owner)
    return tree.phrase(subject)


def _act(tree: Tree, lead: Run) -> Act | None:
    """The act that the lead-in's own words give to its items, or None where each item has to tell."""
    sentence = tree.sentence_of(lead.end - 1)
    for i in range(sentence.start, sentence.end):
        word = tree.word(i)
        obliges = word in ("has", "have", "need", "needs") and i + 1 < sentence.end and tree.word(i + 1) == "to"
        if word in _MUST or obliges:
            return "demand"
    last = lead.end - 1 - (tree.word(lead.end - 1) == ":")
    if tree.word(last) == "to" and any(
        lemma(tree.word(i), _VERBS) in ("call", "ask", "want") for i in range(sentence.start, last)
    ):
        return "demand"  # "calls on both sides to"
    found: list[Act] = []
    for i in range(sentence.start, sentence.end):
        form, tag = lemma(tree.word(i), KNOWN), tree.analysis.upos[i]
        act = NOUNS.get(form) if tag == "NOUN" else VERBS.get(form) if tag == "VERB" else None
        if act in ("demand", "commit", "accuse", "predict", "ask", "intend", "decide", "oppose", "support"):
            found.append(act)
    return found[-1] if found else None
