"""One generation opened for searching, and a reader that follows the store to the next one."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.domain import DateRange, Overview
from assistant.errors import IndexDamaged, IndexProblem
from assistant.index.advice import rebuild_command, store_of
from assistant.index.catalog import Catalog
from assistant.index.disk import StoreUnwritable, refused
from assistant.index.generations import Generations
from assistant.index.holds import Hold
from assistant.index.manifest import load_manifest
from assistant.index.records import PassageRecord
from assistant.index.terms import Terms
from assistant.index.vectors import EXACT, DayMatrix, VectorStore, stored_count

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection as ChromaCollection

FREQUENCIES_KEPT = 10_000  # words


class Index:
    """One generation, open and unchanging; its methods may be called from several threads."""

    def __init__(self, hold: Hold, embedding: str) -> None:
        self._hold = hold
        self.folder = hold.folder
        self.number = hold.number
        self.manifest = load_manifest(self.folder)
        self.manifest.check(embedding, self.folder)
        with ExitStack() as opened:
            self.catalog = opened.enter_context(closing(Catalog(self.folder)))
            self._matrix = DayMatrix(self.folder)
            self._terms = opened.enter_context(closing(Terms(self.folder / "terms")))
            self._check(self.folder)
            self._opened = opened.pop_all()
        self._lock = threading.Lock()
        self._frequencies: dict[str, int] = {}  # a generation does not change
        self._vectors: VectorStore | None = None
        # Chroma writes when it opens: a store that cannot be written is searched exactly.
        self._writable = hold.lock is not None

    def _chroma(self) -> VectorStore | None:
        """Chroma, opened when it is first asked (its import takes longer than any answer), or None
        where the store cannot be written."""
        with self._lock:
            if self._vectors is None and self._writable:
                try:
                    self._vectors = VectorStore(self.folder / "chroma")
                except StoreUnwritable:
                    self._writable = False
                else:
                    self._opened.enter_context(closing(self._vectors))
            return self._vectors

    def _check(self, folder: Path) -> None:
        counts = {
            "catalog": self.catalog.counts()[1],
            "vectors.npy": len(self._matrix.rows),
            "Tantivy": self._terms.count(),
            "Chroma": stored_count(folder / "chroma"),
        }
        wrong = [name for name, count in counts.items() if count != self.manifest.passages]
        if wrong:
            raise IndexDamaged(
                f"{folder} should hold {self.manifest.passages} passages, but {wrong[0]} has "
                f"{counts[wrong[0]]}. Run `{rebuild_command(store_of(folder))}`."
            )

    def nearest(
        self,
        vector: np.ndarray,
        k: int,
        days: DateRange | None = None,
        also: Collection[int] = (),
    ) -> list[tuple[PassageRecord, float]]:
        """Up to ``k`` passages and their cosine similarity to a unit vector, best first.

        Those published within ``days`` (None: all) and those of the passage ids ``also``. Exact;
        by Chroma's HNSW only without days in an index of more than ``EXACT`` passages. Raises
        IndexStale for a vector of another dimension than the index has.
        """
        self.manifest.check_dimension(len(vector), self.folder)
        everything = days is None or days.open
        chroma = self._chroma() if everything and self.manifest.passages > EXACT else None
        if chroma is not None:
            found = chroma.nearest(vector, k)
            by_pid = {record.pid: record for record in self.catalog.records(p for p, _ in found)}
            return [(by_pid[pid], score) for pid, score in found]
        first, last = self.catalog.row_span(days or DateRange())
        others = [] if everything else self.catalog.rows_of_passages(also)
        rows = self._matrix.nearest(vector, k, first, last, others)
        by_row = {record.row: record for record in self.catalog.records_of_rows(r for r, _ in rows)}
        return [(by_row[row], score) for row, score in rows]

    def matching(
        self, words: str, k: int, days: DateRange | None = None, also: Collection[int] = ()
    ) -> list[tuple[PassageRecord, float]]:
        """Up to ``k`` passages and their BM25 score for the words, best first.

        Those published within ``days`` (None: all) and those of the passage ids ``also``; the
        score of a passage is the same whatever limits the search.
        """
        found = self._terms.matching(words, k, days, also)
        by_pid = {record.pid: record for record in self.catalog.records(pid for pid, _ in found)}
        return [(by_pid[pid], score) for pid, score in found]

    def telling(self, told: DateRange, bounds: DateRange | None = None) -> list[int]:
        """The ids of the passages that hold an event date lying wholly in ``told``, of articles
        published within ``bounds``; for ``also`` of the two searches."""
        return self.catalog.telling_passages(told, bounds)

    def cosines(self, vector: np.ndarray, records: Sequence[PassageRecord]) -> list[float]:
        """The cosine similarity of each passage to a unit vector."""
        return self._matrix.cosines(vector, [record.row for record in records])

    def frequency(self, word: str) -> int:
        """In how many passages a word (or another form of it) stands."""
        known = self._frequencies.get(word)
        if known is None:
            known = self._terms.frequency(word)
            if len(self._frequencies) < FREQUENCIES_KEPT:
                self._frequencies[word] = known
        return known

    def idf(self, frequency: int) -> float:
        """How rare a word of that many passages is: ``ln(1 + N / (df + 0.5))``, N passages."""
        return math.log(1 + self.manifest.passages / (frequency + 0.5))

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

    @property
    def removed(self) -> bool:
        """Whether a writer has removed it: it could not see that this reader has it open."""
        return self._hold.lock is None and not self.folder.is_dir()

    def close(self) -> None:
        self._opened.close()
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
        self._users: dict[Index, int] = {}
        self._lock = threading.Lock()

    def exists(self) -> bool:
        """Whether something has been indexed. Raises IndexDamaged where that cannot be told."""
        return self._generations.current() is not None

    @contextmanager
    def pin(self) -> Iterator[Index]:
        """One generation until the end of the ``with``.

        Raises IndexMissing, IndexStale, IndexDamaged, and IndexProblem where the store cannot be
        written by this user and somebody else's sync has removed the generation meanwhile.
        """
        with self._lock:
            index = self._follow()
            self._users[index] = self._users.get(index, 0) + 1
        try:
            yield index
        except (IndexDamaged, FileNotFoundError) as error:
            if not index.removed:
                raise
            raise IndexProblem(
                f"The index in {store_of(index.folder)} was replaced while it was read. Ask again."
            ) from error
        finally:
            with self._lock:
                self._users[index] -= 1
                self._close_unused(index)

    def _follow(self) -> Index:
        before = self._open
        if before is not None and before.folder == self._generations.current():
            return before
        while True:
            hold = self._generations.hold()
            try:
                self._open = Index(hold, self._embedding)
                break
            except BaseException as error:
                hold.release()
                # Where no mark can be made, a writer may remove what is being opened.
                moved = self._generations.current() != hold.folder
                if not (isinstance(error, IndexProblem | FileNotFoundError) and moved):
                    raise
        if before is not None:
            self._close_unused(before)
        return self._open

    def _close_unused(self, index: Index) -> None:
        if index is not self._open and not self._users.get(index):
            self._users.pop(index, None)
            index.close()

    def close(self) -> None:
        """Closes the open generation, or leaves that to the last question that still runs on it."""
        with self._lock:
            index, self._open = self._open, None
            if index is not None:
                self._close_unused(index)


@contextmanager
def open_collection(store: Path) -> Iterator[ChromaCollection]:
    """The Chroma collection of the current generation, for a plain LlamaIndex or a look inside.

    For reading: what is written there is lost with the next sync. Raises IndexMissing,
    IndexDamaged, and IndexProblem for a store that cannot be written: Chroma does not open it.
    """
    hold = Generations(store).hold()
    try:
        load_manifest(hold.folder).check_files(hold.folder)
        if hold.lock is None:
            raise refused(store, "Chroma writes in it when it opens")
        vectors = VectorStore(hold.folder / "chroma")
        try:
            yield vectors.collection
        finally:
            vectors.close()
    finally:
        hold.release()
