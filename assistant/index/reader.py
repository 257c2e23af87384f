"""One generation opened for searching, and a reader that follows the store to the next one."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.domain import DateRange, Overview
from assistant.errors import IndexDamaged, IndexProblem
from assistant.index.catalog import Catalog, PassageRecord
from assistant.index.generations import Generations, Hold
from assistant.index.manifest import REBUILD, load_manifest
from assistant.index.terms import Terms
from assistant.index.vectors import DayMatrix, VectorStore

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection


class Index:
    """One generation, open and unchanging; its methods may be called from several threads."""

    def __init__(self, hold: Hold, embedding: str) -> None:
        self._hold = hold
        folder = hold.folder
        self.manifest = load_manifest(folder)
        self.manifest.check(embedding, folder.parent.parent)
        self.number = hold.number
        self.catalog = Catalog(folder)
        self._matrix = DayMatrix(folder)
        self._terms = Terms(folder / "terms")
        # Chroma writes when it opens: a store that cannot be written is searched exactly instead.
        self._vectors = VectorStore(folder / "chroma") if hold.lock is not None else None
        self._check(folder)

    def _check(self, folder: Path) -> None:
        counts = {
            "catalog": self.catalog.counts()[1],
            "vectors.npy": len(self._matrix.rows),
            "Tantivy": self._terms.count(),
        }
        if self._vectors is not None:
            counts["Chroma"] = self._vectors.count()
        wrong = [name for name, count in counts.items() if count != self.manifest.passages]
        if wrong:
            raise IndexDamaged(
                f"{folder} should hold {self.manifest.passages} passages, but {wrong[0]} has "
                f"{counts[wrong[0]]}. Run `{REBUILD}`."
            )

    def nearest(
        self, vector: np.ndarray, k: int, days: DateRange | None = None
    ) -> list[tuple[PassageRecord, float]]:
        """Up to ``k`` passages and their cosine similarity to a unit vector, best first.

        Without days by Chroma's HNSW; with days exactly, on the rows of those days.
        """
        if self._vectors is not None and (days is None or days.open):
            found = self._vectors.nearest(vector, k)
            by_pid = {record.pid: record for record in self.catalog.records(p for p, _ in found)}
            return [(by_pid[pid], score) for pid, score in found]
        first, last = self.catalog.row_span(days or DateRange())
        rows = self._matrix.nearest(vector, k, first, last)
        by_row = {record.row: record for record in self.catalog.records_of_rows(r for r, _ in rows)}
        return [(by_row[row], score) for row, score in rows]

    def matching(
        self, words: str, k: int, days: DateRange | None = None
    ) -> list[tuple[PassageRecord, float]]:
        """Up to ``k`` passages and their BM25 score for the words, best first."""
        found = self._terms.matching(words, k, days)
        by_pid = {record.pid: record for record in self.catalog.records(pid for pid, _ in found)}
        return [(by_pid[pid], score) for pid, score in found]

    def cosines(self, vector: np.ndarray, records: Sequence[PassageRecord]) -> list[float]:
        """The cosine similarity of each passage to a unit vector."""
        return self._matrix.cosines(vector, [record.row for record in records])

    def idf(self, word: str) -> float:
        """How rare a word is: ``ln(1 + N / (df + 0.5))`` over N passages."""
        return math.log(1 + self.manifest.passages / (self._terms.frequency(word) + 0.5))

    def overview(self) -> Overview:
        days = self.catalog.days()
        return Overview(
            generation=self.number,
            articles=self.manifest.articles,
            passages=self.manifest.passages,
            first=days[0][0] if days else None,
            last=days[-1][0] if days else None,
            synced_at=self.manifest.created,
            sources=self.manifest.sources,
            embedding=self.manifest.embedding,
        )

    def close(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
        self.catalog.close()
        self._hold.release()


class IndexReader:
    """Opens the current generation and moves on when a newer one is published.

    ``pin()`` gives one generation for the length of a question: a sync meanwhile changes nothing
    under it. The one before is closed when its last question ends.
    """

    def __init__(self, store: Path, embedding: str) -> None:
        self._generations = Generations(store)
        self._embedding = embedding
        self._open: Index | None = None
        self._users: dict[int, int] = {}
        self._lock = threading.Lock()

    def exists(self) -> bool:
        current = self._generations.current()
        return current is not None and current.is_dir()

    @contextmanager
    def pin(self) -> Iterator[Index]:
        with self._lock:
            index = self._follow()
            self._users[index.number] = self._users.get(index.number, 0) + 1
        try:
            yield index
        finally:
            with self._lock:
                self._users[index.number] -= 1
                if index is not self._open and not self._users[index.number]:
                    del self._users[index.number]
                    index.close()

    def _follow(self) -> Index:
        current = self._generations.current()
        if (
            self._open is not None
            and current is not None
            and current.name == f"{self._open.number:06d}"
        ):
            return self._open
        before = self._open
        hold = self._generations.hold()
        try:
            self._open = Index(hold, self._embedding)
        except IndexProblem:
            hold.release()
            raise
        if before is not None and not self._users.get(before.number):
            self._users.pop(before.number, None)
            before.close()
        return self._open

    def close(self) -> None:
        """Closes the open generation; questions that are still running must have ended."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None


@contextmanager
def open_collection(store: Path) -> Iterator[Collection]:
    """The Chroma collection of the current generation, for a plain LlamaIndex or a look inside."""
    hold = Generations(store).hold()
    try:
        vectors = VectorStore(hold.folder / "chroma")
        try:
            yield vectors.collection
        finally:
            vectors.close()
    finally:
        hold.release()
