"""How well scores part true from false, and how far they are shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Area:
    """The area under the ROC curve with its 95 % percentile bootstrap interval, over claims."""

    area: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.area:.3f} ({self.low:.3f}-{self.high:.3f})"


def area(true: Floats, false: Floats) -> float:
    """The chance that a true claim scores above a false one, ties by half (Mann and Whitney)."""
    every = np.concatenate([true, false])
    order = np.argsort(every, kind="stable")
    ranks = np.empty(len(every))
    ranks[order] = np.arange(1, len(every) + 1)
    _, groups, counts = np.unique(every, return_inverse=True, return_counts=True)
    ranks = (np.bincount(groups, ranks) / counts)[groups]
    wins = ranks[: len(true)].sum() - len(true) * (len(true) + 1) / 2
    return float(wins / (len(true) * len(false)))


def area_with_interval(true: Floats, false: Floats, seed: int = 0) -> Area:
    rng = np.random.default_rng(seed)
    found = sorted(
        area(rng.choice(true, len(true)), rng.choice(false, len(false))) for _ in range(RESAMPLES)
    )
    low, high = found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES)]
    return Area(area(true, false), low, high)


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a score in ``[low, high)``: their mean score, and the share that is supported.

    ``weight`` is what they count together.
    """

    low: float
    high: float
    claims: int
    weight: float
    score: float
    supported: float


def reliability(
    scores: Floats, labels: Floats, bins: int = 10, shares: Floats | None = None
) -> list[Bin]:
    """Bins of equal width that hold a claim; ``shares`` is what each claim counts."""
    edges = np.linspace(0.0, 1.0, bins + 1)
    every = np.ones(len(scores)) if shares is None else shares
    found = []
    for low, high in pairwise(edges):
        inside = (scores >= low) & ((scores < high) | (high == 1.0))
        weight = float(every[inside].sum())
        if weight > 0:
            mean = float(scores[inside] @ every[inside]) / weight
            share = float(labels[inside] @ every[inside]) / weight
            found.append(Bin(float(low), float(high), int(inside.sum()), weight, mean, share))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of score and share over claims (expected calibration error)."""
    total = sum(one.weight for one in bins)
    return sum(one.weight * abs(one.score - one.supported) for one in bins) / total


def precision_and_recall(scores: Floats, labels: Floats, threshold: float) -> tuple[float, float]:
    """Of what scores at least ``threshold``; a precision of nothing is 1."""
    taken = scores >= threshold
    right = float(labels[taken].sum())
    return (right / taken.sum() if taken.any() else 1.0), right / float(labels.sum())
