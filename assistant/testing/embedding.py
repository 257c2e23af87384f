"""An embedding for tests that need no meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from assistant.models.protocol import Rows


@dataclass(frozen=True)
class HashEmbedding:
    """An Embedder without weights: texts that share words are near, in every process alike."""

    dimension: int = 64

    @property
    def identity(self) -> str:
        return f"hash-{self.dimension}"

    def embed(self, texts: Sequence[str]) -> Rows:
        """Unit rows, float32 ``(len(texts), dimension)``; a text without words is a row of zeros.

        Each word adds 1 or -1 to one column (feature hashing: Weinberger et al. 2009, section 2).
        """
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                digest = blake2b(word.encode(errors="replace"), digest_size=8).digest()
                column = int.from_bytes(digest[:7], "little") % self.dimension
                row[column] += 1 if digest[7] & 1 else -1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows
