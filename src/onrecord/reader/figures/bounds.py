"""Whether a number is meant exactly, as a bound or roughly: "more than 40", "nearly half", "some 30", "500 or so"."""

from __future__ import annotations

import re

from onrecord.reader.figures.expressions import Expression
from onrecord.reader.figures.units import TIME_UNITS
from onrecord.reader.trees import Tree
from onrecord.terms import Bound

_PHRASES: dict[Bound, str] = {
    "more_than": """more than/at least/over/above/upward of/upwards of/north of/no fewer than/no less than/not less than/not fewer than
        /in excess of/greater than/well over/just over/a minimum of/minimum/exceeding/exceeds/exceeded/exceed/surpassed/topped/better than
        /as few as/as little as/higher than/bigger than/larger than/older than/longer than/beyond/past/slightly over/well above""",
    "less_than": """less than/fewer than/under/below/up to/as many as/as much as/at most/no more than/not more than/nearly/almost/just under
        /just shy of/shy of/short of/a maximum of/maximum/lower than/smaller than/younger than/shorter than/approaching/close to/just below
        /well under/well below/not quite/nearing/as high as/a little under/slightly under/at the most/no greater than""",
    "about": """about/around/roughly/approximately/some/an estimated/estimated/or so/circa/maybe/perhaps/near/probably/more or less
        /in the neighborhood of/in the range of/somewhere around/~""",
}
_BEFORE: dict[str, Bound] = {
    " ".join(phrase.split()): bound for bound, phrases in _PHRASES.items() for phrase in phrases.split("/")
}
_AFTER: dict[str, Bound] = {
    "+": "more_than", "plus": "more_than", "or more": "more_than", "or higher": "more_than", "or older": "more_than",
    "or over": "more_than", "and up": "more_than", "and over": "more_than", "and older": "more_than",
    "and above": "more_than", "and counting": "more_than", "or greater": "more_than", "or better": "more_than",
    "or above": "more_than", "or less": "less_than", "or fewer": "less_than", "or lower": "less_than",
    "or under": "less_than", "or younger": "less_than", "and under": "less_than", "and younger": "less_than",
    "or below": "less_than", "or so": "about", "odd": "about", "at least": "more_than", "at most": "less_than",
}  # fmt: skip
_TAIL = re.compile(
    rf"[ -]?(?:{'|'.join(re.escape(words) for words in sorted(_AFTER, key=len, reverse=True))})(?!\w)|\+", re.IGNORECASE
)
_WENT = re.compile(r"(?:g[ot]|went|gone|r[io]se|risen|mov|jump|climb|add|bump|com|came|push|lead|led)")
_PLACES = frozenset("over under above below past near beyond about around some".split())
"""Words that bound a number only where they are no prepositions of what is counted: "over 40 people", "over two issues"."""
_MEASURED = frozenset({"percent", "percentage points", "share", "USD", "GBP", "EUR", "AUD", "CAD", "JPY"})


def bound_of(tree: Tree, expression: Expression) -> Bound:
    """The bound that the words beside a number set to it, else that its form sets, else *exactly*."""
    if expression.bound in ("range", "exactly") or expression.unit in ("rank", "score"):
        return expression.bound or "exactly"
    start = expression.run.start
    first = max(tree.sentence_of(start).start, start - 4)
    if start > first and tree.word(start - 1) in ("another", "only", "just", "a", "“", '"'):
        start -= 1
    for low in range(first, start):
        phrase = " ".join(tree.word(j) for j in range(low, start))
        bound = _BEFORE.get(phrase)
        if phrase == "up to" and low and _WENT.match(tree.word(low - 1)):
            return "exactly"  # "dues have gone up to $8,400"
        if bound is not None and (start - low > 1 or _bounds(tree, expression, start - 1, phrase)):
            return bound
    text = tree.analysis.words.text
    behind = _TAIL.match(text, expression.span.end)
    if behind is not None:
        return _AFTER[behind[0].strip(" -").lower()]
    return expression.bound or "exactly"


def _bounds(tree: Tree, expression: Expression, i: int, word: str) -> bool:
    """Whether word ``i``, which may be a preposition, bounds the number behind it."""
    if word not in _PLACES:
        return True
    if word == "some":
        return True
    if expression.unit in TIME_UNITS and word == "over" and i + 1 < expression.run.start:
        return False  # "over a 40-year career"
    if tree.analysis.upos[i] == "ADV":
        return True
    before = tree.word(i - 1) if i > tree.sentence_of(i).start else ""
    if expression.unit in TIME_UNITS:
        return before in (
            "for",
            "of",
            "in",
            "after",
            "lasted",
            "last",
            "lasts",
            "took",
            "spent",
            "a",
            "with",
            "just",
            "well",
        )
    if word in ("about", "around"):
        return before not in (
            "talk",
            "talked",
            "talking",
            "spoke",
            "asked",
            "ask",
            "concerns",
            "questions",
            "complaints",
            "complained",
        )
    if expression.unit in _MEASURED or expression.value > 10:
        return True
    return bool(before) and tree.analysis.upos[i - 1] == "ADP"
