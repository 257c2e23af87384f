"""Which sentences stand at the centre of many, and which of them say the same."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DAMPING = 0.85
_STEPS = 100
_SETTLED = 1e-6


def lexrank(likeness: Floats, threshold: float) -> Floats:
    """How central each sentence is, float64 ``(n,)``, summing to 1.

    ``likeness`` is symmetric, ``(n, n)``; what is under ``threshold`` counts as none. Continuous
    LexRank: Erkan and Radev, JAIR 22 (2004), section 3.2, by power iteration.
    """
    count = len(likeness)
    if count == 0:
        return np.zeros(0)
    links = np.where(likeness >= threshold, likeness, 0.0)
    np.fill_diagonal(links, 1.0)
    steps = links / links.sum(axis=1, keepdims=True)
    ranks = np.full(count, 1.0 / count)
    for _ in range(_STEPS):
        after = (1 - DAMPING) / count + DAMPING * (ranks @ steps)
        done = float(np.abs(after - ranks).max()) < _SETTLED
        ranks = after
        if done:
            break
    return np.asarray(ranks / ranks.sum())


def groups(likeness: Floats, threshold: float) -> list[list[int]]:
    """The places put together by average likeness, each group in order, by their first place.

    Agglomerative with average linkage: two groups join while the mean likeness between their
    members is at least ``threshold``, the likest first.
    """
    count = len(likeness)
    between = likeness.astype(np.float64, copy=True)
    np.fill_diagonal(between, -np.inf)
    members: list[list[int]] = [[place] for place in range(count)]
    while count:
        one, other = divmod(int(between.argmax()), count)
        if between[one, other] < threshold:
            break
        sizes = len(members[one]), len(members[other])
        mean = (between[one] * sizes[0] + between[other] * sizes[1]) / sum(sizes)
        between[one] = between[:, one] = mean
        between[one, one] = -np.inf
        between[other] = between[:, other] = -np.inf
        members[one] += members[other]
        members[other] = []
    return sorted(sorted(group) for group in members if group)
