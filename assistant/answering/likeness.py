"""How like two texts are: the cosine of their vectors, and the rare words that they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from assistant.models import Rows
from assistant.text.words import STOP_WORDS, stem

Floats = npt.NDArray[np.float64]

WIDTH = 4096
"""Columns of a matrix of words: beyond so many words two may share one, and memory stays flat."""
UNSEEN = 20
"""Texts that are thought to lack a word beside those that are there, so that two texts alone do
not make every word that they share a common one."""
STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


class Rarity:
    """How much the words of some texts tell, by how few of the texts have them."""

    def __init__(self) -> None:
        self._texts = 0
        self._having: Counter[str] = Counter()

    def add(self, words: Iterable[str]) -> None:
        """Counts one text by its stems."""
        self._texts += 1
        self._having.update(set(words))

    def of(self, word: str) -> float:
        """``ln((n + 20) / (df + 1))`` of a stem, n texts; 0 for a stop word."""
        if word in STOP_STEMS:
            return 0.0
        return math.log((self._texts + UNSEEN) / (self._having[word] + 1))

    def shared(self, word: str) -> bool:
        """Whether more than one text has it."""
        return self._having[word] > 1


def weighted(counts: Sequence[Mapping[str, float]], rarity: Rarity) -> npt.NDArray[np.float32]:
    """Unit rows, float32 ``(n, up to WIDTH)``: ``(1 + ln tf) * idf`` of each text's words.

    Two rows' product is the cosine of their words; a text without words is a row of zeros.
    """
    columns: dict[str, int] = {}
    for words in counts:
        for word in words:
            columns.setdefault(word, len(columns) % WIDTH)
    rows = np.zeros((len(counts), max(1, min(len(columns), WIDTH))), dtype=np.float32)
    for row, words in zip(rows, counts, strict=True):
        for word, count in words.items():
            row[columns[word]] += (1 + math.log(count)) * rarity.of(word)
    return unit_rows(rows)


def unit_rows(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def blended(vectors: Rows, words: npt.NDArray[np.float32]) -> Floats:
    """Likeness of every two texts, float64 ``(n, n)``, 0 to 1: half by vectors, half by words."""
    by_vector = np.clip(vectors @ vectors.T, 0.0, 1.0)
    by_words = np.clip(words @ words.T, 0.0, 1.0)
    return np.asarray((by_vector + by_words) / 2, dtype=np.float64)
