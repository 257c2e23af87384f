"""Whether the corpus holds an answer at all: a logistic over a few signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.features import FEATURES, Scored
from assistant.answering.matching import Floats, share
from assistant.answering.question import Profile
from assistant.retrieval import Ranked

SIGNALS = (
    "best",
    "near",
    "names",
    "strength",
    "closeness",
    "covered",
    "weakest",
    "missing",
    "similar",
    "widely_similar",
    "nearest",
    "cosine",
    "worded",
)
TOP = 6  # sentences
UNTYPED = 0.7
"""Where no thing of a type is asked for, none is missed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals, about 0 to 1; higher is more likely answered but for ``missing`` and
    ``widely_similar``.

    A window is a sentence, the two before it, the next and the title. best: a tenth of the best
    sentence's score; near: root of the shares of the question's names and of its other words in
    the best window of the best sentences; names: the share of its names, by idf, in the window of
    the best sentence (1 where it names nothing); strength: of the best sentence's thing of
    the asked type; closeness: of such a thing to the question's words; covered: share of its
    words in the window of the best sentence; weakest: how far its heaviest missed word is there, in
    the best window; missing: idf of what is missed there; similar: cosine of question and best
    sentence in context; widely_similar: of question and any sentence, which is high for many where
    the subject is right and the fact is not there; nearest: mean over its words that are no
    names of the cosine to the nearest word of the article; cosine: of the best passage; worded: its
    BM25 score by the idf of the question's words.
    """

    best: float
    near: float
    names: float
    strength: float
    closeness: float
    covered: float
    weakest: float
    missing: float
    similar: float
    widely_similar: float
    nearest: float
    cosine: float
    worded: float

    def values(self) -> list[float]:
        return [getattr(self, name) for name in SIGNALS]


def weigh(
    scored: Scored, scores: npt.NDArray[np.float64], asked: Profile, ranked: Sequence[Ranked]
) -> Evidence:
    """The signals for a question; ``scores`` are those of the sentences."""
    top = np.argsort(-scores, kind="stable")[:TOP]
    first = int(top[0])
    weights = scored.weights
    idf = np.array([term.weight for term in asked.terms])
    name = np.array([term.name for term in asked.terms])
    window = scored.window[top]
    covered = window @ weights
    names = _share(window, weights, name)
    others = _share(window, weights, ~name)
    names, others = (
        names if names is not None else np.ones(len(top)),
        others if others is not None else covered,
    )
    column = {feature: scored.features[:, at] for at, feature in enumerate(FEATURES)}
    typed = asked.type != "other"
    others_asked = ~name if not name.all() else name
    return Evidence(
        best=float(scores.max()) / 10,
        near=float(np.sqrt(names * others).max()),
        names=float(names[0]),
        strength=float(column["strength"][first]) if typed else UNTYPED,
        closeness=float(column["closeness"][top].max()) if typed else UNTYPED / 2,
        covered=float(covered[0]),
        weakest=float((1 - ((1 - window) * weights).max(axis=1)).max()),
        missing=float(((1 - window[0]) * idf).sum()) / 10,
        similar=float(column["embedding_in_context"][first]),
        widely_similar=float(column["embedding"].max()),
        nearest=share(scored.nearest[scored.sentences[first].article], weights, others_asked),
        cosine=max(found.cosine for found in ranked[:10]),
        worded=max(found.bm25 for found in ranked[:10]) / max(float(idf.sum()), 1e-9) / 2,
    )


def _share(window: Floats, weights: Floats, which: npt.NDArray[np.bool_]) -> Floats | None:
    """The weighted share of the chosen terms in each window; None where there are none."""
    total = float(weights[which].sum())
    if not total:
        return None
    shares: Floats = window[:, which] @ weights[which] / total
    return shares


def names_unheard_of(scored: Scored, asked: Profile) -> bool:
    """Whether the question names what no passage of the index and no source has.

    What is said of others is then no answer: "How many soldiers did France send?".
    """
    return any(
        term.name and not term.known and scored.nearest[:, at].max() < 1.0
        for at, term in enumerate(asked.terms)
    )
