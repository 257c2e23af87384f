"""Weights of passages from questions whose articles are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.retrieval.features import FEATURES
from evals.answers.examples import Example
from evals.library import Shelf
from evals.scoring.words import normal

Floats = npt.NDArray[np.float64]

FOLDS = 10
RIDGE = 0.1
"""How strongly the weights of standardised features are held to 0."""
_ROUNDS, _STEP = 300, 0.05


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was looked at for a question, best first: the features of each passage, 1.0 in
    ``gold`` where it is of an article that answers, and whose it is, as a number."""

    question: str
    features: Floats
    gold: Floats
    articles: tuple[int, ...]

    @property
    def fold(self) -> int:
        """By the question's words: the same in every run."""
        return crc32(self.question.encode()) % FOLDS


def rankings(every: Iterable[Example], shelves: Mapping[str, Shelf]) -> Iterator[Ranking]:
    """The ranking of each example that is answered, its dates as a question's are read."""
    for example in every:
        if not example.answered:
            continue
        shelf = shelves[example.corpus]
        quotes = [normal(quote) for quote in example.quotes]
        gold = {
            name
            for name, article in shelf.library.articles.items()
            if any(quote in normal(article.body) for quote in quotes)
        }
        yield _ranking(example, shelf, gold)


def _ranking(example: Example, shelf: Shelf, gold: set[str]) -> Ranking:
    ranked, looked = shelf.assistant.looked(
        example.question, limit=example.limit, as_of=example.as_of
    )
    found = [ranked[at] for at in looked.places]
    return Ranking(
        question=example.question,
        features=looked.features,
        gold=np.array([float(bool(gold & {one.record.article, *one.also_in})) for one in found]),
        articles=tuple(one.record.article_key for one in found),
    )


def learn(every: Sequence[Ranking]) -> Floats:
    """Weights by FEATURES, that of the fused score 1: least mean log loss of a softmax over each
    question's passages, those of gold articles together being right (ListNet's top one: Cao et al.,
    ICML 2007), plus RIDGE times half the square of the weights of standardised features. By Adam
    (Kingma and Ba, ICLR 2015)."""
    usable = [one for one in every if one.gold.any()]
    most = max(len(one.gold) for one in usable)
    rows = np.zeros((len(usable), most, len(FEATURES)))
    added = np.full((len(usable), most), -1e9)
    gold = np.zeros((len(usable), most))
    for at, one in enumerate(usable):
        size = len(one.gold)
        rows[at, :size] = one.features - one.features.mean(axis=0)
        added[at, :size], gold[at, :size] = 0.0, one.gold
    spread: Floats = rows[added == 0.0].std(axis=0) + 1e-9
    rows /= spread
    weights = np.zeros(len(FEATURES))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        chances = _softmax(rows @ weights + added)
        wanted = chances * gold
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("ijk,ij->k", rows, chances - wanted) / len(usable) + RIDGE * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        weights -= _STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    raw: Floats = weights / spread
    result: Floats = raw / raw[0]
    return result


def reciprocal_ranks(every: Iterable[Ranking], weights: Floats) -> list[float]:
    """1 / the rank of the first gold article; 0 where none was looked at."""
    found = []
    for one in every:
        order = np.argsort(-(one.features @ weights), kind="stable")
        seen: list[int] = []
        value = 0.0
        for at in order:
            if one.articles[at] not in seen:
                seen.append(one.articles[at])
            if one.gold[at]:
                value = 1 / len(seen)
                break
        found.append(value)
    return found


def unseen(every: Sequence[Ranking]) -> list[float]:
    """The same, each with weights that were learned without its fold."""
    found: list[float] = []
    for fold in range(FOLDS):
        weights = learn([one for one in every if one.fold != fold])
        found += reciprocal_ranks([one for one in every if one.fold == fold], weights)
    return found


def _softmax(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result
