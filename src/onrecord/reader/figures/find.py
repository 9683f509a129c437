"""Numbers to `Figure`s: expressions, bounds, what is counted and circumstances put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from onrecord.reader.analysis import Run
from onrecord.reader.drafts import Who
from onrecord.reader.figures.bounds import bound_of
from onrecord.reader.figures.circumstances import Circumstances, circumstances
from onrecord.reader.figures.expressions import Expression, find_expressions
from onrecord.reader.figures.senses import in_units
from onrecord.reader.trees import Tree
from onrecord.reader.when import times_by_word
from onrecord.terms import Figure, Quoted, Span, Time, quoted


def find_figures(
    tree: Tree, people: Who, *, times: Sequence[Time], basis: Callable[[Span], str | None]
) -> tuple[Figure, ...]:
    """The figures of a text, in order. Linear in its length.

    ``times`` are the text's time expressions: a number in one is no figure, unless it tells a length alone ("four years").
    ``people`` tells which entity a place is; ``basis`` on which statement a span rests, None for the outlet's own voice. A
    number that a float cannot hold is left out.
    """
    when = times_by_word(tree.analysis.words, [t for t in times if t.date or t.precision != "unknown"])
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
    expression, of = in_units(tree, expression, when)
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


def _points_back(tree: Tree, expression: Expression) -> bool:
    """ "The two", "these three", with nothing counted: they stand for somebody named before."""
    start = expression.run.start
    sentence = tree.sentence_of(start)
    before = tree.word(start - 1) if start > sentence.start else ""
    return before in ("the", "these", "those", "all", "our", "us", "you", "of") and tree.analysis.words[start].isalpha()
