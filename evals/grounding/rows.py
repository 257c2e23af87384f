"""Pairs as rows of features, and how much each of them counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from assistant.grounding.claim import read_claim
from assistant.grounding.features import FEATURES, measure
from assistant.grounding.source import read_source
from evals.grounding.curves import area
from evals.grounding.fit import Floats, Model, fit
from evals.grounding.pairs import Pair

Flags = npt.NDArray[np.bool_]

RIDGE = 0.3
SHARES = {"edited": 0.3, "lifted": 0.2, "lifted false": 0.2}
"""What made pairs count, where each judged set counts 1, half for its true and half for its false
claims: edits of claims judged supported; sentences of the sources as they are or shortened; edits
of these."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The features of pairs, ``(pairs, features)``, and what each pair is.

    ``parts`` are the names of the judged sets and the keys of SHARES.
    """

    features: Floats
    labels: Floats
    shares: Floats
    groups: Floats
    wholes: Floats
    parts: tuple[str, ...]

    @property
    def alike(self) -> Floats:
        """What a judged row counts where each set counts 1, with as many true as it has."""
        meant = self.shares * ~np.isin(self.parts, list(SHARES)) > 0
        many = Counter(part for part, means in zip(self.parts, meant, strict=True) if means)
        return np.array([1 / many[part] if part in many else 0.0 for part in self.parts]) * meant

    def of(self, part: str) -> Flags:
        """Whether a row is of a part, as booleans."""
        return np.array([one == part for one in self.parts])

    @property
    def judged(self) -> list[str]:
        """The names of the sets that people judged, in order."""
        return [part for part in dict.fromkeys(self.parts) if part not in SHARES]


def part_of(pair: Pair) -> str:
    if pair.kind.startswith("lifted"):
        return "lifted" if pair.supported else "lifted false"
    return pair.origin if pair.kind == "judged" else "edited"


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
    """A row for each pair; of what is not known to be meant by its label, the share is 0.

    Of a summary of several sentences that people did not find supported, only the one that is
    least like the source (by its path) is learned from: the others may be true.
    """
    return rows_with(pairs, measured(pairs))


def rows_with(pairs: Sequence[Pair], features: Floats) -> Rows:
    """The same with features that were measured before."""
    path = list(FEATURES).index("alignment")
    worst: dict[int, int] = {}
    for at, pair in enumerate(pairs):
        if pair.kind == "judged" and not pair.supported:
            other = worst.setdefault(pair.whole, at)
            if features[at, path] < features[other, path]:
                worst[pair.whole] = at
    meant = [
        pair.kind != "judged" or pair.supported or worst[pair.whole] == at
        for at, pair in enumerate(pairs)
    ]
    sorts = [(part_of(pair), pair.supported) for pair in pairs]
    many = Counter(sort for sort, means in zip(sorts, meant, strict=True) if means)
    shares = [
        _share(*sort, many) if means else 0.0 for sort, means in zip(sorts, meant, strict=True)
    ]
    return Rows(
        features,
        np.array([float(pair.supported) for pair in pairs]),
        np.array(shares),
        np.array([pair.group for pair in pairs], dtype=float),
        np.array([pair.whole for pair in pairs], dtype=float),
        tuple(part for part, _ in sorts),
    )


def _share(part: str, true: bool, many: Counter[tuple[str, bool]]) -> float:
    if part in SHARES:
        return SHARES[part] / (many[part, True] + many[part, False])
    return 0.5 / many[part, true]


def model_of(rows: Rows, left: Flags | None = None) -> Model:
    """What is learned from the rows that count something, without those that are ``left``."""
    chosen = rows.shares > 0
    if left is not None:
        chosen &= ~left
    return fit(
        rows.features[chosen],
        rows.labels[chosen],
        rows.shares[chosen],
        list(FEATURES.values()),
        RIDGE,
    )


def left_out(rows: Rows) -> Floats:
    """A logit for each judged row from a model that has seen nothing of its set and documents.

    Made pairs have that of a model of ten, by document.
    """
    logits = np.zeros(len(rows.labels))
    made = np.isin(rows.parts, list(SHARES))
    for part in rows.judged:
        own = rows.of(part)
        seen = own | np.isin(rows.groups, rows.groups[own])
        logits[own] = model_of(rows, seen).logits(rows.features[own])
    for number in range(10):
        own = rows.groups % 10 == number
        logits[own & made] = model_of(rows, own).logits(rows.features[own & made])
    return logits


def area_of(rows: Rows, logits: Floats, part: str) -> float:
    """The area under the ROC curve by claim as it was judged: the least of its sentences'."""
    least: dict[float, tuple[float, float]] = {}
    for at in np.flatnonzero(rows.of(part)):
        known = least.get(rows.wholes[at], (np.inf, 0.0))[0]
        least[rows.wholes[at]] = (min(known, logits[at]), rows.labels[at])
    scores, labels = np.array(list(least.values())).T
    return area(scores[labels == 1], scores[labels == 0])
