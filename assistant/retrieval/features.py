"""What speaks for a passage beside its fused score: how its sentences meet the question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.retrieval.asked import Asked
from assistant.retrieval.offers import offer
from assistant.retrieval.wording import Wording

FEATURES = (
    "fused",  # score of vectors and terms together
    "article",  # share of the question's words in the article's passages and its title
    "sentence",  # of them in the passage's best sentence, in context
    "sentences",  # mean of that of the best three
    "offer",  # of the best three, the most of: the kind of thing asked for is there x that share
    "untyped",  # "sentence" where no kind of thing is asked for
    "missing",  # weight of the names that the article does not have
)
BEST = 3
_BEFORE, _AFTER, _TITLE, _AROUND = 0.6, 0.4, 0.6, 0.2
"""Credit in context: for a word in the sentence before, in the next, in the title, and anywhere in
the article's passages."""

Floats = npt.NDArray[np.float64]


def sentence_features(asked: Asked, passages: Sequence[Wording], articles: Sequence[int]) -> Floats:
    """The features from "article" on, ``(passages, 6)``; ``articles`` says whose each passage is.

    Shares are of the words' weights, 0 to 1.
    """
    vocabulary = frozenset().union(*(line for one in passages for line in one.stems))
    credits = asked.credits(vocabulary.union(*(one.title for one in passages)))
    weights = np.array(asked.weights)
    named = np.array(asked.named)
    found = [_found(asked, one.stems, credits) for one in passages]
    around: dict[int, Floats] = {}
    titles: dict[int, Floats] = {}
    for key, one, lines in zip(articles, passages, found, strict=True):
        if key not in titles:
            titles[key] = around[key] = _found(asked, [one.title], credits)[0]
        if len(lines):
            around[key] = np.maximum(around[key], lines.max(axis=0))
    rows = np.zeros((len(passages), len(FEATURES) - 1))
    for row, key, one, lines in zip(rows, articles, passages, found, strict=True):
        row[0] = around[key] @ weights
        row[5] = weights[named] @ (1.0 - around[key][named])
        if not len(lines):
            continue
        here = np.maximum(lines, np.maximum(_TITLE * titles[key], _AROUND * around[key]))
        here[1:] = np.maximum(here[1:], _BEFORE * lines[:-1])
        here[:-1] = np.maximum(here[:-1], _AFTER * lines[1:])
        shares = here @ weights
        best = np.argsort(-shares, kind="stable")[:BEST]
        row[1] = shares[best[0]]
        row[2] = shares[best].mean()
        row[3] = max(float(shares[at]) * offer(one.lines[at], asked) for at in best)
        row[4] = row[1] if asked.kind == "other" else 0.0
    return rows


def _found(
    asked: Asked,
    lines: Sequence[frozenset[str]],
    credits: dict[str, tuple[tuple[int, float], ...]],
) -> Floats:
    """How far each term stands in each line, 0 to 1, ``(lines, terms)``."""
    found = np.zeros((len(lines), len(asked.terms)))
    for row, line in zip(found, lines, strict=True):
        for word in credits.keys() & line:
            for at, credit in credits[word]:
                if credit > row[at]:
                    row[at] = credit
    return found
