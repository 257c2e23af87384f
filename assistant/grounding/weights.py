"""The learned weights, plain numbers of ``weights.json`` that can be read and argued with."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.grounding.features import FEATURES, Measured


@dataclass(frozen=True, slots=True)
class Weights:
    """``features`` and ``bias`` give a logit; a score of ``threshold`` or more is supported."""

    features: Mapping[str, float]
    bias: float
    threshold: float

    def score(self, values: Mapping[str, float]) -> float:
        """How likely people would call the claim supported, 0 to 1, as ``evals`` calibrated it."""
        logit = self.bias + sum(weight * values[name] for name, weight in self.features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def reasons(self, measured: Measured) -> tuple[str, ...]:
        """What was noted against the claim, by the weight of its feature, without what weighs 0."""
        notes = [note for note in measured.notes if self.features[note[0]]]
        notes.sort(key=lambda note: self.features[note[0]])
        return tuple(dict.fromkeys(words for _, words in notes))


@cache
def load_weights() -> Weights:
    found = json.loads(files("assistant.grounding").joinpath("weights.json").read_text("utf-8"))
    return Weights(
        {name: found["features"][name] for name in FEATURES}, found["bias"], found["threshold"]
    )
