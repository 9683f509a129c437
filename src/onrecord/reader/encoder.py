"""The shipped model: loading it with its digest checked, and running it over the windows of a text.

The only module that imports onnxruntime. The model's file stands in ``onrecord/reader/model`` beside its model card.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import UnreadableSource
from onrecord.reader.analysis import Words
from onrecord.reader.windows import Window, encode, windows

Array = NDArray[np.float32]
MODEL = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class WindowScores:
    """The heads' scores (logits) for one window of n words.

    ``tags`` [n, 7], ``link`` [2, n, n+1], ``edges`` [4, n, n+1], ``names`` [n, 19], ``upos`` [n, 17], ``arcs`` [n, n+1],
    ``relations`` [n, R] for each word's best head, ``starts`` [n]; the inventories are in `onrecord.reader.labels`, what the
    pointers point to in training/model.py.
    """

    window: Window
    tags: Array
    link: Array
    edges: Array
    names: Array
    upos: Array
    arcs: Array
    relations: Array
    starts: Array


class Encoder:
    """The model and its tokenizer, loaded once; safe to share between threads."""

    def __init__(self, folder: Path = MODEL, *, threads: int | None = None) -> None:
        """Load from ``folder``; ``threads`` windows are scored side by side, by default one to a core (at most 4).

        Raises `UnreadableSource` when a file is missing or its SHA-256 is not the one recorded beside it.
        """
        files = _checked(folder)
        options = ort.SessionOptions()
        options.intra_op_num_threads = (
            1  # windows run side by side instead: measured faster than splitting each product
        )
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(files["model.onnx"], options, providers=["CPUExecutionProvider"])
        self._tokenizer: Tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._outputs = [o.name for o in self._session.get_outputs()]
        meta = self._session.get_modelmeta().custom_metadata_map
        self.version: str = meta["version"]
        self.transitions: Array = np.array(json.loads(meta["transitions"]), dtype=np.float32)
        self._pool = ThreadPoolExecutor(
            threads or min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
        )

    def score(self, words: Words) -> list[WindowScores]:
        """Scores of all words, window by window, in text order. Each window's scores depend on that window alone."""
        if not len(words):
            return []
        return list(self._pool.map(self._run, windows(encode(words, self._tokenizer))))

    def _run(self, window: Window) -> WindowScores:
        inputs = {"pieces": window.pieces, "shapes": window.shapes, "quotes": window.quotes, "first": window.first}
        values = self._session.run(self._outputs, inputs)
        return WindowScores(window, **dict(zip(self._outputs, values, strict=True)))


def _checked(folder: Path) -> dict[str, bytes]:
    """The model's files by name, each held against the digest in ``SHA256SUMS``."""
    files: dict[str, bytes] = {}
    try:
        for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines():
            digest, name = line.split()
            files[name] = (folder / name).read_bytes()
            found = hashlib.sha256(files[name]).hexdigest()
            if found != digest:
                raise UnreadableSource(
                    str(folder / name), f"SHA-256 is {found}, expected {digest}: reinstall onrecord", stage="model"
                )
    except OSError as cause:
        raise UnreadableSource(
            str(folder), f"the model is incomplete ({cause.strerror}): reinstall onrecord", stage="model"
        ) from cause
    return files
