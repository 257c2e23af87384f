"""``python -m evals grounding learn FILE...``: the weights of the check, from pairs.

One logistic model, every weight 0 or of the sign that sense gives it. Every set of judged claims
counts the same, however many rows it has, and so do its true and its false claims. What people
judged "partially" supported counts as not supported. The areas, the calibration and the threshold
are of models that have seen nothing of a set and its documents: what a text of another kind may
expect. False pairs are made of the first file only (``perturb``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.grounding.features import FEATURES, contradicted
from evals.grounding.curves import calibration_error, reliability
from evals.grounding.fit import Floats, platt, sigmoid
from evals.grounding.pairs import Pair, read_pairs
from evals.grounding.perturb import made_pairs
from evals.grounding.rows import SHARES, Rows, area_of, left_out, model_of, rows_of
from evals.grounding.sentences import split

WEIGHTS = Path(__file__).resolve().parents[2] / "assistant" / "grounding" / "weights.json"
PRECISION_MADE = 0.85
"""The threshold's, on as many true as made false pairs."""
PRECISION_JUDGED = 0.85
"""And on the judged claims, where every set counts alike."""


def pairs_for(files: Sequence[Path], test: Path | None) -> list[Pair]:
    """Those judged, by sentence, and those made; without the documents of ``test``."""
    tested = read_pairs(test) if test else []
    every = read_pairs(*files, *([test] if test else []))
    kept = every[: len(every) - len(tested)]
    seen = {pair.group for pair in every[len(kept) :]}
    known = [pair for pair in kept if pair.group not in seen]
    first = [pair for pair in known if pair.origin == known[0].origin]
    return split(known) + made_pairs(first)


def threshold_of(scores: Floats, rows: Rows) -> float:
    """The least hundredth at which both precisions are reached."""
    for hundredth in range(5, 100):
        least = hundredth / 100
        right = float((scores[rows.of("lifted")] >= least).mean())
        wrong = float((scores[rows.of("lifted false")] >= least).mean())
        precision, _ = reached(scores, rows.labels, rows.alike, least)
        made = right / (right + wrong) if right else 1.0
        if made >= PRECISION_MADE and precision >= PRECISION_JUDGED:
            return least
    return 0.99


def reached(scores: Floats, labels: Floats, shares: Floats, least: float) -> tuple[float, float]:
    """Precision and recall of rows that count what ``shares`` says."""
    taken = shares * (scores >= least)
    right = float(taken @ labels)
    return right / float(taken.sum()) if taken.any() else 1.0, right / float(shares @ labels)


def learn(files: Sequence[Path], test: Path | None = None) -> None:
    """Writes the weights and prints what they reach."""
    rows = rows_of(pairs_for(files, test))
    made = np.isin(rows.parts, list(SHARES))
    alike = rows.alike
    logits = left_out(rows)
    slope, offset = platt(logits, rows.labels, alike)
    scores = sigmoid(slope * logits + offset)
    print(f"{len(made) - made.sum()} judged sentences, {made.sum()} pairs made\n")
    print(f"{'set left out':16} {'true':>6} {'false':>6} {'area':>6} {'off by':>7}")
    areas = {}
    for part in rows.judged:
        own = rows.of(part)
        areas[part] = area_of(rows, logits, part)
        off = calibration_error(reliability(scores[own], rows.labels[own], shares=alike[own]))
        true, every = int(rows.labels[own].sum()), int((alike[own] > 0).sum())
        print(f"{part:16} {true:6} {every - true:6} {areas[part]:6.3f} {off:7.3f}")
    print(f"{'mean':16} {np.mean(list(areas.values())):20.3f}")
    off = calibration_error(reliability(scores, rows.labels, shares=alike))
    print(f"off by {off:.3f} over all sets\n")

    values = (dict(zip(FEATURES, row, strict=True)) for row in rows.features)
    scores[np.array([contradicted(one) for one in values])] = 0.0
    threshold = threshold_of(scores, rows)
    precision, recall = reached(scores, rows.labels, alike, threshold)
    whole = float((scores[rows.of("lifted")] >= threshold).mean())
    means = (
        f"precision {PRECISION_MADE} where as many made claims are true as false, with recall "
        f"{whole:.2f}; precision {precision:.2f} on judged claims of unseen sets, with "
        f"recall {recall:.2f}"
    )
    print(f"threshold {threshold}: {means}")

    model = model_of(rows)
    found = {
        "made by": "python -m evals grounding learn FILE...",
        "learned from": f"{len(made) - made.sum()} sentences judged by people in "
        f"{len(areas)} sets and {made.sum()} pairs made of the first set and its sources",
        "reached": {name: round(value, 3) for name, value in areas.items()},
        "threshold means": means,
        "threshold": threshold,
        "bias": round(slope * model.bias + offset, 4),
        "features": {
            name: round(slope * float(weight), 4)
            for name, weight in zip(FEATURES, model.weights, strict=True)
        },
    }
    WEIGHTS.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS.name}")
