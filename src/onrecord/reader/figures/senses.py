"""What a bare number is meant in: people, a measure named behind it, years of age, points of a poll."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from onrecord.reader.analysis import Run
from onrecord.reader.figures.counted import SKIPPED, counted
from onrecord.reader.figures.expressions import Expression
from onrecord.reader.figures.units import counted_in, measured
from onrecord.reader.trees import Tree
from onrecord.terms import Span

_HARMED = re.compile(
    r"(?:kill|wound|injur|arrest|hurt|detain|evacuat|hospitali[sz]|deport|convict|indict|charg|displac|rescu|trapp|stabb|murder|shot)"
)
_BEING = frozenset("is are was were be been has have had remain remained still".split())
_LOST = frozenset({"dead", "wounded", "missing", "homeless", "hospitalized", "unaccounted"})
_PARENTS = frozenset("mother father parent parents grandmother grandfather".split())
_POLLS = re.compile(
    r"poll|survey|win|won|loss|lost|victor|swing|approval|lead|percent|%|ahead|margin|gap|edge|trail|rating|behind|advantage|favou?r|voters|support|back(?:s|ed|ing)?$|prefer"
)
_MATCHES = re.compile(
    r"scor(?:e[ds]?|ing)$|rebounds?$|assists$|quarterback|touchdowns?$|halftime|index|dow$|nasdaq|nikkei|ftse|composite|stocks?$|shares?$|bonds?$"
)
"""Words beside which points are those of a game or of an index."""


def in_units(tree: Tree, expression: Expression, dated: Container[int]) -> tuple[Expression, Run | None]:
    """The expression in the unit that what it counts gives it (*people*, a measure, an age), and what it counts."""
    of = None if expression.age or _is_place(tree, expression) else counted(tree, expression, dated)
    if expression.unit == "points":
        return replace(expression, unit="percentage points" if _polled(tree, expression) else "points"), of
    if expression.unit is not None:
        return expression, of
    if of is None:
        return replace(expression, unit="years" if _is_age(tree, expression) else _unnamed(tree, expression)), None
    noun, before = tree.word(of.end - 1), tree.word(of.end - 2) if of.end - of.start > 1 else ""
    unit = measured(noun, before)
    if unit is None:
        return replace(expression, unit="people" if noun == "population" else counted_in(noun)), of
    if of.start <= expression.run.end + 1:  # "hundreds of dollars", "12 Australian dollars"
        words = tree.analysis.words
        run = Run(expression.run.start, of.end)
        expression = replace(expression, span=Span(expression.span.start, words.span(run).end), run=run)
        expression = replace(expression, unit=unit)
        return expression, counted(tree, expression, dated)
    return replace(expression, unit=unit), None


def _is_place(tree: Tree, expression: Expression) -> bool:
    """ "Third place": a rank of nothing that is named."""
    end = expression.run.end
    return expression.unit == "rank" and "place" in (tree.word(j) for j in range(end, min(end + 2, len(tree.sentence))))


def _polled(tree: Tree, expression: Expression) -> bool:
    sentence = tree.sentence_of(expression.run.start)
    near = range(max(sentence.start, expression.run.start - 25), min(sentence.end, expression.run.end + 12))
    words = [tree.word(j) for j in near]
    return expression.value < 100 and any(map(_POLLS.match, words)) and not any(map(_MATCHES.match, words))


def _is_age(tree: Tree, expression: Expression) -> bool:
    """ "Ada Orr, 37, said"; "aged 37"; "she is 37"; "ages 18 to 34"; "voters over 65"."""
    start, end = expression.run
    sentence = tree.sentence_of(start)
    if not 0 < expression.value < 120 or expression.value != int(expression.value):
        return False
    before = [tree.word(j) for j in range(max(sentence.start, start - 3), start)]
    if any(word in ("age", "aged", "ages") for word in before):
        return True
    if tree.children(end - 1, "cop") and any(_is_one(tree, j) for j in tree.children(end - 1, "nsubj")):
        return True
    after = tree.word(end) if end < sentence.end else "."
    if after in ("or", "and") and end + 1 < sentence.end and tree.word(end + 1) in ("older", "younger"):
        return True
    if len(before) < 2:
        return False
    if before[-1] == "," and after in (",", ".", ";", ")"):
        return (
            tree.analysis.upos[start - 2] in ("PROPN", "NOUN") or before[-2] in ("jr.", "sr.")
        ) and tree.analysis.words[start].isdigit()
    if before[-1] == "then" and before[-2] == ",":
        return tree.analysis.upos[start - 3] == "PROPN"
    if before[-1] in ("over", "under"):
        return before[-2] in ("those", "anyone", "everyone") or counted_in(before[-2]) == "people"
    if before[-1] in ("was", "is", "'s", "were", "are", "'m"):
        return _is_one(tree, start - 2) and tree.analysis.heads[start] <= start + 1
    return before[-1] in ("turned", "turns", "turning")


def _is_one(tree: Tree, i: int) -> bool:
    """Whether word ``i`` stands for one person."""
    return tree.word(i) in ("he", "she", "i", "you", "who") or tree.analysis.upos[i] == "PROPN"


_PAYS = re.compile(
    r"spen[dt]|pa(?:y|id)|ow(?:e|ing)|cost|earn|rais|donat|contribut|mak(?:es?|ing)$|made$|invest|sav(?:e|ing)|borrow|charg|collect|pour|wast|funnel|lend|lent"
)


def _unnamed(tree: Tree, expression: Expression) -> str | None:
    """What a number counts that names nothing: people who are harmed, *millions* who do something, the *millions* that are spent."""
    i = expression.run.end - 1
    head, relation = tree.analysis.heads[i], tree.relations[i]
    if expression.bound == "more_than" and head >= 0:
        if relation == "nsubj":
            return "people"
        if relation == "obj" and expression.value >= 10**5 and _PAYS.match(tree.word(head)):
            return "USD"
    return _harmed(tree, expression)


def _harmed(tree: Tree, expression: Expression) -> str | None:
    """ "killing 12", "twelve were arrested", "20 wounded", "a mother of two": nothing but people."""
    i, after, start = expression.run.end - 1, expression.run.end, expression.run.start
    while after + 1 < len(tree.sentence) and (tree.word(after) in SKIPPED or tree.word(after) in _BEING):
        after += 1
    if start > 1 and tree.word(start - 1) == "of" and tree.word(start - 2) in _PARENTS:
        return "people"
    if after < tree.sentence_of(i).end and (_HARMED.match(tree.word(after)) or tree.word(after) in _LOST):
        return "people"
    head = tree.analysis.heads[i]
    harm = head >= 0 and tree.analysis.deprels[i] in ("obj", "nsubj:pass") and _HARMED.match(tree.word(head))
    return "people" if harm else None
