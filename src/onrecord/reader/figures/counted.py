"""What a number counts: "two of the five [boats]", "40 percent of [likely voters]", "$5 million in [aid]", "a 12-year [term]"."""

from __future__ import annotations

import re
from collections.abc import Container

from onrecord.reader.analysis import Run
from onrecord.reader.figures.expressions import Expression
from onrecord.reader.figures.units import TIME_UNITS, counted_in
from onrecord.reader.people_words import office
from onrecord.reader.trees import Tree

_REACH = 14
"""Words looked through for the end of a noun phrase; those of news are shorter."""
_OPENING = frozenset({"“", "‘"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_HYPHENS = frozenset({"-", "‐", "‑", "/", "&"})
_MARKS = _HYPHENS | {"–", "'", "’", "‘", "“", "”", '"'}
_CLITICS = frozenset({"'s", "'", "’"})
_MODIFYING = frozenset("amod compound advmod nummod nmod".split())
SKIPPED = frozenset("more fewer less additional extra further".split())
"""Words between number and noun that belong to the number: "two more agents"."""
_QUALITIES = frozenset({"strong", "plus", "odd", "long", "high", "wide", "deep"})
_OR_MORE = frozenset("more less fewer so higher older younger greater up over under above".split())
_WHEN = frozenset("last next this past previous earlier later alone".split())
_HEDGES = frozenset(
    "more less than about at least over under nearly almost some only just up to around plus or minus as".split()
)
_SUMS = frozenset(
    "total average number minimum maximum sum figure count amount toll rest majority one half third quarter fifth eighth tenth".split()
)
"""Nouns that only say that a number follows."""
_CHANGES = re.compile(
    r"r[io]se|risen|f[ae]ll|grew|grow|increas|decreas|drop|climb|jump|slip|s[aiu]nk|soar|surg|plung|declin|stood|stand"
)
_WHICH = frozenset({"DET", "PRON", "NUM"})


def counted(tree: Tree, expression: Expression, dated: Container[int]) -> Run | None:
    """The noun phrase that the number counts, from its first premodifier to its head noun; None where none is named."""
    i, end = expression.run.end, tree.sentence_of(expression.run.start).end
    if i + 1 < end and expression.unit != "rank" and _ties(tree, i):
        return Run(i + 1, i + 2)  # "a 12-member panel"
    if i + 1 < end and tree.word(i) in ("or", "and") and tree.word(i + 1) in _OR_MORE:
        i += 2
    while i < end and (tree.word(i) in SKIPPED or (tree.word(i) in _MARKS and not _is_dash(tree, i))):
        i += 1
    if i >= end:
        return None
    word = tree.word(i)
    if word == "to" or (tree.analysis.upos[i] == "NUM" and not (i + 1 < end and tree.word(i + 1) in _HYPHENS)):
        return _holder(tree, expression, dated)
    if word == "of":
        return _after_of(tree, i + 1, end, dated)
    if word == "worth" and i + 1 < end and tree.word(i + 1) == "of":
        return _after_of(tree, i + 2, end, dated)
    if word == "in" and expression.unit is not None and expression.unit.isupper():
        return _kind_of_money(tree, i + 1, end, dated)
    if expression.unit == "share" and tree.analysis.upos[i] in ("DET", "PRON"):
        return _after_of(tree, i, end, dated)
    found = noun_phrase(tree, i, end, dated, top=_head(tree, expression))
    return found or _holder(tree, expression, dated)


def _holder(tree: Tree, expression: Expression, dated: Container[int]) -> Run | None:
    """What is said to be as much, where nothing follows the number: "a [debt] of $28,000", "[turnout] was 40 percent"."""
    if expression.unit in TIME_UNITS or expression.unit in ("rank", "score", "times"):
        return None
    if expression.unit is None and tree.word(expression.run.start - 1) in ("the", "these", "those"):
        return None
    start, low = expression.run.start, tree.sentence_of(expression.run.start).start
    i = start - 1
    while i > low and start - i < 5 and (tree.word(i) in _HEDGES or tree.analysis.upos[i] == "DET"):
        i -= 1
    if i > low and tree.word(i) == "of" and tree.analysis.upos[i - 1] == "NOUN":
        return _before_of(tree, low, i)
    for j in range(start, expression.run.end):
        head = tree.analysis.heads[j]
        if not start <= head < expression.run.end:
            return _subject(tree, j, dated)
    return None


def _before_of(tree: Tree, low: int, i: int) -> Run | None:
    """The noun phrase that ends before the "of" at word ``i``."""
    start = i - 1
    while start > low and (
        tree.analysis.upos[start - 1] in ("NOUN", "ADJ", "PROPN")
        or (tree.word(start - 1) == "of" and start - 2 > low and tree.analysis.upos[start - 2] == "NOUN")
    ):
        start -= 1
    return None if office(tree.word(i - 1)) or tree.word(i - 1) in _SUMS or tree.word(start) in _SUMS else Run(start, i)


def _subject(tree: Tree, j: int, dated: Container[int]) -> Run | None:
    """The subject of "was 40 percent", "fell to 40 percent", where it is a thing."""
    head = tree.analysis.heads[j]
    verb = j if tree.children(j, "cop") else head
    if verb != j and (
        verb < 0 or not _CHANGES.match(tree.word(verb)) or tree.relations[j] not in ("obl", "obj", "nmod")
    ):
        return None
    for i in tree.children(verb, "nsubj"):
        if tree.analysis.upos[i] != "NOUN" or i > j or tree.children(i, "nummod"):
            return None
        if tree.word(i) in _SUMS:
            below = [k for k in tree.children(i, "nmod") if any(tree.word(c) == "of" for c in tree.children(k, "case"))]
            if not below:
                return None
            i = below[0]
        start = tree.phrase(i).start
        while start < i and tree.analysis.upos[start] in ("DET", "PRON", "PUNCT", "ADV"):
            start += 1
        return Run(start, i + 1) if counted_in(tree.word(i)) != "people" else None
    return None


def _is_dash(tree: Tree, i: int) -> bool:
    """Whether word ``i`` is a dash or a hyphen that stands apart."""
    word, spans = tree.word(i), tree.analysis.words.spans
    return word == "–" or (word in _HYPHENS and (spans[i - 1].end < spans[i].start))


def _ties(tree: Tree, i: int) -> bool:
    """Whether word ``i`` is a hyphen that ties the noun behind it to a number: "12-member", not "two - men"."""
    spans = tree.analysis.words.spans
    tied = tree.word(i) in _HYPHENS and not _is_dash(tree, i) and spans[i].end == spans[i + 1].start
    return tied and tree.analysis.upos[i + 1] in ("NOUN", "PROPN", "X", "ADJ") and tree.word(i + 1) not in _QUALITIES


def _head(tree: Tree, expression: Expression) -> int:
    """The word that governs the number, -1 if that is none behind it."""
    for i in range(expression.run.end - 1, expression.run.start - 1, -1):
        head = tree.analysis.heads[i]
        if head >= expression.run.end and tree.relations[i] in ("nummod", "compound", "amod", "nmod"):
            return head
    return -1


def _after_of(tree: Tree, i: int, end: int, dated: Container[int]) -> Run | None:
    top = tree.analysis.heads[i - 1]
    while i < end and (tree.analysis.upos[i] in _WHICH or tree.word(i) in _MARKS or tree.word(i) in _HEDGES):
        i += 1
    return noun_phrase(tree, i, end, dated, top=top) if i < end else None


def _kind_of_money(tree: Tree, i: int, end: int, dated: Container[int]) -> Run | None:
    """ "in aid", "in campaign donations"; not "in Ohio", "in the bank", "in 2015"."""
    run = noun_phrase(tree, i, end, dated) if i < end else None
    if run is None or tree.analysis.upos[run.end - 1] == "PROPN":
        return None
    return run


def noun_phrase(tree: Tree, i: int, end: int, dated: Container[int], *, top: int = -1) -> Run | None:
    """The premodifiers and head noun that begin at word ``i``; ``top``: the head by the parse, where it is known."""
    upos, last = tree.analysis.upos, -1
    for j in range(i, min(end, i + _REACH)):
        word = tree.word(j)
        if j in dated and (last >= 0 or upos[j] not in ("NUM", "ADJ", "NOUN", "PROPN")):
            break
        if upos[j] in _NOUNS or (upos[j] == "SYM" and word.isalpha()):
            if upos[j] == "NOUN" and 0 <= last == j - 1 == top and upos[last] == "PROPN":
                break
            last = j
        elif not _goes_on(tree, j, i, last, end):
            break
    if last < 0:
        return None
    if (
        i <= top < last
        and "CCONJ" not in upos[top:last]
        and all(tree.relations[k] not in ("compound", "flat") for k in range(top, last))
    ):
        last = top
    start = i
    while start < last and _is_mark(tree, start) and tree.word(start) not in _OPENING:
        start += 1
    return Run(start, last + 1)


def _is_mark(tree: Tree, i: int) -> bool:
    """Whether word ``i`` is a mark or conjunction that no phrase begins with."""
    return tree.analysis.upos[i] in ("PUNCT", "CCONJ") or tree.word(i) in _MARKS


def _goes_on(tree: Tree, j: int, start: int, last: int, end: int) -> bool:
    """Whether word ``j``, no noun, may stand before the head noun of a phrase that began at ``start``; ``last`` is the last noun
    so far, -1 before the first."""
    tag, relation, word = tree.analysis.upos[j], tree.relations[j], tree.word(j)
    if j > start and (tree.word(j - 1) in _CLITICS or tree.analysis.upos[j - 1] == "CCONJ"):
        last = -1  # behind a possessor and behind "and" the phrase begins anew
    modifies = tree.analysis.heads[j] > j and relation in _MODIFYING
    if tag == "ADJ":
        return last < 0 or (modifies and word not in _WHEN)
    if word in _CLITICS:
        return last == j - 1
    if tag in ("VERB", "ADV", "NUM", "INTJ", "ADP", "PART"):
        tied = tree.word(j - 1) in _HYPHENS or (j + 1 < end and tree.word(j + 1) in _HYPHENS)
        return tied or (last < 0 and modifies and tag not in ("ADP", "PART"))
    if tag == "CCONJ":
        return start < j and (last < 0 or _shares_head(tree, j, last, end))
    if word == ",":
        return last < 0 and j > start and tree.analysis.upos[j - 1] == "ADJ"
    spans = tree.analysis.words.spans
    return word in _MARKS and (last < 0 or (word in _HYPHENS and spans[j - 1].end == spans[j].start))


def _shares_head(tree: Tree, j: int, last: int, end: int) -> bool:
    """ "Combat and civilian deaths", "Latin American and Caribbean countries": a singular before "and" waits for its plural."""
    if tree.word(last).endswith("s") or counted_in(tree.word(last)) is not None:
        return False
    after = j + 1
    while after < end and tree.analysis.upos[after] in ("ADJ", "NOUN", "PROPN"):
        if tree.analysis.upos[after] == "NOUN" and tree.word(after).endswith("s"):
            return after > j + 1
        after += 1
    return False
