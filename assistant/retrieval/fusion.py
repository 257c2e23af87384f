"""Two ranked lists made one.

Both are measured by ``python -m evals retrieval``; docs/design.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean

RRF_K = 60
"""Cormack, Clarke and Buettcher, SIGIR 2009: "Reciprocal Rank Fusion outperforms Condorcet"."""


def fuse_zscores(lists: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """The mean of each key's z-scores; a key that a list lacks counts as that list's least.

    z = (score - mean) / standard deviation within a list; a list of equal scores counts as zeros.
    """
    keys = {key for scores in lists for key in scores}
    fused = dict.fromkeys(keys, 0.0)
    for scores in lists:
        if not scores:
            continue
        mean = fmean(scores.values())
        # In floats: statistics.pstdev computes in fractions, and takes half a millisecond.
        deviation = sqrt(fmean([(score - mean) ** 2 for score in scores.values()]))
        least = min(scores.values())
        for key in keys:
            z = (scores.get(key, least) - mean) / deviation if deviation > 1e-9 else 0.0
            fused[key] += z / len(lists)
    return fused


def fuse_reciprocal_ranks(lists: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """The sum over lists of ``1 / (RRF_K + rank)``, ranks from 1, equal scores by key."""
    fused: dict[int, float] = {}
    for scores in lists:
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        for rank, key in enumerate(ranked, start=1):
            fused[key] = fused.get(key, 0.0) + 1.0 / (RRF_K + rank)
    return fused
