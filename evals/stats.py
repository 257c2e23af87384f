"""Means and shares with their 95 % intervals: percentile bootstrap over cases (Efron 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
_SEED = 20211106


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the 95 % interval of it; ``n`` are the cases that it is a mean over."""

    mean: float
    low: float
    high: float
    n: int = 0


def interval(scores: Sequence[float], seed: int = _SEED) -> Interval:
    """The mean of ``scores``, at least one, with its interval; the same for the same seed."""
    return ratio(scores, [1.0] * len(scores), seed)


def ratio(parts: Sequence[float], wholes: Sequence[float], seed: int = _SEED) -> Interval:
    """The sum of ``parts`` over that of ``wholes``, resampled case by case.

    A resample whose wholes are 0 is left out. ValueError where those of all cases are.
    """
    top, bottom = np.asarray(parts, float), np.asarray(wholes, float)
    if not bottom.sum():
        raise ValueError("nothing to take a share of")
    drawn = np.random.default_rng(seed).integers(len(top), size=(RESAMPLES, len(top)))
    sums = bottom[drawn].sum(axis=1)
    shares: npt.NDArray[np.float64] = top[drawn].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.quantile(shares, (0.025, 0.975))
    return Interval(float(top.sum() / bottom.sum()), float(low), float(high), len(top))


@dataclass(frozen=True, slots=True)
class Refusals:
    """How well refusing works. ``precision``: of what was refused, the share that should be;
    ``recall``: of what should be refused, the share that was. None where there is none of it."""

    expected: int
    refused: int
    both: int
    precision: Interval | None
    recall: Interval | None


def refusals(pairs: Sequence[tuple[bool, bool]]) -> Refusals:
    """From (should be refused, was refused) of each case."""
    wanted = [float(should) for should, _ in pairs]
    came = [float(was) for _, was in pairs]
    both = [float(should and was) for should, was in pairs]
    return Refusals(
        expected=int(sum(wanted)),
        refused=int(sum(came)),
        both=int(sum(both)),
        precision=ratio(both, came) if any(came) else None,
        recall=ratio(both, wanted) if any(wanted) else None,
    )
