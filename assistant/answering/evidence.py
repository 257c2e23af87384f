"""Whether the corpus holds an answer at all: a logistic over a few signals, with readable weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.features import FEATURES, Scored
from assistant.answering.question import Profile
from assistant.retrieval import Ranked

SIGNALS = (
    "window",
    "article",
    "cosine",
    "rarest",
    "typed",
    "missing_name",
    "predicate",
    "closeness",
    "similar",
)
TOP = 6  # sentences


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals, each 0 to 1 (higher: more likely answered, but for ``missing_name``).

    window: of the best sentences, sqrt(names found x other words found), by idf, in context;
    article: the share of all the question's words in the best article, near words credited;
    cosine: of the best passage and the question; rarest: credit of the rarest word that is no
    name; typed: whether a thing of the asked type stands near the question's words;
    missing_name: share of the question's names that no source has.
    """

    window: float
    article: float
    cosine: float
    rarest: float
    typed: float
    missing_name: float
    predicate: float
    closeness: float
    similar: float

    def values(self) -> list[float]:
        return [getattr(self, name) for name in SIGNALS]


def weigh(
    scored: Scored, scores: npt.NDArray[np.float64], asked: Profile, ranked: Sequence[Ranked]
) -> Evidence:
    top = np.argsort(-scores, kind="stable")[:TOP]
    names = np.array([term.name for term in asked.terms])
    weights = scored.weights
    window = 0.0
    rarest = 0.0
    others = np.flatnonzero(~names)
    for at in top:
        found = scored.context[at]
        name_share = _share(found, weights, names)
        other_share = _share(found, weights, ~names)
        window = max(window, math.sqrt(name_share * other_share))
        if len(others):
            rare = others[np.argsort(-weights[others])][:2]
            rarest = max(rarest, float(found[rare].mean()))
    if not len(others):
        rarest = window
    by_article: dict[int, npt.NDArray[np.float64]] = {}
    for sentence, found in zip(scored.sentences, scored.soft, strict=True):
        seen = by_article.get(sentence.article)
        by_article[sentence.article] = found if seen is None else np.maximum(seen, found)
    article = max(float(found @ weights) for found in by_article.values())
    typed = 1.0
    if asked.type not in ("other", "reason"):
        typed = float(scored.features[top, FEATURES.index("strength")].max())
    anywhere = np.maximum.reduce(list(by_article.values()))
    missing = float(1.0 - anywhere[names].mean()) if names.any() else 0.0
    cosine = max(found.cosine for found in ranked[:10])
    best = scored.features[top].max(axis=0)
    return Evidence(
        window=window,
        article=article,
        cosine=max(0.0, cosine),
        rarest=rarest,
        typed=typed,
        missing_name=missing,
        predicate=float(best[FEATURES.index("predicate")]),
        closeness=float(best[FEATURES.index("closeness")]) if asked.type != "other" else 0.5,
        similar=max(0.0, float(best[FEATURES.index("embedding")])),
    )


def _share(
    found: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], which: npt.NDArray[np.bool_]
) -> float:
    """The weighted share of the chosen terms that was found; 1 where there are none."""
    total = float(weights[which].sum())
    return float((found * weights)[which].sum()) / total if total else 1.0
