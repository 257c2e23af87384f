"""Words are embedded once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.models import Rows, WordVectors, open_local


class Counting:
    """The local embedding, and which texts it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._inner = open_local()

    @property
    def identity(self) -> str:
        return self._inner.identity

    @property
    def dimension(self) -> int:
        return self._inner.dimension

    def embed(self, texts: Sequence[str]) -> Rows:
        self.asked += texts
        return self._inner.embed(texts)


def test_a_word_has_the_vector_of_its_embedding_and_is_asked_for_once() -> None:
    counting = Counting()
    words = WordVectors(counting)
    first = words.embed(["river", "bank", "river"])
    again = words.embed(["bank", "bridge"])
    assert counting.asked == ["river", "bank", "bridge"]
    expected = open_local().embed(["river", "bank", "river", "bank", "bridge"])
    assert np.array_equal(np.vstack([first, again]), expected)
