"""The local embedding as LlamaIndex knows embeddings. The index itself uses LocalVectors."""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.base.embeddings.base import BaseEmbedding

from assistant.models.protocol import Rows
from assistant.models.vectors import LocalVectors, open_local


class LocalEmbedding(BaseEmbedding):
    """A ``BaseEmbedding`` over LocalVectors: the same vectors, as lists of floats where asked."""

    model_name: str = "wordllama"

    @property
    def identity(self) -> str:
        return self._vectors.identity

    @property
    def dimension(self) -> int:
        return self._vectors.dimension

    def embed(self, texts: Sequence[str]) -> Rows:
        """Unit rows, float32 ``(len(texts), 256)``; a text without tokens is a row of zeros."""
        return self._vectors.embed(texts)

    @property
    def _vectors(self) -> LocalVectors:
        return open_local()

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.embed(texts).tolist()
        return rows

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)
