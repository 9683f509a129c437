"""Mix the weights of two runs, the second one started from the first: ``python -m training.mix FIRST SECOND SHARE OUT``.

Fine-tuned weights that share a start lie in one basin, and their mean is often better than either at what each was trained
for (Wortsman and others, Model soups, 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def mix(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """``share`` of the second's weights and the rest of the first's."""
    return {k: torch.lerp(first[k], v, share) if v.is_floating_point() else v for k, v in second.items()}


def weights(path: Path) -> dict[str, torch.Tensor]:
    """The averaged weights in a ``model.pt`` or ``checkpoint.pt``."""
    saved: dict[str, dict[str, torch.Tensor]] = torch.load(path, weights_only=True)
    return saved.get("average", saved["weights"])


def main() -> None:
    """Mix and write a ``model.pt``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("share", type=float)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.save({"weights": mix(weights(args.first), weights(args.second), args.share)}, args.out)


if __name__ == "__main__":
    main()
