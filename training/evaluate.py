"""Scores on dev with the normative measures, from gold words (parsing, entities) or the raw text (attribution)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Protocol

import numpy as np
import torch
from tokenizers import Tokenizer

from benchmarks.attribution_scores import Tally
from onrecord.reader.attribution import decode
from onrecord.reader.labels import DEPRELS, NAME_TAGS, UPOS
from onrecord.reader.windows import Encoded, Window, windows
from training.batches import encoded
from training.corpora.document import Gold
from training.model import Model

Arrays = dict[str, np.ndarray]


class Runner(Protocol):
    """Scores one window: the model's outputs by name, without the batch dimension."""

    def __call__(self, window: Window) -> Arrays: ...


def torch_runner(model: Model, *, bf16: bool = False) -> Runner:
    """A runner on the model as it is now, in evaluation mode."""

    def run(window: Window) -> Arrays:
        model.eval()
        inputs = [torch.from_numpy(a).unsqueeze(0) for a in (window.pieces, window.shapes, window.quotes, window.first)]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            scores = model(*inputs)
        return {name: value[0].float().numpy() for name, value in scores._asdict().items()}

    return run


def evaluate(runner: Runner, dev: dict[str, list[tuple[Gold, Encoded]]], transitions: np.ndarray) -> dict[str, float]:
    """F1 of spans, tokens and triples; entity F1; LAS, UPOS accuracy and sentence-start F1, by corpus."""
    out: dict[str, float] = {}
    for name, docs in dev.items():
        if docs[0][0].tags is not None:
            out |= _attribution(runner, docs, transitions)
        elif docs[0][0].names is not None:
            out["entities"] = _names(runner, docs)
        else:
            out |= {f"{name} {key}": value for key, value in _syntax(runner, docs).items()}
    return {k: round(float(v), 4) for k, v in out.items()}


def _attribution(runner: Runner, docs: list[tuple[Gold, Encoded]], transitions: np.ndarray) -> dict[str, float]:
    tally = Tally()
    for gold, enc in docs:
        predicted = []
        for win in windows(enc):
            start, end = win.run
            scores = runner(win)
            words = [enc.words[i] for i in range(start, end)]
            for a in decode(words, scores["tags"], scores["link"], transitions):
                predicted.append(
                    {
                        role: [tuple(enc.words.span(type(r)(r.start + start, r.end + start))) for r in getattr(a, role)]
                        for role in ("source", "cue", "content")
                    }
                )
        tally.add(gold.words.text, gold.triples, predicted)
    return {name: f1 for name, (_, _, f1) in tally.scores().items()}


def _chunks(tags: list[str]) -> set[tuple[int, int, str]]:
    found, start = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[:1] != "I" or tag[2:] != tags[start][2:]):
            found.add((start, i, tags[start][2:]))
            start = -1
        if start < 0 and tag != "O":
            start = i
    return found


def _names(runner: Runner, docs: list[tuple[Gold, Encoded]]) -> float:
    c: Counter[str] = Counter()
    for gold, enc in docs:
        assert gold.names is not None
        predicted = [NAME_TAGS[j] for win in windows(enc) for j in runner(win)["names"].argmax(-1)]
        core = {"Person", "Organization", "Location"}
        g = {x for x in _chunks(gold.names) if x[2] in core}
        p = {x for x in _chunks(predicted) if x[2] in core}
        c.update(hit=len(g & p), gold=len(g), predicted=len(p))
    return 2 * c["hit"] / (c["gold"] + c["predicted"])


def _syntax(runner: Runner, docs: list[tuple[Gold, Encoded]]) -> dict[str, float]:
    """LAS over all words, punctuation included, relations without subtype (as in the CoNLL 2018 shared task), with gold
    words; heads are the best-scored ones, unrestricted, so a head beyond its sentence is an error."""
    c: Counter[str] = Counter()
    for gold, enc in docs:
        assert gold.heads and gold.deprels and gold.upos and gold.starts
        for win in windows(enc):
            start, end = win.run
            s = runner(win)
            n = end - start
            heads, relations, upos = s["arcs"].argmax(-1), s["relations"].argmax(-1), s["upos"].argmax(-1)
            for i in range(n):
                head = -1 if heads[i] == n else int(heads[i]) + start
                right = head == gold.heads[start + i]
                same = DEPRELS[relations[i]].split(":")[0] == gold.deprels[start + i].split(":")[0]
                c.update(words=1, las=right and same, uas=right, upos=UPOS[upos[i]] == gold.upos[start + i])
                predicted, true = s["starts"][i] > 0, bool(gold.starts[start + i])
                c.update(hit=predicted and true, starts=int(predicted) + int(true))
    return {
        "LAS": c["las"] / c["words"],
        "UAS": c["uas"] / c["words"],
        "UPOS": c["upos"] / c["words"],
        "starts": 2 * c["hit"] / c["starts"],
    }


def prepare(docs: dict[str, list[Gold]], tokenizer: Tokenizer) -> dict[str, list[tuple[Gold, Encoded]]]:
    """Dev documents with their pieces and features."""
    return {name: encoded(group, tokenizer) for name, group in docs.items()}


def line(scores: dict[str, float]) -> str:
    """One line of JSON, for the log."""
    return json.dumps(scores)
