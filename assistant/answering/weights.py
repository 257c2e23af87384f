"""The learned weights, plain numbers of ``weights.json`` that can be read and argued with."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from assistant.answering.evidence import SIGNALS, Evidence
from assistant.answering.features import FEATURES, Scored

DAYS_AGREE = 1.0
"""In logits: about what one more word of the question in its place is worth."""
OF_ANOTHER = -1.7
"""In logits: the log of how much more often the best sentence tells of another person where there
is no answer (15 of 237 questions, on folds not learned from) than where there is one (5 of 411)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """``sentence`` by FEATURES, ``evidence`` by SIGNALS; below ``threshold`` it is a Refusal."""

    sentence: npt.NDArray[np.float64]
    evidence: npt.NDArray[np.float64]
    bias: float
    threshold: float

    def scores(self, scored: Scored) -> npt.NDArray[np.float64]:
        return scored.features @ self.sentence

    def probability(self, evidence: Evidence, *, agrees: bool = False) -> float:
        """How likely the corpus answers the question, 0 to 1.

        ``agrees`` where the question names days and a sentence tells of them: none of the signals
        knows of days.
        """
        logit = self.bias + float(self.evidence @ evidence.values()) + (DAYS_AGREE if agrees else 0)
        logit += OF_ANOTHER if evidence.of_another else 0.0
        return 1 / (1 + math.exp(-logit))


@cache
def load_weights() -> Weights:
    found = json.loads(files("assistant.answering").joinpath("weights.json").read_text("utf-8"))
    return Weights(
        sentence=np.array([found["sentence"][name] for name in FEATURES]),
        evidence=np.array([found["evidence"][name] for name in SIGNALS]),
        bias=found["evidence"]["bias"],
        threshold=found["evidence"]["threshold"],
    )
