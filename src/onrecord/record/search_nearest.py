"""The statements that share the rarest of some words: where to look for a quotation that may be wrong in a few."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from onrecord.record.query_terms import Phrase, Query
from onrecord.record.reads import open_at
from onrecord.record.search import statement
from onrecord.record.search_rows import FEW, SOURCE, STATED, Rows
from onrecord.record.tables import ARTICLE, STATEMENT
from onrecord.terms import Hit

if TYPE_CHECKING:
    from onrecord.record.view import View

MAX_TERMS: Final = 24
"""Words looked up, and as many runs of three: enough that a quotation with every third word wrong is found by the others."""

_RUN = 3  # words on end; of common words only a run of them is rare
_SPARE = 3  # statements looked up for each that is wanted: some are no longer held to be right


def nearest(view: View, words: Sequence[str], *, limit: int = 40) -> tuple[Hit, ...]:
    """Up to ``limit`` statements that have the most of ``words`` in common, rare ones and runs of three before common ones.

    ``words`` are as `fold` gives them, in order. A word in more than `FEW` statements leads to none, but for its runs.
    Empty where no word leads anywhere.
    """
    with view.base.reading() as connection:
        rows = Rows(connection, Query(), seq=view.seq)
        held: list[list[int]] = []
        for phrase in _terms(words):
            asked = rows.words("statement_words", phrase, ("content",))
            # To count the rows of a run is as much work as to have them.
            if len(phrase.words) > 1 or rows.count(asked, FEW + 1) <= FEW:
                held.append(rows.ids(asked, FEW + 1))
        shared: Counter[int] = Counter()
        for ids in held:
            if len(ids) <= FEW:
                weight = round(1000 / math.log2(2 + len(ids)))  # whole numbers add up the same in any order
                shared.update(dict.fromkeys(ids, weight))
        best = sorted(shared, key=lambda one: (-shared[one], one))[: limit * _SPARE]
        if not best:
            return ()
        found = (
            select(STATEMENT.c.id.label("statement"), *SOURCE, *STATED)
            .join_from(STATEMENT, ARTICLE, ARTICLE.c.seq == STATEMENT.c.article)
            .where(STATEMENT.c.id.in_(best), open_at(STATEMENT, view.seq))
        )
        hits = {row.statement: statement(row) for row in connection.execute(found)}
    return tuple(hits[one] for one in best if one in hits)[:limit]


def _terms(words: Sequence[str]) -> list[Phrase]:
    """Words and runs to look up: all, or some spread evenly over a long quotation."""
    singles = [Phrase((word,)) for word in dict.fromkeys(words)]
    runs = list(dict.fromkeys(Phrase(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)))
    # Long words are rare; of all words of a long quotation the longest will do.
    singles = sorted(singles, key=lambda one: -len(one.words[0]))[:MAX_TERMS]
    step = max(1, math.ceil(len(runs) / MAX_TERMS))
    return singles + runs[::step]
