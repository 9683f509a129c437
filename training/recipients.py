"""Fit who the recipient of a deed is: ``python -m training.recipients``. Writes the weights of `onrecord.reader.events.recipients`.

A logistic regression of "this noun is the recipient" over the nouns of coded sentences and of ordinary news. The sentences of
``plv_plover`` that are not held out (`benchmarks.events.Row.held_out`) and those written for onrecord (``labels/deeds.txt``, `WRITTEN`
each) have a target: each trigger counts whose type is the coded one and whose actor is the coded source. The deeds of ordinary news
(`training.event_labels`) often have none, and weigh `NEWS` each. Prints how often the noun of the highest probability is right in
either set of sentences, cross-validated over five parts by sentence or article, how the probabilities of the corpus' sentences are
borne out, and for ordinary news how often the recipient is right, or rightly none, by the probability that is asked for.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from benchmarks.align import align
from benchmarks.events import Row, own_rows, plv_type, rows, shares
from onrecord.ingest import article_from_text
from onrecord.reader.analyse import analyse
from onrecord.reader.blocks import with_blocks
from onrecord.reader.encoder import Encoder
from onrecord.reader.entities import find_entities
from onrecord.reader.events.find import COOPERATIVE
from onrecord.reader.events.kinds import kinds_of
from onrecord.reader.events.lexicon import load_lexicon
from onrecord.reader.events.recipients import candidates
from onrecord.reader.events.roles import Roles
from onrecord.reader.events.triggers import find_triggers
from onrecord.reader.refusals import with_refusals
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.reader.when import times_by_word
from onrecord.terms import Article
from training.event_labels import Label, labelled, names

OUT = Path(__file__).parents[1] / "src/onrecord/reader/events/recipients.tsv"
PENALTY = 5.0
"""On the squared weights, beside the summed loss. Of 0.5, 1.7, 5 and 17 the best, cross-validated."""
WRITTEN = 0.25
"""Weight of a deed of a sentence written for onrecord. From 0.1 to 0.5 the recipients of the corpus' sentences are as good,
cross-validated, and one point better than without; with 0.5 macro F1 on the sentences fitted (`benchmarks.events`) falls by one."""
NEWS = 0.7
"""Weight of a deed of ordinary news. With 0.35 and with 1 its recipients are worse, by one to two points, tried with `WRITTEN` at 0.25."""
LEAST_SEEN = 2
"""Candidates that a feature must be seen on."""


@dataclass(frozen=True, slots=True)
class Example:
    """One trigger of one sentence: the features of each candidate and whether it is the recipient. ``none``: nobody is."""

    key: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float = 1.0
    none: bool = False

    @property
    def fold(self) -> int:
        """Which of five parts the sentence belongs to."""
        return int(hashlib.md5(self.key.encode(), usedforsecurity=False).hexdigest(), 16) % 5


def examples(row: Row, encoder: Encoder, *, weight: float = 1.0) -> Iterator[Example]:
    """The triggers of a row's sentence that tell of the coded deed, where the target is among the candidates. Each weighs ``weight``."""
    article = article_from_text(row.sentence)
    tree = tree_of(analyse(article.text, encoder))
    where = align(row.sentence, article.text)
    kinds = kinds_of(tree)
    roles = Roles(tree, find_entities(tree.analysis), kinds, frozenset())

    def names(head: int, given: tuple[tuple[int, int], ...]) -> bool:
        start, end = tree.analysis.words.span(roles.phrase(head))
        return any(shares(row.sentence, where[start], where[end - 1] + 1, a, b) for a, b in given)

    for trigger in find_triggers(tree, kinds, load_lexicon()):
        type_ = trigger.frame.type
        actors = roles.actors(trigger)
        if (type_ is None or plv_type(type_) != row.type) and not (row.type == "AGREE" and type_ in COOPERATIVE):
            continue
        if not any(names(i, row.source) for actor in actors for i in roles.meant(actor)):
            continue
        barred = {j for i in actors for j in range(*roles.phrase(i))}
        found = list(candidates(tree, kinds, trigger, barred))
        right = tuple(names(one.head, row.target) for one in found)
        if any(right):
            yield Example(row.key, tuple(one.features for one in found), right, weight)


def news(article: Article, labels: Sequence[Label], encoder: Encoder) -> Iterator[Example]:
    """The deeds of an article of ordinary news that the reader finds."""
    tree = with_refusals(with_blocks(tree_of(analyse(article.text, encoder))))
    kinds = kinds_of(tree)
    times = times_by_word(tree.analysis.words, find_times(tree, published=article.published))
    roles = Roles(tree, find_entities(tree.analysis), kinds, frozenset(times))
    by_start = {label.trigger[0]: label for label in labels if label.right is not None}
    for trigger in find_triggers(tree, kinds, load_lexicon()):
        label = by_start.get(tree.analysis.words.spans[trigger.head].start)
        if label is None or trigger.frame.recipient == ("none",):
            continue
        barred = roles.timed | {j for i in roles.actors(trigger) for j in range(*roles.phrase(i))}
        found = list(candidates(tree, kinds, trigger, barred))
        spans = [tree.analysis.words.span(roles.phrase(one.head)) for one in found]
        right = tuple(names(article.text, [span], label.recipients) for span in spans)
        yield Example(article.id, tuple(one.features for one in found), right, NEWS, not label.recipients)


def fit(data: list[Example]) -> dict[str, float]:
    """The weights of the features seen often enough, "bias" among them. The targets of one example weigh one together."""
    seen = Counter(name for one in data for features in one.features for name in features)
    names = ["bias", *sorted(name for name, count in seen.items() if count >= LEAST_SEEN)]
    index = {name: k for k, name in enumerate(names)}
    rows_, columns, right, weight = [], [], [], []
    for one in data:
        for features, y in zip(one.features, one.right, strict=True):
            known = [0, *(index[name] for name in features if name in index)]
            rows_ += [len(right)] * len(known)
            columns += known
            right.append(float(y))
            weight.append(one.weight / sum(one.right) if y else one.weight)
    x = torch.sparse_coo_tensor(
        torch.tensor([rows_, columns]), torch.ones(len(rows_), dtype=torch.double), (len(right), len(names))
    ).coalesce()
    y, scale = torch.tensor(right, dtype=torch.double), torch.tensor(weight, dtype=torch.double)
    weights = torch.zeros(len(names), dtype=torch.double, requires_grad=True)
    optim = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optim.zero_grad()
        logits = torch.mv(x, weights)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, y, weight=scale, reduction="sum")
        loss = loss + PENALTY * (weights[1:] ** 2).sum()
        loss.backward()
        return loss

    optim.step(closure)  # type: ignore[no-untyped-call]
    return dict(zip(names, weights.detach().tolist(), strict=True))


def best(one: Example, weights: dict[str, float]) -> tuple[float, bool]:
    """The highest probability among the candidates, and whether that one is the target."""
    if not one.features:
        return 0.0, False
    sums = [weights["bias"] + sum(weights.get(name, 0.0) for name in features) for features in one.features]
    k = int(np.argmax(sums))
    return 1 / (1 + float(np.exp(-sums[k]))), one.right[k]


def main() -> None:
    """Fit, cross-validate, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    encoder = Encoder()
    coded = [row for row in rows(args.data / "plv_plover/PLV_train.tsv") if not row.held_out and row.target]
    data = [one for row in coded for one in examples(row, encoder)]
    written = [one for row in own_rows() if row.target for one in examples(row, encoder, weight=WRITTEN)]
    told = [
        one for article, labels in labelled(args.data / "polnear/train/text") for one in news(article, labels, encoder)
    ]
    folds = [fit([one for one in (*data, *written, *told) if one.fold != fold]) for fold in range(5)]
    own = [best(one, folds[one.fold])[1] for one in written]
    print(f"{len(written)} deeds written for onrecord; cross-validated, {np.mean(own):.3f} of the recipients right")
    tried = sorted(best(one, folds[one.fold]) for one in data)
    print(f"{len(data)} deeds of the corpus; {np.mean([right for _, right in tried]):.3f} right")
    for part in np.array_split(np.array(tried), 10):
        print(f"  probability from {part[0, 0]:.2f}: {part[:, 1].mean():.2f} right")
    judged = [(*best(one, folds[one.fold]), one.none) for one in told]
    print(f"{len(told)} deeds of ordinary news, {np.mean([none for _, _, none in judged]):.3f} without a recipient")
    for least in np.arange(0.1, 0.45, 0.05):
        print(f"  {np.mean([right if p >= least else none for p, right, none in judged]):.3f} right from {least:.2f}")
    weights = fit(data + written + told)
    lines = [f"{name}\t{weight:.3f}" for name, weight in weights.items() if abs(weight) >= 0.0005]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {OUT.name}")


if __name__ == "__main__":
    main()
