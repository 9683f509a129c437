"""The model in training as a function from words to an `Analysis`, so that it is scored exactly as the shipped one is."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer

from benchmarks.measure import Analyse
from onrecord.reader.analyse import analyse_words
from onrecord.reader.analysis import Analysis, Words
from onrecord.reader.encoder import WindowScores
from onrecord.reader.windows import encode, windows
from training.model import Model


def analyser(model: Model, tokenizer: Tokenizer, transitions: np.ndarray, *, bf16: bool = False) -> Analyse:
    """Analyses by the model as it is now, in evaluation mode."""
    model.eval()

    def analyse(words: Words) -> Analysis:
        scored = []
        for window in windows(encode(words, tokenizer)):
            inputs = [
                torch.from_numpy(a).unsqueeze(0) for a in (window.pieces, window.shapes, window.quotes, window.first)
            ]
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
                scores = model(*inputs)
            scored.append(WindowScores(window, **{k: v[0].float().numpy() for k, v in scores._asdict().items()}))
        return analyse_words(words, scored, transitions)

    return analyse
