"""What of an article is about a topic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assistant.answering.extractive import analysed
from assistant.answering.likeness import STOP_STEMS
from assistant.answering.sentences import Sentence
from assistant.index import Index
from assistant.models import Embedder
from assistant.text.words import stems

BESIDE, TITLE = 0.6, 0.5
"""What a word of the topic is worth in a neighbouring sentence, and in the title."""
UNNAMED = 0.6
"""What a sentence is worth that has no word of the topic itself."""
ENOUGH = 0.5
"""The share of the topic's words, by idf, that must stand in a sentence or beside it."""
NEAR = 0.5
"""Or else the cosine of topic and sentence, where the topic names nobody and nothing."""


class Topic:
    """A topic in words, weighted by how rare they are in the index."""

    def __init__(self, words: str, index: Index, local: Embedder) -> None:
        # Behind a word of its own, so that a capital letter is a name's and no sentence's.
        terms = analysed(f"about {words}", index).terms
        self.stems = [term.stem for term in terms]
        self._names = np.array([term.name for term in terms], dtype=bool)
        weights = np.array([term.weight for term in terms], dtype=np.float64)
        self._weights = weights / weights.sum() if len(weights) else weights
        self._local = local
        self._vector = local.embed([words])[0]

    @property
    def empty(self) -> bool:
        """Whether it says nothing that could be looked for."""
        return not self.stems

    def relevance(self, whole: Sequence[Sentence], title: str) -> dict[int, float]:
        """More than 0, up to 1, for each sentence that is about the topic, by its index.

        The topic's names must all stand in it, beside it in its paragraph or in the title, and of
        its words ENOUGH; one of them in the sentence or right before it.
        """
        if not len(whole):
            return {}
        own = np.array([[word in one.stems for word in self.stems] for one in whole], dtype=float)
        titled = np.array([word in set(stems(title)) - STOP_STEMS for word in self.stems])
        # Sentences of one paragraph have one space between them.
        near = np.array(
            [[after.start - one.end < 2] for one, after in pairwise(whole)], dtype=float
        )
        context = np.maximum(own, TITLE * titled)
        anchored = np.asarray(own.any(axis=1), dtype=np.bool_)
        if len(near):
            context[1:] = np.maximum(context[1:], BESIDE * own[:-1] * near)
            context[:-1] = np.maximum(context[:-1], BESIDE * own[1:] * near)
            anchored[1:] |= (own[:-1] * near).any(axis=1)
        there = np.asarray((context > 0) @ self._weights)
        named = np.asarray((context[:, self._names] > 0).all(axis=1), dtype=bool)
        about = named & (there >= ENOUGH) & anchored
        if not self._names.any():
            cosines = self._local.embed([one.text for one in whole]) @ self._vector
            about |= cosines >= NEAR
        worth = (0.5 + 0.5 * (context @ self._weights)) * np.where(own.any(axis=1), 1.0, UNNAMED)
        return {one.index: float(worth[at]) for at, one in enumerate(whole) if about[at]}
