"""Span, token and triple scores of attributions: the normative definitions, as functions.

Words are ``\\w+`` runs; punctuation and white space never count.

span    each contiguous piece of a source, cue or content by itself, cut at sentence ends; a hit is the same set of words.
token   words with the right role.
triple  one attribution: cue, source and content have the same words. loose: each overlaps by half (intersection over
        union). An implicit source matches only an implicit source. Each gold attribution is matched once.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(\[]*[A-Z0-9])|\n+""")

Triple = Mapping[str, Sequence[tuple[int, int]]]
"""Role to code-point ranges."""
Ids = frozenset[int]


class _Words:
    def __init__(self, text: str) -> None:
        self.spans = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        self.starts, self.ends = [s for s, _ in self.spans], [e for _, e in self.spans]
        cuts = sorted(m.end() for m in _SENTENCE_END.finditer(text))
        self.sentence = [bisect.bisect_right(cuts, s) for s in self.starts]

    def ids(self, spans: Iterable[tuple[int, int]]) -> Ids:
        return frozenset(
            i for s, e in spans for i in range(bisect.bisect_right(self.ends, s), bisect.bisect_left(self.starts, e))
        )

    def pieces(self, ids: Ids) -> set[Ids]:
        out: set[Ids] = set()
        run: list[int] = []
        for i in sorted(ids):
            if run and (i != run[-1] + 1 or self.sentence[i] != self.sentence[run[-1]]):
                out.add(frozenset(run))
                run = []
            run.append(i)
        if run:
            out.add(frozenset(run))
        return out


def exact_matches(text: str, gold: Iterable[Triple], predicted: Iterable[Triple]) -> list[bool]:
    """For each predicted attribution, whether some gold one has the same words in all three roles."""
    words = _Words(text)
    right = {tuple(words.ids(g[r]) for r in ROLES) for g in gold}
    return [tuple(words.ids(p[r]) for r in ROLES) in right for p in predicted]


def _loose(a: Ids, b: Ids) -> bool:
    return bool(a) == bool(b) and (not a or len(a & b) / len(a | b) >= 0.5)


class Tally:
    """Counts over articles; add one article at a time, then read ``scores()``."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, ...]] = Counter()

    def add(self, text: str, gold: Iterable[Triple], predicted: Iterable[Triple]) -> None:
        """Count one article: its text and the gold and predicted attributions as ranges of it."""
        words, c = _Words(text), self._counts
        gold_ids = [{r: words.ids(g[r]) for r in ROLES} for g in gold]
        pred_ids = [{r: words.ids(p[r]) for r in ROLES} for p in predicted]
        for r in ROLES:
            g = {x for t in gold_ids for x in words.pieces(t[r])}
            p = {x for t in pred_ids for x in words.pieces(t[r])}
            _count(c, f"span {r}", len(g & p), len(g), len(p))
            gt: Ids = frozenset().union(*(t[r] for t in gold_ids))
            pt: Ids = frozenset().union(*(t[r] for t in pred_ids))
            _count(c, f"token {r}", len(gt & pt), len(gt), len(pt))
        tests: tuple[tuple[str, Callable[[Ids, Ids], bool]], ...] = (("triple", Ids.__eq__), ("loose", _loose))
        for name, same in tests:
            free, hits = list(pred_ids), 0
            for t in gold_ids:
                hit = next((q for q in free if all(same(t[r], q[r]) for r in ROLES)), None)
                if hit is not None:
                    free.remove(hit)
                    hits += 1
            _count(c, name, hits, len(gold_ids), len(pred_ids))

    def scores(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 by measure: "span source" ... "token content", "triple", "loose"."""
        out = {}
        for name in [f"{kind} {r}" for kind in ("span", "token") for r in ROLES] + ["triple", "loose"]:
            hit, gold, pred = (self._counts[name, k] for k in ("hit", "gold", "pred"))
            p, r = (hit / pred if pred else 0.0), (hit / gold if gold else 0.0)
            out[name] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
        return out


def _count(c: Counter[tuple[str, ...]], name: str, hit: int, gold: int, pred: int) -> None:
    c[name, "hit"] += hit
    c[name, "gold"] += gold
    c[name, "pred"] += pred
