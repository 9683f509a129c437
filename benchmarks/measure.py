"""Scores of a model on the dev corpora, from its analyses: attribution, entities, parsing.

``analyse`` is any function from words to an `Analysis`; the gate passes the shipped model, training the model as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from benchmarks.attribution_scores import ROLES, Tally
from onrecord.reader.analysis import Analysis, Words
from training.corpora.document import Gold, chunks

Analyse = Callable[[Words], Analysis]
CORE = frozenset({"Person", "Organization", "Location"})


def attribution(analyse: Analyse, docs: Iterable[Gold]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of spans, tokens and triples of the bare decoder on PolNeAR; words and sentences are its own."""
    tally = Tally()
    for gold in docs:
        found = analyse(gold.words).attributions
        tally.add(
            gold.words.text,
            gold.triples,
            [{role: [tuple(gold.words.span(run)) for run in getattr(a, role)] for role in ROLES} for a in found],
        )
    return tally.scores()


def entities(analyse: Analyse, docs: Iterable[Gold]) -> float:
    """F1 of names of persons, organisations and locations: exact run and type, given words."""
    c: Counter[str] = Counter()
    for gold in docs:
        assert gold.names is not None
        g = {x for x in chunks(gold.names) if x[1] in CORE}
        p = {(n.run, n.type) for n in analyse(gold.words).names if n.type in CORE}
        c.update(hit=len(g & p), both=len(g) + len(p))
    return 2 * c["hit"] / c["both"] if c["both"] else 0.0


def syntax(analyse: Analyse, docs: Iterable[Gold]) -> dict[str, float]:
    """LAS, UAS, UPOS accuracy and F1 of sentence starts, given words but not sentences.

    All words count, punctuation too; relations are compared without subtype, as in the CoNLL 2018 shared task.
    """
    c: Counter[str] = Counter()
    for gold in docs:
        assert gold.heads and gold.deprels and gold.upos and gold.starts
        a = analyse(gold.words)
        starts = {s.start for s in a.sentences}
        for i in range(len(gold.words)):
            right = a.heads[i] == gold.heads[i]
            same = a.deprels[i].split(":")[0] == gold.deprels[i].split(":")[0]
            c.update(words=1, LAS=right and same, UAS=right, UPOS=a.upos[i] == gold.upos[i])
            c.update(hit=i in starts and gold.starts[i], starts=int(i in starts) + gold.starts[i])
    words = max(1, c["words"])
    return {k: c[k] / words for k in ("LAS", "UAS", "UPOS")} | {"starts": 2 * c["hit"] / max(1, c["starts"])}


def all_scores(analyse: Analyse, dev: dict[str, list[Gold]]) -> dict[str, float]:
    """Every measure that the corpora in ``dev`` allow, by name: "span source", "entities", "gum LAS" ..."""
    out: dict[str, float] = {}
    for name, docs in dev.items():
        if docs[0].tags is not None:
            out |= {key: f1 for key, (_, _, f1) in attribution(analyse, docs).items()}
        elif docs[0].names is not None:
            out["entities"] = entities(analyse, docs)
        else:
            out |= {f"{name} {key}": value for key, value in syntax(analyse, docs).items()}
    return {key: round(float(value), 4) for key, value in out.items()}
