"""The weights of sentences and of evidence, learned from examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.answering import evidence
from assistant.answering.extractive import Material
from assistant.answering.features import FEATURES
from assistant.answering.weights import OF_ANOTHER
from evals.answers.examples import Example
from evals.scoring.words import normal

Floats = npt.NDArray[np.float64]

FOLDS = 10
PRIOR = 0.03
"""How strongly the weights of sentences are held to the ones before."""
RIDGE = 0.01
"""Of the evidence, whose signals are standardised."""
REFUSED = 0.12
"""The share of the answerable that the threshold may refuse, on folds not learned from."""
TOO_EARLY = 0.3
"""What a question asked of the days before its answer counts for: some are answered then after all,
in other words."""
_ROUNDS, _STEP = 300, 0.05
_NEWTON = 25


@dataclass(frozen=True, slots=True)
class Weighed:
    """An example with what was weighed for it; ``gold`` is 1.0 for each sentence that answers."""

    example: Example
    material: Material
    gold: Floats

    @property
    def features(self) -> Floats:
        return self.material.scored.features

    @property
    def fold(self) -> int:
        """By the question's words: the same in every run."""
        return crc32(self.example.question.encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class Evidence:
    """``logit = bias + signals @ weights``; below ``threshold`` (a probability) it is refused."""

    weights: Floats
    bias: float
    threshold: float
    area: float  # under the ROC curve, on folds not learned from
    recall: float  # share of the unanswerable that are refused there
    too_early: float  # and of those asked too early


def weighed(example: Example, material: Material) -> Weighed:
    quotes = [normal(quote) for quote in example.quotes]
    texts = [normal(sentence.text) for sentence in material.scored.sentences]
    gold = [any(quote in text or text in quote for quote in quotes) for text in texts]
    return Weighed(example, material, np.array(gold, dtype=np.float64))


def learn_sentences(every: Sequence[Weighed], prior: Floats) -> Floats:
    """Weights by FEATURES: least mean log loss of a softmax over each question's sentences, the
    gold ones together being right (ListNet's top one: Cao et al., ICML 2007), plus PRIOR times half
    the squared distance from ``prior``. By Adam (Kingma and Ba, ICLR 2015)."""
    usable = [one for one in every if one.gold.any()]
    most = max(len(one.gold) for one in usable)
    rows = np.zeros((len(usable), most, len(FEATURES)))
    added = np.full((len(usable), most), -1e9)
    gold = np.zeros((len(usable), most))
    for at, one in enumerate(usable):
        size = len(one.gold)
        rows[at, :size], added[at, :size] = one.features, one.material.bonus
        gold[at, :size] = one.gold
    weights = prior.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        chances = _softmax(rows @ weights + added)
        wanted = chances * gold
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("ijk,ij->k", rows, chances - wanted) / len(usable)
        slope += PRIOR * (weights - prior)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        weights -= _STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def learn_evidence(every: Sequence[Weighed], prior: Floats) -> Evidence:
    """The logistic model of the signals, with a threshold from folds that it did not see.

    The scores of sentences that the signals are taken from were learned without the example's
    fold, too. Whether a question has a name must tell nothing: most of the unanswerable ones
    that were written for this have one, so that answerable and unanswerable ones with and without
    a name are weighted to come equally often.
    """
    found: dict[int, evidence.Evidence] = {}
    for fold in range(FOLDS):
        ours = [at for at, one in enumerate(every) if one.fold == fold]
        weights = learn_sentences([one for one in every if one.fold != fold], prior)
        for at in ours:
            found[at] = _evidence(every[at], weights)
    rows = np.array([found[at].values() for at in range(len(every))])
    another = np.array([OF_ANOTHER * found[at].of_another for at in range(len(every))])
    labels = np.array([float(one.example.answered) for one in every])
    early = np.array([one.example.too_early for one in every])
    shares = _balanced(every, labels) * np.where(early, TOO_EARLY, 1.0)
    folds = np.array([one.fold for one in every])
    unseen = np.zeros(len(every))
    for fold in range(FOLDS):
        model = _logistic(rows[folds != fold], labels[folds != fold], shares[folds != fold])
        unseen[folds == fold] = model(rows[folds == fold])
    unseen += another
    cut = float(np.quantile(unseen[labels == 1], REFUSED))
    final = _logistic(rows, labels, shares)
    bias = float(final(np.zeros((1, rows.shape[1])))[0])
    weights = np.array([float(final(row[None])[0]) - bias for row in np.eye(rows.shape[1])])
    return Evidence(
        weights=weights,
        bias=bias,
        threshold=float(1 / (1 + np.exp(-cut))),
        area=area(unseen[~early], labels[~early]),
        recall=float((unseen[(labels == 0) & ~early] < cut).mean()),
        too_early=float((unseen[early] < cut).mean()) if early.any() else 1.0,
    )


def ranks(every: Sequence[Weighed], weights: Floats) -> list[int | None]:
    """The place of the best gold sentence of each answerable example, from 1; None without any."""
    found: list[int | None] = []
    for one in every:
        if not one.example.answered:
            continue
        order = np.argsort(-(one.features @ weights + one.material.bonus), kind="stable")
        places = np.flatnonzero(one.gold[order])
        found.append(int(places[0]) + 1 if len(places) else None)
    return found


def unseen_ranks(every: Sequence[Weighed], prior: Floats) -> list[int | None]:
    """The same, each with weights that were learned without its fold."""
    found: list[int | None] = []
    for fold in range(FOLDS):
        weights = learn_sentences([one for one in every if one.fold != fold], prior)
        found += ranks([one for one in every if one.fold == fold], weights)
    return found


def area(scores: Floats, labels: Floats) -> float:
    """The area under the ROC curve; ties count half."""
    yes, no = scores[labels == 1][:, None], scores[labels == 0][None]
    return float(((yes > no) + 0.5 * (yes == no)).mean())


def _evidence(one: Weighed, weights: Floats) -> evidence.Evidence:
    scored = one.material.scored
    scores = one.features @ weights + one.material.bonus
    material = one.material
    return evidence.weigh(scored, scores, material.asked, material.words, material.sources)


def _balanced(every: Sequence[Weighed], labels: Floats) -> Floats:
    named = np.array([any(term.name for term in one.material.asked.terms) for one in every])
    shares = np.ones(len(every))
    for label in (0.0, 1.0):
        for has in (False, True):
            cell = (labels == label) & (named == has)
            if cell.any():
                shares[cell] = (labels == label).mean() * (named == has).mean() / cell.mean()
    return shares


def _softmax(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result


def _logistic(rows: Floats, labels: Floats, shares: Floats) -> Callable[[Floats], Floats]:
    """Logits of a ridge logistic regression of standardised rows, by Newton's method."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    shares = shares / shares.sum()

    def turned(given: Floats) -> Floats:
        return np.hstack([(given - middle) / spread, np.ones((len(given), 1))])

    inputs = turned(rows)
    penalty = np.eye(inputs.shape[1]) * RIDGE
    penalty[-1, -1] = 0.0
    weights = np.zeros(inputs.shape[1])
    for _ in range(_NEWTON):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        steep = shares * chances * (1 - chances) + 1e-9
        slope = inputs.T @ (shares * (chances - labels)) + penalty @ weights
        weights -= np.linalg.solve(inputs.T @ (steep[:, None] * inputs) + penalty, slope)
    return lambda given: np.asarray(turned(given) @ weights)
