"""The vectors of a generation: Chroma, and a matrix ordered by day for ranges of dates.

Chroma's facts that this file rests on (1.5.9): it is not crash-safe, so it is only ever written
in a generation that nobody reads; ``where`` on a range of days costs 150-360 ms at 60,000
passages, so ranges are an exact product over rows of ``vectors.npy`` (2.3 ms for all 60,000);
``count()`` stays right when vectors are lost, so every vector is read back before use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import IndexDamaged, IndexProblem
from assistant.index.manifest import REBUILD

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
MATRIX = "vectors.npy"
_READ_BACK = 2_000  # rows; a get() of 60,000 without a limit fails


@contextmanager
def chroma_errors(folder: Path) -> Iterator[None]:
    """Chroma's errors, told as ours."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        text = str(error)
        if "disk is full" in text or "No space left" in text:
            raise IndexProblem(
                f"The disk of {folder} is full: free space and run again."
            ) from error
        raise IndexDamaged(
            f"Chroma cannot use {folder} ({text[:200]}). Run `{REBUILD}`."
        ) from error


class VectorStore:
    """The Chroma collection of one generation; ids are passage ids as decimal strings.

    Its document is the passage's exact text, its metadata the article's id, title and date
    (yyyymmdd), and the span: a plain LlamaIndex ``ChromaVectorStore`` opens it.
    """

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        # chromadb's Settings would read a .env of the working directory, which is ours.
        settings = Settings(anonymized_telemetry=False, _env_file=None)  # type: ignore[call-arg]
        with chroma_errors(folder):
            self._client: ClientAPI = chromadb.PersistentClient(str(folder), settings=settings)
            self.collection: Collection = self._client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            )
            self._batch: int = self._client.get_max_batch_size()

    def add(
        self,
        pids: Sequence[int],
        vectors: np.ndarray,
        texts: Sequence[str],
        metadata: Sequence[dict[str, Any]],
    ) -> None:
        """Adds passages; ``vectors`` is float32, (n, dim), unit rows."""
        with chroma_errors(self.folder):
            for at in range(0, len(pids), self._batch):
                part = slice(at, at + self._batch)
                self.collection.add(
                    ids=[str(pid) for pid in pids[part]],
                    embeddings=vectors[part],
                    documents=list(texts[part]),
                    metadatas=list(metadata[part]),
                )

    def remove(self, pids: Sequence[int]) -> None:
        with chroma_errors(self.folder):
            for at in range(0, len(pids), self._batch):
                self.collection.delete(ids=[str(pid) for pid in pids[at : at + self._batch]])

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        """Up to ``k`` (passage id, cosine similarity), best first, by HNSW."""
        with chroma_errors(self.folder):
            found = self.collection.query(
                query_embeddings=[vector], n_results=k, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [
            (int(pid), 1.0 - distance)
            for pid, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def read_back(self) -> Iterator[tuple[list[int], np.ndarray]]:
        """Every (passage ids, vectors) that is really there, in batches."""
        at = 0
        while True:
            with chroma_errors(self.folder):
                found = self.collection.get(include=["embeddings"], limit=_READ_BACK, offset=at)
            if not found["ids"]:
                return
            yield [int(pid) for pid in found["ids"]], np.asarray(found["embeddings"], np.float32)
            at += len(found["ids"])

    def count(self) -> int:
        with chroma_errors(self.folder):
            return self.collection.count()

    def close(self) -> None:
        self._client.close()  # type: ignore[attr-defined]  # of chromadb.Client


class DayMatrix:
    """``vectors.npy``: float32, (passages, dim), rows ordered by day, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        try:
            self.rows: np.ndarray = np.load(folder / MATRIX, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexDamaged(
                f"{folder / MATRIX} cannot be read ({error}). Run `{REBUILD}`."
            ) from error

    def nearest(self, vector: np.ndarray, k: int, first: int, last: int) -> list[tuple[int, float]]:
        """Up to ``k`` (row, cosine similarity) among rows ``[first, last)``, best first, exact."""
        if last <= first:
            return []
        scores = self.rows[first:last] @ vector
        count = min(k, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.lexsort((best, -scores[best]))]
        return [(first + int(row), float(scores[row])) for row in best]

    def cosines(self, vector: np.ndarray, rows: Sequence[int]) -> list[float]:
        """The cosine similarity of each row, in the order given."""
        if not rows:
            return []
        return [float(score) for score in self.rows[np.asarray(rows)] @ vector]
