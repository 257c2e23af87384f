"""Vectors of words and of sentences, each embedded once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.models.protocol import Embedder, Rows

KEPT = 20_000
"""Words that are remembered, 20 MB at 256 dimensions; a question meets some 800, most known."""


class WordVectors:
    """Remembers the vectors of an embedding's words, or of other short texts, until they are more
    than ``kept``; safe to call from several threads."""

    def __init__(self, embedder: Embedder, kept: int = KEPT) -> None:
        self._embedder = embedder
        self._kept = kept
        self._rows: dict[str, Rows] = {}

    def embed(self, words: Sequence[str]) -> Rows:
        """As ``Embedder.embed``: unit rows, float32 ``(len(words), dimension)``."""
        known = self._rows  # held: another thread may put a new one in its place
        fresh = [word for word in dict.fromkeys(words) if word not in known]
        if fresh:
            known.update(zip(fresh, self._embedder.embed(fresh), strict=True))
        rows = (
            np.concatenate([known[word] for word in words]).reshape(len(words), -1)
            if words
            else np.zeros((0, self._embedder.dimension), dtype=np.float32)
        )
        if len(known) > self._kept:
            self._rows = {}
        return rows
