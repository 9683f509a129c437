"""From the decoder's evidence for an attribution to a confidence that means what it says."""

from __future__ import annotations

import math
from typing import NamedTuple


class Evidence(NamedTuple):
    """What speaks for an attribution: ``cue``, the probability of the cue's first tag; ``source`` and ``content``, the
    log-probabilities of their first and last words by the cue's pointers; ``agreed``, that the tags alone give the same."""

    cue: float
    source: float
    content: float
    agreed: bool


# Logistic regression on PolNeAR dev by training/calibrate.py; in the order of `features`, the bias last.
_WEIGHTS = (0.375, 0.519, 1.388, 0.725, -1.232)
_FLOOR = -8.0  # log-probability below which less means no more


def features(evidence: Evidence) -> tuple[float, float, float, float]:
    """The evidence on the scales that add up: log-odds of the cue, log-probabilities, agreement."""
    cue = min(max(evidence.cue, 1e-4), 1 - 1e-4)
    return (
        math.log(cue / (1 - cue)),
        max(evidence.source, _FLOOR),
        max(evidence.content, _FLOOR),
        float(evidence.agreed),
    )


def probability(evidence: Evidence) -> float:
    """The probability that source, cue and content are all right, to the word: of the attributions at 0.8, 80% are."""
    total = sum(w * x for w, x in zip(_WEIGHTS, (*features(evidence), 1.0), strict=True))
    return 1 / (1 + math.exp(-total))
