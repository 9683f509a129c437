"""What a number counts: "two of the five [boats]", "40 percent of [likely voters]", "$5 million in [aid]", "a 12-year [term]"."""

from __future__ import annotations

import re
from collections.abc import Container

from onrecord.reader.analysis import Run
from onrecord.reader.figures.expressions import Expression
from onrecord.reader.figures.holders import HEDGES, holder
from onrecord.reader.figures.units import TIME_UNITS, counted_in, measured
from onrecord.reader.trees import Tree

_REACH = 14
"""Words looked through for the end of a noun phrase; those of news are shorter."""
_OPENING = frozenset({"“", "‘"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_HYPHENS = frozenset({"-", "‐", "‑", "/", "&"})
_MARKS = _HYPHENS | {"–", "'", "’", "‘", "“", "”", '"', "''", "``"}
_CLITICS = frozenset({"'s", "'", "’"})
_MODIFYING = frozenset("amod compound advmod nummod nmod".split())
SKIPPED = frozenset("more fewer less additional extra further".split())
"""Words between number and noun that belong to the number: "two more agents"."""
_QUALITIES = frozenset({"strong", "plus", "odd", "long", "high", "wide", "deep"})
_OR_MORE = frozenset("more less fewer so higher older younger greater up over under above".split())
_WHEN = frozenset("last next this past previous earlier later alone".split())
_ASKING = frozenset("when where why how while as whenever wherever".split())
"""Words that open a clause, whatever their tag."""
_WHOLE = frozenset(
    "total all fact part addition return response turn advance court exchange recent sum instance example".split()
)
"""What stands behind "in" and "for" and names nothing that money goes to."""
_ALIKE = frozenset(
    "aircraft spacecraft fish sheep deer series species staff personnel equipment data media crew".split()
)
"""Nouns that stand for many with no ending that says so."""
_SINGLE = frozenset({"person", "man", "woman", "member"})
_NEAR = 8
"""Words between a percentage and the "among" behind it."""
_BETWEEN = frozenset({"ADP", "NUM", "PUNCT", "SYM"})
_SPENDS = re.compile(r"spen[dt]|invest|pour|wast|blew|blow|lavish|splurg|drop|shell|plunk")
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
    if i < end and tree.word(i) == "of":
        return _after_of(tree, i + 1, end, dated)
    if i + 1 < end and tree.word(i) == "worth" and tree.word(i + 1) == "of":
        return _after_of(tree, i + 2, end, dated)
    found = _behind(tree, expression, i, end, dated) if i < end else None
    return found or holder(tree, expression) or _among(tree, expression, dated)


def _behind(tree: Tree, expression: Expression, i: int, end: int, dated: Container[int]) -> Run | None:
    """What word ``i``, the first behind the number, begins or leads up to."""
    word, unit = tree.word(i), expression.unit
    if word == "to" or (tree.analysis.upos[i] == "NUM" and not (i + 1 < end and tree.word(i + 1) in _HYPHENS)):
        return None
    if word == "among" and unit in ("percent", "share"):
        return _after_of(tree, i + 1, end, dated)
    if unit is not None and unit.isupper() and (word in ("in", "for") or _spent(tree, i)):
        return _kind_of_money(tree, i + 1, end, dated)
    if unit == "share" and tree.analysis.upos[i] in ("DET", "PRON"):
        return _after_of(tree, i, end, dated)
    if unit in TIME_UNITS and tree.analysis.upos[i] == "PROPN" and tree.word(i - 1) not in _HYPHENS:
        return None  # "within 10 years Ovria will ..."
    found = noun_phrase(tree, i, end, dated, top=_head(tree, expression))
    compound = found is not None and unit is None and expression.value > 1 and _is_compound(tree, found)
    return Run(i, i + 1) if compound else found


def _is_compound(tree: Tree, run: Run) -> bool:
    """ "A 1,237 delegate threshold", "a 3,000 page report": two nouns, neither a plural, of which the number counts the first."""
    if run.end - run.start != 2 or any(tree.analysis.upos[i] != "NOUN" for i in range(*run)):
        return False
    first, last = (tree.word(i) for i in range(*run))
    plural = last.endswith("s") or (first not in _SINGLE and (last in _ALIKE or counted_in(last) == "people"))
    return not (plural or first.endswith("s"))


def _spent(tree: Tree, i: int) -> bool:
    """Whether word ``i`` is the "on" of what money is spent on."""
    near = range(max(tree.sentence_of(i).start, i - 10), i)
    return tree.word(i) == "on" and any(_SPENDS.match(tree.word(j)) for j in near)


def _among(tree: Tree, expression: Expression, dated: Container[int]) -> Run | None:
    """ "Among [likely voters], Orr leads 44 percent to 40 percent", "44 percent to 40 percent among [likely voters]"."""
    if expression.unit not in ("percent", "share"):
        return None
    sentence, end = tree.sentence_of(expression.run.start), expression.run.end
    if tree.word(sentence.start) == "among":
        return _after_of(tree, sentence.start + 1, expression.run.start, dated)
    near = range(end, min(sentence.end - 1, end + _NEAR))
    at = next((i for i in near if tree.word(i) == "among"), -1)
    between = range(end, at)
    if at < 0 or any(tree.analysis.upos[i] not in _BETWEEN and tree.word(i) != "percent" for i in between):
        return None
    return _after_of(tree, at + 1, sentence.end, dated)


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
    while i < end and (tree.analysis.upos[i] in _WHICH or tree.word(i) in _MARKS or tree.word(i) in HEDGES):
        i += 1
    return noun_phrase(tree, i, end, dated, top=top) if i < end else None


def _kind_of_money(tree: Tree, i: int, end: int, dated: Container[int]) -> Run | None:
    """ "In aid", "for a new school", "on ads"; not "in Ohio", "in the bank", "in 2015", "in total"."""
    i += i < end and tree.word(i - 1) != "in" and tree.analysis.upos[i] == "DET"
    run = noun_phrase(tree, i, end, dated) if i < end else None
    if run is None or tree.analysis.upos[run.end - 1] == "PROPN" or tree.word(run.end - 1) in _WHOLE:
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
            if 0 <= last == j - 1 == top and upos[last] != upos[j]:
                break  # "in one case Ovria ...", "the two Talms lawyers ..."
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
    if word in _WHEN and j == start and j + 1 < end and measured(tree.word(j + 1)) in TIME_UNITS:
        return False  # "3 percent last year"
    if tag == "ADJ":
        return last < 0 or (modifies and word not in _WHEN)
    if word in _CLITICS:
        return last == j - 1
    if tag == "ADV" and word in _ASKING:
        return False
    if tag in ("VERB", "ADV", "NUM", "INTJ", "ADP", "PART"):
        tied = tree.word(j - 1) in _HYPHENS or (j + 1 < end and tree.word(j + 1) in _HYPHENS)
        registered = last >= 0 and tag == "VERB" and relation == "amod" and modifies  # "Ohio registered voters"
        return tied or registered or (last < 0 and modifies and tag not in ("ADP", "PART"))
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
