"""``python -m evals ranking``: weights of the second look, learned from known articles."""

import numpy as np
import pytest

from assistant.retrieval.features import FEATURES
from evals.ranking.learning import Ranking, learn, reciprocal_ranks

TELLING = FEATURES.index("offer")


def made(number: int) -> Ranking:
    """Four articles; the one that answers is second by fused score, and first by a feature."""
    features = np.zeros((4, len(FEATURES)))
    features[:, 0] = [2.0, 1.9, 0.5, 0.1 * (number % 5)]
    features[1, TELLING] = 1.0
    return Ranking(f"question {number}", features, np.array([0.0, 1.0, 0.0, 0.0]), (1, 2, 3, 4))


def test_a_feature_that_tells_gold_from_the_rest_gets_weight() -> None:
    every = [made(number) for number in range(20)]
    weights = learn(every)
    assert weights[0] == pytest.approx(1.0)
    assert weights[TELLING] > 0.5
    assert reciprocal_ranks(every, weights) == [1.0] * 20


def test_an_article_counts_once_among_the_ranks() -> None:
    features = np.zeros((3, len(FEATURES)))
    features[:, 0] = [3.0, 2.0, 1.0]
    one = Ranking("?", features, np.array([0.0, 0.0, 1.0]), (7, 7, 8))
    none = Ranking("?", features, np.zeros(3), (7, 7, 8))
    fused = np.eye(len(FEATURES))[0]
    assert reciprocal_ranks([one, none], fused) == [0.5, 0.0]
