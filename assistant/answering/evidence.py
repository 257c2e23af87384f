"""Whether the corpus holds an answer at all: a logistic over a few signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.features import FEATURES, Scored
from assistant.answering.matching import BESIDE, share
from assistant.answering.question import Profile
from assistant.retrieval import Ranked

SIGNALS = (
    "best",
    "figure_missing",
    "unmatched",
    "similar",
    "nearest",
    "figure_covered",
    "predicate",
    "cosine",
    "names",
)
TOP = 6  # sentences
_FIGURES = frozenset({"count", "money", "percent", "date", "duration"})
_COVERED = 0.55  # share of the question's words in context above which a sentence is on the point


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals, about 0 to 1; higher is more likely answered, but for the two that are missed.

    best: a tenth of the best sentence's score; figure_missing: 1 where a figure is asked and none
    that fits stands in the best sentences; unmatched: share of the question's words, by idf, that
    the best article does not have; similar:
    cosine of question and best sentence; nearest: mean over the words that are no names of the
    cosine to the nearest word of the article; figure_covered: the best fitting figure in a sentence
    that is on the point (0.6 where none is asked); predicate: share of the words that are no names,
    in context; cosine: of the best passage; names: share of the question's names, by idf, in the
    best sentence and beside it (1 where it names nothing).
    """

    best: float
    figure_missing: float
    unmatched: float
    similar: float
    nearest: float
    figure_covered: float
    predicate: float
    cosine: float
    names: float

    def values(self) -> list[float]:
        return [getattr(self, name) for name in SIGNALS]


def weigh(
    scored: Scored, scores: npt.NDArray[np.float64], asked: Profile, ranked: Sequence[Ranked]
) -> Evidence:
    """The signals for a question; ``scores`` are those of the sentences."""
    top = np.argsort(-scores, kind="stable")[:TOP]
    first = scored.sentences[int(top[0])]
    weights = scored.weights
    others = np.array([not term.name for term in asked.terms])
    strength = scored.features[:, FEATURES.index("strength")]
    figure = asked.type in _FIGURES
    same_article = [at for at, one in enumerate(scored.sentences) if one.article == first.article]
    in_article = scored.soft[same_article].max(axis=0)
    if not others.any():  # "What did Kirby say?": all that is asked about is a name
        others = np.ones(len(weights), dtype=bool)
    on_point = np.flatnonzero(scored.context @ weights >= _COVERED)
    return Evidence(
        best=float(scores.max()) / 10,
        figure_missing=float(figure and strength[top].max() < 0.7),
        unmatched=float(weights[in_article < BESIDE].sum()),
        similar=float(scored.features[top[0], FEATURES.index("embedding")]),
        nearest=share(scored.nearest[first.article], weights, others),
        figure_covered=float(strength[on_point].max(initial=0.0)) if figure else 0.6,
        predicate=max(share(scored.context[at], weights, others) for at in top),
        cosine=max(found.cosine for found in ranked[:10]),
        names=_names(scored, int(top[0]), asked),
    )


def _names(scored: Scored, best: int, asked: Profile) -> float:
    which = np.array([term.name for term in asked.terms])
    if not which.any():
        return 1.0
    # Less than that is the article's credit: the name stands somewhere else in it.
    there = np.where(scored.context[best] >= BESIDE, 1.0, 0.0)
    return share(there, scored.weights, which)


def names_unheard_of(scored: Scored, asked: Profile) -> bool:
    """Whether the question names what no passage of the index and no source has.

    What is said of others is then no answer: "How many soldiers did France send?".
    """
    return any(
        term.name and not term.known and scored.nearest[:, at].max() < 1.0
        for at, term in enumerate(asked.terms)
    )
