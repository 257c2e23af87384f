"""``python -m evals grounding measure FILE``: how well the check parts true from false."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.domain import Verdict
from assistant.grounding import check_against, read_source
from evals.grounding.curves import (
    Floats,
    area,
    area_with_interval,
    calibration_error,
    precision_and_recall,
    reliability,
)
from evals.grounding.pairs import Pair, read_pairs
from evals.grounding.perturb import made_pairs

BINS = 10


def scores_of(pairs: Sequence[Pair]) -> tuple[Floats, Floats, float]:
    """Each pair's score, whether its verdict is "supported", and the mean milliseconds of one, its
    source read anew."""
    scores, verdicts = [], []
    began = perf_counter()
    for pair in pairs:
        checked = check_against(pair.claim, read_source(pair.source, pair.published))
        scores.append(checked.score)
        verdicts.append(float(checked.verdict is Verdict.SUPPORTED))
    ms = (perf_counter() - began) * 1000 / max(1, len(pairs))
    return np.array(scores), np.array(verdicts), ms


def run_measure(file: Path, *, made: bool) -> None:
    """Prints areas, precision and recall of the verdict, reliability; and by kind of edit."""
    judged = read_pairs(file)
    scores, verdicts, ms = scores_of(judged)
    labels = np.array([float(pair.supported) for pair in judged])
    words = np.mean([len(pair.source.split()) for pair in judged])
    print(f"{len(judged)} claims, {int(labels.sum())} supported; sources of {words:.0f} words")
    print(f"{ms:.1f} ms a claim, its source read each time\n")
    for label in sorted({pair.label for pair in judged if not pair.supported}):
        false = np.array([pair.label == label for pair in judged])
        print(f"area, supported against {label}: {_area(scores, labels == 1, false)}")
    print(f"area, supported against the rest: {_area(scores, labels == 1, labels == 0)}")
    precision, recall = precision_and_recall(verdicts, labels, 1.0)
    print(f"verdict: precision {precision:.3f}, recall {recall:.3f}\n")
    bins = reliability(scores, labels, BINS)
    print("score        claims   mean  supported")
    for one in bins:
        span = f"{one.low:.1f}-{one.high:.1f}"
        print(f"{span:10} {one.claims:8} {one.score:6.2f} {one.supported:10.2f}")
    print(f"expected calibration error {calibration_error(bins):.3f}")
    if made:
        _by_kind(made_pairs(judged))


def _area(scores: Floats, true: Floats, false: Floats) -> str:
    if not true.any() or not false.any():
        return "not measured: it needs claims of both kinds"
    return str(area_with_interval(scores[true], scores[false]))


def _by_kind(pairs: Sequence[Pair]) -> None:
    """Edits of sentences lifted from the sources, against these as they are and shortened."""
    lifted = [pair for pair in pairs if pair.kind.startswith("lifted")]
    scores, verdicts, _ = scores_of(lifted)
    true = np.array([pair.supported for pair in lifted])
    print(f"\n{int(true.sum())} sentences of the sources, as they are or shortened:")
    print(f"  verdict supported: {verdicts[true].mean():.2f}\n")
    print(f"{'edit':28} {'pairs':>6} {'area':>6} {'found unsupported':>18}")
    kinds = sorted({pair.kind for pair in lifted if not pair.supported})
    for kind in kinds:
        chosen = np.array([pair.kind == kind and not pair.supported for pair in lifted])
        value = area(scores[true], scores[chosen])
        found = 1 - verdicts[chosen].mean()
        print(f"{kind.removeprefix('lifted: '):28} {chosen.sum():6} {value:6.3f} {found:18.2f}")
