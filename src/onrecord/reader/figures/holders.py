"""What is said to be as much where nothing follows the number: "a [debt] of $28,000", "[turnout] was 40 percent", "they cut
[aid] by $5 million", "[troops] prefer Orr, 51 percent to 24"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reader.analysis import Run
from onrecord.reader.figures.expressions import Expression
from onrecord.reader.figures.units import TIME_UNITS, counted_in, measured
from onrecord.reader.people_words import office
from onrecord.reader.trees import Tree

HEDGES = frozenset(
    """more less than about at least over under nearly almost some only just up to around plus or minus as roughly
    approximately estimated""".split()
)
"""Words between a number and what it stands with that say how exactly it is meant."""
_SUMS = frozenset(
    "total average number minimum maximum sum figure count amount toll rest majority one half third quarter fifth eighth tenth".split()
)
"""Nouns that only say that a number follows."""
_TELLING = frozenset({"of", "at", "worth", "totaling", "totalling", "costing", "averaging"})
"""Words that tie the number behind them to the noun in front of them."""
_CHANGES = re.compile(
    r"r[io]se|risen|f[ae]ll|grew|grow|increas|decreas|drop|climb|jump|slip|s[aiu]nk|soar|surg|plung|declin|stood|stand"
    r"|balloon|sw[eo]ll|shr[aiu]nk|tumbl|plummet|edge[ds]?$|edging|ticked|hover|remain|near(?:s|ed|ing)?$|reach|hits?$|exceed"
    r"|surpass|topp|total|averag|costs?$|costing|amount|go(?:es|ing|ne)?$|went$|doubl|tripl|quadrupl"
)
_SETS = re.compile(
    r"puts?$|putting|peg|estimat|valu|pric|cut|rais|get|got|push|driv|drove|lower|reduc|increas|boost|slash|trim|cap|set|expand|shr[aiu]nk|hik"
    r"|doubl|tripl|decreas|widen|narrow|lift|br(?:ing|ought)|keep|kept|shav"
)
"""Verbs that make their object as much as the number behind "at", "by", "to" or "from" says."""
_PREFERS = re.compile(
    r"prefer|favou?r|back(?:s|ed|ing)?$|support|approv|disapprov|cho(?:o?se|sen)|pick|oppos|vot(?:es?|ed|ing)$|br(?:eak|oke)$|split"
)
_HEIGHTS = frozenset("high low great large small much".split())
"""Adjectives of "as high as 42 percent"."""
_STEPS = frozenset({"to", "by", "at", "from"})
_SETTING = frozenset({"obl", "nmod", "obj", "appos", "advmod", "advcl", "dep"})


def holder(tree: Tree, expression: Expression) -> Run | None:
    """The noun phrase that holds the number, None where none is named. What only counts time, or a rank, is held by none."""
    if expression.unit in TIME_UNITS or expression.unit in ("rank", "times"):
        return None
    start, low = expression.run.start, tree.sentence_of(expression.run.start).start
    if expression.unit is None and tree.word(start - 1) in ("the", "these", "those"):
        return None
    i = start - 1
    if i > low and tree.word(i) == "(" and tree.word(expression.run.end) == ")" and expression.unit is not None:
        return _before(tree, low, i)  # "the greatest support (31 percent)"
    while i > low and start - i < 5 and (tree.word(i) in HEDGES - _TELLING or tree.analysis.upos[i] == "DET"):
        i -= 1
    if i - 1 > low and tree.word(i) == "worth" and tree.word(i - 1) == ",":
        return _before(tree, low, i - 1)
    bare = tree.word(i) == "at" and expression.unit is None
    if i > low and tree.word(i) in _TELLING and tree.analysis.upos[i - 1] == "NOUN" and not bare:
        return _before(tree, low, i)
    if expression.unit == "score":
        return None
    for j in range(start, expression.run.end):
        if not start <= tree.analysis.heads[j] < expression.run.end:
            return _by_verb(tree, expression, j)
    return None


def _before(tree: Tree, low: int, i: int) -> Run | None:
    """The noun phrase that ends before word ``i``."""
    start = i - 1
    if tree.analysis.upos[start] != "NOUN" or measured(tree.word(start)) is not None:
        return None
    while start > low and (
        tree.analysis.upos[start - 1] in ("NOUN", "ADJ", "PROPN")
        or (tree.word(start - 1) in ("of", "-") and start - 2 > low and tree.analysis.upos[start - 2] == "NOUN")
    ):
        start -= 1
    return None if office(tree.word(i - 1)) or tree.word(i - 1) in _SUMS or tree.word(start) in _SUMS else Run(start, i)


def _by_verb(tree: Tree, expression: Expression, j: int) -> Run | None:
    """The subject or object of the verb over word ``j``, the head of the number, that the number tells the size of."""
    steps = [i for i in tree.children(j, "advmod", "case") if tree.word(i) in ("up", "down")]
    if tree.children(j, "cop"):
        return _thing(tree, [i for k in (j, *steps) for i in tree.children(k, "nsubj")], j)
    if tree.relations[j] not in _SETTING:
        return None
    case = next((tree.word(c) for c in tree.children(j, "case")), None)
    verb = next(_verbs_over(tree, j), -1)
    if verb < 0:
        return None
    word, straight = tree.word(verb), tree.analysis.heads[j] == verb
    objects = [i for i in tree.children(verb, "obj") if i < j]
    if objects and case in _STEPS and _SETS.match(word):
        return _thing(tree, objects, j)
    if straight and (_CHANGES.match(word) or (word in _HEIGHTS and tree.children(verb, "cop"))):
        return _thing(tree, tree.children(verb, "nsubj"), j)
    if expression.unit == "percent" and case in (None, "to", "by") and _PREFERS.match(word):
        return _named(tree, next((i for i in tree.children(verb, "nsubj") if _are_many(tree, i)), -1))
    return None


def _verbs_over(tree: Tree, j: int) -> Iterator[int]:
    """The verb that word ``j`` or the noun it stands beside hangs on."""
    for above in tree.above(j):
        if tree.analysis.upos[above] == "VERB" or tree.word(above) in _HEIGHTS:
            yield above
            return
        if tree.relations[above] not in ("obj", "obl", "nmod", "appos", "nsubj"):
            return


def _thing(tree: Tree, found: list[int], j: int) -> Run | None:
    """The first of ``found`` where it is a thing, or a number of persons, in front of word ``j``."""
    i = next(iter(found), -1)
    if i < 0 or tree.analysis.upos[i] != "NOUN" or i > j or tree.children(i, "nummod"):
        return None
    if tree.word(i) not in _SUMS:
        return _named(tree, i) if counted_in(tree.word(i)) != "people" else None
    below = (k for k in tree.children(i, "nmod") if any(tree.word(c) == "of" for c in tree.children(k, "case")))
    return _named(tree, next(below, -1))


def _are_many(tree: Tree, i: int) -> bool:
    """Whether word ``i`` stands for persons that a percentage may be a part of: "Women", "Republicans", not "the senator"."""
    return tree.word(i).endswith(("s", "n", "e")) and counted_in(tree.word(i)) == "people"


def _named(tree: Tree, i: int) -> Run | None:
    """The noun phrase of word ``i`` up to its head, without articles and possessors; None for word -1."""
    if i < 0:
        return None
    start = tree.phrase(i).start
    while start < i and tree.analysis.upos[start] in ("DET", "PRON", "PUNCT", "ADV"):
        start += 1
    return Run(start, i + 1)
