"""The numbers of a text that may be figures, with the currency, unit and form they are written in.

One pass over the words; the grammar is asked only where a word can begin a number, so that reading is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from onrecord.reader.analysis import Run
from onrecord.reader.figures.amounts import Amount, amount_at
from onrecord.reader.figures.labels import CODE, is_label
from onrecord.reader.numbers import CARDINALS, VAGUE
from onrecord.reader.trees import Tree
from onrecord.terms import Bound, Span


@dataclass(frozen=True, slots=True)
class Expression:
    """A number as written. ``span`` takes in sign, currency and unit words, ``run`` the words that it touches.

    ``unit`` is what the expression itself says, ``bound`` what its form says ("dozens", "5-10"). ``age``: "37-year-old".
    """

    span: Span
    run: Run
    value: float
    upper: float | None
    unit: str | None
    bound: Bound | None
    age: bool = False


_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth".split(),
        1,
    )
}
_TRIGGERS = frozenset({*CARDINALS, *VAGUE, "tens", "half", "quarter", "a", "an"})
_RANKS = frozenset({*_ORDINALS, "no", "no.", "number"})
_AFTER_A = frozenset("hundred thousand million billion trillion dozen half quarter".split()) | _ORDINALS.keys()
_INITIALS = frozenset(letter for word in (*_TRIGGERS, *_RANKS) for letter in (word[0], word[0].upper()))
_LINK = re.compile(r"(?P<dash>[-–—])(?=[\d$£€])|-?[ -](?P<word>to|or|and)[ -]", re.IGNORECASE)
_SHARE = re.compile(r"[ -](?:in|out[ -]of|of(?=[ -](?:10|ten)\b))[ -](?=[a-z\d])", re.IGNORECASE)
_WHOLES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 500, 10**3, 10**4, 10**5, 10**6})
"""Of how many one speaks in shares: "one in five", "8 in 10"."""
_ORDINAL_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b")
_NUMBERED = re.compile(r"(?:No\.|Number|number|no\.)\ ?(\d{1,3}|one|two|three|four|five)(?![\w,.:/]*[\d-])")
_SUPERLATIVE = re.compile(
    r"-[a-z]+est(?!\w)|[ -](?:most|least|largest|biggest|highest|lowest|best|worst|richest|poorest|oldest|youngest|longest"
    r"|busiest|fastest|smallest|leading|ranked|ranking|place)(?!\w)"
)
_FIRST_PLACE = re.compile(r"\ place\b")
_PLACED = frozenset(
    "rank ranks ranked ranking finish finishes finished finishing place places placed came come".split()
)
_CONTEST = frozenset(
    """vote votes voted voting win wins won winning victory beat beats beating defeat defeats defeated lose loses lost
    losing loss lead leads leading led ahead behind edge edges edged trail trails trailed trailing margin majority split decision
    ruling ruled score scored tie tied draw upset top tops topped outpoll record verdict opinion match-up matchup matchups
    over outnumber outnumbers outnumbered rout routed shutout advantage favor""".split()
)
"""Words round two numbers that are set against each other."""


def find_expressions(tree: Tree, dated: Container[int], named: Container[int]) -> Iterator[Expression]:
    """The numbers of a text in order. ``dated`` holds the words of time expressions, ``named`` those of names; what is a
    label there is no number of anything and is left out, as `is_label` says."""
    words = tree.analysis.words
    sources = frozenset(run.start for one in tree.analysis.attributions for run in one.source)
    text, starts, at = words.text, [span.start for span in words.spans], 0
    for i, (start, end) in enumerate(words.spans):
        first = text[start]
        if start < at or not (first in _INITIALS or first.isnumeric()):
            continue
        word = text[start:end].lower()
        if not first.isnumeric() and word not in _TRIGGERS and word not in _RANKS:
            continue
        if word in ("a", "an") and (i + 1 == len(words) or tree.word(i + 1) not in _AFTER_A):
            continue
        ranked = _rank(tree, i, word)
        if ranked is not None:
            at = ranked.span.end
            yield ranked
            continue
        code = CODE.match(text, start)
        if code is not None:
            at = code.end()
            continue
        amount = amount_at(text, start)
        if amount is None:
            continue
        found, at = _joined(tree, amount, starts)
        if not any(j in dated for j in range(*found[0].run)) and (
            (found[0].unit == "share" and amount.unit is None)
            or _is_result(tree, found[0])
            or not is_label(tree, i, amount, named, sources)
        ):
            yield from found


def _run(starts: Sequence[int], span: Span) -> Run:
    return Run(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end))


def _rank(tree: Tree, i: int, word: str) -> Expression | None:
    words = tree.analysis.words
    start, end = words.spans[i]
    value: int | None = None
    if word in ("no", "no.", "number"):
        numbered = _NUMBERED.match(words.text, start)
        if numbered is not None and (word != "number" or i > tree.sentence_of(i).start):
            value = int(numbered[1]) if numbered[1].isdigit() else CARDINALS[numbered[1]]
            end = numbered.end()
    else:
        digits = _ORDINAL_DIGITS.match(words.text, start)
        ordinal = int(digits[1]) if digits else _ORDINALS.get(word)
        before = tree.word(i - 1) if i else ""
        placed = before in _PLACED
        counts = tree.analysis.heads[i] > i and tree.relations[i] == "amod"
        if before == "the" and ordinal == 1 and _FIRST_PLACE.match(words.text, end):
            return None  # "in the first place" is no rank
        if ordinal and (_SUPERLATIVE.match(words.text, end) or (placed and not counts)):
            value = ordinal
    if value is None:
        return None
    run = Run(i, i + 1)
    while run.end < len(words) and words.spans[run.end].start < end:
        run = Run(i, run.end + 1)
    return Expression(Span(start, end), run, float(value), None, "rank", None)


def _joined(tree: Tree, one: Amount, starts: Sequence[int]) -> tuple[list[Expression], int]:
    """The number with the second one that it makes a range, score or share with; and where reading goes on."""
    text = tree.analysis.words.text
    whole = _SHARE.match(text, one.end) if one.unit is None and one.value < 10 and one.value == int(one.value) else None
    if whole is not None:
        other = amount_at(text, whole.end())
        if other is not None and other.value in _WHOLES and 0 < one.value < other.value and other.unit is None:
            span = Span(one.start, other.end)
            return [Expression(span, _run(starts, span), one.value / other.value, None, "share", None)], other.end
    link = _LINK.match(text, one.end)
    other = amount_at(text, link.end(), linked=True) if link else None
    if link is None or other is None:
        return [_single(one, one.unit, starts)], one.end
    run = _run(starts, Span(one.start, other.end))
    before = tree.word(run.start - 1) if run.start else ""
    joint = link["dash"] or link["word"].lower()
    if joint == "and" and before != "between":
        return [_single(one, one.unit, starts)], one.end
    unit = one.unit or other.unit
    if other.unit not in (None, one.unit) and one.unit is not None:
        return [_single(one, one.unit, starts)], one.end
    low = one.value
    if other.scale > one.scale == 1 and one.value < other.value / other.scale:
        low = one.value * other.scale  # "$5-10 million"
    kind = _kind(tree, run, joint, low, other.value, unit)
    if kind == "apart":
        alone = _single(one, unit if joint != "or" else one.unit, starts)
        return (
            ([alone, _single(other, unit, starts)], other.end) if "-" in link[0] or link["dash"] else ([alone], one.end)
        )
    bound: Bound = "range" if kind == "range" else "exactly"
    span = Span(one.start, other.end)
    found = Expression(span, run, low, other.value, unit if kind == "range" else "score", bound, other.age)
    return [found], other.end


def _kind(tree: Tree, run: Run, joint: str, low: float, high: float, unit: str | None) -> str:
    """Whether two numbers are the ends of a *range*, a *score*, or stand *apart*."""
    if joint == "and":
        return "range" if low < high else "apart"
    if joint == "or":
        return "range" if low < high <= 3 * low else "apart"
    sentence, contest = tree.sentence_of(run.start), _contested(tree, run)
    after = run.end + (run.end < sentence.end and tree.word(run.end) == "-")
    counted = after < sentence.end and tree.analysis.upos[after] in ("NOUN", "ADJ", "PROPN")
    if unit is None and (low >= high or (contest and (not counted or tree.word(after) in _CONTEST))):
        whole = low == int(low) and high == int(high)
        return "score" if whole and (joint != "to" or contest or low >= high) else "apart"
    if low >= high or (joint == "to" and run.start and tree.word(run.start - 1) == "from" and _changes(tree, run)):
        return "apart"
    return "apart" if contest and joint == "to" and unit == "percent" and not counted else "range"


def _contested(tree: Tree, run: Run) -> bool:
    """Whether the words round two numbers tell of a vote or a match."""
    sentence = tree.sentence_of(run.start)
    near = range(max(sentence.start, run.start - 6), min(sentence.end, run.end + 4))
    return any(tree.word(j) in _CONTEST for j in near if not run.start <= j < run.end)


def _is_result(tree: Tree, found: Expression) -> bool:
    """ "Orr beat Venn 42-40": the name in front of a score is no part of it."""
    return (
        found.unit == "score"
        and found.value <= 100
        and tree.analysis.words[found.run.start].isdigit()
        and _contested(tree, found.run)
    )


_CHANGES = re.compile(
    r"(?:r[io]se|risen|rising|f[ae]ll|fallen|falling|gr[eo]w|grown|growing|increas|decreas|drop|climb|jump|slip|sank|sunk|sink"
    r"|went|going|go|gone|mov|chang|rais|cut|lower|reduc|expand|shrink|shrank|shrunk|doubl|tripl|soar|surg|slid|plung|declin"
    r"|swell|swollen|push|boost|improv|shift|slash|up|down|dip|bump|widen|narrow|hike|balloon)"
)


def _changes(tree: Tree, run: Run) -> bool:
    """Whether "from 10 to 15" tells of a change, two figures, and not of a range."""
    first = max(tree.sentence_of(run.start).start, run.start - 8)
    return any(_CHANGES.match(tree.word(j)) for j in range(first, run.start - 1))


def _single(amount: Amount, unit: str | None, starts: Sequence[int]) -> Expression:
    span = Span(amount.start, amount.end)
    bound: Bound | None = "more_than" if amount.vague else None
    return Expression(span, _run(starts, span), amount.value, None, unit, bound, amount.age)
