"""``python -m evals grounding learn FILE``: the weights of the check, from judged and made pairs.

One logistic model, every weight 0 or of the sign that sense gives it. Every part counts as much as
``SHARES`` says, however many rows it has. What people judged "partially" supported counts as not
supported. Areas are of ten folds over the lines of the file, so that no claim is scored by a model
that has seen it, its source or an edit of it; so are the logits that the calibration is made of.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from assistant.grounding.claim import read_claim
from assistant.grounding.features import FEATURES, contradicted, measure
from assistant.grounding.source import read_source
from evals.grounding.curves import area, area_with_interval, precision_and_recall
from evals.grounding.fit import Floats, Model, fit, platt, sigmoid
from evals.grounding.pairs import Pair, read_pairs
from evals.grounding.perturb import made_pairs

WEIGHTS = Path(__file__).resolve().parents[2] / "assistant" / "grounding" / "weights.json"
RIDGE = 0.03
FOLDS = 10
ROUNDS = 5
"""Ways to cut the file into folds, of which areas are the mean."""
PRECISION_MADE = 0.85
"""The threshold's, on as many true as made false pairs."""
PRECISION_JUDGED = 0.75
"""And on the judged claims, a third of which are supported."""
SHARES = {"judged": 1.0, "edited": 0.3, "lifted": 0.2, "lifted false": 0.2}
"""What the pairs count: judged by people; made of those they judged supported; sentences of the
sources as they are or shortened; edits of these."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The features of pairs, ``(pairs, features)``, and what each pair is."""

    features: Floats
    labels: Floats
    shares: Floats
    groups: Floats
    parts: tuple[str, ...]


def part_of(pair: Pair) -> str:
    if pair.kind.startswith("lifted"):
        return "lifted" if pair.supported else "lifted false"
    return "judged" if pair.kind == "judged" else "edited"


def measured(pairs: Sequence[Pair]) -> Floats:
    """The features of each pair, in order; zeros where there is nothing to measure."""
    rows = np.zeros((len(pairs), len(FEATURES)))
    seen: tuple[str, date | None] | None = None
    source = read_source("")
    for row, pair in zip(rows, pairs, strict=True):
        if seen != (pair.source, pair.published):
            seen, source = (pair.source, pair.published), read_source(pair.source, pair.published)
        claim = read_claim(pair.claim, pair.published)
        if claim.telling and source.tokens:
            values = measure(claim, source).values
            row[:] = [values[name] for name in FEATURES]
    return rows


def rows_of(pairs: Sequence[Pair]) -> Rows:
    parts = tuple(part_of(pair) for pair in pairs)
    shares = np.array([SHARES[part] / parts.count(part) for part in parts])
    return Rows(
        measured(pairs),
        np.array([float(pair.supported) for pair in pairs]),
        shares,
        np.array([pair.group for pair in pairs], dtype=float),
        parts,
    )


def model_of(rows: Rows, chosen: Floats | slice = slice(None)) -> Model:
    return fit(
        rows.features[chosen],
        rows.labels[chosen],
        rows.shares[chosen],
        list(FEATURES.values()),
        RIDGE,
    )


def held_out(rows: Rows, seed: int) -> Floats:
    """A logit for each row from a model that has seen nothing of its group."""
    logits = np.zeros(len(rows.labels))
    groups = np.unique(rows.groups)
    order = np.random.default_rng(seed).permutation(len(groups))
    fold = dict(zip(groups[order], np.arange(len(groups)) % FOLDS, strict=True))
    places = np.array([fold[group] for group in rows.groups])
    for number in range(FOLDS):
        left = places == number
        logits[left] = model_of(rows, ~left).logits(rows.features[left])
    return logits


def threshold_of(scores: Floats, rows: Rows) -> float:
    """The least hundredth at which both precisions are reached."""
    parts = np.array(rows.parts)
    judged = parts == "judged"
    for hundredth in range(5, 100):
        least = hundredth / 100
        right = float((scores[parts == "lifted"] >= least).mean())
        wrong = float((scores[parts == "lifted false"] >= least).mean())
        precision, _ = precision_and_recall(scores[judged], rows.labels[judged], least)
        made = right / (right + wrong) if right else 1.0
        if made >= PRECISION_MADE and precision >= PRECISION_JUDGED:
            return least
    return 0.99


def learn(file: Path) -> None:
    """Writes the weights and prints what they reach."""
    judged = read_pairs(file)
    pairs = judged + made_pairs(judged)
    rows = rows_of(pairs)
    print(f"{len(judged)} judged claims, {len(pairs) - len(judged)} pairs made of them")
    rounds = [held_out(rows, seed) for seed in range(ROUNDS)]
    labels = np.array([pair.label for pair in pairs])
    parts = np.array(rows.parts)
    true = (parts == "judged") & (labels == "supported")
    reached = {}
    for name in ("not_supported", "partially_supported"):
        false = (parts == "judged") & (labels == name)
        if false.any():
            reached[name] = float(np.mean([area(one[true], one[false]) for one in rounds]))
    false = (parts == "judged") & (labels != "supported")
    reached["either"] = float(np.mean([area(one[true], one[false]) for one in rounds]))
    for name, value in reached.items():
        print(f"area, supported against {name}: {value:.3f} ({FOLDS} folds, {ROUNDS} rounds)")
    print(f"interval of the first round: {area_with_interval(rounds[0][true], rounds[0][false])}")

    slope, offset = platt(rounds[0], rows.labels, rows.shares)
    scores = sigmoid(slope * rounds[0] + offset)
    values = (dict(zip(FEATURES, row, strict=True)) for row in rows.features)
    turned = np.array([contradicted(one) for one in values])
    scores[turned] = 0.0
    threshold = threshold_of(scores, rows)
    on_judged = parts == "judged"
    precision, recall = precision_and_recall(scores[on_judged], rows.labels[on_judged], threshold)
    recall_made = float((scores[parts == "lifted"] >= threshold).mean())
    means = (
        f"precision {PRECISION_MADE} where as many made claims are true as false, with recall "
        f"{recall_made:.2f}; precision {precision:.2f} on judged claims, with recall {recall:.2f}"
    )
    print(f"threshold {threshold}: {means}")

    model = model_of(rows)
    found = {
        "made by": "python -m evals grounding learn FILE",
        "learned from": f"{len(judged)} claims judged by people (WiCE, development part) and "
        f"{len(pairs) - len(judged)} pairs made of them and of their sources",
        "reached": {name: round(value, 3) for name, value in reached.items()},
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
