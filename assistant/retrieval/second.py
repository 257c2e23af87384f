"""A second look at the passages that were found: sentence by sentence, with learned weights.

``python -m evals ranking learn`` learns the weights; docs/design.md has the figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.index import Index
from assistant.retrieval.asked import ask
from assistant.retrieval.features import FEATURES, Floats, sentence_features
from assistant.retrieval.ranked import Ranked
from assistant.retrieval.wording import wordings

ARTICLES, PASSAGES = 8, 12
"""Of how many of the best articles, and how many passages, the sentences are looked at."""


def reread(index: Index, question: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The ranking by ``merit``: the fused score and, of what is looked at again, what its sentences
    add to it. Equal merits stay in the order that they had."""
    looked = look(index, question, ranked)
    added = looked.features[:, 1:] @ _weights()[1:]
    again = list(ranked)
    for at, more in zip(looked.places, added.tolist(), strict=True):
        again[at] = replace(again[at], merit=again[at].score + more)
    return sorted(again, key=lambda found: -found.merit)


@cache
def _weights() -> Floats:
    """By FEATURES, the fused score's being 1."""
    text = files("assistant.retrieval").joinpath("weights.json").read_text("utf-8")
    found: Mapping[str, float] = json.loads(text)["weights"]
    return np.array([found[name] for name in FEATURES])


@dataclass(frozen=True, slots=True)
class Looked:
    """Places in the ranking that were looked at, best first, and their features, float64
    ``(len(places), len(FEATURES))``."""

    places: tuple[int, ...]
    features: Floats


def look(index: Index, question: str, ranked: Sequence[Ranked]) -> Looked:
    """The features of the best passages of the best articles; nothing where the question has no
    word that carries meaning."""
    asked = ask(question, index)
    places = _best(ranked) if asked.terms else []
    if not places:
        return Looked((), np.zeros((0, len(FEATURES))))
    records = [ranked[at].record for at in places]
    told = sentence_features(
        asked, wordings(index, records), [record.article_key for record in records]
    )
    fused = np.array([ranked[at].score for at in places])
    return Looked(tuple(places), np.column_stack([fused, told]))


def _best(ranked: Sequence[Ranked]) -> list[int]:
    """The places of the first PASSAGES passages that are of the first ARTICLES articles."""
    articles: set[int] = set()
    places = []
    for at, found in enumerate(ranked):
        key = found.record.article_key
        if key in articles or len(articles) < ARTICLES:
            articles.add(key)
            places.append(at)
            if len(places) == PASSAGES:
                break
    return places
