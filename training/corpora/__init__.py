"""The corpora in one form, and which part of each is for what."""

from __future__ import annotations

from pathlib import Path

from training.corpora import newswire, polnear, ud, uner
from training.corpora.document import Gold


def train_corpora(data: Path) -> dict[str, list[Gold]]:
    """Training documents by task: "attribution", "syntax", "names"."""
    return {
        "attribution": polnear.read(data / "polnear/train"),
        "syntax": ud.read(
            data / "ud_english_ewt/en_ewt-ud-train.conllu", *sorted((data / "gum/train/dep").glob("*.conllu"))
        ),
        "names": newswire.read(data / "en_worldwide_newswire", dev=False)
        + uner.read(data / "uner_english_ewt/en_ewt-ud-train.iob2"),
    }


def dev_corpora(data: Path) -> dict[str, list[Gold]]:
    """The dev part of each corpus, by name: what chooses, and what the gate scores."""
    return {
        "polnear": polnear.read(data / "polnear/dev"),
        "ewt": ud.read(data / "ud_english_ewt/en_ewt-ud-dev.conllu"),
        "gum": ud.read(*sorted((data / "gum/dev/dep").glob("*.conllu"))),
        "newswire": newswire.read(data / "en_worldwide_newswire", dev=True),
    }
