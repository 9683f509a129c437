"""Documents to batches: windows of the same cut as at run time, with their gold layers, padded."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.reader.labels import DEPRELS, NAME_TAGS, UPOS
from onrecord.reader.windows import Encoded, Window, cut, encode, window
from training.corpora.document import OPEN, Gold

IGNORE = -100
OTHER = -1  # a name target: anything but a person, organization or location


@dataclass(slots=True)
class Example:
    """One window with its document; gold layers are read off the document by the window's run."""

    window: Window
    gold: Gold


@dataclass(slots=True)
class Batch:
    """Padded inputs and targets. Absent layers are None; `IGNORE` marks words without a target."""

    task: str
    pieces: Tensor
    shapes: Tensor
    quotes: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor  # [B, W] True where a word stands
    tags: Tensor | None = None
    link: Tensor | None = None  # [B, 2, W]
    edges: Tensor | None = None  # [B, 4, W], targets at the first words of cues only
    names: Tensor | None = None
    upos: Tensor | None = None
    heads: Tensor | None = None
    deprels: Tensor | None = None
    starts: Tensor | None = None


def encoded(docs: list[Gold], tokenizer: Tokenizer) -> list[tuple[Gold, Encoded]]:
    """Each document with its pieces and features."""
    return [(doc, encode(doc.words, tokenizer)) for doc in docs]


def one_pass(
    task: str, docs: list[tuple[Gold, Encoded]], rng: random.Random, *, window_pieces: int, batch_pieces: int
) -> list[Batch]:
    """All documents once, cut anew: each document's windows are between half and all of ``window_pieces`` long, so that the
    model meets paragraphs in many contexts. Batches hold windows of like length."""
    examples = []
    for gold, enc in docs:
        size = rng.randint(window_pieces // 2, window_pieces)
        examples += [Example(window(enc, run), gold) for run in cut(enc, max_pieces=size)]
    rng.shuffle(examples)
    examples.sort(key=lambda e: len(e.window.pieces) // 32)
    batches, group, longest = [], [], 0
    for example in examples:
        longest = max(longest, len(example.window.pieces))
        if group and longest * (len(group) + 1) > batch_pieces:
            batches.append(collate(task, group))
            group, longest = [], len(example.window.pieces)
        group.append(example)
    if group:
        batches.append(collate(task, group))
    return batches


def collate(task: str, examples: list[Example]) -> Batch:
    """One padded batch."""
    size, pieces = len(examples), max(len(e.window.pieces) for e in examples)
    words = max(len(e.window.first) for e in examples)

    def blank(*shape: int, fill: int = IGNORE) -> np.ndarray:
        return np.full(shape, fill, dtype=np.int64)

    inputs = {k: blank(size, pieces, fill=0) for k in ("pieces", "shapes", "quotes")}
    first, here = blank(size, words, fill=0), blank(size, words, fill=0)
    mask = np.zeros((size, 1, 1, pieces), dtype=bool)
    layers = {k: blank(size, words) for k in ("tags", "names", "upos", "heads", "deprels", "starts")}
    link, edges = blank(size, 2, words), blank(size, 4, words)
    for b, example in enumerate(examples):
        win, gold = example.window, example.gold
        start, end = win.run
        n = end - start
        for key, array in inputs.items():
            array[b, : len(win.pieces)] = getattr(win, key)
        mask[b, 0, 0, : len(win.pieces)] = True
        first[b, :n], here[b, :n] = win.first, 1
        if gold.tags is not None and gold.link is not None:
            layers["tags"][b, :n] = gold.tags[start:end]
            link[b, :, :n] = words  # none
            for i in range(start, end):
                tag = gold.tags[i]
                if tag in (1, 2, 5, 6):
                    inside = start <= gold.link[i] < end
                    link[b, int(tag >= 5), i - start] = gold.link[i] - start if inside else IGNORE
            for cue in range(start, end):
                for kind, at in enumerate(gold.edges.get(cue, ())):
                    edges[b, kind, cue - start] = words if at < 0 else at - start if start <= at < end else IGNORE
        if gold.names is not None:
            layers["names"][b, :n] = [OTHER if t == OPEN else NAME_TAGS.index(t) for t in gold.names[start:end]]
        if gold.upos is not None and gold.heads is not None and gold.deprels is not None and gold.starts is not None:
            layers["upos"][b, :n] = [UPOS.index(t) for t in gold.upos[start:end]]
            layers["deprels"][b, :n] = [DEPRELS.index(t) for t in gold.deprels[start:end]]
            layers["starts"][b, :n] = gold.starts[start:end]
            for i in range(start, end):
                head = gold.heads[i]
                layers["heads"][b, i - start] = words if head < 0 else head - start if start <= head < end else IGNORE
    doc = examples[0].gold
    has = {
        "tags": doc.tags is not None,
        "names": doc.names is not None,
        **dict.fromkeys(("upos", "heads", "deprels", "starts"), doc.heads is not None),
    }
    return Batch(
        task,
        **{k: torch.from_numpy(v) for k, v in inputs.items()},
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(first),
        words=torch.from_numpy(here).bool(),
        link=torch.from_numpy(link) if has["tags"] else None,
        edges=torch.from_numpy(edges) if has["tags"] else None,
        **{k: torch.from_numpy(v) if has[k] else None for k, v in layers.items()},
    )
