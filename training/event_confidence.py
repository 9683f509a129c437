"""Fit what an event's confidence means: ``python -m training.event_confidence``. Prints the constants for
`onrecord.reader.events.confidence`.

A logistic regression of "type, actors and recipients are right" on what speaks for an event, over the judged deeds of ordinary news
(`training.event_labels`) and the coded sentences of ``plv_plover`` that are not held out. Of a coded sentence those events count that
join its source and target, and those of the coded type that name its source. That a sentence is a coded one is a feature of the fit,
left out of what is printed: the confidence is that of an event in ordinary news. The calibration error printed is that of the news,
cross-validated over five parts by article.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from benchmarks.align import align
from benchmarks.events import Row, rows
from onrecord.ingest import article_from_text
from onrecord.reader.analyse import analyse
from onrecord.reader.basis import basis_of
from onrecord.reader.blocks import with_blocks
from onrecord.reader.encoder import Encoder
from onrecord.reader.entities import find_entities
from onrecord.reader.events.confidence import features
from onrecord.reader.events.find import COOPERATIVE, tell
from onrecord.reader.events.merge import Told
from onrecord.reader.refusals import with_refusals
from onrecord.reader.statements import find_statements
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Article, Ref
from training.calibrate import error
from training.event_labels import Label, labelled, names

Spans = Sequence[tuple[int, int]]
PENALTY = 10.0
"""On the squared weights, beside the summed loss. Of 1, 3 and 10 the best, cross-validated."""
CODED = 0.1
"""Weight of an event of a coded sentence; more of it says less of ordinary news."""


def deeds(article: Article, encoder: Encoder) -> list[tuple[Told, frozenset[int]]]:
    """The deeds of an article, each with the code points at which its triggers start."""
    tree = with_refusals(with_blocks(tree_of(analyse(article.text, encoder))))
    people = find_entities(tree.analysis)
    times = find_times(tree, published=article.published)
    statements = find_statements(tree, people, times=times)
    told = tell(
        tree, people, times=times, statements=statements, basis=basis_of(statements), published=article.published
    )
    return [(one, frozenset(tree.analysis.words.spans[i].start for i in one.triggers)) for one in told]


def judged(article: Article, labels: Sequence[Label], encoder: Encoder) -> Iterator[tuple[Told, bool]]:
    """The deeds of an article of ordinary news that were judged, and whether they are right."""
    for told, starts in deeds(article, encoder):
        here = [label for label in labels if label.trigger[0] in starts]
        label = next((one for one in here if one.right == told.type), here[0] if here else None)
        if label is None or (label.right is None and label.read != told.type):
            continue
        promised = told.type == "AGREE" and label.right in COOPERATIVE
        same = _same(article, told.actors, label.actors) and _same(article, told.recipients, label.recipients)
        yield told, same and (label.right == told.type or promised)


def _same(article: Article, refs: Sequence[Ref], given: Spans) -> bool:
    if not refs or not given:
        return not refs and not given
    return names(article.text, _spans(refs), given)


def _spans(refs: Sequence[Ref]) -> list[tuple[int, int]]:
    return [(start, end) for ref in refs for start, end in ref.spans]


def coded(row: Row, encoder: Encoder) -> Iterator[tuple[Told, bool]]:
    """The deeds of a coded sentence that are its own, and whether they are right."""
    article = article_from_text(row.sentence)
    where = align(row.sentence, article.text)

    def named(refs: Sequence[Ref], given: Spans) -> bool:
        spans = [(where[start], where[end - 1] + 1) for start, end in _spans(refs)]
        return not given or names(row.sentence, spans, given)

    for told, _ in deeds(article, encoder):
        kind = "YIELD" if told.type in ("CONCEDE", "RETREAT") else told.type
        joined = named(told.actors, row.source) and named((*told.recipients, *told.actors[1:]), row.target)
        if joined or (kind == row.type and named(told.actors, row.source)):
            yield told, joined and kind == row.type


def fit(x: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, the bias last."""
    rows_ = torch.from_numpy(np.c_[x, np.ones(len(x))])
    y, scale = torch.from_numpy(right.astype(float)), torch.from_numpy(weight)
    weights = torch.zeros(rows_.shape[1], dtype=torch.double, requires_grad=True)
    optim = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optim.zero_grad()
        logits = rows_ @ weights
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, y, weight=scale, reduction="sum")
        loss = loss + PENALTY * (weights[:-1] ** 2).sum()
        loss.backward()
        return loss

    optim.step(closure)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def fold(name: str) -> int:
    """Which of five parts an article belongs to."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5


def main() -> None:
    """Fit, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    encoder = Encoder()
    news = [
        (fold(article.id), *one)
        for article, labels in labelled(args.data / "polnear/train/text")
        for one in judged(article, labels, encoder)
    ]
    table = [row for row in rows(args.data / "plv_plover/PLV_train.tsv") if not row.held_out]
    others = [(fold(row.key), *one) for row in table for one in coded(row, encoder)]
    x = np.array([(*features(told.evidence), float(k >= len(news))) for k, (_, told, _) in enumerate(news + others)])
    right = np.array([good for *_, good in news + others])
    part = np.array([number for number, *_ in news + others])
    is_news = np.arange(len(x)) < len(news)
    weight = np.where(is_news, 1.0, CODED)
    chance = np.zeros(len(x))
    for k in range(5):
        weights = fit(x[part != k], right[part != k], weight[part != k])
        chance[part == k] = 1 / (1 + np.exp(-(np.c_[x, np.ones(len(x))][part == k] @ weights)))
    print(
        f"{len(news)} deeds of ordinary news, {right[is_news].mean():.3f} right; {len(others)} coded ones, {right[~is_news].mean():.3f}"
    )
    print(f"cross-validated calibration error in ordinary news {error(chance[is_news], right[is_news]):.3f}")
    for low in np.arange(0, 1, 0.1):
        here = is_news & (chance >= low) & (chance < low + 0.1)
        if here.any():
            print(f"  confidence {low:.1f}-{low + 0.1:.1f}: {here.sum():4d} events, {right[here].mean():.3f} right")
    weights = fit(x, right, weight)
    print("_WEIGHTS =", tuple(round(float(w), 3) for w in np.delete(weights, -2)))


if __name__ == "__main__":
    main()
