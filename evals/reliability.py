"""Whether a score means what it says: of claims scored about 0.8, do eight in ten hold?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BINS = 10


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    """(score, whether it holds) by tenths of the score: mean score, share that holds, and n.

    Tenths without a claim are left out (DeGroot, Fienberg 1983: the reliability diagram).
    """
    bins = []
    for place in range(BINS):
        inside = [pair for pair in pairs if min(BINS - 1, int(pair[0] * BINS)) == place]
        if inside:
            bins.append(
                {
                    "low": place / BINS,
                    "high": (place + 1) / BINS,
                    "score": round(sum(score for score, _ in inside) / len(inside), 4),
                    "holds": round(sum(holds for _, holds in inside) / len(inside), 4),
                    "n": len(inside),
                }
            )
    return bins
