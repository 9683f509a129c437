"""Everything that a training run is told, in one typed place; `training/train.py` prints it and stores it with the weights."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """One run. Lengths are in word pieces, rates per optimiser step."""

    data: Path = Path("../shared/data")
    out: Path = Path("training/runs/model")
    start: Path = Path()  # a model.pt or checkpoint.pt to go on from, new heads at random; default: the base encoder
    seed: int = 1
    minutes: float = 170.0  # the schedule is by passes; this only stops a run that would not end in time
    passes: dict[str, float] = field(default_factory=lambda: {"attribution": 6.0, "syntax": 9.0, "names": 6.0})
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "tags": 1.0,
            "link": 0.5,
            "edges": 0.5,
            "names": 1.0,
            "arc": 0.75,
            "relation": 0.75,
            "upos": 0.25,
            "start": 0.25,
        }
    )
    batch_pieces: int = 4096
    window_pieces: int = 320  # as at run time, `onrecord.reader.windows.MAX_PIECES`
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06  # part of all steps
    weight_decay: float = 0.01
    dropout: float = 0.1
    average: float = 0.998  # decay of the running average of weights that is evaluated and shipped; 0 turns it off
    crf: bool = False  # train the tags through a linear-chain CRF instead of word by word
    shapes: bool = True  # word-shape and quotation embeddings beside the uncased pieces
    threads: int = 2
    bf16: bool = True  # autocast; about 2.7 times as fast where the processor has AVX512-BF16
    evaluate_every: float = 1.0  # passes over the attribution corpus between evaluations on dev
    checkpoint_minutes: float = 5.0
