"""A logistic model whose weights keep the signs that sense gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ROUNDS = 1500


@dataclass(frozen=True, slots=True)
class Model:
    """``logit = bias + rows @ weights``, of features as they are measured."""

    weights: Floats
    bias: float

    def logits(self, rows: Floats) -> Floats:
        return np.asarray(rows @ self.weights + self.bias)


def fit(rows: Floats, labels: Floats, shares: Floats, signs: Sequence[int], ridge: float) -> Model:
    """The weights of least mean log loss, rows weighted by ``shares``, plus half the ridge times
    their squares; of standardised features; each 0 or of its sign.

    Accelerated projected gradient (Beck and Teboulle 2009, section 4).
    """
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    turned = (rows - middle) / spread * np.array(signs, dtype=float)
    shares = shares / shares.sum()
    steep = 0.25 * float(np.linalg.norm(turned * np.sqrt(shares)[:, None], 2)) ** 2 + ridge
    weights = ahead = np.zeros(rows.shape[1])
    bias, pace = 0.0, 1.0
    for _ in range(ROUNDS):
        off = shares * (sigmoid(turned @ ahead + bias) - labels)
        bias -= 2.0 * float(off.sum())
        moved = np.maximum(0.0, ahead - (turned.T @ off + ridge * ahead) / steep)
        following = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + (pace - 1) / following * (moved - weights)
        weights, pace = moved, following
    back = weights * np.array(signs, dtype=float) / spread
    return Model(back, bias - float(back @ middle))


def platt(logits: Floats, labels: Floats, shares: Floats) -> tuple[float, float]:
    """Slope and offset that make logits of rows not learned from probabilities (Platt 1999)."""
    model = fit(logits[:, None], labels, shares, [1], 1e-6)
    return float(model.weights[0]), model.bias


def sigmoid(logits: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))))
