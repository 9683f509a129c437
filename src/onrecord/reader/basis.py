"""On whose say-so a stretch of the article rests: the statement that holds it, or none: the outlet's own voice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from onrecord.terms import Span, Statement

Basis = Callable[[Span], str | None]
"""The id of the innermost statement whose content holds a span; None where the outlet says it in its own voice."""


def basis_of(statements: Sequence[Statement]) -> Basis:
    """Tells on which of ``statements`` a span rests.

    Of two statements that hold the span, the one that says less stands nearer to it: in "Orr said that Venn promised to pay two
    men", *two men* rests on the promise, which rests on Orr (its ``within``). Of two that say as much, the later one.
    """
    spans = sorted(
        (start, end, sum(e - s for s, e in statement.content.spans), -number, statement.id)
        for number, statement in enumerate(statements)
        for start, end in statement.content.spans
    )
    starts = [start for start, *_ in spans]
    # The furthest end among the spans up to each: behind it there is nothing more to look for.
    reach: list[int] = []
    for _, end, *_ in spans:
        reach.append(max(end, reach[-1] if reach else 0))

    def basis(span: Span) -> str | None:
        best: tuple[int, int, str] | None = None
        i = bisect_right(starts, span.start) - 1
        while i >= 0 and reach[i] >= span.end:
            _, end, size, order, name = spans[i]
            if end >= span.end and (best is None or (size, order) < best[:2]):
                best = size, order, name
            i -= 1
        return best[2] if best else None

    return basis
