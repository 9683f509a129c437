"""Fit what a confidence means: ``python -m training.calibrate``. Prints the constants for `onrecord.reader.confidence`.

A logistic regression of "source, cue and content are all right, to the word" on the decoder's evidence, over PolNeAR dev with the
shipped model. The calibration error printed is cross-validated: each tenth of the articles is predicted by a fit on the others.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
import torch

from benchmarks.attribution_scores import ROLES, exact_matches
from onrecord.reader.analysis import Run
from onrecord.reader.attribution import Proposal, propose
from onrecord.reader.confidence import Evidence, features
from onrecord.reader.encoder import Encoder
from training.corpora import polnear
from training.corpora.document import Gold


def evidence(gold: Gold, encoder: Encoder) -> tuple[list[Evidence], list[bool]]:
    """The evidence for each attribution decoded in an article, and whether it is right."""
    found, predicted = [], []
    for scores in encoder.score(gold.words):
        base, end = scores.window.run
        texts = [gold.words[i] for i in range(base, end)]
        proposal = Proposal(scores.tags, scores.link, scores.edges)
        for source, cue, content, seen in propose(texts, gold.words.paragraph[base:end], proposal, encoder.transitions):
            found.append(seen)
            runs = {"source": source, "cue": (cue,), "content": content}
            predicted.append({r: [tuple(gold.words.span(Run(a + base, b + base))) for a, b in runs[r]] for r in ROLES})
    return found, exact_matches(gold.words.text, gold.triples, predicted)


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, the bias last, with a light penalty."""
    x = torch.from_numpy(np.c_[rows, np.ones(len(rows))])
    y = torch.from_numpy(right.astype(float))
    weights = torch.zeros(x.shape[1], dtype=torch.double, requires_grad=True)
    optim = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optim.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y) + 1e-4 * (weights[:-1] ** 2).sum()
        loss.backward()
        return loss

    optim.step(closure)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def error(chance: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((chance * 10).astype(int), 9)
    return sum(
        abs(chance[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )


def main() -> None:
    """Fit, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    encoder = Encoder()
    articles = [evidence(gold, encoder) for gold in polnear.read(args.data / "polnear/dev")]
    fold = np.concatenate([np.full(len(found), k % 10) for k, (found, _) in enumerate(articles)])
    rows = np.array([features(e) for found, _ in articles for e in found])
    right = np.array([r for _, rights in articles for r in rights])
    chance = np.zeros(len(rows))
    for k in range(10):
        weights = fit(rows[fold != k], right[fold != k])
        chance[fold == k] = 1 / (1 + np.exp(-(np.c_[rows, np.ones(len(rows))][fold == k] @ weights)))
    print(
        f"{len(rows)} attributions, {right.mean():.3f} right; cross-validated calibration error {error(chance, right):.3f}"
    )
    for low in np.arange(0, 1, 0.1):
        here = (chance >= low) & (chance < low + 0.1)
        if here.any():
            print(
                f"  confidence {low:.1f}-{low + 0.1:.1f}: {here.sum():5d} attributions, {right[here].mean():.3f} right"
            )
    print("_WEIGHTS =", tuple(round(float(w), 3) for w in fit(rows, right)))
    assert math.isfinite(float(chance.sum()))


if __name__ == "__main__":
    main()
