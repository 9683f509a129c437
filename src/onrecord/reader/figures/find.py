"""Numbers to `Figure`s: expressions, bounds, what is counted and circumstances put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onrecord.reader.analysis import Run
from onrecord.reader.drafts import Who
from onrecord.reader.figures.bounds import bound_of
from onrecord.reader.figures.circumstances import Circumstances, circumstances
from onrecord.reader.figures.counted import counted
from onrecord.reader.figures.expressions import Expression, find_expressions
from onrecord.reader.figures.units import MEASURE, counted_in, measured
from onrecord.reader.numbers import NUMBER
from onrecord.reader.trees import Tree
from onrecord.reader.when import times_by_word
from onrecord.terms import Figure, Quoted, Span, Time, quoted

_DURATION = re.compile(rf"{NUMBER}[ -](?:{MEASURE})", re.VERBOSE | re.IGNORECASE)
_HARMED = re.compile(
    r"(?:kill|wound|injur|arrest|hurt|detain|evacuat|hospitali[sz]|deport|convict|indict|charg|displac|rescu|trapp|stabb|murder|shot)"
)
_POLLS = re.compile(r"poll|survey|lead|percent|%|ahead|margin|gap|edge|trail|rating|behind|advantage|favorab|voters")


def find_figures(
    tree: Tree, people: Who, *, times: Sequence[Time], basis: Callable[[Span], str | None]
) -> tuple[Figure, ...]:
    """The figures of a text, in order. Linear in its length.

    ``times`` are the text's time expressions: a number in one is no figure, but for the bare length of a time ("four years").
    ``people`` tells which entity a place is; ``basis`` on which statement a span rests, None for the outlet's own voice. A
    number that a float cannot hold is left out.
    """
    when = times_by_word(tree.analysis.words, [time for time in times if not _DURATION.fullmatch(time.text)])
    named = frozenset(
        i
        for name in tree.analysis.names
        if name.type not in ("Date", "Money", "NORP") and name.run.end - name.run.start > 1
        for i in range(*name.run)
    )
    around = circumstances(tree, when, lambda run: people.who(run)[0])
    found = (_figure(tree, e, when, around, basis) for e in find_expressions(tree, when, named))
    return tuple(figure for figure in found if figure is not None)


def _figure(
    tree: Tree,
    expression: Expression,
    when: Mapping[int, Time],
    around: Circumstances,
    basis: Callable[[Span], str | None],
) -> Figure | None:
    words = tree.analysis.words
    of = None if expression.age else counted(tree, expression, when)
    expression, of = _with_unit(tree, expression, of)
    if of is None and expression.unit is None and _points_back(tree, expression):
        return None
    head = expression.run.end - 1
    text = quoted(words.text, (expression.span,))
    return Figure(
        text.text,
        text.spans,
        expression.value,
        expression.upper,
        bound_of(tree, expression),
        expression.unit,
        _quoted(tree, of),
        around.period(head),
        around.where((*range(*expression.run), *((of.end - 1,) if of else ()))),
        basis(expression.span),
    )


def _quoted(tree: Tree, run: Run | None) -> Quoted | None:
    return quoted(tree.analysis.words.text, (tree.analysis.words.span(run),)) if run else None


def _with_unit(tree: Tree, expression: Expression, of: Run | None) -> tuple[Expression, Run | None]:
    """The expression with the unit that what it counts gives it: *people*, a measure, an age."""
    if expression.unit == "points":
        return replace(expression, unit="percentage points" if _polled(tree, expression) else "points"), of
    if expression.unit is not None:
        return expression, of
    if of is None:
        return replace(expression, unit="years" if _is_age(tree, expression) else _harmed(tree, expression)), None
    noun, before = tree.word(of.end - 1), tree.word(of.end - 2) if of.end - of.start > 1 else ""
    unit = measured(noun, before)
    if unit is None:
        return replace(expression, unit=counted_in(noun)), of
    if of.start <= expression.run.end + 1:  # "hundreds of dollars", "12 Australian dollars"
        words = tree.analysis.words
        run = Run(expression.run.start, of.end)
        expression = replace(expression, span=Span(expression.span.start, words.span(run).end), run=run)
    return replace(expression, unit=unit), None


def _polled(tree: Tree, expression: Expression) -> bool:
    sentence = tree.sentence_of(expression.run.start)
    near = range(max(sentence.start, expression.run.start - 25), min(sentence.end, expression.run.end + 12))
    return expression.value < 100 and any(_POLLS.match(tree.word(j)) for j in near)


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
    if len(before) < 2:
        return False
    after = tree.word(end) if end < sentence.end else "."
    if before[-1] == "," and after in (",", ".", ";", ")"):
        return tree.analysis.upos[start - 2] in ("PROPN", "NOUN") and tree.analysis.words[start].isdigit()
    if before[-1] in ("over", "under"):
        return before[-2] in ("those", "anyone", "everyone") or counted_in(before[-2]) == "people"
    return before[-1] in ("turned", "turns", "turning")


def _is_one(tree: Tree, i: int) -> bool:
    """Whether word ``i`` stands for one person."""
    return tree.word(i) in ("he", "she", "i", "you", "who") or tree.analysis.upos[i] == "PROPN"


def _harmed(tree: Tree, expression: Expression) -> str | None:
    """ "killing 12", "twelve were arrested", "20 wounded": nothing but people."""
    i, after = expression.run.end - 1, expression.run.end
    if after < tree.sentence_of(i).end and (_HARMED.match(tree.word(after)) or tree.word(after) in ("dead", "wounded")):
        return "people"
    head = tree.analysis.heads[i]
    harm = head >= 0 and tree.analysis.deprels[i] in ("obj", "nsubj:pass") and _HARMED.match(tree.word(head))
    return "people" if harm else None


def _points_back(tree: Tree, expression: Expression) -> bool:
    """ "The two", "these three", with nothing counted: they stand for somebody named before."""
    start = expression.run.start
    sentence = tree.sentence_of(start)
    before = tree.word(start - 1) if start > sentence.start else ""
    return before in ("the", "these", "those", "all", "our", "us", "you", "of") and tree.analysis.words[start].isalpha()
