"""Ship a trained model: ``python -m training.export training/runs/model/model.pt``.

Writes ``src/onrecord/reader/model/``: one 8-bit ONNX file without external data, the tokenizer, and their digests. Piece
embeddings are 8-bit with a scale for each row; matrix products are unsigned 8-bit per channel, which hold up on processors
without VNNI (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.reader.labels import DEPRELS, NAME_TAGS, TAGS, UPOS
from training.losses import Chain
from training.mix import weights
from training.model import Model, Scores
from training.train import base_folder

TARGET = Path(__file__).parents[1] / "src/onrecord/reader/model"
INPUTS = ("pieces", "shapes", "quotes", "first")


class EightBitEmbedding(nn.Module):
    """An embedding of signed bytes with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", (weight / scale).round().to(torch.int8))

    def forward(self, rows: Tensor) -> Tensor:
        return self.table[rows].float() * self.scale[rows]


class Shipped(nn.Module):
    """The model for one window at a time: so the 8-bit ranges, and with them the reading, depend on that window alone."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        scores: Scores = self.model(*(t.unsqueeze(0) for t in (pieces, shapes, quotes, first)))
        return tuple(s[0] for s in scores)


def load(path: Path) -> tuple[Model, Chain]:
    """The averaged weights of a run (``model.pt``) or of its checkpoint, and the chain that its tags were trained through."""
    saved = weights(path)
    model, chain = Model(), Chain()
    model.load_state_dict({k.removeprefix("model."): v for k, v in saved.items() if k.startswith("model.")})
    learned = {k.removeprefix("chain."): v for k, v in saved.items() if k.startswith("chain.")}
    if learned:
        chain.load_state_dict(learned)
    return model.eval(), chain.eval()


def export(model: Model, chain: Chain, target: Path, *, eight_bit: bool = True, version: str = "") -> Path:
    """Write ``model.onnx`` into ``target``; labels, transitions and version stand in its metadata."""
    if eight_bit:
        model.pieces = EightBitEmbedding(model.pieces.weight.detach())  # type: ignore[assignment]
    pieces, words = 12, 7
    example = (
        torch.randint(5, 1000, (pieces,)),
        torch.ones(pieces, dtype=torch.long),
        torch.zeros(pieces, dtype=torch.long),
        torch.arange(1, 1 + words),
    )
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        p, w = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=1, max=510)
        program = torch.onnx.export(
            Shipped(model).eval(),
            example,
            input_names=list(INPUTS),
            output_names=list(Scores._fields),
            dynamic_shapes=({0: p}, {0: p}, {0: p}, {0: w}),
            opset_version=18,
            dynamo=True,
            external_data=False,
        )
        program.save(str(full), external_data=False)
        if eight_bit:
            graph = onnx.load(full).graph
            flat = {w.name for w in graph.initializer if len(w.dims) == 2}
            stacked = [n.name for n in graph.node if n.op_type == "MatMul" and n.input[1] not in flat]
            quantize_dynamic(  # products with a stack of matrices have no 8-bit kernel
                full,
                small,
                nodes_to_exclude=stacked,
                op_types_to_quantize=["MatMul", "Gemm"],
                per_channel=True,
                weight_type=QuantType.QUInt8,
                extra_options={"MatMulConstBOnly": True},
            )
        shipped = onnx.load(small if eight_bit else full)
    labels = {"tags": TAGS, "names": NAME_TAGS, "upos": UPOS, "relations": DEPRELS}
    metadata = {
        "version": version,
        "labels": json.dumps(labels),
        "transitions": json.dumps(np.round(chain.table().detach().numpy().astype(float), 4).tolist()),
    }
    onnx.helper.set_model_props(shipped, metadata)
    onnx.save(shipped, target / "model.onnx")
    return target / "model.onnx"


def main() -> None:
    """Export, add the tokenizer, write the digests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    export(*load(args.weights), args.target, version=args.version)
    shutil.copy(base_folder() / "tokenizer.json", args.target / "tokenizer.json")
    digests = {n: hashlib.sha256((args.target / n).read_bytes()).hexdigest() for n in ("model.onnx", "tokenizer.json")}
    (args.target / "SHA256SUMS").write_text("".join(f"{d}  {n}\n" for n, d in digests.items()))
    print((args.target / "SHA256SUMS").read_text(), end="")


if __name__ == "__main__":
    main()
